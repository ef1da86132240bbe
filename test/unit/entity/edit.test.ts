import { describe, expect, test } from "vitest";
import {
  appendField,
  type Entity,
  findEntity,
  formatEntity,
  type Multipart,
  parseEntity,
  prependField,
  removeFields,
  removePart,
  replacePart,
  setField,
  walkEntity,
} from "../../../src/index.js";
import { latin1, text } from "../../support/bytes.js";

const parse = (source: string): Entity => parseEntity(latin1(source));
const write = (entity: Entity): string => text(formatEntity(entity));
const kinds = (root: Entity): string[] => [...walkEntity(root)].map(({ entity }) => entity.kind);
const leaf = (content: string): Entity => ({ kind: "leaf", fields: [], content: latin1(content) });

describe("setField", () => {
  test.each([
    {
      title: "in the place of the first, under its own name",
      source: "A: 1\r\nsubJECT:  x\r\n y\r\nB: 2\r\n\r\nc",
      written: "A: 1\r\nsubJECT: z\r\nB: 2\r\n\r\nc",
    },
    {
      title: "later ones go",
      source: "Subject: x\r\nA: 1\r\nSUBJECT: y\r\nSubject: z\r\n\r\nc",
      written: "Subject: z\r\nA: 1\r\n\r\nc",
    },
    { title: "a new one is last", source: "A:1\r\n\r\nc", written: "A:1\r\nSubject: z\r\n\r\nc" },
    {
      title: "behind a line that is no field",
      source: "From x Mon\r\nA: 1\r\nno colon\r\n\r\nc",
      written: "From x Mon\r\nA: 1\r\nno colon\r\nSubject: z\r\n\r\nc",
    },
    { title: "without any field", source: "\r\nc", written: "Subject: z\r\n\r\nc" },
    { title: "in nothing", source: "", written: "Subject: z\r\n" },
    { title: "in LF", source: "A: 1\nSubject: x\n\nc\r\n", written: "A: 1\nSubject: z\n\nc\r\n" },
    { title: "in LF, new", source: "A: 1\n\nc", written: "A: 1\nSubject: z\n\nc" },
    { title: "in CR", source: "A: 1\r\rc", written: "A: 1\rSubject: z\r\rc" },
    { title: "where the header broke off", source: "A: 1\r\n", written: "A: 1\r\nSubject: z\r\n" },
    { title: "where the last line broke off", source: "A: 1\nB: 2", written: "A: 1\nB: 2\nSubject: z\n" },
  ])("$title", ({ source, written }) => {
    const before = parse(source);
    const after = setField(before, "Subject", "z");
    expect(write(after)).toBe(written);
    expect(write(before)).toBe(source);
  });

  test.each([
    { name: "Subject", text: "café", written: "Subject: =?utf-8?B?Y2Fmw6k=?=" },
    { name: "Subject", text: "=?UTF-8?B?SGk=?=", written: "Subject: =?utf-8?B?PT9VVEYtOD9CP1NHaz0/PQ==?=" },
    { name: "Subject", text: "", written: "Subject:" },
    { name: "Subject", text: "  x  ", written: "Subject: x" },
    {
      name: "To",
      text: '"Doe, J" <d@x>, Zoé <e@x>',
      written: 'To: "Doe, J" <d@x>, =?utf-8?Q?Zo=C3=A9?= <e@x>',
    },
    { name: "resent-cc", text: "Zoé <e@x>", written: "resent-cc: =?utf-8?Q?Zo=C3=A9?= <e@x>" },
    { name: "X-Any", text: "Zoé <e@x>", written: "X-Any: =?utf-8?Q?Zo=C3=A9?= <e@x>" },
  ])("$name: $text is written $written", ({ name, text: value, written }) => {
    expect(write(setField(parse("\r\nc"), name, value))).toBe(`${written}\r\n\r\nc`);
  });

  test("a long value is folded with the line ends of its block", () => {
    const written = write(setField(parse("A: 1\n\nc"), "Subject", "word ".repeat(30)));
    expect(written).not.toContain("\r");
    expect(written.split("\n").every((line) => line.length <= 78)).toBe(true);
  });

  test.each([
    { name: "Subject", text: "a\r\nBcc: e@v.il", code: "header-injection" },
    { name: "Subject", text: "a\nb", code: "header-injection" },
    { name: "Subject", text: "a\rb", code: "header-injection" },
    { name: "Subject", text: "a\0", code: "header-injection" },
    { name: "To", text: "a@b\r\nBcc: e@v.il", code: "header-injection" },
    { name: "X\r\nY", text: "a", code: "header-name" },
    { name: "X Y", text: "a", code: "header-name" },
    { name: "X:", text: "a", code: "header-name" },
    { name: "É", text: "a", code: "header-name" },
    { name: "", text: "a", code: "header-name" },
    { name: "To", text: "a@good, b c d", code: "address-invalid" },
    { name: "To", text: "é", code: "address-invalid" },
  ])("$name: $text is refused", ({ name, text: value, code }) => {
    for (const edit of [setField, appendField, prependField]) {
      const tried = () => edit(parse("A: b\r\n\r\nc"), name, value);
      expect(tried).toThrow(expect.objectContaining({ name: "MimeError", code }));
    }
  });

  test.each([undefined, null, 5, {}, ["x"]])("a value of %o is refused", (value) => {
    const tried = () => setField(parse("A: b\n\nc"), "A", value as string);
    expect(tried).toThrow(expect.objectContaining({ name: "MimeError", code: "input-invalid" }));
  });

  test.each([undefined, null, 5, {}])("a name of %o is refused", (name) => {
    for (const edit of [setField, appendField, prependField]) {
      const tried = () => edit(parse("A: b\n\nc"), name as string, "x");
      expect(tried).toThrow(expect.objectContaining({ name: "MimeError", code: "header-name" }));
    }
    const removed = () => removeFields(parse("A: b\n\nc"), name as string);
    expect(removed).toThrow(expect.objectContaining({ name: "MimeError", code: "header-name" }));
  });

  const parts = "X: y\r\n\r\n--B\r\n\r\na\r\n--B--";
  test.each([
    {
      name: "Content-Type",
      value: "multipart/mixed; boundary=B",
      source: parts,
      after: ["multipart", "leaf"],
    },
    { name: "content-type", value: "text/html", source: parts, after: ["leaf"] },
    {
      name: "Content-Type",
      value: "text/plain",
      source: `Content-Type: multipart/mixed; boundary=B\r\n${parts}`,
      after: ["leaf"],
    },
    {
      name: "Content-Type",
      value: "multipart/mixed; boundary=C",
      source: `Content-Type: multipart/mixed; boundary=B\r\n${parts}`,
      after: ["multipart"],
    },
    {
      name: "Content-Type",
      value: "multipart/related; boundary=B",
      source: `Content-Type: multipart/mixed; boundary=B\r\n${parts}`,
      after: ["multipart", "leaf"],
    },
    {
      name: "Content-Transfer-Encoding",
      value: "base64",
      source: "Content-Type: message/rfc822\r\n\r\nA: b",
      after: ["leaf"],
    },
    {
      name: "Content-Transfer-Encoding",
      value: "8bit",
      source: "Content-Type: message/rfc822\r\n\r\nA: b",
      after: ["message", "leaf"],
    },
  ])("$name: $value makes the part be read anew: $after", ({ name, value, source, after }) => {
    expect(kinds(setField(parse(source), name, value))).toEqual(after);
  });

  test.each([
    ["Content-Type: multipart/mixed; boundary=B\n--B\n\nx\n--B--\n", "\n--B\n\nx\n--B--\n"],
    ["Content-Type: multipart/mixed; boundary=B\n--B", "\n--B"],
    ["Content-Type: multipart/mixed; boundary=B\n--B--", "\n--B--"],
    ["Content-Type: multipart/mixed; boundary=B\n", ""],
  ])("what a header ran into stays out of it when the type changes: %j", (source, body) => {
    const after = setField(parse(source), "Content-Type", "text/plain");
    expect(write(after)).toBe(`Content-Type: text/plain\n${body}`);
    expect(after.fields.length).toBe(1);
  });

  test("removing a Content-Type does, too", () => {
    expect(
      kinds(removeFields(parse(`Content-Type: multipart/mixed; boundary=B\r\n${parts}`), "content-type")),
    ).toEqual(["leaf"]);
  });
});

