/** A header block: lines of a source cut into fields (RFC 5322 §2.2). */

import { CR, DASH, isBlank, LF } from "../bytes/ascii.js";
import { utf8Text } from "../bytes/bytes.js";
import type { Newline } from "../bytes/lines.js";
import { TextWindow } from "../bytes/window.js";
import { decodeCharset } from "../codec/charset.js";
import type { Report } from "../errors.js";
import type { Limits } from "../limits.js";
import { type Field, parsedField } from "./field.js";
import { commonName, cutName } from "./field-name.js";
import { unfold } from "./fold.js";

/** What was read of a header block. */
export interface HeaderBlock {
  readonly fields: Field[];
  /** Where the content starts: after the empty line, or where the block broke off. */
  readonly body: number;
}

/**
 * Reads the header block that stands between two places of a source.
 *
 * @see {@link formatField} for the way back; RFC 5322 §2.2
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
  const window = new TextWindow(source.subarray(0, end));
  return new HeaderReader(window, newline, limits, report).read(start, isDelimiter);
}

/** Reads the header blocks of a source through one window. */
export class HeaderReader {
  readonly #window: TextWindow;
  readonly #newline: Newline;
  readonly #limits: Limits;
  readonly #report: Report;
  #fields: Field[] = [];
  #first = 0; // where the block starts, as all places of it counted from where the window starts
  #full = false; // past a limit: no further fields are made
  // The field being read.
  #field = 0;
  #colon = -1;
  #end = -1; // of its last line, line end excluded; -1: no field yet
  #folded = false;

  constructor(window: TextWindow, newline: Newline, limits: Limits, report: Report) {
    this.#window = window;
    this.#newline = newline;
    this.#limits = limits;
    this.#report = report;
  }

  /**
   * Cuts the header block that starts at `start` into fields.
   *
   * The block ends after the first empty line, before a line for which `isDelimiter` says so, or with the source.
   * Past a limit the rest of the block stays one line that is no field.
   */
  read(start: number, isDelimiter: ((lineStart: number) => boolean) | undefined): HeaderBlock {
    const window = this.#window;
    const newlineText = this.#newline === LF ? "\n" : "\r";
    window.show(start);
    let { text } = window;
    let line = start - window.start;
    let colon = -2; // the next colon at or after the line's start; -1: none in the window
    this.#fields = [];
    this.#first = line;
    this.#full = false;
    this.#end = -1;
    for (;;) {
      let lineEnd = text.indexOf(newlineText, line);
      let next = lineEnd + 1;
      if (lineEnd < 0) {
        const moved = this.#first;
        if (window.widen(window.start + moved)) {
          text = window.text;
          line -= moved;
          this.#moveBack(moved);
          colon = -2;
          continue;
        }
        lineEnd = text.length;
        next = lineEnd;
      } else if (this.#newline === LF && lineEnd > line && text.charCodeAt(lineEnd - 1) === CR) {
        lineEnd--;
      }

      if (line >= text.length) return this.#breakOff(line, line);
      if (lineEnd === line) {
        this.#flush(line);
        return { fields: this.#fields, body: window.start + next };
      }
      const code = text.charCodeAt(line);
      if (
        code === DASH &&
        isDelimiter !== undefined &&
        text.charCodeAt(line + 1) === DASH &&
        isDelimiter(window.start + line)
      ) {
        return this.#breakOff(line, this.#end < 0 ? line : this.#end); // the line break is the delimiter's
      }

      if (this.#full || (isBlank(code) && this.#end >= 0)) this.#folded = true;
      else {
        this.#flush(line);
        if (colon !== -1 && colon < line) colon = text.indexOf(":", line);
        this.#open(line, colon < lineEnd ? colon : -1);
      }
      this.#end = lineEnd;
      line = next;
    }
  }

  /** The window was moved on to the start of the block. */
  #moveBack(by: number): void {
    this.#first = 0;
    this.#field -= by;
    if (this.#colon >= 0) this.#colon -= by;
    if (this.#end >= 0) this.#end -= by;
  }

  /** Ends a block that no empty line ends. */
  #breakOff(line: number, end: number): HeaderBlock {
    this.#flush(end);
    this.#report("header-unterminated", this.#window.start + line);
    return { fields: this.#fields, body: this.#window.start + end };
  }

  /** Starts a field; past a limit, the last one, which is no field and takes the rest. */
  #open(line: number, colon: number): void {
    this.#field = line;
    this.#colon = colon;
    this.#folded = false;
    const tooMany = this.#fields.length >= this.#limits.fields;
    if (!tooMany && line - this.#first < this.#limits.headerBytes) return;
    this.#report(tooMany ? "limit-fields" : "limit-header-bytes", this.#window.start + line);
    this.#full = true;
    this.#colon = -1;
  }

  /** Takes the field being read, which ends before `next`. */
  #flush(next: number): void {
    if (this.#end < 0) return;
    const { source, text, start, eightBit } = this.#window;
    const field = this.#field;
    const { fieldBytes, headerBytes } = this.#limits;
    if (next - this.#first > headerBytes && !this.#full) this.#report("limit-header-bytes", start + field);
    const colon = this.#colon;
    const common = colon < 0 ? undefined : commonName(text, field, colon);
    const name = common?.name ?? (colon < 0 ? "" : cutName(text, field, colon));
    if (name === "") this.#report("field-invalid", start + field);
    let value = trimmed(text, name === "" ? field : colon + 1, this.#end);
    if (eightBit && hasEightBit(value)) {
      this.#report("header-8bit", start + field);
      const decoded = headerText(source, start + field, start + this.#end);
      value = trimmed(decoded, name === "" ? 0 : decoded.indexOf(":") + 1, decoded.length);
    }
    if (next - field > fieldBytes) this.#report("limit-field-bytes", start + field);
    const folded = this.#folded && value.includes(this.#newline === LF ? "\n" : "\r") ? value : undefined;
    if (folded !== undefined) value = unfold(folded, this.#newline);
    this.#fields.push(
      parsedField(name, common?.key ?? "", value, source, start + field, start + next, folded),
    );
  }
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
