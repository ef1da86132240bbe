/** Quoted-printable: text that stays readable, "=" and two hex digits for the other bytes (RFC 2045 §6.7). */

import { CR, DASH, EQUALS, isBlank, LF, SPACE, TAB } from "../bytes/ascii.js";
import { allocate, copyBytes, SCRATCH } from "../bytes/bytes.js";
import type { Report } from "../errors.js";

const HEX = "0123456789ABCDEF";
/** What a hex digit is worth; negative for every other byte. */
const HEX_VALUE = new Int8Array(256).fill(-1);
for (let i = 0; i < 16; i++) {
  HEX_VALUE[HEX.charCodeAt(i)] = i;
  HEX_VALUE[HEX.toLowerCase().charCodeAt(i)] = i;
}
/** 1 for a byte that may stand for itself inside a line, blanks too. */
const LITERAL = new Uint8Array(256).fill(1, SPACE, 0x7f);
LITERAL[TAB] = 1;
LITERAL[EQUALS] = 0;

const HEX_DIGIT = Uint8Array.from(HEX, (digit) => digit.charCodeAt(0));

const LINE_LETTERS = 76;
const STROKE = 65536;

/**
 * Decodes quoted-printable; line ends stay as they are, blanks before them go.
 *
 * Beyond RFC 2045 §6.7 we accept:
 * 1. "=" at the end of a line that ends in a bare LF or a bare CR, or at the end of all
 * 2. blanks between "=" and the line end
 * 3. lower-case hex digits
 * 4. "=" followed by anything else: kept as it stands, reported as `quoted-printable-invalid`
 * 5. bytes that should have been encoded, and lines of any length: kept
 *
 * @example
 * decodeQuotedPrintable(new Uint8Array([61, 52, 49, 61, 10, 66])); // => Uint8Array.of(65, 66)
 * @see {@link encodeQuotedPrintable} for the way back; RFC 2045 §6.7
 */
export function decodeQuotedPrintable(encoded: Uint8Array, report?: Report): Uint8Array {
  const decoded = allocate(encoded.length);
  const size = decodeInto(encoded, 0, encoded.length, decoded, report, false);
  return withoutWaste(decoded, size);
}

/**
 * Decodes into memory that has room for it undecoded.
 *
 * @param unix - Of a CRLF that stands unencoded, and behind no other CR, only the LF is kept.
 * @returns The size.
 */
export function decodeQuotedPrintableInto(
  encoded: Uint8Array,
  target: Uint8Array,
  unix: boolean,
  report?: Report,
): number {
  return decodeInto(encoded, 0, encoded.length, target, report, unix);
}

/**
 * Counts the bytes that {@link decodeQuotedPrintable} would give, exactly; nothing decoded is kept.
 *
 * @example
 * quotedPrintableSize(new Uint8Array([61, 52, 49])); // => 1
 */
export function quotedPrintableSize(encoded: Uint8Array, report?: Report): number {
  let told = false;
  const once: Report = (code, at) => {
    if (!told) report?.(code, at);
    told = true;
  };
  let scratch: Uint8Array | undefined;
  let size = 0;
  for (let at = 0; at < encoded.length; ) {
    const end = strokeEnd(encoded, at);
    if (scratch === undefined || scratch.length < end - at) scratch = allocate(end - at);
    size += decodeInto(encoded, at, end, scratch, once, false);
    at = end;
  }
  return size;
}

/** A stroke ends after LF: what comes before one has no say in how the rest is read. */
function strokeEnd(encoded: Uint8Array, at: number): number {
  if (encoded.length - at <= STROKE) return encoded.length;
  const line = encoded.indexOf(LF, at + STROKE - 1024);
  return line < 0 ? encoded.length : line + 1;
}

/**
 * Decodes a range to the front of the target, which has room for it undecoded; returns the size.
 *
 * Four bytes at a time are copied first and looked at then: what is special among them is found by
 * arithmetic on all four (the lowest byte marked is always truly one; the marks above it may not be).
 */
