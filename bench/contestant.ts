/** Who is timed: one way of reading a message, and how its result is understood. */

import type { Answer } from "./answer.js";

export interface Contestant {
  readonly name: string;
  /** Reads the message that many times; a promise only where the reader itself gives one. */
  readonly run: (bytes: Uint8Array, times: number) => undefined | Promise<undefined>;
  readonly answer: (bytes: Uint8Array) => Answer | Promise<Answer>;
}

/** The last result, held where the compiler cannot see that nobody reads it. */
export let lastResult: unknown;

export function synchronous<T>(
  name: string,
  read: (bytes: Uint8Array) => T,
  understand: (result: T) => Answer,
): Contestant {
  return {
    name,
    run: (bytes, times) => {
      for (let i = 0; i < times; i++) lastResult = read(bytes);
      return undefined;
    },
    answer: (bytes) => understand(read(bytes)),
  };
}

export function asynchronous<T>(
  name: string,
  read: (bytes: Uint8Array) => Promise<T>,
  understand: (result: T) => Answer,
): Contestant {
  return {
    name,
    run: async (bytes, times) => {
      for (let i = 0; i < times; i++) lastResult = await read(bytes);
      return undefined;
    },
    answer: async (bytes) => understand(await read(bytes)),
  };
}
