/** `npm run fuzz`: mutated messages, values, payloads and requests, and the laws tried on them until one breaks. */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { Cost } from "./cost.js";
import { LAWS } from "./laws.js";
import { makeTrial } from "./make.js";
import { readCorpusMessages, readOwnMessages } from "./messages.js";
import { type Finding, type Outcome, tryLaw } from "./run.js";
import { formatInput, parseInput } from "./trial.js";
import type { Task } from "./worker.js";

const USE = `Use: npm run fuzz -- [--seconds N] [--runs N] [--seed S] [--from RUN] [--only LAW]… [--out DIR]
     npm run fuzz -- --only LAW --file PATH [--pick N]     tries one law on one input
     npm run fuzz -- --list                                the laws`;

/** A law that is tried that long on one input does not end. */
const HANGS_AFTER = 120_000;

/** A thread of Node 20 does not read TypeScript as the main one does: it is told to first. */
const STARTER = `import("tsx/esm/api").then(({ register }) => {
  register();
  return import(${JSON.stringify(new URL("./worker.ts", import.meta.url).href)});
});`;

const options = readOptions();
if (options.list) for (const { name, kind } of LAWS) console.log(`${name.padEnd(22)} of a ${kind}`);
else if (options.file !== undefined) tryFile(options.file);
else await fuzzUntil();

/** Tries one law on an input from a file: what every finding says how to do. */
function tryFile(path: string): void {
  const law = LAWS.find(({ name }) => options.only?.length === 1 && name === options.only[0]);
  if (law === undefined) fail("With --file, --only names the one law that is tried");
  const input = parseInput(law.kind, new Uint8Array(readFileSync(path)));
  const cost = new Cost(readOwnMessages()[0] ?? "");
  const broken = tryLaw(law, { kind: law.kind, input, pick: options.pick }, cost);
  console.log(broken === undefined ? `${law.name} holds` : `${law.name} is broken\n${broken.reason}`);
  if (broken !== undefined) process.exitCode = 1;
}

async function fuzzUntil(): Promise<void> {
  const { seed, seconds, runs, from, only } = options;
  const steps = new Int32Array(new SharedArrayBuffer(12));
  const task: Task = { seed, first: from, runs, milliseconds: seconds * 1000, only, steps };
  console.log(
    `seed ${seed}, ${seconds === Number.POSITIVE_INFINITY ? `${runs} runs` : `${seconds} seconds`}`,
  );
  const worker = new Worker(STARTER, { eval: true, workerData: task });
  const outcome = await new Promise<Outcome | undefined>((resolve, reject) => {
    worker.on("message", (message: { finding?: Finding; outcome?: Outcome }) => {
      if (message.finding !== undefined) tell(message.finding);
      if (message.outcome !== undefined) resolve(message.outcome);
    });
    worker.on("error", reject);
    watch(steps, () => resolve(undefined));
  });
  await worker.terminate();
  if (outcome === undefined) tellHanging(steps);
  else summarise(outcome);
  process.exit(outcome === undefined || outcome.findings.length > 0 ? 1 : 0);
}

/** Calls back when the same step is being done for too long. */
function watch(steps: Int32Array, onHanging: () => void): void {
  let [last, since] = [-1, performance.now()];
  setInterval(() => {
    const step = Atomics.load(steps, 2);
    if (step !== last) [last, since] = [step, performance.now()];
    else if (performance.now() - since > HANGS_AFTER) onHanging();
  }, 1000);
}

function tellHanging(steps: Int32Array): void {
  const law = LAWS[steps[1] as number] as (typeof LAWS)[number];
  const run = steps[0] as number;
  const laws = LAWS.filter(({ name }) => options.only === undefined || options.only.includes(name));
  const kinds = [...new Set(laws.map(({ kind }) => kind))];
  const trial = makeTrial(options.seed, run, [...readOwnMessages(), ...readCorpusMessages()], kinds);
  const reason = `does not end within ${HANGS_AFTER / 1000} seconds`;
  tell({ law: law.name, reason, way: `${law.name} hangs`, run, trial });
}

/** Writes the input out, and says how to try it again. */
function tell({ law, reason, run, trial }: Finding): void {
  mkdirSync(options.out, { recursive: true });
  const name = `${law}-${options.seed}-${run}.${trial.input instanceof Uint8Array ? "eml" : "json"}`;
  const path = join(options.out, name);
  writeFileSync(path, formatInput(trial.input));
  const lines = reason.split("\n").slice(0, 12);
  console.log(`\n${law} is broken (run ${run})\n  ${lines.map((line) => line.slice(0, 300)).join("\n  ")}`);
  const shown = relative(process.cwd(), path).startsWith("..") ? path : relative(process.cwd(), path);
  console.log(`  npm run fuzz -- --only ${law} --file ${shown} --pick ${trial.pick}`);
}

function summarise({ runs, milliseconds, checks, findings, met }: Outcome): void {
  const perSecond = (runs / (milliseconds / 1000)).toFixed(0);
  console.log(
    `\n${runs} runs in ${(milliseconds / 1000).toFixed(1)} s, ${perSecond} a second, seed ${options.seed}`,
  );
  for (const [law, times] of [...checks].sort()) console.log(`  ${law.padEnd(22)} ${times} times`);
  console.log(findings.length === 0 ? "no finding" : `${findings.length} findings:`);
  for (const { way } of findings) console.log(`  ${way}, met ${met.get(way)} times`);
}

interface Arguments {
  readonly seed: number;
  readonly seconds: number;
  readonly runs: number;
  readonly from: number;
  readonly pick: number;
  readonly out: string;
  readonly list: boolean;
  readonly only: readonly string[] | undefined;
  readonly file: string | undefined;
}

function readOptions(): Arguments {
  const names = { seed: 1, seconds: Number.NaN, runs: Number.NaN, from: 0, pick: 0 };
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true, // npm run fuzz -- --only A B
      options: {
        ...{
          seed: { type: "string" },
          seconds: { type: "string" },
          runs: { type: "string" },
          from: { type: "string" },
        },
        ...{
          pick: { type: "string" },
          out: { type: "string" },
          list: { type: "boolean" },
          file: { type: "string" },
        },
        only: { type: "string", multiple: true },
      },
    });
    const number = (name: keyof typeof names): number => {
      const given = values[name];
      if (given === undefined) return names[name];
      if (!/^\d+$/.test(given)) throw new Error(`--${name} takes a number`);
      return Number(given);
    };
    const only = [...(values.only ?? []), ...positionals];
    const unknown = only.filter((one) => !LAWS.some(({ name }) => name === one));
    if (unknown.length > 0) throw new Error(`There is no law ${unknown.join(", ")}: --list names them`);
    const [seconds, runs] = [number("seconds"), number("runs")];
    const isBounded = !Number.isNaN(seconds) || !Number.isNaN(runs);
    return {
      ...{ seed: number("seed"), from: number("from"), pick: number("pick") },
      seconds: Number.isNaN(seconds) ? (isBounded ? Number.POSITIVE_INFINITY : 30) : seconds,
      runs: Number.isNaN(runs) ? Number.POSITIVE_INFINITY : runs,
      out: values.out ?? join(tmpdir(), "gmail-mime-fuzz"),
      list: values.list ?? false,
      only: only.length > 0 ? only : undefined,
      file: values.file,
    };
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function fail(reason: string): never {
  console.error(`${reason}\n${USE}`);
  process.exit(2);
}