function decodeInto(
  encoded: Uint8Array,
  start: number,
  end: number,
  target: Uint8Array,
  report: Report | undefined,
  unix: boolean,
): number {
  const from = new DataView(encoded.buffer, encoded.byteOffset, encoded.length);
  const into = new DataView(target.buffer, target.byteOffset, target.length);
  const lastPair = end - 8;
  let at = start;
  let size = 0;
  let kept = 0; // blanks before this were encoded, or stood before a soft break
  let told = report === undefined;
  while (at < end) {
    let marks = 0;
    while (at <= lastPair) {
      const word = from.getInt32(at, true);
      into.setInt32(size, word, true);
      marks = marksOfDecoding(word);
      if (marks !== 0) break;
      const next = from.getInt32(at + 4, true);
      into.setInt32(size + 4, next, true);
      marks = marksOfDecoding(next);
      at += 4;
      size += 4;
      if (marks !== 0) break;
      at += 4;
      size += 4;
    }
    if (marks !== 0) {
      const plain = lowestMark(marks);
      at += plain;
      size += plain;
    }
    let code = encoded[at] as number;
    while (code === EQUALS && at + 2 < end) {
      const high = HEX_VALUE[encoded[at + 1] as number] as number;
      const value = (high << 4) | (HEX_VALUE[encoded[at + 2] as number] as number);
      if (value < 0) break;
      target[size++] = value;
      kept = size;
      at += 3;
      code = at < end ? (encoded[at] as number) : -1;
    }
    if (at >= end) break;
    if (code === EQUALS) {
      const next = softBreakEnd(encoded, at + 1, end);
      if (next < 0) {
        if (!told) report?.("quoted-printable-invalid", at);
        told = true;
        target[size++] = EQUALS; // 4
      }
      kept = size;
      at = next < 0 ? at + 1 : next;
    } else {
      if (code === LF || code === CR) size = withoutBlanks(target, kept, size);
      at++;
      if (unix && code === CR && at < end && encoded[at] === LF && target[size - 1] !== CR) continue;
      target[size++] = code;
    }
  }
  return withoutBlanks(target, kept, size);
}

/** Marks the highest bit of bytes that are "=" or below 14 (line ends, and little else). */
function marksOfDecoding(word: number): number {
  const equals = word ^ 0x3d3d3d3d;
  return (((equals - 0x01010101) & ~equals) | ((word - 0x0e0e0e0e) & ~word)) & 0x80808080;
}

function lowestMark(marks: number): number {
  return (31 - Math.clz32(marks & -marks)) >> 3;
}

/** Where the line after a soft break starts (1, 2); -1 when there is none. */
function softBreakEnd(encoded: Uint8Array, afterEquals: number, end: number): number {
  let at = afterEquals;
  while (at < end && isBlank(encoded[at] as number)) at++;
  if (at >= end) return end;
  if (encoded[at] === LF) return at + 1;
  if (encoded[at] !== CR) return -1;
  return at + 1 < end && encoded[at + 1] === LF ? at + 2 : at + 1;
}

function withoutBlanks(target: Uint8Array, floor: number, size: number): number {
  let end = size;
  while (end > floor && isBlank(target[end - 1] as number)) end--;
  return end;
}

/** A view where little memory would lie idle behind it, else a copy. */
function withoutWaste(memory: Uint8Array, size: number): Uint8Array {
  const view = memory.subarray(0, size);
  return size >= memory.length - (memory.length >> 3) ? view : copyBytes(view);
}

/**
 * Encodes bytes as quoted-printable: CRLF stays as a line end, everything else comes back as it was.
 *
 * Lines have at most 76 characters. No line starts with "--" or "From ", or is a lone ".": their first
 * character is encoded, so that the text can hold no delimiter line and pass every mailbox and relay.
 *
 * @example
 * encodeQuotedPrintable(new Uint8Array([97, 61, 233])); // => new TextEncoder().encode("a=3D=E9")
 * @see {@link decodeQuotedPrintable} for the way back; RFC 2045 §6.7
 */
export function encodeQuotedPrintable(bytes: Uint8Array): Uint8Array {
  return encodeWithin(bytes, Number.POSITIVE_INFINITY) as Uint8Array;
}

/**
 * The same; `undefined` where it would take more than `limit` bytes.
 *
 * @param newline - What ends a line of the text; CRLF is written for it.
 */
