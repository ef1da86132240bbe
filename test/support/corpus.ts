/** The corpus beside the project: real and hostile messages of public mail projects, read where they lie. */

import { existsSync, readFileSync } from "node:fs";
import { describe, test } from "vitest";

const folder = new URL("../../../shared/corpus/", import.meta.url);
const present = existsSync(new URL("INDEX.json", folder));

interface Index {
  readonly entries: readonly { readonly path: string; readonly kind: "message" | "mbox" }[];
}

/** The path of every message; none where the corpus is absent. Whole mbox files are left out, their messages are here. */
export const corpusPaths: readonly string[] = present
  ? readCorpusJson<Index>("INDEX.json")
      .entries.filter(({ kind }) => kind === "message")
      .map(({ path }) => path)
  : [];

export function readCorpusBytes(path: string): Uint8Array {
  return readFileSync(new URL(encodeURI(path), folder));
}

export function readCorpusJson<T>(path: string): T {
  return JSON.parse(new TextDecoder().decode(readCorpusBytes(path))) as T;
}

/** Describes tests over the corpus; where it is absent they stand in the output as one skipped line with the reason. */
export function describeCorpus(name: string, tests: () => void): void {
  if (present) describe(name, tests);
  else test.skip(`${name}: skipped, there is no ../shared/corpus beside the project`, () => {});
}
