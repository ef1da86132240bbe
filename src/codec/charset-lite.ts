/**
 * Charsets as `gmail-mime/lite` reads them: UTF-8 and windows-1252 here, the others by the runtime's own decoder.
 *
 * It stands in the place of `charset.ts` there, with the same functions. No tables are carried, so what the other
 * charsets give is what the runtime gives, and none of them is written.
 */

import { isAscii, latin1Bytes, latin1Text, utf8Bytes, utf8Text, utf8TextLenient } from "../bytes/bytes.js";
import { TextDecoder } from "../bytes/runtime.js";
import type { Report } from "../errors.js";
import { CHARSET_LABEL } from "../limits.js";

const MARK = "\ufeff";

/** The characters of windows-1252 from 0x80 to 0x9F; all others have the numbers of their bytes. */
const WINDOWS =
  "\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f" +
  "\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178";

/** Names that the runtime takes for windows-1252, but that hold less of it. */
const LATIN: ReadonlyMap<string, string> = new Map([
  ["us-ascii", "us-ascii"],
  ["ascii", "us-ascii"],
  ["iso-8859-1", "iso-8859-1"],
  ["iso8859-1", "iso-8859-1"],
  ["iso_8859-1", "iso-8859-1"],
  ["latin1", "iso-8859-1"],
]);

/** Resolves a charset label as the runtime does; `undefined` when it has no decoder of this name. */
export function canonicalCharset(label: string): string | undefined {
  if (label.length > CHARSET_LABEL) return undefined;
  const name = (/^["'\s]*([\w.:+-]+)/.exec(label)?.[1] ?? "").toLowerCase();
  if (name === "utf8") return "utf-8";
  const latin = LATIN.get(name);
  if (latin !== undefined || name === "utf-8") return latin ?? name;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return undefined;
  }
}

/** Answers whether bytes below 0x80, alone, are always the same characters of ASCII in this charset. */
export function isAsciiCompatible(label: string): boolean {
  return !/^(utf-16|iso-2022)/.test(canonicalCharset(label) ?? "");
}

/** Decodes the bytes of a text by its declared charset; an unknown one as UTF-8 when valid, else windows-1252. */
export function decodeCharset(bytes: Uint8Array, label: string | undefined, report?: Report): string {
  const name = label === undefined ? undefined : canonicalCharset(label);
  if (name === undefined) {
    if (label !== undefined && label.trim() !== "") report?.("charset-unknown");
    const text = utf8Text(bytes);
    return text === undefined ? decodeWindows(bytes) : withoutMark(text);
  }
  if (name === "windows-1252" || name === "iso-8859-1" || name === "us-ascii") return decodeWindows(bytes);
  const text = name === "utf-8" ? utf8TextLenient(bytes) : decodeByRuntime(bytes, name);
  if (report !== undefined && isMalformed(text, bytes, name)) report("charset-malformed");
  return withoutMark(text);
}

/** Encodes text in UTF-8, windows-1252 or what is less than it; `undefined` for every other charset. */
export function encodeCharset(text: string, label: string): Uint8Array | undefined {
  const name = canonicalCharset(label);
  if (name === "utf-8") return utf8Bytes(text.startsWith(MARK) ? MARK + text : text);
  if (name === undefined) return undefined;
  if (isAsciiCompatible(name) && !/[^\0-\x7f]/.test(text)) return latin1Bytes(text);
  if (name === "iso-8859-1") return /[^\0-\x7f\xa0-\xff]/.test(text) ? undefined : latin1Bytes(text);
  return name === "windows-1252" ? encodeWindows(text) : undefined;
}

function withoutMark(text: string): string {
  return text.startsWith(MARK) ? text.slice(1) : text;
}

/** In UTF-8 a replacement character may have been written as such. */
function isMalformed(text: string, bytes: Uint8Array, name: string): boolean {
  return text.includes("\ufffd") && !(name === "utf-8" && utf8Text(bytes) !== undefined);
}

/** An escape that another follows at once, as where two encoded words meet: an error to the runtime, none in mail. */
const ESC = "\x1b";
const IDLE_ESCAPE = new RegExp(`${ESC}(?:\\([BIJ]|\\$[@B])(?=${ESC}[($])`, "g");

/** A mark decides the byte order of UTF-16, whatever was declared. */
function decodeByRuntime(bytes: Uint8Array, name: string): string {
  if (name === "iso-2022-jp") {
    const busy = latin1Text(bytes, 0, bytes.length).replace(IDLE_ESCAPE, "");
    return new TextDecoder(name).decode(latin1Bytes(busy));
  }
  const isUtf16 = name.startsWith("utf-16");
  if (!isUtf16 && isAsciiCompatible(name) && isAscii(bytes)) return latin1Text(bytes, 0, bytes.length);
  const mark = isUtf16 ? ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0) : 0;
  const order = mark === 0xfeff ? "utf-16be" : mark === 0xfffe ? "utf-16le" : name;
  return new TextDecoder(order, { ignoreBOM: true }).decode(bytes);
}

function decodeWindows(bytes: Uint8Array): string {
  const text = latin1Text(bytes, 0, bytes.length);
  return text.replace(/[\x80-\x9f]/g, (character) => WINDOWS.charAt(character.charCodeAt(0) - 0x80));
}

function encodeWindows(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const at = unit < 0x80 || (unit >= 0xa0 && unit <= 0xff) ? -1 : WINDOWS.indexOf(text.charAt(i));
    if (at < 0 && (unit > 0xff || (unit >= 0x80 && unit < 0xa0))) return undefined;
    bytes[i] = at < 0 ? unit : 0x80 + at;
  }
  return bytes;
}
