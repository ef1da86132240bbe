import { describe, expect, test } from "vitest";
import {
  type ContentOptions,
  type Defect,
  encodeRaw,
  findEntity,
  formatEntity,
  type PartLike,
  parseEntity,
  payloadToEntity,
  payloadToMime,
  payloadToRaw,
  walkEntity,
} from "../../../src/index.js";
import { latin1, text } from "../../support/bytes.js";

const write = (x: PartLike, options?: ContentOptions): string => text(payloadToMime(x, options));
const data = (bytes: string): string => Buffer.from(bytes, "latin1").toString("base64url");
const header = (name: string, value: string) => ({ name, value });
const lines = (...all: readonly string[]): string => all.join("\r\n");

describe("what a payload lacks is added", () => {
  const cases: { title: string; part: PartLike; written: string }[] = [
    {
      title: "everything",
      part: {},
      written: lines("MIME-Version: 1.0", "Content-Type: text/plain", "", ""),
    },
    {
      title: "everything, null",
      part: { partId: null, mimeType: null, filename: null, headers: null, body: null, parts: null },
      written: lines("MIME-Version: 1.0", "Content-Type: text/plain", "", ""),
    },
    {
      title: "the headers",
      part: { mimeType: "text/html", body: { size: 2, data: "aGk=" } },
      written: lines("MIME-Version: 1.0", "Content-Type: text/html", "", "hi"),
    },
    {
      title: "the headers of text that is not ASCII",
      part: {
        mimeType: "text/plain",
        body: { data: data("caf\xc3\xa9 and a good deal of plain text") },
      },
      written: lines(
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        "caf=C3=A9 and a good deal of plain text",
      ),
    },
    {
      title: "the Content-Type among headers",
      part: { mimeType: "text/html", headers: [header("A", "b")], body: { data: "aGk=" } },
      written: lines("A: b", "Content-Type: text/html", "", "hi"),
    },
    {
      title: "no Content-Type where text/plain needs none",
      part: { mimeType: "text/plain", headers: [header("A", "b")], body: { data: "aGk=" } },
      written: lines("A: b", "", "hi"),
    },
    {
      title: "a type that the header says otherwise: mimeType counts, the parameters stay",
      part: {
        mimeType: "text/html",
        headers: [header("Content-Type", "text/plain; format=flowed")],
        body: { data: "aGk=" },
      },
      written: lines("Content-Type: text/html; format=flowed", "", "hi"),
    },
    {
      title: "a mimeType that is none: the header counts",
      part: { mimeType: "mumble", headers: [header("Content-Type", "text/html")], body: { data: "aGk=" } },
      written: lines("Content-Type: text/html", "", "hi"),
    },
    {
      title: "the boundary and the container's type",
      part: { parts: [{ body: { data: "aGk=" } }] },
      written: lines(
        "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="=_part_"',
        "",
        "--=_part_",
        "Content-Type: text/plain",
        "",
        "hi",
        "--=_part_--",
        "",
      ),
    },
    {
      title: "nothing in a message, whose children have their own headers",
      part: {
        mimeType: "message/rfc822",
        headers: [header("Content-Type", "message/rfc822")],
        parts: [{ headers: [header("A", "b")], body: { data: "aGk=" } }],
      },
      written: lines("Content-Type: message/rfc822", "", "A: b", "", "hi"),
    },
  ];
  test.each(cases)("$title", ({ part, written }) => {
    expect(write(part)).toBe(written);
    expect(write({ payload: part } as PartLike)).toBe(written);
    expect(text(formatEntity(payloadToEntity(part)))).toBe(written);
    expect(payloadToRaw(part)).toBe(encodeRaw(latin1(written)));
  });
});

