/** The laws of the codecs: what was encoded comes back, every path agrees, and nothing throws. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withCrlf } from "../../src/bytes/lines.js";
import {
  base64Size,
  base64SizePortable,
  decodeBase64,
  decodeBase64Portable,
  encodeBase64,
  encodeBase64Lines,
  encodeBase64LinesPortable,
  encodeBase64Portable,
} from "../../src/codec/base64.js";
import {
  decodeBase64Url,
  decodeBase64UrlPortable,
  encodeBase64Url,
  encodeBase64UrlPortable,
} from "../../src/codec/base64url.js";
import {
  decodeQuotedPrintable,
  encodeQuotedPrintable,
  fitsQuotedPrintable,
  quotedPrintableSize,
} from "../../src/codec/quoted-printable.js";
import {
  carries,
  chooseTransferEncoding,
  decodedSize,
  decodeTransfer,
  encodeText,
  encodeTransfer,
  parseTransferEncoding,
  surveyContent,
} from "../../src/codec/transfer-encoding.js";
import { latin1, text } from "../support/bytes.js";

const bytes = fc.uint8Array({ maxLength: 400 });
const runs = { numRuns: 1000 };
const same = (a: Uint8Array, b: Uint8Array) => expect(Buffer.compare(a, b)).toBe(0); // quicker than toEqual
/** Text of pieces, repeated so that some of it is long enough for every path. */
const textOf = (...pieces: string[]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom(1, 1, 1, 2, 3, 40)), { maxLength: 30 })
    .map((parts) => parts.map(([piece, times]) => piece.repeat(times)).join(""));
const base64Text = textOf(
  ..."AZaz09+/".split(""),
  "QUJD",
  `${"QUJD".repeat(19)}\r\n`,
  `${"QUJD".repeat(15)}\n`,
  "=",
  "==",
  "\r\n",
  "\n",
  "\r",
  " ",
  "\t",
  "-",
  "_",
  "!",
  "\0",
  "\xe9",
);
const quotedText = textOf(
  "=",
  "=3D",
  "=c3",
  "=4",
  "=\r\n",
  "=\n",
  "= \t\r\n",
  "\r\n",
  "\n",
  "\r",
  " ",
  "\t",
  "a",
  "plain text",
  "--",
  ".",
  "From ",
  "\0",
  "\xe9",
  "G",
  "x".repeat(70),
);
const anyText = fc.oneof(base64Text, quotedText, bytes.map(text));
/** The same bytes at the start of their memory and somewhere inside. */
const views = (content: string): Uint8Array[] => [latin1(content), latin1(`abc${content}=`).subarray(3, -1)];

/** Base64 as the RFC and our leniencies have it, one character after the other. */
function referenceBase64(encoded: string): string {
  let decoded = "";
  let group = "";
  const flush = () => {
    if (group.length > 1) decoded += Buffer.from(group, "base64").toString("latin1");
    group = "";
  };
  for (const character of encoded) {
    if (/[A-Za-z0-9+/]/.test(character)) group += character;
    if (character === "=" || group.length === 4) flush();
  }
  flush();
  return decoded;
}

