/** A process from its start to its end. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { test } from "vitest";

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
}

/** Runs a command line of bash to its end. */
export async function runShell(
  line: string,
  options: { cwd?: string; env?: NodeJS.ProcessEnv; input?: string } = {},
): Promise<Ended> {
  const { input = "", ...place } = options;
  const child = spawn("bash", ["-c", line], place);
  child.stdin.on("error", () => {}); // a child that fails early reads no input
  child.stdin.end(input);
  const exit = once(child, "close");
  const [out, error] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = await exit;
  return { status, out, error };
}

/** Whether there is a program of that name. */
export async function isInstalled(program: string): Promise<boolean> {
  return (await runShell(`command -v ${program}`)).status === 0;
}

/** A test that needs a program; where it is absent it stands in the output as one skipped line with the reason. */
export async function testWith(program: string, name: string, run: () => Promise<void>): Promise<void> {
  if (await isInstalled(program)) test(name, run);
  else test.skip(`${name}: skipped, there is no ${program} on this machine`, () => {});
}
