/** The names charsets go by in mail, and what kind of code each one is. */

import { CHARSET_LABEL } from "../limits.js";

/** How a charset is read: the UTFs, codes that switch sets by escapes, one byte a character, one or two (or four). */
export type CharsetKind = "unicode" | "switching" | "single" | "multiple";

// The first word of a row is the canonical name, the others are further labels. All are compared without case
// and punctuation, and a leading "x" or "cs" that no row has is passed over: "x-sjis" and "csKOI8R" need no entry.
const ROWS: Readonly<Record<CharsetKind, readonly string[]>> = {
  unicode: [
    "utf-8 unicode-1-1-utf-8 unicode-2-0-utf-8 cp65001 65001",
    "utf-16 unicode ucs-2 iso-10646-ucs-2",
    "utf-16le cp1200 1200",
    "utf-16be cp1201 1201 unicodefffe",
    "utf-32 ucs-4 iso-10646-ucs-4",
    "utf-32le",
    "utf-32be",
    "utf-7 unicode-1-1-utf-7 unicode-2-0-utf-7 cp65000 65000",
  ],
  switching: [
    "iso-2022-jp iso-2022-jp-ms jis jis7 cp50220 cp50221 cp50222",
    "iso-2022-jp-1",
    "iso-2022-jp-2",
    "iso-2022-jp-3 iso-2022-jp-2004",
    "iso-2022-kr cp50225",
    "iso-2022-cn iso-2022-cn-ext cp50227",
    "hz-gb-2312 hz cp52936",
  ],
  multiple: [
    "shift_jis sjis ms_kanji windows-31j cp932 ms932 windows-932 ms-cp932 932",
    "euc-jp ujis euc-jp-ms eucjp-win cp51932 extended_unix_code_packed_format_for_japanese eucpkdfmtjapanese",
    "gb2312 gb_2312-80 gb2312-1980 iso58gb231280 iso-ir-58 euc-cn cn-gb chinese",
    "gbk cp936 ms936 windows-936 936",
    "gb18030 gb18030-2000 gb18030-2005 gb18030-2022 cp54936",
    "big5 big5-eten cn-big5 x-x-big5 cp950 ms950 windows-950 950",
    "big5-hkscs big5-hkscs-2001 big5-hkscs-2004 big5-hkscs-2008 big5-hk cp951",
    "euc-kr iso-ir-149 cp51949",
    "ks_c_5601-1987 ks_c_5601 ks_c_5601-1989 ks_c_5601-1992 uhc korean cp949 ms949 windows-949 949",
  ],
  single: [
    "us-ascii ascii us ansi_x3.4-1968 ansi_x3.4-1986 iso-ir-6 iso_646.irv iso646-us ibm367 cp367",
    "iso-8859-1 latin1 l1 isolatin1 iso-ir-100 ibm819 cp819",
    "iso-8859-2 latin2 l2 isolatin2 iso-ir-101",
    "iso-8859-3 latin3 l3 isolatin3 iso-ir-109",
    "iso-8859-4 latin4 l4 isolatin4 iso-ir-110",
    "iso-8859-5 cyrillic isolatincyrillic iso-ir-144",
    "iso-8859-6 iso-8859-6-i iso-8859-6-e arabic isolatinarabic iso-ir-127 ecma-114 asmo-708",
    "iso-8859-7 greek greek8 isolatingreek iso-ir-126 ecma-118 elot_928",
    "iso-8859-8 iso-8859-8-i iso-8859-8-e hebrew isolatinhebrew iso-ir-138 logical visual",
    "iso-8859-9 latin5 l5 isolatin5 iso-ir-148 turkish",
    "iso-8859-10 latin6 l6 isolatin6 iso-ir-157",
    "iso-8859-11 tis-620 iso-ir-166 thai",
    "iso-8859-13 latin7 l7 iso-ir-179",
    "iso-8859-14 latin8 l8 iso-ir-199 iso-celtic",
    "iso-8859-15 latin9 latin-9 latin0 l9 iso-ir-203",
    "iso-8859-16 latin10 l10 iso-ir-226",
    "windows-874 cp874 874",
    "windows-1250",
    "windows-1251 ms-cyrl",
    "windows-1252 ms-ansi",
    "windows-1253 ms-greek",
    "windows-1254 ms-turk",
    "windows-1255 ms-hebr",
    "windows-1256 ms-arab",
    "windows-1257 winbaltrim",
    "windows-1258",
    "koi8-r koi8 koi cp20866 20866 ibm878",
    "koi8-u cp21866 21866 ibm1168",
    "koi8-ru",
    "koi8-t",
    "ibm437 pc8codepage437",
    "ibm737",
    "ibm775 pc775baltic",
    "ibm850 pc850multilingual",
    "ibm852 pcp852",
    "ibm855",
    "ibm857",
    "ibm858 ibm00858 ccsid00858 pc-multilingual-850+euro",
    "ibm860",
    "ibm861 cp-is",
    "ibm862 pc862latinhebrew",
    "ibm863",
    "ibm864",
    "ibm865",
    "ibm866 dos-866",
    "ibm869 cp-gr",
    "ibm1125 ruscii",
    "cp720 dos-720",
    "macintosh mac mac-roman",
    "x-mac-cyrillic mac-ukraine mac-ukrainian",
    "x-mac-ce mac-centeuro mac-centraleurope mac-centraleurroman mac-latin2",
    "x-mac-greek",
    "x-mac-turkish",
    "x-mac-croatian",
    "x-mac-romanian mac-romania",
    "x-mac-icelandic mac-iceland",
    "x-mac-thai",
    "armscii-8",
    "georgian-ps",
    "georgian-academy",
    "pt154 ptcp154 cyrillic-asian",
    "kz-1048 rk1048 strk1048-2002",
    "hp-roman8 roman8 r8 ibm1051",
    "viscii",
    "tcvn tcvn5712 tcvn5712-1",
  ],
};

