/** The house's floors: a file imports from its own floor or from below, and each dependency through one file. */

import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";

const src = new URL("../../src/", import.meta.url);

/** The floors from the ground up; `mail` and `gmail` are two rooms of one floor. */
const FLOORS = [
  ["bytes", "errors.ts", "limits.ts"],
  ["codec"],
  ["header"],
  ["entity"],
  ["mail", "gmail"],
  ["convert.ts"],
  ["index.ts", "lite.ts"],
  ["inspect"], // what every room above shows a person
  ["serve", "playground"],
  ["cli"], // its serve command starts the server
];

const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))
  .sort();
const sources = new Map(files.map((file) => [file, readFileSync(new URL(file, src), "utf8")]));

interface Import {
  /** A path below src, or the name of a package or of a module of Node. */
  readonly path: string;
  /** Whether it is of types alone, and leaves no trace at run time. */
  readonly types: boolean;
}

/** What a file imports or re-exports, from its import lines. */
function importsOf(file: string, code: string): Import[] {
  const statements = code.matchAll(/^(?:import|export)\s(type\s)?(?:[^;"']*?\sfrom\s)?["']([^"']+)["'];?/gm);
  const calls = code.matchAll(/\bimport\((\s*)["']([^"']+)["']\s*\)/g);
  return [...statements, ...calls].map(([, before = "", specifier = ""]) => ({
    path: specifier.startsWith(".")
      ? posix.join(posix.dirname(file), specifier).replace(/\.js$/, ".ts")
      : specifier,
    types: before.startsWith("type"),
  }));
}

const imports = new Map(files.map((file) => [file, importsOf(file, sources.get(file) as string)]));
const pathsOf = (file: string): string[] => (imports.get(file) ?? []).map(({ path }) => path);

/** The room of a file: its folder, or the file itself on the top of src. */
function roomOf(file: string): string {
  return file.split("/")[0] as string;
}

function floorOf(file: string): number {
  return FLOORS.findIndex((rooms) => rooms.includes(roomOf(file)));
}

test("imports are read from every kind of import line", () => {
  const code = [
    'import "./a.js";',
    'import type { B } from "../b/b.js";',
    'import {\n  c,\n  d,\n} from "c";',
    'import e from "node:e";',
    'export { f } from "./f.js";',
    'export * from "./g.js";',
    'const h = await import("h");',
    'const text = "import it";',
  ].join("\n");
  const paths = importsOf("x/y.ts", code).map(({ path, types }) => (types ? `types of ${path}` : path));
  expect(paths).toEqual(["x/a.ts", "types of b/b.ts", "c", "node:e", "x/f.ts", "x/g.ts", "h"]);
});

test.each(files)("%s imports from its own floor or from below, mail and gmail never each other", (file) => {
  expect(floorOf(file)).toBeGreaterThanOrEqual(0);
  const own = pathsOf(file).filter((path) => path.endsWith(".ts"));
  expect(own.filter((path) => !files.includes(path))).toEqual([]);
  const wrong = own.filter((path) => {
    if (floorOf(path) !== floorOf(file)) return floorOf(path) > floorOf(file);
    return roomOf(path) !== roomOf(file) && floorOf(file) > 0;
  });
  expect(wrong).toEqual([]);
});

/** What only the command needs is bundled into it: it is a dependency of development, and never installed. */
const BUNDLED = ["tinypool"];

test("each dependency is imported by exactly one file, and only what package.json names", () => {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
  ) as Record<"dependencies" | "devDependencies", Record<string, string>>;
  const importers = new Map<string, string[]>();
  for (const file of files) {
    for (const path of pathsOf(file).filter((name) => !name.endsWith(".ts") && !name.startsWith("node:"))) {
      const dependency = /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] as string; // of a file in a package, the package
      importers.set(dependency, [...(importers.get(dependency) ?? []), file]);
    }
  }
  expect([...importers.keys()].sort()).toEqual([...Object.keys(dependencies), ...BUNDLED].sort());
  for (const name of BUNDLED) {
    expect(devDependencies).toHaveProperty(name);
    expect(importers.get(name)?.map(roomOf)).toEqual(["cli"]);
  }
  for (const [dependency, by] of importers)
    expect({ dependency, by: by.length }).toEqual({ dependency, by: 1 });
});

test("Node's modules and Buffer are known to the command and to bytes/runtime.ts alone", () => {
  const wrong = files.filter((file) => {
    if (["cli", "serve"].includes(roomOf(file)) || file === "bytes/runtime.ts") return false;
    const code = withoutComments(sources.get(file) as string);
    return /["']node:|\bBuffer\b|\bprocess\b\s*[.?]|\brequire\s*\(/.test(code);
  });
  expect(wrong).toEqual([]);
});

test("bytes/runtime.ts imports no module of Node: what it uses it asks for at run time", () => {
  expect(pathsOf("bytes/runtime.ts")).toEqual([]);
});

test("no files load each other in a circle", () => {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(" > "));
    if (path.includes(file) || done.has(file)) return;
    const loaded = (imports.get(file) ?? []).filter(({ types }) => !types).map(({ path }) => path);
    for (const next of loaded.filter((other) => imports.has(other))) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expect(circles).toEqual([]);
});

test.each(["index.ts", "lite.ts"])("the public face %s holds named re-exports and nothing else", (face) => {
  const code = withoutComments(sources.get(face) as string);
  expect(code.replace(/export (?:type )?\{[^}]*\} from "[^"]+";/g, "").trim()).toBe("");
});

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}
