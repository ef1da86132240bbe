/** Headers that are too long, too many or never closed: read in linear time, what is past a limit stays raw. */

import { parseContentType, parseDate, parseMessageIds } from "../../../src/index.js";
import type { HostileCase, Reading } from "../../support/hostile.js";

const MB = 1_000_000;
const read = (name: string, header: string, says: object, ...defects: Reading["defects"]): Reading => ({
  name,
  mail: `${header}\r\n\r\nx`,
  says,
  defects,
});
const limited = (
  name: string,
  header: string,
  limits: NonNullable<Reading["limits"]>,
  says: object,
  ...defects: Reading["defects"]
): Reading => ({
  ...read(name, header, says, ...defects),
  limits,
});

export const cases: readonly HostileCase[] = [
  read("5 000 fields", Array.from({ length: 5_000 }, (_, n) => `X-${n}: y`).join("\r\n"), { text: "x" }),
  read("40 000 fields", "A: b\r\n".repeat(40_000).trim(), {}, "field-invalid", "limit-fields"),
  read(
    "9 000 fields of one name that stands once",
    "Subject: b\r\n".repeat(9_000).trim(),
    { subject: "b" },
    "field-repeated",
  ),
  read("a field of 1 MB and more", `Subject: ${"x".repeat(1_100_000)}`, { text: "x" }, "limit-field-bytes"),
  read(
    "a header over 4 MiB",
    `${`A: ${"b".repeat(MB)}\r\n`.repeat(5)}Subject: x`,
    {},
    "field-invalid",
    "limit-header-bytes",
  ),
  read("a field folded 100 000 times", `Subject:${"\r\n x".repeat(100_000)}`, { text: "x" }),
  read("folds of blanks alone", `Subject: a${"\r\n ".repeat(100_000)}`, { subject: "a" }),
  read("100 KB of blanks before a line end", `Subject: a${" ".repeat(100_000)}`, { subject: "a" }),
  read("100 KB of blanks inside", `Subject: a${" ".repeat(100_000)}b`, {}),
  read("100 KB of tabs before the colon", `Subject${"\t".repeat(100_000)}: b`, { subject: "b" }),
  read("100 KB without a colon", "a".repeat(100_000), { headers: [] }, "field-invalid"),
  read("a name of 100 KB", `${"n".repeat(100_000)}: x`, { headers: [] }, "field-invalid"),
  read(
    "100 KB of bare CR",
    `Subject: a${"\r".repeat(100_000)}b`,
    { subject: "a b" },
    "header-control",
    "line-end-bare",
  ),
  read("100 KB of NUL", `Subject: a${"\0".repeat(100_000)}b`, { subject: "ab" }, "header-control", "nul"),
  read("100 000 parentheses in a type", `Content-Type: text/plain ${"(".repeat(100_000)}`, { text: "x" }),
  read(
    "100 000 nested comments in a type",
    `Content-Type: ${"(".repeat(100_000)}${")".repeat(100_000)}text/html`,
    { html: "x" },
    "limit-comments",
  ),
  read(
    "a quote that is never closed",
    `Content-Type: text/plain; a="${'\\"'.repeat(100_000)}`,
    { text: "x" },
    "parameter-invalid",
  ),
  read("100 000 semicolons", `Content-Type: text/plain${";".repeat(100_000)}`, { text: "x" }),
  read(
    "100 000 parameters",
    `Content-Type: text/plain${"; a=b".repeat(100_000)}`,
    { text: "x" },
    "limit-parameters",
    "parameter-repeated",
  ),
  read(
    "100 000 pieces that are none",
    `Content-Type: text/plain${"; a".repeat(100_000)}`,
    { text: "x" },
    "parameter-invalid",
  ),
  read("100 000 ids", `References: ${"<a@b>".repeat(100_000)}`, {}),
  read("100 000 brackets for ids", `Message-ID: ${"<".repeat(100_000)}`, {}, "message-id-invalid"),
  read(
    "an id that is never closed",
    `Message-ID: <a@b${" ".repeat(100_000)}`,
    { messageId: "<a@b>" },
    "message-id-invalid",
  ),
  read("quotes in ids", `References: ${'<"a'.repeat(50_000)}`, {}, "message-id-invalid"),
  read("comments in ids", `References: ${"(".repeat(100_000)}`, {}, "message-id-invalid"),
  read("a date of 100 KB", `Date: ${"Jan x ".repeat(20_000)}`, { date: undefined }, "date-invalid"),
  read("a date of digits", `Date: ${"1".repeat(100_000)}`, { date: undefined }, "date-invalid"),
  read("a date of nested comments", `Date: ${"(".repeat(100_000)}`, { date: undefined }, "date-invalid"),
  limited(
    "a limit of two fields",
    "A: b\r\nC: d\r\nSubject: x",
    { fields: 2 },
    { subject: undefined },
    "field-invalid",
    "limit-fields",
  ),
  limited("a limit of ten bytes", "Subject: abcdef", { fieldBytes: 10 }, {}, "limit-field-bytes"),
  limited(
    "a limit of the header",
    "A: b\r\nSubject: x\r\nC: d",
    { headerBytes: 10 },
    {},
    "field-invalid",
    "limit-header-bytes",
  ),
  { name: "a type of 1 MB", use: () => parseContentType(`text/${"x".repeat(MB)}`), gives: undefined },
  { name: "an id of 1 MB", use: () => parseMessageIds(`<${"x".repeat(MB)}@b>`)[0]?.length, gives: MB + 4 },
  {
    name: "a date of 1 MB of blanks",
    use: () => parseDate(`1 Jan 2020${" ".repeat(MB)}`)?.date.getTime(),
    gives: 1_577_836_800_000,
  },
];
