import { describe, expect, test } from "vitest";
import {
  canonicalCharset,
  decodeCharset,
  encodeCharset,
  isAsciiCompatible,
} from "../../../src/codec/charset.js";
import { CHARSET_NAMES, type CharsetKind, charsetKind } from "../../../src/codec/charset-labels.js";
import type { DefectCode } from "../../../src/errors.js";

const hex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const asHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

function decodeWithDefects(
  bytes: Uint8Array,
  label: string | undefined,
): { text: string; defects: DefectCode[] } {
  const defects: DefectCode[] = [];
  return { text: decodeCharset(bytes, label, (code) => defects.push(code)), defects };
}

describe("known texts, both ways", () => {
  const texts: readonly (readonly [label: string, text: string, bytes: string])[] = [
    ["iso-8859-2", "Zażółć gęślą jaźń", "5a61bff3b3e62067eab66cb1206a61bcf1"],
    ["iso-8859-3", "Ĥaĝo ŭ", "a661f86f20fd"],
    ["iso-8859-4", "Ąķėž", "a1f3ecbe"],
    ["iso-8859-5", "Привет", "bfe0d8d2d5e2"],
    ["iso-8859-6", "مرحبا", "e5d1cdc8c7"],
    ["iso-8859-7", "Καλημέρα", "cae1ebe7ecddf1e1"],
    ["iso-8859-8", "שלום", "f9ece5ed"],
    ["iso-8859-9", "İstanbul ğış", "dd7374616e62756c20f0fdfe"],
    ["iso-8859-10", "ŋđŧ", "bfb9bb"],
    ["iso-8859-11", "สวัสดี", "cac7d1cab4d5"],
    ["iso-8859-13", "Ąžuolas", "c0fe756f6c6173"],
    ["iso-8859-14", "Ŵŷ", "d0fe"],
    ["iso-8859-15", "€ œuvre", "a420bd75767265"],
    ["iso-8859-16", "Țară ș", "de6172e320ba"],
    ["windows-1250", "Žluťoučký „kůň“", "8e6c759d6f75e86bfd20846bf9f293"],
    ["windows-1251", "Привет — мир", "cff0e8e2e5f2209720ece8f0"],
    ["windows-1252", "“café” – 5 €", "93636166e994209620352080"],
    ["windows-1253", "Καλημέρα €", "cae1ebe7ecddf1e12080"],
    ["windows-1254", "İstanbul ğış €", "dd7374616e62756c20f0fdfe2080"],
    ["windows-1255", "שלום ₪", "f9ece5ed20a4"],
    ["windows-1256", "مرحبا پ", "e3d1cdc8c72081"],
    ["windows-1257", "Ąžuolas €", "c0fe756f6c61732080"],
    ["windows-1258", "Tiêng đ ₫", "5469ea6e6720f020fe"],
    ["koi8-r", "Привет, мир", "f0d2c9d7c5d42c20cdc9d2"],
    ["koi8-u", "Їжак ґ", "b7d6c1cb20ad"],
    ["ibm437", "Größe ░", "477294e16520b0"],
    ["ibm850", "déjà vu ½", "64826a8520767520ab"],
    ["ibm852", "Žluť", "a66c759c"],
    ["ibm855", "Привет", "dde1b7eba8e5"],
    ["ibm857", "ğış", "a78d9f"],
    ["ibm858", "5 €", "3520d5"],
    ["ibm862", "שלום", "998c858d"],
    ["ibm866", "Привет ░", "8fe0a8a2a5e220b0"],
    ["shift_jis", "日本語テスト ｱｲｳ ①", "93fa967b8cea83658358836720b1b2b3208740"],
    ["euc-jp", "日本語テスト ｱ 丂", "c6fccbdcb8eca5c6a5b9a5c8208eb1208fb0a1"],
    ["gb2312", "中文测试", "d6d0cec4b2e2cad4"],
    ["gbk", "镕基 囍", "e946bbf92087d6"],
    ["gb18030", "中文 € 𠮷", "d6d0cec420a2e3209534b235"],
    ["big5", "繁體中文", "c163c5e9a4a4a4e5"],
    ["big5-hkscs", "𠝹 香港", "9bd020adbbb4e4"],
    ["euc-kr", "안녕하세요", "bec8b3e7c7cfbcbcbfe4"],
    ["ks_c_5601-1987", "똠방각하 펲시", "8c63b9e6b0a2c7cf20bc84bdc3"],
    [
      "iso-2022-jp",
      "日本語 test\r\nテスト",
      "1b2442467c4b5c386c1b284220746573740d0a1b24422546253925481b2842",
    ],
    ["iso-2022-jp-1", "丂 日本", "1b24284430211b2842201b2442467c4b5c1b2842"],
    ["iso-2022-jp-3", "日本", "1b2442467c4b5c1b2842"],
    ["iso-2022-kr", "안녕 hi", "1b2429430e3e4833670f206869"],
    ["hz-gb-2312", "中文 a~b", "7e7b56504e447e7d20617e7e62"],
    ["utf-16le", "é😀", "e9003dd800de"],
    ["utf-16be", "é😀", "00e9d83dde00"],
    ["utf-32le", "é😀", "e900000000f60100"],
    ["utf-32be", "é😀", "000000e90001f600"],
    ["utf-16", "é😀", "fffee9003dd800de"],
    ["utf-32", "é😀", "fffe0000e900000000f60100"],
    ["utf-8", "é😀", "c3a9f09f9880"],
    ["us-ascii", "plain", "706c61696e"],
    ["iso-8859-1", "café ÿ", "636166e920ff"],
    ["macintosh", "“café” € Ω", "d26361668ed320db20bd"],
    ["x-mac-cyrillic", "Привет €", "8ff0e8e2e5f220ff"],
    ["x-mac-ce", "Žluť", "eb6c75e9"],
    ["x-mac-greek", "Καλη €", "bae1ece8209c"],
    ["x-mac-turkish", "ğış", "dbdddf"],
    ["windows-874", "สวัสดี €", "cac7d1cab4d52080"],
    ["utf-7", "Hi Mom \u263a + 1", "4869204d6f6d202b4a6a6f2d202b2d2031"],
    ["utf-7", "\u65e5\u672c\u8a9e", "2b5a65566e4c4971652d"],
    ["iso-2022-jp", "5\u00a5 ok\u203e", "351b284a5c1b2842206f6b1b284a7e1b2842"],
    ["iso-2022-jp-2", "\ud55c \u4eec", "1b24284347511b2842201b244143471b2842"],
    ["iso-2022-jp-3", "\uff83\uff7d\uff84", "1b2849433d441b2842"],
    ["iso-2022-kr", "plain", "706c61696e"],
    ["gbk", "5\u20ac", "3580"],
    ["windows-1252", "\u0081\u008d\u008f\u0090\u009d", "818d8f909d"],
    ["ibm864", "\u066a", "25"],
    ["viscii", "\u1eb2", "02"],
    ["x-mac-romanian", "\u0218\u20ac", "afdb"],
  ];
  test.each(texts)("%s %s", (label, text, bytes) => {
    expect(decodeWithDefects(hex(bytes), label)).toEqual({ text, defects: [] });
    expect(asHex(encodeCharset(text, label) ?? new Uint8Array())).toBe(bytes);
  });

  test.each(CHARSET_NAMES)("%s carries ASCII", (name) => {
    const text = "The quick brown fox, 0123456789: jumps.\r\n";
    const bytes = encodeCharset(text, name) as Uint8Array;
    expect(decodeCharset(bytes, name)).toBe(text);
    expect(Object.getPrototypeOf(bytes)).toBe(Uint8Array.prototype);
    if (isAsciiCompatible(name)) expect(bytes).toEqual(ascii(text));
  });
});

