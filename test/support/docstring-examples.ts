/** The examples of the docstrings: made modules that can be compiled and run. */

import { readdirSync } from "node:fs";
import { docstringsOf, tagsOf } from "./docstrings.js";
import type { Example } from "./examples.js";

const src = new URL("../../src/", import.meta.url);

/** The sources of every room but the page, which runs in a browser alone. */
const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".ts") && !path.startsWith("playground/"))
  .sort();

/** The examples of the docstrings, as modules beside the file, which import what they use of it and of the public face. */
export async function docstringExamples(): Promise<Example[]> {
  const face = Object.keys(await import("../../src/index.js"));
  const examples: Example[] = [];
  for (const docstring of files.flatMap(docstringsOf)) {
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
        code: [...imports, code.trim(), "\n"].join(""),
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
