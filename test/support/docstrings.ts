/** What the docstrings of the sources say: their tags, and the errors they name. */

import { readFileSync } from "node:fs";

const src = new URL("../../src/", import.meta.url);

/** A docstring, and what it stands on. */
export interface Docstring {
  /** Below `src`. */
  readonly file: string;
  readonly line: number;
  /** Of the exported function or class under it. */
  readonly name: string | undefined;
  /** Without the stars. */
  readonly text: string;
}

const DOCSTRING = /^[ \t]*\/\*\*((?:(?!\*\/).)*)\*\/\s*(?:export (?:async )?(?:function\*?|class) (\w+))?/gms;

/** The docstrings of a file below `src`. */
export function docstringsOf(file: string): Docstring[] {
  const source = readFileSync(new URL(file, src), "utf8");
  return [...source.matchAll(DOCSTRING)].map(({ index, 1: comment = "", 2: name }) => ({
    file,
    line: source.slice(0, index).split("\n").length,
    name,
    text: comment.replace(/^[ \t]*\*[ \t]?/gm, "").trim(),
  }));
}

/** What stands behind each tag of that name, as `@throws`. */
export function tagsOf({ text }: Docstring, tag: string): string[] {
  const sections = text.split(/^(?=@)/m);
  return sections
    .filter((section) => section.startsWith(`@${tag}`))
    .map((section) => section.slice(tag.length + 1));
}

/** The names a text links to. */
export function linksOf(text: string): string[] {
  return [...text.matchAll(/\{@link (\w+)/g)].map(([, name = ""]) => name);
}

/** Where what the public face exports comes from: names of values and types, each with its file below `src`. */
export const publicNames: ReadonlyMap<string, string> = new Map(
  [
    ...readFileSync(new URL("index.ts", src), "utf8").matchAll(
      /^export (?:type )?\{([^}]*)\} from "\.\/(.*)\.js";/gm,
    ),
  ].flatMap(([, names = "", file]) =>
    [...names.matchAll(/\w+(?=,|\s*$)/g)].map(([name]): [string, string] => [name, `${file}.ts`]),
  ),
);

/** The docstring of what the public face exports under a name. */
export function publicDocstring(name: string): Docstring {
  const found = docstringsOf(publicNames.get(name) ?? "index.ts").find(
    (docstring) => docstring.name === name,
  );
  if (found === undefined) throw new Error(`${name} has no docstring`);
  return found;
}

/** The codes of the errors a public function throws, by its docstring and by those it links to in its `@throws`. */
export function documentedCodes(name: string): Set<string> {
  const throws = tagsOf(publicDocstring(name), "throws").join("\n");
  const own = [...throws.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, code = ""]) => code);
  return new Set([...own, ...linksOf(throws).flatMap((other) => [...documentedCodes(other)])]);
}
