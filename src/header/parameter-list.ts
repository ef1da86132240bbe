/** The syntax of parameter lists, as strangers write them: which pieces stand where (RFC 2045 §5.1, RFC 2231 §7). */

import { asciiLowerCase } from "../bytes/ascii.js";
import { readOptions } from "../bytes/given.js";
import type { Report } from "../errors.js";
import { DEFAULT_LIMITS, PARAMETER_NAME } from "../limits.js";
import {
  BLANK,
  classOf,
  commentEnd,
  quotedStringEnd,
  skipBlanks,
  skipClass,
  skipComments,
  TOKEN,
} from "./token.js";

/** How much of a parameter list is read, and who is told what is odd. */
export interface ParameterOptions {
  /** The most parameters read; the rest is ignored. */
  readonly parameters?: number | undefined;
  /** The most RFC 2231 segments among them. */
  readonly parameterSegments?: number | undefined;
  readonly report?: Report | undefined;
}

const OPTIONS = { parameters: "number", parameterSegments: "number", report: "function" } as const;

/** @throws {MimeError} `option-invalid`. */
export function readParameterOptions(options: ParameterOptions | undefined): ParameterOptions | undefined {
  return readOptions(options, OPTIONS);
}

/** Where the parameters of a value begin: its first ";" outside a comment, or -1. */
export function listStart(text: string): number {
  let at = text.indexOf(";");
  for (let open = text.indexOf("("); open >= 0 && open < at; open = text.indexOf("(", open)) {
    const end = commentEnd(text, open);
    if (end < 0) break; // an unclosed one is an ordinary character
    open = end;
    if (at < end) at = text.indexOf(";", end);
  }
  return at;
}

/** One `name=value` as it stands in a list. */
export interface ParameterPiece {
  /** Lower-case, without asterisks and section. */
  readonly name: string;
  /** RFC 2231 §3: its place among the pieces of one value. */
  readonly section?: number;
  /** RFC 2231 §4: percent-encoded. */
  readonly extended: boolean;
  readonly quoted: boolean;
  /** Without quotes and their backslashes, otherwise as written. */
  readonly value: string;
  /** Where its name starts, and where its value ends, in the text. */
  readonly start: number;
  readonly end: number;
}

const QUOTE = 0x22;
const OPEN = 0x28;
const SEMICOLON = 0x3b;
const EQUALS = 0x3d;

// Beyond RFC 2045 §5.1 we accept:
// 1. blanks and comments around "=" and ";", empty parameters, "=" without a value
// 2. unquoted values with blanks and any other character: they run to the next ";" (Gmail rule 24)
// 3. a missing ";" after a quoted value, and before a parameter of MIME_NAMES after an unquoted one
// 4. unclosed quotes: the value runs to the end
// 5. "(" without its ")": an ordinary character of an unquoted value
// 6. a backslash in quotes before anything but `"` and `\`: it stays, as Windows paths are sent so

/** What follows an unquoted value and a blank is the next parameter when it is one of these. */
const MIME_NAMES =
  /^(?:charset|boundary|name|filename|format|delsp|type|method|size)(?:\*\d{0,3}\*?)?[ \t]*=/i;
/** More than the pattern above can match, so that a long text is not copied for it. */
const MIME_NAME_LENGTH = 32;

/**
 * Finds the pieces of the parameter list that starts at `at`, on or before its first ";".
 *
 * Reports `parameter-invalid` and `limit-parameters`; repeated names are told by {@link parseParameters}.
 *
 * @example
 * scanParameters("text/plain; a*0*=x%20", 10)[0];
 * // => { name: "a", section: 0, extended: true, quoted: false, value: "x%20", start: 12, end: 21 }
 * @see {@link formatParameter} for the way back
 */
export function scanParameters(text: string, at: number, options?: ParameterOptions): ParameterPiece[] {
  return new ParameterScanner(text, options).scan(at);
}

class ParameterScanner {
  readonly #text: string;
  readonly #report: Report | undefined;
  readonly #parameters: number;
  readonly #segments: number;
  #unclosed = false; // a "(" without its ")" was found: it is not searched for again
  /** Of the value read last. */
  #value = "";
  #quoted = false;
  #end = 0;

  constructor(text: string, options: ParameterOptions | undefined) {
    this.#text = text;
    this.#report = options?.report;
    this.#parameters = options?.parameters ?? DEFAULT_LIMITS.parameters;
    this.#segments = options?.parameterSegments ?? DEFAULT_LIMITS.parameterSegments;
  }

