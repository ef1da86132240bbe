/** `npm run bench:growth`: time and memory at n, 4 n and 16 n of all that hostile mail can stretch. */

import { spawnSync } from "node:child_process";
import { writeSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { formatBytes, formatTime, MARKDOWN, TERMINAL } from "../layout.js";
import { formatSetting, readSetting } from "../setting.js";
import { measurePoints, type Point } from "./measure.js";
import { ROWS } from "./rows.js";
import type { Series } from "./series.js";
import { type Growth, growthOfMemory, growthOfTime, isSteep, LINEAR } from "./slope.js";

/** A row that is not ready by then never will be. */
const LONGEST_MS = 180_000;
/** A steep row is measured once more: twice in a row is no chance. */
const ATTEMPTS = 2;

interface Outcome {
  readonly name: string;
  readonly raises: readonly string[];
  readonly points: readonly Point[];
  readonly time?: Growth;
  readonly memory?: Growth | undefined;
  /** Why the row fails, if it does. */
  readonly failure?: string;
}

const HEAD = [
  "16 n of",
  "n",
  "4 n",
  "16 n",
  "slopes",
  "fit",
  "memory at 16 n",
  "slopes",
  "fit",
  "16 n is",
  "lifts",
];

const options = readOptions();

if (options.row === "") runAll();
else runRow(options.row);

/** The process of one row. */
function runRow(name: string): void {
  const row = ROWS.find((one) => one.name === name);
  if (row === undefined) fail(`No row is called "${name}"`);
  writeSync(1, JSON.stringify(measurePoints(row)));
}

function runAll(): void {
  const wanted = ROWS.filter(({ name }) => name.toLowerCase().includes(options.filter.toLowerCase()));
  if (wanted.length === 0) fail(`No row's name holds "${options.filter}"`);
  const layout = options.markdown ? MARKDOWN : TERMINAL;
  const outcomes = wanted.map((row, i) => {
    if (process.stderr.isTTY) process.stderr.write(`${i + 1} of ${wanted.length}: ${row.name}\x1b[K\r`);
    return measureRow(row);
  });
  const failed = outcomes.filter(({ failure }) => failure !== undefined);
  const setting = readSetting();
  if (options.json) {
    console.log(JSON.stringify({ ...setting, rows: outcomes }, null, 2));
  } else {
    const title = `GROWTH: ${outcomes.length - failed.length} of ${outcomes.length} rows grow no faster than n to the ${LINEAR}`;
    const lines = [
      formatSetting(setting, layout),
      ...layout.heading(title),
      ...layout.grid([HEAD, ...outcomes.map(formatOutcome)]),
      ...layout.notes(failed.map(({ name, failure }) => `${name}: ${failure}`)),
    ];
    console.log(lines.join("\n"));
  }
  if (failed.length > 0) process.exitCode = 1;
}

function measureRow({ name, raises }: Series): Outcome {
  let outcome: Outcome = { name, raises, points: [] };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const told = startRow(name);
    if (typeof told === "string") return { name, raises, points: [], failure: told };
    const time = growthOfTime(told);
    const memory = growthOfMemory(told);
    const steep = [...(isSteep(time) ? ["time"] : []), ...(isSteep(memory) ? ["memory"] : [])];
    outcome = { name, raises, points: told, time, memory };
    if (steep.length === 0) return outcome;
    outcome = { ...outcome, failure: `${steep.join(" and ")} not linear` };
  }
  console.error(`${name}: ${outcome.failure}`);
  return outcome;
}

/** Runs this file again for one row; its points, or why there are none. */
function startRow(name: string): Point[] | string {
  const file = fileURLToPath(import.meta.url);
  const child = spawnSync(process.execPath, [...process.execArgv, "--expose-gc", file, "--row", name], {
    encoding: "utf8",
    timeout: LONGEST_MS,
    maxBuffer: 1 << 26,
  });
  if (child.error !== undefined) return `not ready after ${LONGEST_MS / 1000} s`;
  if (child.status === 0) return JSON.parse(child.stdout) as Point[];
  const reason = child.stderr.split("\n").find((line) => /^\w*Error/.test(line));
  return reason ?? `ended with status ${child.status ?? child.signal}`;
}

function formatOutcome({ name, raises, points, time, memory }: Outcome): string[] {
  const last = points.at(-1);
  return [
    name,
    ...[0, 1, 2].map((i) => (points[i] === undefined ? "" : formatTime(points[i].time))),
    formatSteps(time),
    time?.fit.toFixed(2) ?? "",
    last?.memory === undefined ? "" : formatBytes(last.memory),
    formatSteps(memory),
    memory?.fit.toFixed(2) ?? "",
    last === undefined ? "" : String(last.n),
    raises.join(" "),
  ];
}

function formatSteps(growth: Growth | undefined): string {
  return growth?.steps.map((step) => step.toFixed(2)).join(" ") ?? "";
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        filter: { type: "string", default: "" },
        row: { type: "string", default: "" },
        json: { type: "boolean", default: false },
        markdown: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function fail(reason: string): never {
  console.error(`${reason}\nUse: npm run bench:growth -- [--filter TEXT] [--json | --markdown]`);
  process.exit(2);
}
