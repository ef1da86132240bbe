/** What may be put on a terminal: text of a stranger's mail made harmless, and colours where they are seen. */

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

/**
 * Formats a value as indented JSON that is harmless on a terminal: what is unseen stands as `\uXXXX`.
 *
 * @example
 * formatJson("\u009b2J"); // => "\"\\u009b2J\"\n"
 */
export function formatJson(value: unknown): string {
  const json = JSON.stringify(value, null, 2);
  const escaped = (char: string): string =>
    char === "\n" ? char : `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `${json.replace(UNSEEN, escaped)}\n`;
}
