/** Law 8, linear time: what a reading costs beside what ordinary mail of that size costs on this machine, now. */

import { mimeToPayload, parseMime } from "../../src/index.js";
import { latin1, text } from "../support/bytes.js";
import { busy } from "../support/processor.js";

/** Any reading may take that long, in milliseconds of the processor: a sweep of the heap, code not yet compiled. */
const ALWAYS = 150;
/** And so many times what ordinary mail takes for a byte. */
const TIMES = 60;

function costOf(action: () => unknown): number {
  const start = busy();
  action();
  return busy() - start;
}

/** Mail of many parts, fields and words, as ordinary mail has them. */
function ordinaryMail(message: string): Uint8Array {
  const part = `--ordinary\r\nContent-Type: message/rfc822\r\n\r\n${message}\r\n`;
  const parts = part.repeat(Math.ceil(64_000 / part.length));
  return latin1(`Content-Type: multipart/mixed; boundary=ordinary\r\n\r\n${parts}--ordinary--\r\n`);
}

export class Cost {
  readonly #ordinary: Uint8Array;
  #perByte = 0;

  constructor(message: string) {
    this.#ordinary = ordinaryMail(message);
    for (let i = 0; i < 5; i++) this.#calibrate();
  }

  #calibrate(): void {
    const read = () => {
      for (let i = 0; i < 10; i++) {
        parseMime(this.#ordinary);
        mimeToPayload(this.#ordinary);
      }
    };
    this.#perByte = costOf(read) / 10 / this.#ordinary.length;
  }

  /** Does a thing, and again where it seemed slow: the fastest of four counts, beside ordinary mail read just then. */
  expectLinear(name: string, size: number, action: () => unknown): void {
    let cost = costOf(action);
    for (let again = 0; again < 3 && cost > this.#allowed(size); again++) {
      this.#calibrate();
      cost = Math.min(cost, costOf(action));
    }
    const allowed = this.#allowed(size);
    if (cost <= allowed) return;
    throw new Error(`${name} took ${cost.toFixed(0)} ms for ${size} bytes: more than ${allowed.toFixed(0)}`);
  }

  #allowed(size: number): number {
    return ALWAYS + TIMES * this.#perByte * size;
  }
}

/** Whether what is given is as it was. */
export function expectSame(name: string, before: string, after: Uint8Array): void {
  if (text(after) !== before) throw new Error(`${name} changed its argument`);
}
