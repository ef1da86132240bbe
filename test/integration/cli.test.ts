/** The command over the messages of the repository: what every command has in common, and those that only look. */

import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { Failure } from "../../src/cli/failure.js";
import { run } from "../../src/cli/run.js";
import { coloured, formatJson, visible } from "../../src/cli/terminal.js";
import { decodeRaw, defectsOf, encodeRaw, mimeToPayload, parseEntity, walkParts } from "../../src/index.js";
import { tellKind } from "../../src/inspect/input.js";
import { harmless, messageNames, outOf, over, readMessage } from "../support/command.js";

const ROOT = new URL("../../", import.meta.url);
const ODD = new Set(["broken.eml", "eight-bit.eml", "file-names.eml", "mbox-lf.eml"]);

describe.each(messageNames)("%s", (name) => {
  const bytes = readMessage(name);
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
    for (const command of ["tree", "payload", "raw", "parse", "check"]) {
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
    for (const command of ["tree", "payload", "parse", "check", "raw"]) {
      expect(await outOf(command, bytes)).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
    }
  });
});

test("tree shows file names, sizes, charsets, encodings and subjects", async () => {
  const tree = await outOf("tree", readMessage("demo.eml"));
  expect(tree).toContain("├─ 0  multipart/related");
  expect(tree).toMatch(/^│ {2}│ {2}├─ 0\.0\.0 {2}text\/plain +\d+ bytes {2}utf-8 {2}quoted-printable$/m);
  expect(tree).toMatch(/^└─ 2 {2}application\/pdf +"Bill Höhenweg \(July\)\.pdf" {2}\d+ bytes {2}base64$/m);
  expect(tree).toMatch(/^│ {2}└─ 1\.0 {2}multipart\/mixed +Subject: Free places on the Höhenweg$/m);
});

test("tree and payload take a payload whose attachments are known only by id", async () => {
  const payload = mimeToPayload(readMessage("demo.eml"));
  expect(await outOf("tree", JSON.stringify({ payload }))).toBe(await outOf("tree", readMessage("demo.eml")));
  const again = JSON.parse(await outOf("payload", JSON.stringify(payload)));
  expect(again).toEqual(payload);
});

test("colours are put on when asked for, and only there", async () => {
  const bytes = readMessage("demo.eml");
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
  { input: '{"attachments":[],"headers":[]}', error: "gmail-mime build" },
  { input: "AAAAA", error: "not base64url" },
  { input: '{"parts":[7]}', error: 'part "0"' },
  { input: '{"payload":{"body":{"data":"%%%"}}}', error: "not base64url" },
];
test.each(refused)("$input ends in one line and status 1", async ({ input, error }) => {
  for (const command of ["tree", "payload", "raw", "mime", "parse", "check"]) {
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
  ["tree", "--raw", "a.eml"],
  ["mime", "--out", "d", "a.eml"],
  ["demo", "--raw"],
  ["parse", "--in", "d", "a.eml"],
  ["parse", "--out", "a.eml"],
  ["parse", "--out"],
  ["parse", "--out", "-d", "a.eml"],
  ["parse", "--out=", "a.eml"],
  ["build", "--out", "d", "a.json"],
  ["build", "--in", "a.json"],
  ["build", "--raw=yes", "a.json"],
  ["payload", "--format", "tiny", "a.eml"],
  ["payload", "--format", "\u001b[2J", "a.eml"],
  ["payload", "--format=", "a.eml"],
  ["payload", "--format", "FULL", "a.eml"],
  ["payload", "--format", "metadata"],
  ["payload", "--format", "tiny", "a.eml", "b.eml"],
  ["payload", "--ndjson"],
  ["payload", "--jobs", "0", "a.eml"],
  ["payload", "--jobs", "257", "a.eml"],
  ["payload", "--jobs=two", "a.eml"],
  ["payload", "--stdin-ndjson", "a.eml"],
  ["payload", "--resume=", "a.eml"],
  ["payload", "--resume", "never-written", "a.eml", "./a.eml"],
  ["payload", "--resume", "never-written", "test", "test/messages/demo.eml"],
  ["parse", "--out", "d", "a.eml", "b.eml"],
  ["parse", "--format", "full", "a.eml", "b.eml"],
  ["tree", "--ndjson", "a.eml"],
  ["completion"],
  ["completion", "tcsh"],
  ["completion", "bash", "zsh"],
  ["payload", "--metadata-headers", "From", "a.eml"],
  ["payload", "--format", "full", "--metadata-headers", "From", "a.eml"],
  ["payload", "--format", "metadata", "--metadata-headers", "From,,To", "a.eml"],
  ["payload", "--format", "metadata", "--metadata-headers=", "a.eml"],
  ["tree", "--format", "full", "a.eml"],
  ["request"],
  ["request", "a.eml"],
  ["request", "constructor", "a.eml"],
  ["request", "send"],
  ["request", "send", "a.eml", "b.eml"],
  ["request", "send", "--upload", "pigeon", "a.eml"],
  ["request", "send", "--upload", "media", "--thread", "18c0", "a.eml"],
  ["request", "send", "--deleted", "a.eml"],
  ["request", "draft", "--internal-date-source", "dateHeader", "a.eml"],
  ["request", "insert", "--internal-date-source", "clock", "a.eml"],
  ["request", "insert", "--never-mark-spam", "a.eml"],
  ["request", "send", "--thread=", "a.eml"],
  ["request", "send", "--labels", "INBOX,", "a.eml"],
  ["request", "send", "--accessToken", "secret", "a.eml"],
  ["payload", "--thread", "18c0", "a.eml"],
  ["serve"],
  ["serve", "--port", "65536", "a.eml"],
  ["serve", "--port", "-1", "a.eml"],
  ["serve", "--port=http", "a.eml"],
  ["serve", "--user=", "a.eml"],
  ["serve", "--user", "nobody", "a.eml"],
  ["serve", "--user", "a@x.example, b@x.example", "a.eml"],
  ["serve", "--out", "d", "a.eml"],
];
test.each(misused.map((args) => ({ args })))("wrong use: $args", async ({ args }) => {
  const nothing = async (): Promise<Uint8Array> => new Uint8Array(0);
  const answer = await run(args, { ...harmless, read: nothing, readOwn: nothing });
  expect({ status: answer.status, out: answer.out }).toEqual({ status: 2, out: "" });
  expect(answer.error).toMatch(/^gmail-mime: [^\n\p{Cc}]+\n$/u);
});

test("demo shows the message and that every way back gives the same", async () => {
  const readOwn = async (path: string): Promise<Uint8Array> => await readFile(new URL(path, ROOT));
  const { out, status } = await run(["demo"], { ...harmless, read: readOwn, readOwn });
  expect(status).toBe(0);
  expect(String(out)).toContain(await outOf("tree", readMessage("demo.eml")));
  expect(String(out)).toContain(await outOf("payload", readMessage("demo.eml")));
  expect(String(out).match(/ {3}the same: /g)).toHaveLength(4);
});

test("demo outside a checkout ends in one line", async () => {
  const readOwn = async (path: string): Promise<Uint8Array> => {
    throw new Failure(1, `Cannot read ${path}`);
  };
  const answer = await run(["demo"], { ...harmless, read: readOwn, readOwn });
  expect(answer).toEqual({ status: 1, out: "", error: "gmail-mime: Cannot read test/messages/demo.eml\n" });
});

test("decodeRaw of what raw prints gives the file", async () => {
  for (const name of messageNames)
    expect(decodeRaw(await outOf("raw", readMessage(name)))).toEqual(readMessage(name));
});
