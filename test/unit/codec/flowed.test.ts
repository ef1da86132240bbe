import { describe, expect, test } from "vitest";
import { decodeFlowed, encodeFlowed } from "../../../src/codec/flowed.js";

const words = (count: number, word = "word ") => word.repeat(count).trimEnd();

describe("both ways", () => {
  test.each([
    { text: "", flowed: "" },
    { text: "\n", flowed: "\n" },
    { text: "a\n\nb\n", flowed: "a\n\nb\n" },
    { text: "no end", flowed: "no end" },
    { text: " a\n  b", flowed: "  a\n   b" },
    { text: "From a\nFromage", flowed: " From a\nFromage" },
    { text: "a\n-- \nb", flowed: "a\n-- \nb" },
    { text: "> a\n>b\n>> c\n> > d\n>\n", flowed: "> a\n>b\n>> c\n> > d\n>\n" },
    { text: "> a\n> -- \n>-- \n> b", flowed: "> a\n> -- \n>-- \n> b" },
    { text: words(20), flowed: `${words(15)} \n${words(5)}` },
    { text: `> ${words(20)}`, flowed: `> ${words(15)} \n> ${words(5)}` },
    { text: `>>${words(20)}`, flowed: `>>${words(15)} \n>> ${words(5)}` },
    { text: words(20, "From "), flowed: ` ${words(15, "From ")} \n ${words(5, "From ")}` },
    { text: words(40, "> > ").slice(2), flowed: undefined },
    { text: `${words(20, "> ")} end`, flowed: undefined },
    { text: `a ${words(50, "> ")}`, flowed: `a ${words(38, "> ")} \n ${words(12, "> ")}` },
    { text: `a  b${" ".repeat(200)}c`, flowed: undefined },
    { text: "x".repeat(200), flowed: "x".repeat(200) },
    { text: `a ${"x".repeat(90)} b`, flowed: `a \n${"x".repeat(90)} \nb` },
    { text: `-- ${"x".repeat(90)} b`, flowed: `-- ${"x".repeat(90)} \nb` }, // "-- " alone would be a signature
    { text: `> -- ${"x".repeat(90)} b`, flowed: `> -- ${"x".repeat(90)} \n> b` },
    { text: `> ${"x".repeat(90)} b`, flowed: `> ${"x".repeat(90)} \n> b` },
    { text: `${">".repeat(30)} ${words(20)}`, flowed: `${">".repeat(30)} ${words(20)}` },
    { text: "日本語 ".repeat(30).trimEnd(), flowed: undefined },
  ])("case %$", ({ text, flowed }) => {
    const encoded = encodeFlowed(text);
    if (flowed !== undefined) expect(encoded).toBe(flowed);
    expect(decodeFlowed(encoded, false)).toBe(text);
    expect(decodeFlowed(encoded.replaceAll("\n", "\r\n"), false)).toBe(text);
    if (!/[^ >]{78}|>{21}/.test(text))
      expect(encoded.split("\n").every((line) => line.length <= 78)).toBe(true);
  });
});

describe("decodeFlowed", () => {
  test.each([
    ["a \nb\n", "a b\n", "ab\n"],
    ["a  \nb", "a  b", "a b"],
    ["a \r\nb\r\n", "a b\n", "ab\n"],
    ["> a \n> b\nc", "> a b\nc", "> ab\nc"],
    [">a \n>b", ">a b", ">ab"],
    // a paragraph ends where the quote depth changes
    ["> a \nb", "> a \nb", "> a\nb"],
    ["> a \n>> b \n> c", "> a \n>> b \n> c", "> a\n>> b\n> c"],
    // a signature line is joined to nothing
    ["a \n-- \nb", "a \n-- \nb", "a\n-- \nb"],
    ["-- \nb", "-- \nb", "-- \nb"],
    ["> a \n> -- \n> b", "> a \n> -- \n> b", "> a\n> -- \n> b"],
    ["x \n -- \n b", "x \n-- \nb", "x\n-- \nb"],
    // stuffing
    [" a\n  b\n >c\n \n", "a\n b\n>c\n\n", "a\n b\n>c\n\n"],
    ["a \n b", "a b", "ab"],
    // an empty line ends a paragraph as any fixed line does
    ["a \n\nb", "a \nb", "a\nb"],
    // the end of the text
    ["a ", "a ", "a"],
    ["a \n", "a \n", "a\n"],
    ["a\rb", "a\rb", "a\rb"],
  ])("%j", (flowed, kept, deleted) => {
    expect(decodeFlowed(flowed, false)).toBe(kept);
    expect(decodeFlowed(flowed, true)).toBe(deleted);
  });
});

test("encodeFlowed drops blanks before a line end, and CR", () => {
  expect(encodeFlowed("a  \nb \r\n> \n   \n--  \n> --  \n")).toBe("a\nb\n> \n\n--\n> --\n");
  expect(encodeFlowed("-- \r\nb \r\r\n")).toBe("-- \nb\n");
});

test.each([" ", "\n", " \n", ">", "> ", "-- ", "-- \n", "x", "\r", "> a \n", "\r\n"])(
  "a megabyte of it does not hang: %j",
  (piece) => {
    const text = piece.repeat(1_000_000 / piece.length);
    decodeFlowed(text, true);
    expect(encodeFlowed(text).length).toBeLessThan(3 * text.length);
    encodeFlowed(`>> ${text}a`);
  },
);
