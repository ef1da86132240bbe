/** Charset labels and bytes that do not fit: none reaches the runtime unchecked, what is unknown is UTF-8 or windows-1252. */

import { decodeHeaderText, encodeHeaderText } from "../../../src/index.js";
import type { Building, HostileCase, Reading, Using } from "../../support/hostile.js";

const text = (
  name: string,
  charset: string,
  body: string,
  says: string,
  ...defects: Reading["defects"]
): Reading => ({
  name,
  mail: [`Content-Type: text/plain; charset=${charset}`, "Content-Transfer-Encoding: 8bit", "", body],
  says: { text: says },
  defects,
});
const subject = (name: string, value: string, says: string, ...defects: Reading["defects"]): Reading => ({
  name,
  mail: [`Subject: ${value}`, "", ""],
  says: { subject: says },
  defects,
});

/** Names the runtime or a library knows as something that is no charset. */
const noCharsets = [
  "hex",
  "base64",
  "base64url",
  "binary",
  "ucs2le-x",
  "utf-8-sig-x",
  "__proto__",
  "constructor",
  "toString",
  "x-user-defined",
  "replacement",
  "none",
  "internal",
  "utf8url",
  "buffer",
];

export const cases: readonly HostileCase[] = [
  ...noCharsets.map((label) =>
    text(`${label} is no charset`, label, "caf\xe9", "caf\u00e9", "charset-unknown"),
  ),
  text("a label of 100 letters", "u".repeat(100), "caf\xc3\xa9", "caf\u00e9", "charset-unknown"),
  text("a label with a path", '"../../etc/passwd"', "x", "x", "charset-unknown"),
  text("an empty label", '""', "caf\xc3\xa9", "caf\u00e9"),
  text("two labels", "utf-8; charset=iso-8859-1", "caf\xc3\xa9", "caf\u00e9", "parameter-repeated"),
  text("an unknown one over UTF-8", "x-no", "caf\xc3\xa9", "caf\u00e9", "charset-unknown"),
  text("us-ascii over 8-bit", "us-ascii", "caf\xe9", "caf\u00e9"),
  text("broken UTF-8", "utf-8", "a\xc3(b", "a\ufffd(b", "charset-malformed"),
  text(
    "UTF-8 that is too long for its character",
    "utf-8",
    "a\xc0\xafb",
    "a\ufffd\ufffdb",
    "charset-malformed",
  ),
  text("a surrogate in UTF-8", "utf-8", "a\xed\xa0\x80b", "a\ufffd\ufffd\ufffdb", "charset-malformed"),
  text("UTF-7 that hides a tag", "utf-7", "+ADw-script+AD4-", "<script>"),
  text("UTF-16 of an odd length", "utf-16le", "a\0b", "a\ufffd", "charset-malformed", "nul"),
  text("a half of two bytes at the end", "shift_jis", "a\x83", "a\ufffd", "charset-malformed"),
  text("an escape that is not closed", "iso-2022-jp", "\x1b$B%F", "\u30c6"),
  text("an escape to nowhere", "iso-2022-jp", "a\x1b(Zb", "a\ufffd(Zb", "charset-malformed"),
  subject("a word of an unknown charset", "=?x-no?Q?caf=E9?=", "=?x-no?Q?caf=E9?=", "charset-unknown"),
  subject("a word in base64 for a charset", "=?base64?Q?YQ?=", "=?base64?Q?YQ?=", "charset-unknown"),
  subject("a word with a language", "=?utf-8*en?Q?a?=", "a"),
  subject("a word of broken UTF-8", "=?utf-8?Q?=C3(?=", "\ufffd(", "charset-malformed"),
  subject("a word that is not closed", "=?utf-8?Q?a", "=?utf-8?Q?a", "encoded-word-invalid"),
  subject("a word of no encoding", "=?utf-8?X?a?=", "=?utf-8?X?a?=", "encoded-word-invalid"),
  subject("a word of broken base64", "=?utf-8?B?*?=", "=?utf-8?B?*?=", "encoded-word-invalid"),
  subject("a word that decodes to a word", "=?utf-8?Q?=3D=3Futf-8=3FQ=3Fa=3F=3D?=", "=?utf-8?Q?a?="),
  subject("a word that brings a NUL", "=?utf-8?Q?a=00b?=", "ab", "header-control"),
  subject("a word in UTF-7 that brings a line break", "=?utf-7?Q?a+AA0ACg-b?=", "a b", "header-control"),
  subject("raw UTF-8", "caf\xc3\xa9", "caf\u00e9", "header-8bit"),
  subject("raw windows-1252", "caf\xe9", "caf\u00e9", "header-8bit"),
  ...["hex", "base64", "__proto__", "", "x".repeat(500)].map(
    (charset): Building => ({
      name: `built in ${JSON.stringify(charset.slice(0, 9))}`,
      build: { text: "x" },
      options: { charset },
      refused: "charset-invalid",
    }),
  ),
  {
    name: "a text the charset cannot hold",
    build: { text: "\u2713" },
    options: { charset: "iso-8859-1" },
    refused: "charset-invalid",
  },
  {
    name: "a subject the charset cannot hold",
    build: { subject: "\u2713" },
    options: { charset: "us-ascii" },
    refused: "charset-invalid",
  },
  {
    name: "header text in no charset",
    use: () => encodeHeaderText("\u00e9", { charset: "hex" }),
    refused: "charset-invalid",
  } satisfies Using,
  {
    name: "4 000 labels that differ",
    use: () =>
      decodeHeaderText(Array.from({ length: 4_000 }, (_, n) => `=?x-no-${n}?Q?a?=`).join(" ")).length,
    gives: 4_000 * 14 - 1 + 14_890,
  },
];
