/** Time and memory of one row, measured in a process of its own. */

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
const LEAST_MS = 5;
const SAMPLES = 5;
const MEMORY_SAMPLES = 3;
const WARM_UP_MS = 150;

/** @throws {Error} When a result is not that of the whole input. */
export function measurePoints({ name, largest, prepare }: Series): Point[] {
  const sizes = [largest / 16, largest / 4, largest].map(Math.floor);
  const first = prepare(sizes[0] as number);
  for (const start = performance.now(); performance.now() - start < WARM_UP_MS; ) first.run();
  return sizes.map((n) => {
    const { run, isRight } = prepare(n);
    const once = timeOf(run, 1);
    if (!isRight()) throw new Error(`${name}: the result of ${n} is not that of the whole`);
    const times = Math.max(1, Math.ceil((1.2 * LEAST_MS) / Math.max(once, 0.001)));
    const samples = Array.from({ length: SAMPLES }, () => {
      globalThis.gc?.();
      return timeOf(run, times) / times;
    });
    const memory = median(Array.from({ length: MEMORY_SAMPLES }, () => memoryOf(run)));
    return { n, time: median(samples), ...(memory !== undefined && { memory }) };
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
  const before = resetPeak();
  if (before === undefined) return undefined;
  run();
  return Math.max(0, peakMemory() - before);
}

function median<Value extends number | undefined>(values: readonly Value[]): Value {
  return [...values].sort((a, b) => (a ?? 0) - (b ?? 0))[values.length >> 1] as Value;
}
