/** Trees that are too deep, too wide or too repetitive: read in linear time, cut at the limits, nothing lost. */

import { entityToPayload, formatEntity, mimeToPayload, parseEntity, walkEntity } from "../../../src/index.js";
import type { HostileCase, Reading } from "../../support/hostile.js";

const mixed = "Content-Type: multipart/mixed; boundary=B\r\n\r\n";
const message = "Content-Type: message/rfc822\r\n\r\n";
const many = Number.POSITIVE_INFINITY;
const nest = (depth: number): string =>
  Array.from(
    { length: depth },
    (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
  ).join("");
const read = (
  name: string,
  mail: string,
  says: object,
  defects: Reading["defects"],
  limits?: Reading["limits"],
): Reading => ({ name, mail, says, defects, ...(limits && { limits }) });
const partsOf = (mail: string, limits = {}): number => [...walkEntity(parseEntity(mail, { limits }))].length;

export const cases: readonly HostileCase[] = [
  read("100 messages inside each other", `${message.repeat(100)}A: b\r\n\r\nx`, {}, []),
  read("101 messages: the deepest stays closed", `${message.repeat(101)}A: b\r\n\r\nx`, {}, ["limit-depth"]),
  read(
    "5 000 messages inside each other",
    `${message.repeat(5_000)}A: b\r\n\r\nx`,
    { attachments: [{ kind: "message" }] },
    ["limit-depth"],
  ),
  read("20 000 multiparts of one boundary", mixed.repeat(20_000), {}, ["boundary-unused"]),
  read("5 000 multiparts inside each other", nest(5_000), {}, [
    "boundary-ambiguous",
    "delimiter-unclosed",
    "limit-depth",
  ]),
  read("messages and multiparts in turn", `${message}${mixed}--B\r\n`.repeat(60), {}, [
    "boundary-ambiguous",
    "header-unterminated",
    "delimiter-unclosed",
  ]),
  read("2 000 parts", `${mixed}${"--B\r\n\r\nx\r\n".repeat(2_000)}--B--`, {}, []),
  read("12 000 parts: the rest is one", `${mixed}${"--B\r\n\r\nx\r\n".repeat(12_000)}--B--`, {}, [
    "limit-parts",
  ]),
  read("50 000 delimiters", mixed + "--B\r\n".repeat(50_000), {}, ["header-unterminated", "limit-parts"]),
  read(
    "200 KB of lines that nearly are delimiters",
    `${mixed}--B\r\n\r\n${"--Bx\r\n".repeat(40_000)}--B--`,
    {},
    [],
  ),
  read("200 KB of blank lines", `Subject: x\r\n\r\n${"\r\n".repeat(100_000)}`, { subject: "x" }, []),
  read(
    "200 KB of blank lines before the first part",
    `${mixed}${"\r\n".repeat(100_000)}--B\r\n\r\nx\r\n--B--`,
    { text: "x" },
    [],
  ),
  read("200 KB of bare CR", `Subject: x\r\n\r\n${"\r".repeat(200_000)}`, { subject: "x" }, ["line-end-bare"]),
  read("200 KB of dashes", `${mixed}${"-".repeat(200_000)}\r\n--B\r\n\r\nx\r\n--B--`, { text: "x" }, []),
  read(
    "100 000 lines of two dashes",
    `${mixed}${"--\r\n".repeat(100_000)}--B\r\n\r\nx\r\n--B--`,
    { text: "x" },
    [],
  ),
  read(
    "a delimiter with 200 KB of blanks",
    `${mixed}--B${" ".repeat(200_000)}\r\n\r\nx\r\n--B--`,
    { text: "x" },
    ["delimiter-padded"],
  ),
  read(
    "a boundary made for patterns",
    `Content-Type: multipart/mixed; boundary="(a+)+$"\r\n\r\n--(a+)+$\r\n\r\n${"a".repeat(100_000)}\r\n--(a+)+$--`,
    { text: "a".repeat(100_000) },
    ["boundary-invalid"],
  ),
  read(
    "50 boundaries that begin each other",
    Array.from(
      { length: 50 },
      (_, n) =>
        `Content-Type: multipart/mixed; boundary=${"B".repeat(n + 1)}\r\n\r\n--${"B".repeat(n + 1)}\r\n`,
    ).join(""),
    {},
    ["boundary-ambiguous", "delimiter-unclosed", "header-unterminated"],
  ),
  read("a limit of one part", `${mixed}--B\r\n\r\none\r\n--B\r\n\r\ntwo\r\n--B--`, {}, ["limit-parts"], {
    parts: 1,
  }),
  read("a limit of depth one", `${mixed}--B\r\n${message}A: b\r\n\r\nx\r\n--B--`, {}, ["limit-depth"], {
    depth: 1,
  }),
  read(
    "a digest of 1 000 messages without a header",
    `Content-Type: multipart/digest; boundary=B\r\n\r\n${"--B\r\n\r\nA: b\r\n\r\nx\r\n".repeat(3_000)}--B--`,
    {},
    [],
  ),
  read(
    "alternatives inside alternatives",
    "Content-Type: multipart/alternative; boundary=B\r\n\r\n--B\r\n".repeat(90),
    {},
    ["boundary-ambiguous", "delimiter-unclosed", "header-unterminated"],
  ),
  {
    name: "10 000 deep where the limit is raised",
    use: () => partsOf(`${message.repeat(10_000)}A: b\r\n\r\nx`, { depth: many, parts: many }),
    gives: 10_001,
  },
  {
    name: "10 000 deep is written back",
    use: () =>
      formatEntity(parseEntity(`${message.repeat(10_000)}x`, { limits: { depth: many, parts: many } }))
        .length,
    gives: message.length * 10_000 + 1,
  },
  {
    name: "a payload is at most 1 000 deep",
    use: () =>
      JSON.stringify(mimeToPayload(`${message.repeat(3_000)}x`, { limits: { depth: many } })).split(
        '"parts":',
      ).length - 1,
    gives: 1_000,
  },
  {
    name: "a tree deeper than payloads",
    use: () =>
      entityToPayload(parseEntity(`${message.repeat(1_100)}x`, { limits: { depth: many } }), {
        limits: { depth: many },
      }),
    refused: "input-too-large",
  },
  {
    name: "more bytes than allowed",
    use: () => parseEntity("Subject: x", { limits: { inputBytes: 9 } }),
    refused: "input-too-large",
  },
];
