/** The two alphabets of an encoded word's content, Q and B: bytes into content and content into bytes. */

import { classOf, WORD } from "./token.js";

const HEX = "0123456789ABCDEF";
const EQUALS = 0x3d;
const UNDERSCORE = 0x5f;

/** How many bytes were written, and whether the content was as RFC 2047 §4 wants it. */
export interface ContentResult {
  size: number;
  clean: boolean;
}

/**
 * Decodes Q content into `bytes` from `size` on; `result` tells where it stopped. Every code is below 0x80.
 *
 * @see {@link escapeBytes} for the way back; RFC 2047 §4.2
 */
export function decodeQ(content: string, bytes: Uint8Array, result: ContentResult): void {
  let size = result.size;
  for (let i = 0; i < content.length; i++) {
    const code = content.charCodeAt(i);
    if (code === EQUALS) {
      const byte = hexPair(content, i + 1);
      if (byte >= 0) {
        bytes[size++] = byte;
        i += 2;
        continue;
      }
      result.clean = false;
    } else if (code === 0x0d || code === 0x0a) continue;
    bytes[size++] = code === UNDERSCORE ? 0x20 : code;
  }
  result.size = size;
}

/**
 * Decodes B content into `bytes` from `size` on; nothing is decoded when it holds what is no base64.
 *
 * A word is too short for the strokes of codec/base64 to pay, and here its bytes go straight where they gather.
 *
 * @returns Whether it was base64.
 * @see RFC 2047 §4.1
 */
export function decodeB(content: string, bytes: Uint8Array, result: ContentResult): boolean {
  let size = result.size;
  let bits = 0;
  let held = 0; // sextets in `bits`
  for (let i = 0; i < content.length; i++) {
    const sextet = BASE64[content.charCodeAt(i)] ?? JUNK;
    if (sextet < 64) {
      bits = (bits << 6) | sextet;
      if (++held < 4) continue;
      bytes[size++] = bits >> 16;
      bytes[size++] = bits >> 8;
      bytes[size++] = bits;
      held = 0;
      bits = 0;
    } else if (sextet === PADDING) {
      if (held === 1) result.clean = false;
      size = endGroup(bytes, size, bits, held);
      held = 0;
      bits = 0;
    } else if (sextet === JUNK) return false;
  }
  if (held === 1) result.clean = false;
  result.size = endGroup(bytes, size, bits, held);
  return true;
}

/** Writes the bytes of a last group of two or three sextets; a single one holds no byte. */
function endGroup(bytes: Uint8Array, size: number, bits: number, held: number): number {
  if (held === 2) bytes[size] = bits >> 4;
  if (held === 3) {
    bytes[size] = bits >> 10;
    bytes[size + 1] = bits >> 2;
  }
  return held < 2 ? size : size + held - 1;
}

const PADDING = 64;
const SKIPPED = 65;
const JUNK = 66;
/** The six bits of each character of base64. */
const BASE64: Uint8Array = new Uint8Array(128).fill(JUNK);
for (let i = 0; i < 64; i++) {
  BASE64["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".charCodeAt(i)] = i;
}
BASE64[EQUALS] = PADDING;
for (const blank of [0x20, 0x09, 0x0d, 0x0a]) BASE64[blank] = SKIPPED;

/**
 * Writes bytes as Q content: letters, digits and `!*+-/` as they are, a space as "_", others as "=XX".
 *
 * @param all - Every byte as "=XX".
 * @see {@link decodeQ} for the way back; RFC 2047 §4.2 and §5, rule 3
 */
export function encodeQ(bytes: Uint8Array, all: boolean = false): string {
  const texts = all ? Q_ENCODED : Q_TEXTS;
  let content = "";
  for (let i = 0; i < bytes.length; i++) content += texts[bytes[i] as number];
  return content;
}

/** Each byte as "=XX". */
const Q_ENCODED: readonly string[] = Array.from({ length: 256 }, (_, byte) => `=${hexOf(byte)}`);
/** Each byte as Q content writes it. */
const Q_TEXTS: readonly string[] = Q_ENCODED.map((encoded, byte) => {
  if (byte === 0x20) return "_";
  return (classOf(byte) & WORD) === 0 ? encoded : String.fromCharCode(byte);
});

/** The length of {@link encodeQ}'s content. */
export function qLength(bytes: Uint8Array): number {
  let length = 0;
  for (let i = 0; i < bytes.length; i++) length += qWidth(bytes[i] as number);
  return length;
}

/** The length of a byte in Q content. */
export function qWidth(byte: number): number {
  return byte === 0x20 || (classOf(byte) & WORD) !== 0 ? 1 : 3;
}

/** The length of the base64 of that many bytes. */
export function bLength(size: number): number {
  return 4 * Math.ceil(size / 3);
}

/** The value of two hex digits at `at`; below 0 when they are none. */
export function hexPair(text: string, at: number): number {
  return (hexDigit(text.charCodeAt(at)) << 4) | hexDigit(text.charCodeAt(at + 1));
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/** A byte as two capital hex digits. */
export function hexOf(byte: number): string {
  return HEX.charAt(byte >> 4) + HEX.charAt(byte & 15);
}