describe("read, not written", () => {
  test.each([
    ["windows-1252 behind iso-8859-1", "iso-8859-1", "93e994", "\u201c\u00e9\u201d"],
    ["windows-1252 behind us-ascii", "us-ascii", "80e9", "\u20ac\u00e9"],
    ["UTF-8 under iso-8859-1 is not guessed", "iso-8859-1", "e28099", "\u00e2\u20ac\u2122"],
    ["windows-1254 behind iso-8859-9", "iso-8859-9", "80f0", "\u20ac\u011f"],
    ["windows-874 behind tis-620", "tis-620", "80a1", "\u20ac\u0e01"],
    ["GBK behind gb2312", "gb2312", "e946bbf9", "\u9555\u57fa"],
    ["four bytes behind gb2312", "gb2312", "9534b235", "\u{20bb7}"],
    ["UHC behind euc-kr", "euc-kr", "8c63", "\ub620"],
    ["HKSCS behind big5", "big5", "9bd0", "\u{20779}"],
    ["a mark in UTF-8", "utf-8", "efbbbf61", "a"],
    ["a mark and no label", undefined, "efbbbf61", "a"],
    ["a second mark stays", "utf-8", "efbbbfefbbbf61", "\ufeffa"],
    ["a mark in UTF-16LE", "utf-16le", "fffe6100", "a"],
    ["a mark decides against the label", "utf-16le", "feff0061", "a"],
    ["UTF-16 with a big-endian mark", "utf-16", "feff0061", "a"],
    ["UTF-16 without a mark is little-endian", "utf-16", "61006200", "ab"],
    ["UTF-32 with a big-endian mark", "utf-32", "0000feff00000061", "a"],
    ["a mark in GB18030", "gb18030", "8431953361", "a"],
    ["a mark in UTF-7", "utf-7", "2b2f76382d61", "a"],
    ["a run of UTF-7 without its minus", "utf-7", "412b496d49446b512e", "A\u2262\u0391."],
    ["halfwidth katakana in ISO-2022-JP", "iso-2022-jp", "1b2849433d441b2842", "\uff83\uff7d\uff84"],
    ["JIS X 0212 in ISO-2022-JP", "iso-2022-jp", "1b24284430211b2842", "\u4e02"],
    ["JIS C 6226 of 1978", "iso-2022-jp", "1b2440467c1b2848", "\u65e5"],
    ["JIS X 0208 of 1990, announced", "iso-2022-jp", "1b26401b2442467c1b2842", "\u65e5"],
    ["JIS outlasting a line end", "iso-2022-jp", "1b2442467c0d0a4b5c1b2842", "\u65e5\r\n\u672c"],
    ["ISO-2022-JP that never returns", "iso-2022-jp", "1b2442467c", "\u65e5"],
    ["an escape at the very end", "iso-2022-jp", "611b2842", "a"],
    ["either code of a character in HKSCS", "big5-hkscs", "9deffb48", "\u5605\u5605"],
    ["ISO-8859-1 in ISO-2022-JP-2", "iso-2022-jp-2", "1b2e411b4e69", "\u00e9"],
    ["ISO-8859-7 in ISO-2022-JP-2", "iso-2022-jp-2", "1b2e461b4e61", "\u03b1"],
    ["Chinese in ISO-2022-JP-2", "iso-2022-jp-2", "1b244156501b2842", "\u4e2d"],
    ["Korean without its header", "iso-2022-kr", "0e3e480f", "\uc548"],
    ["Korean back in ASCII after a line end", "iso-2022-kr", "1b2429430e3e480a6869", "\uc548\nhi"],
    ["Chinese in ISO-2022-CN", "iso-2022-cn", "1b2429410e56500f", "\u4e2d"],
    ["HZ that joins lines", "hz-gb-2312", "617e0a62", "ab"],
    ["HZ that joins CRLF lines", "hz-gb-2312", "617e0d0a62", "ab"],
    ["HZ back in ASCII after a line end", "hz-gb-2312", "7e7b56500a6869", "\u4e2d\nhi"],
    ["a backslash in Shift_JIS is none of the yen", "shift_jis", "5c7e", "\\~"],
  ] as const)("%s", (_, label, bytes, text) => {
    expect(decodeWithDefects(hex(bytes), label)).toEqual({ text, defects: [] });
  });
});

