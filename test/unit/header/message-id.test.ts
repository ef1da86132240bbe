import { describe, expect, test } from "vitest";
import type { DefectCode } from "../../../src/errors.js";
import { formatMessageIds, parseMessageIds } from "../../../src/header/message-id.js";

const read = (value: string) => {
  const defects: [DefectCode, number?][] = [];
  const ids = parseMessageIds(value, {
    report: (code, at) => defects.push(at === undefined ? [code] : [code, at]),
  });
  return { ids, defects };
};

describe("both ways", () => {
  test.each([
    { text: "<a@b>", ids: ["<a@b>"] },
    { text: "<a@b> <c@d> <a@b>", ids: ["<a@b>", "<c@d>", "<a@b>"] },
    { text: '<"a.b"@c>', ids: ['<"a.b"@c>'] },
    { text: '<"a>b<"@c> <d@e>', ids: ['<"a>b<"@c>', "<d@e>"] },
    { text: "<ac15067506021004778a@[198.93.92.66]>", ids: ["<ac15067506021004778a@[198.93.92.66]>"] },
    {
      text: "<c=US%a=_%p=msft%l=RED-99-MSG-12886@mail2.example.com>",
      ids: ["<c=US%a=_%p=msft%l=RED-99-MSG-12886@mail2.example.com>"],
    },
    { text: "<x(y)z@b> <a..b.@c>", ids: ["<x(y)z@b>", "<a..b.@c>"] },
    { text: "", ids: [] },
  ])("$text", ({ text, ids }) => {
    expect(read(text)).toEqual({ ids, defects: [] });
    expect(formatMessageIds(ids)).toBe(text);
    expect(formatMessageIds(ids.map((id) => id.slice(1, -1)))).toBe(text);
  });

  test("one id, or a text of several", () => {
    expect(formatMessageIds("<a@b>")).toBe("<a@b>");
    expect(formatMessageIds("a@b")).toBe("<a@b>");
    expect(formatMessageIds(" <a@b> \t<c@d> ")).toBe("<a@b> <c@d>");
  });
});

describe("comments and phrases are passed over", () => {
  test.each([
    ["(x) <a@b> (y (z\\)) <no@id>)<c@d>", ["<a@b>", "<c@d>"]],
    ["<a@b>\r\n <c@d>\r\n\t<e@f>", ["<a@b>", "<c@d>", "<e@f>"]],
    ["<a@b>,<c@d>; <e@f>", ["<a@b>", "<c@d>", "<e@f>"]],
    ["<a@b><c@d>", ["<a@b>", "<c@d>"]],
    ['Your message of "Fri, 7 Jan <x> 1994." <a@b>', ["<a@b>"]],
    ["Message from Jo <jo@x> of Friday <a@b>", ["<jo@x>", "<a@b>"]], // RFC 822: nothing tells them apart
    ["<a@b> from jo@x (Jo) of Friday", ["<a@b>"]],
    ["", []],
    [" \r\n ", []],
  ])("%s", (value, ids) => expect(read(value)).toEqual({ ids, defects: [] }));
});

describe("broken ones are kept while they name something", () => {
  test.each([
    // 1. without brackets
    ["a@b", ["<a@b>"], 0],
    ["MSG961029151201#15@server1.example.com", ["<MSG961029151201#15@server1.example.com>"], 0],
    ["<a@b> c@d <e@f>", ["<a@b>", "<c@d>", "<e@f>"], 6],
    ["a@b>", ["<a@b>"], 0],
    ["a@b,c@d", ["<a@b>", "<c@d>"], 0],
    ["a@b(comment)", ["<a@b>"], 0],
    // 2. not closed, or without "@"
    ["<a@b", ["<a@b>"], 0],
    ["<a@b <c@d>", ["<a@b>", "<c@d>"], 0],
    ["<a@b of Friday", ["<a@b>"], 0],
    ["<long\r\n er@b of Friday", ["<longer@b>"], 0],
    ["<e@f> <a>", ["<e@f>", "<a>"], 6],
    ["<<a@b>>", ["<a@b>"], 0],
    ["<of Friday <a@b>", ["<a@b>"], 0],
    ['<"a> <"@b>', ['<"a>', '<"@b>'], 0],
    // 3. blanks, folds and controls inside
    ["<9209252113.AA00975@ ebony >", ["<9209252113.AA00975@ebony>"], 0],
    ["<very-long\r\n -id@b>", ["<very-long-id@b>"], 0],
    ["<a\0b@c\x7f>", ["<ab@c>"], 0],
    ['<"a b"@c>', ['<"ab"@c>'], 0],
    // left out
    ["<>", [], 0],
    ["< \t>", [], 0],
    ["<é@b> <c@d>", ["<c@d>"], 0],
    ["é@b", [], 0],
    ["only words", [], 0],
    ["@", [], 0],
    [">", [], 0],
    ['"unclosed <a@b>', ["<a@b>"], -1],
    ["(unclosed <a@b>", ["<a@b>"], -1],
  ])("%j", (value, ids, at) => {
    expect(read(value)).toEqual({ ids, defects: at < 0 ? [] : [["message-id-invalid", at]] });
  });
});

test.each([
  ["<a@b>\r\nBcc: e@v.il", "header-injection"],
  ["<a@b>\r\n <c@d>", "header-injection"],
  ["a\nb@c", "header-injection"],
  ["a\0@c", "header-injection"],
  ["", "message-id-invalid"],
  [" ", "message-id-invalid"],
  ["<>", "message-id-invalid"],
  ["<", "message-id-invalid"],
  ["a b@c", "message-id-invalid"],
  ["<a b@c>", "message-id-invalid"],
  ["<a@b> c@d", "message-id-invalid"],
  ["<a@b", "message-id-invalid"],
  ["<a<b@c>", "message-id-invalid"],
  ["<a@b><c@d>", "message-id-invalid"],
  ['<"a">b"@c>', "message-id-invalid"],
  ["<é@b>", "message-id-invalid"],
  ["<a\x7f@b>", "message-id-invalid"],
])("refused: %j", (id, code) => {
  const error = expect.objectContaining({ name: "MimeError", code });
  expect(() => formatMessageIds(id)).toThrow(error);
  expect(() => formatMessageIds(["<x@y>", id])).toThrow(error);
});

test("refused: what is no text", () => {
  const error = expect.objectContaining({ name: "MimeError", code: "message-id-invalid" });
  for (const given of [null, undefined, 5, {}, [5], [null]]) {
    expect(() => formatMessageIds(given as unknown as string)).toThrow(error);
  }
});

test.each(["<", "(", '"', '<"', '<"\\"', '"\\', "a@b ", "a@b <c@d> x ", "<a@b>", ">", "<a@b ", "((x)", "\0"])(
  "a megabyte of it does not hang: %j",
  (piece) => {
    parseMessageIds(piece.repeat(1_000_000 / piece.length));
    parseMessageIds(`<${piece.repeat(1_000_000 / piece.length)}`);
  },
);
