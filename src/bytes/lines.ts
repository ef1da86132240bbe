/** The line ends of a mail: which bytes end a line, told once for a whole source. */

import { CR, LF } from "./ascii.js";
import { allocate } from "./bytes.js";

/** LF ends a line, alone or after CR; or bare CR does, in a source where no LF stands. */
export type Newline = typeof LF | typeof CR;

/** Chooses what ends a line: bare CR only where there is no LF at all (old Macintosh files). */
export function chooseNewline(source: Uint8Array): Newline {
  return source.indexOf(LF) < 0 && source.indexOf(CR) >= 0 ? CR : LF;
}

/** The end of the line's text, before the line end that stops at `next`. */
export function textEnd(source: Uint8Array, lineStart: number, next: number, newline: Newline): number {
  if (next === lineStart || source[next - 1] !== newline) return next; // the last line may have no end
  const end = next - 1;
  return newline === LF && end > lineStart && source[end - 1] === CR ? end - 1 : end;
}

/** The position before the line end that comes right before `at`, not below `floor`. */
export function beforeLineEnd(source: Uint8Array, at: number, floor: number, newline: Newline): number {
  if (at <= floor || source[at - 1] !== newline) return at;
  return newline === LF && at - 2 >= floor && source[at - 2] === CR ? at - 2 : at - 1;
}

/** The line end a source uses from `start` on, as its first line there shows it. */
export function lineEndAt(source: Uint8Array, start: number): "\r\n" | "\n" | "\r" {
  if (chooseNewline(source) === CR) return "\r";
  const end = source.indexOf(LF, start);
  return end >= 0 && source[end - 1] !== CR ? "\n" : "\r\n";
}

/** Bytes with every line end, bare CR and LF too, made CRLF; the same where all are. */
export function withCrlf(bytes: Uint8Array): Uint8Array {
  const bare = countBare(bytes);
  if (bare === 0) return bytes;
  const lines = allocate(bytes.length + bare);
  const from = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const into = new DataView(lines.buffer, lines.byteOffset, lines.length);
  const lastWord = bytes.length - 4;
  let to = 0;
  for (let at = 0; at < bytes.length; ) {
    if (at <= lastWord) {
      const word = from.getInt32(at, true);
      into.setInt32(to, word, true); // there is room: what is read fits where it goes
      if (!mayHoldBreak(word)) {
        at += 4;
        to += 4;
        continue;
      }
    }
    for (const end = Math.min(bytes.length, at + 4); at < end; at++) {
      const byte = bytes[at] as number;
      if (byte !== CR && byte !== LF) {
        lines[to++] = byte;
        continue;
      }
      if (byte === CR && bytes[at + 1] === LF) at++;
      lines[to++] = CR;
      lines[to++] = LF;
    }
  }
  return lines;
}

/** How many line ends are no CRLF. */
function countBare(bytes: Uint8Array): number {
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let bare = 0;
  for (let at = 0; at < bytes.length; ) {
    if (at <= bytes.length - 4 && !mayHoldBreak(words.getInt32(at, true))) {
      at += 4;
      continue;
    }
    for (const end = Math.min(bytes.length, at + 4); at < end; at++) {
      const byte = bytes[at];
      if (byte === CR && bytes[at + 1] === LF) at++;
      else if (byte === CR || byte === LF) bare++;
    }
  }
  return bare;
}

/** Whether one of four bytes is below 14, as CR and LF are. */
function mayHoldBreak(word: number): boolean {
  return ((word - 0x0e0e0e0e) & ~word & 0x80808080) !== 0;
}
