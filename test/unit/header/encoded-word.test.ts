import { describe, expect, test } from "vitest";
import type { DefectCode } from "../../../src/errors.js";
import { MimeError } from "../../../src/errors.js";
import { decodeEncodedWords, encodeEncodedWords } from "../../../src/header/encoded-word.js";

function read(text: string, encodedWords?: number) {
  const defects: DefectCode[] = [];
  return { text: decodeEncodedWords(text, { encodedWords, report: (code) => defects.push(code) }), defects };
}

describe("both ways", () => {
  test.each([
    { words: ["=?utf-8?Q?Zo=C3=AB_Brown?="], text: "Zoë Brown" },
    { words: ["=?utf-8?B?Y2Fmw6k=?="], text: "café" },
    { words: ["=?utf-8?Q?a_b!*+-/azAZ09abcdefgh=2C=5F=3F=3D?="], text: "a b!*+-/azAZ09abcdefgh,_?=" },
    { words: ["=?utf-8?Q?_a=09b_?="], text: " a\tb " },
    { words: ["=?utf-8?B?44OG44K544OI?="], text: "テスト" },
    { words: ["=?utf-8?B?77u/YWJjZGVm?="], text: "\ufeffabcdef" },
    { words: ["=?utf-8?B?PT9VVEYtOD9CP1NHaz0/PQ==?="], text: "=?UTF-8?B?SGk=?=" },
    { words: [], text: "" },
  ])("$text", ({ words, text }) => {
    expect(encodeEncodedWords(text)).toEqual(words);
    expect(read(words.join(" "))).toEqual({ text, defects: [] });
  });

  test.each([
    ["iso-8859-1", "café", "=?iso-8859-1?Q?caf=E9?="],
    ["ISO-2022-JP", "テスト", "=?ISO-2022-JP?B?GyRCJUYlOSVIGyhC?="],
    ["us-ascii", "=?", "=?us-ascii?B?PT8=?="],
  ])("in %s", (charset, text, word) => {
    expect(encodeEncodedWords(text, { charset })).toEqual([word]);
    expect(read(word)).toEqual({ text, defects: [] });
  });
});

