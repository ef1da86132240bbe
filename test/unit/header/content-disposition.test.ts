import { describe, expect, test } from "vitest";
import { type DefectCode, MimeError } from "../../../src/errors.js";
import {
  formatContentDisposition,
  parseContentDisposition,
} from "../../../src/header/content-disposition.js";

describe("both ways", () => {
  test.each([
    { text: "inline", type: "inline", parameters: [] },
    { text: 'attachment; filename="a b.pdf"', type: "attachment", parameters: [["filename", "a b.pdf"]] },
    {
      text: "attachment; filename*=utf-8''q%22uo%3Bte%20%C3%A9.pdf; size=3",
      type: "attachment",
      parameters: [
        ["filename", 'q"uo;te é.pdf'],
        ["size", "3"],
      ],
    },
  ] as const)("$text", ({ text, type, parameters }) => {
    const value = { type, parameters: new Map<string, string>(parameters) };
    expect(parseContentDisposition(text)).toEqual(value);
    expect(formatContentDisposition(value)).toBe(text);
  });
});

describe("reading", () => {
  // The numbers are those of the leniencies in content-disposition.ts.
  test.each([
    ["case, blanks, comments", " (x) ATTACHMENT (y) ; filename=a", "attachment", { filename: "a" }, []],
    ["other types", "form-data; name=a", "form-data", { name: "a" }, []],
    ["no semicolon", "attachment filename=a", "attachment", { filename: "a" }, []],
    [
      "1: no type",
      "filename=a b.pdf",
      "attachment",
      { filename: "a b.pdf" },
      ["parameter-invalid", "parameter-invalid"],
    ],
    ["1: no type, a blank", "filename = a", "attachment", { filename: "a" }, ["parameter-invalid"]],
    ["1: only parameters", '; filename="a"', "attachment", { filename: "a" }, ["parameter-invalid"]],
    ["1: junk", "é; filename=a", "attachment", { filename: "a" }, ["parameter-invalid", "parameter-invalid"]],
    ["2: a quoted type", '"inline"; filename=a', "inline", { filename: "a" }, []],
    ["3: a type in a word", "=?utf-8?Q?INLINE?=; filename=a", "inline", { filename: "a" }, []],
    ["3: a name in the word", "=?us-ascii?Q?inline=3Bfilename=3Da?=", "inline", { filename: "a" }, []],
    [
      "3: a word of nothing",
      "=?utf-8?Q??=; filename=a",
      "attachment",
      { filename: "a" },
      ["parameter-invalid"],
    ],
    [
      "3: no word",
      "=?utf-8?x; filename=a",
      "attachment",
      { filename: "a" },
      ["parameter-invalid", "parameter-invalid"],
    ],
  ] as const)("%s", (_, text, type, parameters, defects) => {
    const codes: DefectCode[] = [];
    const read = parseContentDisposition(text, { report: (code) => codes.push(code) });
    expect(read?.type).toBe(type);
    expect(Object.fromEntries(read?.parameters ?? [])).toEqual(parameters);
    expect(codes).toEqual(defects);
  });

  test("nothing", () => {
    expect(parseContentDisposition("")).toBeUndefined();
    expect(parseContentDisposition(" (x) ")).toBeUndefined();
    expect(parseContentDisposition(" =?utf-8?B??=")).toBeUndefined();
  });

  test("only strings", () => {
    expect(() => parseContentDisposition(null as unknown as string)).toThrow(MimeError);
  });
});

test.each(["", "a b", "a;b", "a\r\nb", "é", "x".repeat(128)])("type %j is not written", (type) => {
  expect(() => formatContentDisposition({ type })).toThrow(
    expect.objectContaining({ code: "media-type-invalid" }),
  );
});
