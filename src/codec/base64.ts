/** Base64: bytes as 64 letters, on one line or in the lines of a mail (RFC 2045 §6.8, RFC 4648 §4). */

import { fromByteArray, toByteArray } from "base64-js";
import { CR, EQUALS, LF } from "../bytes/ascii.js";
import { allocate, copyBytes } from "../bytes/bytes.js";
import type { Pending } from "../bytes/piece.js";
import { type Native, native } from "../bytes/runtime.js";
import { MimeError, type Report } from "../errors.js";
import { writeLinesBySimd } from "./base64-kernel.js";
import { BASE64_ALPHABET, Base64Reader, guessBase64Size } from "./base64-reader.js";

/** The two letters of each 12 bits, the first in the higher byte. */
const PAIR = new Uint16Array(4096);
for (let i = 0; i < 4096; i++) {
  PAIR[i] = (BASE64_ALPHABET.charCodeAt(i >> 6) << 8) | BASE64_ALPHABET.charCodeAt(i & 63);
}

const LINE_LETTERS = 76;
const LINE_CONTENT = 57; // bytes in 76 letters
/** Lines are written in strokes that stay in the processor's cache. */
const STROKE_LINES = 840;
/** Fewer bytes are not worth loading a module for. */
const LEAST_FOR_SIMD = 131072;
/** The longest string of the engines, so that theirs is not the error thrown. */
const LONGEST_TEXT = 2 ** 29 - 24;

/**
 * Decodes base64 as mail holds it; lines may have any length.
 *
 * Beyond RFC 2045 §6.8 we accept:
 * 1. blanks anywhere, and missing padding: skipped without a word
 * 2. any other character, "-" and "_" too: skipped, reported as `base64-invalid`
 * 3. padding inside: it ends a group and decoding goes on, reported as `base64-invalid`
 * 4. a group of one character: dropped, reported as `base64-truncated`
 *
 * @returns Memory of its own, of exactly the decoded length.
 * @example
 * decodeBase64(new Uint8Array([81, 85, 73, 61])); // => Uint8Array.of(65, 66)
 * @see {@link encodeBase64Lines} for the way back, {@link base64Size} for the length alone; RFC 2045 §6.8
 */
export function decodeBase64(encoded: Uint8Array, report?: Report): Uint8Array {
  return decode(encoded, report, native);
}

/** {@link decodeBase64} as it works where the runtime has no fast path. */
export function decodeBase64Portable(encoded: Uint8Array, report?: Report): Uint8Array {
  return decode(encoded, report, undefined);
}

/**
 * Counts the bytes that {@link decodeBase64} would give, exactly; nothing decoded is kept.
 *
 * @example
 * base64Size(new Uint8Array([81, 85, 73, 61])); // => 2
 */
export function base64Size(encoded: Uint8Array, report?: Report): number {
  return new Base64Reader(encoded, undefined, report, native).read();
}

/** {@link base64Size} as it works where the runtime has no fast path. */
export function base64SizePortable(encoded: Uint8Array, report?: Report): number {
  return new Base64Reader(encoded, undefined, report, undefined).read();
}

/**
 * Encodes bytes as one line of base64, padded.
 *
 * @throws {MimeError} `input-too-large` for more than a string can hold (400 MB).
 * @example
 * encodeBase64(new Uint8Array([65, 66])); // => "QUI="
 * @see {@link encodeBase64Lines} for the lines of a mail; RFC 4648 §4
 */
export function encodeBase64(bytes: Uint8Array): string {
  checkTextSize(bytes);
  return native === undefined ? fromByteArray(bytes) : native.base64Slice(bytes, 0, bytes.length);
}

/** {@link encodeBase64} as it works where the runtime has no fast path. */
export function encodeBase64Portable(bytes: Uint8Array): string {
  checkTextSize(bytes);
  return fromByteArray(bytes);
}

/** Decodes clean base64 of either alphabet, padded to whole groups, where the runtime has no fast path. */
export function decodeGroupsPortable(padded: string): Uint8Array {
  return toByteArray(padded);
}

/** @throws {MimeError} `input-too-large` for bytes whose base64 no string can hold. */
export function checkTextSize(bytes: Uint8Array): void {
  if (Math.ceil(bytes.length / 3) * 4 <= LONGEST_TEXT) return;
  throw new MimeError("input-too-large", `Cannot encode ${bytes.length} bytes as one string of base64`);
}

/**
 * Encodes bytes as base64 in lines of 76 letters, CRLF between them and none after the last.
 *
 * @example
 * encodeBase64Lines(new Uint8Array([65, 66])); // => Uint8Array.of(81, 85, 73, 61)
 * @see {@link decodeBase64} for the way back; RFC 2045 §6.8
 */
