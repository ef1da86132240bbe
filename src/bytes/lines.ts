/** The line ends of a mail: which bytes end a line, told once for a whole source. */

import { CR, LF } from "./ascii.js";

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
