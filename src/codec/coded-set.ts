/** The sets of characters that ISO-2022 and HZ switch between: 94 rows of 94 cells, or the upper half of a page. */

import type { TableSource } from "./single-byte.js";

export type CodedSet = "jisx0208" | "jisx0212" | "gb2312" | "ksx1001" | "iso-8859-1" | "iso-8859-7";

/** Where the sets are taken from: the table of a charset that has them above 0x80, behind some lead bytes. */
const SOURCES: Readonly<Record<CodedSet, readonly [table: string, lead: readonly number[]]>> = {
  jisx0208: ["eucjp", []],
  jisx0212: ["eucjp", [0x8f]],
  gb2312: ["gb2312", []],
  ksx1001: ["cp949", []],
  "iso-8859-1": ["iso-8859-1", []],
  "iso-8859-7": ["iso-8859-7", []],
};

const characters = new Map<CodedSet, Uint16Array>();
const positions = new Map<CodedSet, ReadonlyMap<number, number>>();

/** The characters of a set by position, 0 where there is none; made at first use. */
export function charactersOf(set: CodedSet, source: TableSource): Uint16Array {
  const made = characters.get(set);
  if (made !== undefined) return made;
  const found = set.startsWith("iso-8859-") ? readHalf(set, source) : readRows(set, source);
  const units = Uint16Array.from(found, (character) =>
    character.length === 1 && character !== "\ufffd" ? character.charCodeAt(0) : 0,
  );
  characters.set(set, units);
  return units;
}

/** The positions of a set by character, the first where there are two; made at first use. */
export function positionsOf(set: CodedSet, source: TableSource): ReadonlyMap<number, number> {
  const made = positions.get(set);
  if (made !== undefined) return made;
  const found = new Map<number, number>();
  charactersOf(set, source).forEach((unit, at) => {
    if (unit !== 0 && !found.has(unit)) found.set(unit, at);
  });
  positions.set(set, found);
  return found;
}

function readHalf(set: CodedSet, source: TableSource): readonly string[] {
  const upper = Uint8Array.from({ length: 96 }, (_, at) => 0xa0 + at);
  return source(upper, SOURCES[set][0]).split("");
}

/** Reads all rows in one go, a cell a line: a cell without a character may give U+FFFD and more. */
function readRows(set: CodedSet, source: TableSource): readonly string[] {
  const [table, lead] = SOURCES[set];
  const lines: number[] = [];
  for (let row = 0xa1; row < 0xff; row++) {
    for (let cell = 0xa1; cell < 0xff; cell++) lines.push(...lead, row, cell, 0x0a);
  }
  return source(Uint8Array.from(lines), table)
    .split("\n")
    .slice(0, 94 * 94);
}
