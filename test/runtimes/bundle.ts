/** The suite as one file: against the library as Node gets it, or as browsers and workers do. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { corpusPaths, readCorpusBytes } from "../support/corpus.js";
import { digestOf, snippetOf } from "./digest.js";
import { ROOT } from "./suite.js";

export type Tree = "node" | "portable";

const INSIDE = `${ROOT}test/runtimes/inside/`;
const DIST = `${ROOT}dist/`;

/** Bundles test files; the entry says how a runtime is told to start and how it tells what came of it. */
export async function bundleSuite(
  files: readonly string[],
  tree: Tree,
  entry: string,
  outfile: string,
): Promise<void> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: [`${INSIDE}${entry}`],
    outfile,
    bundle: true,
    format: "esm",
    platform: tree === "node" ? "node" : "browser",
    conditions: tree === "node" ? [] : ["worker", "browser"],
    target: "es2023",
    charset: "utf8",
    logLevel: "error",
    keepNames: true,
    inject: tree === "node" ? [] : [`${INSIDE}buffer.ts`],
    plugins: [fromDist(tree), urlsOfTests(tree), standIns(tree), carried(files)],
  });
}

/** The library is what was built: next to the bundle for Node and its like, inside the bundle for the others. */
function fromDist(tree: Tree): Plugin {
  return {
    name: "from-dist",
    setup({ onResolve }) {
      onResolve({ filter: /^(?:\.\.\/)+src\// }, ({ path }) => {
        const file = path.replace(/^(?:\.\.\/)+src\//, "");
        if (tree === "node") return { path: pathToFileURL(DIST + file).href, external: true };
        const portable = `${DIST}portable/${file}`;
        return { path: existsSync(portable) ? portable : DIST + file };
      });
    },
  };
}

/** Each test keeps the address of its own file; without files it is one inside the bundle. */
function urlsOfTests(tree: Tree): Plugin {
  return {
    name: "urls-of-tests",
    setup({ onLoad }) {
      onLoad({ filter: /\/test\/.*\.ts$/ }, ({ path }) => {
        const url = tree === "node" ? pathToFileURL(path).href : `file:///${path.slice(ROOT.length)}`;
        const contents = readFileSync(path, "utf8").replaceAll("import.meta.url", JSON.stringify(url));
        return { contents, loader: "ts" };
      });
    },
  };
}

function standIns(tree: Tree): Plugin {
  return {
    name: "stand-ins",
    setup({ onResolve }) {
      onResolve({ filter: /^vitest$/ }, () => ({ path: `${INSIDE}vitest.ts` }));
      if (tree === "portable") onResolve({ filter: /^node:fs$/ }, () => ({ path: `${INSIDE}files.ts` }));
    },
  };
}

/** The modules that are made up here: the tests, the files they read, the mails to compare. */
function carried(files: readonly string[]): Plugin {
  return {
    name: "carried",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^virtual:/ }, ({ path }) => ({ path, namespace: "carried" }));
      onLoad({ filter: /./, namespace: "carried" }, async ({ path }) => ({
        contents:
          path === "virtual:tests"
            ? testsModule(files)
            : path === "virtual:files"
              ? filesModule()
              : await mailsModule(),
        resolveDir: `${ROOT}test`,
      }));
    },
  };
}

function testsModule(files: readonly string[]): string {
  const seed = 'import "./support/seed.js";';
  const loads = files.map((file) => `${JSON.stringify(file)}: () => import("./${file}"),`);
  return [seed, "export const tests = {", ...loads, "};"].join("\n");
}

function filesModule(): string {
  const paths = [
    "README.md",
    "src/errors.ts",
    "src/index.ts",
    ...messages().map((name) => `test/messages/${name}`),
  ];
  const files = paths.map((path) => [path, readFileSync(ROOT + path, "base64")]);
  return `export const files = ${JSON.stringify(Object.fromEntries(files))};`;
}

function messages(): string[] {
  return readdirSync(`${ROOT}test/messages`).filter((name) => name.endsWith(".eml"));
}

let mails: Promise<string> | undefined;
function mailsModule(): Promise<string> {
  mails ??= describeMails();
  return mails;
}

async function describeMails(): Promise<string> {
  const library = (await import(
    pathToFileURL(`${DIST}index.js`).href
  )) as typeof import("../../src/index.js");
  const own = messages().map((name) => ({
    folder: "test/messages",
    name,
    bytes: readFileSync(`${ROOT}test/messages/${name}`),
  }));
  const others = corpusPaths.map((name) => ({
    folder: `corpus/${name.split("/")[0]}`,
    name,
    bytes: Buffer.from(readCorpusBytes(name)),
  }));
  const described: unknown[] = [];
  for (const { folder, name, bytes } of [...own, ...others]) {
    const source = new Uint8Array(bytes);
    described.push({
      folder,
      name,
      content: bytes.toString("base64"),
      digest: await digestOf(library, source),
      snippet: snippetOf(library, source),
    });
  }
  return `export const mails = ${JSON.stringify(described)};`;
}
