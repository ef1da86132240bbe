/** A run that was interrupted, at whatever byte of its output, is completed by the same command. */

import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type BulkResult, goThrough, readLines } from "../support/bulk.js";

let root: string;
let out: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "gmail-mime-"));
  out = join(root, "out.ndjson");
});
afterEach(() => rm(root, { recursive: true }));

const message = (subject: string, end = "\n"): string =>
  `From a 1:23\nSubject: ${subject}\n\n>From me\n${end}`;

/** A mailbox, a directory with a message and an empty mailbox, a path that is none, a mailbox. */
async function writeSources(): Promise<string[]> {
  const paths = ["a.mbox", "b", "no-such.eml", "z.mbox"].map((name) => join(root, name));
  await writeFile(paths[0] as string, message("1") + message("2") + message("3"));
  await mkdir(paths[1] as string);
  await writeFile(join(root, "b/4.eml"), "Subject: 4\n\nhi\n");
  await writeFile(join(root, "b/none.mbox"), "");
  await writeFile(paths[3] as string, message("5") + message("6", ""));
  return paths;
}

const resume = (paths: readonly string[], ...more: readonly string[]): Promise<BulkResult> =>
  goThrough(["payload", "--format", "metadata", ...more, "--resume", out, ...paths]);

test("at any byte", async () => {
  const paths = await writeSources();
  const { status, error } = await resume(paths);
  expect(status).toBe(1); // a path is none
  expect(error).toContain("7 messages, 1 error");
  const whole = await readFile(out);
  const { text } = await goThrough(["payload", "--format", "metadata", ...paths]);
  expect(whole.toString()).toBe(text);
  for (let length = 0; length <= whole.length; length++) {
    await writeFile(out, whole.subarray(0, length));
    const { text: printed, error: said } = await resume(paths);
    expect(printed).toBe("");
    const there = whole.subarray(0, length).toString().split("\n").length - 1;
    expect(said).toContain(`${7 - there} message`);
    expect((await readFile(out)).equals(whole)).toBe(true);
  }
});

test("of the filter, and of standard input", async () => {
  const line = (i: number): string => `${JSON.stringify({ i, raw: "U3ViamVjdDogaGkNCg0KeW8=" })}\n`;
  const filtered = [0, 1, 2, 3].map(line).join("");
  const inputs = [
    { args: ["parse", "--stdin-ndjson"], input: filtered },
    { args: ["parse", "-"], input: message("1") + message("2") + message("3") },
  ];
  for (const { args, input } of inputs) {
    await rm(out, { force: true });
    await goThrough([...args, "--resume", out], { input });
    const whole = await readFile(out);
    expect(readLines(whole.toString()).length).toBeGreaterThan(2);
    for (let length = 0; length <= whole.length; length += 7) {
      await writeFile(out, whole.subarray(0, length));
      await goThrough([...args, "--resume", out], { input });
      expect((await readFile(out)).equals(whole)).toBe(true);
    }
  }
});

test("a mailbox that has grown is followed", async () => {
  const mbox = join(root, "grows.mbox");
  await writeFile(mbox, message("1") + message("2"));
  await resume([mbox]);
  await resume([mbox]);
  await appendFile(mbox, message("3") + message("4"));
  const { error } = await resume([mbox]);
  expect(error).toMatch(/2 messages, 0 errors, .* \(behind 2 lines of a run before\)\n$/);
  expect(await readFile(out, "utf8")).toBe((await goThrough(["payload", "--format", "metadata", mbox])).text);
});

describe("is refused, and the output left as it is,", () => {
  const refused: readonly { what: string; change: (paths: string[]) => Promise<unknown>; says: string }[] = [
    {
      what: "when the mailbox is another one",
      change: ([a]) => writeFile(a as string, "x".repeat(500)),
      says: "is not what it was",
    },
    {
      what: "when the mailbox has become shorter",
      change: ([a]) => writeFile(a as string, "From a 1:23\n"),
      says: "is not what it was",
    },
    {
      what: "when its source is not given",
      change: async (paths) => paths.splice(0, 1),
      says: "is not among the files",
    },
    {
      what: "when the line is of another command",
      change: () => writeFile(out, '{"source":"a","mail":{}}\n'),
      says: '"message"',
    },
    {
      what: "when the file is none of lines",
      change: () => writeFile(out, "hello\n"),
      says: "none that gmail-mime wrote",
    },
    {
      what: "when its last line is no object",
      change: () => writeFile(out, "null\n"),
      says: "none that gmail-mime wrote",
    },
  ];
  test.each(refused)("$what", async ({ change, says }) => {
    const paths = await writeSources();
    await resume(paths);
    await writeFile(out, `${(await readFile(out, "utf8")).split("\n")[0]}\n`);
    await change(paths);
    const before = await readFile(out, "utf8");
    const { status, error } = await resume(paths);
    expect({ status, error }).toEqual({ status: 3, error: expect.stringContaining(says) });
    expect(error).toMatch(/^gmail-mime: [^\n]+\n$/);
    expect(await readFile(out, "utf8")).toBe(before);
  });

  test("when the output is no file", async () => {
    const { status, error } = await goThrough(["parse", "--resume", root, "test/messages"]);
    expect({ status, error }).toEqual({
      status: 3,
      error: `gmail-mime: Cannot write "${root}": it is a directory\n`,
    });
  });
});