describe("names", () => {
  const pdf = (filename: string, ...headers: { name: string; value: string }[]): PartLike => ({
    mimeType: "application/pdf",
    filename,
    headers: headers.length === 0 ? [header("Content-Type", "application/pdf")] : headers,
    body: { data: "QUFB" },
  });
  const type = (value: string) => header("Content-Type", value);
  const disposition = (value: string) => header("Content-Disposition", value);
  test.each([
    { title: "no name", part: pdf(""), fields: ["Content-Type: application/pdf"] },
    {
      title: "a name that no header tells",
      part: pdf("a.pdf"),
      fields: ["Content-Type: application/pdf", "Content-Disposition: attachment; filename=a.pdf"],
    },
    {
      title: "one that is not ASCII",
      part: pdf("é.pdf"),
      fields: [
        "Content-Type: application/pdf",
        "Content-Disposition: attachment; filename*=utf-8''%C3%A9.pdf",
      ],
    },
    {
      title: "one that the type tells",
      part: pdf("a.pdf", type("application/pdf; name=a.pdf")),
      fields: ["Content-Type: application/pdf; name=a.pdf"],
    },
    {
      title: "one that the disposition tells",
      part: pdf("a.pdf", type("application/pdf"), disposition('inline; filename="a.pdf"')),
      fields: ["Content-Type: application/pdf", 'Content-Disposition: inline; filename="a.pdf"'],
    },
    {
      title: "another than the disposition tells",
      part: pdf(
        "b.pdf",
        type('application/pdf; name="a.pdf"'),
        disposition('attachment; filename="a.pdf"; size=3'),
      ),
      fields: [
        'Content-Type: application/pdf; name="a.pdf"',
        "Content-Disposition: attachment; filename=b.pdf; size=3",
      ],
    },
    {
      title: "one beside a disposition without a name",
      part: pdf("b.pdf", type("application/pdf"), disposition("inline")),
      fields: ["Content-Type: application/pdf", "Content-Disposition: inline; filename=b.pdf"],
    },
  ])("$title", ({ part, fields }) => {
    expect(write(part)).toBe(lines(...fields, "", "AAA"));
  });

  const calendar = (filename: string, ...headers: { name: string; value: string }[]): PartLike => ({
    mimeType: "text/calendar",
    filename,
    headers: [type("text/calendar; method=REQUEST"), ...headers],
    body: { attachmentId: "A", size: 3 },
  });
  const content = () => latin1("BEG");
  test.each([
    { title: "an invite.ics that no header names is Gmail's own", part: calendar("invite.ics"), fields: [] },
    {
      title: "another name is not",
      part: calendar("x.ics"),
      fields: ["Content-Disposition: attachment; filename=x.ics"],
    },
    {
      title: "an invite.ics that a header names stays",
      part: calendar("invite.ics", disposition("attachment; filename=invite.ics")),
      fields: ["Content-Disposition: attachment; filename=invite.ics"],
    },
    { title: "a calendar that has no name", part: calendar(""), fields: [] },
  ])("$title", ({ part, fields }) => {
    expect(write(part, { content })).toBe(
      lines("Content-Type: text/calendar; method=REQUEST", ...fields, "", "BEG"),
    );
  });

  test.each([
    "a\r\nX: y.pdf",
    "a\0.pdf",
    "a\nb",
    'q"uo;te é.pdf',
    "a\\b",
    "\ud800.pdf",
    "x".repeat(2000),
    "é".repeat(500),
    "=?utf-8?Q?x?=",
  ])("%j injects nothing", (filename) => {
    const [head = ""] = write(pdf(filename)).split("\r\n\r\n");
    const names = head
      .replace(/\r\n[ \t]/g, " ")
      .split("\r\n")
      .map((line) => line.split(":")[0]);
    expect(names).toEqual(["Content-Type", "Content-Disposition"]);
    expect(head.split("\r\n").every((line) => line.length <= 998 && /^[\t\x20-\x7e]*$/.test(line))).toBe(
      true,
    );
  });
});

