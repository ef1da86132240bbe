/** The tree back to bytes: what was parsed as it was, what was made by hand afresh in CRLF. */

import { CR, LF } from "../bytes/ascii.js";
import { concatBytes, copyBytes, latin1Bytes, utf8Bytes } from "../bytes/bytes.js";
import { lineEndAt } from "../bytes/lines.js";
import { joinPieces, type Piece } from "../bytes/piece.js";
import { MimeError } from "../errors.js";
import { type Field, fieldLines, fieldStart, findField, formatField } from "../header/field.js";
import { Delimiters, isUsableBoundary, readBoundary } from "./boundary.js";
import { type Entity, type Frame, type Multipart, originOf, pendingOf, type Span, spanOf } from "./entity.js";
import { takeEntity } from "./given.js";
import { childPartId } from "./walk.js";

const CRLF = latin1Bytes("\r\n");

/**
 * Formats a tree, or any node of one, as its bytes.
 *
 * @returns For a parsed node exactly the bytes it was parsed from: those of a signed part, too.
 * @throws {MimeError} `content-missing` for a part known only by its attachmentId; `boundary-invalid` for a
 * multipart made by hand whose boundary is missing, illegal or found in its parts; `header-name`,
 * `header-injection`, `header-too-long` for a field made by hand; `input-invalid` for what is no entity,
 * `input-cyclic` for one that holds itself, `input-too-large` for one over the default limits.
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
  return joinPieces(collectPieces(entity, new Delimiters(LF)));
}

/** The same for a tree that we made, and that is known to hold none of its own delimiter lines. */
export function writeBuilt(entity: Entity): Uint8Array {
  return joinPieces(collectPieces(entity, undefined));
}

/** A node to be written, bytes that are written without a look for delimiters, or the end of a container with a boundary. */
type Step =
  | { readonly node: Entity; readonly partId: string }
  | { readonly gap: Piece }
  | { readonly close: string };

/**
 * The pieces of a node that we made, or took, in order.
 *
 * @param delimiters - Of which no piece may hold a line, nor any of a fresh multipart; `undefined` where that is known.
 */
export function collectPieces(
  root: Entity,
  delimiters: Delimiters | undefined,
  detached: "refuse" | "skip" = "refuse",
  rootId: string = "",
): Piece[] {
  const pieces: Piece[] = [];
  const steps: Step[] = [{ node: root, partId: rootId }];

  const push = (piece: Piece, partId: string): void => {
    if (delimiters?.any && holdsDelimiter(piece, delimiters)) {
      throw new MimeError(
        "boundary-invalid",
        `Cannot write part "${partId}": it holds a delimiter line of the multipart around it`,
      );
    }
    pieces.push(piece);
  };

  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    if ("gap" in step) {
      pieces.push(step.gap);
      continue;
    }
    if ("close" in step) {
      delimiters?.close(step.close);
      continue;
    }
    const { node, partId } = step;
    const span = spanOf(node);
    if (span !== undefined) {
      push(span.source.subarray(span.start, span.end), partId);
      continue;
    }

    const fresh = originOf(node) === undefined;
    const frame = fresh ? undefined : frameOf(node);
    for (const lines of formatFields(node.fields, frame)) push(lines, partId);
    pieces.push(frame?.separator ?? "\r\n");
    if (node.kind === "leaf") {
      const content = pendingOf(node) ?? node.content;
      if ("attachmentId" in content) {
        if (detached === "skip") continue;
        throw new MimeError("content-missing", `Cannot write part "${partId}": its content is not known`);
      }
      push(content, partId);
      continue;
    }
    if (node.kind === "message") {
      steps.push({ node: node.message, partId: childPartId(partId, 0) });
      continue;
    }
    const boundary = fresh ? freshBoundary(node, partId) : undefined;
    if (boundary !== undefined && delimiters !== undefined) {
      if (!delimiters.open(boundary, 0)) {
        throw new MimeError(
          "boundary-invalid",
          `Cannot write part "${partId}": its boundary stands around it, too`,
        );
      }
      steps.push({ close: boundary });
    }
    if (fresh && delimiters?.any && (delimiters.findIn(node.preamble) || delimiters.findIn(node.epilogue))) {
      throw new MimeError(
        "boundary-invalid",
        `Cannot write part "${partId}": a delimiter line stands around its parts`,
      );
    }
    const gaps = frame?.gaps ?? freshGaps(node, boundary);
    for (let i = node.parts.length; i >= 0; i--) {
      if (i < node.parts.length)
        steps.push({ node: node.parts[i] as Entity, partId: childPartId(partId, i) });
      steps.push({ gap: gaps[i] as Piece });
    }
  }
  return pieces;
}

/** Whether a piece holds a delimiter line; what is still to be encoded never does, as base64 has no dash. */
export function holdsDelimiter(piece: Piece, delimiters: Delimiters): boolean {
  if (piece instanceof Uint8Array) return delimiters.findIn(piece);
  if (typeof piece !== "string" || !(piece.includes("\n--") || piece.startsWith("--"))) return false;
  return delimiters.findIn(utf8Bytes(piece));
}

const FRESH = { lineEnd: "\r\n", separator: CRLF };

/** The lines of each field: as they came for a parsed one, folded afresh for one made by hand. */
function formatFields(
  fields: readonly Field[],
  { lineEnd, separator }: Pick<Frame, "lineEnd" | "separator"> = FRESH,
): Piece[] {
  const pieces: Piece[] = [];
  let written = ""; // adjacent fields made by hand are one piece
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i] as Field;
    const parsed = fieldLines(field);
    if (parsed === undefined) {
      written += formatField(field, lineEnd);
      continue;
    }
    if (written !== "") pieces.push(written);
    written = "";
    pieces.push(parsed);
    const last = parsed[parsed.length - 1];
    const ended = last === (lineEnd === "\r" ? CR : LF); // a header that broke off leaves its last line without an end
    if (ended || (i + 1 === fields.length && separator.length === 0)) continue;
    pieces.push(last === CR ? "\r\n" : lineEnd); // "\n" would make that CR part of the line end
  }
  if (written !== "") pieces.push(written);
  return pieces;
}

/** What stands between the fields and contents of a node that was parsed: remembered, or read off its source. */
export function frameOf(entity: Entity): Frame {
  const origin = originOf(entity);
  if (origin === undefined) return { ...FRESH, gaps: [] };
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

/** The delimiter lines of a multipart made by hand, what stands before and after them included. */
function freshGaps({ parts, preamble, epilogue }: Multipart, boundary: string | undefined): Piece[] {
  if (boundary === undefined) return [preamble];
  const close = `\r\n--${boundary}--\r\n`;
  if (parts.length === 0) return [concatBytes([preamble, latin1Bytes(close), epilogue])];
  const delimiter = `\r\n--${boundary}\r\n`;
  const gaps: Piece[] = parts.map(() => delimiter);
  gaps[0] = preamble.length > 0 ? concatBytes([preamble, latin1Bytes(delimiter)]) : delimiter.slice(2);
  gaps.push(epilogue.length > 0 ? concatBytes([latin1Bytes(close), epilogue]) : close);
  return gaps;
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
