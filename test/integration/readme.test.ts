/** The README keeps its word: its TypeScript is checked, run and its `// =>` compared, its commands are run, too. */

import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { goThrough } from "../support/bulk.js";

const ROOT = new URL("../../", import.meta.url);
const readme = readFileSync(new URL("README.md", ROOT), "utf8");

function blocks(language: string): { block: string; line: number }[] {
  const pattern = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, "gm");
  return [...readme.matchAll(pattern)].map((match) => ({
    block: match[1] ?? "",
    line: readme.slice(0, match.index).split("\n").length,
  }));
}

const IMPORT = /^import (\{[^}]*\}) from "([^"]+)";$/gm;
/** A statement on a line of its own, and what it gives. */
const CLAIM = /^(?:const (?<name>\w+) = )?(?<expression>.+); *\/\/ => (?<expected>.+)$/gm;

/** A block as the body of a function: `load` gives its modules, `see` compares. */
function runnable(block: string): { code: string; claims: number } {
  let claims = 0;
  const code = block
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

async function load(module: string): Promise<unknown> {
  if (module === "gmail-mime") return await import("../../src/index.js");
  return module === "gmail-mime/lite" ? await import("../../src/lite.js") : await import(module);
}

const AsyncFunction = (async () => {}).constructor as new (
  ...args: string[]
) => (...args: unknown[]) => Promise<void>;

/** What the compiler says of the blocks, as if each were a file beside the README. */
function complaints(files: ReadonlyMap<string, string>): string[] {
  const root = fileURLToPath(ROOT);
  const system = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} };
  const config = ts.getParsedCommandLineOfConfigFile(`${root}test/tsconfig.json`, {}, system);
  const paths = { "gmail-mime": [`${root}src/index.ts`], "gmail-mime/lite": [`${root}src/lite.ts`] };
  const options = { ...config?.options, rootDir: root, paths };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile: readText } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path) ?? readText(path);
  const declarations = config?.fileNames.filter((name) => name.endsWith(".d.ts")) ?? [];
  const program = ts.createProgram([...files.keys(), ...declarations], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .filter(({ file }) => file === undefined || files.has(file.fileName))
    .map(
      ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
    );
}

describe("TypeScript", () => {
  test("is accepted by the compiler", () => {
    const root = fileURLToPath(ROOT);
    const files = new Map(blocks("ts").map(({ block, line }) => [`${root}README-${line}.ts`, block]));
    expect(complaints(files)).toEqual([]);
  });

  test.each(blocks("ts"))("of line $line", async ({ block }) => {
    const { code, claims } = runnable(block);
    let seen = 0;
    const see = (actual: unknown, expected: unknown): void => {
      seen++;
      expect(actual).toEqual(expected);
    };
    await new AsyncFunction("load", "see", code)(load, see);
    expect(seen).toBe(claims);
    expect(claims).toBeGreaterThan(0);
    expect(block.match(/\/\/ =>/g)).toHaveLength(claims);
  });
});

describe("commands", () => {
  const commands = blocks("console").flatMap(({ block }) =>
    [...block.matchAll(/^\$ gmail-mime (.+)\n((?:(?!\$ ).*\n)*)/gm)].map((match) => ({
      command: match[1] ?? "",
      output: match[2] ?? "",
    })),
  );

  test("there are some", () => expect(commands.length).toBeGreaterThan(0));

  test.each(commands)("gmail-mime $command", async ({ command, output }) => {
    const read = async (path: string): Promise<Uint8Array> => await readFile(new URL(path, ROOT));
    const openDirectory = async () => async () => true; // where files would go is not shown
    const { out, text } = await goThrough(command.split(" "), { read, readOwn: read, openDirectory });
    expect(`${text}${out}`).toBe(output); // of many messages, what was written on the way
  });
});

test("the two commands stand at the top", () => {
  expect(readme.slice(0, 2_000)).toContain("npm ci && npm start");
  expect(readme.slice(0, 2_000)).toContain("npm ci && npm test");
});
