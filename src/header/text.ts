/** Unstructured header text: as it stands on the wire, and as a person reads it (RFC 5322 §2.2.1, RFC 2047). */

import { CR, isBlank, LF, NUL, SPACE, TAB } from "../bytes/ascii.js";
import { readOptions } from "../bytes/given.js";
import { MimeError, type Report } from "../errors.js";
import { toWellFormed } from "./character.js";
import {
  type DecodeWordsOptions,
  decodeEncodedWords,
  type EncodeWordsOptions,
  encodeEncodedWords,
} from "./encoded-word.js";

/** A longer stretch without a place to fold would pass 998 bytes with what may stand before it. */
const LONGEST_RUN = 900;
/** More blanks than this between two words are encoded, as no line could be folded inside them. */
const LONGEST_GAP = 60;

/**
 * Reads an unstructured field value as a person does: words decoded, line breaks and NUL removed, ends trimmed.
 *
 * @throws {MimeError} `input-invalid` when the value is no string; `option-invalid`.
 * @example
 * decodeHeaderText("Re: =?utf-8?Q?caf=C3=A9?="); // => "Re: café"
 * @see {@link encodeHeaderText} for the way back; RFC 2047 §6
 */
export function decodeHeaderText(value: string, options?: DecodeWordsOptions): string {
  checkText(value, "read");
  return readHeaderText(value, readOptions(options, DECODING));
}

const DECODING = { encodedWords: "number", report: "function" } as const;
const ENCODING = { column: "number", charset: "string" } as const;

/** The same under options that are checked. */
export function readHeaderText(value: string, options: DecodeWordsOptions | undefined): string {
  return cleanHeaderText(decodeEncodedWords(value, options), options?.report);
}

/**
 * Writes text as an unstructured field value, not yet folded.
 *
 * ASCII stays as it is. What is not, or looks like an encoded word, becomes words, one space between them.
 *
 * @throws {MimeError} `header-injection` for CR, LF or NUL; `charset-invalid`; `input-invalid` for no string;
 * `option-invalid`.
 * @example
 * encodeHeaderText("Re: Comissões"); // => "Re: =?utf-8?Q?Comiss=C3=B5es?="
 * @see {@link decodeHeaderText} for the way back; RFC 2047 §5, rule 1
 */
export function encodeHeaderText(text: string, options?: EncodeWordsOptions): string {
  checkText(text, "write");
  if (/[\0\r\n]/.test(text)) {
    throw new MimeError("header-injection", "Cannot write header text: it holds a line break or NUL");
  }
  const trimmed = trimBlanks(text);
  if (trimmed.length <= LONGEST_RUN && isLiteral(trimmed, 0, trimmed.length)) return trimmed;
  const literal = toWellFormed(trimmed);
  const style = readOptions(options, ENCODING);
  return hasLongGap(literal) ? encodeEncodedWords(literal, style).join(" ") : encodeStretches(literal, style);
}

/**
 * Takes line breaks and NUL out of decoded text: a run of CR, LF and the blanks around it becomes one space.
 *
 * Both ends are trimmed. What is left can be written into a header again. Reports `header-control`.
 *
 * @example
 * cleanHeaderText(" a \r\n\tb\0 "); // => "a b"
 */
export function cleanHeaderText(text: string, report?: Report): string {
  if (!text.includes("\n") && !text.includes("\r") && !text.includes("\0")) return trimBlanks(text);
  report?.("header-control");
  let clean = "";
  let from = 0; // what is not yet copied
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== CR && code !== LF && code !== NUL && code !== SPACE && code !== TAB) continue;
    // A run of blanks, breaks and NULs; with a break in it, it is one space.
    let end = at;
    let breaks = false;
    let nul = false;
    for (; end < text.length; end++) {
      const inner = text.charCodeAt(end);
      if (inner === CR || inner === LF) breaks = true;
      else if (inner === NUL) nul = true;
      else if (inner !== SPACE && inner !== TAB) break;
    }
    if (breaks || nul) {
      clean += text.slice(from, at);
      clean += breaks ? " " : text.slice(at, end).replaceAll("\0", "");
      from = end;
    }
    at = end - 1;
  }
  return trimBlanks(clean + text.slice(from));
}

/** Encodes the runs that need it, adjacent ones together with the blanks between them. */
function encodeStretches(text: string, options: EncodeWordsOptions | undefined): string {
  const before = options?.column ?? 0;
  let encoded = "";
  let stretch = -1; // where the runs being gathered start
  let stretchEnd = 0;
  let from = 0; // what is not yet written
  for (let start = 0; start < text.length; ) {
    const end = runEnd(text, start);
    const literal = end - start <= LONGEST_RUN && isLiteral(text, start, end);
    if (literal && stretch >= 0) {
      encoded += text.slice(from, stretch) + words(text, stretch, stretchEnd, before + stretch, options);
      from = stretchEnd;
      stretch = -1;
    } else if (!literal) {
      if (stretch < 0) stretch = start;
      stretchEnd = end;
    }
    start = end;
    while (isBlank(text.charCodeAt(start))) start++;
  }
  if (stretch < 0) return encoded + text.slice(from);
  return encoded + text.slice(from, stretch) + words(text, stretch, stretchEnd, before + stretch, options);
}

function words(
  text: string,
  start: number,
  end: number,
  column: number,
  options: EncodeWordsOptions | undefined,
): string {
  return encodeEncodedWords(text.slice(start, end), { charset: options?.charset, column }).join(" ");
}

/** The end of a run: where a line may be folded, before one space or before two or more blanks. */
function runEnd(text: string, start: number): number {
  for (let end = start; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === SPACE) return end;
    if (code !== TAB) continue;
    if (isBlank(text.charCodeAt(end + 1))) return end;
  }
  return text.length;
}

/** Whether text is printable ASCII and blanks, and holds nothing that looks like an encoded word. */
function isLiteral(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7e || (code < SPACE && code !== TAB)) return false;
    if (code === 0x3d && text.charCodeAt(at + 1) === 0x3f) return false;
  }
  return true;
}

function hasLongGap(text: string): boolean {
  let gap = 0;
  for (let at = 0; at < text.length; at++) {
    gap = isBlank(text.charCodeAt(at)) ? gap + 1 : 0;
    if (gap > LONGEST_GAP) return true;
  }
  return false;
}

function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return end - start === text.length ? text : text.slice(start, end);
}

/** @throws {MimeError} `input-invalid` for anything but a string. */
export function checkText(text: unknown, action: "read" | "write"): asserts text is string {
  if (typeof text === "string") return;
  throw new MimeError("input-invalid", `Cannot ${action} a header value: it is no string`);
}
