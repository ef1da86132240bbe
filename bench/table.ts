/** A table filled: every answer checked, then everyone timed in turns, one message after the other. */

import { findMistake } from "./answer.js";
import type { Contestant } from "./contestant.js";
import { type Effort, measure, type Timing } from "./measure.js";
import type { Table } from "./tables.js";
import type { Recipe, Workload } from "./workloads.js";

/** Why there is no time: what was wrong in the answer, what was thrown, what this machine lacks. */
export type Gap = { readonly wrong: string } | { readonly fails: string } | { readonly absent: string };

/** A time, of a wrong answer only where its contestant is timed even so. */
export type Result = Timing | (Timing & { readonly wrong: string }) | Gap;

export interface Row {
  readonly workload: string;
  readonly bytes: number;
  /** By the name of the contestant. */
  readonly results: Readonly<Record<string, Result>>;
}

/** What the process of a table tells. */
export interface FilledTable {
  readonly name: string;
  readonly title: string;
  /** Ours first. */
  readonly contestants: readonly string[];
  readonly rows: readonly Row[];
}

/** Over this many bytes a message is large: the heap is swept between turns. */
const LARGE = 1_000_000;

export async function fillTable(
  table: Table,
  recipes: readonly Recipe[],
  effort: Effort,
): Promise<FilledTable> {
  const { name, title, contestants } = table;
  const rows: Row[] = [];
  for (const recipe of recipes) {
    if (process.stderr.isTTY) process.stderr.write(`${name}: ${recipe.name}\x1b[K\r`);
    rows.push(await fillRow(recipe.make(), contestants, effort));
  }
  return { name, title, contestants: contestants.map((contestant) => contestant.name), rows };
}

async function fillRow(workload: Workload, contestants: readonly Contestant[], effort: Effort): Promise<Row> {
  const gaps = new Map<Contestant, Gap>();
  for (const contestant of contestants) {
    const gap = await findGap(contestant, workload);
    if (gap !== undefined) gaps.set(contestant, gap);
  }
  const timed = contestants.filter((contestant) => {
    const gap = gaps.get(contestant);
    return gap === undefined || ("wrong" in gap && contestant.evenWrong);
  });
  const runs = timed.map(
    ({ run }) =>
      (times: number) =>
        run(workload, times),
  );
  const timings = await measure(runs, workload.bytes.length > LARGE, effort);
  const results = contestants.map((contestant): [string, Result] => {
    const timing = timings[timed.indexOf(contestant)];
    return [contestant.name, { ...timing, ...gaps.get(contestant) } as Result];
  });
  return { workload: workload.name, bytes: workload.bytes.length, results: Object.fromEntries(results) };
}

/** Why a contestant is not to be timed, or `undefined`: its answer is right. */
async function findGap(contestant: Contestant, workload: Workload): Promise<Gap | undefined> {
  if (contestant.absent !== undefined) return { absent: contestant.absent };
  try {
    const mistake = findMistake(await contestant.answer(workload), workload);
    return mistake === undefined ? undefined : { wrong: mistake };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { fails: reason.split("\n")[0]?.slice(0, 120) || "without a reason" };
  }
}

/** How many times longer one took than the other; `undefined` where one has no time. */
export function ratioOf(row: Row | undefined, slow: string, fast: string): number | undefined {
  const [a, b] = [row?.results[slow], row?.results[fast]];
  return isTiming(a) && isTiming(b) ? a.median / b.median : undefined;
}

export function isTiming(result: Result | undefined): result is Timing {
  return result !== undefined && "median" in result;
}
