import { describe, expect, test } from "vitest";
import {
  commentEnd,
  isAtom,
  isToken,
  quotedStringEnd,
  quoteString,
  readQuotedString,
  skipBlanks,
  skipComments,
} from "../../../src/header/token.js";

test.each([
  ["utf-8", true, true],
  ["a.b", true, false],
  ["a/b", false, true],
  ["a=b", false, true],
  ["a b", false, false],
  ["a@b", false, false],
  ["é", false, false],
  ["", false, false],
  ["*'%", true, true],
])("%j: token %s, atom %s", (text, token, atom) => {
  expect(isToken(text)).toBe(token);
  expect(isAtom(text)).toBe(atom);
});

describe("quoted strings", () => {
  test.each([
    { text: '"a b"', value: "a b" },
    { text: '""', value: "" },
    { text: '"a \\"b\\" \\\\c"', value: 'a "b" \\c' },
    { text: '"é\t"', value: "é\t" },
  ])("$text", ({ text, value }) => {
    expect(quoteString(value)).toBe(text);
    expect(readQuotedString(text, 0)).toEqual({ value, end: text.length, closed: true });
    expect(readQuotedString(`x${text}y`, 1)).toEqual({ value, end: text.length + 1, closed: true });
  });

  test("any quoted pair is read", () => {
    expect(readQuotedString('"\\a\\\n"', 0).value).toBe("a\n");
  });

  test("an unclosed one runs to the end", () => {
    expect(readQuotedString('x"ab', 1)).toEqual({ value: "ab", end: 4, closed: false });
    expect(readQuotedString('"ab\\"', 0)).toEqual({ value: 'ab"', end: 5, closed: false });
    expect(readQuotedString('"ab\\', 0)).toEqual({ value: "ab\\", end: 4, closed: false });
    expect(quotedStringEnd('"ab\\"', 0)).toBe(-1);
  });
});

describe("comments", () => {
  test.each([
    ["(a) b", 4],
    [" \t\r\n(a (b) c)(d) e", 17],
    ["(a \\) b) c", 9],
    ["(a", 2],
    ["(a (b)", 6],
    ["a (b)", 0],
    ["", 0],
  ])("%j", (text, end) => {
    expect(skipComments(text, 0)).toBe(end);
  });

  test("blanks alone", () => {
    expect(skipBlanks(" \t\r\n x", 0)).toBe(5);
    expect(skipBlanks("  ", 0)).toBe(2);
  });

  test("nesting is counted, and told once when it is too deep", () => {
    const deep = "(".repeat(100_000);
    const codes: string[] = [];
    expect(commentEnd(deep + ")".repeat(100_000), 0, 100, (code) => codes.push(code))).toBe(200_000);
    expect(commentEnd(deep, 0)).toBe(-1);
    expect(codes).toEqual(["limit-comments"]);
    expect(commentEnd("((()))", 0, 3, (code) => codes.push(code))).toBe(6);
    expect(codes).toHaveLength(1);
  });
});
