import { describe, expect, test } from "vitest";
import { CR, LF } from "../../../src/bytes/ascii.js";
import { TextWindow } from "../../../src/bytes/window.js";
import {
  Delimiters,
  isUsableBoundary,
  isWritableBoundary,
  readBoundary,
} from "../../../src/entity/boundary.js";
import type { DefectCode } from "../../../src/errors.js";
import { latin1 } from "../../support/bytes.js";

const boundaries = [
  { boundary: "B", writable: true, usable: true },
  { boundary: "0123456789'()+_,-./:=?", writable: true, usable: true },
  { boundary: "a b", writable: true, usable: true },
  { boundary: "=_part_1.2", writable: true, usable: true },
  { boundary: "b".repeat(70), writable: true, usable: true },
  { boundary: "b".repeat(71), writable: false, usable: false },
  { boundary: "", writable: false, usable: false },
  { boundary: "b ", writable: false, usable: false },
  { boundary: " ", writable: false, usable: false },
  { boundary: " b", writable: true, usable: true },
  { boundary: "b@*!#", writable: false, usable: true },
  { boundary: 'b"', writable: false, usable: false },
  { boundary: "b\\c", writable: false, usable: false },
  { boundary: "b\tc", writable: false, usable: false },
  { boundary: "b\r\nc", writable: false, usable: false },
  { boundary: "b\n", writable: false, usable: false },
  { boundary: "é", writable: false, usable: false },
];

test.each(boundaries)("$boundary may be made: $writable, may be written again: $usable", (row) => {
  expect(isWritableBoundary(row.boundary)).toBe(row.writable);
  expect(isUsableBoundary(row.boundary)).toBe(row.usable);
});

describe("readBoundary", () => {
  const cases: { value: string; boundary?: string; codes?: DefectCode[] }[] = [
    { value: "multipart/mixed; boundary=B", boundary: "B" },
    { value: "multipart/mixed;boundary=B;x=y", boundary: "B" },
    { value: 'multipart/mixed; BOUNDARY="a b"', boundary: "a b" },
    { value: 'multipart/mixed; boundary="a\\"b"', boundary: 'a"b', codes: ["boundary-invalid"] },
    { value: "multipart/mixed; boundary=B (c)", boundary: "B" },
    { value: "multipart/mixed; boundary=B; boundary=C", boundary: "B", codes: ["boundary-ambiguous"] },
    {
      value: "multipart/mixed; boundary*=us-ascii''C; boundary=B",
      boundary: "B",
      codes: ["boundary-ambiguous"],
    },
    { value: "multipart/mixed; boundary*=us-ascii''B%20C", boundary: "B C", codes: ["boundary-ambiguous"] },
    { value: "multipart/mixed; boundary*1=C; boundary*0=B", boundary: "BC", codes: ["boundary-ambiguous"] },
    {
      value: "multipart/mixed (a; boundary=X); boundary=B",
      boundary: "B",
      codes: ["boundary-ambiguous"],
    },
    { value: 'multipart/mixed; boundary="=?utf-8?Q?B?="', boundary: "=?utf-8?Q?B?=" },
    { value: 'multipart/mixed; boundary="B \t "', boundary: "B" },
    { value: 'multipart/mixed; boundary=" "' },
    { value: 'multipart/mixed; boundary=""' },
    { value: "multipart/mixed" },
    { value: "multipart/mixed; bound=B" },
    { value: `multipart/mixed; boundary=${"b".repeat(70)}`, boundary: "b".repeat(70) },
    {
      value: `multipart/mixed; boundary=${"b".repeat(71)}`,
      boundary: "b".repeat(71),
      codes: ["boundary-invalid"],
    },
    {
      value: `multipart/mixed; boundary=${"b".repeat(256)}`,
      boundary: "b".repeat(256),
      codes: ["boundary-invalid"],
    },
    { value: `multipart/mixed; boundary=${"b".repeat(257)}`, codes: ["boundary-invalid"] },
    { value: 'multipart/mixed; boundary="é"', boundary: "\xc3\xa9", codes: ["boundary-invalid"] },
    { value: 'multipart/mixed; boundary="a\rb"', codes: ["boundary-invalid"] },
  ];
  test.each(cases)("$value: $boundary", ({ value, boundary, codes = [] }) => {
    const found: DefectCode[] = [];
    expect(readBoundary(value, (code) => found.push(code))).toBe(boundary);
    expect(found).toEqual(codes);
  });
});

describe("Delimiters", () => {
  function delimitersOf(source: string, newline: typeof LF | typeof CR = LF): string[] {
    const delimiters = new Delimiters(newline, new TextWindow(latin1(source)));
    delimiters.open("B", 0);
    delimiters.open("BB", 1);
    const found: string[] = [];
    for (let from = 0; delimiters.find(from); from = delimiters.next) {
      const { level, closes, padded, lineStart, next } = delimiters;
      found.push(`${level}${closes ? " closes" : ""}${padded ? " padded" : ""} ${lineStart}-${next}`);
    }
    return found;
  }

  const cases = [
    { source: "--B\r\n", found: ["0 0-5"] },
    { source: "--B", found: ["0 0-3"] },
    { source: "--B\n--BB\n", found: ["0 0-4", "1 4-9"] },
    { source: "--B--\r\n", found: ["0 closes 0-7"] },
    { source: "--BB--", found: ["1 closes 0-6"] },
    { source: "--B \t\r\n", found: ["0 padded 0-7"] },
    { source: "--B-- \n", found: ["0 closes padded 0-7"] },
    { source: "--B --\n", found: ["0 closes 0-7"] },
    { source: "x\r\n--B\r\n", found: ["0 3-8"] },
    { source: "x\r--B\r", found: [] },
    { source: "x--B\n", found: [] },
    { source: " --B\n", found: [] },
    { source: "-B\n", found: [] },
    { source: "--b\n", found: [] },
    { source: "--Bx\n--BBB\n--\n----\n", found: [] },
    { source: "--\n--B\n", found: ["0 3-7"] },
    { source: "--B\0\n", found: [] },
    { source: "\n\n--B\n\n--B--\n", found: ["0 2-6", "0 closes 7-13"] },
    { source: "", found: [] },
  ];
  test.each(cases)("$source", ({ source, found }) => {
    expect(delimitersOf(source)).toEqual(found);
  });

  test("bare CR ends a line where it is told to", () => {
    expect(delimitersOf("x\r--B\r--BB--\r", CR)).toEqual(["0 2-6", "1 closes 6-13"]);
  });

  test("the outermost multipart keeps a boundary that is opened again", () => {
    const delimiters = new Delimiters(LF, new TextWindow(latin1("--B\n")));
    expect(delimiters.any).toBe(false);
    expect(delimiters.find(0)).toBe(false);
    expect(delimiters.open("B", 0)).toBe(true);
    expect(delimiters.open("B", 3)).toBe(false);
    expect(delimiters.find(0) && delimiters.level).toBe(0);
    delimiters.close("B");
    expect(delimiters.find(0)).toBe(false);
    expect(delimiters.open("B", 3)).toBe(true);
    expect(delimiters.findIn(latin1("a\n--B--"))).toBe(true);
    expect(delimiters.level).toBe(3);
  });

  test("a line far longer than any boundary is none", () => {
    expect(delimitersOf(`--B${" ".repeat(5000)}\n`)).toEqual(["0 padded 0-5004"]);
    expect(delimitersOf(`--B${"x".repeat(5000)}\n`)).toEqual([]);
  });
});
