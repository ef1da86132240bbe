/** What a run found, written out: first the times of a table, then its ratios, then what is to be reached. */

import type { Fresh } from "./fresh.js";
import { formatBytes, formatRatio, formatTime, type Layout } from "./layout.js";
import { type FilledTable, isTiming, type Result, type Row, ratioOf } from "./table.js";
import { isMet, type Target } from "./target.js";

/** Times with half the distance of the quartiles, ratios with ours as 1, and the reasons of gaps. */
export function formatTable({ name, title, contestants, rows }: FilledTable, layout: Layout): string {
  const ours = contestants[0] ?? "";
  const cellsOf = (row: Row, format: (contestant: string) => string): string[] =>
    contestants.map((contestant) => formatResult(row.results[contestant], () => format(contestant)));
  const times = rows.map((row) => [
    row.workload,
    formatBytes(row.bytes),
    ...cellsOf(row, (contestant) => formatSpread(row.results[contestant])),
  ]);
  const ratios = rows.map((row) => [
    row.workload,
    "",
    ...cellsOf(row, (contestant) => {
      const ratio = ratioOf(row, contestant, ours);
      return ratio === undefined ? "" : formatRatio(ratio);
    }),
  ]);
  return [
    ...layout.heading(`${name}: ${title}`),
    ...layout.grid([["median", "size", ...contestants], ...times]),
    ...layout.grid([["as ratios", "", ...contestants], ...ratios]),
    ...layout.notes(contestants.flatMap((contestant) => explainGaps(rows, contestant))),
  ].join("\n");
}

function formatResult(result: Result | undefined, format: () => string): string {
  if (isTiming(result)) return "wrong" in result ? `wrong: ${format()}` : format();
  if (result === undefined) return "";
  if ("absent" in result) return "absent";
  return "wrong" in result ? "wrong" : "fails";
}

function formatSpread(result: Result | undefined): string {
  if (!isTiming(result)) return "";
  const spread = (result.high - result.low) / 2 / result.median;
  return `${formatTime(result.median)} ±${Math.ceil(100 * spread)}%`;
}

/** One line a reason, with the messages it holds for. */
function explainGaps(rows: readonly Row[], contestant: string): string[] {
  const reasons = new Map<string, string[]>();
  for (const { workload, results } of rows) {
    const result = results[contestant];
    if (result === undefined) continue;
    const reason = explainGap(result);
    if (reason !== undefined) reasons.set(reason, [...(reasons.get(reason) ?? []), workload]);
  }
  return [...reasons].map(([reason, workloads]) => `${contestant}, ${workloads.join(", ")}: ${reason}`);
}

function explainGap(result: Result): string | undefined {
  if ("wrong" in result) return `wrong ${result.wrong}`;
  if ("fails" in result) return `fails: ${result.fails}`;
  return "absent" in result ? result.absent : undefined;
}

/** What a fresh process needs: to load, to answer for the first time, and in memory for the largest message. */
export function formatFresh(fresh: readonly Fresh[], layout: Layout): string {
  const rows = fresh.map(({ program, work, loading, first, extra, share }) => [
    `${program}, ${work}`,
    formatTime(loading),
    formatTime(first),
    formatBytes(extra),
    `${share.toFixed(2)} ×`,
  ]);
  return [
    ...layout.heading(
      "FRESH: a new process loads, answers typical, then attach-25M; memory at its peak beyond before",
    ),
    ...layout.grid([["", "import", "first call", "peak memory", "of the file"], ...rows]),
  ].join("\n");
}

export function formatTargets(targets: readonly Target[], layout: Layout): string {
  const rows = targets.map((target) => {
    const { what, value, bound } = target;
    const wanted = "atLeast" in bound ? `at least ${bound.atLeast}` : `at most ${bound.atMost}`;
    return [what, value.toPrecision(3), wanted, isMet(target) ? "met" : "missed"];
  });
  const met = targets.filter(isMet).length;
  return [
    ...layout.heading(`TARGETS: ${met} of ${targets.length} met`),
    ...layout.grid([["", "is", "wanted", ""], ...rows]),
  ].join("\n");
}