describe("bytes that mean no character", () => {
  test.each([
    ["utf-8", "61ff62", "a\ufffdb"],
    ["utf-8", "e282", "\ufffd"],
    ["utf-16le", "610062", "a\ufffd"],
    ["utf-16be", "d8000061", "\ufffda"],
    ["utf-16", "00dc6100", "\ufffda"],
    ["utf-32le", "00d8000061000000", "\ufffda"],
    ["utf-32be", "00110000", "\ufffd"],
    ["utf-32be", "000000610000", "a\ufffd"],
    ["utf-7", "612bc3", "a\ufffd\ufffd"],
    ["utf-7", "2b32443061", "\ufffd\ufffd"],
    ["utf-7", "612b", "a\ufffd"],
    ["utf-7", "61e9", "a\ufffd"],
    ["windows-1253", "ff61", "\ufffda"],
    ["iso-8859-8", "a1e0", "\ufffd\u05d0"],
    ["shift_jis", "8100", "\ufffd\0"],
    ["shift_jis", "61fd", "a\ufffd"],
    ["euc-jp", "a5", "\ufffd"],
    ["euc-kr", "c9ff", "\ufffd\ufffd"],
    ["big5", "8130", "\ufffd0"],
    ["gbk", "81ff61", "\ufffd\ufffda"],
    ["gb18030", "8431a530", "\ufffd1\ufffd0"],
    ["gb18030", "e3329a36", "\ufffd2\ufffd6"],
    ["gb18030", "813081", "\ufffd0\ufffd"],
    ["iso-2022-jp", "1b245a61", "\ufffd$Za"],
    ["iso-2022-jp", "c6fc", "\ufffd\ufffd"],
    ["iso-2022-jp", "1b2442460a61621b2842", "\ufffd\n\u75f0"],
    ["iso-2022-jp", "1b24427e7e1b2842", "\ufffd"],
    ["iso-2022-jp", "611b", "a\ufffd"],
    ["iso-2022-kr", "0e21", "\ufffd"],
    ["iso-2022-cn", "0e5650", "\ufffd\ufffd"],
    ["hz-gb-2312", "7e78", "\ufffdx"],
    ["hz-gb-2312", "7e7b56", "\ufffd"],
  ])("%s %s", (label, bytes, text) => {
    expect(decodeWithDefects(hex(bytes), label)).toEqual({ text, defects: ["charset-malformed"] });
  });
});

