/** The loop: makes inputs one by one, tries the laws of their kind, and keeps what breaks one, minimised. */

import { Cost } from "./cost.js";
import { LAWS, type Law } from "./laws.js";
import { makeTrial } from "./make.js";
import { minimise } from "./minimise.js";
import type { Input, Trial } from "./trial.js";

/** A law that does not hold, once for each way in which it does not. */
export interface Finding {
  readonly law: string;
  readonly reason: string;
  /** What is alike in all inputs that break the law in this way. */
  readonly way: string;
  readonly run: number;
  readonly trial: Trial;
}

export interface Options {
  readonly seed: number;
  readonly messages: readonly string[];
  /** The number of the first run. */
  readonly first: number;
  readonly runs: number;
  readonly milliseconds: number;
  /** The names of laws; all of them when absent. */
  readonly only?: readonly string[] | undefined;
  /** Other laws than {@link LAWS}. */
  readonly laws?: readonly Law[] | undefined;
  /** Told the number of each run, and the place of each law in the list, before it is tried. */
  readonly onStep?: ((run: number, law: number) => void) | undefined;
  readonly onFinding?: ((finding: Finding) => void) | undefined;
}

export interface Outcome {
  readonly runs: number;
  readonly milliseconds: number;
  /** How often each law was tried, by its name. */
  readonly checks: ReadonlyMap<string, number>;
  readonly findings: readonly Finding[];
  /** How often each way of breaking a law was met. */
  readonly met: ReadonlyMap<string, number>;
}

export function fuzz(options: Options): Outcome {
  const { seed, messages, first, runs, only, laws: given = LAWS, onStep, onFinding } = options;
  const laws = given.filter(({ name }) => only === undefined || only.includes(name));
  const kinds = [...new Set(laws.map(({ kind }) => kind))];
  const cost = new Cost(messages[0] ?? "");
  const checks = new Map<string, number>();
  const met = new Map<string, number>();
  const findings: Finding[] = [];
  const start = performance.now();
  let run = first;
  for (; run < first + runs && performance.now() - start < options.milliseconds; run++) {
    const trial = makeTrial(seed, run, messages, kinds);
    for (const law of laws) {
      if (law.kind !== trial.kind) continue;
      onStep?.(run, given.indexOf(law));
      checks.set(law.name, (checks.get(law.name) ?? 0) + 1);
      const broken = tryLaw(law, trial, cost);
      if (broken === undefined) continue;
      met.set(broken.way, (met.get(broken.way) ?? 0) + 1);
      if (met.get(broken.way) !== 1) continue;
      const finding = smallest({ ...broken, run, trial }, law, cost);
      findings.push(finding);
      onFinding?.(finding);
    }
  }
  return { runs: run - first, milliseconds: performance.now() - start, checks, findings, met };
}

/** What is wrong, and in which way, when a law does not hold for an input. */
export function tryLaw(law: Law, trial: Trial, cost: Cost): Omit<Finding, "run" | "trial"> | undefined {
  try {
    law.check(trial, cost);
    return undefined;
  } catch (error) {
    const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
    return {
      law: law.name,
      reason: `${message}${comparison(error)}`,
      way: `${law.name}: ${wayOf(message)} ${placeOf(stack)}`,
    };
  }
}

/** What was found and what was expected, where the error tells. */
function comparison(error: unknown): string {
  const { actual, expected } = error as { actual?: unknown; expected?: unknown };
  if (actual === undefined && expected === undefined) return "";
  const show = (value: unknown): string => (JSON.stringify(value) ?? String(value)).slice(0, 1000);
  return `\nfound    ${show(actual)}\nexpected ${show(expected)}`;
}

function smallest(finding: Finding, law: Law, cost: Cost): Finding {
  const { kind, pick } = finding.trial;
  const breaks = (input: Input): boolean => tryLaw(law, { kind, input, pick }, cost)?.way === finding.way;
  const input = minimise(finding.trial.input, breaks);
  const trial = { kind, input, pick };
  return { ...finding, trial, reason: tryLaw(law, trial, cost)?.reason ?? finding.reason };
}

/** A reason without what the input has in it. */
function wayOf(message: string): string {
  const line = message.split("\n")[0] ?? "";
  return line
    .replace(/(["'`]).*\1/g, "…")
    .replace(/\[.*\]|\{.*\}/g, "…")
    .replace(/\d+/g, "0")
    .slice(0, 100);
}

/** The innermost lines of ours that the error came from: of the library, or of the check. */
function placeOf(stack: string): string {
  const places = [...stack.matchAll(/\/((?:src|test)\/[\w/.-]+\.ts):(\d+)/g)].map(
    ([, file, line]) => `${file}:${line}`,
  );
  return places.slice(0, 2).join(" < ");
}
