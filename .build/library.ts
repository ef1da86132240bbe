/**
 * Builds the library into `dist`: as it stands for Node, `portable` for runtimes without Node's modules, and
 * `lite.js`, one small file.
 *
 * Each dependency is imported by exactly one file of the library. So the portable tree is the same files, those
 * few with their dependency inside: it imports nothing but itself, and no bundler has to supply anything.
 */

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";
import { withoutNode } from "./without-node.js";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const SRC = `${ROOT}src/`;
const DIST = `${ROOT}dist/`;

/** Rooms that are built by themselves. */
const OTHER_ROOMS = ["cli", "serve", "inspect", "playground"];

const shared: BuildOptions = {
  absWorkingDir: ROOT,
  bundle: true,
  format: "esm",
  platform: "browser",
  target: "es2023",
  charset: "utf8",
  metafile: true,
  logLevel: "warning",
};

/** Leaves the files of the library where they are: only what a dependency consists of is taken in. */
const filesApart: Plugin = {
  name: "files-apart",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ path, importer, kind }) =>
      kind !== "entry-point" && importer.startsWith(SRC) ? { path, external: true } : undefined,
    );
  },
};

/** The small face reads charsets without tables. */
const withoutTables: Plugin = {
  name: "without-tables",
  setup({ onResolve }) {
    onResolve({ filter: /\/charset\.js$/ }, () => ({
      path: `${SRC}codec/charset-lite.ts`,
      sideEffects: false,
    }));
  },
};

function compile(): void {
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", ROOT], { stdio: "inherit" });
}

function libraryFiles(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((file) => /(?<!\.d)\.ts$/.test(file) && !OTHER_ROOMS.includes(file.split(/[/\\]/)[0] as string))
    .map((file) => SRC + file);
}

/** The licences of the packages that a build took in, for those who get them from us. */
function licences({ inputs }: Metafile): string {
  const folders = new Set(
    Object.keys(inputs).flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []),
  );
  const texts = [...folders].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(`${ROOT}${folder}/package.json`, "utf8")) as {
      name: string;
      version: string;
    };
    const file = readdirSync(ROOT + folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} has no licence to pass on`);
    return `${name} ${version}\n\n${readFileSync(`${ROOT}${folder}/${file}`, "utf8").trim()}\n`;
  });
  return `Files of this folder hold parts of these packages.\n\n${texts.join("\n\n")}`;
}

rmSync(DIST, { recursive: true, force: true });
compile();
const portable = await build({
  ...shared,
  entryPoints: libraryFiles().filter(
    (file) => file !== `${SRC}lite.ts` && file !== `${SRC}codec/charset-lite.ts`,
  ),
  outbase: SRC,
  outdir: `${DIST}portable`,
  plugins: [filesApart, withoutNode({ path: "./table-buffer.js", external: true })],
});
writeFileSync(`${DIST}portable/LICENCES.txt`, licences(portable.metafile as Metafile));
await build({
  ...shared,
  entryPoints: [`${SRC}lite.ts`],
  outfile: `${DIST}lite.js`,
  plugins: [withoutTables],
});