describe("no label, or an unknown one", () => {
  test.each([undefined, "", "  "])("absent: %j", (label) => {
    expect(decodeWithDefects(hex("c3a9"), label)).toEqual({ text: "\u00e9", defects: [] });
    expect(decodeWithDefects(hex("e980"), label)).toEqual({ text: "\u00e9\u20ac", defects: [] });
  });

  test.each([
    "x-unknown",
    "hex",
    "base64",
    "binary",
    "_internal",
    "__proto__",
    "constructor",
    "utf-7-imap",
    "unknown-8bit",
    "utf-8\u00e9",
    "\u212aOI8-R",
    `utf-8${" ".repeat(60)}`,
    "x".repeat(100_000),
  ])("unknown: %.20s", (label) => {
    expect(canonicalCharset(label)).toBeUndefined();
    expect(encodeCharset("a", label)).toBeUndefined();
    expect(isAsciiCompatible(label)).toBe(true);
    expect(decodeWithDefects(hex("c3a9"), label)).toEqual({ text: "\u00e9", defects: ["charset-unknown"] });
    expect(decodeWithDefects(hex("e980"), label)).toEqual({
      text: "\u00e9\u20ac",
      defects: ["charset-unknown"],
    });
  });
});

describe("labels", () => {
  const labels: Readonly<Record<string, string>> = {
    "utf-8":
      "utf8 UTF-8 utf_8 unicode-1-1-utf-8 \"utf-8\" 'utf-8' utf-8*en utf-8'en' utf-8; <utf-8> cp65001 csUTF8",
    "utf-7": "unicode-1-1-utf-7 UTF7 x-unicode-2-0-utf-7",
    "utf-16": "UTF-16 utf16 ucs2 ucs-2 ISO-10646-UCS-2 unicode csUnicode",
    "utf-16le": "UTF-16LE utf16le",
    "utf-16be": "utf-16be",
    "us-ascii":
      "US-ASCII ascii us ansi_x3.4-1968 ANSI_X3.4-1986 iso646-us ISO_646.irv:1991 csASCII us-ascii_",
    "iso-8859-1":
      "8859-1 iso8859-1 iso_8859-1 ISO-8859-1 ISO_8859-1:1987 latin1 Latin-1 l1 csISOLatin1 cp819 iso-8859-1_",
    "iso-8859-2": "iso8859-2 8859-2 latin2 28592",
    "iso-8859-8": "iso-8859-8-i iso-8859-8-e hebrew",
    "iso-8859-9": "latin5 iso8859-9",
    "iso-8859-11": "tis-620 8859-11 cp28601",
    "iso-8859-15": "latin9 latin-9 iso8859-15 cp28605",
    "windows-1251": "win-1251 cp1251 x-cp1251 windows1251 1251 CSWINDOWS1251",
    "windows-1252": "cp1252 x-cp1252 win1252",
    "windows-874": "cp874",
    "koi8-r": "koi8r KOI8-R koi csKOI8R",
    "koi8-u": "KOI8U",
    shift_jis: "shift-jis x-sjis sjis windows-31j cp932 ms932 MS_Kanji csShiftJIS",
    "euc-jp": "eucjp x-euc-jp EUC_JP ujis",
    "iso-2022-jp": "ISO2022JP iso_2022_jp csISO2022JP iso-2022-jp*ja cp50221",
    gb2312: "GB2312 gb_2312-80 csGB2312 euc-cn x-euc-cn chinese",
    gbk: "x-gbk cp936 GBK ms936",
    gb18030: "GB18030 gb-18030",
    big5: "Big5 big-5 cn-big5 x-x-big5 csBig5 cp950",
    "big5-hkscs": "big5hkscs Big5-HKSCS",
    "euc-kr": "euc_kr EUCKR csEUCKR",
    "ks_c_5601-1987": "ks_c_5601 KS_C_5601-1987 ksc5601 KSC_5601 cp949 uhc windows-949 x-windows-949 korean",
    "iso-2022-kr": "csISO2022KR",
    "hz-gb-2312": "hz HZ-GB-2312",
    ibm437: "cp437 437 IBM437 csPC8CodePage437",
    ibm850: "cp850 850 dos-850",
    ibm866: "cp866",
    macintosh: "x-mac-roman mac macroman csMacintosh",
    "x-mac-cyrillic": "mac-cyrillic x-mac-ukrainian",
  };
  test.each(Object.entries(labels))("%s: %s", (name, list) => {
    for (const label of [name, name.toUpperCase(), ` ${name} `, ...list.split(" ")]) {
      expect([label, canonicalCharset(label)]).toEqual([label, name]);
    }
  });

  test("no two canonical names share a label", () => {
    for (const name of CHARSET_NAMES) expect(canonicalCharset(name)).toBe(name);
  });
});

