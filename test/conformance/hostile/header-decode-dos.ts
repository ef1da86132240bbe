/** Header text made to run away while its words are decoded, or while it is written. */

import { decodeHeaderText, encodeHeaderText, parseMime } from "../../../src/index.js";
import type { HostileCase, Reading } from "../../support/hostile.js";

const n = 40_000;
const read = (name: string, subject: string, says: object, ...defects: Reading["defects"]): Reading => ({
  name,
  mail: `Subject: ${subject}\r\n\r\nx`,
  says,
  defects,
});
const words = (count: number): string => "=?utf-8?Q?a?= ".repeat(count).trim();

export const cases: readonly HostileCase[] = [
  read("5 000 words", words(5_000), { subject: "a".repeat(5_000) }),
  read(
    "5 001 words: the last stays",
    words(5_001),
    { subject: `${"a".repeat(5_000)} =?utf-8?Q?a?=` },
    "limit-encoded-words",
  ),
  read("20 000 words", words(20_000), {}, "limit-encoded-words"),
  read("words glued to each other", "=?utf-8?Q?a?=".repeat(5_000), { subject: "a".repeat(5_000) }),
  read("openings without an end", "=?".repeat(n), {}),
  read("closings without an opening", "?=".repeat(n), {}),
  read("labels without an encoding", "=?a?".repeat(n), {}, "encoded-word-invalid"),
  read("words that never close", "=?utf-8?Q?a".repeat(20_000), {}, "encoded-word-invalid"),
  read("one word that never closes", `=?utf-8?Q?${"a".repeat(n)}`, {}, "encoded-word-invalid"),
  read("one word of 40 KB", `=?utf-8?Q?${"a".repeat(n)}?=`, { subject: "a".repeat(n) }),
  read("one word of 40 KB of base64", `=?utf-8?B?${"YWFh".repeat(10_000)}?=`, {
    subject: "a".repeat(30_000),
  }),
  read("a label of 40 KB", `=?${"u".repeat(n)}?Q?a?=`, {}),
  read("closings inside a Q word", `=?utf-8?Q?${"a?=41".repeat(8_000)}?=`, {}),
  read("equals signs in a word", `=?utf-8?Q?${"=".repeat(n)}?=`, {}, "encoded-word-invalid"),
  read("words of a charset each", "=?utf-8?Q?a?= =?iso-8859-1?Q?b?= ".repeat(2_500), {
    subject: "ab".repeat(2_500),
  }),
  read("a character in pieces, one byte a word", "=?utf-8?Q?=C3?= =?utf-8?Q?=A9?= ".repeat(2_500), {
    subject: "\u00e9".repeat(2_500),
  }),
  read("blanks between two words", `=?utf-8?Q?a?=${" ".repeat(n)}=?utf-8?Q?b?=`, { subject: "ab" }),
  read("words of escapes", "=?iso-2022-jp?B?GyRCJEYbKEI=?= ".repeat(3_000), {
    subject: "\u3066".repeat(3_000),
  }),
  read(
    "words that decode to line breaks",
    "=?utf-8?Q?=0D=0A?= ".repeat(4_000),
    { subject: "" },
    "header-control",
  ),
  {
    ...read("a limit of one word", words(2), { subject: "a =?utf-8?Q?a?=" }, "limit-encoded-words"),
    limits: { encodedWords: 1 },
  },
  {
    name: "40 000 words where the limit is raised",
    use: () => decodeHeaderText(words(n), { encodedWords: n }).length,
    gives: n,
  },
  {
    name: "40 KB of combining marks written",
    use: () => decodeHeaderText(encodeHeaderText(`a${"\u0301".repeat(n)}`), { encodedWords: n }).length,
    gives: n + 1,
  },
  {
    name: "40 KB of joined emoji written",
    use: () =>
      decodeHeaderText(encodeHeaderText("\u{1f469}\u200d".repeat(10_000)), { encodedWords: n }).length,
    gives: 30_000,
  },
  {
    name: "40 KB of flags written",
    use: () =>
      decodeHeaderText(encodeHeaderText("\u{1f1e9}\u{1f1ea}".repeat(8_000)), { encodedWords: n }).length,
    gives: 32_000,
  },
  {
    name: "words in every field",
    use: () => parseMime(`${"X: =?utf-8?Q?a?=\r\n".repeat(9_000)}\r\nx`).headers.at(-1)?.value,
    gives: "a",
  },
];
