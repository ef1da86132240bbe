/** What is to be reached, as ratios of one run: they hold on any machine. */

import { build, nodemailer } from "./builders.js";
import type { Contestant } from "./contestant.js";
import { type Growth, LINEAR } from "./growth.js";
import { mail, metadata, payload } from "./ours.js";
import { mailParser, postalMime } from "./peers.js";
import { scan } from "./runtime.js";
import { alignColumns, type Row, ratioOf } from "./table.js";
import type { Recipe } from "./workloads.js";

type Bound = { readonly atLeast: number } | { readonly atMost: number };

export interface Target {
  readonly what: string;
  readonly value: number;
  readonly bound: Bound;
}

/** A workload, the time that is divided, the time it is divided by, and what the ratio is to be. */
type Ratio = readonly [what: string, workload: string, over: Contestant, under: Contestant, bound: Bound];

const TARGETS: readonly Ratio[] = [
  ["full payload faster than postal-mime", "typical", postalMime, payload, { atLeast: 5 }],
  ["full payload faster than postal-mime", "attach-25M", postalMime, payload, { atLeast: 10 }],
  ["full payload over the bare scan", "attach-25M", payload, scan, { atMost: 3 }],
  ["parse faster than postal-mime", "typical", postalMime, mail, { atLeast: 4 }],
  ["build faster than nodemailer", "typical", nodemailer, build, { atLeast: 8 }],
];

/** The speed of native parsers, as their distance from the peers that run here. */
const GOALS: readonly Ratio[] = [
  ["parse faster than postal-mime", "tiny", postalMime, mail, { atLeast: 10.8 }],
  ["parse faster than postal-mime", "typical", postalMime, mail, { atLeast: 9 }],
  ["parse faster than postal-mime", "newsletter", postalMime, mail, { atLeast: 5.5 }],
  ["parse faster than postal-mime", "attach-1M", postalMime, mail, { atLeast: 20.5 }],
  ["parse faster than postal-mime", "attach-25M", postalMime, mail, { atLeast: 17.8 }],
  ["parse faster than mailparser", "nested", mailParser, mail, { atLeast: 5.9 }],
  ["parse faster than mailparser", "intl", mailParser, mail, { atLeast: 13 }],
  ["parse faster than postal-mime", "wide", postalMime, mail, { atLeast: 12.4 }],
  ["parse faster than postal-mime", "headers", postalMime, mail, { atLeast: 4.3 }],
  ["build faster than nodemailer", "tiny", nodemailer, build, { atLeast: 33 }],
  ["build faster than nodemailer", "typical", nodemailer, build, { atLeast: 17 }],
  ["build faster than nodemailer", "newsletter", nodemailer, build, { atLeast: 5.7 }],
  ["build faster than nodemailer", "attach-1M", nodemailer, build, { atLeast: 3.9 }],
  ["build faster than nodemailer", "attach-25M", nodemailer, build, { atLeast: 3.2 }],
  ["full payload over parse", "typical", payload, mail, { atMost: 1 }],
  ["metadata faster than postal-mime", "typical", postalMime, metadata, { atLeast: 24 }],
];

/** The targets that the tables of this run tell something of. */
export function findTargets(filled: ReadonlyMap<Recipe, Row>, growths: readonly Growth[]): Target[] {
  return [
    ...findRatios(TARGETS, filled),
    ...growths.map(({ name, slopes }) => ({
      what: `${name}: steepest slope`,
      value: Math.max(...slopes),
      bound: { atMost: LINEAR },
    })),
  ];
}

/** The goals, in the same way: where the targets lead. */
export function findGoals(filled: ReadonlyMap<Recipe, Row>): Target[] {
  return findRatios(GOALS, filled);
}

function findRatios(ratios: readonly Ratio[], filled: ReadonlyMap<Recipe, Row>): Target[] {
  const rows = new Map(Array.from(filled.values(), (row) => [row.workload, row]));
  return ratios.flatMap(([what, workload, over, under, bound]) => {
    const value = ratioOf(rows.get(workload), over, under);
    return value === undefined ? [] : { what: `${workload}: ${what}`, value, bound };
  });
}

export function formatTargets(title: string, targets: readonly Target[]): string {
  const rows = targets.map(({ what, value, bound }) => {
    const met = "atLeast" in bound ? value >= bound.atLeast : value <= bound.atMost;
    const wanted = "atLeast" in bound ? `at least ${bound.atLeast}` : `at most ${bound.atMost}`;
    return [what, value.toPrecision(3), wanted, met ? "met" : "missed"];
  });
  return [title, "", ...alignColumns([["", "is", "wanted", ""], ...rows]), ""].join("\n");
}
