/** How far we agree with what other projects state: counted by source and attribute. */

import type { Claim, Expectation } from "./expectation.js";

/** What we do not say of a message, on purpose: attributes, each with the parts it is about, as the claims name them. */
export interface Disagreement {
  readonly sources: readonly string[];
  readonly message: string;
  readonly claims: Readonly<Record<string, readonly string[]>>;
  readonly why: string;
}

interface Count {
  stated: number;
  agreed: number;
  onPurpose: number;
}

export interface Score {
  readonly stated: number;
  /** Claims we agree with neither in fact nor on purpose. */
  readonly wrong: readonly string[];
  /** Listed disagreements that are none, or no longer. */
  readonly stale: readonly string[];
  readonly onPurpose: number;
  readonly table: string;
}

export function scoreOf(expectations: readonly Expectation[], disagreements: readonly Disagreement[]): Score {
  const listed = new Set(disagreements.flatMap(keysOf));
  const rows = new Map<string, Count>();
  const held = new Set<string>();
  const wrong: string[] = [];
  const total: Count = { stated: 0, agreed: 0, onPurpose: 0 };
  for (const { source, messages } of expectations) {
    for (const { message, claims } of messages) {
      for (const claim of claims) {
        const row = `${source}|${claim.attribute}`;
        const count = rows.get(row) ?? { stated: 0, agreed: 0, onPurpose: 0 };
        rows.set(row, count);
        const outcome = judge(claim, keyOf(source, message, claim.attribute, claim.at), listed, held);
        for (const counted of [count, total]) {
          counted.stated++;
          if (outcome !== "wrong") counted[outcome]++;
        }
        if (outcome === "wrong") wrong.push(show(source, message, claim));
      }
    }
  }
  const stale = [...listed].filter((key) => !held.has(key));
  return { stated: total.stated, onPurpose: total.onPurpose, wrong, stale, table: formatTable(rows, total) };
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

function formatTable(rows: ReadonlyMap<string, Count>, total: Count): string {
  const lines = [...rows].map(([row, count]) => formatRow(...(row.split("|") as [string, string]), count));
  return [
    `${"source".padEnd(27)}${"attribute".padEnd(17)}  stated  agreed  on purpose`,
    ...lines,
    formatRow("all", "", total),
  ].join("\n");
}

function formatRow(source: string, attribute: string, { stated, agreed, onPurpose }: Count): string {
  const numbers = [stated, agreed, onPurpose]
    .map((n, i) => String(n).padStart([8, 8, 12][i] as number))
    .join("");
  return `${source.padEnd(27)}${attribute.padEnd(17)}${numbers}`;
}
