/** The lines that payload and parse print of many messages, and those of the filter. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { InOrder } from "../../src/cli/in-order.js";
import { mailToJson } from "../../src/cli/mail-json.js";
import { buildMime, encodeRaw, mimeToPayload, parseMime, renderMessage } from "../../src/index.js";
import { goThrough } from "../support/bulk.js";
import { messageNames, outOf, over, readMessage } from "../support/command.js";

const FILES = messageNames.map((name) => `test/messages/${name}`);

/** A message as it stands in its file: behind the postmark, where it has one, and unquoted. */
const contentOf = (name: string): Uint8Array => {
  const bytes = readMessage(name);
  if (name !== "mbox-lf.eml") return bytes;
  return Buffer.from(
    Buffer.from(bytes)
      .toString("latin1")
      .replace(/^From .*\n/, "")
      .replace(/^>From /m, "From "),
    "latin1",
  );
};
/** JSON as it is after printing and reading. */
const printed = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "gmail-mime-"));
});
afterAll(() => rm(root, { recursive: true }));

describe("of files", () => {
  test("payload prints each payload with its place", async () => {
    const { lines, status, error } = await goThrough(["payload", ...FILES]);
    expect(status).toBe(0);
    expect(error).toMatch(
      /^gmail-mime: 12 messages, 0 errors, 17\.\d kB in [\d.]+ s: [\d ]+ messages\/s, .*\n$/,
    );
    expect(lines.map(({ source }) => source)).toEqual(FILES);
    for (const [i, line] of lines.entries()) {
      const name = messageNames[i] as string;
      expect(line.payload).toEqual(mimeToPayload(contentOf(name)));
      expect(Object.keys(line).filter((key) => key !== "postmark")).toEqual([
        "source",
        "index",
        "offset",
        "length",
        "payload",
      ]);
      const { offset, length } = line as { offset: number; length: number };
      expect(line.index).toBe(0);
      expect(offset + length).toBe(readMessage(name).length);
    }
  });

  test("parse prints each mail", async () => {
    const { lines } = await goThrough(["parse", "test/messages"]);
    expect(lines.map(({ mail }) => mail)).toEqual(
      messageNames.map((name) => printed(mailToJson(parseMime(contentOf(name))))),
    );
  });

  test.each(["metadata", "minimal", "raw"] as const)(
    "payload --format %s prints each message",
    async (format) => {
      const { lines } = await goThrough(["payload", "--format", format, ...FILES]);
      const stored = { id: "18c0ffee", threadId: "18c0ffee" };
      expect(lines.map(({ message }) => message)).toEqual(
        messageNames.map((name) => printed(renderMessage({ ...stored, raw: contentOf(name) }, { format }))),
      );
    },
  );

  test("a file is many with --ndjson, too, and in any form", async () => {
    const bytes = readMessage("demo.eml");
    for (const form of [bytes, encodeRaw(bytes), JSON.stringify({ raw: encodeRaw(bytes) })]) {
      const path = join(root, "form");
      await writeFile(path, form);
      const { lines } = await goThrough(["payload", "--ndjson", path]);
      expect(lines).toEqual([
        { source: path, index: 0, offset: 0, length: form.length, payload: mimeToPayload(bytes) },
      ]);
    }
  });

  test("what cannot be read or converted is a line, and the others are there", async () => {
    const broken = join(root, "broken.eml");
    await writeFile(broken, '{"raw": "%%%"}');
    const files = ["no/such.eml", broken, "test/messages/short.eml", "package.json"];
    const { lines, status, error } = await goThrough(["parse", ...files]);
    expect(status).toBe(1);
    expect(error).toContain("4 messages, 3 errors");
    expect(lines[0]).toEqual({
      source: "no/such.eml",
      error: { code: "ENOENT", message: 'Cannot read "no/such.eml": there is no such file' },
    });
    expect(lines[1]).toMatchObject({ source: broken, index: 0, error: { code: "raw-invalid" } });
    expect(lines[2]).toMatchObject({ source: "test/messages/short.eml", mail: { subject: "hi" } });
    expect(lines[3]).toMatchObject({ source: "package.json", error: { code: "input-invalid" } });
  });

  test("an empty mailbox holds no message, an empty file one", async () => {
    const [mailbox, file] = [join(root, "empty.mbox"), join(root, "empty.eml")];
    for (const path of [mailbox, file]) await writeFile(path, "");
    expect((await goThrough(["payload", mailbox, "-"])).lines).toEqual([]);
    const { lines } = await goThrough(["payload", mailbox, file]);
    expect(lines).toEqual([{ source: file, index: 0, offset: 0, length: 0, payload: mimeToPayload("") }]);
  });

  test("standard input is a mailbox among files", async () => {
    const input = "From a 1:23\nSubject: one\n\nFrom b 1:24\nSubject: two\n\n";
    const { lines } = await goThrough(["parse", "test/messages/short.eml", "-"], { input });
    expect(
      lines.map(({ source, index, mail }) => [source, index, (mail as { subject: string }).subject]),
    ).toEqual([
      ["test/messages/short.eml", 0, "hi"],
      ["-", 0, "one"],
      ["-", 1, "two"],
    ]);
  });

  test("one file that is a mailbox of several is taken as one, and that is said", async () => {
    const mbox = new TextEncoder().encode("From a 1:23\nSubject: one\n\nFrom b 1:24\nSubject: two\n\n");
    const { status, error, out } = await over("parse", mbox);
    expect(status).toBe(0);
    expect(String(out)).toContain("one");
    expect(error).toMatch(/^gmail-mime: .*--ndjson.*\n$/);
    expect((await over("parse", "From a 1:23\nSubject: one\n\n")).error).toBeUndefined();
  });

  test("a line holds nothing that moves a terminal or that other languages break lines at", async () => {
    const path = join(root, "odd.eml");
    await writeFile(path, buildMime({ subject: "a\u0085\u2028b\u202e", text: "\u009b2J\u2029\u007f" }));
    const { text, lines } = await goThrough(["parse", "--ndjson", path]);
    expect(text.trimEnd()).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u);
    expect(lines[0]).toMatchObject({ mail: { text: "\u009b2J\u2029\u007f" } });
  });
});

