/** Examples in prose: TypeScript with claims (`// => value`), as the README and the docstrings have them. */

import { readFileSync } from "node:fs";
import { expect } from "vitest";

export const ROOT: URL = new URL("../../", import.meta.url);
export const readme: string = readFileSync(new URL("README.md", ROOT), "utf8");

/** A module to compile and to run: it says what it imports. */
export interface Example {
  /** The file it stands in, below the root. */
  readonly path: string;
  /** What it is an example of, or where it stands. */
  readonly name: string;
  readonly code: string;
}

/** The README's code blocks in a language. */
export function blocks(language: string): { readonly block: string; readonly line: number }[] {
  const pattern = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, "gm");
  return [...readme.matchAll(pattern)].map((match) => ({
    block: match[1] ?? "",
    line: readme.slice(0, match.index).split("\n").length,
  }));
}

export const readmeExamples: readonly Example[] = blocks("ts").map(({ block, line }) => ({
  path: "README.md",
  name: `line ${line}`,
  code: block,
}));

const IMPORT = /^import (\{[^}]*\}) from "([^"]+)";$/gm;
/** A statement on a line of its own, and what it gives: behind it, or on the next line. */
const CLAIM = /^(?:const (?<name>\w+) = )?(?<expression>.+); *\n?\/\/ => (?<expected>.+)$/gm;

/** An example as the body of a function: `load` gives its modules, `see` compares. */
function runnable(example: string): { readonly code: string; readonly claims: number } {
  let claims = 0;
  const code = example
    .replace(
      IMPORT,
      (_, names: string, from: string) => `const ${names} = await load(${JSON.stringify(from)});`,
    )
    .replace(CLAIM, (_, name: string | undefined, expression: string, expected: string) => {
      claims++;
      if (name === undefined) return `see(${expression}, (${expected}));`;
      return `const ${name} = ${expression}; see(${name}, (${expected}));`;
    });
  return { code, claims };
}

const AsyncFunction = (async () => {}).constructor as new (
  ...args: string[]
) => (...args: unknown[]) => Promise<void>;

/** Runs an example and compares what it claims; an example that claims nothing fails. */
export async function runExample({ path, code: example }: Example): Promise<void> {
  const { code, claims } = runnable(example);
  let seen = 0;
  const see = (actual: unknown, expected: unknown): void => {
    seen++;
    expect(actual).toEqual(expected);
  };
  const load = async (module: string): Promise<unknown> => {
    if (module === "gmail-mime") return await import("../../src/index.js");
    if (module === "gmail-mime/lite") return await import("../../src/lite.js");
    if (!module.startsWith(".")) return await import(module);
    return await import(new URL(module.replace(/js$/, "ts"), new URL(path, ROOT)).pathname);
  };
  await new AsyncFunction("load", "see", code)(load, see);
  expect(seen).toBe(claims);
  expect(claims).toBeGreaterThan(0);
  expect(example.match(/\/\/ =>/g)).toHaveLength(claims);
}
