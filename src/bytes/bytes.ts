/** Bytes as memory: joined, searched, and read as text one byte a character, or as UTF-8. */

import { checks, native, TextDecoder, textEncoder } from "./runtime.js";

export const EMPTY: Uint8Array = new Uint8Array(0);

/** Memory of which the caller writes every byte. */
export const allocate: (size: number) => Uint8Array = native?.allocate ?? ((size) => new Uint8Array(size));

/** Memory to write in for a moment: whoever uses it copies out what is there before calling anybody else. */
export const SCRATCH: Uint8Array = new Uint8Array(32768);

/** Joins pieces into memory of its own. */
export function concatBytes(pieces: readonly Uint8Array[]): Uint8Array {
  let size = 0;
  for (const piece of pieces) size += piece.length;
  const joined = allocate(size);
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

/** Copies bytes into memory of their own. */
export function copyBytes(bytes: Uint8Array): Uint8Array {
  const copy = allocate(bytes.length);
  copy.set(bytes);
  return copy;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Finds a byte from `from` on, before `end`; -1 when it is not there. */
export function indexOfByte(
  bytes: Uint8Array,
  byte: number,
  from: number,
  end: number = bytes.length,
): number {
  const at = bytes.indexOf(byte, from);
  return at < end ? at : -1;
}

/** Finds a run of bytes, given as latin1 text, from `from` on; -1 when it is not there. */
export const indexOfText: (bytes: Uint8Array, text: string, from: number) => number =
  native?.indexOf ?? portableIndexOf;

function portableIndexOf(bytes: Uint8Array, text: string, from: number): number {
  const first = text.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let matched = 1;
    while (matched < text.length && bytes[at + matched] === text.charCodeAt(matched)) matched++;
    if (matched === text.length) return at;
  }
  return -1;
}

/** Reads bytes as text, one character a byte (ISO-8859-1). */
export const latin1Text: (bytes: Uint8Array, start: number, end: number) => string =
  native?.latin1Slice ?? portableLatin1;

function portableLatin1(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let at = start; at < end; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, Math.min(end, at + 8192)));
  }
  return text;
}

/** Writes text, one byte a character; the caller knows that no character is over U+00FF. */
export function latin1Bytes(text: string): Uint8Array {
  const bytes = allocate(text.length);
  if (native !== undefined) native.latin1Write(bytes, text, 0, text.length);
  else for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** Encodes text as UTF-8; lone surrogates become U+FFFD. */
export function utf8Bytes(text: string): Uint8Array {
  if (3 * text.length > SCRATCH.length) return textEncoder.encode(text);
  return SCRATCH.slice(0, textEncoder.encodeInto(text, SCRATCH).written); // faster than the encoder's own memory
}

/** Encodes text as UTF-8 at the front of memory that has three bytes for each of its characters. */
export function utf8Into(text: string, memory: Uint8Array): Uint8Array {
  return memory.subarray(0, textEncoder.encodeInto(text, memory).written);
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder("utf-8", { ignoreBOM: true });

/** Decodes UTF-8, a byte-order mark kept; `undefined` when the bytes are not valid UTF-8. */
export function utf8Text(
  bytes: Uint8Array,
  start: number = 0,
  end: number = bytes.length,
): string | undefined {
  if (native !== undefined) {
    const text = native.utf8Slice(bytes, start, end);
    if (!text.includes("\uFFFD")) return text; // the replacement stands in for every invalid byte
  }
  try {
    return strict.decode(bytes.subarray(start, end));
  } catch {
    return undefined;
  }
}

/** Decodes UTF-8, a byte-order mark kept, U+FFFD for what is not valid. */
export function utf8TextLenient(bytes: Uint8Array): string {
  return utf8Text(bytes) ?? lenient.decode(bytes);
}

/** Whether bytes are valid UTF-8. */
export function isUtf8(bytes: Uint8Array): boolean {
  return checks !== undefined ? checks.isUtf8(bytes) : utf8Text(bytes) !== undefined;
}

/** Whether every byte is below 0x80. */
export function isAscii(bytes: Uint8Array, start: number = 0, end: number = bytes.length): boolean {
  if (checks !== undefined && end - start > 64) return checks.isAscii(bytes.subarray(start, end));
  let union = 0;
  for (let i = start; i < end; i++) union |= bytes[i] as number;
  return union < 0x80;
}