describe("what a charset cannot hold", () => {
  test.each([
    ["us-ascii", "\u00e9"],
    ["iso-8859-1", "\u20ac"],
    ["iso-8859-1", "\u0081"],
    ["iso-8859-9", "\u20ac"],
    ["windows-1252", "\u0080"],
    ["windows-1253", "\ufffd"],
    ["windows-1252", "\ud800"],
    ["koi8-r", "\u{1f600}"],
    ["viscii", "\x02"],
    ["shift_jis", "\u00a5"],
    ["euc-jp", "\u00a5"],
    ["gb2312", "\u9555"],
    ["gb2312", "\u20ac"],
    ["gbk", "\u{20bb7}"],
    ["big5", "\u{20779}"],
    ["gb18030", "\ue5e5"],
    ["big5", "\u5605"],
    ["big5", "\u2460"],
    ["euc-kr", "\ub620"],
    ["iso-2022-jp", "\uff83"],
    ["iso-2022-jp", "\u4e02"],
    ["iso-2022-jp", "a\x1b(Jb"],
    ["iso-2022-kr", "\ub620"],
    ["iso-2022-cn", "\u4e2d"],
    ["hz-gb-2312", "\u9555"],
  ])("%s %j", (label, text) => {
    expect(encodeCharset(text, label)).toBeUndefined();
  });

  test("lone surrogates become U+FFFD where there is one", () => {
    for (const label of ["utf-8", "utf-16", "utf-16be", "utf-32", "utf-7", "gb18030"]) {
      expect(decodeCharset(encodeCharset("a\ud800b\udc00", label) as Uint8Array, label)).toBe(
        "a\ufffdb\ufffd",
      );
    }
  });

  test("a text that begins with a mark keeps it", () => {
    for (const label of [
      "utf-8",
      "utf-16",
      "utf-16le",
      "utf-16be",
      "utf-32",
      "utf-32be",
      "utf-7",
      "gb18030",
    ]) {
      for (const text of ["\ufeffa", "\ufeff\ufeff", "\ufffea"]) {
        expect(decodeCharset(encodeCharset(text, label) as Uint8Array, label)).toBe(text);
      }
    }
  });
});

