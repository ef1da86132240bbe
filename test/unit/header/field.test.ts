import { describe, expect, test } from "vitest";
import { CR, LF } from "../../../src/bytes/ascii.js";
import type { DefectCode } from "../../../src/errors.js";
import { readHeaderBlock } from "../../../src/header/block.js";
import { fieldLines, formatField } from "../../../src/header/field.js";
import { DEFAULT_LIMITS } from "../../../src/limits.js";
import { latin1, text } from "../../support/bytes.js";

function read(source: string, limits = {}, newline: typeof LF | typeof CR = LF) {
  const bytes = latin1(source);
  const codes: DefectCode[] = [];
  const block = readHeaderBlock(
    bytes,
    0,
    bytes.length,
    newline,
    { ...DEFAULT_LIMITS, ...limits },
    undefined,
    (code) => codes.push(code),
  );
  const fields = block.fields.map(({ name, value }) => [name, value]);
  const lines = block.fields.map((field) => text(fieldLines(field) as Uint8Array)).join("");
  return { fields, codes, rest: source.slice(block.body), lines };
}

describe("readHeaderBlock", () => {
  const cases = [
    {
      source: "A: b\r\nC: d\r\n\r\nbody",
      fields: [
        ["A", "b"],
        ["C", "d"],
      ],
      rest: "body",
    },
    {
      source: "A: b\nC: d\n\nbody",
      fields: [
        ["A", "b"],
        ["C", "d"],
      ],
      rest: "body",
    },
    { source: "A: b\r\n c\r\n\td\r\n\r\n", fields: [["A", "b c\td"]], rest: "" },
    { source: "A:\r\n b\r\n\r\n", fields: [["A", "b"]], rest: "" },
    { source: "A:b\r\n\r\n", fields: [["A", "b"]], rest: "" },
    { source: "A :  b \t\r\n\r\n", fields: [["A", "b"]], rest: "" },
    { source: "A:\r\n\r\n", fields: [["A", ""]], rest: "" },
    { source: "\r\nbody", fields: [], rest: "body" },
    { source: "A: caf\xe9\n\n", fields: [["A", "café"]], rest: "" },
    { source: "A: caf\xc3\xa9\n\n", fields: [["A", "café"]], rest: "" },
    { source: "A: \x93x\x94\n\n", fields: [["A", "“x”"]], rest: "" },
  ];
  test.each(cases)("$source", ({ source, fields, rest }) => {
    const block = read(source);
    expect(block.fields).toEqual(fields);
    expect(block.rest).toBe(rest);
  });

  test("a line that is no field has no name and keeps its place", () => {
    const block = read("From a@b Mon Jan 1 00:00:00 2001\nA: b\nno colon\n c\n: x\nB: d\n\n");
    expect(block.fields).toEqual([
      ["", "From a@b Mon Jan 1 00:00:00 2001"],
      ["A", "b"],
      ["", "no colon c"],
      ["", ": x"],
      ["B", "d"],
    ]);
    expect(block.codes).toEqual(["field-invalid", "field-invalid", "field-invalid"]);
  });

  test("bare CR ends a line where it is told to", () => {
    expect(read("A: b\rC: d\r\rbody", {}, CR).fields).toEqual([
      ["A", "b"],
      ["C", "d"],
    ]);
  });

  test("a block without an empty line ends with its source", () => {
    const block = read("A: b\r\nC: d");
    expect(block.fields).toEqual([
      ["A", "b"],
      ["C", "d"],
    ]);
    expect(block.codes).toEqual(["header-unterminated"]);
  });

  test("past the limits the rest of the block is one line that is no field", () => {
    const source = "A: 1\nB: 2\nC: 3\nD: 4\n\nbody";
    for (const limits of [{ fields: 2 }, { headerBytes: 7 }]) {
      const block = read(source, limits);
      expect(block.fields).toEqual([
        ["A", "1"],
        ["B", "2"],
        ["", "C: 3D: 4"],
      ]);
      expect(block.rest).toBe("body");
      expect(block.lines).toBe("A: 1\nB: 2\nC: 3\nD: 4\n");
    }
  });

  test("long blocks are read past the first stroke", () => {
    const source = `${Array.from({ length: 500 }, (_, i) => `X-${i}: ${"v".repeat(i)}`).join("\r\n")}\r\n\r\nb`;
    const block = read(source);
    expect(block.fields).toHaveLength(500);
    expect(block.fields[499]).toEqual(["X-499", "v".repeat(499)]);
    expect(block.rest).toBe("b");
  });
});

describe("formatField", () => {
  test("writes a folded line", () => {
    expect(formatField({ name: "Subject", value: "hi" })).toBe("Subject: hi\r\n");
    expect(formatField({ name: "Subject", value: "" })).toBe("Subject:\r\n");
    expect(formatField({ name: "A", value: "b" }, "\n")).toBe("A: b\n");
  });

  const wrong = [
    { name: "A", value: "b\r\nBcc: c", code: "header-injection" },
    { name: "A", value: "b\rc", code: "header-injection" },
    { name: "A", value: "b\nc", code: "header-injection" },
    { name: "A", value: "b\0c", code: "header-injection" },
    { name: "A\r\nB", value: "c", code: "header-name" },
    { name: "A:B", value: "c", code: "header-name" },
    { name: "A B", value: "c", code: "header-name" },
    { name: "", value: "c", code: "header-name" },
    { name: "É", value: "c", code: "header-name" },
    { name: "A", value: "b".repeat(1000), code: "header-too-long" },
  ];
  test.each(wrong)("refuses $name: $value", ({ name, value, code }) => {
    expect(() => formatField({ name, value })).toThrow(expect.objectContaining({ code }));
  });
});
