/** How base64 is read from a mail: regular lines at the runtime's speed, whatever else with patience. */

import { CR, EQUALS, LF, SPACE, TAB } from "../bytes/ascii.js";
import { allocate, EMPTY } from "../bytes/bytes.js";
import type { Native } from "../bytes/runtime.js";
import type { Report } from "../errors.js";
import { COUNTED, countLettersBySimd } from "./base64-kernel.js";

export const BASE64_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const JUNK = -1;
const SKIPPED = -2; // line ends and blanks
/** What each byte stands for: 0 to 63, or one of the two above. */
const VALUE = new Int32Array(256).fill(JUNK);
for (let i = 0; i < 64; i++) VALUE[BASE64_ALPHABET.charCodeAt(i)] = i;
for (const code of [CR, LF, SPACE, TAB]) VALUE[code] = SKIPPED;
// The same at the place it has in a group of four: one OR joins a group, negative when any is no letter.
const FIRST = VALUE.map((value) => (value < 0 ? value : value << 18));
const SECOND = VALUE.map((value) => (value < 0 ? value : value << 12));
const THIRD = VALUE.map((value) => (value < 0 ? value : value << 6));

/** Shorter contents are not worth loading a module for. */
const LONG_ENOUGH = 131_072;

/** Lines are read in strokes that stay in the processor's cache: three times faster than a whole. */
const STROKE = 65536;

/** The decoded length when all lines but the last are as long as the first: nearly always exact. */
export function guessBase64Size(encoded: Uint8Array): number {
  const end = endOfLetters(encoded);
  const next = nextLine(encoded, 0, end);
  if (next < 0) return Math.floor((end / 4) * 3);
  const letters = next - (encoded[next - 2] === CR ? 2 : 1);
  const lines = Math.floor(end / next);
  return Math.floor(((lines * letters + Math.min(end - lines * next, letters)) / 4) * 3);
}

/** Where padding and blanks begin that nothing follows. */
function endOfLetters(encoded: Uint8Array): number {
  let end = encoded.length;
  while (end > 0 && (encoded[end - 1] === EQUALS || VALUE[encoded[end - 1] as number] === SKIPPED)) end--;
  return end;
}

/** The start of the next line; -1 when it is not near. */
function nextLine(encoded: Uint8Array, at: number, end: number): number {
  const near = Math.min(end, at + 1024);
  for (let i = at; i < near; i++) if (encoded[i] === LF) return i + 1;
  return -1;
}

/** Reads base64 from front to back: regular lines natively in strokes, whatever else byte by byte. */
export class Base64Reader {
  readonly #encoded: Uint8Array;
  readonly #letters: number;
  /** Where to write; nothing is written past its end. */
  readonly #target: Uint8Array;
  readonly #report: Report | undefined;
  readonly #fast: Native | undefined;
  #scratch: Uint8Array | undefined;
  #at = 0;
  #size = 0;
  /** The letters of a group not yet complete, and how many they are. */
  #held = 0;
  #count = 0;
  #lastLetter = 0;
  /** Whether padding stood, and how much more of it may follow. */
  #ended = false;
  #paddingDue = 0;
  #toldInvalid = false;
  #toldTruncated = false;
  #counts: boolean; // whether long strokes are only counted

  constructor(
    encoded: Uint8Array,
    target: Uint8Array | undefined,
    report: Report | undefined,
    fast: Native | undefined,
  ) {
    this.#encoded = encoded;
    this.#letters = endOfLetters(encoded);
    this.#target = target ?? EMPTY;
    this.#counts = target === undefined && encoded.length >= LONG_ENOUGH;
    this.#report = report;
    this.#fast = fast;
  }

