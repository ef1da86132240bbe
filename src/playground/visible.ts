/** Text of a stranger made harmless to the eye: nothing in it is hidden, and nothing turns its order around. */

const HIDDEN = /[^\P{Cc}\t]|[\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Shows control and formatting characters as what they are.
 *
 * @example
 * visible("a\0b\u202ec"); // => "a‹NUL›b‹U+202E›c"
 */
export function visible(text: string): string {
  return text.replace(HIDDEN, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\u2039${code === 0 ? "NUL" : `U+${code.toString(16).toUpperCase().padStart(4, "0")}`}\u203a`;
  });
}
