/** The text of an address list as its reader sees it: quotes, comments and names, whatever is not closed in it. */

import type { DefectCode, Report } from "../errors.js";
import { DEFAULT_LIMITS } from "../limits.js";
import { readAddrSpec, type Unclosed } from "./addr-spec.js";
import { decodeEncodedWords } from "./encoded-word.js";
import { readPhrase } from "./phrase.js";
import { cleanHeaderText } from "./text.js";
import { commentEnd, quotedStringEnd, unescapePairs } from "./token.js";

export interface AddressTextOptions {
  /** How deep comments may nest without a defect. */
  readonly comments?: number | undefined;
  /** The most encoded words decoded, in all names together. */
  readonly encodedWords?: number | undefined;
  readonly report?: Report | undefined;
}

export class AddressText {
  readonly text: string;
  /** Whether encoded words are looked for: not in a text that is nobody's wire form. */
  readonly words: boolean;
  readonly #report: Report | undefined;
  readonly #comments: number;
  readonly #unclosed: Unclosed;
  #encodedWords: number; // how many may still be decoded

  constructor(text: string, options: AddressTextOptions, words: boolean) {
    this.text = text;
    this.words = words;
    this.#report = options.report;
    this.#comments = options.comments ?? DEFAULT_LIMITS.comments;
    this.#encodedWords = options.encodedWords ?? DEFAULT_LIMITS.encodedWords;
    this.#unclosed = { quotes: text.length, comments: text.length };
  }

  report(code: DefectCode, at: number): void {
    this.#report?.(code, at);
  }

  /** The index after the comment at `at`; -1 when it, or one before it, is not closed: then "(" is plain text. */
  commentEnd(at: number): number {
    if (at >= this.#unclosed.comments) return -1;
    const end = commentEnd(this.text, at, this.#comments, this.#report);
    if (end < 0) {
      this.#unclosed.comments = at; // looking for the end again and again would not be linear
      this.report("address-invalid", at);
    }
    return end;
  }

  /** The same for the quoted string at `at`. */
  quotedEnd(at: number): number {
    if (at >= this.#unclosed.quotes) return -1;
    const end = quotedStringEnd(this.text, at);
    if (end < 0) {
      this.#unclosed.quotes = at;
      this.report("address-invalid", at);
    }
    return end;
  }

  /** The addr-spec between two indices, or `undefined`. */
  addrSpec(start: number, end: number): string | undefined {
    return readAddrSpec(this.text, start, end, this.#unclosed);
  }

  /** The name between two indices, decoded. */
  phrase(start: number, end: number): string {
    return this.#decode(readPhrase(this.text, start, end, this.#unclosed, this.words), start);
  }

  /** What the comment at `open` says, decoded; "" for -1. */
  comment(open: number): string {
    if (open < 0) return "";
    const end = commentEnd(this.text, open);
    return this.#decode(unescapePairs(this.text.slice(open + 1, end - 1)), open);
  }

  #decode(written: string, at: number): string {
    let decoded = written;
    if (this.words && written.includes("=?")) {
      const report: Report = (code) => this.report(code, at);
      decoded = decodeEncodedWords(written, { encodedWords: Math.max(0, this.#encodedWords), report });
      this.#encodedWords -= written.split("=?").length - 1;
    }
    return cleanHeaderText(decoded, this.#report);
  }
}