describe("appendField, prependField, removeFields", () => {
  test.each([
    {
      source: "A: 1\nB: 2\n\nc",
      appended: "A: 1\nB: 2\nA: z\n\nc",
      prepended: "A: z\nA: 1\nB: 2\n\nc",
      removed: "B: 2\n\nc",
    },
    {
      source: "a: 1\r\n\r\nc",
      appended: "a: 1\r\nA: z\r\n\r\nc",
      prepended: "A: z\r\na: 1\r\n\r\nc",
      removed: "\r\nc",
    },
    {
      source: "From x Mon\nA: 1\n\nc",
      appended: "From x Mon\nA: 1\nA: z\n\nc",
      prepended: "From x Mon\nA: z\nA: 1\n\nc",
      removed: "From x Mon\n\nc",
    },
    {
      source: ">From x\nB: 1\n\nc",
      appended: ">From x\nB: 1\nA: z\n\nc",
      prepended: ">From x\nA: z\nB: 1\n\nc",
      removed: ">From x\nB: 1\n\nc",
    },
    { source: "\r\nc", appended: "A: z\r\n\r\nc", prepended: "A: z\r\n\r\nc", removed: "\r\nc" },
    { source: "A: 1", appended: "A: 1\r\nA: z\r\n", prepended: "A: z\r\nA: 1", removed: "" },
    {
      source: "B: 2\n  3\nA: 1\n x\n\n",
      appended: "B: 2\n  3\nA: 1\n x\nA: z\n\n",
      prepended: "A: z\nB: 2\n  3\nA: 1\n x\n\n",
      removed: "B: 2\n  3\n\n",
    },
  ])("$source", ({ source, appended, prepended, removed }) => {
    expect(write(appendField(parse(source), "A", "z"))).toBe(appended);
    expect(write(prependField(parse(source), "A", "z"))).toBe(prepended);
    expect(write(removeFields(parse(source), "a"))).toBe(removed);
  });

  test("nothing to remove gives the same entity", () => {
    const root = parse("A: 1\n\nc");
    expect(removeFields(root, "B")).toBe(root);
  });

  test("edits follow each other, in a part as in a root", () => {
    const source = "Content-Type: multipart/mixed; boundary=B\n\n--B\nA: 1\n\na\n--B--\n";
    const root = parse(source);
    const part = appendField(
      setField(removeFields(findEntity(root, "0") as Entity, "A"), "C", "3"),
      "D",
      "4",
    );
    expect(write(part)).toBe("C: 3\nD: 4\n\na");
    expect(write(setField(replacePart(root, "0", part), "E", "5"))).toBe(
      "Content-Type: multipart/mixed; boundary=B\nE: 5\n\n--B\nC: 3\nD: 4\n\na\n--B--\n",
    );
  });
});

