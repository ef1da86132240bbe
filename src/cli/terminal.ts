/** What may be put on a terminal: text of a stranger's mail made harmless, and colours where they are seen. */

import { FAILED, Failure } from "./failure.js";

export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/** Puts a style on text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

const CODES: Record<Style, number> = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 };

export const plain: Paint = (_style, text) => text;
export const coloured: Paint = (style, text) => (text === "" ? "" : `\x1b[${CODES[style]}m${text}\x1b[0m`);

/** What moves the cursor, starts an escape sequence, breaks the line or turns the direction of text. */
const UNSEEN = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;

/**
 * Shows text of a mail on one line: control and direction characters as `\u{…}`, at most `longest` characters.
 *
 * @example
 * visible("a\u001b[2Jb"); // => "a\\u{1b}[2Jb"
 */
export function visible(text: string, longest: number = 200): string {
  const cut = text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text;
  return cut.replace(UNSEEN, (char) => `\\u{${char.charCodeAt(0).toString(16)}}`);
}

/** Characters escaped at a time: for as many at once as a hostile text can hold, the engine gives up. */
const STROKE = 1_000_000;

/**
 * Formats a value as indented JSON that is harmless on a terminal: what is unseen stands as `\uXXXX`.
 *
 * @throws {Failure} when it is longer than a string can be.
 * @example
 * formatJson("\u009b2J"); // => "\"\\u009b2J\"\n"
 */
export function formatJson(value: unknown): string {
  try {
    return `${hideUnseen(JSON.stringify(value, null, 2))}\n`;
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new Failure(FAILED, "Cannot print the JSON: it is longer than a string can be", { cause });
  }
}

/** What of it JSON leaves as it is; the other controls are escaped there, or break its lines. */
const UNSEEN_IN_JSON = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Puts `\uXXXX` for what is unseen in JSON. */
export function hideUnseen(json: string): string {
  if (json.search(UNSEEN_IN_JSON) < 0) return json;
  const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  let shown = "";
  for (let at = 0; at < json.length; at += STROKE) {
    shown += json.slice(at, at + STROKE).replace(UNSEEN_IN_JSON, escaped);
  }
  return shown;
}