  scan(from: number): ParameterPiece[] {
    const text = this.#text;
    const pieces: ParameterPiece[] = [];
    let segments = 0;
    for (let at = from; ; ) {
      const start = skipSeparators(text, at);
      if (start >= text.length) return pieces;
      if (pieces.length >= this.#parameters) {
        this.#report?.("limit-parameters", start);
        return pieces;
      }
      const nameEnd = endOfName(text, start);
      const equals = this.#skipComments(nameEnd);
      if (nameEnd === start || text.charCodeAt(equals) !== EQUALS) {
        this.#report?.("parameter-invalid", start);
        at = nextSemicolon(text, equals);
        continue;
      }
      this.#readValue(this.#skipComments(equals + 1));
      at = this.#end;
      const piece = this.#makePiece(start, nameEnd);
      if (piece === undefined) this.#report?.("parameter-invalid", start);
      else if (piece.section === undefined || segments++ < this.#segments) pieces.push(piece);
      else this.#report?.("limit-parameters", start);
    }
  }

  /** Tells name and section apart; `undefined` when the name is too long. */
  #makePiece(start: number, nameEnd: number): ParameterPiece | undefined {
    const name = asciiLowerCase(this.#text.slice(start, nameEnd));
    const value = this.#value;
    const quoted = this.#quoted;
    const end = this.#end;
    const star = name.indexOf("*");
    if ((star < 0 ? name.length : star) > PARAMETER_NAME) return undefined;
    if (star < 0) return { name, extended: false, quoted, value, start, end };
    const match = /^([^*]+)\*(?:(0|[1-9]\d{0,8})(\*?))?$/.exec(name);
    if (match === null) {
      this.#report?.("parameter-invalid", start);
      return { name, extended: false, quoted, value, start, end };
    }
    const base = match[1] as string;
    if (match[2] === undefined) return { name: base, extended: true, quoted, value, start, end };
    return { name: base, section: Number(match[2]), extended: match[3] === "*", quoted, value, start, end };
  }

  #readValue(start: number): void {
    const text = this.#text;
    this.#quoted = text.charCodeAt(start) === QUOTE;
    if (this.#quoted) {
      const end = quotedStringEnd(text, start);
      if (end < 0) this.#report?.("parameter-invalid", start);
      this.#end = end < 0 ? text.length : end;
      this.#value = unescapeValue(text.slice(start + 1, end < 0 ? text.length : end - 1));
      return;
    }
    let end = skipClass(text, start, TOKEN);
    if (!this.#isValueEnd(end)) {
      this.#report?.("parameter-invalid", end);
      end = this.#endOfLooseValue(end);
    }
    this.#end = end;
    this.#value = text.slice(start, end);
  }

  /** Whether, but for blanks and comments, a ";", the end of the text or the next parameter stands here. */
  #isValueEnd(at: number): boolean {
    const text = this.#text;
    const end = this.#skipComments(at);
    return (
      end >= text.length || text.charCodeAt(end) === SEMICOLON || (end > at && this.#isNextParameter(end))
    );
  }

  /** The end of a value that is no token, blanks at its end left out. */
  #endOfLooseValue(from: number): number {
    const text = this.#text;
    let last = from; // after the last character that is no blank
    for (let at = from; at < text.length; ) {
      const code = text.charCodeAt(at);
      if (code === SEMICOLON) break;
      if (classOf(code) === BLANK) {
        at = skipBlanks(text, at);
        if (this.#isNextParameter(at)) break;
        continue;
      }
      const close = code === OPEN ? this.#commentEnd(at) : -1;
      at = close < 0 ? at + 1 : close;
      last = at;
    }
    return last;
  }

  #isNextParameter(at: number): boolean {
    return MIME_NAMES.test(this.#text.slice(at, at + MIME_NAME_LENGTH));
  }

  /** Skips blanks and comments, but no "(" that is not closed. */
  #skipComments(at: number): number {
    let end = skipBlanks(this.#text, at);
    while (this.#text.charCodeAt(end) === OPEN) {
      const close = this.#commentEnd(end);
      if (close < 0) break;
      end = skipBlanks(this.#text, close);
    }
    return end;
  }

  #commentEnd(at: number): number {
    if (this.#unclosed) return -1;
    const end = commentEnd(this.#text, at, DEFAULT_LIMITS.comments, this.#report);
    if (end < 0) this.#unclosed = true;
    return end;
  }
}

/** Skips what may stand between two parameters. */
function skipSeparators(text: string, at: number): number {
  let start = skipComments(text, at);
  while (text.charCodeAt(start) === SEMICOLON) start = skipComments(text, start + 1);
  return start;
}

/** The end of a name: liberal, as all that matters is what separates it from its value. */
function endOfName(text: string, start: number): number {
  for (let end = start; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === EQUALS || code === SEMICOLON || code === OPEN || code === QUOTE || classOf(code) === BLANK)
      return end;
  }
  return text.length;
}

function nextSemicolon(text: string, at: number): number {
  const next = text.indexOf(";", at);
  return next < 0 ? text.length : next;
}

function unescapeValue(text: string): string {
  return text.includes("\\") ? text.replace(/\\(["\\])/g, "$1") : text;
}