describe("of the filter", () => {
  const bytes = readMessage("demo.eml");
  const raw = encodeRaw(bytes);
  const filter = async (command: readonly string[], input: string) =>
    await goThrough([...command, "--stdin-ndjson"], { input });

  test("each goes out with what else came in", async () => {
    const input = [
      { raw },
      { id: "18c0", threadId: "18bf", labelIds: ["INBOX"], raw },
      { key: 17, payload: mimeToPayload(bytes) },
      { id: "r-1", message: { id: "18c0", raw } },
      mimeToPayload(bytes),
      raw,
    ];
    const { lines, status } = await filter(
      ["payload"],
      input.map((value) => `${JSON.stringify(value)}\n`).join(""),
    );
    const payload = mimeToPayload(bytes);
    expect(status).toBe(0);
    expect(lines).toEqual([
      { payload },
      { id: "18c0", threadId: "18bf", labelIds: ["INBOX"], payload },
      { key: 17, payload },
      { id: "r-1", message: { id: "18c0" }, payload },
      { payload },
      { payload },
    ]);
  });

  test("a bare raw is a line, with CR LF, and at the end without any", async () => {
    const { lines } = await filter(["parse"], `${raw}\r\n${raw.replace(/=+$/, "")}`);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toEqual({ mail: printed(mailToJson(parseMime(bytes))) });
    expect(lines[1]).toEqual(lines[0]);
  });

  test("a whole message is answered as messages.get does", async () => {
    const stored = { id: "18c0", threadId: "18bf", labelIds: ["INBOX"], historyId: "7" };
    const line = `${JSON.stringify({ ...stored, raw })}\n`;
    for (const format of ["metadata", "minimal", "raw"] as const) {
      const { lines } = await filter(["payload", "--format", format], line);
      expect(lines).toEqual([printed(renderMessage({ ...stored, raw: bytes }, { format }))]);
    }
  });

  test("one line goes out for each, whatever came in", async () => {
    const input = [
      '{"id":1,"raw":"%%%"}',
      "",
      "no mail",
      '{"id":2',
      '{"id":3}',
      "[1]",
      '{"id":4,"raw":""}',
      '{"__proto__":5,"raw":""}',
    ];
    const { lines, status, text } = await filter(["parse"], input.join("\n"));
    expect(status).toBe(1);
    expect(lines.map(({ error }) => (error as { code: string } | undefined)?.code)).toEqual([
      "raw-invalid",
      ...Array(5).fill("input-invalid"),
      undefined,
      undefined,
    ]);
    expect(lines.map(({ id }) => id)).toEqual([
      1,
      undefined,
      undefined,
      undefined,
      3,
      undefined,
      4,
      undefined,
    ]);
    expect(text.split("\n")[7]).toMatch(/^\{"__proto__":5,"mail":/);
  });

  test("a line is the same in any company", async () => {
    const many = messageNames.map(
      (name) => `${JSON.stringify({ name, raw: encodeRaw(readMessage(name)) })}\n`,
    );
    const together = await filter(["payload"], many.join(""));
    const apart = [];
    for (const line of many) apart.push((await filter(["payload"], line)).text);
    expect(together.text).toBe(apart.join(""));
    expect(together.lines[0]?.payload).toEqual(JSON.parse(await outOf("payload", readMessage("bounce.eml"))));
  });
});

describe("work in order", () => {
  test("is taken up as it began, and no more is under way than has room", async () => {
    const line = new InOrder(10);
    const taken: number[] = [];
    const ends: (() => void)[] = [];
    const begin = async (size: number, i: number): Promise<void> => {
      await line.hasRoom(size);
      const work = new Promise<number>((resolve) => {
        ends[i] = () => resolve(i);
      });
      line.add(size, work, async (result) => void taken.push(result));
    };
    await begin(4, 0);
    await begin(6, 1);
    const third = begin(20, 2);
    ends[1]?.();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect([taken, ends.length]).toEqual([[], 2]);
    ends[0]?.();
    await third; // alone it has room, whatever its size
    expect([taken, ends.length]).toEqual([[0, 1], 3]);
    ends[2]?.();
    await line.end();
    expect(taken).toEqual([0, 1, 2]);
  });

  test("that fails ends the wait for room, and nothing behind it is taken up", async () => {
    const line = new InOrder(1);
    const taken: string[] = [];
    line.add(1, Promise.reject(new Error("no")), async () => void taken.push("first"));
    line.add(1, Promise.resolve(), async () => void taken.push("second"));
    await expect(line.hasRoom(1)).rejects.toThrow("no");
    await expect(line.end()).rejects.toThrow("no");
    expect(taken).toEqual([]);
  });
});
