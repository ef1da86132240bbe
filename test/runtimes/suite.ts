/** Which tests every runtime runs, and which are left out, and why. */

import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT: string = fileURLToPath(new URL("../../", import.meta.url));

const CORPUS = "reads the corpus, a few minutes long; what its mails say is compared in same-mail instead";

/** Tests that need more than a runtime has, though they are of the library: each Node runs them by vitest itself. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ["unit/bytes/runtime.test.ts", "loads the library anew, without Buffer: the other runtimes have none"],
  ["unit/codec/base64-kernel-absent.test.ts", "loads the library anew, without WebAssembly"],
  ["unit/codec/libmime.test.ts", "asks libmime itself, which wants Node's modules"],
  ["unit/fuzz/fuzz.test.ts", "is about the fuzzer, which counts the processor's time"],
  ["unit/floors.test.ts", "reads the source files"],
  ["conformance/corpus-lossless.test.ts", CORPUS],
  ["conformance/corpus-mail.test.ts", CORPUS],
  ["conformance/corpus-payload.test.ts", CORPUS],
  ["conformance/corpus-render.test.ts", CORPUS],
  ["conformance/expectations.test.ts", CORPUS],
  ["integration/docstrings.test.ts", "reads the source files, and runs their examples"],
  ["integration/types-googleapis.test.ts", "is about types alone"],
]);

/** Of the library, and so to be left out by name only. */
const OF_THE_LIBRARY = /^unit\/(?!playground\/)|^property\/|^integration\/scenario/;

/** What a test may import and still run everywhere; files are those that the bundle carries. */
const EVERYWHERE = new Set(["vitest", "fast-check", "node:fs"]);
const COMMAND = /^src\/(?:cli|serve|inspect|playground)\//;

const SAME_MAIL = "runtimes/same-mail.test.ts";

export interface Suite {
  /** From `test/`. */
  readonly files: readonly string[];
  readonly leftOut: ReadonlyMap<string, string>;
}

/** The test files whose name holds a text, sorted by whether they run everywhere. */
export function readSuite(only: string): Suite {
  const all = ["unit", "property", "conformance", "integration"]
    .flatMap((folder) =>
      readdirSync(`${ROOT}test/${folder}`, { recursive: true, encoding: "utf8" }).map((file) =>
        posix.join(folder, file.replaceAll("\\", "/")),
      ),
    )
    .filter((file) => file.endsWith(".test.ts"))
    .sort();
  const stale = [...NAMED.keys()].filter((file) => !all.includes(file));
  if (stale.length > 0) throw new Error(`Left out by name, but not there: ${stale.join(", ")}`);
  const leftOut = new Map<string, string>();
  for (const file of all) {
    const need = needOf(`test/${file}`);
    const reason = NAMED.get(file) ?? (need && `needs ${need}`);
    if (reason === undefined) continue;
    if (OF_THE_LIBRARY.test(file) && !NAMED.has(file)) {
      throw new Error(
        `test/${file} needs ${need}: rewrite it, or leave it out by name in test/runtimes/suite.ts`,
      );
    }
    leftOut.set(file, reason);
  }
  const asked = (file: string): boolean => file.includes(only);
  return {
    files: [...all.filter((file) => !leftOut.has(file)), SAME_MAIL].filter(asked),
    leftOut: new Map([...leftOut].filter(([file]) => asked(file))),
  };
}

/** The first thing a test imports, itself or through its helpers, that is not everywhere. */
function needOf(file: string, seen: Set<string> = new Set()): string | undefined {
  seen.add(file);
  const code = readFileSync(ROOT + file, "utf8");
  for (const [statement, specifier = ""] of code.matchAll(
    /^(?:import|export)\s(?!type\s)(?:[^;"']*?\sfrom\s)?["']([^"']+)["']/gm,
  )) {
    if (specifier === "vitest" && /\b(?:vi|inject)\b/.test(statement)) return "vitest's own vi";
    if (!specifier.startsWith(".")) {
      if (!EVERYWHERE.has(specifier)) return specifier;
      continue;
    }
    const path = posix.join(posix.dirname(file), specifier).replace(/\.js$/, ".ts");
    if (COMMAND.test(path)) return "the command, its server or the page";
    const need = path.startsWith("test/") && !seen.has(path) ? needOf(path, seen) : undefined;
    if (need !== undefined) return need;
  }
  return undefined;
}
