/** Charsets of seven bits that switch between sets of characters: ISO-2022-JP, -KR, -CN and HZ (RFC 1468, 1554, 1557, 1922, 1843). */

import { CR, LF } from "../bytes/ascii.js";
import { latin1Bytes } from "../bytes/bytes.js";
import type { Report } from "../errors.js";
import { type CodedSet, charactersOf, positionsOf } from "./coded-set.js";
import type { TableSource } from "./single-byte.js";
import { REPLACEMENT, unitsText } from "./utf.js";

const ESC = 0x1b;
const SHIFT_OUT = 0x0e;
const SHIFT_IN = 0x0f;
const TILDE = 0x7e;

type Graphic = "ascii" | "roman" | "kana" | CodedSet;
interface Designation {
  readonly to: "g0" | "g1" | "g2" | "none";
  readonly set: Graphic;
}

// What follows ESC. JIS X 0213 is read by the characters it shares with JIS X 0208.
const DESIGNATIONS: ReadonlyMap<string, Designation> = new Map<string, Designation>([
  ["(B", { to: "g0", set: "ascii" }],
  ["(H", { to: "g0", set: "ascii" }], // registered for Swedish; old Japanese mailers meant Roman or ASCII
  ["(J", { to: "g0", set: "roman" }],
  ["(I", { to: "g0", set: "kana" }],
  ["$@", { to: "g0", set: "jisx0208" }],
  ["$B", { to: "g0", set: "jisx0208" }],
  ["$(B", { to: "g0", set: "jisx0208" }],
  ["$(D", { to: "g0", set: "jisx0212" }],
  ["$(O", { to: "g0", set: "jisx0208" }],
  ["$(Q", { to: "g0", set: "jisx0208" }],
  ["$A", { to: "g0", set: "gb2312" }],
  ["$(C", { to: "g0", set: "ksx1001" }],
  ["$)A", { to: "g1", set: "gb2312" }],
  ["$)C", { to: "g1", set: "ksx1001" }],
  [".A", { to: "g2", set: "iso-8859-1" }],
  [".F", { to: "g2", set: "iso-8859-7" }],
  ["&@", { to: "none", set: "ascii" }], // announces that the next set is JIS X 0208 of 1990
]);

function designationAt(bytes: Uint8Array, at: number): { found: Designation; length: number } | undefined {
  let sequence = "";
  for (let i = at + 1; i < at + 4 && i < bytes.length; i++) {
    sequence += String.fromCharCode(bytes[i] as number);
    const found = DESIGNATIONS.get(sequence);
    if (found !== undefined) return { found, length: i - at + 1 };
  }
  return undefined;
}

/**
 * Decodes ISO-2022-JP (-1, -2, -3), -KR or -CN: every one understands the sets of all.
 *
 * A set in G0 outlasts the end of a line, since mailers that forget to return to ASCII forget to leave it, too;
 * shifts and what else a line end undoes by the RFCs end there. Control characters stand for themselves in each
 * state, so no line end is ever lost. What has no character becomes U+FFFD.
 */
export function decodeIso2022(bytes: Uint8Array, name: string, source: TableSource, report?: Report): string {
  const units = new Uint16Array(bytes.length);
  let length = 0;
  let bad = -1;
  let g0: Graphic = "ascii";
  let g1: Graphic | undefined = firstG1(name);
  let g2: CodedSet | undefined;
  let shifted = false;
  let set: Graphic | undefined = "ascii"; // what is now in force, and its characters
  let table: Uint16Array | undefined;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    let unit = REPLACEMENT;
    if (byte === ESC) {
      const sequence = designationAt(bytes, i);
      if (sequence !== undefined) {
        const { to, set: designated } = sequence.found;
        if (to === "g0") g0 = designated;
        else if (to === "g1") g1 = designated;
        else if (to === "g2") g2 = designated as CodedSet;
        set = shifted ? g1 : g0;
        table = doubleTable(set, source);
        i += sequence.length - 1;
        continue;
      }
      const next = bytes[i + 2] ?? 0;
      if (bytes[i + 1] === 0x4e && g2 !== undefined && next >= 0x20 && next < 0x80) {
        unit = charactersOf(g2, source)[next - 0x20] || REPLACEMENT; // one character of G2
        i += 2;
      }
    } else if (byte === SHIFT_OUT || byte === SHIFT_IN) {
      shifted = byte === SHIFT_OUT;
      set = shifted ? g1 : g0;
      table = doubleTable(set, source);
      continue;
    } else if (byte < 0x21 || byte === 0x7f) {
      unit = byte;
      if (byte === LF || byte === CR) {
        g2 = undefined;
        if (name === "iso-2022-cn") g1 = undefined;
        if (shifted) {
          shifted = false;
          set = g0;
          table = doubleTable(set, source);
        }
      }
    } else if (byte < 0x80) {
      if (table !== undefined) {
        const next = bytes[i + 1] ?? 0;
        if (next > 0x20 && next < 0x7f) {
          unit = table[(byte - 0x21) * 94 + next - 0x21] || REPLACEMENT;
          i++;
        }
      } else if (set === "ascii") unit = byte;
      else if (set === "roman") unit = byte === 0x5c ? 0xa5 : byte === TILDE ? 0x203e : byte;
      else if (set === "kana" && byte < 0x60) unit = byte - 0x21 + 0xff61;
    }
    if (unit === REPLACEMENT && bad < 0) bad = i;
    units[length++] = unit;
  }
  if (bad >= 0) report?.("charset-malformed", bad);
  return unitsText(units, length);
}

