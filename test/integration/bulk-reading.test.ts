/** Sources of many messages: mailboxes cut while they are read, directories, Maildirs, and what cannot be read. */

import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Batch, readBatches } from "../../src/cli/batch.js";
import { listMail, streamSource } from "../../src/cli/mail-files.js";
import { splitMbox, unquoteLines } from "../../src/cli/mbox.js";

/** What is read of a stream that comes in pieces of one size. */
async function readInPieces(
  file: Uint8Array,
  size: number,
  lines = false,
): Promise<{ offset: number; length: number; postmark: string | undefined; bytes: string }[]> {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size);
  }
  const read = [];
  for await (const batch of readBatches([streamSource(pieces(), lines)], lines)) {
    for (const { offset, length, postmark, bytes } of messagesOf(batch)) {
      expect(Buffer.from(file).toString("latin1", offset, offset + length)).toBe(bytes);
      read.push({ offset, length, postmark, bytes });
    }
  }
  return read;
}

function messagesOf({ bytes, items }: Batch) {
  return items.map((item) => {
    if ("trouble" in item) throw new Error(item.trouble.message);
    const { start, place } = item;
    return { ...place, bytes: Buffer.from(bytes).toString("latin1", start, start + place.length) };
  });
}

const mailboxes: readonly { what: string; mbox: string }[] = [
  {
    what: "LF",
    mbox: "From a@x Sat Feb 12 10:14:55 2005\nA: b\n\nhi\n\nFrom b@x Sat Feb 12 10:14:56 2005\nC: d\n\n>From yo\n\n",
  },
  { what: "CRLF", mbox: "From - \r\nA: b\r\n\r\nhi\r\n\r\nFrom - \r\nC: d\r\n\r\n\r\n" },
  { what: "no empty lines between", mbox: "From a\nA: b\nFrom b\nC: d" },
  { what: "empty messages", mbox: "From a\nFrom b\n\nFrom c" },
  { what: "paragraphs that begin with From", mbox: "From a\n\nhi\n\nFrom here we go\nFrom there\n" },
  { what: "what is almost a postmark at its end", mbox: "From a\n\nhi\n\nFrom" },
  { what: "a postmark at its end", mbox: "From a\n\nhi\n\nFrom b 1:23" },
  { what: "a line as long as no postmark", mbox: `From a\n\nFrom ${"x ".repeat(2_000)}1:23\n\nFrom b\n` },
];

describe.each(mailboxes)("a mailbox with $what", ({ mbox }) => {
  const file = Buffer.from(mbox);
  const whole = splitMbox(file).map((message) => Buffer.from(message).toString("latin1"));

  test.each([1, 2, 3, 5, 7, 64, 1_000, 1_000_000])("comes apart alike in pieces of %i", async (size) => {
    const read = await readInPieces(file, size);
    expect(read.map(({ bytes }) => Buffer.from(unquoteLines(Buffer.from(bytes))).toString())).toEqual(whole);
    for (const { postmark } of read) expect(mbox).toContain(postmark);
  });
});

test("the last message of a mailbox ends as the others do", () => {
  const message = "A: b\n\nhi\n";
  const [first, last] = splitMbox(Buffer.from(`From a\n${message}\nFrom b\n${message}\n`));
  expect(Buffer.from(first as Uint8Array).toString()).toBe(message);
  expect(last).toEqual(first);
});

test("messages larger than a block come whole, small ones between them, too", async () => {
  const large = `A: b\n\n${"0123456789abcde\n".repeat(300_000)}`;
  const mbox = Buffer.from(
    ["From a\nS: 1\n\n", `From b\n${large}\n`, "From c\nS: 2\n\n", `From d\n${large}\n`].join(""),
  );
  const read = await readInPieces(mbox, 65_536);
  expect(read.map(({ length }) => length)).toEqual([5, large.length, 5, large.length]);
});

test("a message too large to be held is told with its place, and the next one is read", async () => {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("From a\nS: 1\n\nFrom b\n");
    const chunk = Buffer.alloc(1 << 20, "0123456789abcde\n");
    for (let i = 0; i < 140; i++) yield chunk;
    yield Buffer.from("\nFrom c\nS: 2\n");
  }
  const items = [];
  for await (const batch of readBatches([streamSource(chunks(), false)], false)) items.push(...batch.items);
  const length = 140 << 20;
  expect(items.map(({ place }) => place)).toEqual([
    { source: "-", index: 0, offset: 7, length: 5, postmark: "From a" },
    { source: "-", index: 1, offset: 20, length, postmark: "From b" },
    { source: "-", index: 2, offset: 20 + length + 8, length: 5, postmark: "From c" },
  ]);
  expect(items[1]).toHaveProperty("trouble.code", "input-too-large");
});

test.each(["a\nb\n", "a\nb", "a\n\nb\n", "\n", "", "a"])("lines of %j are messages", async (text) => {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  for (const size of [1, 2, 100]) {
    const read = await readInPieces(Buffer.from(text), size, true);
    expect(read.map(({ bytes }) => bytes)).toEqual(lines);
  }
});

test("a line that is there does not wait for one that comes later", async () => {
  let release = (): void => {};
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("1\n2\n3");
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    yield Buffer.from("3\n");
  }
  const batches = readBatches([streamSource(chunks(), true)], true);
  const first = (await batches.next()).value as Batch;
  expect(messagesOf(first).map(({ bytes }) => bytes)).toEqual(["1", "2"]);
  release();
  const second = (await batches.next()).value as Batch;
  expect(messagesOf(second).map(({ bytes }) => bytes)).toEqual(["33"]);
});

describe("directories", () => {
  let root: string;
  const names = [
    "a-b.eml",
    "a/c.eml",
    "a/d.MBOX",
    "a/notes.txt",
    "Maildir/cur/1700.M1.host:2,S",
    "Maildir/cur/.hidden",
    "Maildir/new/1701.M2.host",
    "Maildir/tmp/1702.M3.host",
    "Maildir/.Sent/cur/1703.M4.host:2,S",
    "Maildir/dovecot.index",
    "cur/lonely.txt",
    "cur/lonely.eml",
  ];
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "gmail-mime-"));
    for (const name of names) {
      await mkdir(join(root, name, ".."), { recursive: true });
      await writeFile(join(root, name), "A: b\n\n");
    }
    for (const name of ["new", "tmp"]) await mkdir(join(root, "Maildir/.Sent", name));
    await symlink(root, join(root, "a/circle"));
    await symlink(join(root, "a-b.eml"), join(root, "z.eml"));
  });
  afterAll(() => rm(root, { recursive: true }));

  test("hold .eml and .mbox files, and what a Maildir has delivered, in the order of the paths", () => {
    const listed = [...listMail([root])].map((path) => path.slice(root.length + 1));
    expect(listed).toEqual([
      "Maildir/.Sent/cur/1703.M4.host:2,S",
      "Maildir/cur/1700.M1.host:2,S",
      "Maildir/new/1701.M2.host",
      "a-b.eml",
      "a/c.eml",
      "a/d.MBOX",
      "cur/lonely.eml",
      "z.eml",
    ]);
    expect(listed).toEqual([...listed].sort());
  });

  test("are listed with files as they are given", () => {
    const given = ["-", join(root, "a/notes.txt"), join(root, "cur"), join(root, "no such")];
    expect([...listMail(given)]).toEqual([given[0], given[1], join(root, "cur/lonely.eml"), given[3]]);
  });
});
