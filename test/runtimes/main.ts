/**
 * `npm run test:runtimes`: the suite on every runtime.
 *
 * Runtimes are npm packages, fetched once into `node_modules/.cache`; Chromium is the machine's. One that cannot be
 * had is told, and the command fails, unless it was named in `--skip`.
 */

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { bundleSuite } from "./bundle.js";
import type { Outcome } from "./inside/vitest.js";
import { RUNTIMES, type Runtime, say } from "./runtimes.js";
import { ROOT, readSuite, type Suite } from "./suite.js";

const USAGE = `npm run test:runtimes -- [RUNTIME…] [--skip RUNTIME,…] [--only TEXT]

  RUNTIME   ${RUNTIMES.map(keyOf).join(", ")}: these alone
  --skip    leaves these out, and does not count them as missing
  --only    the test files whose name holds this, and no others`;

interface Row {
  readonly name: string;
  readonly version: string;
  readonly outcome: Outcome | undefined;
  readonly note: string;
}

function keyOf({ name }: Pick<Runtime, "name">): string {
  return name.toLowerCase().replace(" ", "");
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { skip: { type: "string", default: "" }, only: { type: "string" }, help: { type: "boolean" } },
});
const skipped = new Set(values.skip.toLowerCase().split(/[ ,]+/).filter(Boolean));
const named = new Set(positionals.map((name) => name.toLowerCase()));
const unknown = [...skipped, ...named].filter((name) => !RUNTIMES.some((runtime) => keyOf(runtime) === name));
if (values.help === true || unknown.length > 0) {
  console.log(unknown.length > 0 ? `There is no runtime ${unknown.join(", ")}\n\n${USAGE}` : USAGE);
  process.exit(unknown.length > 0 ? 2 : 0);
}

/** Chromium's last processes may still write into its profile. */
const REMOVED = { recursive: true, force: true, maxRetries: 20, retryDelay: 100 };

const suite = readSuite(values.only ?? "");
const folder = mkdtempSync(join(tmpdir(), "gmail-mime-runtimes-"));
const rows: Row[] = [];
try {
  execFileSync("npm", ["run", "--silent", "build:lib"], { cwd: ROOT, stdio: "inherit" });
  for (const runtime of RUNTIMES) {
    const key = keyOf(runtime);
    if (named.size > 0 && !named.has(key)) continue;
    const row = skipped.has(key)
      ? { name: runtime.name, version: "", outcome: undefined, note: "left out: named in --skip" }
      : await tryRuntime(runtime);
    rows.push(row);
    console.log(`${row.name}: ${row.note}`);
    for (const { name, message } of row.outcome?.failures ?? [])
      console.log(`\n  FAILED ${name}\n${indent(message)}`);
  }
} finally {
  rmSync(folder, REMOVED);
}
printLeftOut(suite);
printTable(rows);
const asked = rows.filter(({ name }) => !skipped.has(keyOf({ name })));
process.exitCode =
  asked.length > 0 && asked.every(({ outcome }) => outcome?.failures.length === 0 && outcome.passed > 0)
    ? 0
    : 1;

async function tryRuntime(runtime: Runtime): Promise<Row> {
  const program = find(runtime);
  if (program === undefined) {
    return { name: runtime.name, version: "", outcome: undefined, note: "MISSING: it cannot be had here" };
  }
  let version = "";
  try {
    version = await runtime.version(program);
    console.log(`${runtime.name} (${version}) runs the suite`);
    const outcome = await runSuite(runtime, program);
    return { name: runtime.name, version, outcome, note: countsOf(outcome) };
  } catch (error) {
    const note = `BROKEN: ${(error as Error).message}`;
    return { name: runtime.name, version, outcome: undefined, note };
  }
}

/** The program of a runtime, fetched where it is not there yet. */
function find(runtime: Runtime): string | undefined {
  if (runtime.package === undefined) return runtime.find("");
  const cache = join(ROOT, "node_modules/.cache/runtimes", runtime.package.replace("@", "-"));
  const there = runtime.find(cache);
  if (there !== undefined) return there;
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, "package.json"), "{}");
  try {
    execFileSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", runtime.package], {
      cwd: cache,
      stdio: ["ignore", "ignore", "inherit"],
    });
  } catch {
    return undefined;
  }
  return runtime.find(cache);
}

/** Folder by folder, each in a process of its own: all that they hold together is more than some runtimes can. */
async function runSuite(runtime: Runtime, program: string): Promise<Outcome> {
  const folders = new Set(suite.files.map((file) => dirname(file)));
  let all: Outcome = { passed: 0, skipped: 0, failures: [] };
  for (const part of folders) {
    const own = mkdtempSync(join(folder, `${keyOf(runtime)}-`));
    const path = join(own, "suite.mjs");
    const files = suite.files.filter((file) => dirname(file) === part);
    await bundleSuite(files, runtime.tree, runtime.entry, path);
    const outcome = await runtime.run(program, { path, folder: own }).catch((error: Error) => {
      throw new Error(`in test/${part}: ${error.message}`, { cause: error });
    });
    all = joined(all, outcome);
    rmSync(own, REMOVED);
  }
  return runtime.vitest && suite.leftOut.size > 0 ? joined(all, await runByVitest(program)) : all;
}

interface Report {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { status: string; fullName: string; failureMessages: string[] }[];
  }[];
}

/** What was left out of the suite, run by vitest on a Node. */
async function runByVitest(program: string): Promise<Outcome> {
  const file = join(folder, "report.json");
  rmSync(file, { force: true });
  const files = [...suite.leftOut.keys()].map((name) => `test/${name}`);
  const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
  const ended = await say(
    program,
    vitest,
    "run",
    "--root",
    ROOT,
    "--reporter=json",
    `--outputFile=${file}`,
    ...files,
  ).catch((error: Error) => error);
  let report: Report;
  try {
    report = JSON.parse(readFileSync(file, "utf8")) as Report;
  } catch {
    throw ended instanceof Error ? ended : new Error("vitest wrote no report");
  }
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (status === "failed" && failed.length === 0) return [{ name, message }];
    return failed.map(({ fullName, failureMessages }) => ({
      name: fullName,
      message: failureMessages.join("\n"),
    }));
  });
  return { passed: report.numPassedTests, skipped: report.numPendingTests, failures };
}

function joined(a: Outcome, b: Outcome): Outcome {
  return {
    passed: a.passed + b.passed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  };
}

function countsOf({ passed, failures, skipped: left }: Outcome): string {
  return `${passed} passed, ${failures.length} failed, ${left} skipped`;
}

function printLeftOut({ leftOut, files }: Suite): void {
  console.log(`\n${files.length} test files run everywhere. Left out, and run by vitest on each Node alone:`);
  for (const [file, reason] of leftOut) console.log(`  test/${file}: ${reason}`);
}

function printTable(all: readonly Row[]): void {
  console.log("\n| runtime | version | passed | failed | skipped |\n| --- | --- | ---: | ---: | ---: |");
  for (const { name, version, outcome, note } of all) {
    const counts =
      outcome === undefined
        ? `${note.split(":")[0]} | |`
        : `${outcome.passed} | ${outcome.failures.length} | ${outcome.skipped}`;
    console.log(`| ${name} | ${version} | ${counts} |`);
  }
}

function indent(message: string): string {
  return message.replace(/^/gm, "    ");
}
