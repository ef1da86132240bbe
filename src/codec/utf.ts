/** The forms of Unicode other than UTF-8: UTF-16 and UTF-32 in both byte orders, and UTF-7 (RFC 2781, RFC 2152). */

import { allocate, concatBytes } from "../bytes/bytes.js";
import { TextDecoder } from "../bytes/runtime.js";
import type { Report } from "../errors.js";

export const REPLACEMENT = 0xfffd;

const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
const unitsDecoder = littleEndian ? new TextDecoder("utf-16le", { ignoreBOM: true }) : undefined;

/** Reads the first `length` UTF-16 units, well-formed, as text. */
export function unitsText(units: Uint16Array, length: number): string {
  if (unitsDecoder !== undefined && length > 100) {
    return unitsDecoder.decode(new Uint8Array(units.buffer, units.byteOffset, length * 2));
  }
  let text = "";
  for (let at = 0; at < length; at += 8192) {
    const piece: unknown = units.subarray(at, Math.min(length, at + 8192));
    text += String.fromCharCode.apply(null, piece as number[]);
  }
  return text;
}

/** Replaces each surrogate without its other half by U+FFFD. */
export function wellFormed(text: string): string {
  return /[\ud800-\udfff]/.test(text) ? text.replace(/\p{Surrogate}/gu, "\ufffd") : text;
}

/** The same for units that were just decoded, in place; where the first stood, or -1. */
function mendSurrogates(units: Uint16Array, length: number): number {
  let first = -1;
  for (let i = 0; i < length; i++) {
    const unit = units[i] as number;
    if (unit < 0xd800 || unit > 0xdfff) continue;
    if (unit < 0xdc00 && i + 1 < length && ((units[i + 1] as number) & 0xfc00) === 0xdc00) {
      i++;
      continue;
    }
    units[i] = REPLACEMENT;
    if (first < 0) first = i;
  }
  return first;
}

/**
 * Decodes UTF-16. A byte-order mark, which is kept, decides the byte order whatever was declared (U+FFFE is no
 * character); else `order`. Lone surrogates and an odd last byte become U+FFFD.
 */
export function decodeUtf16(bytes: Uint8Array, order: "le" | "be", report?: Report): string {
  const mark = bytes.length < 2 ? 0 : ((bytes[0] as number) << 8) | (bytes[1] as number);
  const high = mark === 0xfeff || (mark !== 0xfffe && order === "be") ? 0 : 1;
  const even = bytes.length & ~1;
  const units = new Uint16Array((bytes.length + 1) >> 1);
  let length = 0;
  for (let i = 0; i < even; i += 2) {
    units[length++] = ((bytes[i + high] as number) << 8) | (bytes[i + 1 - high] as number);
  }
  const lone = mendSurrogates(units, length);
  if (even < bytes.length) units[length++] = REPLACEMENT;
  if (lone >= 0) report?.("charset-malformed", lone * 2);
  else if (even < bytes.length) report?.("charset-malformed", even);
  return unitsText(units, length);
}

/** Encodes well-formed text as UTF-16, without a mark of its own. */
export function encodeUtf16(text: string, order: "le" | "be"): Uint8Array {
  const bytes = allocate(text.length * 2);
  const high = order === "be" ? 0 : 1;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[i * 2 + high] = unit >> 8;
    bytes[i * 2 + 1 - high] = unit & 0xff;
  }
  return bytes;
}

/** Decodes UTF-32, as {@link decodeUtf16}; what is no character becomes U+FFFD. */
export function decodeUtf32(bytes: Uint8Array, order: "le" | "be", report?: Report): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const mark = bytes.length < 4 ? 0 : view.getUint32(0);
  const little = mark === 0xfffe0000 || (mark !== 0xfeff && order === "le");
  const whole = bytes.length & ~3;
  const units = new Uint16Array(bytes.length / 2 + 1);
  let length = 0;
  let bad = -1;
  for (let i = 0; i < whole; i += 4) {
    const code = view.getUint32(i, little);
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
      if (bad < 0) bad = i;
      units[length++] = REPLACEMENT;
    } else if (code > 0xffff) {
      units[length++] = 0xd800 | ((code - 0x10000) >> 10);
      units[length++] = 0xdc00 | (code & 0x3ff);
    } else units[length++] = code;
  }
  if (whole < bytes.length) {
    if (bad < 0) bad = whole;
    units[length++] = REPLACEMENT;
  }
  if (bad >= 0) report?.("charset-malformed", bad);
  return unitsText(units, length);
}

