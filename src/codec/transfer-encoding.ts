/** Content-Transfer-Encoding: its five values, what each can carry, and how to undo or apply it (RFC 2045 §6). */

import { asciiLowerCase, CR, LF, NUL } from "../bytes/ascii.js";
import { withCrlf } from "../bytes/lines.js";
import { withScratch } from "../bytes/scratch.js";
import type { Report } from "../errors.js";
import { LINE_BYTES } from "../limits.js";
import { base64LinesSize, base64Size, decodeBase64, encodeBase64Lines } from "./base64.js";
import {
  decodeQuotedPrintable,
  decodeQuotedPrintableInto,
  encodeQuotedPrintable,
  encodeWithin,
  fitsQuotedPrintable,
  quotedPrintableSize,
} from "./quoted-printable.js";

export type TransferEncoding = "7bit" | "8bit" | "binary" | "quoted-printable" | "base64";

/** What a value means: as it should stand, and stripped of what tells nothing. */
const MEANINGS: ReadonlyMap<string, TransferEncoding> = new Map([
  ["7bit", "7bit"],
  ["7bits", "7bit"],
  ["8bit", "8bit"],
  ["8bits", "8bit"],
  ["8bitmime", "8bit"],
  ["binary", "binary"],
  ["quoted-printable", "quoted-printable"],
  ["quotedprintable", "quoted-printable"],
  ["base64", "base64"],
]);

/**
 * Parses the value of a Content-Transfer-Encoding field.
 *
 * Beyond RFC 2045 §6.1 we accept:
 * 1. blanks, quotes and comments, RFC 822's way
 * 2. "7-bit", "8bits", "8bitmime", "base-64", "quoted_printable" and the like
 * 3. whatever follows a semicolon or comma
 * 4. nothing at all, reported as unknown: 7bit
 *
 * @param value - `undefined` where the field is missing: 7bit.
 * @returns `undefined` when it is unknown, reported as `transfer-encoding-unknown`.
 * @example
 * parseTransferEncoding("Base64 (RFC 2045)"); // => "base64"
 * @see RFC 2045 §6.1
 */
export function parseTransferEncoding(
  value: string | undefined,
  report?: Report,
): TransferEncoding | undefined {
  if (value === undefined) return "7bit";
  const known = MEANINGS.get(value);
  if (known !== undefined) return known;
  const name = nameOf(value);
  const encoding = MEANINGS.get(name);
  if (encoding === undefined) report?.("transfer-encoding-unknown", 0);
  return name === "" ? "7bit" : encoding;
}