test("isAsciiCompatible is false where bytes below 0x80 can mean something else", () => {
  const incompatible = CHARSET_NAMES.filter((name) => !isAsciiCompatible(name));
  expect(incompatible).toEqual([
    "utf-16",
    "utf-16le",
    "utf-16be",
    "utf-32",
    "utf-32le",
    "utf-32be",
    "utf-7",
    "iso-2022-jp",
    "iso-2022-jp-1",
    "iso-2022-jp-2",
    "iso-2022-jp-3",
    "iso-2022-kr",
    "iso-2022-cn",
    "hz-gb-2312",
    "ibm864",
    "viscii",
    "tcvn",
  ]);
  const low = Uint8Array.from({ length: 128 }, (_, byte) => byte);
  for (const name of CHARSET_NAMES) {
    if (isAsciiCompatible(name)) expect(decodeCharset(low, name)).toBe(String.fromCharCode(...low));
  }
});

test("views that are not aligned are read in place", () => {
  const memory = Uint8Array.from({ length: 400 }, () => 0x61);
  for (let start = 0; start < 9; start++) {
    for (let at = start; at < start + 100; at++) {
      memory[at] = 0x93;
      const text = decodeCharset(memory.subarray(start, start + 100), "iso-8859-1");
      memory[at] = 0x61;
      expect(text).toBe(`${"a".repeat(at - start)}\u201c${"a".repeat(start + 99 - at)}`);
    }
  }
});