const KINDS = new Map<string, CharsetKind>();
const NAMES = new Map<string, string>();
for (const kind of ["unicode", "switching", "multiple", "single"] as const) {
  for (const row of ROWS[kind]) {
    const labels = row.split(" ");
    const name = labels[0] as string;
    if (name.startsWith("x-")) labels.push(name.slice(2));
    KINDS.set(name, kind);
    NAMES.set(name.toUpperCase(), name); // as most mail spells it: found without looking at its letters
    for (const label of labels) {
      NAMES.set(label, name);
      NAMES.set(label.replace(/[^a-z0-9]/g, ""), name);
    }
    for (const label of numberedLabels(name)) NAMES.set(label, name);
  }
}

/** Pages that are known by their number come under many prefixes. */
function numberedLabels(name: string): readonly string[] {
  const number = name.replace(/^[a-z]+-?/, "").replace(/-/g, "");
  if (name.startsWith("iso-8859-")) {
    const page = 28590 + Number(number.slice(4));
    return [number, `${page}`, `cp${page}`];
  }
  if (name.startsWith("windows-125")) return [number, `cp${number}`, `win${number}`, `ms${number}`];
  if (name.startsWith("ibm")) return [number, `cp${number}`, `dos${number}`];
  return [];
}

/**
 * Resolves a charset label to the canonical lower-case name, as IANA prefers it.
 *
 * Case, punctuation and what follows `*` (RFC 2231), `:` (a year), `;`, `,`, `(` or a closing quote do not
 * count. `us-ascii`, `iso-8859-1` and `windows-1252` stay three names: they are read alike, but hold unlike texts.
 *
 * @returns `undefined` for a label that is unknown or longer than 64 characters.
 * @example
 * canonicalCharset("ISO_8859-1:1987"); // => "iso-8859-1"
 * canonicalCharset("hex"); // => undefined
 * @see RFC 2978 §2.3
 */
export function canonicalCharset(label: string): string | undefined {
  if (label.length > CHARSET_LABEL) return undefined;
  const exact = NAMES.get(label);
  if (exact !== undefined) return exact;
  let key = labelKey(label);
  let name = NAMES.get(key);
  while (name === undefined && (key.startsWith("x") || key.startsWith("cs"))) {
    key = key.slice(key.startsWith("x") ? 1 : 2);
    name = NAMES.get(key);
  }
  return name;
}

/** Its ASCII letters and digits, lower-cased, up to what ends a label; "" when a character outside ASCII is among them. */
function labelKey(label: string): string {
  let key = "";
  for (let i = 0; i < label.length; i++) {
    const code = label.charCodeAt(i);
    if (code >= 0x80) return "";
    const lower = code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
    if ((lower >= 0x61 && lower <= 0x7a) || (code >= 0x30 && code <= 0x39)) key += String.fromCharCode(lower);
    else if (key !== "" && "*':;,(\"".includes(label.charAt(i))) break;
  }
  return key;
}

/** How a charset is read, by its canonical name. */
export function charsetKind(name: string): CharsetKind | undefined {
  return KINDS.get(name);
}

/** Every canonical name. */
export const CHARSET_NAMES: readonly string[] = [...KINDS.keys()];

/** Below 0x80 these put characters of their own in the place of some ASCII ones. */
const REMAPPED = new Set(["ibm864", "viscii", "tcvn"]);

/**
 * Answers whether bytes below 0x80, alone, are always the same characters of ASCII in this charset, so that an
 * ASCII text declared so may be kept as it is.
 *
 * False for UTF-16, UTF-32, UTF-7 and HZ, where printable characters mean something else, and for ISO-2022 too,
 * where all text is below 0x80. True for an unknown label: it is read as UTF-8.
 *
 * @example
 * isAsciiCompatible("Shift_JIS"); // => true
 * isAsciiCompatible("iso-2022-jp"); // => false
 */
export function isAsciiCompatible(label: string): boolean {
  const name = canonicalCharset(label);
  if (name === undefined || name === "utf-8") return true;
  const kind = KINDS.get(name);
  return (kind === "single" && !REMAPPED.has(name)) || kind === "multiple";
}
