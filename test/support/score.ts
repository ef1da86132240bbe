/** How far we agree with what other projects state: counted by source and attribute. */

import type { Claim, Expectation } from "./expectation.js";

/** What we do not say of a message, on purpose: attributes, each with the parts it is about, as the claims name them. */
export interface Disagreement {
  readonly sources: readonly string[];
  readonly message: string;
  readonly claims: Readonly<Record<string, readonly string[]>>;
  readonly why: string;
}

type Count = { -readonly [K in keyof Tally]: Tally[K] };

/** How often something was stated, and what came of it. */
export interface Tally {
  readonly stated: number;
  readonly agreed: number;
  readonly onPurpose: number;
}

export interface Score {
  readonly all: Tally;
  /** By attribute, over all sources. */
  readonly attributes: ReadonlyMap<string, Tally>;
  /** Claims we agree with neither in fact nor on purpose. */
  readonly wrong: readonly string[];
  /** Listed disagreements that are none, or no longer. */
  readonly stale: readonly string[];
  readonly table: string;
}

export function scoreOf(expectations: readonly Expectation[], disagreements: readonly Disagreement[]): Score {
  const listed = new Set(disagreements.flatMap(keysOf));
  const rows = new Map<string, Count>();
  const attributes = new Map<string, Count>();
  const held = new Set<string>();
  const wrong: string[] = [];
  const all: Count = { stated: 0, agreed: 0, onPurpose: 0 };
  for (const { source, messages } of expectations) {
    for (const { message, claims } of messages) {
      for (const claim of claims) {
        const counts = [
          countOf(rows, `${source}|${claim.attribute}`),
          countOf(attributes, claim.attribute),
          all,
        ];
        const outcome = judge(claim, keyOf(source, message, claim.attribute, claim.at), listed, held);
        for (const counted of counts) {
          counted.stated++;
          if (outcome !== "wrong") counted[outcome]++;
        }
        if (outcome === "wrong") wrong.push(show(source, message, claim));
      }
    }
  }
  const stale = [...listed].filter((key) => !held.has(key));
  const table = formatTable(rows, new Map([...attributes].sort()), all);
  return { all, attributes, wrong, stale, table };
}

function countOf(counts: Map<string, Count>, key: string): Count {
  const count = counts.get(key) ?? { stated: 0, agreed: 0, onPurpose: 0 };
  counts.set(key, count);
  return count;
}

function judge(
  claim: Claim,
  key: string,
  listed: Set<string>,
  held: Set<string>,
): "agreed" | "onPurpose" | "wrong" {
  if (claim.stated === claim.ours) return "agreed";
  if (!listed.has(key)) return "wrong";
  held.add(key);
  return "onPurpose";
}

function keysOf({ sources, message, claims }: Disagreement): string[] {
  return sources.flatMap((source) =>
    Object.entries(claims).flatMap(([attribute, parts]) =>
      parts.map((at) => keyOf(source, message, attribute, at)),
    ),
  );
}

function keyOf(source: string, message: string, attribute: string, at: string): string {
  return `${source}: ${message}: ${attribute} of "${at}"`;
}

function show(source: string, message: string, { attribute, at, stated, ours }: Claim): string {
  const from = firstDifference(stated, ours ?? "");
  const around = (text: string | undefined) =>
    JSON.stringify(text?.slice(Math.max(0, from - 30), from + 90)) ?? "nothing";
  return `${keyOf(source, message, attribute, at)}: stated ${around(stated)}, ours ${around(ours)} (from ${from})`;
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

function formatTable(
  rows: ReadonlyMap<string, Tally>,
  attributes: ReadonlyMap<string, Tally>,
  all: Tally,
): string {
  return [
    `${"source".padEnd(27)}${"attribute".padEnd(19)}  stated  agreed  on purpose  after that`,
    ...[...rows].map(([row, tally]) => formatRow(...(row.split("|") as [string, string]), tally)),
    ...[...attributes].map(([attribute, tally]) => formatRow("all sources", attribute, tally)),
    formatRow("all sources", "all", all),
  ].join("\n");
}

function formatRow(source: string, attribute: string, tally: Tally): string {
  const numbers = [tally.stated, tally.agreed, tally.onPurpose].map((n, i) =>
    String(n).padStart(i < 2 ? 8 : 12),
  );
  const share = `${(agreedShare(tally) * 100).toFixed(1)} %`.padStart(12);
  return `${source.padEnd(27)}${attribute.padEnd(19)}${numbers.join("")}${share}`;
}

/** How much of what is not disagreed with on purpose is agreed with. */
export function agreedShare({ stated, agreed, onPurpose }: Tally): number {
  return stated === onPurpose ? 1 : agreed / (stated - onPurpose);
}

/** How much of what is stated is disagreed with on purpose. */
export function onPurposeShare(tallies: readonly Tally[]): number {
  const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
  return sum("onPurpose") / sum("stated");
}