export function encodeWithin(
  bytes: Uint8Array,
  limit: number,
  newline: "\r\n" | "\n" = "\r\n",
): Uint8Array | undefined {
  const { length } = bytes;
  const from = new DataView(bytes.buffer, bytes.byteOffset, length);
  const first = newline.charCodeAt(0);
  const guess = length + (length >> 4) + 256;
  let target = guess <= SCRATCH.length ? SCRATCH : allocate(guess);
  let into = new DataView(target.buffer, target.byteOffset, target.length);
  let size = 0;
  let at = 0;
  while (at < length) {
    if (size + LINE_LETTERS + 8 > target.length) {
      target = enlarge(target, size, at, length);
      into = new DataView(target.buffer, target.byteOffset, target.length);
    }
    if (size > limit) return undefined;
    const line = size;
    const full = line + LINE_LETTERS - 1; // the last place is for the "=" of a soft break
    if (needsGuard(bytes, at, first)) size = writeEncoded(target, size, bytes[at++] as number);
    let hard = false;
    while (at < length) {
      // Four at a time; one place stays free, so that a blank can still be encoded if the line ends after it.
      while (size < full - 4 && at <= length - 4) {
        const word = from.getInt32(at, true);
        into.setInt32(size, word, true);
        const marks = marksOfEncoding(word);
        const plain = marks === 0 ? 4 : lowestMark(marks);
        at += plain;
        size += plain;
        if (marks !== 0) break;
      }
      if (at >= length) break;
      let code = bytes[at] as number;
      while (code > 0x7e && size + 3 <= full && at + 1 < length) {
        size = writeEncoded(target, size, code);
        code = bytes[++at] as number;
      }
      hard = code === first && endsLine(bytes, at, first);
      if (hard) break;
      const last = endsLine(bytes, at + 1, first);
      const literal = LITERAL[code] === 1 && !(last && isBlank(code));
      if (size + (literal ? 1 : 3) > (last ? full + 1 : full)) break;
      if (literal) target[size++] = code;
      else size = writeEncoded(target, size, code);
      at++;
    }
    if (hard || at >= length) {
      const blank = size > line ? (target[size - 1] as number) : 0;
      if (isBlank(blank)) size = writeEncoded(target, size - 1, blank);
      if (!hard) break;
      at += newline.length;
    } else target[size++] = EQUALS;
    target[size++] = CR;
    target[size++] = LF;
  }
  if (size > limit) return undefined;
  return target === SCRATCH ? SCRATCH.slice(0, size) : withoutWaste(target, size);
}

/** Whether quoted-printable takes no more than `limit` bytes: by bounds where they tell, else by writing it. */
export function fitsQuotedPrintable(bytes: Uint8Array, limit: number): boolean {
  const from = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const mostSpecial = (limit - bytes.length) / 2;
  if (mostSpecial < 0) return false;
  let special = 0;
  let lineEnds = 0;
  for (let at = 0; at < bytes.length; ) {
    if (at <= bytes.length - 4 && marksOfEncoding(from.getInt32(at, true)) === 0) {
      at += 4;
      continue;
    }
    for (const end = Math.min(bytes.length, at + 4); at < end; at++) {
      const code = bytes[at] as number;
      if (code === CR || code === LF) lineEnds++;
      else special += 1 - (LITERAL[code] as number);
    }
    if (special > mostSpecial) return false;
  }
  // More than that: a bare CR or LF, a guard and a last blank for each line, and soft breaks 70 letters apart.
  const letters = bytes.length + 2 * special + 6 * (lineEnds + 1);
  if (letters + 5 * Math.ceil(letters / 70) <= limit) return true;
  return encodeQuotedPrintable(bytes).length <= limit;
}

/** Marks the highest bit of bytes that do not stand for themselves, and of tabs. */
function marksOfEncoding(word: number): number {
  const equals = word ^ 0x3d3d3d3d;
  const low = (word - 0x20202020) & ~word;
  return (word | (word + 0x01010101) | low | ((equals - 0x01010101) & ~equals)) & 0x80808080;
}

/** Memory for what is still to come, if it goes on as it began. */
function enlarge(target: Uint8Array, size: number, at: number, length: number): Uint8Array {
  const perByte = Math.min(3.2, (1.05 * size) / Math.max(at, 1));
  const larger = allocate(Math.ceil(Math.max(size * 1.25, size + (length - at) * perByte)) + 256);
  larger.set(target.subarray(0, size));
  return larger;
}

/** Whether the first character of a line must be encoded. */
function needsGuard(bytes: Uint8Array, at: number, newline: number): boolean {
  const code = bytes[at];
  if (code === DASH) return bytes[at + 1] === DASH;
  if (code === 0x2e) return endsLine(bytes, at + 1, newline);
  if (code !== 0x46) return false;
  return (
    bytes[at + 1] === 0x72 && bytes[at + 2] === 0x6f && bytes[at + 3] === 0x6d && bytes[at + 4] === SPACE
  );
}

/** Whether a line ends at `at`; `newline` is the first byte of what ends it, CR of CRLF. */
function endsLine(bytes: Uint8Array, at: number, newline: number): boolean {
  if (at >= bytes.length) return true;
  return bytes[at] === newline && (newline === LF || (at + 1 < bytes.length && bytes[at + 1] === LF));
}

function writeEncoded(target: Uint8Array, size: number, code: number): number {
  target[size] = EQUALS;
  target[size + 1] = HEX_DIGIT[code >> 4] as number;
  target[size + 2] = HEX_DIGIT[code & 15] as number;
  return size + 3;
}
