/**
 * A test runner for Stryker that loads the tests once and calls them in its own process: hundreds of mutants a
 * minute, where a new run of vitest for each would be ten. Tests are collected by vitest's own collector.
 */

import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { InstrumenterContext } from "@stryker-mutator/api/core";
import { declareFactoryPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import {
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  type TestRunnerCapabilities,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import { collectTests, getFn, type Task, type Test, type VitestRunner } from "@vitest/runner";

/** The unit tests of what is mutated, and those of the hub that read whole messages. */
const TESTS = [/^unit\/(?:header|entity|gmail)\//, /^unit\/(?:hub-cases|defects|limits)\./];
/** Tests of size and speed, half of the time of all: they kill next to nothing that no other test does. */
const SLOW =
  /depth\.test|megabyte|10{1,2} 000|1 00[02] levels|25 MB|100 KB|in one pass|any mail|looked at once/;

export const strykerPlugins = [
  declareFactoryPlugin(PluginKind.TestRunner, "in-process", () => new InProcessRunner()),
];

class InProcessRunner implements TestRunner {
  #tests: ReadonlyMap<string, Test> | undefined;

  /** What runs while a module loads cannot run again: Stryker takes a new process for such a mutant. */
  capabilities(): TestRunnerCapabilities {
    return { reloadEnvironment: false };
  }

  async dryRun(): Promise<DryRunResult> {
    const tests = await this.#load();
    const results = await runTests([...tests], false);
    const { mutantCoverage } = instrumented();
    return { status: DryRunStatus.Complete, tests: results, ...(mutantCoverage && { mutantCoverage }) };
  }

  async mutantRun({
    activeMutant,
    testFilter,
    hitLimit,
    mutantActivation,
    sandboxFileName,
  }: MutantRunOptions): Promise<MutantRunResult> {
    const context = instrumented();
    if (mutantActivation === "static") context.activeMutant = activeMutant.id;
    const tests = await this.#load();
    context.activeMutant = activeMutant.id;
    context.hitCount = 0;
    if (hitLimit === undefined) delete context.hitLimit;
    else context.hitLimit = hitLimit;
    const ids = relatedFirst(testFilter ?? [...tests.keys()], sandboxFileName);
    const wanted = ids.map((id) => [id, tests.get(id) as Test] as const);
    const results = await runTests(wanted, true);
    const timeout = determineHitLimitReached(context.hitCount, hitLimit);
    return toMutantRunResult(timeout ?? { status: DryRunStatus.Complete, tests: results });
  }

  async #load(): Promise<ReadonlyMap<string, Test>> {
    this.#tests ??= await loadTests();
    return this.#tests;
  }
}

/** The tests of the same name before those of the same floor, before all others: the first failure is enough. */
function relatedFirst(ids: readonly string[], source: string): string[] {
  const [, floor = "", name = ""] = /src[\\/](\w+)[\\/](.+)\.ts$/.exec(source) ?? [];
  const places = [`test/unit/${floor}/${name}`, `test/unit/${floor}/`, "test/unit/"];
  const distance = (id: string): number => (places.findIndex((place) => id.startsWith(place)) + 4) % 4;
  return [...ids].sort((a, b) => distance(a) - distance(b));
}

function instrumented(): InstrumenterContext {
  const holder = globalThis as { __stryker__?: InstrumenterContext };
  holder.__stryker__ ??= {};
  return holder.__stryker__;
}

/** Every test under its file and names, which is its id. */
async function loadTests(): Promise<ReadonlyMap<string, Test>> {
  const files = testFiles();
  const runner = { config: CONFIG, importFile: (path: string) => import(pathToFileURL(path).href) };
  const tests = new Map<string, Test>();
  for (const file of await collectTests(files, runner as unknown as VitestRunner)) {
    const error = file.result?.errors?.[0];
    if (error !== undefined) throw new Error(`${file.name} was not collected: ${error.message}`);
    addTests(file, file.name, tests);
  }
  return tests;
}

function testFiles(): string[] {
  return readdirSync("test", { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".test.ts") && TESTS.some((pattern) => pattern.test(path)))
    .sort()
    .map((path) => resolve("test", path));
}

function addTests(task: Task, id: string, tests: Map<string, Test>): void {
  if (task.type === "test") {
    if (task.mode === "run" && !SLOW.test(id)) tests.set(tests.has(id) ? `${id} (${tests.size})` : id, task);
    return;
  }
  for (const inner of task.tasks) addTests(inner, `${id} > ${inner.name}`, tests);
}

/** What vitest's collector asks of a configuration; nothing here depends on it. */
const CONFIG = {
  root: process.cwd(),
  setupFiles: [],
  name: "",
  passWithNoTests: false,
  allowOnly: false,
  sequence: { seed: 1, hooks: "stack", setupFiles: "list", shuffle: false },
  maxConcurrency: 1,
  testTimeout: 20_000,
  hookTimeout: 20_000,
  retry: 0,
  includeTaskLocation: false,
  tags: [],
  strictTags: false,
  chaiConfig: {},
};

/** Calls tests one by one, the first failure ends it where that is enough. */
async function runTests(tests: readonly (readonly [string, Test])[], bail: boolean): Promise<TestResult[]> {
  const results: TestResult[] = [];
  for (const [id, test] of tests) {
    instrumented().currentTestId = id;
    const start = performance.now();
    const failure = await failureOf(test);
    const told = { id, name: id, timeSpentMs: performance.now() - start };
    if (failure === undefined) results.push({ ...told, status: TestStatus.Success });
    else results.push({ ...told, status: TestStatus.Failed, failureMessage: failure });
    if (failure !== undefined && bail) break;
  }
  delete instrumented().currentTestId;
  return results;
}

async function failureOf(test: Test): Promise<string | undefined> {
  try {
    await getFn(test)();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 500) : String(error);
  }
}
