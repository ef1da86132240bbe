/** Rows measured in processes of their own: those of one kind share one, as a process needs time to start. */

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Point } from "./measure.js";
import type { Series } from "./series.js";
import { type Growth, growthOfMemory, growthOfTime, isSteep } from "./slope.js";

/** A row that is not ready by then never will be. */
const LONGEST_MS = 600_000;

export interface Outcome {
  readonly name: string;
  readonly raises: readonly string[];
  readonly points: readonly Point[];
  readonly time?: Growth;
  readonly memory?: Growth | undefined;
  /** Why the row fails, if it does. */
  readonly failure?: string;
}

/**
 * Small nurseries: by default what a small size leaves behind is never swept while it lives, what a large one leaves is
 * copied twice, and the step between looks like a slope. Kept small, every size pays alike.
 */
const FLAGS = ["--expose-gc", "--max-semi-space-size=1"];

/** What a process tells of a row: a line each. */
export type Told = { readonly points: readonly Point[] } | { readonly failure: string };

/** Measures rows of one kind; a steep one once more, alone: twice in a row is no chance. */
export async function measureRows(rows: readonly Series[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const outcome of await runRows(rows)) {
    const [again] = outcome.failure === undefined ? [] : await runRows(rows.filter(isNamed(outcome.name)));
    const last = again ?? outcome;
    if (last.failure !== undefined) console.error(`${last.name}: ${last.failure}`);
    outcomes.push(last);
  }
  return outcomes;
}

function isNamed(wanted: string): (row: Series) => boolean {
  return ({ name }) => name === wanted;
}

/** As many processes as are needed: one that ends early is followed by one for the rows that are left. */
async function runRows(rows: readonly Series[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  while (outcomes.length < rows.length) {
    const left = rows.slice(outcomes.length);
    const told = await runProcess(left.map(({ name }) => name));
    outcomes.push(...told.map((one, i) => outcomeOf(left[i] as Series, one)));
  }
  return outcomes;
}

function outcomeOf({ name, raises }: Series, told: Told): Outcome {
  if ("failure" in told) return { name, raises, points: [], failure: told.failure };
  const time = growthOfTime(told.points);
  const memory = growthOfMemory(told.points);
  const steep = [...(isSteep(time) ? ["time"] : []), ...(isSteep(memory) ? ["memory"] : [])];
  const failure = steep.length === 0 ? {} : { failure: `${steep.join(" and ")} not linear` };
  return { name, raises, points: told.points, time, memory, ...failure };
}

/** What one process told before it ended; the row it ended in is told as a failure. */
function runProcess(names: readonly string[]): Promise<Told[]> {
  const file = fileURLToPath(new URL("main.ts", import.meta.url));
  const rows = names.flatMap((name) => ["--row", name]);
  const child = spawn(process.execPath, [...process.execArgv, ...FLAGS, file, ...rows], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const told: Told[] = [];
  const errors: string[] = [];
  let late = false;
  const stop = (): void => {
    late = true;
    child.kill("SIGKILL");
  };
  let clock = setTimeout(stop, LONGEST_MS);
  createInterface(child.stderr).on("line", (line) => errors.push(line));
  createInterface(child.stdout).on("line", (line) => {
    clearTimeout(clock);
    clock = setTimeout(stop, LONGEST_MS);
    told.push(JSON.parse(line) as Told);
  });
  return new Promise((resolve) => {
    child.on("close", (code, signal) => {
      clearTimeout(clock);
      if (told.length < names.length) {
        const reason = errors.find((line) => /Error|fatal/i.test(line)) ?? `status ${code ?? signal}`;
        told.push({ failure: late ? `not ready after ${LONGEST_MS / 60_000} minutes` : `ended: ${reason}` });
      }
      resolve(told);
    });
  });
}
