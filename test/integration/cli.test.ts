/** The command over the messages of the repository: each command in this process, the process itself by starting it. */

import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { Failure } from "../../src/cli/failure.js";
import { tellKind } from "../../src/cli/input.js";
import { type Answer, run } from "../../src/cli/run.js";
import { coloured, formatJson, type Paint, plain, visible } from "../../src/cli/terminal.js";
import { decodeRaw, defectsOf, encodeRaw, mimeToPayload, parseEntity, walkParts } from "../../src/index.js";

const ROOT = new URL("../../", import.meta.url);
const MESSAGES = new URL("test/messages/", ROOT);
const names = readdirSync(MESSAGES).filter((name) => name.endsWith(".eml"));
const ODD = new Set(["broken.eml", "eight-bit.eml", "mbox-lf.eml"]);

function message(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(name, MESSAGES)));
}

/** Runs a command over one input, here called "in". */
function over(command: string, input: Uint8Array | string, paint: Paint = plain): Promise<Answer> {
  const bytes = typeof input === "string" ? new TextEncoder().encode(input) : input;
  return run([command, "in"], {
    read: async () => bytes,
    readOwn: async (path) => await readFile(new URL(path, ROOT)),
    paint,
  });
}

async function outOf(command: string, input: Uint8Array | string): Promise<string> {
  const { out, error } = await over(command, input);
  expect(error).toBeUndefined();
  return String(out);
}

describe.each(names)("%s", (name) => {
  const bytes = message(name);
  const raw = encodeRaw(bytes);

  test("tree draws each part on a line of its own", async () => {
    const lines = (await outOf("tree", bytes)).trimEnd().split("\n");
    const parts = [...walkParts(mimeToPayload(bytes))];
    expect(lines.length).toBe(parts.length);
    parts.forEach(({ partId, mimeType }, i) => {
      expect(lines[i]).toContain(`${partId === "" ? '""' : partId}  ${mimeType}`);
    });
  });

  test("payload prints what mimeToPayload gives", async () => {
    expect(JSON.parse(await outOf("payload", bytes))).toEqual(mimeToPayload(bytes));
  });

  test("raw and mime are each other's way back", async () => {
    expect(await outOf("raw", bytes)).toBe(`${raw}\n`);
    expect((await over("mime", `${raw}\n`)).out).toEqual(bytes);
  });

  test("an .eml, its raw and JSON that holds it say the same", async () => {
    const forms = [
      raw,
      raw.replace(/=+$/, ""),
      raw.replace(/.{60}/g, "$&\r\n"),
      JSON.stringify(raw),
      JSON.stringify({ id: "18c0", threadId: "18c0", raw }),
      JSON.stringify({ id: "r-1", message: { id: "18c0", raw } }, null, 2),
      `\uFEFF${JSON.stringify({ raw, payload: null })}`,
    ];
    for (const command of ["tree", "payload", "raw", "check"]) {
      const expected = (await over(command, bytes)).out;
      for (const form of forms) expect((await over(command, form)).out).toEqual(expected);
    }
    for (const form of forms) expect((await over("mime", form)).out).toEqual(bytes);
  });

  test("check lists its defects and says so by its status", async () => {
    const { out, status } = await over("check", bytes);
    const defects = defectsOf(parseEntity(bytes));
    const lines = String(out).trimEnd().split("\n");
    expect(lines.length).toBe(defects.length + 1);
    for (const { code, offset } of defects) {
      expect(lines.some((line) => line.includes(`${code} `) && line.includes(` ${offset} `))).toBe(true);
    }
    expect(status).toBe(defects.length === 0 ? 0 : 1);
    expect(status).toBe(ODD.has(name) ? 1 : 0);
  });

  test("mime of its payload says the same, or names the part whose content is missing", async () => {
    const payload = mimeToPayload(bytes);
    const missing = [...walkParts(payload)].find(({ body }) => body.attachmentId !== undefined);
    const { out, status, error } = await over("mime", JSON.stringify({ id: "18c0", payload }));
    if (missing === undefined) {
      expect(JSON.parse(await outOf("payload", out))).toEqual(
        JSON.parse(await outOf("payload", JSON.stringify(payload))),
      );
    } else {
      expect({ status, out }).toEqual({ status: 1, out: "" });
      expect(error).toContain(`part "${missing.partId}"`);
      expect(error?.split("\n")).toHaveLength(2);
    }
  });

  test("nothing it prints moves a terminal", async () => {
    for (const command of ["tree", "payload", "check", "raw"]) {
      expect(await outOf(command, bytes)).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
    }
  });
});

