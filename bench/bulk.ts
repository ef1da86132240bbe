/** The command over a mailbox: one thread, two threads, and what two processes of one thread each come to. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readSize, writeMailbox } from "./mailbox.js";

const { values } = parseArgs({
  options: {
    size: { type: "string", default: "200M" },
    rounds: { type: "string", default: "3" },
    command: { type: "string", default: "payload" },
  },
});

const MAIN = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
/** What a process says of itself at its end: its largest memory in KB, its processor time in microseconds. */
const TELL = `process.on("exit", () => { const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
process._rawDebug(JSON.stringify({ maxRSS, cpu: userCPUTime + systemCPUTime })); })`;
/** In the process alone, not in its threads. */
const PRELOAD = `data:text/javascript,import { isMainThread } from "node:worker_threads"; if (isMainThread) { ${TELL} }`;

interface Run {
  readonly seconds: number;
  readonly maxRSS: number;
  readonly cpu: number;
}

async function runCommand(jobs: number, files: readonly string[]): Promise<Run> {
  const args = ["--import", PRELOAD, MAIN, values.command, "--jobs", String(jobs), "--ndjson", ...files];
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  const error = text(child.stderr);
  const [status] = await once(child, "close");
  const seconds = (performance.now() - started) / 1_000;
  if (status !== 0) throw new Error(`the command ended with ${status}: ${await error}`);
  const told = /^\{.*\}$/m.exec(await error)?.[0];
  return { seconds, ...(JSON.parse(told ?? "{}") as Omit<Run, "seconds">) };
}

/** Two processes, each with half of the files: the later one counts. */
async function runTwo(files: readonly string[]): Promise<Run> {
  const runs = await Promise.all(files.map((file) => runCommand(1, [file])));
  return {
    seconds: Math.max(...runs.map(({ seconds }) => seconds)),
    maxRSS: runs.reduce((sum, { maxRSS }) => sum + maxRSS, 0),
    cpu: runs.reduce((sum, { cpu }) => sum + cpu, 0),
  };
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] as number;

const directory = mkdtempSync(join(tmpdir(), "gmail-mime-bench-"));
try {
  const half = readSize(values.size) / 2;
  const files = ["a.mbox", "b.mbox"].map((name) => join(directory, name));
  const written = files.map((file, i) => writeMailbox(file, half, 1 + i));
  const messages = written.reduce((sum, mailbox) => sum + mailbox.messages, 0);
  const bytes = written.reduce((sum, mailbox) => sum + mailbox.bytes, 0);
  console.log(
    `${values.command} of ${messages} messages, ${(bytes / 1e6).toFixed(0)} MB, the median of ${values.rounds}`,
  );

  const contestants = [
    { name: "1 thread", run: () => runCommand(1, files) },
    { name: "2 threads", run: () => runCommand(2, files) },
    { name: "2 processes", run: () => runTwo(files) },
  ].map((contestant) => ({ ...contestant, runs: [] as Run[] }));
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const { run, runs } of contestants) runs.push(await run());
  }
  const rates = contestants.map(({ name, runs }) => {
    const seconds = median(runs.map((run) => run.seconds));
    const rate = messages / seconds;
    const memory = median(runs.map(({ maxRSS }) => maxRSS)) / 1024;
    const cpu = median(runs.map((run) => run.cpu)) / 1e6;
    const columns = [
      `${rate.toFixed(0).padStart(7)} messages/s`,
      `${(bytes / 1e6 / seconds).toFixed(1).padStart(6)} MB/s`,
      `${memory.toFixed(0).padStart(5)} MB at most`,
      `${cpu.toFixed(1).padStart(6)} s of processors`,
    ];
    console.log(`${name.padEnd(12)}${columns.join("  ")}`);
    return rate;
  });
  const [one = 0, two = 0, apart = 0] = rates;
  console.log(`2 threads: ${(two / one).toFixed(2)} x 1 thread, ${(two / apart).toFixed(2)} x 2 processes`);
} finally {
  rmSync(directory, { recursive: true });
}
