import { describe, expect, test } from "vitest";
import { LF } from "../../../src/bytes/ascii.js";
import type { TransferEncoding } from "../../../src/codec/transfer-encoding.js";
import { Delimiters } from "../../../src/entity/boundary.js";
import { needsUtf8, renderText, restoreTransferEncoding } from "../../../src/gmail/payload-body.js";
import { mimeToPayload } from "../../../src/index.js";
import { latin1 } from "../../support/bytes.js";

const base64url = (text: string): string => {
  const data = Buffer.from(text).toString("base64url");
  return data.padEnd(Math.ceil(data.length / 4) * 4, "=");
};

test.each([
  { bytes: "abc", charset: undefined, shown: "abc" },
  { bytes: "abc", charset: "us-ascii", shown: "abc" },
  { bytes: "caf\xe9", charset: "iso-8859-1", shown: "café" },
  { bytes: "caf\xc3\xa9", charset: "utf-8", shown: "café" },
  { bytes: "\xef\xbb\xbfx", charset: "UTF8", shown: "x" },
  { bytes: "\xef\xbb\xbfx", charset: undefined, shown: "x" },
  { bytes: "a\0b\0", charset: "utf-16le", shown: "ab" },
  { bytes: "+AOk-", charset: "utf-7", shown: "é" },
  { bytes: "caf\xe9", charset: "no-such", shown: "café" },
  { bytes: "", charset: "utf-8", shown: "" },
  // Not U+FEFF, but like it: U+FEFC, U+FF3F, U+3EFF.
  { bytes: "\xef\xbb\xbc", charset: "utf-8", shown: "\ufefc" },
  { bytes: "\xef\xbc\xbf", charset: "utf-8", shown: "\uff3f" },
  { bytes: "\xe3\xbb\xbf", charset: "utf-8", shown: "\u3eff" },
])("$bytes in $charset is shown as $shown", ({ bytes, charset, shown }) => {
  expect(renderText(latin1(bytes), charset)).toEqual({ size: bytes.length, data: base64url(shown) });
});

test.each([
  { bytes: "abc", charset: undefined, needs: false },
  { bytes: "abc", charset: "iso-8859-1", needs: false },
  { bytes: "abc", charset: "no-such", needs: false },
  { bytes: "abcd", charset: "utf-16", needs: true },
  { bytes: "a+b", charset: "utf-7", needs: true },
  { bytes: "\xc3\xa9", charset: undefined, needs: true },
  { bytes: "\xc3\xa9", charset: "UTF-8", needs: false },
  { bytes: "\xc3\xa9", charset: "utf8", needs: false },
  { bytes: "\xc3\xa9", charset: "iso-8859-1", needs: true },
  { bytes: "\xe9", charset: "iso-8859-1", needs: false },
])("$bytes under $charset must be declared as UTF-8: $needs", ({ bytes, charset, needs }) => {
  expect(needsUtf8(latin1(bytes), charset)).toBe(needs);
});

describe("the transfer encoding on the way back", () => {
  const cases: {
    bytes: string;
    declared: TransferEncoding | undefined;
    kind: "text" | "binary";
    encoding: TransferEncoding | undefined;
  }[] = [
    { bytes: "abc", declared: "7bit", kind: "text", encoding: "7bit" },
    { bytes: "abc", declared: "base64", kind: "text", encoding: "base64" },
    { bytes: "abc", declared: "quoted-printable", kind: "binary", encoding: "quoted-printable" },
    { bytes: "abc", declared: undefined, kind: "text", encoding: undefined },
    { bytes: "\xc3\xa9", declared: undefined, kind: "text", encoding: undefined },
    { bytes: "\xc3\xa9", declared: "8bit", kind: "text", encoding: "8bit" },
    { bytes: "\xc3\xa9", declared: "7bit", kind: "text", encoding: "base64" },
    {
      bytes: "\xc3\xa9 and plain text after it",
      declared: "7bit",
      kind: "text",
      encoding: "quoted-printable",
    },
    { bytes: "\xff", declared: "7bit", kind: "binary", encoding: "base64" },
    { bytes: "a\nb", declared: "binary", kind: "text", encoding: "base64" },
    { bytes: "a\rb", declared: "quoted-printable", kind: "text", encoding: "base64" },
    { bytes: "\0", declared: "8bit", kind: "text", encoding: "base64" },
    { bytes: "x".repeat(999), declared: "7bit", kind: "text", encoding: "base64" },
    { bytes: "x".repeat(999), declared: "quoted-printable", kind: "text", encoding: "quoted-printable" },
    { bytes: "a\r\n--B", declared: "7bit", kind: "text", encoding: "quoted-printable" },
    { bytes: "a\r\n--B", declared: "8bit", kind: "binary", encoding: "base64" },
    { bytes: "a\r\n--B", declared: "base64", kind: "text", encoding: "base64" },
    { bytes: "a\r\n--B", declared: undefined, kind: "text", encoding: "quoted-printable" },
    { bytes: "a\r\n--BB", declared: "7bit", kind: "text", encoding: "7bit" },
  ];
  test.each(cases)(
    "of $bytes, declared $declared, $kind: $encoding",
    ({ bytes, declared, kind, encoding }) => {
      const delimiters = new Delimiters(LF);
      delimiters.open("B", 0);
      expect(restoreTransferEncoding(latin1(bytes), declared, kind, delimiters)).toBe(encoding);
    },
  );
});

test.each([
  ["text/plain", "", { size: 0, data: "" }],
  ["text/plain; name=a.txt", "", { size: 0, data: "" }],
  ["text/plain; name=a.txt", "x", { attachmentId: "id", size: 1 }],
  ["text/plain", "x", { size: 1, data: "eA==" }],
  ["image/png", "", { attachmentId: "id", size: 0 }],
  ["image/png; name=a.png", "x", { attachmentId: "id", size: 1 }],
])("the body of %s with the content %j (rules 26 and 29)", (type, content, body) => {
  const source = `Content-Type: ${type}\r\n\r\n${content}`;
  expect(mimeToPayload(source, { attachmentId: () => "id" }).body).toEqual(body);
});
