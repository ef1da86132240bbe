/** Many messages by the command as a process with its threads: order, interruption, streams, terminals, other programs. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeMailbox } from "../../bench/mailbox.js";
import { Random } from "../../bench/random.js";
import { goThrough, readLines } from "../support/bulk.js";
import { type Bundle, bundleCommand } from "../support/bundle.js";
import { runShell, testWith } from "../support/process.js";

const MAILBOX_BYTES = 8_000_000;

let bundle: Bundle;
let root: string;
let mailbox: string;
/** What is printed of the mailbox without threads. */
let expected: string;
let count: number;
beforeAll(async () => {
  bundle = await bundleCommand();
  root = await mkdtemp(join(tmpdir(), "gmail-mime-"));
  mailbox = join(root, "All.mbox");
  count = writeMailbox(mailbox, MAILBOX_BYTES, 7).messages;
  expected = (await goThrough(["payload", mailbox])).text;
});
afterAll(async () => {
  await Promise.all([bundle.remove(), rm(root, { recursive: true })]);
});

const shell = (line: string, input?: string) =>
  runShell(line, {
    cwd: root,
    env: { ...process.env, NODE: process.execPath, MAIN: bundle.main },
    ...(input !== undefined && { input }),
  });
const COMMAND = '"$NODE" "$MAIN"';

test.each([1, 2, 3])("%i threads print the same lines in the same order", async (jobs) => {
  const { status, out, error } = await shell(`${COMMAND} payload --jobs ${jobs} All.mbox`);
  expect(status).toBe(0);
  expect(out === expected.replaceAll(mailbox, "All.mbox")).toBe(true);
  expect(readLines(out)).toHaveLength(count);
  expect(error).toMatch(new RegExp(`^gmail-mime: ${count} messages, 0 errors, [^\\r\\n]*/s\\n$`));
});

test("a run that is killed again and again comes to the same lines", async () => {
  const random = new Random(42);
  const out = join(root, "killed.ndjson");
  const sizes: number[] = [];
  for (let run = 0; run < 6; run++) {
    const child = spawn(process.execPath, [bundle.main, "payload", "--resume", out, "--jobs", "2", mailbox], {
      stdio: "ignore",
    });
    const exit = once(child, "close");
    const grown = (sizes.at(-1) ?? 0) + 1;
    while (child.exitCode === null && (await sizeOf(out)) < grown) await sleep(2);
    await sleep(random.below(60));
    child.kill("SIGKILL");
    await exit;
    sizes.push(await sizeOf(out));
  }
  expect(sizes[0]).toBeGreaterThan(0);
  const { status } = await shell(`${COMMAND} payload --resume killed.ndjson --jobs 2 "${mailbox}"`);
  expect(status).toBe(0);
  expect((await readFile(out, "utf8")) === expected).toBe(true);
});

test("a reader that has seen enough ends it in peace", async () => {
  const { status, out, error } = await shell(
    `set -o pipefail; ${COMMAND} payload --jobs 2 All.mbox | head -n 2`,
  );
  expect(status).toBe(0);
  expect(readLines(out)).toHaveLength(2);
  expect(error).toBe("");
});

test("an output that is full ends it as not complete", async () => {
  const { status, error } = await shell(`${COMMAND} payload --jobs 2 All.mbox > /dev/full`);
  expect(status).toBe(3);
  expect(error).toBe("gmail-mime: Cannot write the lines: no space is left\n");
  const one = await shell(`${COMMAND} --help > /dev/full`);
  expect(one).toEqual({
    status: 1,
    out: "",
    error: "gmail-mime: Cannot write the output: no space is left\n",
  });
});

test("a pipe, a mailbox on standard input and one without a name are read alike", async () => {
  const { out } = await shell(
    `${COMMAND} payload --ndjson <(cat All.mbox) | sed 's/"source":"[^"]*"/"source":"-"/'`,
  );
  expect(out === expected.replaceAll(mailbox, "-")).toBe(true);
  expect((await shell(`${COMMAND} payload --ndjson - < All.mbox`)).out === out).toBe(true);
});

test("no more is read than has room until it is written", async () => {
  let read = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (; read < 1e9; read += 1 << 20) yield Buffer.alloc(1 << 20, "From a 1:23\nSubject: hi\n\nyo\n\n");
  }
  let release = (): void => {};
  const stalled = new Promise<void>((resolve) => {
    release = resolve;
  });
  const run = goThrough(["payload", "--jobs", "2", "--ndjson", "-"], {
    stdin: endless(),
    write: async () => await stalled,
  });
  let before = -1;
  while (read > before || read === 0) {
    before = read;
    await sleep(200);
  }
  expect(read).toBeLessThanOrEqual(32 << 20);
  read = 1e9;
  release();
  expect((await run).status).toBe(0);
});

describe("the filter", async () => {
  test("answers a line before the next one comes", async () => {
    const child = spawn(process.execPath, [bundle.main, "parse", "--stdin-ndjson"]);
    const exit = once(child, "close");
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    for (const id of [1, 2, 3]) {
      child.stdin.write(`${JSON.stringify({ id, raw: "U3ViamVjdDogaGkNCg0KeW8=" })}\n`);
      const { value } = await answers.next();
      expect(JSON.parse(value)).toMatchObject({ id, mail: { subject: "hi", text: "yo" } });
    }
    child.stdin.end();
    expect((await exit)[0]).toBe(0);
  });

  await testWith("parallel", "gives under GNU parallel what it gives alone", async () => {
    const raws = readLines((await goThrough(["payload", "--format", "raw", mailbox])).text);
    const lines = raws.map(
      ({ message }, i) => `${JSON.stringify({ ...(message as object), id: String(i) })}\n`,
    );
    await writeFile(join(root, "messages.ndjson"), lines.join(""));
    const alone = await shell(`${COMMAND} payload --stdin-ndjson < messages.ndjson`);
    const together = await shell(
      `parallel --will-cite --pipe --keep-order --block 1M -j 2 -q "$NODE" "$MAIN" payload --jobs 1 --stdin-ndjson < messages.ndjson`,
    );
    expect([alone.status, together.status]).toEqual([0, 0]);
    expect(readLines(alone.out).map(({ id }) => Number(id))).toEqual(raws.map((_, i) => i));
    expect(together.out === alone.out).toBe(true);
    expect(together.error.match(/^gmail-mime: /gm)?.length).toBeGreaterThan(3);
  });
});

describe("on a terminal", async () => {
  await testWith("script", "a line shows how far it is, and goes away", async () => {
    const { out } = await shell(
      `script -qec '${COMMAND} payload --jobs 1 All.mbox > shown.ndjson' /dev/null`,
    );
    expect(out).toMatch(/\r(?:\[#*-*\] )? {0,2}\d+ % {2}[\d ]+ messages/);
    expect(out).toContain(`\r\u001b[Kgmail-mime: ${count} messages, 0 errors`);
    expect((await stat(join(root, "shown.ndjson"))).size).toBe(
      Buffer.byteLength(expected.replaceAll(mailbox, "All.mbox")),
    );
  });

  await testWith("script", "lines on the same screen are not mixed with it", async () => {
    const { out } = await shell(
      `script -qec '${COMMAND} payload --format minimal --jobs 1 All.mbox' /dev/null`,
    );
    expect(out).not.toContain("\u001b[K");
  });
});

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => ({ size: 0 }))).size;
}
