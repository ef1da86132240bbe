/** The tree back to bytes: what was parsed as it was, what was made by hand afresh in CRLF. */

import { CR, LF } from "../bytes/ascii.js";
import { concatBytes, copyBytes, latin1Bytes, utf8Bytes } from "../bytes/bytes.js";
import { lineEndAt } from "../bytes/lines.js";
import { MimeError } from "../errors.js";
import { type Field, fieldLines, fieldStart, findField, formatField } from "../header/field.js";
import { Delimiters, isUsableBoundary, readBoundary } from "./boundary.js";
import { type Entity, type Frame, type Multipart, originOf, type Span, spanOf } from "./entity.js";
import { takeEntity } from "./given.js";
import { childPartId } from "./walk.js";

const CRLF = latin1Bytes("\r\n");
/**
 * Formats a tree, or any node of one, as its bytes.
 *
 * @returns For a parsed node exactly the bytes it was parsed from: those of a signed part, too.
 * @throws {MimeError} `content-missing` for a part known only by its attachmentId; `boundary-invalid` for a
 * multipart made by hand whose boundary is missing, illegal or found in its parts; `input-invalid`,
 * `input-cyclic`; for a field made by hand what is wrong with it.
 * @example
 * new TextDecoder().decode(formatEntity(parseEntity("A: b\n\nc"))); // => "A: b\n\nc"
 * @see {@link parseEntity} for the way back; RFC 5322 §2, RFC 2046 §5.1
 */
export function formatEntity(entity: Entity): Uint8Array {
  return writeEntity(takeEntity(entity));
}

/** The same for a tree that we made, or took. */
export function writeEntity(entity: Entity): Uint8Array {
  const span = spanOf(entity);
  if (span !== undefined) return copyBytes(span.source.subarray(span.start, span.end));
  return concatBytes(collectPieces(entity, new Delimiters(LF)));
}

/** Bytes that are written without a look for delimiters, and the end of a container with a boundary. */
type Step = Entity | { readonly gap: Uint8Array } | { readonly close: string };

/** The pieces of a node that we made, or took, in order, none of them holding a delimiter line of `delimiters` or of a fresh multipart. */
export function collectPieces(
  root: Entity,
  delimiters: Delimiters,
  detached: "refuse" | "skip" = "refuse",
  rootId: string = "",
): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  const steps: { step: Step; partId: string }[] = [{ step: root, partId: rootId }];

  const push = (piece: Uint8Array, partId: string): void => {
    if (delimiters.any && delimiters.findIn(piece)) {
      throw new MimeError(
        "boundary-invalid",
        `Cannot write part "${partId}": it holds a delimiter line of the multipart around it`,
      );
    }
    pieces.push(piece);
  };

  for (let next = steps.pop(); next !== undefined; next = steps.pop()) {
    const { step, partId } = next;
    if ("gap" in step) {
      pieces.push(step.gap);
      continue;
    }
    if ("close" in step) {
      delimiters.close(step.close);
      continue;
    }
    const span = spanOf(step);
    if (span !== undefined) {
      push(span.source.subarray(span.start, span.end), partId);
      continue;
    }

    const fresh = originOf(step) === undefined;
    const boundary = fresh && step.kind === "multipart" ? freshBoundary(step, partId) : undefined;
    const frame = frameOf(step, boundary);
    for (const line of formatFields(step.fields, frame)) push(line, partId);
    pieces.push(frame.separator);
    if (step.kind === "leaf") {
      if (!(step.content instanceof Uint8Array)) {
        if (detached === "skip") continue;
        throw new MimeError("content-missing", `Cannot write part "${partId}": its content is not known`);
      }
      push(step.content, partId);
      continue;
    }
    if (boundary !== undefined) {
      if (!delimiters.open(boundary, 0)) {
        throw new MimeError(
          "boundary-invalid",
          `Cannot write part "${partId}": its boundary stands around it, too`,
        );
      }
      steps.push({ step: { close: boundary }, partId });
    }
    if (step.kind === "message") {
      steps.push({ step: step.message, partId: childPartId(partId, 0) });
      continue;
    }
    if (fresh && delimiters.any && (delimiters.findIn(step.preamble) || delimiters.findIn(step.epilogue))) {
      throw new MimeError(
        "boundary-invalid",
        `Cannot write part "${partId}": a delimiter line stands around its parts`,
      );
    }
    const { gaps } = frame;
    for (let i = step.parts.length; i >= 0; i--) {
      if (i < step.parts.length) {
        steps.push({ step: step.parts[i] as Entity, partId: childPartId(partId, i) });
      }
      steps.push({ step: { gap: gaps[i] as Uint8Array }, partId });
    }
  }
  return pieces;
}

