/** How much of a text fits into one encoded word, in any charset. */

import { utf8Bytes } from "../bytes/bytes.js";
import { encodeCharset } from "../codec/charset.js";
import { MimeError } from "../errors.js";
import { afterCodePoint, isLowSurrogate } from "./character.js";
import { bLength, qLength, qWidth } from "./word-content.js";

export const UTF8 = "utf-8";

/** @throws {MimeError} `charset-invalid` when the charset cannot hold the text. */
export function encodeText(text: string, charset: string): Uint8Array {
  const bytes = charset === UTF8 ? utf8Bytes(text) : encodeCharset(text, charset);
  if (bytes !== undefined) return bytes;
  throw new MimeError("charset-invalid", `Cannot encode text: ${charset} cannot hold it`);
}

/** The end of the longest run of code points from `start` on whose content fits into `room`. */
export function utf8Fit(text: string, start: number, room: number, q: boolean): number {
  let length = 0; // of the Q content, or of the bytes
  let end = start;
  while (end < text.length) {
    const code = text.codePointAt(end) as number;
    length += q ? (code < 0x80 ? qWidth(code) : 3 * utf8Width(code)) : utf8Width(code);
    if ((q ? length : bLength(length)) > room) break;
    end += code > 0xffff ? 2 : 1;
  }
  return end;
}

function utf8Width(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

/** As {@link utf8Fit} for any charset, stateful ones too, by bisecting; at least one code point. */
export function charsetFit(text: string, start: number, room: number, q: boolean, charset: string): number {
  let fits = afterCodePoint(text, start);
  let over = Math.min(text.length, start + room) + 1; // no charset has less than a byte for a character
  while (over - fits > 1) {
    let middle = (fits + over) >> 1;
    if (isLowSurrogate(text, middle)) middle--;
    if (middle <= fits) middle = afterCodePoint(text, fits);
    if (middle >= over) break;
    const bytes = encodeText(text.slice(start, middle), charset);
    if ((q ? qLength(bytes) : bLength(bytes.length)) <= room) fits = middle;
    else over = middle;
  }
  return fits;
}
