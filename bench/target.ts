/** What is to be reached, as ratios of one run: they hold on any machine. */

import { type Growth, LINEAR } from "./growth.js";
import { payload } from "./ours.js";
import { postalMime } from "./peers.js";
import { scan } from "./runtime.js";
import { alignColumns, type Row, ratioOf } from "./table.js";
import type { Recipe } from "./workloads.js";

export interface Target {
  readonly what: string;
  readonly value: number;
  readonly bound: { readonly atLeast: number } | { readonly atMost: number };
}

/** The targets that the tables of this run tell something of. */
export function findTargets(filled: ReadonlyMap<Recipe, Row>, growths: readonly Growth[]): Target[] {
  const rowOf = (workload: string): Row | undefined =>
    [...filled.values()].find((row) => row.workload === workload);
  const ratios: readonly [string, number | undefined, Target["bound"]][] = [
    [
      "typical: full payload faster than postal-mime",
      ratioOf(rowOf("typical"), postalMime, payload),
      { atLeast: 5 },
    ],
    [
      "attach-25M: full payload faster than postal-mime",
      ratioOf(rowOf("attach-25M"), postalMime, payload),
      { atLeast: 10 },
    ],
    [
      "attach-25M: full payload over the bare scan",
      ratioOf(rowOf("attach-25M"), payload, scan),
      { atMost: 3 },
    ],
  ];
  return [
    ...ratios.flatMap(([what, value, bound]) => (value === undefined ? [] : { what, value, bound })),
    ...growths.map(({ name, slopes }) => ({
      what: `${name}: steepest slope`,
      value: Math.max(...slopes),
      bound: { atMost: LINEAR },
    })),
  ];
}

export function formatTargets(targets: readonly Target[]): string {
  const rows = targets.map(({ what, value, bound }) => {
    const met = "atLeast" in bound ? value >= bound.atLeast : value <= bound.atMost;
    const wanted = "atLeast" in bound ? `at least ${bound.atLeast}` : `at most ${bound.atMost}`;
    return [what, value.toPrecision(3), wanted, met ? "met" : "missed"];
  });
  return ["TARGETS", "", ...alignColumns([["", "is", "wanted", ""], ...rows]), ""].join("\n");
}
