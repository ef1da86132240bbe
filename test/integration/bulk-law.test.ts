/** What is put into a mailbox comes out of it, in whatever pieces the mailbox is read. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { readBatches } from "../../src/cli/batch.js";
import { streamSource } from "../../src/cli/mail-files.js";
import { splitMbox, unquoteLines } from "../../src/cli/mbox.js";

/** Lines that are, or are not quite, what a mailbox means something by. */
const line = fc.oneof(
  fc.constantFrom(
    "",
    "From ",
    "From a 1:23",
    ">From b",
    ">>From c 1:23",
    " >From d",
    ">",
    "From",
    "\rFrom e",
    "A: b",
  ),
  fc.string({ unit: "binary-ascii", maxLength: 20 }).map((text) => text.replaceAll("\n", "")),
);
const message = fc
  .array(fc.tuple(line, fc.constantFrom("\n", "\r\n")), { maxLength: 8 })
  .map((lines) => lines.map((pair) => pair.join("")).join(""));
const mailbox = fc.tuple(
  fc.array(message, { minLength: 1, maxLength: 6 }),
  fc.constantFrom("From a@x.example Sat Feb 12 10:14:55 2005", "From -", "From 17@xxx Sat 1:23"),
  fc.constantFrom("\n", "\r\n"),
);

/** Writes a mailbox by the mboxrd rule. */
function join(messages: readonly string[], postmark: string, end: string): Buffer {
  const quoted = messages.map((text) => text.replace(/(^|\n)(>*From )/g, "$1>$2"));
  return Buffer.from(quoted.map((text) => `${postmark}${end}${text}${end}`).join(""), "latin1");
}

test("all at once", () => {
  fc.assert(
    fc.property(mailbox, ([messages, postmark, end]) => {
      const split = splitMbox(join(messages, postmark, end));
      expect(split.map((bytes) => Buffer.from(bytes).toString("latin1"))).toEqual(messages);
    }),
  );
});

test("in pieces, each at its place", async () => {
  await fc.assert(
    fc.asyncProperty(mailbox, fc.integer({ min: 1, max: 40 }), async ([messages, postmark, end], size) => {
      const file = join(messages, postmark, end);
      async function* pieces(): AsyncGenerator<Uint8Array> {
        for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size);
      }
      const read: string[] = [];
      for await (const { bytes, items } of readBatches([streamSource(pieces(), false)], false)) {
        for (const item of items) {
          if ("trouble" in item) throw new Error(item.trouble.message);
          const { start, place } = item;
          expect(place).toMatchObject({ index: read.length, postmark });
          const content = bytes.subarray(start, start + place.length);
          expect(file.subarray(place.offset, place.offset + place.length).equals(content)).toBe(true);
          read.push(Buffer.from(unquoteLines(content)).toString("latin1"));
        }
      }
      expect(read).toEqual(messages);
    }),
  );
});
