/** Mailboxes in one file: messages behind `From ` lines (RFC 4155), cut while the file is read. */

const POSTMARK = "From ";
const LF = 0x0a;
const CR = 0x0d;
const GREATER = 0x3e;

/** The longest line that is looked at to tell whether it is a postmark. */
const LONGEST_POSTMARK = 1_000;
/**
 * A line that begins a message: `From `, then a sender alone, or anything with a time of day in it. So a paragraph
 * that starts with "From here" stays where it is.
 */
const POSTMARK_LINE = /^From (?:\S*[ \t]*\r?$|.*\d:\d\d)/;

/** Where a message ends, and where the next one begins: the empty line between them belongs to neither. */
export interface Cut {
  readonly end: number;
  readonly next: number;
}

/** Tells whether a file is an mbox: it starts with the postmark of its first message. */
export function isMbox(file: Uint8Array): boolean {
  return asBuffer(file).toString("latin1", 0, POSTMARK.length) === POSTMARK;
}

/**
 * Finds where the message ends that begins before `from` with its postmark.
 *
 * The empty line before a postmark, or at the end, belongs to the mbox.
 *
 * @param bytes - As much of the file as has been read.
 * @param atEnd - Whether that is all.
 * @returns The cut, or from where to look again when more has been read.
 */
export function cutMbox(bytes: Buffer, from: number, atEnd: boolean): Cut | number {
  let at = bytes.indexOf(`\n${POSTMARK}`, from, "latin1");
  while (at >= 0) {
    const found = bytes.indexOf(LF, at + 1);
    const lineEnd = found < 0 ? bytes.length : found;
    if (found < 0 && !atEnd && lineEnd - at <= LONGEST_POSTMARK) return at;
    const line = bytes.toString("latin1", at + 1, Math.min(lineEnd, at + 1 + LONGEST_POSTMARK));
    if (POSTMARK_LINE.test(line)) return { end: beforeEmptyLine(bytes, at + 1), next: at + 1 };
    at = bytes.indexOf(`\n${POSTMARK}`, lineEnd, "latin1");
  }
  if (atEnd) return { end: beforeEmptyLine(bytes, bytes.length), next: bytes.length };
  return Math.max(from, bytes.length - POSTMARK.length);
}

/** The place before the empty line that ends at a place, or the place itself. */
function beforeEmptyLine(bytes: Buffer, at: number): number {
  if (bytes[at - 1] !== LF) return at;
  if (bytes[at - 2] === LF) return at - 1;
  return bytes[at - 2] === CR && bytes[at - 3] === LF ? at - 2 : at;
}

/** Where the content of a message begins that stands from `start`, its postmark, to `end`. */
export function behindPostmark(bytes: Buffer, start: number, end: number): number {
  const lineEnd = bytes.indexOf(LF, start);
  return lineEnd < 0 ? end : Math.min(lineEnd + 1, end);
}

/**
 * Takes one `>` off each line that was quoted because it looks like a postmark: `>From `, `>>From ` (mboxrd).
 *
 * @returns The bytes themselves where no line is quoted.
 * @example
 * new TextDecoder().decode(unquoteLines(Buffer.from(">From a\n>>From b\n"))); // => "From a\n>From b\n"
 */
export function unquoteLines(message: Uint8Array): Uint8Array {
  const bytes = asBuffer(message);
  const pieces: Uint8Array[] = [];
  let kept = 0;
  const quoted = `>${POSTMARK}`;
  for (let at = bytes.indexOf(quoted); at >= 0; at = bytes.indexOf(quoted, at + quoted.length)) {
    let line = at;
    while (bytes[line - 1] === GREATER) line--;
    if (line > 0 && bytes[line - 1] !== LF) continue;
    pieces.push(bytes.subarray(kept, line));
    kept = line + 1;
  }
  return pieces.length === 0 ? message : Buffer.concat([...pieces, bytes.subarray(kept)]);
}

/**
 * Splits an mbox that is in memory into its messages, quoted lines as they were.
 *
 * @param file - What {@link isMbox} says yes to.
 * @example
 * splitMbox(new TextEncoder().encode("From a\nA: b\n\n>From c\n\nFrom d\nE: f\n")).length; // => 2
 */
export function splitMbox(file: Uint8Array): Uint8Array[] {
  const bytes = asBuffer(file);
  const messages: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; ) {
    const { end, next } = cutMbox(bytes, start, true) as Cut;
    messages.push(unquoteLines(bytes.subarray(behindPostmark(bytes, start, end), end)));
    start = next;
  }
  return messages;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
