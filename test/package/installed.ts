/** The package as a stranger has it: packed, and installed into a project of its own. */

import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The packed file. */
    readonly tarball: string;
    /** What `npm pack` says is in it, by path. */
    readonly packed: readonly string[];
    /** The folder of the project that installed it; the sample lies there. */
    readonly project: string;
  }
}

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export default function setup({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "gmail-mime-package-"));
  const project = join(folder, "project");
  const said = execFileSync("npm", ["pack", "--json", "--pack-destination", folder], {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [{ filename, files }] = JSON.parse(said.slice(said.indexOf("[\n"))) as [
    { filename: string; files: { path: string }[] },
  ];
  const tarball = join(folder, filename);
  cpSync(new URL("sample/", import.meta.url), project, { recursive: true });
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module", private: true }));
  execFileSync("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", tarball], {
    cwd: project,
    stdio: ["ignore", "ignore", "inherit"],
  });
  provide("tarball", tarball);
  provide("packed", files.map(({ path }) => path).sort());
  provide("project", project);
  return () => rmSync(folder, { recursive: true, force: true });
}
