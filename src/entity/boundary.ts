/** Boundaries: which are legal, and the delimiter lines they make in a source (RFC 2046 §5.1.1). */

import { DASH, isBlank, LF } from "../bytes/ascii.js";
import { EMPTY, indexOfText, latin1Text, utf8Bytes } from "../bytes/bytes.js";
import { type Newline, textEnd } from "../bytes/lines.js";
import { TextWindow } from "../bytes/window.js";
import type { Report } from "../errors.js";
import { listStart, parseParameters, readPlainParameters, scanParameters } from "../header/parameter.js";
import { BOUNDARY_READ, BOUNDARY_WRITTEN } from "../limits.js";

/** Whether a boundary may be written: 1 to 70 of RFC 2046's characters, no blank at its end. */
export function isWritableBoundary(boundary: string): boolean {
  return boundary.length <= BOUNDARY_WRITTEN && /^[\w'()+,\-./:=? ]*[\w'()+,\-./:=?]$/.test(boundary);
}

/**
 * Whether a boundary that a mail brought may be written again: many senders use more characters than the RFC
 * allows, and no reader minds those that can stand between quotes.
 */
export function isUsableBoundary(boundary: string): boolean {
  return (
    boundary.length <= BOUNDARY_WRITTEN &&
    /^[\x20-\x7e]*[\x21-\x7e]$/.test(boundary) &&
    !/["\\]/.test(boundary)
  );
}

/**
 * Reads the boundary of a Content-Type value as its delimiter lines show it, one character a byte.
 *
 * The first boundary parameter counts, literally (no encoded words); only without one an RFC 2231 form does.
 * Blanks at its end are dropped, as they are from delimiter lines.
 */
export function readBoundary(contentType: string, report: Report): string | undefined {
  const at = listStart(contentType);
  if (at < 0) return undefined;
  const plain =
    contentType.indexOf("(") < 0 ? readPlainParameters(contentType, at)?.get("boundary") : undefined;
  if (plain !== undefined && isWritableBoundary(plain)) return plain;
  let boundary: string | undefined;
  let ambiguous = contentType.slice(0, at).includes("("); // a comment where others see the type
  for (const piece of scanParameters(contentType, at)) {
    if (piece.name !== "boundary") continue;
    const isPlain = !piece.extended && piece.section === undefined;
    if (!isPlain || boundary !== undefined)
      ambiguous = true; // others take another one
    else boundary = piece.value;
  }
  if (ambiguous) report("boundary-ambiguous");
  boundary ??= parseParameters(contentType, at).get("boundary");
  boundary = boundary?.replace(/[\t ]{1,64}$/, "");
  if (boundary === undefined || boundary === "") return undefined;
  if (!isWritableBoundary(boundary)) report("boundary-invalid");
  if (boundary.length > BOUNDARY_READ || /[\r\n]/.test(boundary)) return undefined;
  if (/^[\0-\x7f]*$/.test(boundary)) return boundary;
  const bytes = utf8Bytes(boundary);
  return latin1Text(bytes, 0, bytes.length);
}

/** Deeper nests than this are not looked through for boundaries that begin each other. */
const MOST_COMPARED = 100;

/**
 * The delimiter lines of the multiparts open at one place of a source.
 *
 * A line belongs to the outermost open multipart that declares its boundary, compared as a whole line: so a
 * boundary that is a prefix of another is no match. A line that is one's delimiter and another's close delimiter
 * is the delimiter.
 */
export class Delimiters {
  #window: TextWindow;
  readonly #newline: Newline;
  readonly #levels: Map<string, number> = new Map();

  /** Of the delimiter line found last. */
  level = -1;
  closes = false;
  padded = false;
  lineStart = -1;
  next = -1;

  constructor(newline: Newline, window: TextWindow = new TextWindow(EMPTY)) {
    this.#window = window;
    this.#newline = newline;
  }

  /** Opens a boundary at a level of the stack; false when an enclosing multipart has the same. */
  open(boundary: string, level: number): boolean {
    if (this.#levels.has(boundary)) return false;
    this.#levels.set(boundary, level);
    return true;
  }

  /** Whether another open boundary begins this one, or this one it: other readers compare only so far. */
  sharesPrefix(boundary: string): boolean {
    let looked = 0;
    for (const other of this.#levels.keys()) {
      if (++looked > MOST_COMPARED) return false;
      if (other !== boundary && (other.startsWith(boundary) || boundary.startsWith(other))) return true;
    }
    return false;
  }

  close(boundary: string): void {
    this.#levels.delete(boundary);
  }

  get any(): boolean {
    return this.#levels.size > 0;
  }

  /** Whether another source, from its first line on, holds a delimiter line. */
  findIn(source: Uint8Array): boolean {
    this.#window = new TextWindow(source);
    return this.find(0);
  }

  /** Whether the line that starts here is a delimiter of an open multipart. */
  at(lineStart: number): boolean {
    const window = this.#window;
    const { source } = window;
    if (lineStart < window.start || lineStart >= window.end) window.show(lineStart);
    const found = window.text.indexOf(this.#newline === LF ? "\n" : "\r", lineStart + 2 - window.start);
    let lineEnd = found < 0 ? source.indexOf(this.#newline, lineStart + 2) : window.start + found;
    const next = lineEnd < 0 ? source.length : lineEnd + 1;
    lineEnd = textEnd(source, lineStart, next, this.#newline);
    let end = lineEnd;
    while (end > lineStart + 2 && isBlank(source[end - 1] as number)) end--;
    const length = end - lineStart - 2;
    if (length < 1 || length > BOUNDARY_READ + 2) return false;
    const text =
      end <= window.end
        ? window.text.slice(lineStart + 2 - window.start, end - window.start)
        : latin1Text(source, lineStart + 2, end);
    let level = this.#levels.get(text);
    this.closes = false;
    if (level === undefined) {
      if (!text.endsWith("--")) return false;
      level = this.#levels.get(text.slice(0, -2).replace(/[\t ]+$/, ""));
      if (level === undefined) return false;
      this.closes = true;
    }
    this.level = level;
    this.padded = end < lineEnd;
    this.lineStart = lineStart;
    this.next = next;
    return true;
  }

  /** Finds the next delimiter line of an open multipart, from a place where a line starts. */
  find(from: number): boolean {
    if (this.#levels.size === 0) return false;
    const { source } = this.#window;
    if (source[from] === DASH && source[from + 1] === DASH && this.at(from)) return true;
    const needle = this.#newline === LF ? "\n--" : "\r--";
    for (let at = this.#indexOf(needle, from); at >= 0; at = this.#indexOf(needle, at + 1)) {
      if (this.at(at + 1)) return true;
    }
    return false;
  }

  /** Looks where text is seen first: a search of the bytes takes as long as one of many lines of text. */
  #indexOf(needle: string, from: number): number {
    const { source, text, start, end } = this.#window;
    if (from < start || from >= end) return indexOfText(source, needle, from);
    const found = text.indexOf(needle, from - start);
    if (found >= 0) return start + found;
    return end === source.length ? -1 : indexOfText(source, needle, Math.max(from, end - needle.length + 1));
  }
}
