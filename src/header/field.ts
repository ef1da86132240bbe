/** Header fields: a block of lines cut into fields, and the one writer of header lines (RFC 5322 §2.2). */

import { asciiLowerCase, COLON, CR, DASH, isBlank, LF } from "../bytes/ascii.js";
import { isAscii, latin1Text, utf8Text } from "../bytes/bytes.js";
import type { Newline } from "../bytes/lines.js";
import { decodeCharset } from "../codec/charset.js";
import { MimeError, type Report } from "../errors.js";
import { LINE_BYTES, LINE_FOLDED, type Limits } from "../limits.js";
import { foldLine, unfold } from "./fold.js";

/**
 * One header field as it stands on the wire: words still encoded, line breaks and outer blanks removed.
 *
 * 8-bit bytes are UTF-8 when valid, else windows-1252. A line that is no field has the name `""`.
 */
export interface Field {
  readonly name: string;
  readonly value: string;
}

/** A field that knows its lines. A spread or a clone of it does not, and is written afresh. */
class ParsedField implements Field {
  readonly name: string;
  readonly value: string;
  readonly #source: Uint8Array;
  readonly #start: number;
  readonly #end: number;
  readonly #folded: string | undefined;

  constructor(
    name: string,
    value: string,
    source: Uint8Array,
    start: number,
    end: number,
    folded: string | undefined,
  ) {
    this.name = name;
    this.value = value;
    this.#source = source;
    this.#start = start;
    this.#end = end;
    this.#folded = folded;
  }

  static lines(field: Field): Uint8Array | undefined {
    return #source in field ? field.#source.subarray(field.#start, field.#end) : undefined;
  }

  static start(field: Field): number {
    return #source in field ? field.#start : -1;
  }

  static size(field: Field): number {
    return #source in field ? field.#end - field.#start : field.name.length + field.value.length + 4;
  }

  static folded(field: Field): string | undefined {
    return #source in field ? field.#folded : undefined;
  }
}

/** The lines of a parsed field as they came, line ends included; `undefined` for one written by hand. */
export const fieldLines: (field: Field) => Uint8Array | undefined = ParsedField.lines;

/** Where a parsed field starts in its source; -1 for one written by hand. */
export const fieldStart: (field: Field) => number = ParsedField.start;

/**
 * The value as it came, line breaks of folds included: what Gmail's unfolding (rule 14) looks at.
 *
 * @returns `undefined` for a field of one line, and for one written by hand.
 */
export const foldedValue: (field: Field) => string | undefined = ParsedField.folded;

/** Whether a field is longer than `fieldBytes`, and so stays undecoded. */
export function isOverlong(field: Field, limits: Limits): boolean {
  return ParsedField.size(field) > limits.fieldBytes;
}

/** Finds the first field of that name; `name` is lower-case. */
export function findField(fields: readonly Field[], name: string): Field | undefined {
  for (const field of fields) if (hasName(field, name)) return field;
  return undefined;
}

/** Whether a field has that name; `name` is lower-case. */
export function hasName(field: Field, name: string): boolean {
  return field.name.length === name.length && (field.name === name || asciiLowerCase(field.name) === name);
}

/** What was read of a header block. */
export interface HeaderBlock {
  readonly fields: Field[];
  /** Where the content starts: after the empty line, or where the block broke off. */
  readonly body: number;
}

/**
 * Cuts the header block that starts at `start` into fields.
 *
 * The block ends after the first empty line, before a line for which `isDelimiter` says so, or at `end`.
 * Past a limit the rest of the block stays one line that is no field.
 */
