/** What is to be reached, as ratios of one run: they hold on any machine. */

import type { Fresh } from "./fresh.js";
import { type FilledTable, ratioOf } from "./table.js";

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

/** The native parser, and on how many of how many workloads we are to be ahead of it. */
const NATIVE = { table: "PARSE", name: "GMime (C)", ours: "parseMime", ahead: 8, of: 9 } as const;

/** Peak memory beyond that of before, as a multiple of the attached file. */
const MEMORY: Readonly<Record<string, number>> = { parse: 1.2, payload: 0.1, build: 1.6 };

/** The targets that this run tells something of. */
export function findTargets(tables: readonly FilledTable[], fresh: readonly Fresh[]): Target[] {
  return [...findRatios(tables), ...findNative(tables), ...findMemory(fresh)];
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

function findNative(tables: readonly FilledTable[]): Target[] {
  const { table, name, ours, ahead, of } = NATIVE;
  const rows = tables.find((filled) => filled.name === table)?.rows ?? [];
  const ratios = rows.flatMap((row) => ratioOf(row, name, ours) ?? []);
  if (ratios.length === 0 || rows.length < of) return [];
  const value = ratios.filter((ratio) => ratio > 1).length;
  return [
    { what: `${table}: workloads ahead of ${name}, of ${ratios.length}`, value, bound: { atLeast: ahead } },
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