describe("writing", () => {
  test.each([
    ["é", "é".repeat(100)],
    ["letters", "x".repeat(200)],
    ["beyond the BMP", "\u{20000}".repeat(60)],
    ["joined emoji", "👩‍👩‍👧‍👦".repeat(40)],
    ["flags", "🇩🇪".repeat(60)],
    ["marks", "e\u0301\u0323".repeat(60)],
    ["mixed", `${"plain text, ".repeat(8)}${"漢字".repeat(40)}`],
  ])("%s: words of at most 75 that decode one by one, for any column", (_, text) => {
    for (const column of [0, 9, 30, 47, 48, 49, 60, 76, 500, Number.NaN]) {
      const words = encodeEncodedWords(text, { column });
      for (const word of words) expect(word.length).toBeLessThanOrEqual(75);
      if (column < 40) expect(column + (words[0]?.length ?? 0)).toBeLessThanOrEqual(76);
      const decoded = words.map((word) => decodeEncodedWords(word));
      expect(decoded.join("")).toBe(text);
      expect(decoded.every((part) => part.isWellFormed())).toBe(true);
      expect(read(words.join(" "), 10_000)).toEqual({ text, defects: [] });
    }
  });

  test.each(["👩‍👩‍👧‍👦", "🇩🇪", "e\u0301\u0323", "👍🏽", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"])(
    "no word begins or ends inside %s",
    (character) => {
      for (let before = 0; before < 40; before++) {
        const words = encodeEncodedWords("x".repeat(before) + character.repeat(12));
        for (const word of words) {
          const rest = decodeEncodedWords(word).replaceAll("x", "").replaceAll(character, "");
          expect(rest).toBe("");
        }
      }
    },
  );

  test("a character longer than a word is cut between code points", () => {
    const text = `e${"\u0301".repeat(500)}`;
    expect(decodeEncodedWords(encodeEncodedWords(text).join(" "))).toBe(text);
  });

  test("stateful charsets: each word ends in ASCII and stands alone", () => {
    const text = "これは長い日本語の件名です。".repeat(10);
    const words = encodeEncodedWords(text, { charset: "iso-2022-jp", column: 9 });
    expect(words.every((word) => word.length <= 75)).toBe(true);
    expect(words.map((word) => decodeEncodedWords(word)).join("")).toBe(text);
    expect(decodeEncodedWords(words.join(" "))).toBe(text);
  });

  test("lone surrogates become U+FFFD", () => {
    expect(encodeEncodedWords("a\ud800b\udc00")).toEqual(encodeEncodedWords("a\ufffdb\ufffd"));
  });

  test("a charset that is unknown or too small", () => {
    for (const charset of ["iso-8859-1", "no-such", "", "a?b"]) {
      expect(() => encodeEncodedWords("Ж", { charset })).toThrow(MimeError);
    }
  });

  test("U+FEFF is written in UTF-8: another charset takes it for a mark", () => {
    const text = "\ufeff".repeat(11);
    const words = encodeEncodedWords(text, { charset: "gb18030" });
    expect(decodeEncodedWords(words.join(" "))).toBe(text);
    expect(() => encodeEncodedWords(text, { charset: "iso-8859-1" })).toThrow(MimeError);
  });

  test("a label no word can hold is written by its canonical name", () => {
    expect(encodeEncodedWords("é", { charset: "ISO_8859-1:1987" })).toEqual(["=?iso-8859-1?Q?=E9?="]);
  });
});

describe("reading", () => {
  test.each([
    ["plain", "a = b ? c", "a = b ? c"],
    ["a word of RFC 2047", "=?US-ASCII?Q?Keith_Moore?= <a@b>", "Keith Moore <a@b>"],
    ["two words, and the blanks between them", "=?utf-8?Q?a?= \r\n\t =?UTF-8?b?Yg==?= c", "ab c"],
    ["blanks beside a word stay", " =?utf-8?Q?a?=  b ", " a  b "],
    ["iso-8859-1 means windows-1252", "=?iso-8859-1?Q?=80?=", "€"],
    ["a language", "=?utf-8*en-GB?Q?a?=", "a"],
    ["words of two charsets", "=?iso-8859-1?Q?=E9?= =?utf-8?Q?=C3=A9?=", "éé"],
    ["words that return to ASCII", `${"=?iso-2022-jp?B?GyRCJUYlOSVIGyhC?= ".repeat(2)}x`, "テストテスト x"],
    ["a state over two words", "=?iso-2022-jp?B?GyRCJUYl?= =?iso-2022-jp?B?OSVIGyhC?=", "テスト"],
    ["utf-7 words end their state", "=?utf-7?Q?+AOk?= =?utf-7?Q?abc?=", "éabc"],
  ])("%s", (_, text, decoded) => {
    expect(read(text)).toEqual({ text: decoded, defects: [] });
  });

  // The numbers are those of the leniencies in encoded-word.ts.
  test.each([
    ["1: in quotes and glued", '"=?utf-8?Q?a?="x=?utf-8?Q?b?==?utf-8?Q?c?=', '"a"xbc', []],
    ["2: over 75 characters", `=?utf-8?Q?${"a".repeat(500)}?=`, "a".repeat(500), []],
    ["3: blanks in Q", "=?utf-8?Q?a b\tc?=", "a b\tc", []],
    ["3: raw text in Q", "=?utf-8?Q?a é=C3=A9?=", "a éé", []],
    ["3: raw text in Q of latin1", "=?iso-8859-1?Q?é=E9?=", "éé", []],
    ["3: ? in Q", "=?utf-8?Q?a?b?=", "a?b", []],
    [
      "3: = in Q",
      "=?utf-8?Q?a=b=?= =?utf-8?Q?=4?=",
      "a=b==4",
      ["encoded-word-invalid", "encoded-word-invalid"],
    ],
    ["3: lower-case hex", "=?utf-8?q?=c3=a9?=", "é", []],
    ["4: ?= in Q", "=?utf-8?Q?what?=20now?=20?= x", "what? now?  x", []],
    ["4: ?= in Q, closed at once", "=?utf-8?Q?a?=20 b?=", "a20 b?=", []],
    ["4: ?= before another word", "=?utf-8?Q?a?=20=?utf-8?Q?b?=", "a20b", []],
    ["5: B without padding", "=?utf-8?B?SGk?= =?utf-8?B?SQ?=", "HiI", []],
    ["5: B with padding inside", "=?utf-8?B?SGk=SGk=?=", "HiHi", []],
    ["5: B with blanks", "=?utf-8?B?S G\tk=?=", "Hi", []],
    ["6: B with a single last character", "=?utf-8?B?SGkhS?=", "Hi!", ["encoded-word-invalid"]],
    ["7: a fold inside", "=?utf-8?B?SG\r\n k=?==?utf-8?Q?a\r\n b?=", "Hia b", []],
    ["8: no text", "=?utf-8?Q??=x=?utf-8?B??=", "x", []],
    ["9: a split character", "=?utf-8?Q?=E2=82?= =?UTF-8?B?rA==?=", "€", []],
  ] as const)("%s", (_, text, decoded, defects) => {
    expect(read(text)).toEqual({ text: decoded, defects });
  });

  test.each([
    ["=?utf-8?Q?abc", "encoded-word-invalid"],
    ["=?utf-8?X?abc?=", "encoded-word-invalid"],
    ["=?utf-8?B?a!b?=", "encoded-word-invalid"],
    ["=?utf-8?B?é?=", "encoded-word-invalid"],
    ["=?utf-8?Q", "encoded-word-invalid"],
    ["=?utf-8?", "encoded-word-invalid"],
    ["=?x-no-such?Q?a?=", "charset-unknown"],
    ["=?hex?Q?a?=", "charset-unknown"],
    ["=?us-ascii?Q?é?= x", "encoded-word-invalid"],
    ["=??Q?a?=", undefined],
    [`=?${"a".repeat(200)}?Q?a?=`, undefined],
    ["=? ?= =?", undefined],
    ["what?=", undefined],
  ] as const)("%s stays as written", (text, code) => {
    expect(read(text)).toEqual({ text, defects: code === undefined ? [] : [code] });
    expect(read(`${text} =?utf-8?Q?b?=`).text).toBe(`${text} b`);
  });

  test("bytes that are no character", () => {
    expect(read("=?utf-8?Q?a=FFb?=")).toEqual({ text: "a\ufffdb", defects: ["charset-malformed"] });
  });

  test("beyond the limit the rest stays as written", () => {
    const word = "=?utf-8?Q?a?=";
    expect(read(`${word} ${word} ${word} b`, 2)).toEqual({
      text: `aa ${word} b`,
      defects: ["limit-encoded-words"],
    });
    expect(read(`${word} ${word} =?`, 2)).toEqual({ text: "aa =?", defects: [] });
    expect(read(`${word} `.repeat(5_001)).text).toBe(`${"a".repeat(5_000)} ${word} `);
  });

  test.each([
    ["=?", ""],
    ["=?utf-8?q?x", ""],
    ["=?utf-8?q?x", "?="],
    ["=?utf-8?q?x?=20", ""],
    ["=?utf-8?b?!?= ", ""],
    ["=?aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", ""],
    ["?=", "=?"],
  ])("100 000 times %s is read", (piece, end) => {
    const text = piece.repeat(100_000) + end;
    expect(decodeEncodedWords(text).length).toBeLessThanOrEqual(text.length);
  });
});
