import { expect, test } from "vitest";
import { Listing, type Row } from "../../../src/playground/listing.js";
import { latin1, utf8 } from "../../support/bytes.js";

const textOf = ({ segments }: Row): string => segments.map(({ text }) => text).join("");
const listed = (bytes: Uint8Array): string[] => new Listing(bytes).rows(0, 100).map(textOf);

const cases = [
  { source: "", rows: [] },
  { source: "a", rows: ["a"] },
  { source: "a\r\n", rows: ["a"] },
  { source: "a\r\n\r\nb", rows: ["a", "", "b"] },
  { source: "a\nb\rc\r\nd", rows: ["a", "b", "c", "d"] },
  { source: "\r\r\n\n", rows: ["", "", ""] },
  { source: "tab\tstays, NUL \0 is seen", rows: ["tab\tstays, NUL \u2039NUL\u203a is seen"] },
  { source: "Gr\u00fc\u00dfe \u202eabc", rows: ["Gr\u00fc\u00dfe \u2039U+202E\u203aabc"] },
];
test.each(cases)("$source is listed as $rows", ({ source, rows }) => {
  expect(listed(utf8(source))).toEqual(rows);
});

test("line ends are told where they differ from the first, and lines counted from 1", () => {
  const rows = new Listing(utf8("a\nb\rc\r\nd")).rows(0, 9);
  expect(rows.map(({ oddEnd }) => oddEnd)).toEqual([undefined, "cr", "crlf", undefined]);
  expect(rows.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
});

test("a row that is no UTF-8 is windows-1252, its neighbours are not", () => {
  expect(listed(latin1("caf\u00e9 \u0080\nplain"))).toEqual(["caf\u00e9 \u20ac", "plain"]);
  expect(listed(new Uint8Array([...latin1("\u00e9\n"), ...utf8("\u00e9")]))).toEqual(["\u00e9", "\u00e9"]);
});

test("a line that is too long goes on in rows without a number, no character is cut", () => {
  const line = "\u00fc".repeat(1_200);
  const listing = new Listing(utf8(`x${line}\r\nnext`));
  const rows = listing.rows(0, 9);
  expect(rows.map((row) => row.line)).toEqual([1, undefined, undefined, 2]);
  expect(rows.slice(0, 3).map(textOf).join("")).toBe(`x${line}`);
  expect(listing.lineOf(3)).toBe(2);
});

test("a line of the longest length is one row, its line end too", () => {
  expect(listed(utf8(`${"a".repeat(1_000)}\r\nb`))).toHaveLength(2);
});

test("bytes that pretend to be the middle of a character do not make a row endless", () => {
  const listing = new Listing(new Uint8Array(10_000).fill(0x80));
  expect(listing.length).toBeGreaterThan(9);
});

test("marks stand where their byte is; on a line end, behind the text; past the end, in the last row", () => {
  const bytes = utf8("From: a\r\nab\n");
  const offsets = [0, 9, 10, 11, 12, -1];
  const listing = new Listing(
    bytes,
    offsets.map((offset, defect) => ({ defect, offset })),
  );
  expect(listing.rows(0, 9).map(({ segments }) => segments)).toEqual([
    [{ text: "From: a", defects: [0] }],
    [
      { text: "a", defects: [1] },
      { text: "b", defects: [2] },
      { text: "", defects: [3, 4] },
    ],
  ]);
});

test("rowAt finds the row of a byte", () => {
  const listing = new Listing(utf8("a\r\nbb\r\nc"));
  expect([0, 2, 3, 6, 7, 99].map((offset) => listing.rowAt(offset))).toEqual([0, 0, 1, 1, 2, 2]);
  expect(new Listing(new Uint8Array()).rowAt(0)).toBe(0);
});

test("rows outside are none", () => {
  const listing = new Listing(utf8("a\nb"));
  expect([listing.rows(-5, 1).length, listing.rows(1, 99).length, listing.rows(7, 9).length]).toEqual([
    1, 1, 0,
  ]);
});