/** Encodes well-formed text as UTF-32, without a mark of its own. */
export function encodeUtf32(text: string, order: "le" | "be"): Uint8Array {
  const bytes = new Uint8Array(text.length * 4);
  const view = new DataView(bytes.buffer);
  let length = 0;
  for (let i = 0; i < text.length; i++, length += 4) {
    const code = text.codePointAt(i) as number;
    if (code > 0xffff) i++;
    view.setUint32(length, code, order === "le");
  }
  return bytes.slice(0, length);
}

const PLUS = 0x2b;
const MINUS = 0x2d;
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const SEXTETS = new Int8Array(256).fill(-1);
for (let i = 0; i < 64; i++) SEXTETS[BASE64.charCodeAt(i)] = i;

/** RFC 2152 set D and the blanks: what stands for itself in every mail system. */
const DIRECT = new Uint8Array(128);
for (const char of `${BASE64.slice(0, 62)}'(),-./:? \t\r\n`) DIRECT[char.charCodeAt(0)] = 1;

/**
 * Decodes UTF-7. Every character of ASCII but `+` stands for itself; bytes over 0x7F, a `+` that begins nothing
 * and bits that make no character become U+FFFD.
 */
export function decodeUtf7(bytes: Uint8Array, report?: Report): string {
  const units = new Uint16Array(bytes.length);
  let length = 0;
  let bad = -1;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte !== PLUS) {
      if (byte >= 0x80 && bad < 0) bad = i;
      units[length++] = byte < 0x80 ? byte : REPLACEMENT;
      continue;
    }
    const start = i++;
    if (bytes[i] === MINUS) {
      units[length++] = PLUS;
      continue;
    }
    const runStart = i;
    let bits = 0;
    let count = 0;
    for (; i < bytes.length; i++) {
      const sextet = SEXTETS[bytes[i] as number] as number;
      if (sextet < 0) break;
      bits = ((bits << 6) | sextet) & 0x3fffff; // at most 15 bits wait for the next six
      count += 6;
      if (count < 16) continue;
      count -= 16;
      units[length++] = (bits >> count) & 0xffff;
    }
    if (i === runStart || count >= 6 || (bits & ((1 << count) - 1)) !== 0) {
      if (bad < 0) bad = start;
      units[length++] = REPLACEMENT;
    }
    if (bytes[i] !== MINUS) i--; // the minus belongs to the run, anything else stands for itself
  }
  const lone = mendSurrogates(units, length);
  if (bad >= 0) report?.("charset-malformed", bad);
  else if (lone >= 0) report?.("charset-malformed");
  return unitsText(units, length);
}

/** Encodes well-formed text as UTF-7; each run of base64 is closed by its minus. */
export function encodeUtf7(text: string): Uint8Array {
  const pieces: Uint8Array[] = [];
  let piece = allocate(8192);
  let length = 0;
  for (let i = 0; i < text.length; ) {
    if (length > 8180) {
      pieces.push(piece.subarray(0, length));
      piece = allocate(8192);
      length = 0;
    }
    let unit = text.charCodeAt(i);
    if (unit < 0x80 && DIRECT[unit] === 1) {
      piece[length++] = unit;
      i++;
      continue;
    }
    piece[length++] = PLUS;
    if (unit === PLUS) {
      piece[length++] = MINUS;
      i++;
      continue;
    }
    let bits = 0;
    let count = 0;
    while (length < 8184 && i < text.length) {
      unit = text.charCodeAt(i);
      if (unit < 0x80 && DIRECT[unit] === 1) break;
      bits = ((bits << 16) | unit) & 0xfffff; // at most 4 bits wait for the next sixteen
      count += 16;
      i++;
      for (; count >= 6; count -= 6) piece[length++] = BASE64.charCodeAt((bits >> (count - 6)) & 63);
    }
    if (count > 0) piece[length++] = BASE64.charCodeAt((bits << (6 - count)) & 63);
    piece[length++] = MINUS;
  }
  pieces.push(piece.subarray(0, length));
  return concatBytes(pieces);
}
