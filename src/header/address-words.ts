/** The words of a list element outside angle brackets: which of them, joined by "." and "@", may be an address. */

import { domainLiteralEnd, isAddressCharacter } from "./addr-spec.js";
import type { AddressText } from "./address-text.js";
import { pieceEnd } from "./phrase.js";

const QUOTE = 0x22;
const OPEN = 0x28;
const DOT = 0x2e;
const AT = 0x40;
const BRACKET = 0x5b;

/** A stretch of the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export class AddressWords {
  readonly #source: AddressText;
  readonly #specs: Span[] = []; // the runs that hold an "@"
  #run = -1; // where the run starts that the next word may belong to
  #runEnd = -1;
  #runHasAt = false;
  #joins = false; // "." or "@" stands before the next word: it belongs to the run
  /** The first comment outside the runs; -1 for none. */
  comment = -1;
  /** Whether a character was seen that no phrase and no addr-spec may hold. */
  odd = false;

  constructor(source: AddressText) {
    this.#source = source;
  }

  /** Whether an "@" was seen. */
  get holdsAt(): boolean {
    return this.#runHasAt || this.#specs.length > 0;
  }

  /** Takes the word, comment, joint or odd character at `at`; returns the index after it. */
  take(at: number): number {
    const { text } = this.#source;
    const code = text.charCodeAt(at);
    if (code === OPEN) {
      const end = this.#source.commentEnd(at);
      if (end >= 0 && this.comment < 0) this.comment = at;
      if (end >= 0) return end;
    }
    const isJoint = code === AT || code === DOT;
    let end = -1;
    if (code === QUOTE) end = this.#source.quotedEnd(at);
    else if (code === BRACKET && this.#joins && text.charCodeAt(this.#runEnd - 1) === AT) {
      end = domainLiteralEnd(text, at, text.length);
    }
    if (end < 0) {
      if (!isJoint && !isAddressCharacter(code)) this.odd = true;
      end = code === AT ? at + 1 : pieceEnd(text, at, this.#source.words);
    }
    this.#add(at, end, isJoint || this.#joins);
    if (code === AT) this.#runHasAt = true;
    this.#joins = code === AT || text.charCodeAt(end - 1) === DOT;
    return end;
  }

  /** The runs that may be addresses, in order. */
  specs(): readonly Span[] {
    this.#endRun();
    return this.#specs;
  }

  #add(start: number, end: number, joined: boolean): void {
    if (!joined || this.#run < 0) {
      this.#endRun();
      this.#run = start;
    } else if (this.comment >= this.#run) this.comment = -1; // it stood inside
    this.#runEnd = end;
  }

  #endRun(): void {
    if (this.#runHasAt) this.#specs.push({ start: this.#run, end: this.#runEnd });
    this.#runHasAt = false;
  }
}
