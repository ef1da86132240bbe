/** Edits of a tree: each gives a new one in which only the bytes of what was edited differ. */

import { CR, LF } from "../bytes/ascii.js";
import { concatBytes, latin1Bytes, latin1Text } from "../bytes/bytes.js";
import { pieceBytes } from "../bytes/piece.js";
import { MimeError } from "../errors.js";
import { formatAddressList } from "../header/address.js";
import { formatContentDisposition, parseContentDisposition } from "../header/content-disposition.js";
import { formatContentType, parseContentType } from "../header/content-type.js";
import { type Field, findField, formatField, hasName } from "../header/field.js";
import { checkFieldName } from "../header/field-name.js";
import { encodeHeaderText } from "../header/text.js";
import { Delimiters, readBoundary } from "./boundary.js";
import { type Entity, type Frame, makeMessage, makeMultipart, originOf, withFields } from "./entity.js";
import { collectPieces, formatEntity, frameOf } from "./frame.js";
import { takeEntity, takeNode } from "./given.js";
import { readStructure } from "./multipart.js";
import { findPath } from "./walk.js";
import { parseEntity } from "./wire.js";

/** The fields that hold addresses (RFC 5322 §3.6.2, 3.6.3, 3.6.6). */
const ADDRESS_FIELD = /^(resent-)?(from|sender|reply-to|to|cc|bcc)$/;

/**
 * Sets a field of a part to a text: the first of that name changes in place, later ones go, a new one is last.
 *
 * What is not ASCII is encoded, in address fields by their grammar. A new Content-Type or
 * Content-Transfer-Encoding makes the part be read anew.
 *
 * @throws {MimeError} `header-name`, `header-injection`, `header-too-long`; `address-invalid` in a field of
 * addresses; `input-invalid`, `input-cyclic`, `input-too-large` for what is no entity or no text.
 * @example
 * const entity = setField(parseEntity("subject: a\n\nb"), "Subject", "é");
 * new TextDecoder().decode(formatEntity(entity)); // => "subject: =?utf-8?B?w6k=?=\n\nb"
 * @see {@link removeFields}, {@link appendField}; RFC 5322 §2.2, RFC 2047 §5
 */
export function setField(entity: Entity, name: string, text: string): Entity {
  const node = takeNode(entity);
  checkFieldName(name);
  const key = name.toLowerCase();
  const first = findField(node.fields, key);
  const field = makeField(first?.name ?? name, text);
  const fields: Field[] = [];
  for (const old of node.fields) {
    if (old === first) fields.push(field);
    else if (!hasName(old, key)) fields.push(old);
  }
  if (first === undefined) fields.push(field);
  return edited(node, fields, key);
}

/**
 * Adds a field after all others.
 *
 * @throws {MimeError} what {@link setField} throws.
 * @example
 * appendField(parseEntity("A: b\n\nc"), "X", "y").fields.length; // => 2
 * @see {@link prependField} for the other end; RFC 5322 §2.2
 */
export function appendField(entity: Entity, name: string, text: string): Entity {
  const node = takeNode(entity);
  return edited(node, [...node.fields, makeField(name, text)], name.toLowerCase());
}

/**
 * Adds a field before all others, as trace fields are (RFC 5322 §3.6.7); an mbox `From ` line stays on top.
 *
 * @throws {MimeError} what {@link setField} throws.
 * @example
 * prependField(parseEntity("A: b\n\nc"), "X", "y").fields[0]?.name; // => "X"
 * @see {@link appendField} for the other end; RFC 5322 §3.6.7
 */
export function prependField(entity: Entity, name: string, text: string): Entity {
  const node = takeNode(entity);
  const { fields } = node;
  const top = fields[0]?.name === "" && /^>?From /.test(fields[0].value) ? 1 : 0;
  return edited(
    node,
    [...fields.slice(0, top), makeField(name, text), ...fields.slice(top)],
    name.toLowerCase(),
  );
}

/**
 * Removes every field of a name.
 *
 * @throws {MimeError} `header-name`; `input-invalid`, `input-cyclic`, `input-too-large` for what is no entity or no
 * name.
 * @example
 * removeFields(parseEntity("A: b\na: c\n\nd"), "A").fields.length; // => 0
 * @see {@link setField} for a field in their place; RFC 5322 §2.2
 */
export function removeFields(entity: Entity, name: string): Entity {
  const node = takeNode(entity);
  checkFieldName(name);
  const key = name.toLowerCase();
  const fields = node.fields.filter((field) => !hasName(field, key));
  return fields.length === node.fields.length ? entity : edited(node, fields, key);
}

