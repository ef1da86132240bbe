/** What a stranger gets by `npm install gmail-mime`: its files, its types under each resolution, and that it runs. */

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { describe, expect, inject, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const tarball = inject("tarball");
const packed = inject("packed");
const project = inject("project");
const installed = join(project, "node_modules/gmail-mime");
const { resolve } = createRequire(import.meta.url);

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}
const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;

function runIn(folder: string, program: string, ...args: readonly string[]): string {
  return execFileSync(program, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

describe("content", () => {
  const library = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => /(?<!\.d)\.ts$/.test(file) && !/^(cli|serve|playground)\b/.test(file))
    .map((file) => file.slice(0, -".ts".length));

  test("each file of the library is there with its types, and once more for runtimes without Node's modules", () => {
    const wanted = library.flatMap((file) => {
      const portable = ["lite", "codec/charset-lite"].includes(file) ? [] : [`dist/portable/${file}.js`];
      return [`dist/${file}.js`, `dist/${file}.d.ts`, ...portable];
    });
    expect(wanted.filter((file) => !packed.includes(file))).toEqual([]);
    expect(packed.filter((file) => /^dist\/(?!cli|serve)/.test(file) && !wanted.includes(file))).toEqual([
      "dist/portable/LICENCES.txt",
    ]);
  });

  test("nothing else but the command and what tells of the package", () => {
    const others = packed.filter((file) => !file.startsWith("dist/"));
    expect(others).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "package.json"]);
    expect(packed).toContain("dist/cli/main.js");
    expect(packed.filter((file) => !/\.(?:js|d\.ts|txt|md|json)$|LICENSE$/.test(file))).toEqual([]);
  });

  test("it brings its dependencies and what they need, no more", () => {
    const needed = new Set<string>();
    const visit = (name: string): void => {
      if (needed.has(name)) return;
      needed.add(name);
      const { dependencies = {} } = JSON.parse(
        readFileSync(join(project, "node_modules", name, "package.json"), "utf8"),
      ) as Partial<Manifest>;
      for (const dependency of Object.keys(dependencies)) visit(dependency);
    };
    visit("gmail-mime");
    const there = readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith("."));
    expect(there.filter((name) => !needed.has(name))).toEqual([]);
    expect(needed.size).toBeLessThanOrEqual(15);
  });

  test("nothing in it tells of the machine it was built on", () => {
    for (const file of packed.filter((name) => /\.(?:js|ts|txt)$/.test(name))) {
      expect([file, readFileSync(join(installed, file), "utf8").includes(ROOT)]).toEqual([file, false]);
    }
  });
});

describe("what package linters say", () => {
  test("publint has no complaint", async () => {
    const { messages, pkg } = await publint({ pkgDir: installed, strict: true, pack: false });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  test("the types are not wrong for a package that is ESM only", () => {
    const command = resolve("@arethetypeswrong/cli/package.json").replace(/package\.json$/, "dist/index.js");
    const said = runIn(
      ROOT,
      process.execPath,
      command,
      tarball,
      "--profile",
      "esm-only",
      "--format",
      "ascii",
    );
    const resolutions = said
      .split("\n")
      .filter((line) => /^ *(?:node|bundler).*:/.test(line) && !line.includes("(ignored)"));
    expect(resolutions).toHaveLength(2 * Object.keys(manifest.exports).length);
    expect(resolutions.filter((line) => !line.includes("🟢"))).toEqual([]);
  });
});

describe("a project that installed it", () => {
  const EXPECTED = {
    subject: "Grüße",
    to: ["desk@huts.example"],
    files: ["route.txt 13"],
    reply: "Re: Grüße",
    rendered: "id,threadId,snippet,payload,sizeEstimate,internalDate",
    code: "header-injection",
    liteCode: "input-invalid",
    kind: "leaf",
    text: "café €",
    same: true,
    type: "text/plain; charset=iso-8859-1",
  };

  test.each([
    ["nodenext", "nodenext"],
    ["node16", "node16"],
    ["preserve", "bundler"],
  ])("compiles its sample strictly: module %s, moduleResolution %s", (module, moduleResolution) => {
    const compilerOptions = {
      module,
      moduleResolution,
      target: "es2022",
      lib: ["es2022"],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noPropertyAccessFromIndexSignature: true,
      skipLibCheck: false,
      outDir: moduleResolution,
    };
    const config = join(project, `${moduleResolution}.json`);
    writeFileSync(config, JSON.stringify({ compilerOptions, files: ["sample.ts"] }));
    expect(complaints(resolve("typescript/bin/tsc"), "-p", config)).toBe("");
    expect(JSON.parse(runIn(project, process.execPath, join(moduleResolution, "sample.js")))).toEqual(
      EXPECTED,
    );
  });

  function complaints(...args: readonly string[]): string {
    try {
      return runIn(project, process.execPath, ...args);
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  }

  test.each(["gmail-mime", "gmail-mime/lite"])("require(%j) works", (name) => {
    const script = `const { decodeRaw } = require(${JSON.stringify(name)}); process.stdout.write(decodeRaw("aGk="))`;
    expect(runIn(project, process.execPath, "--input-type=commonjs", "--eval", script)).toBe("hi");
  });

  test("the command runs, and its version is the package's", () => {
    expect(runIn(project, join(project, "node_modules/.bin/gmail-mime"), "--version")).toBe(
      `${manifest.version}\n`,
    );
    expect(readFileSync(join(ROOT, "CHANGELOG.md"), "utf8")).toContain(`\n## ${manifest.version}`);
  });

  test("every file that package.json names is there", () => {
    const targets = Object.values(manifest.exports).flatMap((target) =>
      typeof target === "string" ? [target] : Object.values(target),
    );
    expect(targets.filter((target) => !existsSync(join(installed, target)))).toEqual([]);
  });
});