export function encodeBase64Lines(bytes: Uint8Array): Uint8Array {
  const encoded = allocate(base64LinesSize(bytes.length));
  writeLines(bytes, encoded, 0);
  return encoded;
}

/** {@link encodeBase64Lines} as it works where the runtime has no fast path. */
export function encodeBase64LinesPortable(bytes: Uint8Array): Uint8Array {
  const encoded = allocate(base64LinesSize(bytes.length));
  writeLinesPortable(bytes, encoded, 0);
  return encoded;
}

/** What {@link encodeBase64Lines} gives, written only where it is wanted. */
export function pendingBase64Lines(source: Uint8Array): Pending {
  const size = base64LinesSize(source.length);
  return { source, size, write: (target, at) => writeLines(source, target, at) };
}

/** The length of what {@link encodeBase64Lines} makes of so many bytes. */
export function base64LinesSize(size: number): number {
  const letters = Math.ceil(size / 3) * 4;
  return letters + 2 * Math.max(0, Math.ceil(letters / LINE_LETTERS) - 1);
}

function writeLines(bytes: Uint8Array, target: Uint8Array, at: number): void {
  const done = bytes.length < LEAST_FOR_SIMD ? 0 : writeLinesBySimd(bytes, target, at);
  const rest = done === 0 ? bytes : bytes.subarray(done * LINE_CONTENT);
  const to = at + done * (LINE_LETTERS + 2);
  // A table beats calls into the runtime while there are few lines.
  if (native === undefined || rest.length < 2 * LINE_CONTENT) writeLinesPortable(rest, target, to);
  else writeLinesNative(rest, target, to, native);
}

/** Each stroke is written once, at the end of its place, and moved line by line to where it belongs. */
function writeLinesNative(bytes: Uint8Array, target: Uint8Array, at: number, fast: Native): void {
  let to = at;
  for (let from = 0; ; ) {
    const text = fast.base64Slice(bytes, from, Math.min(bytes.length, from + LINE_CONTENT * STROKE_LINES));
    const breaks = Math.ceil(text.length / LINE_LETTERS) - 1;
    let line = to + 2 * breaks;
    const end = line + text.length;
    fast.latin1Write(target, text, line, text.length);
    for (let i = 0; i < breaks; i++) {
      target.copyWithin(to, line, line + LINE_LETTERS);
      target[to + LINE_LETTERS] = CR;
      target[to + LINE_LETTERS + 1] = LF;
      to += LINE_LETTERS + 2;
      line += LINE_LETTERS;
    }
    from += LINE_CONTENT * STROKE_LINES;
    if (from >= bytes.length) return;
    target[end] = CR;
    target[end + 1] = LF;
    to = end + 2;
  }
}

/** Without a fast path of the runtime: two letters at a time. */
function writeLinesPortable(bytes: Uint8Array, target: Uint8Array, at: number): void {
  const into = new DataView(target.buffer, target.byteOffset, target.length);
  const whole = bytes.length - (bytes.length % 3);
  let to = at;
  for (let from = 0; from < whole; ) {
    if (from > 0) {
      target[to++] = CR;
      target[to++] = LF;
    }
    for (const end = Math.min(whole, from + LINE_CONTENT); from < end; from += 3, to += 4) {
      const group =
        ((bytes[from] as number) << 16) | ((bytes[from + 1] as number) << 8) | (bytes[from + 2] as number);
      into.setUint32(to, ((PAIR[group >> 12] as number) << 16) | (PAIR[group & 0xfff] as number));
    }
  }
  if (whole === bytes.length) return;
  if (whole > 0 && whole % LINE_CONTENT === 0) {
    target[to++] = CR;
    target[to++] = LF;
  }
  const middle = bytes[whole + 1];
  into.setUint16(to, PAIR[((bytes[whole] as number) << 4) | ((middle ?? 0) >> 4)] as number);
  target[to + 2] = middle === undefined ? EQUALS : BASE64_ALPHABET.charCodeAt((middle & 15) << 2);
  target[to + 3] = EQUALS;
}

function decode(encoded: Uint8Array, report: Report | undefined, fast: Native | undefined): Uint8Array {
  const guess = allocate(guessBase64Size(encoded));
  const size = new Base64Reader(encoded, guess, report, fast).read();
  if (size === guess.length) return guess;
  if (size < guess.length) return copyBytes(guess.subarray(0, size)); // lines shorter than the first, junk
  const decoded = allocate(size); // lines longer than the first
  new Base64Reader(encoded, decoded, undefined, fast).read();
  return decoded;
}
