/** How a row grows, on logarithmic scales: a slope of 1 is linear, 2 quadratic. */

import { LEAST_MS, type Point } from "./measure.js";

/** Up to this a slope is linear, but for caches and the clock. */
export const LINEAR = 1.3;

/** So many bytes a heap has to spare: a peak shows only what goes beyond them, so they are added to each. */
const SPARE_MEMORY = 12 * 1024 * 1024;

export interface Growth {
  /** From n to 4 n, from 4 n to 16 n. */
  readonly steps: readonly number[];
  /** The line through the points that are large enough to tell: two at least. */
  readonly fit: number;
}

type Pair = readonly [n: number, amount: number];

export function growthOfTime(points: readonly Point[]): Growth {
  return growthOf(
    points.map(({ n, time }) => [n, time]),
    LEAST_MS,
  );
}

/** Absent where the system does not tell, or where even the largest takes less than a heap has to spare. */
export function growthOfMemory(points: readonly Point[]): Growth | undefined {
  const pairs = points.map(({ n, memory = 0 }): Pair => [n, memory + SPARE_MEMORY]);
  return pairs.every(([, memory]) => memory < 2 * SPARE_MEMORY) ? undefined : growthOf(pairs, 0);
}

/** What grows faster at the end than at first is on its way to be quadratic, so the last step counts as well. */
export function isSteep(growth: Growth | undefined): boolean {
  return growth !== undefined && Math.max(growth.fit, growth.steps.at(-1) ?? 0) > LINEAR;
}

function growthOf(pairs: readonly Pair[], least: number): Growth {
  const steps = pairs.slice(1).map((pair, i) => slopeOf([pairs[i] as Pair, pair]));
  const telling = pairs.filter(([, amount], i) => amount > least || i >= pairs.length - 2);
  return { steps, fit: slopeOf(telling) };
}

/** Least squares. */
function slopeOf(pairs: readonly Pair[]): number {
  const xs = pairs.map(([n]) => Math.log(n));
  const ys = pairs.map(([, amount]) => Math.log(amount));
  const x = mean(xs);
  const y = mean(ys);
  const over = xs.reduce((sum, one, i) => sum + (one - x) * ((ys[i] as number) - y), 0);
  return over / xs.reduce((sum, one) => sum + (one - x) ** 2, 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
