/** Text as bytes of a declared charset, both ways, alike on every runtime: the tables are iconv-lite's, not its ICU's. */

import {
  copyBytes,
  isAscii,
  latin1Bytes,
  latin1Text,
  utf8Bytes,
  utf8Text,
  utf8TextLenient,
} from "../bytes/bytes.js";
import type { Report } from "../errors.js";
import { canonicalCharset, charsetKind, isAsciiCompatible } from "./charset-labels.js";
import { decodeByTable, encodeByTable } from "./iconv.js";
import { decodeHz, decodeIso2022, encodeIso2022 } from "./iso-2022.js";
import { decodeSingleByte, encodeSingleByte, type TableSource } from "./single-byte.js";
import {
  decodeUtf7,
  decodeUtf16,
  decodeUtf32,
  encodeUtf7,
  encodeUtf16,
  encodeUtf32,
  wellFormed,
} from "./utf.js";

export { canonicalCharset, isAsciiCompatible } from "./charset-labels.js";

const MARK = "\ufeff";
const source: TableSource = decodeByTable;

/**
 * Decodes the bytes of a text by its declared charset, without guessing (Gmail rule 28).
 *
 * ISO-8859-1 and us-ascii mean windows-1252, ISO-8859-9 windows-1254, ISO-8859-11 windows-874; GB2312 means
 * GB18030, EUC-KR and ks_c_5601 mean UHC, Big5 means Big5-HKSCS, Shift_JIS windows-31j, as in the Encoding Standard.
 * In the windows pages a byte of 0x80 to 0x9F without a character is the C1 control of its number. UTF-16 without a
 * mark is little-endian, as the mailers that leave it out write it. One byte-order mark is dropped.
 *
 * @param label - As declared. Absent, empty or unknown (`charset-unknown`): valid UTF-8 as it is, else windows-1252.
 * @param report - Told `charset-malformed` where bytes mean no character; they become U+FFFD.
 * @example
 * decodeCharset(Uint8Array.of(0x63, 0x61, 0x66, 0xe9, 0x80), "iso-8859-1"); // => "café€"
 * @see {@link encodeCharset} for the way back; RFC 2046 §4.1.2
 */
export function decodeCharset(bytes: Uint8Array, label: string | undefined, report?: Report): string {
  const name = label === undefined || label === "" ? undefined : canonicalCharset(label);
  if (name === "utf-8") return decodeUtf8(bytes, report);
  if (name !== undefined) return decodeKnown(bytes, name, report);
  if (label !== undefined && label.trim() !== "") report?.("charset-unknown");
  return utf8Text(bytes, markLength(bytes)) ?? decodeSingleByte(bytes, "windows-1252", source);
}

/**
 * Encodes text in a charset.
 *
 * Lone surrogates become U+FFFD first. A text that begins with U+FEFF gets a second one before it, because
 * readers drop one; UTF-16 and UTF-32 without a byte order in their name are written little-endian with a mark.
 *
 * @returns `undefined` when the charset is unknown or cannot hold the text exactly: decoding gives it back.
 * @example
 * encodeCharset("café", "latin1"); // => Uint8Array.of(0x63, 0x61, 0x66, 0xe9)
 * encodeCharset("café", "us-ascii"); // => undefined
 * @see {@link decodeCharset} for the way back; RFC 2046 §4.1.2
 */
export function encodeCharset(text: string, label: string): Uint8Array | undefined {
  const name = canonicalCharset(label);
  if (name === undefined) return undefined;
  if (name === "utf-8") return utf8Bytes(text.startsWith(MARK) ? MARK + text : text);
  const compatible = isAsciiCompatible(name);
  if (compatible && !/[^\0-\x7f]/.test(text)) return latin1Bytes(text);
  const clean = wellFormed(text);
  const kind = charsetKind(name);
  if (kind === "single") return encodeSingleByte(clean, name, source);
  const bytes =
    kind === "unicode"
      ? encodeUtf(clean, name)
      : kind === "switching"
        ? encodeIso2022(clean, name, source)
        : encodeMultiple(clean, name);
  return bytes !== undefined && decodeKnown(bytes, name, undefined) === clean ? bytes : undefined;
}

function decodeKnown(bytes: Uint8Array, name: string, report: Report | undefined): string {
  switch (charsetKind(name)) {
    case "single":
      return decodeSingleByte(bytes, name, source, report);
    case "multiple":
      return decodeMultiple(bytes, name, report);
    case "switching":
      if (name === "hz-gb-2312") return decodeHz(bytes, source, report);
      return decodeIso2022(bytes, name, source, report);
    default:
      return withoutMark(decodeUtf(bytes, name, report));
  }
}

// The forms of Unicode

function decodeUtf8(bytes: Uint8Array, report: Report | undefined): string {
  const start = markLength(bytes);
  const text = utf8Text(bytes, start);
  if (text !== undefined) return text;
  report?.("charset-malformed");
  return utf8TextLenient(bytes.subarray(start));
}

