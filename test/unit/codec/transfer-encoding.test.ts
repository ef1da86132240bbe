import { describe, expect, test } from "vitest";
import {
  carries,
  chooseTransferEncoding,
  decodedSize,
  decodeTransfer,
  encodeTransfer,
  parseTransferEncoding,
  surveyContent,
  type TransferEncoding,
} from "../../../src/codec/transfer-encoding.js";
import { latin1, text } from "../../support/bytes.js";

const x = (count: number) => "x".repeat(count);

describe("parseTransferEncoding", () => {
  const parse = (value: string | undefined) => {
    const reports: string[] = [];
    return [parseTransferEncoding(value, (code) => reports.push(code)), reports];
  };

  test.each<[string | undefined, TransferEncoding]>([
    [undefined, "7bit"],
    ["7bit", "7bit"],
    ["8bit", "8bit"],
    ["binary", "binary"],
    ["quoted-printable", "quoted-printable"],
    ["base64", "base64"],
    ["Base64", "base64"],
    ["QUOTED-PRINTABLE", "quoted-printable"],
    // 1
    ["\tbase64 \t", "base64"],
    ['"base64"', "base64"],
    ["'8bit'", "8bit"],
    ["base64 (as ever (\\) nested))", "base64"],
    ["(is it) quoted-printable", "quoted-printable"],
    ["quoted(-)-printable", "quoted-printable"],
    ["(a;b,c)7bit", "7bit"],
    // 2
    ["7-bit", "7bit"],
    ["7 Bits", "7bit"],
    ["8-bit", "8bit"],
    ["8bits", "8bit"],
    ["8BITMIME", "8bit"],
    ["base-64", "base64"],
    ["quoted_printable", "quoted-printable"],
    ["quotedprintable", "quoted-printable"],
    // 3
    ["base64;", "base64"],
    ['7bit; charset="us-ascii"', "7bit"],
    ["8bit, 8bit", "8bit"],
  ])("%j", (value, encoding) => {
    expect(parse(value)).toEqual([encoding, []]);
  });

  test.each([
    ["x-uuencode"],
    ["base9000"],
    ["text/html"],
    ["us-ascii"],
    ["base64x"],
    ["x".repeat(1e6)],
    ["\u212a"],
  ])("unknown: %.20s", (value) => {
    expect(parse(value)).toEqual([undefined, ["transfer-encoding-unknown"]]);
  });

  test.each([[""], [" "], ["(nothing)"], [";"], [`${"(".repeat(1e6)}`]])(
    "4: nothing at all %.20j",
    (value) => {
      expect(parse(value)).toEqual(["7bit", ["transfer-encoding-unknown"]]);
    },
  );
});

describe("both ways", () => {
  test.each<[TransferEncoding, string, string]>([
    ["7bit", "a=41\r\n", "a=41\r\n"],
    ["8bit", "caf\xe9", "caf\xe9"],
    ["binary", "\0\xff", "\0\xff"],
    ["quoted-printable", "caf\xe9=", "caf=E9=3D"],
    ["base64", "caf\xe9", "Y2Fm6Q=="],
  ])("%s", (encoding, content, encoded) => {
    expect(text(encodeTransfer(latin1(content), encoding))).toBe(encoded);
    expect(text(decodeTransfer(latin1(encoded), encoding))).toBe(content);
    expect(decodedSize(latin1(encoded), encoding)).toBe(content.length);
  });

  test("nothing encoded: the same view", () => {
    const bytes = latin1("abc");
    for (const encoding of ["7bit", "8bit", "binary"] as const) {
      expect(decodeTransfer(bytes, encoding)).toBe(bytes);
      expect(encodeTransfer(bytes, encoding)).toBe(bytes);
    }
    expect(decodeTransfer(bytes, undefined)).toBe(bytes);
    expect(decodedSize(bytes, undefined)).toBe(3);
  });

  test("defects are passed on", () => {
    for (const [encoded, encoding, expected] of [
      ["Zm9v!", "base64", "base64-invalid"],
      ["a=b", "quoted-printable", "quoted-printable-invalid"],
    ] as const) {
      const codes: string[] = [];
      decodeTransfer(latin1(encoded), encoding, (code) => codes.push(code));
      decodedSize(latin1(encoded), encoding, (code) => codes.push(code));
      expect(codes).toEqual([expected, expected]);
    }
  });
});