const PARTS =
  "Content-Type: multipart/mixed; boundary=B\r\n\r\npre\r\n--B \r\nA: 0\r\n\r\na\r\n--B\t\r\n\r\nb\r\n--B--  \r\nepi\r\n";
const NESTED =
  "Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: multipart/mixed; boundary=C\n\n--C\n\na\n--C--\n--B\nContent-Type: message/rfc822\n\nX: y\n\nb\n--B--";

describe("removePart", () => {
  test.each([
    { title: "the first", source: PARTS, id: "0", cut: "--B \r\nA: 0\r\n\r\na\r\n" },
    { title: "the last", source: PARTS, id: "1", cut: "--B\t\r\n\r\nb\r\n" },
    { title: "the only one", source: NESTED, id: "0.0", cut: "--C\n\na\n" },
    { title: "a multipart", source: NESTED, id: "0", cut: NESTED.slice(43, NESTED.lastIndexOf("--B\n")) },
    { title: "a message", source: NESTED, id: "1", cut: "--B\nContent-Type: message/rfc822\n\nX: y\n\nb\n" },
    {
      title: "the last of an unclosed multipart",
      source: "Content-Type: multipart/mixed; boundary=B\n\n--B\n\na\n--B\n\nb\n",
      id: "1",
      cut: "\n--B\n\nb\n",
    },
    {
      title: "the first of an unclosed multipart",
      source: "Content-Type: multipart/mixed; boundary=B\n\n--B\n\na\n--B\n\nb\n",
      id: "0",
      cut: "--B\n\na\n",
    },
    {
      title: "behind a preamble that looks like a delimiter",
      source: "Content-Type: multipart/mixed; boundary=B\n\n--x\n--B\n\na\n--B\n\nb\n--B--",
      id: "0",
      cut: "--B\n\na\n",
    },
    {
      title: "before an epilogue that looks like one",
      source: "Content-Type: multipart/mixed; boundary=B\n\n--B\n\na\n--B--\n--x\n",
      id: "0",
      cut: "--B\n\na\n",
    },
  ])("$title goes with its delimiter line and nothing else", ({ source, id, cut }) => {
    expect(source.split(cut)).toHaveLength(2);
    expect(write(removePart(parse(source), id))).toBe(source.replace(cut, ""));
  });

  test.each([
    ["0", "0"],
    ["1", "0"],
  ])("a multipart may become empty: %s, then %s", (first, second) => {
    const empty = removePart(removePart(parse(PARTS), first), second) as Multipart;
    expect(empty.parts).toEqual([]);
    expect(write(empty)).toBe("Content-Type: multipart/mixed; boundary=B\r\n\r\npre\r\n--B--  \r\nepi\r\n");
    expect(kinds(parse(write(empty)))).toEqual(["multipart"]);
  });

  test("of a multipart made by hand", () => {
    const made = { ...(parse(PARTS) as Multipart) };
    expect(kinds(parse(write(removePart(made, "0"))))).toEqual(["multipart", "leaf"]);
  });

  test.each([
    { title: "the root", source: PARTS, id: "", code: "part-fixed" },
    { title: "the child of a message", source: NESTED, id: "1.0", code: "part-fixed" },
    { title: "a leaf's root", source: "A: b\n\nc", id: "", code: "part-fixed" },
    { title: "no part", source: PARTS, id: "2", code: "part-not-found" },
    { title: "no part below a leaf", source: PARTS, id: "0.0", code: "part-not-found" },
    { title: "no part id", source: PARTS, id: "00", code: "part-not-found" },
    { title: "a long id", source: PARTS, id: "9".repeat(5000), code: "part-not-found" },
  ])("$title cannot be removed", ({ source, id, code }) => {
    const tried = () => removePart(parse(source), id);
    expect(tried).toThrow(expect.objectContaining({ name: "MimeError", code }));
    expect(tried).toThrow(/^.{1,140}$/);
  });
});