/** The lines of each field: as they came for a parsed one, folded afresh for one made by hand. */
function formatFields(fields: readonly Field[], { lineEnd, separator }: Frame): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let written = ""; // adjacent fields made by hand are encoded together
  fields.forEach((field, i) => {
    const parsed = fieldLines(field);
    if (parsed === undefined) {
      written += formatField(field, lineEnd);
      return;
    }
    if (written !== "") lines.push(utf8Bytes(written));
    written = "";
    lines.push(parsed);
    const last = parsed[parsed.length - 1];
    const ended = last === (lineEnd === "\r" ? CR : LF); // a header that broke off leaves its last line without an end
    if (ended || (i + 1 === fields.length && separator.length === 0)) return;
    lines.push(latin1Bytes(last === CR ? "\r\n" : lineEnd)); // "\n" would make that CR part of the line end
  });
  if (written !== "") lines.push(utf8Bytes(written));
  return lines;
}

/** What stands between the fields and contents of a node: remembered, read off its source, or made afresh. */
export function frameOf(entity: Entity, boundary?: string): Frame {
  const origin = originOf(entity);
  if (origin === undefined) return freshFrame(entity, boundary);
  return "source" in origin ? frameOfSpan(entity, origin) : origin;
}

function frameOfSpan(entity: Entity, span: Span): Frame {
  const { source, start, body, end } = span;
  const last = entity.fields.at(-1);
  const fieldsEnd = last === undefined ? start : fieldStart(last) + (fieldLines(last)?.length ?? 0);
  const separator = source.subarray(Math.min(fieldsEnd, body), body);
  const lineEnd = lineEndAt(source, start);
  const gaps: Uint8Array[] = [];
  if (entity.kind === "multipart") {
    let from = body;
    for (const part of entity.parts) {
      const { start: partStart, end: partEnd } = spanOf(part) as Span;
      gaps.push(source.subarray(from, partStart));
      from = partEnd;
    }
    gaps.push(source.subarray(from, end));
  }
  return { separator, gaps, lineEnd };
}

function freshFrame(entity: Entity, boundary: string | undefined): Frame {
  if (entity.kind !== "multipart") return { separator: CRLF, gaps: [], lineEnd: "\r\n" };
  const { parts, preamble, epilogue } = entity;
  if (parts.length === 0 && epilogue.length === 0)
    return { separator: CRLF, gaps: [preamble], lineEnd: "\r\n" };
  const gaps: Uint8Array[] = [];
  const delimiter = latin1Bytes(`\r\n--${boundary}\r\n`);
  const first = latin1Bytes(`--${boundary}\r\n`);
  const close = latin1Bytes(`\r\n--${boundary}--\r\n`);
  for (let i = 0; i < parts.length; i++) {
    gaps.push(i > 0 ? delimiter : preamble.length > 0 ? concatBytes([preamble, delimiter]) : first);
  }
  gaps.push(concatBytes(parts.length > 0 ? [close, epilogue] : [preamble, close, epilogue]));
  return { separator: CRLF, gaps, lineEnd: "\r\n" };
}

function freshBoundary(entity: Multipart, partId: string): string | undefined {
  if (entity.parts.length === 0 && entity.epilogue.length === 0) return undefined; // no delimiter line is written
  const contentType = findField(entity.fields, "content-type");
  const boundary = contentType && readBoundary(contentType.value, () => {});
  if (boundary !== undefined && isUsableBoundary(boundary)) return boundary;
  throw new MimeError(
    "boundary-invalid",
    `Cannot write part "${partId}": its Content-Type has no legal boundary`,
  );
}
