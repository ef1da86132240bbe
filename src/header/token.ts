/** The lexical pieces header values are made of: character classes, tokens, quoted strings, comments. */

import type { Report } from "../errors.js";
import { DEFAULT_LIMITS } from "../limits.js";

/** RFC 5322 §3.2.3 `atext`. */
export const ATOM = 1;
/** A character of a RFC 2045 §5.1 `token`. */
export const TOKEN = 2;
/** Space, tab, and the CR and LF of a fold. */
export const BLANK = 4;
/** RFC 5322 §3.2.3 `specials`. */
export const SPECIAL = 8;
/** RFC 2231 §7 `attribute-char`: stands for itself in a percent-encoded parameter. */
export const ATTRIBUTE = 16;
/** Stands for itself in a Q word wherever the word stands (RFC 2047 §5, rule 3). */
export const WORD = 32;

const QUOTE = 0x22;
const OPEN = 0x28;
const CLOSE = 0x29;
const BACKSLASH = 0x5c;

const CLASSES: Uint8Array = new Uint8Array(128);
mark("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", ATOM | TOKEN | ATTRIBUTE | WORD);
mark("!+-", ATOM | TOKEN | ATTRIBUTE | WORD);
mark("#$&^_`{|}~", ATOM | TOKEN | ATTRIBUTE);
mark("*", ATOM | TOKEN | WORD);
mark("'%", ATOM | TOKEN);
mark("/", ATOM | WORD);
mark("=?", ATOM);
mark(".", TOKEN | ATTRIBUTE | SPECIAL);
mark('()<>[]:;@\\,"', SPECIAL);
mark(" \t\r\n", BLANK);

function mark(characters: string, classes: number): void {
  for (let i = 0; i < characters.length; i++) {
    const code = characters.charCodeAt(i);
    CLASSES[code] = (CLASSES[code] as number) | classes;
  }
}

/** The classes of a character code as bits; 0 outside ASCII and past the end of a text. */
export function classOf(code: number): number {
  return code < 128 ? (CLASSES[code] as number) : 0;
}

/** Whether text is a RFC 2045 token: what a parameter value may be without quotes. */
export function isToken(text: string): boolean {
  return text.length > 0 && skipClass(text, 0, TOKEN) === text.length;
}

/** Whether text is a RFC 5322 atom: what a word of a display name may be without quotes. */
export function isAtom(text: string): boolean {
  return text.length > 0 && skipClass(text, 0, ATOM) === text.length;
}

/** The index of the first character from `at` on that is in none of these classes. */
export function skipClass(text: string, at: number, classes: number): number {
  let end = at;
  while (end < text.length && (classOf(text.charCodeAt(end)) & classes) !== 0) end++;
  return end;
}

/** The index of the first character from `at` on that is no blank. */
export function skipBlanks(text: string, at: number): number {
  let end = at;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code > 0x20 || (CLASSES[code] as number) !== BLANK) break;
  }
  return end;
}

/**
 * The index of the first character from `at` on that is neither a blank nor inside a comment.
 *
 * Comments nest and hold quoted pairs. An unclosed one runs to the end of the text.
 *
 * @param comments - How deep comments may nest before `limit-comments` is reported; they are skipped all the same.
 * @see RFC 5322 §3.2.2
 */
export function skipComments(
  text: string,
  at: number,
  comments: number = DEFAULT_LIMITS.comments,
  report?: Report,
): number {
  let end = skipBlanks(text, at);
  while (text.charCodeAt(end) === OPEN) {
    const close = commentEnd(text, end, comments, report);
    end = close < 0 ? text.length : skipBlanks(text, close);
  }
  return end;
}

/** The index after the comment whose "(" stands at `at`; -1 when it is not closed. */
export function commentEnd(
  text: string,
  at: number,
  comments: number = DEFAULT_LIMITS.comments,
  report?: Report,
): number {
  let depth = 0; // counted, not recursed: senders of 10^5 "(" exist
  let deepest = 0;
  for (let end = at; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === BACKSLASH) end++;
    else if (code === OPEN) {
      depth++;
      if (depth > deepest) {
        deepest = depth;
        if (depth === comments + 1) report?.("limit-comments", end);
      }
    } else if (code === CLOSE && --depth === 0) return end + 1;
  }
  return -1;
}

/** The index after the quoted string whose `"` stands at `at`; -1 when it is not closed. */
export function quotedStringEnd(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === QUOTE) return end + 1;
    if (code === BACKSLASH) end++;
  }
  return -1;
}

/** What a quoted string says, and where it ends. */
export interface QuotedString {
  readonly value: string;
  /** The index after its closing quote, or the end of the text. */
  readonly end: number;
  readonly closed: boolean;
}

/**
 * Reads the quoted string whose `"` stands at `at`. An unclosed one runs to the end of the text.
 *
 * @example
 * readQuotedString('"a \\"b\\"" c', 0).value; // => 'a "b"'
 * @see {@link quoteString} for the way back; RFC 5322 §3.2.4
 */
export function readQuotedString(text: string, at: number): QuotedString {
  const end = quotedStringEnd(text, at);
  if (end < 0) return { value: unescapePairs(text.slice(at + 1)), end: text.length, closed: false };
  return { value: unescapePairs(text.slice(at + 1, end - 1)), end, closed: true };
}

/** Takes the backslash off each quoted pair, as they stand in quoted strings, comments and domain literals. */
export function unescapePairs(text: string): string {
  return text.includes("\\") ? text.replace(/\\([\s\S])/g, "$1") : text;
}

/**
 * Writes text as a quoted string.
 *
 * @example
 * quoteString('a "b"'); // => '"a \\"b\\""'
 * @see {@link readQuotedString} for the way back; RFC 5322 §3.2.4
 */
export function quoteString(text: string): string {
  return /["\\]/.test(text) ? `"${text.replace(/["\\]/g, "\\$&")}"` : `"${text}"`;
}