  /** Returns the decoded size, also when the target cannot hold it. */
  read(): number {
    const { length } = this.#encoded;
    while (this.#at < length) {
      if (this.#counts) {
        this.#counts = this.#countStroke();
        if (this.#counts) continue;
      }
      const to = this.#fast === undefined ? length : this.#readStroke(this.#fast);
      if (to > this.#at) this.#readPiece(to);
    }
    if (this.#count > 0) this.#endGroup();
    return this.#size;
  }

  /** Counts a stroke of nothing but letters and blanks; the last letters are left, so that what is odd is told of them. */
  #countStroke(): boolean {
    const left = Math.min(COUNTED, this.#letters - this.#at - 1);
    const to = this.#at + left - (left % 16);
    if (left < COUNTED / 16 || this.#ended) return false;
    const letters = countLettersBySimd(this.#encoded, this.#at, to);
    if (letters < 0) return false;
    this.#at = to;
    this.#size += 3 * Math.floor((this.#count + letters) / 4);
    this.#count = (this.#count + letters) % 4;
    return true;
  }

  /** Reads regular lines; returns how far to read byte by byte instead when there are none. */
  #readStroke(fast: Native): number {
    const encoded = this.#encoded;
    const start = this.#at;
    const left = this.#letters - start;
    if (left < 256) return encoded.length;
    const next = nextLine(encoded, start, this.#letters);
    if (this.#count > 0 || this.#ended) return next < 0 ? this.#pieceEnd() : next;
    let end = start + Math.min(left - (left % 4), STROKE);
    let letters = end - start;
    if (next >= 0) {
      const lineLetters = next - start - (encoded[next - 2] === CR ? 2 : 1);
      const lines = this.#regularLines(start, next - start, lineLetters);
      letters = lines * lineLetters;
      if (letters < 128) return this.#pieceEnd();
      end = start + lines * (next - start);
    }
    return this.#readNatively(fast, start, end, (letters / 4) * 3) ? this.#at : end;
  }

  /** Where to try again after reading byte by byte: far enough on to be worth it, at the start of a line. */
  #pieceEnd(): number {
    const { length } = this.#encoded;
    const far = Math.min(length, this.#at + 4096);
    const next = nextLine(this.#encoded, far, length);
    return next < 0 ? far : next;
  }

  /** How many lines from here on are as long as the first; so many that their letters make whole groups. */
  #regularLines(start: number, width: number, letters: number): number {
    const encoded = this.#encoded;
    const most = Math.min(Math.floor((this.#letters - start) / width), Math.floor(STROKE / width));
    const beforeLast = width - letters === 2 ? CR : -1;
    let lines = 0;
    for (let at = start + width - 1; lines < most; at += width, lines++) {
      if (encoded[at] !== LF || (beforeLast === CR && encoded[at - 1] !== CR)) break;
    }
    return letters % 4 === 0 ? lines : lines - (lines % 4);
  }

  /**
   * The runtime skips what is no letter, and so comes to less than `size`, which all letters would make.
   * It takes "-" and "_" for letters, which they are not in mail.
   */
  #readNatively(fast: Native, start: number, end: number, size: number): boolean {
    const text = fast.latin1Slice(this.#encoded, start, end);
    if (text.includes("-") || text.includes("_")) return false;
    let written: number;
    if (this.#size + size <= this.#target.length) {
      written = fast.base64Write(this.#target, text, this.#size, size);
    } else {
      this.#scratch ??= allocate(Math.min((this.#encoded.length >> 2) * 3, (STROKE >> 2) * 3));
      written = fast.base64Write(this.#scratch, text, 0, size);
    }
    if (written !== size) return false;
    this.#at = end;
    this.#size += size;
    return true;
  }

  /** The lenient loop: whole groups at once while they are clean, else byte by byte. */
  #readPiece(to: number): void {
    const encoded = this.#encoded;
    const target = this.#target;
    const room = target.length;
    let at = this.#at;
    let size = this.#size;
    while (at < to) {
      if (this.#count === 0 && !this.#ended) {
        while (at + 3 < to) {
          const group =
            (FIRST[encoded[at] as number] as number) |
            (SECOND[encoded[at + 1] as number] as number) |
            (THIRD[encoded[at + 2] as number] as number) |
            (VALUE[encoded[at + 3] as number] as number);
          if (group >= 0) {
            if (size + 3 <= room) {
              target[size] = group >> 16;
              target[size + 1] = group >> 8;
              target[size + 2] = group;
            }
            size += 3;
            at += 4;
          } else if (VALUE[encoded[at] as number] === SKIPPED) at++;
          else break;
        }
        if (at >= to) break;
      }
      const code = encoded[at] as number;
      const value = VALUE[code] as number;
      if (value === SKIPPED) {
        at++;
        continue;
      }
      this.#size = size;
      if (value >= 0) this.#takeLetter(value, at);
      else if (code === EQUALS) this.#takePadding(at);
      else this.#tellInvalid(at);
      size = this.#size;
      at++;
    }
    this.#at = at;
    this.#size = size;
  }

  #takeLetter(value: number, at: number): void {
    if (this.#ended) this.#tellInvalid(at); // 3: the padding before it was no end
    this.#ended = false;
    this.#held = (this.#held << 6) | value;
    this.#lastLetter = at;
    if (++this.#count === 4) this.#endGroup();
  }

  #takePadding(at: number): void {
    if (this.#count > 0) {
      this.#paddingDue = 3 - this.#count;
      this.#ended = true;
      this.#endGroup();
    } else if (this.#paddingDue > 0) this.#paddingDue--;
    else this.#tellInvalid(at);
  }

  #endGroup(): void {
    const bits = this.#held << (6 * (4 - this.#count));
    const end = this.#size + this.#count - 1;
    if (this.#count === 1) this.#tellTruncated(this.#lastLetter); // 4
    if (end <= this.#target.length) {
      for (let shift = 16; this.#size < end; shift -= 8) this.#target[this.#size++] = bits >> shift;
    }
    this.#size = end;
    this.#held = 0;
    this.#count = 0;
  }

  #tellInvalid(at: number): void {
    if (!this.#toldInvalid) this.#report?.("base64-invalid", at);
    this.#toldInvalid = true;
  }

  #tellTruncated(at: number): void {
    if (!this.#toldTruncated) this.#report?.("base64-truncated", at);
    this.#toldTruncated = true;
  }
}