describe("replacePart", () => {
  test.each(["", "0", "0.0", "1", "1.0"])("part %j by itself changes nothing", (id) => {
    const root = parse(NESTED);
    expect(replacePart(root, id, findEntity(root, id) as Entity)).toBe(root);
  });

  test.each([
    { id: "0", old: "A: 0\r\n\r\na", source: PARTS },
    { id: "1", old: "\r\nb", source: PARTS },
    { id: "0.0", old: "\na", source: NESTED },
    { id: "1.0", old: "X: y\n\nb", source: NESTED },
  ])("only the bytes of part $id change", ({ id, old, source }) => {
    const at = source.indexOf(old);
    const expected = `${source.slice(0, at)}\r\nnew${source.slice(at + old.length)}`;
    const root = parse(source);
    expect(write(replacePart(root, id, leaf("new")))).toBe(expected);
    expect(write(root)).toBe(source);
  });

  test("the root is replaced whole", () => {
    const entity = leaf("new");
    expect(replacePart(parse(PARTS), "", entity)).toBe(entity);
  });

  test("a part of another mail keeps its bytes", () => {
    const other = parse("Content-Type: multipart/mixed; boundary=X\n\n--X  \n\nz\n--X--\n");
    expect(write(replacePart(parse(PARTS), "1", other))).toBe(PARTS.replace("\r\nb", write(other)));
  });

  test("a delimiter line at the end of the source gets the line end it lacked", () => {
    const root = parse("Content-Type: multipart/mixed; boundary=B\n\n--B");
    expect(write(replacePart(root, "0", leaf("a")))).toBe(
      "Content-Type: multipart/mixed; boundary=B\n\n--B\n\r\na",
    );
  });

  test.each(["A: b\n\nhello", "A: b\n\n", "\n", "\n\nx"])(
    "an empty part right before a delimiter becomes %j: the delimiter gets the line break it lacked",
    (part) => {
      const head = "Content-Type: multipart/mixed; boundary=B\n\n--B\n";
      const after = write(replacePart(parse(`${head}--B\n\ny\n--B--\n`), "0", parse(part)));
      expect(after).toBe(`${head}${part}\n--B\n\ny\n--B--\n`);
      expect(write(findEntity(parse(after), "0") as Entity)).toBe(part);
    },
  );

  test("an empty part replaced by nothing changes nothing", () => {
    const source = "Content-Type: multipart/mixed; boundary=B\n\n--B\n--B\n\ny\n--B--\n";
    expect(write(replacePart(parse(source), "0", parse("")))).toBe(source);
  });

  test("a message header that broke off gets its empty line", () => {
    const root = parse("Content-Type: message/rfc822\n");
    expect(write(replacePart(root, "0", parse("A: b\n\nc")))).toBe(
      "Content-Type: message/rfc822\n\nA: b\n\nc",
    );
  });

  test.each([
    { title: "its delimiter", content: "x\r\n--B\r\ny" },
    { title: "its delimiter, on the first line", content: "--B" },
    { title: "its delimiter, after LF", content: "x\n--B\ny" },
    { title: "its delimiter, padded", content: "x\r\n--B \t\r\ny" },
    { title: "its close delimiter", content: "x\r\n--B--" },
    { title: "its close delimiter, padded", content: "x\r\n--B-- \r\n" },
  ])("a replacement that holds $title is refused", ({ content }) => {
    const source = PARTS.replace(
      "--B--",
      "--B\r\nContent-Type: multipart/mixed; boundary=C\r\n\r\n--C\r\n\r\nc\r\n--C--\r\n--B--",
    );
    for (const id of ["0", "2", "2.0"]) {
      const parsed = parse(`Content-Type: text/plain\r\n\r\n${content}`);
      for (const entity of [
        leaf(content),
        parsed,
        { kind: "message", fields: [], message: leaf(content) } as Entity,
      ]) {
        const tried = () => replacePart(parse(source), id, entity);
        expect(tried).toThrow(expect.objectContaining({ name: "MimeError", code: "boundary-invalid" }));
      }
    }
  });

  test.each(["--BB", "x--B", " --B", "--B-", "--b", "-- B", "--Bx--"])(
    "a replacement that holds %j is taken",
    (line) => {
      const root = replacePart(parse(PARTS), "0", leaf(`${line}\r\n${line}`));
      expect(kinds(parse(write(root)))).toEqual(["multipart", "leaf", "leaf"]);
    },
  );

  test("a detached part may stand in a tree, which cannot be written then", () => {
    const root = replacePart(parse(PARTS), "1", {
      kind: "leaf",
      fields: [],
      content: { attachmentId: "A", size: 3 },
    });
    expect(() => formatEntity(root)).toThrow(
      expect.objectContaining({ code: "content-missing", message: expect.stringContaining('"1"') }),
    );
  });

  test("there must be such a part, and the replacement must be an entity", () => {
    const place = () => replacePart(parse(PARTS), "2", leaf("x"));
    expect(place).toThrow(expect.objectContaining({ name: "MimeError", code: "part-not-found" }));
    const thing = () => replacePart(parse(PARTS), "0", {} as Entity);
    expect(thing).toThrow(expect.objectContaining({ name: "MimeError", code: "input-invalid" }));
    const parts: Entity[] = [];
    const fields = [{ name: "Content-Type", value: "multipart/mixed; boundary=Z" }];
    const cycle: Entity = { kind: "multipart", fields, parts, preamble: latin1(""), epilogue: latin1("") };
    parts.push(cycle);
    const cyclic = () => replacePart(parse(PARTS), "0", cycle);
    expect(cyclic).toThrow(expect.objectContaining({ name: "MimeError", code: "input-cyclic" }));
  });
});
