/** The messages that are mutated: those of this repository, and of the corpus beside it where there is one. */

import { readdirSync, readFileSync } from "node:fs";
import { text } from "../support/bytes.js";
import { corpusPaths, readCorpusBytes } from "../support/corpus.js";

/** Longer ones take long and show nothing that shorter ones do not. */
const LONGEST = 24 * 1024;

const folder = new URL("../messages/", import.meta.url);

/** One character a byte, in the order of their names: a seed means the same in every run. */
export function readOwnMessages(): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".eml"));
  return names.sort().map((name) => readFileSync(new URL(name, folder)).toString("latin1"));
}

export function readCorpusMessages(): string[] {
  return corpusPaths.map((path) => text(readCorpusBytes(path))).filter(({ length }) => length <= LONGEST);
}