describe("every charset is read alike on every runtime", () => {
  // Computed once on Node 20, 22, 24 and 26 with the same outcome. A difference means that a table changed
  // under us: find out what it does to mail before the digest is renewed.
  const digests: Readonly<Record<string, string>> = {
    "utf-8": "88e6bf04efbec76f",
    "utf-16": "513899eb27d12d34",
    "utf-16le": "513899eb27d12d34",
    "utf-16be": "db9505b48be38ed4",
    "utf-32": "f22da7c8d5a4fdf8",
    "utf-32le": "f22da7c8d5a4fdf8",
    "utf-32be": "816447c6b743ae71",
    "utf-7": "c5d807b424816ff0",
    "iso-2022-jp": "5509bef925a766bb",
    "iso-2022-jp-1": "5509bef925a766bb",
    "iso-2022-jp-2": "5509bef925a766bb",
    "iso-2022-jp-3": "5509bef925a766bb",
    "iso-2022-kr": "a8aeab9b4cd941a9",
    "iso-2022-cn": "98fe1a89cb56ee7b",
    "hz-gb-2312": "20156d073b1559a9",
    shift_jis: "a15bee2e526cd1d3",
    "euc-jp": "2b79ed1ae32c2c6a",
    gb2312: "848618bc5ac41185",
    gbk: "848618bc5ac41185",
    gb18030: "848618bc5ac41185",
    big5: "ee0004ed5f6702d1",
    "big5-hkscs": "ee0004ed5f6702d1",
    "euc-kr": "cd7057b7ed206d3b",
    "ks_c_5601-1987": "cd7057b7ed206d3b",
    "us-ascii": "0048a1d8df12622c",
    "iso-8859-1": "0048a1d8df12622c",
    "iso-8859-2": "03e630b7e35444b5",
    "iso-8859-3": "346c5279bcbe2c65",
    "iso-8859-4": "44f09aebdda359ed",
    "iso-8859-5": "be700802ceb4c3bc",
    "iso-8859-6": "a3245a9039707db7",
    "iso-8859-7": "4399a782f439f21a",
    "iso-8859-8": "fcd92d4079389190",
    "iso-8859-9": "52c57e6a29dd1c1b",
    "iso-8859-10": "fc5b337200036399",
    "iso-8859-11": "bda07fac35ef289b",
    "iso-8859-13": "48d7963f3c3d13c2",
    "iso-8859-14": "cb5f5b9ae8430fe8",
    "iso-8859-15": "6a31d79c1c012dc2",
    "iso-8859-16": "cda40dceb3b705f5",
    "windows-874": "bda07fac35ef289b",
    "windows-1250": "083e8699d4ea3429",
    "windows-1251": "b1ce72e8de9ab262",
    "windows-1252": "0048a1d8df12622c",
    "windows-1253": "bab5e7048000f8fa",
    "windows-1254": "52c57e6a29dd1c1b",
    "windows-1255": "b8828113eb73594b",
    "windows-1256": "544c3592214b8762",
    "windows-1257": "b4b5f977bbe1e702",
    "windows-1258": "525ad65d40749cdc",
    "koi8-r": "d6aa77011784a5e4",
    "koi8-u": "6b8fc10b5013a766",
    "koi8-ru": "ff4e26429fe556ac",
    "koi8-t": "4f1b0a6bfeadfb1c",
    ibm437: "91ff4744fc4354ad",
    ibm737: "84e28c4bd1c25df7",
    ibm775: "cd1e32a0179a243a",
    ibm850: "5b6f4e0fba637b1d",
    ibm852: "0c0aac99af936562",
    ibm855: "579b20e3c37fefa0",
    ibm857: "2fc692d2ecc9e307",
    ibm858: "eae19c8adf7a268b",
    ibm860: "475e56d5c1cc7d98",
    ibm861: "c607838df80b020b",
    ibm862: "c51479ae3b3d2c96",
    ibm863: "d9352edae219f89b",
    ibm864: "2b68b2a799095704",
    ibm865: "61eb370d3573f9d7",
    ibm866: "28334833c217d1cf",
    ibm869: "3381053f902543d3",
    ibm1125: "82e1979b8dff5fd4",
    cp720: "9a8be761fc6f33f5",
    macintosh: "ea0df7e96d195f56",
    "x-mac-cyrillic": "6ec76f16d1ce4a8c",
    "x-mac-ce": "ab527792b63c76f1",
    "x-mac-greek": "cc5f0b58a2eb797d",
    "x-mac-turkish": "6e891e250978d71b",
    "x-mac-croatian": "5c837306591413ca",
    "x-mac-romanian": "e5db546db89b9249",
    "x-mac-icelandic": "1974504eb4286c82",
    "x-mac-thai": "82b79396525c6fbb",
    "armscii-8": "3f0d99b3125c34c4",
    "georgian-ps": "88616e16bd836d2b",
    "georgian-academy": "2c1de9cd768d3612",
    pt154: "dc81ec1135cf3c1a",
    "kz-1048": "ab0e3fbf6f63ef39",
    "hp-roman8": "f68d97afaa6292c0",
    viscii: "44b2e4d7647e7368",
    tcvn: "ed2ffb247bdeda1f",
  };
  test.each(CHARSET_NAMES)("%s", async (name) => {
    expect(await digestOf(name)).toBe(digests[name]);
  });
});

/** A digest of the texts of all single bytes and, but for pages of one byte, of all pairs behind what leads to them. */
async function digestOf(name: string): Promise<string> {
  const texts: string[] = [];
  const add = (bytes: Iterable<number>): unknown => texts.push(decodeCharset(Uint8Array.from(bytes), name));
  for (let byte = 0; byte < 256; byte++) add([byte]);
  for (const prefix of PREFIXES[charsetKind(name) ?? "single"]) {
    for (let lead = 0; lead < 256; lead++) {
      const bytes: number[] = [];
      for (let trail = 0; trail < 256; trail++) bytes.push(...prefix, lead, trail, 0x1b, 0x28, 0x42, 0x0a);
      add(bytes);
    }
  }
  const text = texts.join("");
  const units = Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  return asHex(new Uint8Array(await crypto.subtle.digest("SHA-256", units))).slice(0, 16);
}

const PREFIXES: Readonly<Record<CharsetKind, readonly (readonly number[])[]>> = {
  single: [],
  unicode: [[], [0x2b]],
  multiple: [[], [0x8f], [0x81, 0x30], [0xe3, 0x32]],
  switching: [
    [0x0e],
    [0x7e, 0x7b],
    [0x1b, 0x24, 0x42],
    [0x1b, 0x24, 0x28, 0x44],
    [0x1b, 0x24, 0x41],
    [0x1b, 0x24, 0x28, 0x43],
    [0x1b, 0x28, 0x49],
  ],
};
