/** Folding: one logical header line over several lines of text, both ways (RFC 5322 §2.2.3). */

import { CR, isBlank, LF } from "../bytes/ascii.js";
import type { Newline } from "../bytes/lines.js";
import { MimeError } from "../errors.js";
import { LINE_BYTES, LINE_FOLDED } from "../limits.js";

/**
 * Removes the line breaks of a folded value; every blank stays, and so does a CR that ends no line.
 *
 * @example
 * unfold("a,\r\n b"); // => "a, b"
 * @see {@link foldLine} for the way back; RFC 5322 §2.2.3
 */
export function unfold(text: string, newline: Newline = LF): string {
  if (newline !== LF) return text.replaceAll("\r", "");
  let unfolded = "";
  let from = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", from)) {
    unfolded += text.slice(from, at > from && text.charCodeAt(at - 1) === CR ? at - 1 : at);
    from = at + 1;
  }
  return unfolded + text.slice(from);
}

/**
 * Folds a logical line so that no line passes 78 characters where a blank allows it, and none 998 bytes.
 *
 * It folds before one space or before a run of two or more blanks, never before a lone tab: that is where
 * plain unfolding and Gmail's (rule 14) give the same text back.
 *
 * @param line - `Name: value` without line breaks.
 * @throws {MimeError} `header-too-long` when a line would pass 998 bytes.
 * @example
 * foldLine(`To: ${"a@example.com, ".repeat(6)}b@example.com`).split("\r\n ").length; // => 2
 * @see {@link unfold} for the way back
 */
export function foldLine(line: string, lineEnd: string = "\r\n"): string {
  if (/[^\0-\x7f]/.test(line)) return foldByBytes(line, lineEnd);
  if (line.length <= LINE_FOLDED) return line;
  const colon = line.indexOf(":") + 1;
  let folded = "";
  let lineStart = 0; // of the line being filled
  while (line.length - lineStart > LINE_FOLDED) {
    const full = lineStart + LINE_FOLDED;
    let fold = full;
    while (fold > lineStart && !isFold(line, fold, colon)) fold--;
    if (fold === lineStart) {
      fold = full + 1; // nowhere in a line: at the next place there is
      while (fold < line.length && !isFold(line, fold, colon)) fold++;
    }
    if (fold - lineStart > LINE_BYTES) throw tooLong(line);
    if (fold === line.length) break;
    folded += line.slice(lineStart, fold) + lineEnd;
    lineStart = fold;
  }
  return folded === "" ? line : folded + line.slice(lineStart);
}

/** The same for text outside ASCII, which takes more bytes than characters. */
function foldByBytes(line: string, lineEnd: string): string {
  let folded = "";
  let lineStart = 0; // of the line being filled
  let fold = -1; // the last place in it where it may be folded
  let columns = 0; // bytes of the line so far
  let foldColumns = 0; // of them before `fold`
  const colon = line.indexOf(":") + 1;
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (at > lineStart && isFold(line, at, colon)) {
      fold = at;
      foldColumns = columns;
    }
    columns += utf8Width(code);
    if (columns > LINE_FOLDED && fold > lineStart) {
      folded += line.slice(lineStart, fold) + lineEnd;
      lineStart = fold;
      columns -= foldColumns;
      fold = -1;
    }
    if (columns > LINE_BYTES) throw tooLong(line);
  }
  return folded === "" ? line : folded + line.slice(lineStart);
}

/** Whether a line may be folded before `at`: before blanks with text after them, but for a lone tab. */
function isFold(line: string, at: number, colon: number): boolean {
  if (!isBlank(line.charCodeAt(at)) || isBlank(line.charCodeAt(at - 1))) return false;
  let next = at + 1;
  while (isBlank(line.charCodeAt(next))) next++;
  if (next >= line.length) return false;
  if (next === at + 1 && line.charCodeAt(at) !== 0x20) return false;
  if (at !== colon) return true;
  // An empty first line helps only when the first word then fits, or else nothing would.
  const space = line.indexOf(" ", next);
  const word = (space < 0 ? line.length : space) - at;
  return word <= LINE_FOLDED || word + colon > LINE_BYTES;
}

function utf8Width(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code >= 0xd800 && code < 0xe000 ? 2 : 3; // a surrogate is half of four bytes
}

function tooLong(line: string): MimeError {
  const name = line.slice(0, Math.max(0, Math.min(line.indexOf(":"), 60)));
  return new MimeError("header-too-long", `Cannot write header "${name}": no fold keeps it below 998 bytes`);
}