function makeField(name: string, text: string): Field {
  checkFieldName(name);
  if (typeof text !== "string") {
    throw new MimeError("input-invalid", `Cannot write header "${name}": its value is no string`);
  }
  const column = name.length + 2;
  const value = ADDRESS_FIELD.test(name.toLowerCase())
    ? formatAddressList(text, { column })
    : (formatParameterField(name, text) ?? encodeHeaderText(text, { column }));
  const field = { name, value };
  formatField(field); // throws here, not when the tree is written
  return field;
}

/** A Content-Type or Content-Disposition outside ASCII is written by its own grammar, where it can be read so. */
function formatParameterField(name: string, text: string): string | undefined {
  if (/^[\t\x20-\x7e]*$/.test(text) || /[\0\r\n]/.test(text)) return undefined;
  const key = name.toLowerCase();
  if (key === "content-type") {
    const value = parseContentType(text);
    return value && formatContentType(value);
  }
  const value = key === "content-disposition" ? parseContentDisposition(text) : undefined;
  return value && formatContentDisposition(value);
}

function edited(entity: Entity, fields: readonly Field[], changed: string): Entity {
  const fresh = originOf(entity) === undefined;
  const next = fresh ? { ...entity, fields } : withFields(entity, frameOf(entity), fields);
  if (changed !== "content-type" && changed !== "content-transfer-encoding") return next;
  if (keepsStructure(entity, fields)) return next;
  return parseEntity(formatEntity(fresh ? next : withFields(next, apart(entity), fields)));
}

/** A header that ran into its first delimiter line still ends before it, where that is no delimiter any more. */
function apart(entity: Entity): Frame {
  const frame = frameOf(entity);
  const isOpen = frame.separator.length === 0 && frame.gaps.some((gap) => gap.length > 0);
  return isOpen ? endHeader(frame) : frame;
}

/** Whether the contents still read as they did under new fields. */
function keepsStructure(entity: Entity, fields: readonly Field[]): boolean {
  const ignore = (): void => {};
  const before = readStructure(entity.fields, "text/plain", ignore);
  const after = readStructure(fields, "text/plain", ignore);
  return before.kind === after.kind && before.boundary === after.boundary;
}

/**
 * Replaces the part with a part id; its delimiter lines and all other parts keep their bytes.
 *
 * @throws {MimeError} `part-not-found`; `boundary-invalid` when the replacement holds a delimiter line of a
 * multipart around it; what {@link formatEntity} throws for the replacement.
 * @example
 * const root = parseEntity("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhi\n--b\n\nyo\n--b--");
 * const replaced = replacePart(root, "1", parseEntity("A: b\n\nc"));
 * new TextDecoder().decode(formatEntity(replaced)).split("--b")[2]; // => "\nA: b\n\nc\n"
 * @see {@link removePart}, {@link findEntity}; RFC 2046 §5.1
 */
export function replacePart(root: Entity, partId: string, entity: Entity): Entity {
  if (pathTo(root, partId).at(-1) === entity) return root;
  const path = pathTo(takeEntity(root), partId).slice(0, -1);
  const taken = takeEntity(entity, partId);
  const newline = frameOf(path[0] ?? taken).lineEnd === "\r" ? CR : LF;
  const delimiters = new Delimiters(newline);
  path.forEach((ancestor, level) => {
    if (ancestor.kind !== "multipart") return;
    const boundary = readBoundary(findField(ancestor.fields, "content-type")?.value ?? "", () => {});
    if (boundary !== undefined) delimiters.open(boundary, level);
  });
  const pieces = collectPieces(taken, delimiters, "skip", partId);
  if (newline === CR && pieces.some((piece) => pieceBytes(piece).includes(LF))) {
    throw new MimeError(
      "input-invalid",
      `Cannot replace part "${partId}": the lines of this mail end in bare CR`,
    );
  }
  return path.length === 0 ? entity : rebuild(path, stepsOf(partId), taken);
}

/**
 * Removes the part with a part id, from its delimiter line up to the next; a multipart may become empty.
 *
 * @throws {MimeError} `part-not-found`; `part-fixed` for the root and for the child of a message; `input-invalid`,
 * `input-cyclic`, `input-too-large` for what is no entity or no part id.
 * @example
 * const root = parseEntity("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhi\n--b\n\nyo\n--b--");
 * Array.from(walkEntity(removePart(root, "1")), ({ partId }) => partId); // => ["", "0"]
 * @see {@link replacePart}; RFC 2046 §5.1
 */
