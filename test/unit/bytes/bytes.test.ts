import { describe, expect, test } from "vitest";
import { asciiLowerCase, isBlank, sameName } from "../../../src/bytes/ascii.js";
import {
  concatBytes,
  copyBytes,
  equalBytes,
  indexOfByte,
  indexOfText,
  isAscii,
  isUtf8,
  latin1Bytes,
  latin1Text,
  utf8Bytes,
  utf8Text,
  utf8TextLenient,
} from "../../../src/bytes/bytes.js";
import { beforeLineEnd, chooseNewline, lineEndAt, textEnd } from "../../../src/bytes/lines.js";
import { latin1 } from "../../support/bytes.js";

const CR = 0x0d;
const LF = 0x0a;

describe("names of ASCII", () => {
  test.each([
    ["Content-TYPE", "content-type"],
    ["É\u212aA", "É\u212aa"],
    ["", ""],
  ])("%j in lower case is %j", (name, lower) => {
    expect(asciiLowerCase(name)).toBe(lower);
  });

  test.each([
    ["Subject", "sUBJECT", true],
    ["Subject", "Subjects", false],
    ["k", "\u212a", false],
    ["é", "É", false],
    ["", "", true],
  ])("%j and %j are the same: %s", (a, b, same) => {
    expect(sameName(a, b)).toBe(same);
  });

  test("blanks are space and tab", () => {
    const blanks = Array.from({ length: 256 }, (_, code) => code).filter(isBlank);
    expect(blanks).toEqual([0x09, 0x20]);
  });
});

describe("bytes and text", () => {
  const all = Uint8Array.from({ length: 256 }, (_, code) => code);
  const long = new Uint8Array(20_000).map((_, i) => i);

  test("one byte a character, both ways, any length", () => {
    for (const bytes of [all, long, new Uint8Array(0)]) {
      const text = latin1Text(bytes, 0, bytes.length);
      expect(text).toHaveLength(bytes.length);
      expect(latin1Bytes(text)).toEqual(bytes);
    }
    expect(latin1Text(all, 0x41, 0x44)).toBe("ABC");
    expect(latin1Text(all.subarray(0x41), 1, 3)).toBe("BC");
  });

  test.each([
    { bytes: "caf\xc3\xa9", text: "café" },
    { bytes: "", text: "" },
    { bytes: "\xef\xbb\xbfx", text: "\ufeffx" },
    { bytes: "\xef\xbf\xbd", text: "\ufffd" },
    { bytes: "\xf0\x9f\x92\xa9", text: "💩" },
    { bytes: "caf\xe9", lenient: "caf\ufffd" },
    { bytes: "\xc0\xaf", lenient: "\ufffd\ufffd" },
    { bytes: "\xed\xa0\x80", lenient: "\ufffd\ufffd\ufffd" },
    { bytes: "\xef\xbf\xbd\xff", lenient: "\ufffd\ufffd" },
    { bytes: "\xe2\x82", lenient: "\ufffd" },
  ])("$bytes as UTF-8", ({ bytes, text, lenient }) => {
    const given = latin1(bytes);
    expect(utf8Text(given)).toBe(text);
    expect(isUtf8(given)).toBe(text !== undefined);
    expect(utf8TextLenient(given)).toBe(text ?? lenient);
    if (text !== undefined) expect(utf8Bytes(text)).toEqual(given);
  });

  test("a stretch of UTF-8", () => {
    const bytes = latin1("\xff\xc3\xa9\xff");
    expect(utf8Text(bytes, 1, 3)).toBe("é");
    expect(utf8Text(bytes, 1, 4)).toBeUndefined();
    expect(utf8Text(bytes.subarray(1), 0, 2)).toBe("é");
  });

  test("lone surrogates become U+FFFD", () => {
    expect(utf8Bytes("a\ud800b")).toEqual(latin1("a\xef\xbf\xbdb"));
  });

  test.each([0, 1, 63, 64, 65, 200])(
    "%i bytes below 0x80 are ASCII, with one above they are not",
    (length) => {
      const bytes = new Uint8Array(length).fill(0x7f);
      expect(isAscii(bytes)).toBe(true);
      for (const at of [0, length >> 1, length - 1].filter((index) => index >= 0 && index < length)) {
        const odd = bytes.slice();
        odd[at] = 0x80;
        expect(isAscii(odd)).toBe(false);
        expect(isAscii(odd, at + 1)).toBe(true);
        expect(isAscii(odd, 0, at)).toBe(true);
      }
    },
  );
});