function markLength(bytes: Uint8Array): 0 | 3 {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

function withoutMark(text: string): string {
  return text.startsWith(MARK) ? text.slice(1) : text;
}

function decodeUtf(bytes: Uint8Array, name: string, report: Report | undefined): string {
  if (name === "utf-7") return decodeUtf7(bytes, report);
  const order = name.endsWith("be") ? "be" : "le";
  return name.startsWith("utf-16") ? decodeUtf16(bytes, order, report) : decodeUtf32(bytes, order, report);
}

function encodeUtf(text: string, name: string): Uint8Array {
  // U+FFFE is a mark read in the other order: it needs one before it, too
  const marked = name === "utf-16" || name === "utf-32" || text.startsWith(MARK) || text.startsWith("\ufffe");
  const whole = marked ? MARK + text : text;
  if (name === "utf-7") return encodeUtf7(whole);
  const order = name.endsWith("be") ? "be" : "le";
  return name.startsWith("utf-16") ? encodeUtf16(whole, order) : encodeUtf32(whole, order);
}

// One, two or four bytes a character

/** The code of iconv-lite that reads a charset: the widest of its family. */
const FAMILIES: ReadonlyMap<string, string> = new Map([
  ["shift_jis", "shiftjis"],
  ["euc-jp", "eucjp"],
  ["gb2312", "gb18030"],
  ["gbk", "gb18030"],
  ["gb18030", "gb18030"],
  ["big5", "big5hkscs"],
  ["big5-hkscs", "big5hkscs"],
  ["euc-kr", "cp949"],
  ["ks_c_5601-1987", "cp949"],
]);

function decodeMultiple(bytes: Uint8Array, name: string, report: Report | undefined): string {
  if (isAscii(bytes)) return latin1Text(bytes, 0, bytes.length);
  const family = FAMILIES.get(name) as string;
  const text = decodeByTable(family === "gb18030" ? withoutGaps(bytes) : bytes, family);
  if (report !== undefined && text.includes("\ufffd")) report("charset-malformed");
  return family === "gb18030" ? withoutMark(text) : text;
}

/**
 * Spoils the sequences of four bytes that GB18030 leaves unassigned, which iconv-lite would read as some
 * character or as half of one. Every sequence of two bytes is assigned, so this walk is in step with its own.
 */
function withoutGaps(bytes: Uint8Array): Uint8Array {
  let mended = bytes;
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] as number;
    if (lead < 0x81 || lead === 0xff) continue;
    const second = bytes[i + 1] ?? 0;
    if (second >= 0x40 && second !== 0x7f && second !== 0xff) i++;
    if (second < 0x30 || second > 0x39) continue;
    const third = bytes[i + 2] ?? 0;
    const fourth = bytes[i + 3] ?? 0;
    if (third < 0x81 || third === 0xff || fourth < 0x30 || fourth > 0x39) continue;
    const index = (lead - 0x81) * 12600 + (second - 0x30) * 1260 + (third - 0x81) * 10 + fourth - 0x30;
    if ((index > 39419 && index < 189000) || index > 1237575) {
      if (mended === bytes) mended = copyBytes(bytes);
      mended[i] = 0xff; // read as no character; what follows is read anew
    } else i += 3;
  }
  return mended;
}

/** GB2312 and GBK are written from the table of their time: its euro is one byte, and nothing takes four. */
const WRITTEN_AS: ReadonlyMap<string, string> = new Map([
  ["gb2312", "gbk"],
  ["gbk", "gbk"],
]);

/** What the narrower name of a family holds, by the two bytes of a character. */
const NARROWER: ReadonlyMap<string, (lead: number, trail: number) => boolean> = new Map([
  ["gb2312", (lead: number, trail: number) => lead > 0xa0 && lead < 0xf8 && trail > 0xa0],
  ["euc-kr", (lead: number, trail: number) => lead > 0xa0 && trail > 0xa0],
  ["big5", isPlainBig5],
]);

/** Rows that every Big5 has; C6A1 to C8FE and those beyond F9 hold other characters in each extension. */
function isPlainBig5(lead: number, trail: number): boolean {
  return lead > 0xa0 && lead < 0xfa && (lead < 0xc6 || lead > 0xc8 || (lead === 0xc6 && trail < 0x7f));
}

function encodeMultiple(text: string, name: string): Uint8Array | undefined {
  const table = WRITTEN_AS.get(name) ?? (FAMILIES.get(name) as string);
  const marked = table === "gb18030" && text.startsWith(MARK) ? MARK + text : text;
  const bytes = copyBytes(encodeByTable(marked, table));
  const holds = NARROWER.get(name);
  if (holds === undefined) return bytes;
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] as number;
    if (lead >= 0x80 && !holds(lead, bytes[++i] ?? 0)) return undefined;
  }
  return bytes;
}