test("tree shows file names, sizes, charsets, encodings and subjects", async () => {
  const tree = await outOf("tree", message("demo.eml"));
  expect(tree).toContain("├─ 0  multipart/related");
  expect(tree).toMatch(/^│ {2}│ {2}├─ 0\.0\.0 {2}text\/plain +\d+ bytes {2}utf-8 {2}quoted-printable$/m);
  expect(tree).toMatch(/^└─ 2 {2}application\/pdf +"Bill Höhenweg \(July\)\.pdf" {2}\d+ bytes {2}base64$/m);
  expect(tree).toMatch(/^│ {2}└─ 1\.0 {2}multipart\/mixed +Subject: Free places on the Höhenweg$/m);
});

test("tree and payload take a payload whose attachments are known only by id", async () => {
  const payload = mimeToPayload(message("demo.eml"));
  expect(await outOf("tree", JSON.stringify({ payload }))).toBe(await outOf("tree", message("demo.eml")));
  const again = JSON.parse(await outOf("payload", JSON.stringify(payload)));
  expect(again).toEqual(payload);
});

test("colours are put on when asked for, and only there", async () => {
  const bytes = message("demo.eml");
  const { out } = await over("tree", bytes, coloured);
  expect(out).toContain("\u001b[");
  const bare = String(out).replaceAll(/\p{Cc}\[\d+m/gu, "");
  expect(bare).toBe(await outOf("tree", bytes));
});

test("what a stranger wrote is made harmless", () => {
  expect(visible("a\u001b[2J\u202e\r\nb")).toBe("a\\u{1b}[2J\\u{202e}\\u{d}\\u{a}b");
  expect(visible("x".repeat(300))).toBe(`${"x".repeat(200)}…`);
  expect(JSON.parse(formatJson(["\u009b2J\u202e\n"]))).toEqual(["\u009b2J\u202e\n"]);
  expect(formatJson("\u009b2J\u202e")).toBe('"\\u009b2J\\u202e"\n');
});

const kinds: readonly { kind: ReturnType<typeof tellKind>; text: string }[] = [
  { kind: "eml", text: "Subject: hi\n\nyo" },
  { kind: "eml", text: "From ines@radio.example Sat Feb 12 10:14:55 2005\nA: b\n\n" },
  { kind: "eml", text: "\r\njust a body" },
  { kind: "eml", text: "" },
  { kind: "eml", text: "two words" },
  { kind: "eml", text: "two lines\nof words" },
  { kind: "raw", text: "U3ViamVjdDogaGkNCg0KeW8=" },
  { kind: "raw", text: "U3ViamVjdDogaGkNCg0KeW8\n" },
  { kind: "raw", text: "  U3ViamVj\r\n  dDogaGkN\r\n  Cg0KeW8_-\r\n" },
  { kind: "raw", text: "U3ViamVjdDogaGk+Pj8/" },
  { kind: "json", text: '{"raw":""}' },
  { kind: "json", text: '\n  {\n "payload": {}}' },
  { kind: "json", text: '"U3Vi"' },
  { kind: "json", text: "[]" },
  { kind: "json", text: '\uFEFF{"raw":""}' },
];
test.each(kinds)("$text is told to be $kind", ({ kind, text: given }) => {
  expect(tellKind(new TextEncoder().encode(given))).toBe(kind);
});

const refused = [
  { input: '{"raw": ', error: "starts like JSON" },
  { input: "[1, 2]", error: "no message, payload or draft" },
  { input: "{}", error: "no message, payload or draft" },
  { input: '{"messages":[{"id":"1"}]}', error: "no message, payload or draft" },
  { input: '{"raw":"%%%"}', error: "not base64url" },
  { input: "AAAAA", error: "not base64url" },
  { input: '{"parts":[7]}', error: 'part "0"' },
  { input: '{"payload":{"body":{"data":"%%%"}}}', error: "not base64url" },
];
test.each(refused)("$input ends in one line and status 1", async ({ input, error }) => {
  for (const command of ["tree", "payload", "raw", "mime", "check"]) {
    const answer = await over(command, input);
    expect({ status: answer.status, out: answer.out }).toEqual({ status: 1, out: "" });
    expect(answer.error).toMatch(/^gmail-mime: [^\n]+\n$/);
    expect(answer.error).toContain(error);
  }
});

const misused: readonly (readonly string[])[] = [
  [],
  ["draw", "x.eml"],
  ["tree"],
  ["tree", "a.eml", "b.eml"],
  ["demo", "a.eml"],
  ["tree", "--colour", "a.eml"],
  ["tree", "-x", "a.eml"],
  ["constructor", "a.eml"],
  ["\u001b[2J", "a.eml"],
];
test.each(misused.map((args) => ({ args })))("wrong use: $args", async ({ args }) => {
  const nothing = async (): Promise<Uint8Array> => new Uint8Array(0);
  const answer = await run(args, { read: nothing, readOwn: nothing, paint: plain });
  expect({ status: answer.status, out: answer.out }).toEqual({ status: 2, out: "" });
  expect(answer.error).toMatch(/^gmail-mime: [^\n\p{Cc}]+\n$/u);
});

test("demo shows the message and that every way back gives the same", async () => {
  const readOwn = async (path: string): Promise<Uint8Array> => await readFile(new URL(path, ROOT));
  const { out, status } = await run(["demo"], { read: readOwn, readOwn, paint: plain });
  expect(status).toBe(0);
  expect(String(out)).toContain(await outOf("tree", message("demo.eml")));
  expect(String(out)).toContain(await outOf("payload", message("demo.eml")));
  expect(String(out).match(/ {3}the same: /g)).toHaveLength(3);
});

test("demo outside a checkout ends in one line", async () => {
  const readOwn = async (path: string): Promise<Uint8Array> => {
    throw new Failure(1, `Cannot read ${path}`);
  };
  const answer = await run(["demo"], { read: readOwn, readOwn, paint: plain });
  expect(answer).toEqual({ status: 1, out: "", error: "gmail-mime: Cannot read test/messages/demo.eml\n" });
});

describe("the process", () => {
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
    for (const command of ["tree", "payload", "raw", "mime", "check", "demo"])
      expect(out).toContain(`\n  ${command} `);
  });

  test("--version is that of package.json", async () => {
    const { version } = JSON.parse(readFileSync(new URL("package.json", ROOT), "utf8"));
    expect(await finish(start("--version"))).toEqual({ status: 0, out: `${version}\n`, error: "" });
  });

  test("a file by its name, without colours in a pipe", async () => {
    const answer = await finish(start("tree", "test/messages/demo.eml"));
    expect(answer).toEqual({ status: 0, out: await outOf("tree", message("demo.eml")), error: "" });
  });

  test("standard input to bytes on standard output", async () => {
    const bytes = message("eight-bit.eml");
    const child = start("mime", "-");
    const chunks: Uint8Array[] = [];
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stdin.end(encodeRaw(bytes));
    const [status] = await once(child, "close");
    expect(status).toBe(0);
    expect(new Uint8Array(Buffer.concat(chunks))).toEqual(bytes);
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
});

test("decodeRaw of what raw prints gives the file", async () => {
  for (const name of names) expect(decodeRaw(await outOf("raw", message(name)))).toEqual(message(name));
});
