/** Message ids: the one of `Message-ID`, the lists of `In-Reply-To` and `References` (RFC 5322 §3.6.4). */

import { SPACE } from "../bytes/ascii.js";
import { copyArray, isArray, readOptions } from "../bytes/given.js";
import { MimeError, type Report } from "../errors.js";
import { checkText } from "./text.js";

const READING = { report: "function" } as const;

const QUOTE = 0x22;
const OPEN = 0x28;
const CLOSE = 0x29;
const COMMA = 0x2c;
const SEMICOLON = 0x3b;
const LESS = 0x3c;
const GREATER = 0x3e;
const AT = 0x40;
const BACKSLASH = 0x5c;

/**
 * Reads the ids of a field, in order, each with its angle brackets; what comes twice is given twice.
 *
 * Comments, and the phrases RFC 822 allowed around ids, are passed over. Beyond RFC 5322 it accepts:
 * 1. an id without brackets (`a@b`), unless words and bracketed ids stand beside it
 * 2. an id whose bracket is not closed, and one without `@`
 * 3. blanks, folds and control characters inside the brackets: they are taken out
 * An id outside ASCII, or with nothing in its brackets, is left out. Each of these is `message-id-invalid`.
 *
 * @throws {MimeError} `input-invalid` when the value is no string; `option-invalid`.
 * @example
 * parseMessageIds("<a@b> (first)\r\n <c@d>"); // => ["<a@b>", "<c@d>"]
 * @see {@link formatMessageIds} for the way back; RFC 5322 §3.6.4, §4.5.4
 */
export function parseMessageIds(value: string, options?: { report?: Report | undefined }): string[] {
  checkText(value, "read");
  const report = readOptions(options, READING)?.report;
  const all = scan(value, true);
  // "Message from a@b of Friday <c@d>": the bare one is part of a phrase.
  const found = all.words && all.bare && all.bracketed ? scan(value, false) : all;
  if (found.broken >= 0) report?.("message-id-invalid", found.broken);
  return found.ids;
}

/**
 * Writes ids as `In-Reply-To` and `References` hold them, one space between; brackets are added where missing.
 *
 * @param ids - One id, a text of several in brackets, or a list.
 * @throws {MimeError} `header-injection` for a CR, LF or NUL; `message-id-invalid` for an empty id, one with
 * blanks, with brackets inside, or outside ASCII; `input-invalid`, `input-too-large` for what is no list of ids.
 * @example
 * formatMessageIds(["<a@b>", "c@d"]); // => "<a@b> <c@d>"
 * @see {@link parseMessageIds} for the way back; RFC 5322 §3.6.4
 */
export function formatMessageIds(ids: string | readonly string[]): string {
  if (typeof ids !== "string" && !isArray(ids)) throw invalid("neither text nor a list");
  const list = typeof ids === "string" ? splitIds(ids) : copyArray(ids, "ids");
  let text = "";
  for (let i = 0; i < list.length; i++) text += `${i === 0 ? "" : " "}<${idText(list[i])}>`;
  return text;
}

interface Found {
  readonly ids: string[];
  bare: boolean; // an id without brackets was taken
  bracketed: boolean;
  words: boolean; // text that is no id stands outside brackets and comments
  broken: number; // where the first oddity is, or -1
}