describe("surveyContent and carries", () => {
  const clean = { ascii: true, nul: false, bareCr: false, bareLf: false, lineFeeds: 0 };
  const cases: [string, ReturnType<typeof surveyContent>, string][] = [
    ["", { ...clean, longestLine: 0 }, "7bit 8bit binary quoted-printable"],
    ["abc", { ...clean, longestLine: 3 }, "7bit 8bit binary quoted-printable"],
    [
      "ab\r\nabcdefghi\r\n\r\n",
      { ...clean, lineFeeds: 3, longestLine: 9 },
      "7bit 8bit binary quoted-printable",
    ],
    ["a\tb\x1b\x7f", { ...clean, longestLine: 5 }, "7bit 8bit binary quoted-printable"],
    [
      "caf\xc3\xa9\r\n",
      { ...clean, ascii: false, lineFeeds: 1, longestLine: 5 },
      "8bit binary quoted-printable",
    ],
    ["\x80", { ...clean, ascii: false, longestLine: 1 }, "8bit binary quoted-printable"],
    ["abcd\xffefg", { ...clean, ascii: false, longestLine: 8 }, "8bit binary quoted-printable"],
    ["a\0b", { ...clean, nul: true, longestLine: 3 }, ""],
    ["abcdefg\0", { ...clean, nul: true, longestLine: 8 }, ""],
    ["a\nb\n", { ...clean, bareLf: true, lineFeeds: 2, longestLine: 1 }, ""],
    ["\n", { ...clean, bareLf: true, lineFeeds: 1, longestLine: 0 }, ""],
    ["a\rb", { ...clean, bareCr: true, longestLine: 3 }, ""],
    ["abc\r", { ...clean, bareCr: true, longestLine: 4 }, ""],
    ["a\r\r\n", { ...clean, bareCr: true, lineFeeds: 1, longestLine: 2 }, ""],
    ["a\r\n\nb", { ...clean, bareLf: true, lineFeeds: 2, longestLine: 1 }, ""],
    [`${x(998)}\r\n`, { ...clean, lineFeeds: 1, longestLine: 998 }, "7bit 8bit binary quoted-printable"],
    [`a\r\n${x(999)}`, { ...clean, lineFeeds: 1, longestLine: 999 }, "quoted-printable"],
  ];
  test.each(cases)("%j", (content, survey, carriedBy) => {
    for (let before = 0; before < 5; before++) {
      // at every place among the four bytes looked at together
      const bytes = latin1(`....${content}`).subarray(4);
      const shifted = latin1(`${" ".repeat(before)}${content}`).subarray(before);
      expect(surveyContent(bytes)).toEqual(survey);
      expect(surveyContent(shifted)).toEqual(survey);
    }
    const all = ["7bit", "8bit", "binary", "quoted-printable", "base64"] as const;
    const carrying = all.filter((encoding) => carries(latin1(content), encoding)).join(" ");
    expect(carrying).toBe(`${carriedBy} base64`.trim());
    expect(all.filter((encoding) => carries(latin1(content), encoding, survey)).join(" ")).toBe(carrying);
  });
});

describe("chooseTransferEncoding", () => {
  test.each<[string, TransferEncoding]>([
    ["", "7bit"],
    ["hi\r\n", "7bit"],
    [x(998), "7bit"],
    [x(999), "quoted-printable"],
    ["caf\xc3\xa9 au lait", "quoted-printable"],
    ["\xc3\xa9\xc3\xa9\xc3\xa9", "base64"],
    ["a\nb", "base64"],
    ["a\rb", "base64"],
    ["a\0b", "base64"],
  ])("text %j", (content, encoding) => {
    expect(chooseTransferEncoding(latin1(content), "text")).toBe(encoding);
    expect(chooseTransferEncoding(latin1(content), "binary")).toBe("base64");
  });
});
