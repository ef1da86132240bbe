import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeCharset } from "../../../src/codec/charset.js";
import { decodeTextContent } from "../../../src/codec/text-content.js";
import { decodeTransfer, type TransferEncoding } from "../../../src/codec/transfer-encoding.js";
import type { DefectCode } from "../../../src/errors.js";
import { latin1 } from "../../support/bytes.js";

const cases: readonly (readonly [content: string, encoding: TransferEncoding | undefined, text: string])[] = [
  ["a\r\nb\r\n", "7bit", "a\nb\n"],
  ["a\nb\rc\r\r\nd", "8bit", "a\nb\nc\n\nd"],
  ["YQ0KYg==", "base64", "a\nb"],
  ["a=\r\nb \r\nc=C3=A9", "quoted-printable", "ab\ncé"],
  ["a=0D=0Ab", "quoted-printable", "a\nb"],
  ["a=0D\r\nb", "quoted-printable", "a\n\nb"],
  ["a\r\r\nb", "quoted-printable", "a\n\nb"],
  ["a=0D\nb=0A\r\nc\r", "quoted-printable", "a\nb\n\nc\n"],
  ["a\r\nb", undefined, "a\nb"],
];

describe("decodeTextContent", () => {
  test.each(cases)("%j in %s", (content, encoding, text) => {
    expect(decodeTextContent(latin1(content), encoding, "utf-8")).toBe(text);
  });

  test("in UTF-16 a CR is two bytes", () => {
    expect(decodeTextContent(latin1("=61=00\r\n=0D=00=0A=00"), "quoted-printable", "utf-16le")).toBe(
      "a\u0a0d\n",
    );
  });

  test("says what the codecs say one after the other, with the same defects", () => {
    const piece = fc.constantFrom(
      "a",
      "=",
      "=0D",
      "=0A",
      "\r",
      "\n",
      "\r\n",
      " ",
      "=\r\n",
      "=E9",
      "=C3=A9",
      "\xe9",
      "\0",
    );
    const content = fc.array(piece, { maxLength: 30 }).map((pieces) => latin1(pieces.join("")));
    const encoding = fc.constantFrom<TransferEncoding | undefined>(
      "quoted-printable",
      "base64",
      "7bit",
      undefined,
    );
    const charset = fc.constantFrom(
      undefined,
      "utf-8",
      "iso-8859-1",
      "utf-16",
      "iso-2022-jp",
      "gb18030",
      "nonsense",
    );
    fc.assert(
      fc.property(content, encoding, charset, (bytes, transfer, label) => {
        const found: DefectCode[] = [];
        const expected: DefectCode[] = [];
        const told = (codes: DefectCode[]) => (code: DefectCode) => void codes.push(code);
        const plain = decodeCharset(decodeTransfer(bytes, transfer, told(expected)), label, told(expected));
        const lines = plain.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
        expect(decodeTextContent(bytes, transfer, label, told(found))).toBe(lines);
        expect(found).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });
});
