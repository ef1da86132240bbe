/** The command as one bundle with its threads, made of the source: quicker than a build, and beside no other. */

import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export interface Bundle {
  /** The file to run. */
  readonly main: string;
  readonly remove: () => Promise<void>;
}

/** Two directories below the root, as in a build, so that what it reads of the package is where it looks. */
const PLACE = fileURLToPath(new URL("../../node_modules/gmail-mime-bundle-", import.meta.url));
const SOURCES = fileURLToPath(new URL("../../src/cli/", import.meta.url));

/** Bundles the command; its packages stay where they are. */
export async function bundleCommand(): Promise<Bundle> {
  const directory = await mkdtemp(PLACE);
  await build({
    entryPoints: { main: join(SOURCES, "main.ts"), worker: join(SOURCES, "worker.ts") },
    outdir: directory,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "warning",
  });
  return { main: join(directory, "main.js"), remove: () => rm(directory, { recursive: true }) };
}