/** The ids of nearly all mail, found faster than by a loop; `"` opens the quoted local part below. */
const PLAIN_ID = /<[!#-;=?A-~][!-;=?A-~]*@[!-;=?A-~]+>/y;

function scan(value: string, takeBare: boolean): Found {
  const found: Found = { ids: [], bare: false, bracketed: false, words: false, broken: -1 };
  let quotesClose = true; // false once a quote, or a comment, was seen that nothing closes:
  let commentsClose = true; // looking for the end again and again would not be linear
  let at = 0;
  while (at < value.length) {
    const code = value.charCodeAt(at);
    if (code === LESS) {
      PLAIN_ID.lastIndex = at;
      if (PLAIN_ID.test(value)) {
        found.ids.push(value.slice(at, PLAIN_ID.lastIndex));
        found.bracketed = true;
        at = PLAIN_ID.lastIndex;
      } else at = readBracketed(found, value, at);
      continue;
    }
    if (code <= SPACE || code === COMMA || code === SEMICOLON) {
      at++;
      continue;
    }
    if ((code === OPEN && commentsClose) || (code === QUOTE && quotesClose)) {
      const end = code === OPEN ? commentEnd(value, at) : quoteEnd(value, at);
      if (end >= 0) {
        if (code === QUOTE) found.words = true;
        at = end;
        continue;
      }
      if (code === OPEN) commentsClose = false;
      else quotesClose = false;
    }
    at = readBare(found, value, at, takeBare);
  }
  if (found.ids.length === 0 && found.words) note(found, 0);
  return found;
}

/** Reads `<a@b>` from its bracket on, and returns the place after it. */
function readBracketed(found: Found, value: string, open: number): number {
  let at = open + 1;
  const quoted = quotedLocalEnd(value, at);
  let odd = false; // something inside that an id may not hold
  let sign = -1; // the first "@"
  let blank = -1; // the first blank after it
  for (; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if ((code === GREATER || code === LESS) && at >= quoted) break;
    if (code === AT && sign < 0) sign = at;
    else if (code <= SPACE || code > 0x7e) {
      odd = true;
      if (blank < 0 && sign >= 0 && code <= SPACE) blank = at;
    }
  }
  const closed = value.charCodeAt(at) === GREATER;
  // Without its bracket an id ends before the words behind it, and needs an "@" to be one.
  if (!closed && blank >= 0) at = blank;
  if (!closed || sign < 0 || odd) note(found, open);
  if (closed && !odd) {
    if (at > open + 1) found.ids.push(value.slice(open, at + 1));
    found.bracketed = true;
  } else if (closed || sign >= 0) pushCleaned(found, value.slice(open + 1, at));
  return closed ? at + 1 : at;
}

/** Keeps an id after taking blanks and control characters out, unless nothing is left or it is not ASCII. */
function pushCleaned(found: Found, inside: string): void {
  let id = "";
  for (let at = 0; at < inside.length; at++) {
    const code = inside.charCodeAt(at);
    if (code > 0x7f) return;
    if (code > SPACE && code < 0x7f) id += inside[at];
  }
  if (id === "") return;
  found.ids.push(`<${id}>`);
  found.bracketed = true;
}

/** Takes a run of text outside brackets: an id when an `@` stands inside it, else a word of a phrase. */
function readBare(found: Found, value: string, from: number, take: boolean): number {
  let end = from;
  let sign = -1;
  let ascii = true;
  for (; end < value.length; end++) {
    const code = value.charCodeAt(end);
    if (code <= SPACE || code === LESS || code === GREATER || code === COMMA || code === SEMICOLON) break;
    if (code === OPEN && end > from) break;
    if (code === AT && sign < 0) sign = end;
    else if (code > 0x7e) ascii = false;
  }
  if (sign > from && sign < end - 1 && ascii) {
    if (!take) return end;
    found.ids.push(`<${value.slice(from, end)}>`);
    found.bare = true;
    note(found, from);
  } else if (end > from) found.words = true;
  else note(found, end++); // a closing bracket without its opening one
  return end;
}

function note(found: Found, at: number): void {
  if (found.broken < 0) found.broken = at;
}

/** The place after a comment, or -1 when it is not closed. */
function commentEnd(value: string, open: number): number {
  let depth = 0;
  for (let at = open; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code === OPEN) depth++;
    else if (code === CLOSE && --depth === 0) return at + 1;
    else if (code === BACKSLASH) at++;
  }
  return -1;
}

/** The place after a quoted string, or -1 when it is not closed. */
function quoteEnd(value: string, open: number): number {
  for (let at = open + 1; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) at++;
  }
  return -1;
}

/**
 * The place after the quoted local part that opens an id (RFC 5322 §4.5.4), where brackets stand for themselves;
 * `open` when there is none. One with blanks is none: they are taken out of ids, and it could reach into the
 * next id. The search goes no further than the next `<"`, so that many of them stay linear.
 */
function quotedLocalEnd(text: string, open: number): number {
  if (text.charCodeAt(open) !== QUOTE) return open;
  for (let at = open + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= SPACE || code > 0x7e) return open;
    if (code === QUOTE) return text.charCodeAt(at + 1) === AT ? at + 1 : open;
    if (code !== BACKSLASH) continue;
    const escaped = text.charCodeAt(at + 1);
    if (escaped > SPACE && escaped <= 0x7e) at++;
  }
  return open;
}

/** A text without blanks is one id; with blanks, a list of ids in brackets. */
function splitIds(text: string): readonly string[] {
  if (!/[ \t]/.test(text)) return [text];
  const ids = text.split(/[ \t]+/).filter((id) => id !== "");
  return ids.length > 0 && ids.every((id) => id.startsWith("<") && id.endsWith(">")) ? ids : [text];
}

/** Checks one id and takes off its brackets. */
function idText(given: unknown): string {
  if (typeof given !== "string") throw invalid("not text");
  if (given.includes("\r") || given.includes("\n") || given.includes("\0")) {
    throw new MimeError("header-injection", "Cannot write a message id: it holds a line break or NUL");
  }
  const id = given.startsWith("<") && given.endsWith(">") ? given.slice(1, -1) : given;
  if (/^[!-;=?-~]+$/.test(id)) return id;
  if (id === "") throw invalid("empty");
  const quoted = quotedLocalEnd(id, 0);
  for (let at = 0; at < id.length; at++) {
    const code = id.charCodeAt(at);
    if (code <= SPACE || code > 0x7e) throw invalid("it holds a blank or a character outside ASCII");
    if ((code === LESS || code === GREATER) && at >= quoted) throw invalid("it holds a bracket");
  }
  return id;
}

function invalid(why: string): MimeError {
  return new MimeError("message-id-invalid", `Cannot write a message id: ${why}`);
}
