/** A source seen as text through a window that moves along: text is searched and cut faster than bytes. */

import { isAscii, latin1Text } from "./bytes.js";

/** As wide as a header block mostly is; wider where one block follows the other, up to a short message as a whole. */
const NARROW = 4096;
const WIDE = 16_384;
/** At least so much is seen of what is asked for. */
const LEAST = 1024;

export class TextWindow {
  readonly source: Uint8Array;
  /** What is seen, one character a byte. */
  text = "";
  /** Where the text starts in the source. */
  start = 0;
  /** Whether a byte over 0x7F is among what is seen. */
  eightBit = false;
  #width = NARROW / 2;

  constructor(source: Uint8Array) {
    this.source = source;
  }

  /** Where the text ends in the source. */
  get end(): number {
    return this.start + this.text.length;
  }

  /** Sees to it that what stands from `at` on is seen: a header block's length of it, or all there is. */
  show(at: number): void {
    const { end } = this;
    const { length } = this.source;
    if (at >= this.start && (at + LEAST <= end || (end === length && end > 0))) return;
    if (length <= WIDE) this.#move(0, length);
    else {
      this.#width = at - end > NARROW ? NARROW : Math.min(WIDE, 2 * this.#width);
      this.#move(at, this.#width);
    }
  }

  /** Shows more from `at` on, four times as much as before; false when the source ends here. */
  widen(at: number): boolean {
    if (this.end === this.source.length) return false;
    this.#move(at, 4 * (this.end - at));
    return true;
  }

  #move(at: number, width: number): void {
    const end = Math.min(this.source.length, at + width);
    this.start = at;
    this.text = latin1Text(this.source, at, end);
    this.eightBit = !isAscii(this.source, at, end);
  }
}
