/** Charsets of `gmail-mime/lite`: like the whole library's where it has its own, else the runtime's. */

import { describe, expect, test } from "vitest";
import * as whole from "../../../src/codec/charset.js";
import * as lite from "../../../src/codec/charset-lite.js";
import type { DefectCode } from "../../../src/errors.js";
import { latin1, utf8 } from "../../support/bytes.js";

const EVERY_BYTE = Uint8Array.from({ length: 256 }, (_, byte) => byte);

type Library = Pick<typeof whole, "decodeCharset">;
function read(library: Library, bytes: Uint8Array, label?: string): { text: string; defects: DefectCode[] } {
  const defects: DefectCode[] = [];
  return { text: library.decodeCharset(bytes, label, (code) => defects.push(code)), defects };
}

describe("read as by the whole library", () => {
  test.each([
    ["windows-1252", EVERY_BYTE],
    ["iso-8859-1", EVERY_BYTE],
    ["ISO_8859-1:1987", EVERY_BYTE],
    ["us-ascii", EVERY_BYTE],
    ["latin1", EVERY_BYTE],
    ["utf-8", utf8("\ufeff\ufeffé😀\ufffd")],
    ["UTF8", utf8("é")],
    ['"utf-8"', latin1("\xc3\xa9\xff")],
    ["utf-8*en", latin1("\xe2\x82")],
    [undefined, latin1("\xef\xbb\xbf\xc3\xa9")],
    [undefined, latin1("\xe9\x80")],
    ["", latin1("\xe9\x80")],
    ["  ", latin1("\xc3\xa9")],
    ["x-unknown", latin1("\xc3\xa9")],
    ["hex", latin1("\xe9\x80")],
    ["__proto__", latin1("a")],
    ["x".repeat(100_000), latin1("a")],
    ["iso-2022-jp", latin1("\x1b$BF|\x1b(B\x1b$BK\\\x1b(B a")],
    ["utf-16le", latin1("\xfe\xff\0a")],
    ["utf-16", latin1("\xff\xfea\0")],
    ["utf-16be", latin1("\xff\xfea\0")],
    ["utf-16", latin1("a\0b\0")],
    ["koi8-r", latin1("\xf0\xd2\xc9")],
    ["shift_jis", latin1("\x93\xfa\x96\x7b")],
    ["shift_jis", latin1("a\x81")],
    ["gbk", latin1("\xd6\xd0\xce\xc4")],
    ["windows-1253", latin1("\xff")],
  ])("%s", (label, bytes) => {
    expect(read(lite, bytes, label)).toEqual(read(whole, bytes, label));
  });
});

describe("written, or said not to be", () => {
  test.each([
    ["utf-8", "é😀"],
    ["utf-8", "\ufeffa"],
    ["windows-1252", "“é” €\u0081"],
    ["windows-1252", "\u0080"],
    ["windows-1252", "я"],
    ["iso-8859-1", "é\xa0ÿ"],
    ["iso-8859-1", "€"],
    ["iso-8859-1", "\u0080"],
    ["us-ascii", "plain"],
    ["us-ascii", "é"],
    ["koi8-r", "plain"],
    ["x-unknown", "plain"],
  ])("%s %j", (label, text) => {
    expect(lite.encodeCharset(text, label)).toEqual(whole.encodeCharset(text, label));
  });

  test("other charsets are read, not written", () => {
    expect(lite.encodeCharset("я", "koi8-r")).toBeUndefined();
    expect(lite.encodeCharset("plain", "utf-16le")).toBeUndefined();
  });
});

test.each([
  ["UTF-8", "utf-8"],
  ["utf8", "utf-8"],
  ["Latin1", "iso-8859-1"],
  ["ascii", "us-ascii"],
  ["cp1252", "windows-1252"],
  ["Shift_JIS", "shift_jis"],
  ["csKOI8R", "koi8-r"],
  ["", undefined],
  ["base64", undefined],
  ["utf-7", undefined],
])("the name of %s", (label, name) => {
  expect(lite.canonicalCharset(label)).toBe(name);
});

test.each([
  ["utf-8", true],
  ["windows-1252", true],
  ["x-unknown", true],
  ["iso-2022-jp", false],
  ["utf-16le", false],
])("ASCII stays as it is in %s: %s", (label, expected) => {
  expect(lite.isAsciiCompatible(label)).toBe(expected);
});