export function removePart(root: Entity, partId: string): Entity {
  const path = pathTo(takeEntity(root), partId);
  path.pop();
  const steps = stepsOf(partId);
  const index = steps.pop();
  const parent = path.pop();
  if (index === undefined || parent?.kind !== "multipart") {
    throw new MimeError("part-fixed", `Cannot remove part "${partId}": no multipart holds it`);
  }
  const parts = parent.parts.toSpliced(index, 1);
  if (originOf(parent) === undefined) return rebuild(path, steps, { ...parent, parts });
  const frame = frameOf(parent);
  const gaps = frame.gaps.toSpliced(index, 2, joinGaps(frame, index));
  const { fields, preamble, epilogue } = parent;
  return rebuild(path, steps, makeMultipart({ ...frame, gaps }, fields, parts, preamble, epilogue));
}

/** The gap that is left when the part between two goes: the first up to its delimiter line, the second from it. */
function joinGaps({ gaps }: Frame, index: number): Uint8Array {
  const before = latin1(gaps[index] as Uint8Array);
  const after = latin1(gaps[index + 1] as Uint8Array);
  const line = /(\r\n|\n|\r|^)--[^\r\n]*(?:\r\n|\n|\r)?$/.exec(before);
  const next = /^(?:\r\n|\n|\r)?--/.exec(after);
  if (next === null) return latin1Bytes(before.slice(0, line?.index ?? 0) + after);
  const lineStart = line === null ? 0 : line.index + (line[1]?.length ?? 0);
  return latin1Bytes(before.slice(0, lineStart) + after.slice(next[0].length - 2));
}

function latin1(bytes: Uint8Array): string {
  return latin1Text(bytes, 0, bytes.length);
}

function pathTo(root: Entity, partId: string): Entity[] {
  const path = findPath(root, partId);
  if (path === undefined)
    throw new MimeError(
      "part-not-found",
      `Cannot find part "${(typeof partId === "string" ? partId : typeof partId)
        .replace(/[^\x20-\x7e]/g, "?")
        .slice(0, 60)}"`,
    );
  return path;
}

function stepsOf(partId: string): number[] {
  return partId === "" ? [] : partId.split(".").map(Number);
}

/** The ancestors made anew around a changed part, each keeping what stands between its parts. */
function rebuild(path: readonly Entity[], steps: readonly number[], entity: Entity): Entity {
  let child = entity;
  for (let level = path.length - 1; level >= 0; level--) {
    const parent = path[level] as Entity;
    if (parent.kind === "multipart") {
      const parts = parent.parts.with(steps[level] as number, child);
      if (originOf(parent) === undefined) child = { ...parent, parts };
      else {
        const frame = endDelimiters(frameOf(parent), steps[level] as number, child);
        child = makeMultipart(frame, parent.fields, parts, parent.preamble, parent.epilogue);
      }
    } else if (parent.kind === "message") {
      if (originOf(parent) === undefined) child = { ...parent, message: child };
      else child = makeMessage(openFrame(frameOf(parent), child), parent.fields, child);
    }
  }
  return child;
}

/**
 * A delimiter line at the end of a source may lack its line end, which it needs once a part follows; one that
 * followed right upon another lacks its line break, which it needs once a part stands before it.
 */
function endDelimiters(frame: Frame, index: number, child: Entity): Frame {
  const [before, after] = frame.gaps.slice(index, index + 2) as [Uint8Array, Uint8Array];
  const isEnded = isLineEnd(before.at(-1));
  const isBroken = after.length === 0 || isLineEnd(after[0]);
  if ((isEnded && isBroken) || isNothing(child)) return frame;
  const lineEnd = latin1Bytes(frame.lineEnd);
  const gaps = [...frame.gaps];
  if (!isEnded) gaps[index] = concatBytes([before, lineEnd]);
  if (!isBroken) gaps[index + 1] = concatBytes([lineEnd, after]);
  return { ...frame, gaps };
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === LF || byte === CR;
}

/** A header that broke off before its empty line gets one, where something now follows. */
function openFrame(frame: Frame, child: Entity): Frame {
  return frame.separator.length > 0 || isNothing(child) ? frame : endHeader(frame);
}

function endHeader(frame: Frame): Frame {
  return { ...frame, separator: latin1Bytes(frame.lineEnd) };
}

/** Whether a node is no bytes at all: of what was written afresh there is an empty line at least. */
function isNothing(entity: Entity): boolean {
  for (let node = entity; ; ) {
    const origin = originOf(node);
    if (origin === undefined) return false;
    if ("source" in origin) return origin.start === origin.end;
    if (node.fields.length > 0 || origin.separator.length > 0 || node.kind === "multipart") return false;
    if (node.kind === "leaf") return node.content instanceof Uint8Array && node.content.length === 0;
    node = node.message;
  }
}
