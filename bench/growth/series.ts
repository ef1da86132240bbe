/** One row of the growth table: what is made at n, 4 n and 16 n, what is done with it, and what must come out. */

import type { Limits } from "../../src/index.js";

/** A size prepared: what is timed, and whether the last result is the right one. */
export interface Prepared {
  readonly run: () => void;
  readonly isRight: () => boolean;
}

export interface Series {
  readonly name: string;
  /** 16 n. */
  readonly largest: number;
  /** The limits that are lifted, so that the whole is read. */
  readonly raises: readonly string[];
  readonly prepare: (n: number) => Prepared;
}

/**
 * Makes a row.
 *
 * @param holds - Whether a result is that of the whole input: a limit that cuts it short would look linear.
 * @param raises - The limits that `run` lifts.
 */
export function series<Input, Result>(
  name: string,
  largest: number,
  make: (n: number) => Input,
  run: (input: Input) => Result,
  holds: (result: Result, n: number) => boolean,
  raises: Partial<Limits> = {},
): Series {
  const prepare = (n: number): Prepared => {
    const input = make(n);
    let result: Result;
    return {
      run: () => {
        result = run(input);
      },
      isRight: () => holds(result, n),
    };
  };
  return { name, largest, raises: Object.keys(raises), prepare };
}

export const OPEN = Number.POSITIVE_INFINITY;
export const MB = 1024 * 1024;

/** A text of n characters, more or less: the piece again and again. */
export function fill(piece: string, n: number): string {
  return piece.repeat(Math.ceil(n / piece.length));
}

export function ascii(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}

export const join = (n: number, separator: string, make: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => make(i)).join(separator);
