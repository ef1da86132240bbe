/** Characters as a reader sees them: where a text may be cut so that none is broken. */

/** Replaces lone surrogates, which no charset holds, by U+FFFD. */
export function toWellFormed(text: string): string {
  return /[\ud800-\udfff]/.test(text) ? text.replace(/\p{Surrogate}/gu, "\uFFFD") : text;
}

/** The index after the code point that starts at `at`. */
export function afterCodePoint(text: string, at: number): number {
  return isLowSurrogate(text, at + 1) ? at + 2 : at + 1;
}

/** Whether a surrogate pair would be cut at `at`. */
export function isLowSurrogate(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}

/**
 * The last place in (`start`, `end`] where no character is cut: combining marks, joined emoji and flags stay whole.
 *
 * @returns `end` itself when one character fills the whole range.
 */
export function characterCut(text: string, start: number, end: number): number {
  if (end >= text.length) return end;
  for (let cut = end; cut > start; cut -= isLowSurrogate(text, cut - 1) ? 2 : 1) {
    if (!continues(text, cut)) return cut;
  }
  return end;
}

/** Whether the code point at `at` belongs to a character that began before it. */
function continues(text: string, at: number): boolean {
  const code = text.codePointAt(at) as number;
  if (text.charCodeAt(at - 1) === ZERO_WIDTH_JOINER) return true;
  if (code < 0x300) return false;
  if (code === ZERO_WIDTH_JOINER || isModifier(code)) return true;
  if (isRegional(text, at)) return regionalsBefore(text, at) % 2 === 1; // two of them make a flag
  return /^\p{M}/u.test(String.fromCodePoint(code));
}

const ZERO_WIDTH_JOINER = 0x200d;

/** Skin tones, and the tags of regional flags. */
function isModifier(code: number): boolean {
  return (code >= 0x1f3fb && code <= 0x1f3ff) || (code >= 0xe0020 && code <= 0xe007f);
}

function isRegional(text: string, at: number): boolean {
  const low = text.charCodeAt(at + 1);
  return text.charCodeAt(at) === 0xd83c && low >= 0xdde6 && low <= 0xddff;
}

/** Counts no further than a line is long: a longer run is no row of flags. */
function regionalsBefore(text: string, at: number): number {
  let count = 0;
  while (count < 40 && isRegional(text, at - 2 * (count + 1))) count++;
  return count;
}
