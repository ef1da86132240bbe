/** The command as a process of its own: arguments, standard streams, exit status. */

import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import type { Answer } from "../../src/cli/run.js";
import { encodeRaw, parseMime, parseRaw } from "../../src/index.js";
import { messageNames, outOf, readMessage } from "../support/command.js";

const ROOT = new URL("../../", import.meta.url);

function start(...args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, ["--import", "tsx", "src/cli/main.ts", ...args], { cwd: ROOT });
}

async function finish(
  child: ChildProcessWithoutNullStreams,
  input?: Uint8Array,
): Promise<Answer & { out: string }> {
  child.stdin.on("error", () => {}); // a child that fails early reads no input
  child.stdin.end(input);
  const exit = once(child, "close");
  const [out, error] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = await exit;
  return { status, out, error };
}

test("--help", async () => {
  const { status, out, error } = await finish(start("--help"));
  expect({ status, error }).toEqual({ status: 0, error: "" });
  for (const command of [
    "tree",
    "payload",
    "raw",
    "mime",
    "parse",
    "build",
    "request",
    "serve",
    "check",
    "demo",
  ])
    expect(out).toContain(`\n  ${command} `);
});

test("--version is that of package.json", async () => {
  const { version } = JSON.parse(readFileSync(new URL("package.json", ROOT), "utf8"));
  expect(await finish(start("--version"))).toEqual({ status: 0, out: `${version}\n`, error: "" });
});

test("a file by its name, without colours in a pipe", async () => {
  const answer = await finish(start("tree", "test/messages/demo.eml"));
  expect(answer).toEqual({ status: 0, out: await outOf("tree", readMessage("demo.eml")), error: "" });
});

test("standard input to bytes on standard output", async () => {
  const bytes = readMessage("eight-bit.eml");
  const child = start("mime", "-");
  const chunks: Uint8Array[] = [];
  child.stdout.on("data", (chunk) => chunks.push(chunk));
  child.stdin.end(encodeRaw(bytes));
  const [status] = await once(child, "close");
  expect(status).toBe(0);
  expect(new Uint8Array(Buffer.concat(chunks))).toEqual(bytes);
});

test("parse into build gives the mail again", async () => {
  const json = await finish(start("parse", "test/messages/short.eml"));
  expect({ status: json.status, error: json.error }).toEqual({ status: 0, error: "" });
  const { out } = await finish(start("build", "--raw", "-"), new TextEncoder().encode(json.out));
  expect(parseRaw(out).subject).toBe(parseMime(readMessage("short.eml")).subject);
});

test("wrong use exits 2 with one line", async () => {
  const { status, out, error } = await finish(start("draw", "x.eml"));
  expect({ status, out }).toEqual({ status: 2, out: "" });
  expect(error).toBe('gmail-mime: There is no command "draw"; see gmail-mime --help\n');
});

test.each([
  { file: "no/such.eml", error: 'gmail-mime: Cannot read "no/such.eml": there is no such file\n' },
  { file: "test", error: 'gmail-mime: Cannot read "test": it is a directory\n' },
])("an unreadable file exits 1 with one line: $file", async ({ file, error }) => {
  expect(await finish(start("check", file))).toEqual({ status: 1, out: "", error });
});

test("a reader that closes early ends it in peace", async () => {
  const child = start("payload", "-");
  const exit = once(child, "close");
  const error = text(child.stderr);
  child.stdin.end(`Subject: long\r\n\r\n${"a line of text\r\n".repeat(200_000)}`);
  await once(child.stdout, "data");
  child.stdout.destroy();
  expect(await exit).toEqual([0, null]);
  expect(await error).toBe("");
});

test("serve answers until it is ended", async () => {
  const child = start("serve", "--user", "me@x.example", "test/messages");
  const exit = once(child, "close");
  try {
    const [said] = (await once(child.stdout, "data")) as [Buffer];
    const curl = /^ {2}curl (http:\/\/127\.0\.0\.1:\d+\/\S+)$/m.exec(said.toString());
    const answer = await fetch(curl?.[1] ?? "");
    const { messages } = (await answer.json()) as { messages: unknown };
    expect(messages).toHaveLength(messageNames.length);
  } finally {
    child.kill();
    await exit;
  }
});
