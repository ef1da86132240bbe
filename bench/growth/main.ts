/** `npm run bench:growth`: time and memory at n, 4 n and 16 n of all that hostile mail can stretch. */

import { writeSync } from "node:fs";
import { parseArgs } from "node:util";
import { writeSection } from "../document.js";
import { formatBytes, formatTime, type Layout, MARKDOWN, TERMINAL } from "../layout.js";
import { formatSetting, readSetting } from "../setting.js";
import { measurePoints } from "./measure.js";
import { ROWS } from "./rows.js";
import { measureRows, type Outcome, type Told } from "./run.js";
import type { Series } from "./series.js";
import { type Growth, LINEAR } from "./slope.js";

const HEAD = ["", "16 n", "time at n", "4 n", "16 n", "slopes", "fit", "memory", "slopes", "fit", "lifts"];

/** So many rows, the steepest, are written down. */
const WRITTEN = 20;

const options = readOptions();

if (options.row.length === 0) await runAll();
else for (const name of options.row) runRow(name);

/** In a process of rows: tells one on a line of its own. */
function runRow(name: string): void {
  const row = ROWS.find((one) => one.name === name);
  if (row === undefined) fail(`No row is called "${name}"`);
  writeSync(1, `${JSON.stringify(tell(row))}\n`);
}

function tell(row: Series): Told {
  try {
    return { points: measurePoints(row) };
  } catch (error) {
    return { failure: String(error).split("\n")[0] ?? "" };
  }
}

async function runAll(): Promise<void> {
  const wanted = ROWS.filter(({ name }) => name.toLowerCase().includes(options.filter.toLowerCase()));
  if (wanted.length === 0) fail(`No row's name holds "${options.filter}"`);
  const outcomes: Outcome[] = [];
  for (const kind of new Set(wanted.map(kindOf))) {
    if (process.stderr.isTTY) process.stderr.write(`${kind}\x1b[K\r`);
    outcomes.push(...(await measureRows(wanted.filter((row) => kindOf(row) === kind))));
  }
  const failed = outcomes.filter(({ failure }) => failure !== undefined);
  if (options.json) console.log(JSON.stringify({ ...readSetting(), rows: outcomes }, null, 2));
  else console.log(format(outcomes, outcomes, failed, options.markdown ? MARKDOWN : TERMINAL));
  if (options.write) writeSection("The last growth", format(outcomes, steepest(outcomes), failed, MARKDOWN));
  if (failed.length > 0) process.exitCode = 1;
}

function kindOf({ name }: Series): string {
  return name.slice(0, name.indexOf(":"));
}

/** Those of the table that is written down: where they are linear, all others are. */
function steepest(outcomes: readonly Outcome[]): Outcome[] {
  return [...outcomes].sort((a, b) => (b.time?.fit ?? 9) - (a.time?.fit ?? 9)).slice(0, WRITTEN);
}

function format(
  outcomes: readonly Outcome[],
  shown: readonly Outcome[],
  failed: readonly Outcome[],
  layout: Layout,
): string {
  const linear = outcomes.length - failed.length;
  const which = shown.length < outcomes.length ? `, the ${shown.length} steepest` : "";
  return [
    formatSetting(readSetting(), layout),
    ...layout.heading(`GROWTH: ${linear} of ${outcomes.length} rows with slopes up to ${LINEAR}${which}`),
    ...layout.grid([HEAD, ...shown.map(formatOutcome)]),
    ...layout.notes(failed.map(({ name, failure }) => `${name}: ${failure}`)),
  ].join("\n");
}

function formatOutcome({ name, raises, points, time, memory }: Outcome): string[] {
  const last = points.at(-1);
  return [
    name,
    last === undefined ? "" : String(last.n),
    ...[0, 1, 2].map((i) => (points[i] === undefined ? "" : formatTime(points[i].time))),
    formatSteps(time),
    time?.fit.toFixed(2) ?? "",
    last?.memory === undefined ? "" : formatBytes(last.memory),
    formatSteps(memory),
    memory?.fit.toFixed(2) ?? "",
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
        row: { type: "string", multiple: true, default: [] },
        json: { type: "boolean", default: false },
        write: { type: "boolean", default: false },
        markdown: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function fail(reason: string): never {
  console.error(`${reason}\nUse: npm run bench:growth -- [--filter TEXT] [--json | --markdown | --write]`);
  process.exit(2);
}
