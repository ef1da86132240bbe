/** Defects as lines of a terminal. */

import type { Defect } from "../index.js";
import { explainDefect } from "../inspect/explanation.js";
import type { Paint } from "./terminal.js";

/**
 * Lists defects in the order of the source, one a line: offset, partId, code, explanation.
 *
 * @returns The lines, each ended; the last one counts.
 */
export function formatDefects(defects: readonly Defect[], paint: Paint): string {
  const rows = defects
    .toSorted((a, b) => a.offset - b.offset)
    .map(({ code, partId, offset }) => ({
      code,
      part: partId === "" ? '""' : partId,
      offset: offset < 0 ? "-" : String(offset),
    }));
  const widest = (texts: readonly string[]): number =>
    texts.reduce((width, text) => Math.max(width, text.length), 0);
  const offsets = widest(rows.map(({ offset }) => offset));
  const parts = widest(rows.map(({ part }) => part));
  const codes = widest(rows.map(({ code }) => code));
  let lines = "";
  for (const { code, part, offset } of rows) {
    const place = `offset ${offset.padStart(offsets)}  part ${paint("cyan", part.padEnd(parts))}`;
    lines += `${place}  ${paint("yellow", code.padEnd(codes))}  ${explainDefect(code)}\n`;
  }
  return `${lines}${paint(rows.length === 0 ? "green" : "bold", countDefects(rows.length))}\n`;
}

function countDefects(count: number): string {
  if (count === 0) return "no defects";
  return count === 1 ? "1 defect" : `${count} defects`;
}
