/**
 * Text as `format=flowed`: paragraphs wrapped by soft line breaks, both ways (RFC 3676).
 *
 * Both ways are our own: libmime joins lines across quote depths, takes a quoted or stuffed `-- ` for text,
 * drops the last line end, and stuffs `>` so that a quote comes back as none.
 */

import { SPACE } from "../bytes/ascii.js";
import { LINE_FOLDED } from "../limits.js";

const CR = "\r";
const QUOTE = 0x3e;
const SIGNATURE = "-- ";
/** A line quoted deeper is not wrapped: its marks, repeated on each piece, would outgrow the text. */
const DEEPEST_WRAPPED = 20;

/**
 * Joins the lines of a flowed text into paragraphs, and takes its space-stuffing out.
 *
 * The blank after quote marks stays where a paragraph begins (`> text`): it is how quotes are written.
 *
 * @param text - With LF or CRLF line ends; the result has LF.
 * @param delSp - Whether the soft breaks' spaces are deleted (the parameter `DelSp=yes`).
 * @example
 * decodeFlowed("a \nb\n> c \n> d\n", false); // => "a b\n> c d\n"
 * @see {@link encodeFlowed} for the way back; RFC 3676 §4
 */
export function decodeFlowed(text: string, delSp: boolean): string {
  if (isPlain(text)) return text;
  let decoded = "";
  let open = -1; // the quote depth of the paragraph that the line before left open
  let start = 0;
  while (start < text.length) {
    const lineFeed = text.indexOf("\n", start);
    const next = lineFeed < 0 ? text.length : lineFeed;
    const end = lineFeed > start && text[lineFeed - 1] === CR ? lineFeed - 1 : next;
    const depth = quoteDepth(text, start, end);
    const content = contentStart(text, start + depth, end);
    const signature = isSignature(text, content, end);
    const flowed = end > content && text.charCodeAt(end - 1) === SPACE && !signature;
    const joins = open === depth && !signature;
    if (!joins && start > 0) decoded += "\n";
    decoded += text.slice(joins || depth === 0 ? content : start, flowed && delSp ? end - 1 : end);
    open = flowed ? depth : -1;
    start = next + 1;
  }
  return start === text.length ? `${decoded}\n` : decoded; // past the end when the last line has no line end
}

/**
 * Wraps a text into lines of at most 78 characters, where blanks allow it; lines that begin with `>` are quotes.
 *
 * Blanks at the end of a line are dropped, but for the signature line `-- `.
 *
 * @param text - With LF (or CRLF) line ends; the result has LF. Written with `format=flowed`, without DelSp.
 * @example
 * encodeFlowed(" a\n-- \nb "); // => "  a\n-- \nb"
 * @see {@link decodeFlowed} for the way back; RFC 3676 §4
 */
export function encodeFlowed(text: string): string {
  let encoded = "";
  let start = 0;
  for (;;) {
    const lineFeed = text.indexOf("\n", start);
    encoded += encodeLine(text, start, lineFeed < 0 ? text.length : lineFeed);
    if (lineFeed < 0) return encoded;
    encoded += "\n";
    start = lineFeed + 1;
  }
}

/** Whether no line is flowed or stuffed, and each ends in LF. */
function isPlain(text: string): boolean {
  return (
    !text.includes(" \n") &&
    !text.includes("\n ") &&
    !text.includes(CR) &&
    !text.startsWith(" ") &&
    !text.endsWith(" ")
  );
}

function quoteDepth(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) === QUOTE) at++;
  return at - start;
}

/** Where a line's own text begins: after its quote marks and the one blank that stuffs it. */
function contentStart(text: string, from: number, end: number): number {
  return from < end && text.charCodeAt(from) === SPACE ? from + 1 : from;
}

function isSignature(text: string, content: number, end: number): boolean {
  return end - content === SIGNATURE.length && text.startsWith(SIGNATURE, content);
}

/** Encodes the line between two places, in pieces that end in a space, but for the last. */
function encodeLine(text: string, start: number, lineEnd: number): string {
  const depth = quoteDepth(text, start, lineEnd);
  // Quote marks and the blank behind them are written as they stand, and count as the line's stuffing.
  const content = depth > 0 ? contentStart(text, start + depth, lineEnd) : start;
  const end = trimmedEnd(text, content, lineEnd);
  if (end === start) return "";
  if (end <= start + LINE_FOLDED - 1 || depth > DEEPEST_WRAPPED) {
    return (depth === 0 ? stuffing(text, start) : "") + text.slice(start, end);
  }
  const marks = text.slice(start, start + depth);
  let encoded = "";
  let from = start;
  while (from < end) {
    const prefix = depth === 0 ? stuffing(text, from) : from === start ? "" : `${marks} `;
    const pieceStart = Math.max(from, content);
    const next = pieceEnd(text, pieceStart, from + LINE_FOLDED - prefix.length, end);
    encoded += `${from === start ? "" : "\n"}${prefix}${text.slice(from, next)}`;
    from = next;
  }
  return encoded;
}

/** The end of a line without its trailing blanks, which would make it flow; a signature keeps its own. */
function trimmedEnd(text: string, content: number, lineEnd: number): number {
  let end = lineEnd;
  while (end > content && text[end - 1] === CR) end--;
  if (isSignature(text, content, end)) return end;
  while (end > content && (text.charCodeAt(end - 1) === SPACE || text[end - 1] === CR)) end--;
  return end;
}

/** The blank put before a line that would be read, or by a mail store changed, otherwise. */
function stuffing(text: string, at: number): string {
  const code = text.charCodeAt(at);
  return code === SPACE || code === QUOTE || text.startsWith("From ", at) ? " " : "";
}

/** Where a piece ends: after the last space before `limit`, else after the next one, else at the end. */
function pieceEnd(text: string, start: number, limit: number, end: number): number {
  if (end <= limit) return end;
  let at = limit;
  while (at > start && !mayBreak(text, start, at)) at--;
  if (at > start) return at;
  at = Math.max(limit, start) + 1;
  while (at < end && !mayBreak(text, start, at)) at++;
  return at;
}

/** A piece may end after a space, unless it would then be a signature line. */
function mayBreak(text: string, start: number, at: number): boolean {
  return text.charCodeAt(at - 1) === SPACE && !isSignature(text, start, at);
}
