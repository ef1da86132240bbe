/** Base64url: the alphabet of Gmail's `raw` and body data, safe in a URL (RFC 4648 §5). */

import { EQUALS } from "../bytes/ascii.js";
import { allocate } from "../bytes/bytes.js";
import { type Native, native } from "../bytes/runtime.js";
import { checkTextSize, decodeGroupsPortable, encodeBase64Portable } from "./base64.js";

declare const brand: unique symbol;
/** Text that this library encoded. Only outputs bear the brand: every function that reads takes any string. */
export type Base64Url = string & { readonly [brand]: "base64url" };

/** Text is decoded in strokes that stay in the processor's cache; whole groups each. */
const STROKE = 65536;

/**
 * Decodes base64url: padded or not, in either alphabet, blanks and line breaks skipped.
 *
 * @param options - `strict`: the standard alphabet's "+" and "/" are refused, as Gmail does.
 * @returns `undefined` for any other character, padding that is wrong or inside, a length no bytes encode to.
 * @example
 * decodeBase64Url("-_8"); // => Uint8Array.of(251, 255)
 * @see {@link encodeBase64Url} for the way back; RFC 4648 §5
 */
export function decodeBase64Url(
  text: string,
  options?: { readonly strict?: boolean | undefined },
): Uint8Array | undefined {
  if (options?.strict === true && /[+/]/.test(text)) return undefined;
  return decode(text, native);
}

/** {@link decodeBase64Url} as it works where the runtime has no fast path. */
export function decodeBase64UrlPortable(text: string): Uint8Array | undefined {
  return decode(text, undefined);
}

/**
 * Encodes bytes as base64url, padded with "=" as Gmail does (its rule 30).
 *
 * @throws {MimeError} `input-too-large` for more than a string can hold (400 MB).
 * @example
 * encodeBase64Url(new Uint8Array([251, 255])); // => "-_8="
 * @see {@link decodeBase64Url} for the way back; RFC 4648 §5
 */
export function encodeBase64Url(bytes: Uint8Array): Base64Url {
  if (native === undefined) return encodeBase64UrlPortable(bytes);
  checkTextSize(bytes);
  const text = native.base64urlSlice(bytes, 0, bytes.length);
  return (text + paddingOf(text.length)) as Base64Url;
}

/** {@link encodeBase64Url} as it works where the runtime has no fast path. */
export function encodeBase64UrlPortable(bytes: Uint8Array): Base64Url {
  return encodeBase64Portable(bytes).replaceAll("+", "-").replaceAll("/", "_") as Base64Url;
}

function paddingOf(letters: number): "" | "=" | "==" {
  const over = letters % 4;
  return over === 0 ? "" : over === 3 ? "=" : "==";
}

function decode(text: string, fast: Native | undefined): Uint8Array | undefined {
  const decoded = fast && decodeNatively(text, fast);
  if (decoded !== undefined) return decoded;
  const cleaned = text.replace(/[\t\n\r ]+/g, "");
  const letters = lettersOf(cleaned);
  if (letters < 0 || /[^\w+/-]/.test(cleaned.slice(0, letters))) return undefined;
  return fast === undefined
    ? decodeGroupsPortable(cleaned.slice(0, letters) + paddingOf(letters))
    : decodeNatively(cleaned, fast);
}

/** How many letters stand before the padding; -1 when no bytes encode to so many, or the padding is wrong. */
function lettersOf(text: string): number {
  let letters = text.length;
  while (letters > 0 && text.charCodeAt(letters - 1) === EQUALS && text.length - letters < 2) letters--;
  const padded = letters < text.length;
  return letters % 4 === 1 || (padded && text.length % 4 !== 0) ? -1 : letters;
}

/**
 * The runtime skips what is no letter of either alphabet, and so comes to less than all letters would make.
 * Of a character over U+00FF it may see the low byte only: text that holds one is left to the careful path.
 */
function decodeNatively(text: string, fast: Native): Uint8Array | undefined {
  const letters = lettersOf(text);
  if (letters < 0 || /[^\0-\xff]/.test(text)) return undefined;
  const size = Math.floor((letters / 4) * 3);
  const decoded = allocate(size);
  let written = 0;
  for (let at = 0; at < letters; at += STROKE) {
    const end = Math.min(letters, at + STROKE);
    const due = Math.floor(((end - at) / 4) * 3);
    const stroke = at === 0 && end === text.length ? text : text.slice(at, end);
    if (fast.base64Write(decoded, stroke, written, due) !== due) return undefined;
    written += due;
  }
  return decoded;
}
