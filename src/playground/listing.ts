/** Bytes as rows of text for a window that shows some of them: cut at line ends, and inside lines that are too long. */

import { CR, LF } from "../bytes/ascii.js";
import { decodeCharset } from "../codec/charset.js";
import { visible } from "./visible.js";

/** A defect in a listing: its number, and where it is. */
export interface Mark {
  readonly defect: number;
  readonly offset: number;
}

/** Text up to the next mark, and the defects told at its start. */
export interface Segment {
  readonly text: string;
  readonly defects: readonly number[];
}

export interface Row {
  /** Counted from 1; absent where the row goes on with the line of the row before. */
  readonly line: number | undefined;
  readonly segments: readonly Segment[];
  /** How the line ends, where that is not how the first line does; absent inside a line, too. */
  readonly oddEnd: LineEnd | undefined;
}

export type LineEnd = "crlf" | "lf" | "cr";

/** The longest row: a line of a mail may have 998 bytes. */
const ROW_BYTES = 1000;

/** Bytes cut into rows; a row is made into text when it is asked for. */
export class Listing {
  readonly bytes: Uint8Array;
  readonly #starts: Uint32Array;
  /** The rows that go on with a line, in order. */
  readonly #continued: Uint32Array;
  readonly #marks: readonly Mark[];
  readonly #usualEnd: LineEnd | undefined;

  constructor(bytes: Uint8Array, marks: readonly Mark[] = []) {
    this.bytes = bytes;
    this.#marks = marks.filter(({ offset }) => offset >= 0).toSorted((a, b) => a.offset - b.offset);
    let rows = 0;
    let continued = 0;
    scanRows(bytes, (_, goesOn) => {
      rows++;
      if (goesOn) continued++;
    });
    this.#starts = new Uint32Array(rows);
    this.#continued = new Uint32Array(continued);
    rows = 0;
    continued = 0;
    scanRows(bytes, (start, goesOn) => {
      if (goesOn) this.#continued[continued++] = rows;
      this.#starts[rows++] = start;
    });
    this.#usualEnd = lineEnd(bytes, 0, this.#starts[1] ?? bytes.length).end;
  }

  get length(): number {
    return this.#starts.length;
  }

  /** The row that holds a byte; the last one for what lies behind the end. */
  rowAt(offset: number): number {
    return Math.max(0, countUpTo(this.#starts, offset) - 1);
  }

  /** The number of the line a row belongs to, counted from 1. */
  lineOf(row: number): number {
    return row + 1 - countUpTo(this.#continued, row);
  }

  /** Rows from one up to, not including, another. */
  rows(from: number, to: number): Row[] {
    const rows: Row[] = [];
    for (let row = Math.max(0, from); row < Math.min(to, this.length); row++) rows.push(this.#row(row));
    return rows;
  }

  #row(row: number): Row {
    const start = this.#starts[row] as number;
    const next = this.#starts[row + 1] ?? this.bytes.length;
    const { end, at } = lineEnd(this.bytes, start, next);
    const decode = chooseDecoder(this.bytes.subarray(start, at));
    const segments: { text: string; defects: number[] }[] = [];
    let from = start;
    let defects: number[] = [];
    for (const { defect, offset } of this.#marksWithin(start, next)) {
      const place = Math.min(offset, at); // a mark on the line end stands behind the text
      if (place > from) {
        segments.push({ text: decode(this.bytes.subarray(from, place)), defects });
        defects = [];
        from = place;
      }
      defects.push(defect);
    }
    if (from < at || defects.length > 0) {
      segments.push({ text: decode(this.bytes.subarray(from, at)), defects });
    }
    const line = this.lineOf(row);
    const goesOn = row > 0 && this.lineOf(row - 1) === line;
    return { line: goesOn ? undefined : line, segments, oddEnd: end === this.#usualEnd ? undefined : end };
  }

  /** The marks of a row; those behind the last byte belong to the last row. */
  #marksWithin(start: number, next: number): readonly Mark[] {
    const last = next === this.bytes.length;
    let low = 0;
    let high = this.#marks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#marks[middle] as Mark).offset < start) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < this.#marks.length && (last || (this.#marks[end] as Mark).offset < next)) end++;
    return this.#marks.slice(low, end);
  }
}

/** Tells where each row starts, and whether it goes on with the line of the row before. */
function scanRows(bytes: Uint8Array, add: (start: number, goesOn: boolean) => void): void {
  if (bytes.length > 0) add(0, false);
  let start = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte === LF || (byte === CR && bytes[i + 1] !== LF)) {
      start = i + 1;
      if (start < bytes.length) add(start, false);
    } else if (i - start >= ROW_BYTES && byte !== CR && (byte >> 6 !== 2 || i - start > ROW_BYTES + 3)) {
      start = i; // not inside a character of UTF-8
      add(start, true);
    }
  }
}

function lineEnd(
  bytes: Uint8Array,
  start: number,
  next: number,
): { readonly end: LineEnd | undefined; readonly at: number } {
  const last = bytes[next - 1];
  if (last === CR) return { end: "cr", at: next - 1 };
  if (last !== LF) return { end: undefined, at: next };
  return next - 2 >= start && bytes[next - 2] === CR
    ? { end: "crlf", at: next - 2 }
    : { end: "lf", at: next - 1 };
}

/** How many of the ascending numbers are not above a limit. */
function countUpTo(numbers: Uint32Array, limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

const UTF8 = {
  strict: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }),
  loose: new TextDecoder("utf-8", { ignoreBOM: true }),
};

/** A row is UTF-8 where it is valid, else windows-1252; what cannot be seen is made visible. */
function chooseDecoder(row: Uint8Array): (bytes: Uint8Array) => string {
  try {
    UTF8.strict.decode(row);
    return (bytes) => visible(UTF8.loose.decode(bytes));
  } catch {
    return (bytes) => visible(decodeCharset(bytes, "windows-1252"));
  }
}