/** Quoted-printable, one line after the other. */
function referenceQuotedPrintable(encoded: string): string {
  const pieces = encoded.split(/(\r\n|\n|\r)/);
  let decoded = "";
  for (let i = 0; i < pieces.length; i += 2) {
    const line = (pieces[i] as string).replace(/[ \t]+$/, "");
    const soft = line.endsWith("=");
    const content = soft ? line.slice(0, -1) : line;
    decoded += content.replace(/=([0-9A-Fa-f]{2})/g, (_, hex) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    if (!soft) decoded += pieces[i + 1] ?? "";
  }
  return decoded;
}

function reportsOf(read: (report: (code: string, at?: number) => void) => unknown): string[] {
  const reports: string[] = [];
  read((code, at) => reports.push(`${code}@${at}`));
  return reports;
}

describe("base64", () => {
  test("decode(encode(x)) = x, on one line and on many, by every path", () => {
    fc.assert(
      fc.property(fc.oneof(bytes, fc.uint8Array({ minLength: 4000, maxLength: 9000 })), (content) => {
        const line = encodeBase64(content);
        const lines = encodeBase64Lines(content);
        expect(encodeBase64Portable(content)).toBe(line);
        same(encodeBase64LinesPortable(content), lines);
        expect(text(lines).replaceAll("\r\n", "")).toBe(line);
        for (const encoded of [latin1(line), lines]) {
          same(decodeBase64(encoded), content);
          same(decodeBase64Portable(encoded), content);
          expect(base64Size(encoded)).toBe(content.length);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("any text decodes as the reference has it; the size and the reports are the same by every path", () => {
    fc.assert(
      fc.property(fc.oneof(base64Text, anyText), (content) => {
        const expected = referenceBase64(content);
        for (const encoded of views(content)) {
          expect(text(decodeBase64(encoded))).toBe(expected);
          expect(text(decodeBase64Portable(encoded))).toBe(expected);
          expect(base64Size(encoded)).toBe(expected.length);
          expect(base64SizePortable(encoded)).toBe(expected.length);
          const reports = reportsOf((report) => decodeBase64(encoded, report));
          expect(reports.length).toBeLessThanOrEqual(2);
          expect(reportsOf((report) => decodeBase64Portable(encoded, report))).toEqual(reports);
          expect(reportsOf((report) => base64Size(encoded, report))).toEqual(reports);
        }
      }),
      runs,
    );
  });
});

describe("base64url", () => {
  test("decode(encode(x)) = x, padded or not, by both paths", () => {
    fc.assert(
      fc.property(bytes, (content) => {
        const encoded = encodeBase64Url(content);
        expect(encodeBase64UrlPortable(content)).toBe(encoded);
        expect(encoded).toMatch(/^[\w-]*={0,2}$/);
        expect(encoded.length % 4).toBe(0);
        for (const form of [encoded, encoded.replace(/=+$/, ""), encodeBase64(content)]) {
          expect(decodeBase64Url(form)).toEqual(content);
          expect(decodeBase64UrlPortable(form)).toEqual(content);
        }
      }),
    );
  });

  test("what decodes is what the grammar allows, by both paths", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: "binary" }), fc.base64String()), (content) => {
        const cleaned = content.replace(/[ \t\r\n]/g, "");
        const [, letters = "", padding = ""] = /^([\w+/-]*)(={0,2})$/.exec(cleaned) ?? [undefined, "?"];
        const legal =
          letters !== "?" && letters.length % 4 !== 1 && (padding === "" || cleaned.length % 4 === 0);
        const expected = legal ? new Uint8Array(Buffer.from(letters, "base64url")) : undefined;
        expect(decodeBase64Url(content)).toEqual(expected);
        expect(decodeBase64UrlPortable(content)).toEqual(expected);
        expect(decodeBase64Url(content, { strict: true })).toEqual(
          /[+/]/.test(content) ? undefined : expected,
        );
      }),
      runs,
    );
  });
});

describe("quoted-printable", () => {
  test("decode(encode(x)) = x, in lines that nothing on the way touches", () => {
    fc.assert(
      fc.property(fc.oneof(quotedText, anyText), (content) => {
        for (const decoded of views(content)) {
          const encoded = encodeQuotedPrintable(decoded);
          expect(text(decodeQuotedPrintable(encoded))).toBe(content);
          expect(reportsOf((report) => decodeQuotedPrintable(encoded, report))).toEqual([]);
          expect(quotedPrintableSize(encoded)).toBe(content.length);
          expect(text(encoded)).toMatch(/^[\t\r\n -~]*$/);
          for (const line of text(encoded).split("\r\n")) {
            expect(line.length).toBeLessThanOrEqual(76);
            expect(line).not.toMatch(/[\r\n]|^--|^From |^\.$|[ \t]$/);
          }
        }
      }),
      runs,
    );
  });

  test("any text decodes as the reference has it, and its size is the same", () => {
    fc.assert(
      fc.property(fc.oneof(quotedText, anyText), (content) => {
        const expected = referenceQuotedPrintable(content);
        for (const encoded of views(content)) {
          expect(text(decodeQuotedPrintable(encoded))).toBe(expected);
          expect(quotedPrintableSize(encoded)).toBe(expected.length);
          const reports = reportsOf((report) => decodeQuotedPrintable(encoded, report));
          const wrong = /=(?![0-9A-Fa-f]{2}|[ \t]*(?:[\r\n]|$))/.exec(content);
          expect(reports).toEqual(wrong === null ? [] : [`quoted-printable-invalid@${wrong.index}`]);
        }
      }),
      runs,
    );
  });

  test("fitsQuotedPrintable says what encoding would", () => {
    fc.assert(
      fc.property(anyText, fc.nat({ max: 3000 }), (content, limit) => {
        const decoded = latin1(content);
        expect(fitsQuotedPrintable(decoded, limit)).toBe(encodeQuotedPrintable(decoded).length <= limit);
      }),
      runs,
    );
  });
});

describe("transfer encoding", () => {
  test("what is chosen for text carries it, comes back, and is the smaller", () => {
    fc.assert(
      fc.property(anyText, (content) => {
        const decoded = latin1(content);
        const encoding = chooseTransferEncoding(decoded, "text");
        expect(carries(decoded, encoding)).toBe(true);
        const encoded = encodeTransfer(decoded, encoding);
        expect(text(decodeTransfer(encoded, encoding))).toBe(content);
        expect(decodedSize(encoded, encoding)).toBe(content.length);
        const { ascii, nul, bareCr, bareLf, longestLine } = surveyContent(encoded);
        expect([ascii, nul, bareCr, bareLf, longestLine <= 998]).toEqual([true, false, false, false, true]);
        if (encoding === "7bit" || !carries(decoded, "quoted-printable")) return;
        const least = Math.min(encodeQuotedPrintable(decoded).length, encodeBase64Lines(decoded).length);
        expect(encoded.length).toBe(least);
      }),
      runs,
    );
  });

  test("text is encoded as what was chosen for it, its line ends CRLF from the start or made so", () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(undefined, "quoted-printable", "base64"), (content, wanted) => {
        const crlf = latin1(content.replace(/\r\n|\r|\n/g, "\r\n"));
        const encoded = encodeText(crlf, "\r\n", wanted);
        const encoding = wanted ?? chooseTransferEncoding(crlf, "text");
        expect(encoded.encoding).toBe(carries(crlf, encoding) ? encoding : "base64");
        expect(encoded.content).toEqual(encodeTransfer(crlf, encoded.encoding));
        for (const lines of views(content.replace(/\r\n?/g, "\n"))) {
          expect(encodeText(lines, "\n", wanted)).toEqual(encoded);
          expect(withCrlf(lines)).toEqual(crlf);
        }
        for (const mixed of views(content)) expect(withCrlf(mixed)).toEqual(crlf);
        expect(withCrlf(crlf)).toBe(crlf);
      }),
      runs,
    );
  });

  test("the survey is what patterns find", () => {
    fc.assert(
      fc.property(anyText, (content) => {
        for (const decoded of views(content)) {
          expect(surveyContent(decoded)).toEqual({
            ascii: !/[\x80-\xff]/.test(content),
            nul: content.includes("\0"),
            bareCr: /\r(?!\n)/.test(content),
            bareLf: /(?<!\r)\n/.test(content),
            lineFeeds: content.split("\n").length - 1,
            longestLine: Math.max(...content.split(/\r?\n/).map((line) => line.length)),
          });
        }
      }),
      runs,
    );
  });

  test("any value parses without a throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        const encoding = parseTransferEncoding(value);
        if (encoding !== undefined) expect(parseTransferEncoding(encoding)).toBe(encoding);
      }),
    );
  });
});