describe("headers that no mail can carry", () => {
  const told = (part: PartLike): { written: string; defects: Defect[] } => {
    const defects: Defect[] = [];
    return { written: write(part, { onDefect: (defect) => defects.push(defect) }), defects };
  };
  const invalid = { code: "payload-header-invalid", partId: "", offset: -1 };
  test.each([
    { title: "no name", given: { value: "x" }, line: undefined },
    { title: "an empty name", given: header("", "x"), line: undefined },
    { title: "a name with a blank", given: header("A b", "x"), line: undefined },
    { title: "a name with a line break", given: header("A\r\nB", "x"), line: undefined },
    { title: "a name with a colon", given: header("A:", "x"), line: undefined },
    { title: "a name outside ASCII", given: header("É", "x"), line: undefined },
    { title: "a value with a line break", given: header("A", "x\r\nBcc: e@v.il"), line: "A: x Bcc: e@v.il" },
    { title: "a value with NUL", given: header("A", "x\0y"), line: "A: xy" },
    { title: "a value with lone surrogates", given: header("A", "x\ud800"), line: "A: =?utf-8?B?eO+/vQ==?=" },
  ])("$title", ({ given, line }) => {
    const { written, defects } = told({
      headers: [header("X", "1"), given, header("Y", "2")],
      body: { data: "aGk=" },
    });
    expect(written).toBe(lines("X: 1", ...(line === undefined ? [] : [line]), "Y: 2", "", "hi"));
    expect(defects).toEqual([invalid]);
  });

  test("no value is an empty one", () => {
    expect(write({ headers: [{ name: "A" }, { name: "B", value: null }] })).toBe(lines("A:", "B:", "", ""));
  });

  test("parts under a type that holds none: it becomes a multipart", () => {
    const { written, defects } = told({
      mimeType: "text/plain",
      headers: [],
      parts: [{ headers: [], body: { data: "aGk=" } }],
    });
    expect(written).toMatch(/^Content-Type: multipart\/mixed; boundary=/);
    expect(defects).toEqual([invalid]);
  });
});

describe("boundaries", () => {
  const mixed = (boundary: string, ...parts: PartLike[]): PartLike => ({
    mimeType: "multipart/mixed",
    headers: [header("Content-Type", `multipart/mixed; boundary=${boundary}`)],
    parts,
  });
  const part = (bytes: string): PartLike => ({ headers: [], body: { data: data(bytes) } });

  test.each([
    { title: "is kept", boundary: "B", line: "B" },
    { title: "in quotes is kept", boundary: '"=_a b?"', line: "=_a b?" },
    { title: "in more characters than allowed is kept", boundary: '"B@*"', line: "B@*" },
    { title: "of 70 characters is kept", boundary: "b".repeat(70), line: "b".repeat(70) },
    { title: "of 71 characters is made anew", boundary: "b".repeat(71), line: "=_part_" },
    { title: "that is empty is made anew", boundary: '""', line: "=_part_" },
    { title: "outside ASCII is made anew", boundary: '"é"', line: "=_part_" },
    { title: "with a quote is made anew", boundary: '"a\\"b"', line: "=_part_" },
  ])("one that $title", ({ boundary, line }) => {
    expect(
      write(mixed(boundary, part("hi")))
        .split("\r\n\r\n")
        .slice(1)
        .join("\r\n\r\n"),
    ).toBe(lines(`--${line}`, "", "hi", `--${line}--`, ""));
  });

  test("one that stands around already is made anew", () => {
    const written = write(mixed("B", mixed("B", part("a")), mixed("B", part("b"))));
    expect(written.match(/boundary=\S+/g)).toEqual([
      "boundary=B",
      'boundary="=_part_0"',
      'boundary="=_part_1"',
    ]);
  });

  test("one without parts that a close delimiter around it would open is made anew", () => {
    const written = write(mixed("a--", mixed("a----"), mixed("a--"), mixed("a----", part("x"))));
    expect(written.match(/boundary=\S+/g)).toEqual([
      "boundary=a--",
      'boundary="=_part_0"',
      "boundary=a--",
      "boundary=a----",
    ]);
    const ids = [...walkEntity(parseEntity(written))].map(({ partId }) => partId);
    expect(ids).toEqual(["", "0", "1", "2", "2.0"]);
  });

  test.each(["--B", "a\r\n--B--\r\nb", "--B \t"])("content that holds it is encoded: %j", (bytes) => {
    const written = write(mixed("B", part(bytes), { ...part(bytes), mimeType: "image/png" }));
    expect(written.match(/^--B/gm)).toHaveLength(3);
    const entity = payloadToEntity(mixed("B", part(bytes)));
    expect(findEntity(entity, "0")?.fields).toContainEqual(
      header("Content-Transfer-Encoding", "quoted-printable"),
    );
  });
});

test("a message in raw is its raw", () => {
  const source = "Subject:  hi\n\nyo";
  expect(text(payloadToMime({ id: "18c0", raw: encodeRaw(latin1(source)) }))).toBe(source);
  expect(() => payloadToMime({ raw: "!" })).toThrow(expect.objectContaining({ code: "raw-invalid" }));
  expect(write({ raw: null, payload: { body: { data: "aGk=" }, headers: [] } } as PartLike)).toBe("\r\nhi");
});