/** The letters and digits before the first semicolon or comma, outside comments; cut where none can match. */
function nameOf(value: string): string {
  let name = "";
  let depth = 0;
  for (let i = 0; i < value.length && name.length < 20; i++) {
    const character = value.charAt(i);
    if (character === "\\" && depth > 0) i++;
    else if (character === "(") depth++;
    else if (character === ")") depth = Math.max(0, depth - 1);
    else if (depth > 0) continue;
    else if (character === ";" || character === ",") break;
    else if (!/[\s"'\\_-]/.test(character)) name += character;
  }
  return asciiLowerCase(name);
}

/**
 * Undoes a transfer encoding; what cannot be undone stays as it stands.
 *
 * @param encoding - `undefined` for an unknown one.
 * @returns The same view where nothing was encoded, else new memory.
 * @example
 * decodeTransfer(new Uint8Array([61, 52, 49]), "quoted-printable"); // => Uint8Array.of(65)
 * @see {@link encodeTransfer} for the way back, {@link decodedSize} for the length alone; RFC 2045 §6
 */
export function decodeTransfer(
  content: Uint8Array,
  encoding: TransferEncoding | undefined,
  report?: Report,
): Uint8Array {
  if (encoding === "base64") return decodeBase64(content, report);
  if (encoding === "quoted-printable") return decodeQuotedPrintable(content, report);
  return content;
}

/**
 * Undoes a transfer encoding for the length of a call: what `use` gives must not hold on to the bytes.
 *
 * @see {@link decodeTransfer} for bytes to keep
 */
export function withDecoded<T>(
  content: Uint8Array,
  encoding: TransferEncoding | undefined,
  report: Report | undefined,
  use: (bytes: Uint8Array) => T,
): T {
  if (encoding !== "quoted-printable") return use(decodeTransfer(content, encoding, report));
  return withScratch(content.length, (scratch) =>
    use(scratch.subarray(0, decodeQuotedPrintableInto(content, scratch, false, report))),
  );
}

/**
 * Counts the bytes that {@link decodeTransfer} would give, exactly; nothing decoded is kept.
 *
 * @example
 * decodedSize(new Uint8Array([61, 52, 49]), "quoted-printable"); // => 1
 */
export function decodedSize(
  content: Uint8Array,
  encoding: TransferEncoding | undefined,
  report?: Report,
): number {
  if (encoding === "base64") return base64Size(content, report);
  if (encoding === "quoted-printable") return quotedPrintableSize(content, report);
  return content.length;
}

/**
 * Applies a transfer encoding. Whether 7bit, 8bit or binary can hold the bytes is not looked at here.
 *
 * @returns The same view for these three, else new memory.
 * @example
 * encodeTransfer(new Uint8Array([61]), "quoted-printable"); // => new TextEncoder().encode("=3D")
 * @see {@link decodeTransfer} for the way back, {@link chooseTransferEncoding}; RFC 2045 §6
 */
export function encodeTransfer(bytes: Uint8Array, encoding: TransferEncoding): Uint8Array {
  if (encoding === "base64") return encodeBase64Lines(bytes);
  if (encoding === "quoted-printable") return encodeQuotedPrintable(bytes);
  return bytes;
}

/** What decides which transfer encodings can hold some bytes. */
export interface ContentSurvey {
  /** Whether every byte is below 0x80. */
  readonly ascii: boolean;
  readonly nul: boolean;
  /** A CR that no LF follows, an LF that no CR precedes. */
  readonly bareCr: boolean;
  readonly bareLf: boolean;
  readonly lineFeeds: number;
  /** In bytes, without its line end; lines end with LF, after CR or bare. */
  readonly longestLine: number;
}

/** Surveys bytes in one pass, four at a time where none of them is a control. */
export function surveyContent(bytes: Uint8Array): ContentSurvey {
  const { length } = bytes;
  const words = new DataView(bytes.buffer, bytes.byteOffset, length);
  let union = 0;
  let nul = false;
  let bareCr = false;
  let bareLf = false;
  let lineFeeds = 0;
  let longestLine = 0;
  let lineStart = 0;
  for (let at = 0; at < length; ) {
    if (at <= length - 4) {
      const word = words.getInt32(at, true);
      union |= word;
      if (((word - 0x0e0e0e0e) & ~word & 0x80808080) === 0) {
        at += 4;
        continue;
      }
    }
    for (const end = Math.min(length, at + 4); at < end; at++) {
      const code = bytes[at] as number;
      if (code > CR) union |= code;
      else if (code === LF) {
        lineFeeds++;
        const crlf = at > 0 && bytes[at - 1] === CR;
        bareLf ||= !crlf;
        longestLine = Math.max(longestLine, at - lineStart - (crlf ? 1 : 0));
        lineStart = at + 1;
      } else if (code === CR) bareCr ||= at + 1 >= length || bytes[at + 1] !== LF;
      else if (code === NUL) nul = true;
    }
  }
  longestLine = Math.max(longestLine, length - lineStart);
  return { ascii: (union & 0x80808080) === 0, nul, bareCr, bareLf, lineFeeds, longestLine };
}

/**
 * Whether an encoding can hold these bytes as text that we write: CRLF line ends, no NUL, no line over 998.
 *
 * Quoted-printable could write a bare CR or LF; what they mean would be lost on readers, so base64 has them.
 *
 * @param survey - What {@link surveyContent} said of the bytes, where it is known.
 */
export function carries(bytes: Uint8Array, encoding: TransferEncoding, survey?: ContentSurvey): boolean {
  if (encoding === "base64") return true;
  const { ascii, nul, bareCr, bareLf, longestLine } = survey ?? surveyContent(bytes);
  if (nul || bareCr || bareLf) return false;
  if (encoding === "quoted-printable") return true;
  return longestLine <= LINE_BYTES && (ascii || encoding !== "7bit");
}

/**
 * Chooses the transfer encoding to write bytes in.
 *
 * @param kind - `text`: 7bit where it carries them, else the smaller of quoted-printable and base64; base64
 *   for what quoted-printable does not carry. `binary`: base64.
 * @example
 * chooseTransferEncoding(new Uint8Array([104, 105]), "text"); // => "7bit"
 * @see {@link encodeTransfer}; RFC 2045 §6.8
 */
export function chooseTransferEncoding(bytes: Uint8Array, kind: "text" | "binary"): TransferEncoding {
  if (kind === "binary") return "base64";
  const survey = surveyContent(bytes);
  if (carries(bytes, "7bit", survey)) return "7bit";
  if (!carries(bytes, "quoted-printable", survey)) return "base64";
  return fitsQuotedPrintable(bytes, base64LinesSize(bytes.length)) ? "quoted-printable" : "base64";
}

/** Text that we write, its lines ended by CRLF: in the encoding wanted where it carries them, else in a chosen one. */
export interface EncodedText {
  readonly encoding: TransferEncoding;
  readonly content: Uint8Array;
}

/**
 * Encodes text whose lines end in CRLF, or in LF which becomes CRLF: the smaller of what carries it, as
 * {@link chooseTransferEncoding} does, in one pass.
 *
 * @param wanted - Used where it carries the text; else base64 is.
 * @returns Memory of its own, or `bytes` where they are their own encoding.
 */
export function encodeText(
  bytes: Uint8Array,
  newline: "\r\n" | "\n",
  wanted?: TransferEncoding,
): EncodedText {
  const found = surveyContent(bytes);
  const survey = newline === "\n" ? { ...found, bareLf: false } : found;
  const encoding = wanted ?? (carries(bytes, "7bit", survey) ? "7bit" : "quoted-printable");
  if (encoding === "7bit") return { encoding, content: newline === "\n" ? withCrlf(bytes) : bytes };
  if (encoding === "quoted-printable" && carries(bytes, encoding, survey)) {
    const written = bytes.length + (newline === "\n" ? survey.lineFeeds : 0);
    const limit = wanted === undefined ? base64LinesSize(written) : Number.POSITIVE_INFINITY;
    const content = encodeWithin(bytes, limit, newline);
    if (content !== undefined) return { encoding, content };
  }
  return { encoding: "base64", content: encodeBase64Lines(newline === "\n" ? withCrlf(bytes) : bytes) };
}
