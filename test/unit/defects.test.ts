/** Every defect that bytes and payloads can have, on the smallest mail that has it: its code, its part, its place. */

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type Defect,
  type DefectCode,
  defectsOf,
  type Entity,
  type Limits,
  mimeToPayload,
  type PartLike,
  parseEntity,
  payloadToMime,
} from "../../src/index.js";
import { latin1 } from "../support/bytes.js";

/** Whether a defect shows while the tree is cut, or only when its values and contents are looked at. */
type Seen = "structure" | "value";

interface Case {
  readonly code: DefectCode;
  readonly seen: Seen;
  /** Lines in CRLF; "^" marks the place that is told, and is no part of the mail. */
  readonly lines: readonly string[];
  readonly partId?: string;
  readonly limits?: Partial<Limits>;
}

const mixed = "Content-Type: multipart/mixed; boundary=B";
const inPart = (...part: readonly string[]): string[] => [mixed, "", "--B", ...part, "--B--"];

const cases: Case[] = [
  { code: "field-invalid", seen: "structure", lines: ["A: b", "^no colon", "C: d", "", "x"] },
  { code: "field-invalid", seen: "structure", lines: ["^: x", "", "x"] },
  { code: "field-invalid", seen: "structure", lines: ["^a b: c", "", "x"] },
  { code: "field-invalid", seen: "structure", lines: inPart("^no colon", "", "x"), partId: "0" },
  {
    code: "field-repeated",
    seen: "structure",
    lines: ["Content-Type: text/plain", "^content-type: text/html", "", "x"],
  },
  {
    code: "field-repeated",
    seen: "structure",
    lines: inPart("Content-Transfer-Encoding: 7bit", "^Content-Transfer-Encoding: 8bit", "", "x"),
    partId: "0",
  },
  ...[
    "From",
    "Sender",
    "Reply-To",
    "To",
    "Cc",
    "Bcc",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "MIME-Version",
  ].map(
    (name): Case => ({
      code: "field-repeated",
      seen: "value",
      lines: [`${name}: <a@b>`, "X: y", `^${name.toUpperCase()}: <a@b>`, "", "x"],
    }),
  ),
  { code: "header-unterminated", seen: "structure", lines: ["A: b^"] },
  { code: "header-unterminated", seen: "structure", lines: ["A: b", "^"] },
  { code: "header-unterminated", seen: "structure", lines: inPart("A: b", "^--B", "", "x"), partId: "0" },
  { code: "header-8bit", seen: "structure", lines: ["A: b", "^B: caf\xe9", "", "x"] },
  { code: "header-8bit", seen: "structure", lines: ["^B: caf\xc3\xa9", "", "x"] },
  { code: "header-control", seen: "value", lines: ["A: b", "^B: c\rd", "", "x"] },
  { code: "header-control", seen: "value", lines: ["^B: c\0d", "", "x"] },
  { code: "header-control", seen: "value", lines: ["^B: =?utf-8?Q?a=0D=0AB:_c?=", "", "x"] },
  { code: "header-control", seen: "value", lines: inPart("^B: =?utf-8?Q?=00?=", "", "x"), partId: "0" },
  { code: "content-type-invalid", seen: "value", lines: ["A: b", "^Content-Type: text", "", "x"] },
  { code: "content-type-invalid", seen: "value", lines: inPart("^Content-Type: ", "", "x"), partId: "0" },
  { code: "boundary-missing", seen: "structure", lines: ["A: b", "^Content-Type: multipart/mixed", "", "x"] },
  {
    code: "boundary-missing",
    seen: "structure",
    lines: inPart("X: y", "^Content-Type: multipart/mixed", "", "x"),
    partId: "0",
  },
  {
    code: "boundary-invalid",
    seen: "structure",
    lines: ["A: b", '^Content-Type: multipart/mixed; boundary="B@"', "", "--B@--"],
  },
  { code: "boundary-unused", seen: "structure", lines: [`^${mixed}`, "", "x"] },
  {
    code: "boundary-unused",
    seen: "structure",
    lines: inPart("^X: y", "Content-Type: multipart/mixed; boundary=C", "", "x"),
    partId: "0",
  },
  { code: "boundary-ambiguous", seen: "structure", lines: inPart("^X: y", mixed, "", "x"), partId: "0" },
  { code: "delimiter-padded", seen: "structure", lines: [mixed, "", "^--B ", "", "x", "--B--"] },
  { code: "delimiter-padded", seen: "structure", lines: [mixed, "", "--B", "", "x", "^--B--\t"] },
  { code: "delimiter-unclosed", seen: "structure", lines: [mixed, "", "--B", "", "x^"] },
  {
    code: "delimiter-unclosed",
    seen: "structure",
    lines: inPart("Content-Type: multipart/mixed; boundary=C", "", "--C", "", "x^"),
    partId: "0",
  },
  { code: "transfer-encoding-unknown", seen: "value", lines: ["Content-Transfer-Encoding: x-odd", "", "^x"] },
  {
    code: "transfer-encoding-unknown",
    seen: "value",
    lines: inPart("Content-Transfer-Encoding:", "", "^x"),
    partId: "0",
  },
  {
    code: "transfer-encoding-composite",
    seen: "structure",
    lines: [mixed, "^Content-Transfer-Encoding: base64", "", "--B", "", "x", "--B--"],
  },
  {
    code: "transfer-encoding-composite",
    seen: "structure",
    lines: inPart("Content-Type: message/rfc822", "^Content-Transfer-Encoding: base64", "", "QTogYg=="),
    partId: "0",
  },
  { code: "line-end-bare", seen: "value", lines: ["A: b", "", "x^\ny"] },
  { code: "line-end-bare", seen: "value", lines: ["A: b", "", "x^\ry"] },
  { code: "nul", seen: "value", lines: ["A: b", "", "x^\0y"] },
  { code: "base64-invalid", seen: "value", lines: ["Content-Transfer-Encoding: base64", "", "QUJD^!QUJD"] },
  {
    code: "base64-invalid",
    seen: "value",
    lines: inPart("Content-Transfer-Encoding: base64", "", "QUI=^QUJD"),
    partId: "0",
  },
  { code: "base64-truncated", seen: "value", lines: ["Content-Transfer-Encoding: base64", "", "QUJD^Q"] },
  {
    code: "quoted-printable-invalid",
    seen: "value",
    lines: ["Content-Transfer-Encoding: quoted-printable", "", "a=3Db^=zz"],
  },
  { code: "charset-unknown", seen: "value", lines: ["Content-Type: text/plain; charset=x-no", "", "^x"] },
  { code: "charset-unknown", seen: "value", lines: ["^Subject: =?x-no?Q?a?=", "", "x"] },
  { code: "charset-unknown", seen: "value", lines: ["^Content-Type: image/png; name*=x-no''a", "", "x"] },
  {
    code: "charset-malformed",
    seen: "value",
    lines: inPart("Content-Type: text/plain; charset=utf-8", "", "^caf\xe9"),
    partId: "0",
  },
  { code: "charset-malformed", seen: "value", lines: ["^Subject: =?utf-8?Q?=E9?=", "", "x"] },
  { code: "encoded-word-invalid", seen: "value", lines: ["A: b", "^Subject: =?utf-8?Q?a", "", "x"] },
  { code: "encoded-word-invalid", seen: "value", lines: ["^Subject: =?utf-8?B?*?=", "", "x"] },
  { code: "encoded-word-invalid", seen: "value", lines: ["^Subject: =?utf-8?X?a?=", "", "x"] },
  { code: "parameter-invalid", seen: "value", lines: ["A: b", "^Content-Type: text/plain; x", "", "x"] },
  { code: "parameter-invalid", seen: "value", lines: ['^Content-Type: text/plain; x="y', "", "x"] },
  { code: "parameter-invalid", seen: "value", lines: ["^Content-Disposition: filename=x", "", "x"] },
  { code: "parameter-repeated", seen: "value", lines: ["^Content-Type: image/png; name=a; name=b", "", "x"] },
  {
    code: "parameter-repeated",
    seen: "value",
    lines: inPart("^Content-Disposition: inline; filename*0=a; filename*0=b", "", "x"),
    partId: "0",
  },
  { code: "parameter-repeated", seen: "value", lines: [`^${mixed}; boundary=C`, "", "--B--"] },
  {
    code: "limit-depth",
    seen: "structure",
    lines: inPart("^X: y", "Content-Type: message/rfc822", "", "x"),
    partId: "0",
    limits: { depth: 1 },
  },
  {
    code: "limit-parts",
    seen: "structure",
    lines: [mixed, "", "--B", "", "x", "--B", "^", "y"],
    partId: "1",
    limits: { parts: 2 },
  },
  { code: "limit-fields", seen: "structure", lines: ["A: b", "^C: d", "", "x"], limits: { fields: 1 } },
  {
    code: "limit-field-bytes",
    seen: "structure",
    lines: ["A: b", "^C: defgh", "", "x"],
    limits: { fieldBytes: 8 },
  },
  {
    code: "limit-header-bytes",
    seen: "structure",
    lines: ["A: b", "C: d", "^E: f", "", "x"],
    limits: { headerBytes: 8 },
  },
  {
    code: "limit-parameters",
    seen: "value",
    lines: ["A: b", `^Content-Type: image/png${"; a=b".repeat(257)}`, "", "x"],
  },
  { code: "limit-encoded-words", seen: "value", lines: [`^A: ${"=?utf-8?Q?a?= ".repeat(5_001)}`, "", "x"] },
];

