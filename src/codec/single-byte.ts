/** Charsets of one byte a character: their tables, put right where the source of tables is behind the times. */

import { isAscii, latin1Text } from "../bytes/bytes.js";
import type { Report } from "../errors.js";
import { isAsciiCompatible } from "./charset-labels.js";
import { REPLACEMENT, unitsText } from "./utf.js";

/** Decodes bytes by a named table of the library that holds them; U+FFFD where there is no character. */
export type TableSource = (bytes: Uint8Array, table: string) => string;

/** Charsets that are read as the windows page which has more, though they hold only their own. */
const READ_AS: ReadonlyMap<string, string> = new Map([
  ["us-ascii", "windows-1252"],
  ["iso-8859-1", "windows-1252"],
  ["iso-8859-9", "windows-1254"],
  ["iso-8859-11", "windows-874"],
]);

/** What the source calls otherwise. Its Ukrainian page is the Cyrillic one of Apple since 1994. */
const TABLES: ReadonlyMap<string, string> = new Map([
  ["x-mac-cyrillic", "macukraine"],
  ["x-mac-ce", "maccenteuro"],
  ["x-mac-greek", "macgreek"],
  ["x-mac-turkish", "macturkish"],
  ["x-mac-croatian", "maccroatian"],
  ["x-mac-romanian", "macromania"],
  ["x-mac-icelandic", "maciceland"],
  ["x-mac-thai", "macthai"],
  ["kz-1048", "rk1048"],
  ["hp-roman8", "hproman8"],
]);

/** What Apple has since put in its pages (euro, apple, the Greek omega, Romanian commas): byte, character, byte… */
const MENDED: ReadonlyMap<string, readonly number[]> = new Map([
  ["macintosh", [0xbd, 0x3a9, 0xdb, 0x20ac, 0xf0, 0xf8ff]],
  ["x-mac-cyrillic", [0xff, 0x20ac]],
  ["x-mac-greek", [0x9c, 0x20ac, 0xff, 0xad]],
  ["x-mac-turkish", [0xbd, 0x3a9, 0xf0, 0xf8ff, 0xf5, 0xf8a0]],
  ["x-mac-croatian", [0xbd, 0x3a9, 0xd8, 0xf8ff, 0xdb, 0x20ac]],
  [
    "x-mac-romanian",
    [0xaf, 0x218, 0xbd, 0x3a9, 0xbf, 0x219, 0xdb, 0x20ac, 0xde, 0x21a, 0xdf, 0x21b, 0xf0, 0xf8ff],
  ],
  ["x-mac-icelandic", [0xbd, 0x3a9, 0xdb, 0x20ac, 0xf0, 0xf8ff]],
]);

const EVERY_BYTE = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const tables = new Map<string, Uint16Array>();
const byteMaps = new Map<string, ReadonlyMap<number, number>>();

/** The character of each byte, made at first use. */
function tableOf(name: string, source: TableSource): Uint16Array {
  const made = tables.get(name);
  if (made !== undefined) return made;
  const page = READ_AS.get(name) ?? name;
  const text = source(EVERY_BYTE, TABLES.get(page) ?? page);
  const table = Uint16Array.from(EVERY_BYTE, (byte) => text.charCodeAt(byte));
  if (page.startsWith("windows-")) {
    // as the Encoding Standard has it: no byte of a windows page is lost to C1
    for (let byte = 0x80; byte < 0xa0; byte++) if (table[byte] === REPLACEMENT) table[byte] = byte;
  }
  const mended = MENDED.get(page) ?? [];
  for (let i = 0; i < mended.length; i += 2) table[mended[i] as number] = mended[i + 1] as number;
  tables.set(name, table);
  return table;
}

/** The byte of each character, made at first use. */
function bytesOf(name: string, source: TableSource): ReadonlyMap<number, number> {
  const made = byteMaps.get(name);
  if (made !== undefined) return made;
  const table = tableOf(name, source);
  const bytes = new Map<number, number>();
  for (let byte = 0; byte < 256; byte++) {
    const unit = table[byte] as number;
    const own = !READ_AS.has(name) || byte < 0x80 || (byte >= 0xa0 && name !== "us-ascii");
    if (own && unit !== REPLACEMENT && !bytes.has(unit)) bytes.set(unit, byte);
  }
  byteMaps.set(name, bytes);
  return bytes;
}

/** Decodes bytes of a charset of one byte a character, by its canonical name. */
export function decodeSingleByte(
  bytes: Uint8Array,
  name: string,
  source: TableSource,
  report?: Report,
): string {
  const asLatin1 = name === "windows-1252" || name === "iso-8859-1" || name === "us-ascii";
  if (asLatin1 ? !hasC1(bytes) : isAsciiCompatible(name) && isAscii(bytes)) {
    return latin1Text(bytes, 0, bytes.length);
  }
  const table = tableOf(name, source);
  const units = new Uint16Array(bytes.length);
  let bad = -1;
  for (let i = 0; i < bytes.length; i++) {
    const unit = table[bytes[i] as number] as number;
    units[i] = unit;
    if (unit === REPLACEMENT && bad < 0) bad = i;
  }
  if (bad >= 0) report?.("charset-malformed", bad);
  return unitsText(units, units.length);
}

/** Whether a byte is among those for which windows-1252 is not ISO-8859-1: 0x80 to 0x9F, four tested at once. */
function hasC1(bytes: Uint8Array): boolean {
  let at = 0;
  if (bytes.length > 63) {
    const { buffer, byteOffset } = bytes;
    for (; ((byteOffset + at) & 3) !== 0; at++) if (((bytes[at] as number) & 0xe0) === 0x80) return true;
    const words = new Int32Array(buffer, byteOffset + at, (bytes.length - at) >> 2);
    for (let i = 0; i < words.length; i++) {
      const word = words[i] as number;
      if ((word & 0x80808080 & ~(word << 1) & ~(word << 2)) !== 0) return true; // 100xxxxx
    }
    at += words.length * 4;
  }
  for (; at < bytes.length; at++) if (((bytes[at] as number) & 0xe0) === 0x80) return true;
  return false;
}

/** Encodes text in a charset of one byte a character; `undefined` when it lacks one. */
export function encodeSingleByte(text: string, name: string, source: TableSource): Uint8Array | undefined {
  const byteOf = bytesOf(name, source);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const byte = byteOf.get(text.charCodeAt(i));
    if (byte === undefined) return undefined;
    bytes[i] = byte;
  }
  return bytes;
}
