/** Header fields: what one is, and the one writer of header lines (RFC 5322 §2.2). */

import { asciiLowerCase } from "../bytes/ascii.js";
import { MimeError } from "../errors.js";
import { LINE_BYTES, LINE_FOLDED, type Limits } from "../limits.js";
import { checkFieldName } from "./field-name.js";
import { foldLine } from "./fold.js";

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
  #key: string; // the name in lower case; "" while nobody asked
  #reading: Reading | undefined;

  constructor(
    name: string,
    key: string,
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
    this.#key = key;
    this.#reading = undefined;
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

  static key(field: Field): string {
    if (!(#source in field)) return asciiLowerCase(field.name);
    if (field.#key === "") field.#key = asciiLowerCase(field.name);
    return field.#key;
  }

  static read<T>(field: Field, reader: (value: string) => T): T {
    if (!(#source in field)) return reader(field.value);
    if (field.#reading?.reader !== reader) field.#reading = { reader, value: reader(field.value) };
    return field.#reading.value as T;
  }
}

/** What the last reader made of a value: a field never changes, and mostly has one reader. */
interface Reading {
  readonly reader: (value: string) => unknown;
  readonly value: unknown;
}

/** A field as it was read: its name and value, and where its lines stand. */
export function parsedField(
  name: string,
  key: string,
  value: string,
  source: Uint8Array,
  start: number,
  end: number,
  folded: string | undefined,
): Field {
  return new ParsedField(name, key, value, source, start, end, folded);
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

/** Whether a value reads as it stands: no encoded word in it, nothing that is cleaned. */
export function isPlain({ value }: Field): boolean {
  return !value.includes("=?") && !value.includes("\r") && !value.includes("\0") && !value.includes("\n");
}

/** The name of a field in lower case. */
export const fieldKey: (field: Field) => string = ParsedField.key;

/** What a reader makes of a field's value: of a parsed field it is made once. The reader must be pure. */
export const readField: <T>(field: Field, reader: (value: string) => T) => T = ParsedField.read;

/** Finds the first field of that name; `name` is lower-case. */
export function findField(fields: readonly Field[], name: string): Field | undefined {
  for (const field of fields) if (hasName(field, name)) return field;
  return undefined;
}

/** Whether a field has that name; `name` is lower-case. */
export function hasName(field: Field, name: string): boolean {
  return field.name.length === name.length && fieldKey(field) === name;
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