test.each(cases)("$code $seen of $lines", ({ code, seen, lines, partId = "", limits }) => {
  const marked = lines.join("\r\n");
  const offset = marked.indexOf("^");
  const source = latin1(marked.replace("^", ""));
  const told: Defect[] = [];
  const root = parseEntity(source, { limits, onDefect: (defect) => told.push(defect) });
  const defect = { code, partId, offset };
  expect(defectsOf(root)).toContainEqual(defect);
  if (seen === "structure") expect(told).toContainEqual(defect);
  else expect(told.map((other) => other.code === code && other.offset === offset)).not.toContain(true);
});

test("a payload's own: what no mail can carry", () => {
  const told: Defect[] = [];
  const part: PartLike = {
    mimeType: "multipart/mixed",
    parts: [{ partId: "7", headers: [{ name: "A\r\nB", value: "c" }] }],
  };
  payloadToMime(part, { onDefect: (defect) => told.push(defect) });
  expect(told).toEqual([{ code: "payload-header-invalid", partId: "0", offset: -1 }]);
});

/** Codes of values that only reading a mail as a person does looks at: addresses, dates, ids, uuencoded text. */
const OF_MAIL: readonly DefectCode[] = [
  "uuencoded",
  "encoded-word-misplaced",
  "address-invalid",
  "date-invalid",
  "message-id-invalid",
  "limit-addresses",
  "limit-comments",
  "limit-groups",
];

