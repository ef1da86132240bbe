/** The last tables, where they stand in the README of this folder. */

import { readFileSync, writeFileSync } from "node:fs";

const README = new URL("README.md", import.meta.url);

/** Puts text under a heading of the second level, in place of what stood there up to the next. */
export function writeSection(heading: string, text: string): void {
  const readme = readFileSync(README, "utf8");
  const start = readme.indexOf(`## ${heading}\n`);
  if (start < 0) throw new Error(`The README has no section "${heading}"`);
  const next = readme.indexOf("\n## ", start);
  const rest = next < 0 ? "" : readme.slice(next);
  writeFileSync(README, `${readme.slice(0, start)}## ${heading}\n\n${text.trim()}\n${rest}`);
}