/** What SO turns to before it was said: many Korean mails lack the header, JIS of seven bits never had one. */
function firstG1(name: string): Graphic | undefined {
  if (name === "iso-2022-cn") return undefined;
  return name === "iso-2022-kr" ? "ksx1001" : "kana";
}

function doubleTable(set: Graphic | undefined, source: TableSource): Uint16Array | undefined {
  if (set === undefined || set === "ascii" || set === "roman" || set === "kana") return undefined;
  return charactersOf(set, source);
}

/**
 * Decodes HZ: `~{` and `~}` enclose GB 2312, `~~` is a tilde, a tilde before a line end joins lines.
 * The end of a line ends what `~{` began.
 */
export function decodeHz(bytes: Uint8Array, source: TableSource, report?: Report): string {
  const table = charactersOf("gb2312", source);
  const units = new Uint16Array(bytes.length);
  let length = 0;
  let bad = -1;
  let double = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    const next = bytes[i + 1] ?? 0;
    let unit = REPLACEMENT;
    if (byte === TILDE && next === (double ? 0x7d : 0x7b)) {
      double = !double;
      i++;
      continue;
    }
    if (byte === LF || byte === CR) double = false;
    if (byte < 0x21 || byte === 0x7f) unit = byte;
    else if (double && byte < 0x80) {
      if (next > 0x20 && next < 0x7f) {
        unit = table[(byte - 0x21) * 94 + next - 0x21] || REPLACEMENT;
        i++;
      }
    } else if (byte === TILDE) {
      const lineEnd = next === LF ? 1 : next === CR && bytes[i + 2] === LF ? 2 : 0;
      if (lineEnd > 0) {
        i += lineEnd;
        continue;
      }
      if (next === TILDE) {
        unit = TILDE;
        i++;
      }
    } else if (byte < 0x80) unit = byte;
    if (unit === REPLACEMENT && bad < 0) bad = i;
    units[length++] = unit;
  }
  if (bad >= 0) report?.("charset-malformed", bad);
  return unitsText(units, length);
}

/** How each is written: what goes first, what leads back to ASCII, and the sets in the order they are tried. */
interface Switching {
  readonly header: string;
  readonly ascii: string;
  readonly sets: readonly (readonly [sequence: string, set: Graphic])[];
}

const ROMAN = ["\x1b(J", "roman"] as const;
const JIS = ["\x1b$B", "jisx0208"] as const;
const JIS_SUPPLEMENT = ["\x1b$(D", "jisx0212"] as const;
const WRITTEN: ReadonlyMap<string, Switching> = new Map<string, Switching>([
  ["iso-2022-jp", { header: "", ascii: "\x1b(B", sets: [JIS, ROMAN] }],
  ["iso-2022-jp-1", { header: "", ascii: "\x1b(B", sets: [JIS, JIS_SUPPLEMENT, ROMAN] }],
  [
    "iso-2022-jp-2",
    {
      header: "",
      ascii: "\x1b(B",
      sets: [JIS, JIS_SUPPLEMENT, ["\x1b$(C", "ksx1001"], ["\x1b$A", "gb2312"], ROMAN],
    },
  ],
  ["iso-2022-jp-3", { header: "", ascii: "\x1b(B", sets: [JIS, ["\x1b(I", "kana"], ROMAN] }],
  ["iso-2022-kr", { header: "\x1b$)C", ascii: "\x0f", sets: [["\x0e", "ksx1001"]] }],
  ["iso-2022-cn", { header: "", ascii: "\x0f", sets: [] }], // read, not written: half of its sets has no table here
  ["hz-gb-2312", { header: "", ascii: "~}", sets: [["~{", "gb2312"]] }],
]);

/**
 * Encodes text in one of the switching charsets, back in ASCII at every line end and at the end of the text.
 *
 * @returns `undefined` when a character is in none of its sets.
 */
export function encodeIso2022(text: string, name: string, source: TableSource): Uint8Array | undefined {
  const switching = WRITTEN.get(name);
  if (switching === undefined) return undefined;
  const isHz = name === "hz-gb-2312";
  let encoded = "";
  let set: Graphic = "ascii";
  let switched = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      if (!isHz && (unit === ESC || unit === SHIFT_OUT || unit === SHIFT_IN)) return undefined;
      if (set !== "ascii") encoded += switching.ascii;
      set = "ascii";
      encoded += isHz && unit === TILDE ? "~~" : String.fromCharCode(unit);
      continue;
    }
    const choice = findSet(unit, switching, source);
    if (choice === undefined) return undefined;
    if (!switched) encoded = switching.header + encoded;
    switched = true;
    if (choice.set !== set) encoded += choice.sequence;
    set = choice.set;
    encoded += choice.code;
  }
  if (set !== "ascii") encoded += switching.ascii;
  return latin1Bytes(encoded);
}

function findSet(
  unit: number,
  switching: Switching,
  source: TableSource,
): { set: Graphic; sequence: string; code: string } | undefined {
  for (const [sequence, set] of switching.sets) {
    const code = codeIn(set, unit, source);
    if (code !== undefined) return { set, sequence, code };
  }
  return undefined;
}

function codeIn(set: Graphic, unit: number, source: TableSource): string | undefined {
  if (set === "roman") return unit === 0xa5 ? "\\" : unit === 0x203e ? "~" : undefined;
  if (set === "kana")
    return unit >= 0xff61 && unit <= 0xff9f ? String.fromCharCode(unit - 0xff61 + 0x21) : undefined;
  const position = set === "ascii" ? undefined : positionsOf(set, source).get(unit);
  return position === undefined
    ? undefined
    : String.fromCharCode(Math.floor(position / 94) + 0x21, (position % 94) + 0x21);
}
