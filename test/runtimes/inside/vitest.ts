/** Stands in for `vitest` inside a bundle: its own runner and its own expect, without the process around them. */

import {
  ASYMMETRIC_MATCHERS_OBJECT,
  ChaiStyleAssertions,
  chai,
  customMatchers,
  type ExpectStatic,
  GLOBAL_EXPECT,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from "@vitest/expect";
import { type File, startTests, type Task, type VitestRunner } from "@vitest/runner";

export { afterAll, afterEach, beforeAll, beforeEach, describe, it, test } from "@vitest/runner";
export { expectTypeOf } from "expect-type";

for (const plugin of [JestExtend, JestChaiExpect, ChaiStyleAssertions, JestAsymmetricMatchers])
  chai.use(plugin);

const asymmetric = (globalThis as unknown as Record<PropertyKey, object>)[ASYMMETRIC_MATCHERS_OBJECT];
const check = (value: unknown, message?: string): unknown => chai.expect(value, message);

export const expect: ExpectStatic = Object.assign(check, chai.expect, asymmetric) as unknown as ExpectStatic;
Object.defineProperty(globalThis, GLOBAL_EXPECT, { value: expect, writable: true, configurable: true });
setState({ ...getState(expect), assertionCalls: 0, isExpectingAssertions: false }, expect);
(chai.expect as unknown as { extend(expect: ExpectStatic, matchers: object): void }).extend(
  expect,
  customMatchers,
);

/** What a runtime tells of its run. */
export interface Outcome {
  readonly passed: number;
  readonly skipped: number;
  readonly failures: readonly { readonly name: string; readonly message: string }[];
}

type Load = () => Promise<unknown>;

/** Runs test files one after the other. */
export async function runFiles(files: Readonly<Record<string, Load>>): Promise<Outcome> {
  const outcome = { passed: 0, skipped: 0, failures: [] as { name: string; message: string }[] };
  for (const name of Object.keys(files)) {
    const [file] = await startTests([name], runnerOf(files));
    count(file as File, name, outcome);
  }
  return outcome;
}

function runnerOf(files: Readonly<Record<string, Load>>): VitestRunner {
  return {
    config: {
      root: "/",
      name: undefined,
      setupFiles: [],
      passWithNoTests: false,
      testNamePattern: undefined,
      allowOnly: false,
      sequence: { seed: 1, hooks: "stack", setupFiles: "list", concurrent: false, shuffle: false },
      chaiConfig: undefined,
      maxConcurrency: 1,
      testTimeout: 600_000,
      hookTimeout: 600_000,
      retry: 0,
      includeTaskLocation: undefined,
      tags: [],
      tagsFilter: undefined,
      strictTags: false,
    } as unknown as VitestRunner["config"],
    importFile: (path) => (files[path] as Load)(),
  };
}

function count(
  task: Task,
  name: string,
  outcome: { passed: number; skipped: number; failures: { name: string; message: string }[] },
): void {
  const errors = task.result?.errors ?? [];
  if (task.type === "suite" && errors.length > 0) fail();
  if (task.type === "suite") {
    for (const inner of task.tasks) count(inner, `${name} > ${inner.name}`, outcome);
    return;
  }
  if (task.result?.state === "pass") outcome.passed++;
  else if (task.result?.state === "fail") fail();
  else outcome.skipped++;

  function fail(): void {
    const message = errors.map((error) => [error.message, error.diff].filter(Boolean).join("\n")).join("\n");
    outcome.failures.push({ name, message: message.slice(0, 2_000) });
  }
}
