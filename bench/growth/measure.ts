/** Time and memory of one row. */

import { peakMemory, resetPeak } from "../memory.js";
import type { Series } from "./series.js";

export interface Point {
  readonly n: number;
  /** Milliseconds of the processor: other programs do not count. */
  readonly time: number;
  /** Bytes at the peak beyond those before; absent where the system does not tell. */
  readonly memory?: number;
}

/** A measured time is at least that long, of several runs where one is shorter. */
export const LEAST_MS = 5;
const SAMPLES = 5;
const MEMORY_SAMPLES = 3;
const WARM_UP_MS = 150;
/** Swept memory goes back to the system a moment later. */
const SETTLE_MS = 30;

/** @throws {Error} When a result is not that of the whole input. */
export function measurePoints({ largest, prepare }: Series): Point[] {
  const sizes = [largest / 16, largest / 4, largest].map(Math.floor);
  const first = prepare(sizes[0] as number);
  for (let spent = 0; spent < WARM_UP_MS; ) spent += timeOf(first.run, 1) + 0.001;
  return sizes.map((n) => {
    const { run, isRight } = prepare(n);
    const peaks = Array.from({ length: MEMORY_SAMPLES }, () => memoryOf(run));
    if (!isRight()) throw new Error(`the result of ${n} is not that of the whole`);
    const once = timeOf(run, 1);
    const times = Math.max(1, Math.ceil((1.2 * LEAST_MS) / Math.max(once, 0.001)));
    const samples = Array.from({ length: SAMPLES }, () => {
      globalThis.gc?.();
      return timeOf(run, times) / times;
    });
    // What the heap had to spare makes a peak lower, nothing makes it higher.
    const memory = peaks.includes(undefined) ? {} : { memory: Math.max(...(peaks as number[])) };
    return { n, time: median(samples), ...memory };
  });
}

function timeOf(run: () => void, times: number): number {
  const start = process.cpuUsage();
  for (let i = 0; i < times; i++) run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function memoryOf(run: () => void): number | undefined {
  globalThis.gc?.();
  globalThis.gc?.();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, SETTLE_MS);
  const before = resetPeak();
  if (before === undefined) return undefined;
  run();
  return Math.max(0, peakMemory() - before);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number;
}