export function readHeaderBlock(
  source: Uint8Array,
  start: number,
  end: number,
  newline: Newline,
  limits: Limits,
  isDelimiter: ((lineStart: number) => boolean) | undefined,
  report: Report,
): HeaderBlock {
  const fields: Field[] = [];
  const newlineText = newline === LF ? "\n" : "\r";
  let windowEnd = Math.min(end, start + 1536);
  let text = latin1Text(source, start, windowEnd);
  let eightBit = !isAscii(source, start, windowEnd);
  let colon = -2; // the next colon at or after the line's start; -1: none in the window
  let line = 0; // all positions count from `start`
  let field = 0; // where the field being read starts
  let fieldColon = -1;
  let fieldEnd = -1; // end of its last line, line end excluded; -1: no field yet
  let folded = false;
  let full = false; // past a limit: no further fields are made

  const flush = (next: number): void => {
    if (fieldEnd < 0) return;
    if (next > limits.headerBytes && !full) report("limit-header-bytes", start + field);
    fields.push(makeField(field, fieldColon, fieldEnd, next));
  };

  const makeField = (from: number, colonAt: number, to: number, next: number): ParsedField => {
    const name = colonAt < 0 ? "" : fieldName(text, from, colonAt);
    if (name === "") report("field-invalid", start + from);
    let value = trimmed(text, name === "" ? from : colonAt + 1, to);
    if (eightBit && hasEightBit(value)) {
      report("header-8bit", start + from);
      const decoded = headerText(source, start + from, start + to);
      value = trimmed(decoded, name === "" ? 0 : decoded.indexOf(":") + 1, decoded.length);
    }
    if (next - from > limits.fieldBytes) report("limit-field-bytes", start + from);
    if (!folded || !value.includes(newlineText))
      return new ParsedField(name, value, source, start + from, start + next, undefined);
    return new ParsedField(name, unfold(value, newline), source, start + from, start + next, value);
  };

  for (;;) {
    let lineEnd = text.indexOf(newlineText, line);
    let next = lineEnd + 1;
    if (lineEnd < 0) {
      if (start + text.length < end) {
        windowEnd = Math.min(end, start + text.length * 4);
        text = latin1Text(source, start, windowEnd);
        eightBit = !isAscii(source, start, windowEnd);
        if (colon === -1) colon = -2;
        continue;
      }
      lineEnd = text.length;
      next = lineEnd;
    } else if (newline === LF && lineEnd > line && text.charCodeAt(lineEnd - 1) === CR) {
      lineEnd--;
    }

    if (line >= text.length) {
      flush(line);
      report("header-unterminated", start + line);
      return { fields, body: start + line };
    }
    if (lineEnd === line) {
      flush(line);
      return { fields, body: start + next };
    }
    const first = text.charCodeAt(line);
    if (
      first === DASH &&
      isDelimiter !== undefined &&
      text.charCodeAt(line + 1) === DASH &&
      isDelimiter(start + line)
    ) {
      const cut = fieldEnd < 0 ? line : fieldEnd; // the line break before a delimiter is the delimiter's
      flush(cut);
      report("header-unterminated", start + line);
      return { fields, body: start + cut };
    }

    if (full || (isBlank(first) && fieldEnd >= 0)) {
      fieldEnd = lineEnd;
      folded = true;
    } else {
      flush(line);
      field = line;
      fieldEnd = lineEnd;
      folded = false;
      if (fields.length >= limits.fields || line >= limits.headerBytes) {
        report(fields.length >= limits.fields ? "limit-fields" : "limit-header-bytes", start + line);
        full = true;
        fieldColon = -1;
      } else {
        if (colon !== -1 && colon < line) colon = text.indexOf(":", line);
        fieldColon = colon !== -1 && colon < lineEnd ? colon : -1;
      }
    }
    line = next;
  }
}

/** The name before the colon, or "" when it holds what no field name may (RFC 5322 §3.6.8). */
function fieldName(text: string, from: number, colon: number): string {
  let end = colon;
  while (end > from && isBlank(text.charCodeAt(end - 1))) end--; // obsolete: blanks before the colon
  if (end - from > LONGEST_NAME) return "";
  for (let i = from; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x21 || code > 0x7e) return "";
  }
  return text.slice(from, end);
}

function trimmed(text: string, from: number, to: number): string {
  let start = from;
  let end = to;
  while (start < end && isOuter(text.charCodeAt(start))) start++;
  while (end > start && isOuter(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

/** A value may start or end with a fold: its line break is as outer as its blanks. */
function isOuter(code: number): boolean {
  return isBlank(code) || code === CR || code === LF;
}

function hasEightBit(text: string): boolean {
  return /[\x80-\xff]/.test(text);
}

/** Header bytes as text: UTF-8 when valid, else windows-1252. */
function headerText(source: Uint8Array, start: number, end: number): string {
  return utf8Text(source, start, end) ?? decodeCharset(source.subarray(start, end), "windows-1252");
}

/**
 * Writes one field as folded lines, its line end included: every header line we make goes through here.
 *
 * @throws {MimeError} `header-name`, `header-injection`, or `header-too-long`.
 * @example
 * formatField({ name: "Subject", value: "hi" }); // => "Subject: hi\r\n"
 * @see {@link readHeaderBlock} for the way back; RFC 5322 §2.2
 */
export function formatField(field: Field, lineEnd: string = "\r\n"): string {
  const { name, value } = field;
  checkFieldName(name);
  if (typeof value !== "string") {
    throw new MimeError("input-invalid", `Cannot write header "${name}": its value is no string`);
  }
  const line = value === "" ? `${name}:` : `${name}: ${value}`;
  if (line.length <= LINE_FOLDED && /^[\t\x20-\x7e]*$/.test(value)) return line + lineEnd; // most fields
  if (/[\0\r\n]/.test(value)) {
    throw new MimeError("header-injection", `Cannot write header "${name}": it holds a line break or NUL`);
  }
  return foldLine(line, lineEnd) + lineEnd;
}

/**
 * Checks a field that was just made, so that it is not refused only when it is written.
 *
 * @throws {MimeError} what {@link formatField} throws.
 */
export function checkField(field: Field): void {
  if (field.name.length + 2 + 3 * field.value.length > LINE_BYTES) formatField(field); // a shorter one always fits
}

/** @throws {MimeError} `header-name` when a field cannot be called so (RFC 5322 §3.6.8). */
export function checkFieldName(name: unknown): asserts name is string {
  if (typeof name === "string" && isFieldName(name)) return;
  const shown = typeof name === "string" ? name.replace(/[^\x20-\x7e]/g, "?").slice(0, 60) : typeof name;
  throw new MimeError("header-name", `Cannot write a header field called "${shown}"`);
}

/** Longer names leave no room on a line of 998 bytes. */
const LONGEST_NAME = 900;

/** Whether a header field may be called so. */
export function isFieldName(name: string): boolean {
  if (name.length === 0 || name.length > LONGEST_NAME) return false;
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    if (code < 0x21 || code > 0x7e || code === COLON) return false;
  }
  return true;
}
