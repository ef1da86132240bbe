/** How the time of a full payload grows with a message: at n, 4 n and 16 n of what the message has much of. */

import { findMistake } from "./answer.js";
import { measure } from "./measure.js";
import { payloadWithoutLimits } from "./ours.js";
import type { Random } from "./random.js";
import { alignColumns, formatTime } from "./table.js";
import { attachment, headers, type Letter, nested, recipe, wide } from "./workloads.js";

/** A kind of message, by how much it has of what. */
export interface Series {
  readonly name: string;
  readonly n: number;
  readonly write: (random: Random, n: number) => Letter;
}

export interface Growth {
  readonly name: string;
  readonly sizes: readonly number[];
  /** Milliseconds: of the fastest batch, as the sweeps of the heap and other programs hit long runs harder. */
  readonly times: readonly number[];
  /** From each size to the next, on logarithmic scales: 1 is linear, 2 quadratic. */
  readonly slopes: readonly number[];
}

/** A slope up to this is linear, but for caches and the clock. */
export const LINEAR = 1.2;

export const SERIES: readonly Series[] = [
  { name: "attachment, bytes", n: 1024 * 1024, write: attachment },
  { name: "wide, parts", n: 1_000, write: wide },
  { name: "headers, fields", n: 2_000, write: headers },
  { name: "nested, levels", n: 20, write: nested },
];

/**
 * Times the three sizes side by side.
 *
 * @throws {Error} When an answer is wrong: our own is no matter of speed.
 */
export async function measureGrowth({ name, n, write }: Series): Promise<Growth> {
  const sizes = [n, 4 * n, 16 * n];
  const workloads = sizes.map((size) => recipe(name, (random) => write(random, size)).make());
  for (const workload of workloads) {
    const mistake = findMistake(await payloadWithoutLimits.answer(workload), workload.expect);
    if (mistake !== undefined) throw new Error(`${name} at ${workload.bytes.length} bytes: wrong ${mistake}`);
  }
  const timings = await measure(
    workloads.map((workload) => (times: number) => payloadWithoutLimits.run(workload, times)),
    true,
  );
  const times = timings.map(({ fastest }) => fastest);
  const slopes = times.slice(1).map((time, i) => Math.log(time / (times[i] as number)) / Math.log(4));
  return { name, sizes, times, slopes };
}

export function formatGrowth(growths: readonly Growth[]): string {
  const rows = growths.map(({ name, sizes, times, slopes }) => [
    name,
    ...sizes.map((size, i) => `${size}: ${formatTime(times[i] as number)}`),
    slopes.map((slope) => slope.toFixed(2)).join(", "),
  ]);
  const title = "GROWTH: full payload at n, 4 n, 16 n, fastest batches; a slope of 1 is linear";
  return [title, "", ...alignColumns([["", "n", "4 n", "16 n", "slopes"], ...rows]), ""].join("\n");
}
