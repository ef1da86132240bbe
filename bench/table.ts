/** A table: which messages, read by whom; first the time of each, then the times as ratios. */

import { findMistake } from "./answer.js";
import type { Contestant } from "./contestant.js";
import { measure, type Timing } from "./measure.js";
import type { Recipe, Workload } from "./workloads.js";

export interface Table {
  readonly title: string;
  readonly recipes: readonly Recipe[];
  /** The first one is the measure of the ratios. */
  readonly contestants: readonly Contestant[];
}

/** Why there is no time: what was wrong in the answer, what was thrown. */
type Gap = { readonly wrong: string } | { readonly fails: string };

/** A time, of a wrong answer only where its contestant is timed even so. */
export type Result = Timing | (Timing & { readonly wrong: string }) | Gap;

export interface Row {
  readonly workload: string;
  readonly bytes: number;
  readonly results: ReadonlyMap<Contestant, Result>;
}

/** Over this many bytes a message is large: the heap is swept between turns. */
const LARGE = 1_000_000;

/** Checks and times all contestants of all tables, each once for each message that one of its tables names. */
export async function fillTables(tables: readonly Table[]): Promise<Map<Recipe, Row>> {
  const contests = new Map<Recipe, Set<Contestant>>();
  for (const { recipes, contestants } of tables) {
    for (const recipe of recipes) {
      contests.set(recipe, new Set([...(contests.get(recipe) ?? []), ...contestants]));
    }
  }
  const rows = new Map<Recipe, Row>();
  for (const [recipe, contestants] of contests) {
    if (process.stderr.isTTY) process.stderr.write(`${recipe.name}\x1b[K\r`);
    rows.set(recipe, await fillRow(recipe.make(), [...contestants]));
  }
  return rows;
}

async function fillRow(workload: Workload, contestants: readonly Contestant[]): Promise<Row> {
  const { name, bytes, expect } = workload;
  const gaps = new Map<Contestant, Gap>();
  for (const contestant of contestants) {
    try {
      const mistake = findMistake(await contestant.answer(workload), expect);
      if (mistake !== undefined) gaps.set(contestant, { wrong: mistake });
    } catch (error) {
      gaps.set(contestant, { fails: error instanceof Error ? error.message : String(error) });
    }
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
  const timings = await measure(runs, bytes.length > LARGE);
  const results = new Map<Contestant, Result>(gaps);
  for (const [i, contestant] of timed.entries()) {
    results.set(contestant, { ...(timings[i] as Timing), ...gaps.get(contestant) });
  }
  return { workload: name, bytes: bytes.length, results };
}

/** How many times longer one took than the other; `undefined` where one has no time. */
export function ratioOf(row: Row | undefined, slow: Contestant, fast: Contestant): number | undefined {
  const [a, b] = [row?.results.get(slow), row?.results.get(fast)];
  return isTiming(a) && isTiming(b) ? a.median / b.median : undefined;
}

export function isTiming(result: Result | undefined): result is Timing {
  return result !== undefined && "median" in result;
}

/** Writes a table as text: times with half the distance of the quartiles, ratios, and the reasons of gaps. */
export function formatTable(
  { title, recipes, contestants }: Table,
  filled: ReadonlyMap<Recipe, Row>,
): string {
  const rows = recipes.flatMap((recipe) => filled.get(recipe) ?? []);
  const ours = contestants[0] as Contestant;
  const names = contestants.map(({ name }) => name);
  const times = rows.map((row) => [
    row.workload,
    formatBytes(row.bytes),
    ...contestants.map((contestant) => formatResult(row.results.get(contestant), formatSpread)),
  ]);
  const ratios = rows.map((row) => [
    row.workload,
    "",
    ...contestants.map((contestant) =>
      formatResult(row.results.get(contestant), () => formatRatio(ratioOf(row, contestant, ours))),
    ),
  ]);
  return [
    title,
    "",
    ...alignColumns([["", "size", ...names], ...times]),
    "",
    ...alignColumns([["as ratios", "", ...names], ...ratios]),
    ...rows.flatMap((row) => contestants.flatMap((contestant) => explainGap(row, contestant))),
    "",
  ].join("\n");
}

function formatResult(result: Result | undefined, format: (timing: Timing) => string): string {
  if (isTiming(result)) return "wrong" in result ? `wrong: ${format(result)}` : format(result);
  if (result === undefined) return "";
  return "wrong" in result ? "wrong" : "fails";
}

function formatSpread(timing: Timing): string {
  const spread = (timing.high - timing.low) / 2 / timing.median;
  return `${formatTime(timing.median)} ±${Math.ceil(100 * spread)}%`;
}

function formatRatio(ratio: number | undefined): string {
  return ratio === undefined ? "" : `${ratio < 99.5 ? ratio.toPrecision(2) : Math.round(ratio)} ×`;
}

function explainGap({ workload, results }: Row, contestant: Contestant): string[] {
  const result = results.get(contestant);
  if (result === undefined) return [];
  if ("wrong" in result) return [`${workload}, ${contestant.name}: wrong ${result.wrong}`];
  return "fails" in result ? [`${workload}, ${contestant.name}: fails: ${result.fails}`] : [];
}

export function formatTime(ms: number): string {
  return ms < 1 ? `${(1_000 * ms).toPrecision(3)} µs` : `${Number(ms.toPrecision(3))} ms`;
}

function formatBytes(bytes: number): string {
  return bytes < 1e6 ? `${Number((bytes / 1e3).toPrecision(3))} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** The first column to the left, the others to the right. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const align = (cell: string, i: number): string =>
    i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0);
  return rows.map((row) => row.map(align).join("   ").trimEnd());
}
