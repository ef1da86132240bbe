/** Memory that is lent for the length of a call: what is only passed through needs none of its own. */

import { allocate } from "./bytes.js";

/** Lent up to this size; more is allocated and forgotten. */
const MOST = 1 << 17;
const LEAST = 1 << 13;

let idle: Uint8Array | undefined;

/** Lends memory of at least that size; what `use` gives must not hold on to it. */
export function withScratch<T>(size: number, use: (memory: Uint8Array) => T): T {
  if (size > MOST) return use(allocate(size));
  const memory = idle !== undefined && idle.length >= size ? idle : allocate(Math.max(LEAST, 2 * size));
  idle = undefined; // a call inside this one is lent other memory
  try {
    return use(memory);
  } finally {
    idle = memory;
  }
}