describe("memory", () => {
  test("joined pieces, and copies, are memory of their own", () => {
    const [a, b] = [latin1("ab"), latin1("cd")];
    const joined = concatBytes([a, new Uint8Array(0), b]);
    expect(joined).toEqual(latin1("abcd"));
    expect(joined.byteLength).toBe(joined.buffer.byteLength);
    const copy = copyBytes(a);
    a[0] = 0;
    expect(copy).toEqual(latin1("ab"));
    expect(joined).toEqual(latin1("abcd"));
    expect(concatBytes([])).toHaveLength(0);
  });

  test("equal bytes", () => {
    expect(equalBytes(latin1("ab"), latin1("xab").subarray(1))).toBe(true);
    expect(equalBytes(latin1("ab"), latin1("ac"))).toBe(false);
    expect(equalBytes(latin1("ab"), latin1("abc"))).toBe(false);
  });

  test.each([
    { text: "\n--", from: 0, at: 1 },
    { text: "\n--", from: 2, at: 5 },
    { text: "\n--", from: 6, at: -1 },
    { text: "\xe9", from: 0, at: 8 },
    { text: "x\n--x\n--\xe9z", from: 0, at: -1 },
    { text: "x\n--x\n--\xe9", from: 0, at: 0 },
  ])("$text from $from stands at $at", ({ text, from, at }) => {
    expect(indexOfText(latin1("x\n--x\n--\xe9"), text, from)).toBe(at);
  });

  test("a byte before an end", () => {
    const bytes = latin1("abab");
    expect(indexOfByte(bytes, 0x62, 0)).toBe(1);
    expect(indexOfByte(bytes, 0x62, 2)).toBe(3);
    expect(indexOfByte(bytes, 0x62, 2, 3)).toBe(-1);
    expect(indexOfByte(bytes, 0x7a, 0)).toBe(-1);
  });
});

describe("line ends", () => {
  test.each([
    { source: "a\nb", newline: LF },
    { source: "a\r\nb", newline: LF },
    { source: "a\rb", newline: CR },
    { source: "a\rb\n", newline: LF },
    { source: "ab", newline: LF },
    { source: "", newline: LF },
  ])("lines of $source end with $newline", ({ source, newline }) => {
    expect(chooseNewline(latin1(source))).toBe(newline);
  });

  test.each([
    { source: "a\r\nb", from: 0, lineEnd: "\r\n" },
    { source: "a\nb\r\n", from: 0, lineEnd: "\n" },
    { source: "a\nb\r\n", from: 2, lineEnd: "\r\n" },
    { source: "a\rb", from: 0, lineEnd: "\r" },
    { source: "ab", from: 0, lineEnd: "\r\n" },
    { source: "", from: 0, lineEnd: "\r\n" },
  ])("the line end of $source from $from is $lineEnd", ({ source, from, lineEnd }) => {
    expect(lineEndAt(latin1(source), from)).toBe(lineEnd);
  });

  test.each([
    { source: "a\r\n", start: 0, next: 3, end: 1 },
    { source: "a\n", start: 0, next: 2, end: 1 },
    { source: "a", start: 0, next: 1, end: 1 },
    { source: "\r\n", start: 0, next: 2, end: 0 },
    { source: "\n", start: 0, next: 1, end: 0 },
    { source: "\r\n", start: 1, next: 2, end: 1 },
    { source: "", start: 0, next: 0, end: 0 },
  ])("the text of a line of $source from $start ends at $end", ({ source, start, next, end }) => {
    expect(textEnd(latin1(source), start, next, LF)).toBe(end);
  });

  test.each([
    { source: "a\r\nb", at: 3, floor: 0, newline: LF, before: 1 },
    { source: "a\nb", at: 2, floor: 0, newline: LF, before: 1 },
    { source: "ab", at: 1, floor: 0, newline: LF, before: 1 },
    { source: "\r\n", at: 2, floor: 1, newline: LF, before: 1 },
    { source: "\n", at: 1, floor: 1, newline: LF, before: 1 },
    { source: "a\rb", at: 2, floor: 0, newline: CR, before: 1 },
    { source: "a\rb", at: 2, floor: 0, newline: LF, before: 2 },
  ] as const)(
    "before the line end at $at of $source is $before",
    ({ source, at, floor, newline, before }) => {
      expect(beforeLineEnd(latin1(source), at, floor, newline)).toBe(before);
    },
  );
});
