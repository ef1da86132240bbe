/** Mailboxes in one file: messages behind `From ` lines (RFC 4155). */

const POSTMARK = "From ";

/** Tells whether a file is an mbox: it starts with the postmark of its first message. */
export function isMbox(file: Uint8Array): boolean {
  return latin1(file.subarray(0, POSTMARK.length)) === POSTMARK;
}

/**
 * A line that begins a message, with the empty line before it, where there is one: `From `, then a sender alone, or
 * anything with a time of day in it. So a paragraph that starts with "From here" stays where it is.
 */
const BEGINNING = /(?<=\n)(?:\r?\n)?From (?:\S*[ \t]*(?:\r?\n|$)|.*\d:\d\d)/g;

/**
 * Splits an mbox into its messages.
 *
 * The empty line before a postmark belongs to the mbox. Lines of a message that were quoted because they look like
 * one (`>From `, `>>From `) lose one `>`.
 *
 * @param file - What {@link isMbox} says yes to.
 * @example
 * splitMbox(new TextEncoder().encode("From a\nA: b\n\n>From c\n\nFrom d\nE: f\n")).length; // => 2
 */
export function splitMbox(file: Uint8Array): Uint8Array[] {
  const text = latin1(file);
  const messages: Uint8Array[] = [];
  let start = afterLine(text, 0);
  for (const { index } of text.matchAll(BEGINNING)) {
    messages.push(unquote(text.slice(start, index)));
    start = afterLine(text, text.indexOf(POSTMARK, index));
  }
  messages.push(unquote(text.slice(start)));
  return messages;
}

function afterLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end + 1;
}

function unquote(message: string): Uint8Array {
  return Buffer.from(message.replace(/(^|\n)>(>*From )/g, "$1$2"), "latin1");
}

/** One character a byte, so that every byte comes back. */
function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
}
