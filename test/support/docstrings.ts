/** What the docstrings of the sources say: their tags, their examples, the errors they name. */

import { readdirSync, readFileSync } from "node:fs";
import type { Example } from "./examples.js";

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

/** Every docstring of every room, in the order of the files, but those of the page, which run in a browser alone. */
export const docstrings: readonly Docstring[] = readdirSync(src, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".ts") && !path.startsWith("playground/"))
  .sort()
  .flatMap((file) => {
    const source = readFileSync(new URL(file, src), "utf8");
    return [...source.matchAll(DOCSTRING)].map(({ index, 1: comment = "", 2: name }) => ({
      file,
      line: source.slice(0, index).split("\n").length,
      name,
      text: comment.replace(/^[ \t]*\*[ \t]?/gm, "").trim(),
    }));
  });

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
  const found = docstrings.find((doc) => doc.name === name && doc.file === publicNames.get(name));
  if (found === undefined) throw new Error(`${name} has no docstring`);
  return found;
}

/** The codes of the errors a public function throws, by its docstring and by those it links to in its `@throws`. */
export function documentedCodes(name: string): Set<string> {
  const throws = tagsOf(publicDocstring(name), "throws").join("\n");
  const own = [...throws.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, code = ""]) => code);
  return new Set([...own, ...linksOf(throws).flatMap((other) => [...documentedCodes(other)])]);
}

/** The examples of the docstrings, as modules beside the file, which import what they use of it and of the public face. */
export async function docstringExamples(): Promise<Example[]> {
  const face = Object.keys(await import("../../src/index.js"));
  const examples: Example[] = [];
  for (const docstring of docstrings) {
    const { file, line, name = "" } = docstring;
    for (const code of tagsOf(docstring, "example")) {
      const own = Object.keys(await import(new URL(file, src).pathname));
      const words = wordsOf(code);
      const imports = [
        importLine(
          own.filter((word) => words.has(word)),
          `./${file.replace(/^.*\//, "").replace(/ts$/, "js")}`,
        ),
        importLine(
          face.filter((word) => words.has(word) && !own.includes(word)),
          "gmail-mime",
        ),
      ];
      examples.push({
        path: `src/${file}`,
        name: `${file}:${line} ${name}`,
        code: `${imports.join("")}${code.trim()}
`,
      });
    }
  }
  return examples;
}

function importLine(names: readonly string[], from: string): string {
  return names.length === 0 ? "" : `import { ${names.join(", ")} } from ${JSON.stringify(from)};\n`;
}

/** The names an example uses: words outside strings and comments that are no properties. */
function wordsOf(code: string): Set<string> {
  const bare = code.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|(?<!:)\/\/(?! =>).*/g, "");
  return new Set(bare.match(/(?<![\w$]|(?<!\.\.)\.)[A-Za-z_]\w*(?!\w|\s*:)/g));
}
