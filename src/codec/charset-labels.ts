/** Which charset a label means, and what kind of code it is. */

import { CHARSET_LABEL } from "../limits.js";
import { CHARSET_ROWS, type CharsetKind } from "./charset-names.js";

export type { CharsetKind } from "./charset-names.js";

const KINDS = new Map<string, CharsetKind>();
const NAMES = new Map<string, string>();
for (const kind of ["unicode", "switching", "multiple", "single"] as const) {
  for (const row of CHARSET_ROWS[kind]) {
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
