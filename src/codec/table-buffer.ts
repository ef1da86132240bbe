/**
 * Memory as iconv-lite's tables use it, for runtimes that lack what Node has for this.
 *
 * The build gives it to iconv-lite there: it is written byte by byte, cut, joined, and read as UTF-16, no more.
 */

import { concatBytes } from "../bytes/bytes.js";

class TableBytes extends Uint8Array {
  /** A view on the same memory, as in Node. */
  override slice(start?: number, end?: number): this {
    return this.subarray(start, end) as this;
  }

  /** UTF-16, little-endian, whatever is asked for; lone surrogates stay as they are. */
  override toString(): string {
    let text = "";
    for (let at = 0; at + 1 < this.length; at += 16384) {
      const units = new Uint16Array(Math.min(8192, (this.length - at) >> 1));
      for (let i = 0; i < units.length; i++) {
        units[i] = (this[at + 2 * i] as number) | ((this[at + 2 * i + 1] as number) << 8);
      }
      text += String.fromCharCode(...units);
    }
    return text;
  }
}

/** The three ways in which iconv-lite asks for memory. */
export const tableBuffer: {
  alloc(size: number, fill?: number): Uint8Array;
  from(text: string): Uint8Array;
  concat(pieces: readonly Uint8Array[]): Uint8Array;
} = {
  alloc: (size, fill = 0) => new TableBytes(size).fill(fill),
  from(text) {
    const bytes = new TableBytes(text.length * 2);
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      bytes[2 * i] = unit & 0xff;
      bytes[2 * i + 1] = unit >> 8;
    }
    return bytes;
  },
  concat: concatBytes,
};
