/** What two byte strings share at their ends, and so what an edit touched. */

export interface Range {
  readonly start: number;
  readonly end: number;
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** The bytes of `before` that `after` has neither at its start nor at its end. */
export function changedRange(before: Uint8Array, after: Uint8Array): Range {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let suffix = 0;
  while (suffix < shorter - start && before.at(-1 - suffix) === after.at(-1 - suffix)) suffix++;
  return { start, end: before.length - suffix };
}

/** A source cut into lines as RFC 5322 has them; bare CR ends a line only where no LF stands at all. */
export class Lines {
  readonly #source: Uint8Array;
  readonly #newline: number;

  constructor(source: Uint8Array) {
    this.#source = source;
    this.#newline = source.includes(0x0a) ? 0x0a : 0x0d;
  }

  /** Where the line starts that holds the byte at `at`. */
  start(at: number): number {
    return at === 0 ? 0 : this.#source.lastIndexOf(this.#newline, at - 1) + 1;
  }

  /** Where the line after the one that holds the byte at `at` starts. */
  next(at: number): number {
    const end = this.#source.indexOf(this.#newline, at);
    return end < 0 ? this.#source.length : end + 1;
  }

  /** `at` without the line break before it. */
  beforeBreak(at: number): number {
    if (at === 0 || this.#source[at - 1] !== this.#newline) return at;
    return this.#newline === 0x0a && this.#source[at - 2] === 0x0d ? at - 2 : at - 1;
  }

  /** `at` with the line break after it. */
  afterBreak(at: number): number {
    const isCrlf = this.#source[at] === 0x0d && this.#source[at + 1] === 0x0a;
    if (this.#newline === 0x0a && isCrlf) return at + 2;
    return this.#source[at] === this.#newline ? at + 1 : at;
  }

  startsWithBlank(lineStart: number): boolean {
    return this.#source[lineStart] === 0x20 || this.#source[lineStart] === 0x09;
  }
}