test("every code of errors.ts has its case here, but those that only a Mail has", () => {
  const source = readFileSync(new URL("../../src/errors.ts", import.meta.url), "utf8");
  const union = /export type DefectCode =([\s\S]*?);\n\n/.exec(source)?.[1] ?? "";
  const codes = [...union.matchAll(/\| "([a-z0-9-]+)"/g)].map(([, code]) => code);
  const seen: string[] = [...cases.map(({ code }) => code), "payload-header-invalid", ...OF_MAIL];
  expect(codes.length).toBeGreaterThan(35);
  expect([...new Set(seen)].sort()).toEqual([...codes].sort());
});

describe("defectsOf", () => {
  test("a plain mail has none", () => {
    const source =
      "From: a@b\r\nSubject: =?utf-8?Q?=C3=A9?=\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\xc3\xa9\r\n";
    expect(defectsOf(parseEntity(latin1(source)))).toEqual([]);
  });

  test("each defect is told once", () => {
    const source = latin1("A: =?utf-8?Q?a\r\nContent-Transfer-Encoding: base64\r\n\r\nQUJD!!!QUJD\r\n!\r\n");
    const keys = defectsOf(parseEntity(source)).map(
      ({ code, partId, offset }) => `${code} ${partId} ${offset}`,
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toContain("encoded-word-invalid  0");
  });

  test("parts made by hand have no place", () => {
    const entity: Entity = {
      kind: "leaf",
      fields: [
        { name: "Subject", value: "=?utf-8?Q?a" },
        { name: "Content-Transfer-Encoding", value: "x-odd" },
      ],
      content: new Uint8Array(0),
    };
    expect(defectsOf(entity)).toEqual([
      { code: "encoded-word-invalid", partId: "", offset: -1 },
      { code: "transfer-encoding-unknown", partId: "", offset: -1 },
    ]);
  });

  test("a detached part has no content to look at", () => {
    expect(defectsOf({ kind: "leaf", fields: [], content: { attachmentId: "A", size: 3 } })).toEqual([]);
  });

  test.each([undefined, null, 5, "x"])("%o is refused", (entity) => {
    const list = () => defectsOf(entity as unknown as Entity);
    expect(list).toThrow(expect.objectContaining({ name: "MimeError", code: "input-invalid" }));
  });
});

describe("onDefect of mimeToPayload", () => {
  test("tells the structure and what was decoded, with the places in the source", () => {
    const lines = [
      mixed,
      "",
      "--B ",
      "A: =?utf-8?Q?a",
      "Content-Transfer-Encoding: base64",
      "",
      "QU!I=",
      "--B--",
    ];
    const source = lines.join("\r\n");
    const told: Defect[] = [];
    mimeToPayload(source, { onDefect: (defect) => told.push(defect) });
    expect(told).toEqual([
      { code: "delimiter-padded", partId: "", offset: source.indexOf("--B ") },
      { code: "encoded-word-invalid", partId: "0", offset: source.indexOf("A:") },
      { code: "base64-invalid", partId: "0", offset: source.indexOf("!") },
    ]);
  });

  test("tells the defects of the parsing once", () => {
    const told: Defect[] = [];
    mimeToPayload("no colon\r\n\r\nx", { onDefect: (defect) => told.push(defect) });
    expect(told).toEqual([{ code: "field-invalid", partId: "", offset: 0 }]);
  });
});
