/** What is to be reached, as ratios of one run: they hold on any machine. */

import type { Fresh } from "./fresh.js";
import { type FilledTable, isTiming, type Row, ratioOf } from "./table.js";
import { RECIPES } from "./workloads.js";

type Bound = { readonly atLeast: number } | { readonly atMost: number };

export interface Target {
  readonly what: string;
  readonly value: number;
  readonly bound: Bound;
}

/** A table and a workload in it, the time that is divided, the time it is divided by, and what is wanted. */
type Ratio = readonly [table: string, workload: string, over: string, under: string, bound: Bound];

const RATIOS: readonly Ratio[] = [
  ["PARSE", "tiny", "postal-mime", "parseMime", { atLeast: 8 }],
  ["PARSE", "typical", "postal-mime", "parseMime", { atLeast: 8 }],
  ["PARSE", "newsletter", "postal-mime", "parseMime", { atLeast: 5 }],
  ["PARSE", "attach-1M", "postal-mime", "parseMime", { atLeast: 18 }],
  ["PARSE", "attach-25M", "postal-mime", "parseMime", { atLeast: 15 }],
  ["PARSE", "nested", "postal-mime", "parseMime", { atLeast: 20 }],
  ["PARSE", "wide", "postal-mime", "parseMime", { atLeast: 12 }],
  ["PARSE", "headers", "postal-mime", "parseMime", { atLeast: 4 }],
  ["BUILD", "tiny", "nodemailer", "buildMime", { atLeast: 15 }],
  ["BUILD", "typical", "nodemailer", "buildMime", { atLeast: 15 }],
  ["BUILD", "newsletter", "nodemailer", "buildMime", { atLeast: 5 }],
  ["BUILD", "attach-1M", "nodemailer", "buildMime", { atLeast: 3 }],
  ["BUILD", "attach-25M", "nodemailer", "buildMime", { atLeast: 3 }],
  ["PAYLOAD", "attach-25M", "full", "bare scan", { atMost: 3 }],
  ["PAYLOAD", "typical", "full", "parseMime", { atMost: 1 }],
];

/** On how many of the workloads we are to be ahead: of the native parser, and of each that runs in JavaScript. */
const NATIVE = "GMime (C)";
const AHEAD_OF_NATIVE = 8;

/** Peak memory beyond that of before, as a multiple of the attached file. */
const MEMORY: Readonly<Record<string, number>> = { parse: 1.2, payload: 0.1, build: 1.6 };

/** The targets that this run tells something of. */
export function findTargets(tables: readonly FilledTable[], fresh: readonly Fresh[]): Target[] {
  return [...findRatios(tables), ...findRaces(tables), ...findMemory(fresh)];
}

export function isMet({ value, bound }: Target): boolean {
  return "atLeast" in bound ? value >= bound.atLeast : value <= bound.atMost;
}

function findRatios(tables: readonly FilledTable[]): Target[] {
  return RATIOS.flatMap(([table, workload, over, under, bound]) => {
    const rows = tables.find(({ name }) => name === table)?.rows;
    const value = ratioOf(
      rows?.find((row) => row.workload === workload),
      over,
      under,
    );
    return value === undefined ? [] : { what: `${table} ${workload}: ${over} over ${under}`, value, bound };
  });
}

/** Only a run over all messages tells on how many of them we are ahead. */
function findRaces(tables: readonly FilledTable[]): Target[] {
  const table = tables.find(({ name }) => name === "PARSE");
  if (table === undefined || table.rows.length < RECIPES.length) return [];
  const { rows, contestants } = table;
  const [ours = "", ...others] = contestants;
  const peers = others.filter((name) => name !== NATIVE);
  const isAhead = (row: Row, names: readonly string[]): boolean =>
    names.every((name) => (ratioOf(row, name, ours) ?? Number.POSITIVE_INFINITY) > 1);
  const race = (what: string, names: readonly string[], atLeast: number): Target => ({
    what: `PARSE: workloads of ${rows.length} ahead of ${what}`,
    value: rows.filter((row) => isAhead(row, names)).length,
    bound: { atLeast },
  });
  const isNativeHere = rows.every((row) => isTiming(row.results[NATIVE]));
  return [
    race("every JavaScript peer", peers, rows.length),
    ...(isNativeHere ? [race(NATIVE, [NATIVE], AHEAD_OF_NATIVE)] : []),
  ];
}

function findMemory(fresh: readonly Fresh[]): Target[] {
  return fresh.flatMap(({ program, work, share }) => {
    const atMost = program === "gmail-mime" ? MEMORY[work] : undefined;
    return atMost === undefined
      ? []
      : { what: `peak memory of ${work}, attach-25M, over the file`, value: share, bound: { atMost } };
  });
}
