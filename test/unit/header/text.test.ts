import { describe, expect, test } from "vitest";
import { MimeError } from "../../../src/errors.js";
import { foldLine, unfold } from "../../../src/header/fold.js";
import { cleanHeaderText, decodeHeaderText, encodeHeaderText } from "../../../src/header/text.js";

describe("both ways", () => {
  test.each([
    { wire: "", text: "" },
    { wire: "Hello  World\t!", text: "Hello  World\t!" },
    { wire: "a ?= b =  ? c", text: "a ?= b =  ? c" },
    { wire: "Re: =?utf-8?Q?Comiss=C3=B5es?= today", text: "Re: Comissões today" },
    { wire: "=?utf-8?B?PT9VVEYtOD9CP1NHaz0/PQ==?=", text: "=?UTF-8?B?SGk=?=" },
    { wire: "a  =?utf-8?Q?=C3=A9__=C3=A9abcdefghijklmnopq?=  b", text: "a  é  éabcdefghijklmnopq  b" },
    { wire: "=?utf-8?B?w6k=?= a =?utf-8?B?w6k=?=", text: "é a é" },
    { wire: "=?utf-8?B?YQnDqQ==?=", text: "a\té" },
    { wire: "a =?utf-8?B?AX8=?=", text: "a \x01\x7f" },
  ])("$text", ({ wire, text }) => {
    expect(encodeHeaderText(text)).toBe(wire);
    expect(decodeHeaderText(wire)).toBe(text);
  });
});

describe("writing", () => {
  test.each(["a\rb", "a\nb", "a\0b", "Hi\r\nBcc: e@v.il"])("%j is refused", (text) => {
    expect(() => encodeHeaderText(text)).toThrow(expect.objectContaining({ code: "header-injection" }));
  });

  test("only strings", () => {
    for (const value of [undefined, null, 1, {}, ["a"]]) {
      expect(() => encodeHeaderText(value as unknown as string)).toThrow(MimeError);
      expect(() => decodeHeaderText(value as unknown as string)).toThrow(MimeError);
    }
  });

  test("outer blanks go", () => {
    expect(encodeHeaderText(" \ta b \t")).toBe("a b");
    expect(encodeHeaderText(" é ")).toBe("=?utf-8?B?w6k=?=");
  });

  test("lone surrogates become U+FFFD", () => {
    expect(decodeHeaderText(encodeHeaderText("a \ud83d b"))).toBe("a \ufffd b");
  });

  test.each([
    ["one long run", "x".repeat(5_000)],
    ["a long run among words", `a ${"x".repeat(901)} b`],
    ["many blanks", `a${" ".repeat(3_000)}b`],
    ["many blanks beside a word", `é${" ".repeat(3_000)}b`],
    ["tabs", "ab\t".repeat(1_000)],
    ["runs of 900", `${"x".repeat(900)} ${"y".repeat(900)}`],
    ["accents", "Relatório de Comissões - Segunda Quinzena de Março ".repeat(20)],
    ["emoji", "👩‍👩‍👧‍👦".repeat(40)],
  ])("%s: folds below 998, and comes back", (_, text) => {
    const wire = encodeHeaderText(text, { column: 9 });
    const lines = foldLine(`Subject: ${wire}`).split("\r\n");
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(998);
    expect(decodeHeaderText(unfold(lines.join("\r\n")).slice(9))).toBe(cleanHeaderText(text));
  });

  test("with words in it, lines stay within 78", () => {
    const text = "Relatório de Comissões - Segunda Quinzena de Março";
    const lines = foldLine(`Subject: ${encodeHeaderText(text, { column: 9 })}`).split("\r\n");
    expect(lines.every((line) => line.length <= 78)).toBe(true);
    expect(lines).toHaveLength(2);
  });

  test("another charset", () => {
    expect(encodeHeaderText("é a", { charset: "iso-8859-1" })).toBe("=?iso-8859-1?Q?=E9?= a");
    expect(() => encodeHeaderText("Ж", { charset: "iso-8859-1" })).toThrow(
      expect.objectContaining({ code: "charset-invalid" }),
    );
  });
});

describe("cleaning", () => {
  test.each([
    ["a", "a", false],
    [" a\tb ", "a\tb", false],
    ["a\r\n b", "a b", true],
    ["a \t\r\n\r\n\t b", "a b", true],
    ["a\rb\nc", "a b c", true],
    ["\r\na\r\n", "a", true],
    ["a\0b", "ab", true],
    ["a \0 b", "a  b", true],
    ["a\0\r\0\n\0b", "a b", true],
    ["\0", "", true],
    ["a\r\nBcc: x@y", "a Bcc: x@y", true],
  ])("%j", (text, clean, told) => {
    const codes: string[] = [];
    expect(cleanHeaderText(text, (code) => codes.push(code))).toBe(clean);
    expect(codes).toEqual(told ? ["header-control"] : []);
    expect(cleanHeaderText(clean)).toBe(clean);
  });

  test("a line break that a word brings", () => {
    const codes: string[] = [];
    const text = decodeHeaderText("=?utf-8?Q?a=0D=0ABcc:_x@y?=", { report: (code) => codes.push(code) });
    expect(text).toBe("a Bcc: x@y");
    expect(codes).toEqual(["header-control"]);
  });
});
