/** A table in a process of its own, which tells it back on a channel that no peer prints to. */

import { spawn } from "node:child_process";
import { writeSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FilledTable } from "./table.js";

const CHANNEL = 3;

interface Start {
  readonly filter?: string;
  readonly quick?: boolean;
  /** Another version of Node; this one when not said. */
  readonly node?: string;
}

/** @throws {Error} When the process ends without its table. */
export function startTable(name: string, { filter = "", quick = false, node }: Start): Promise<FilledTable> {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const options = ["--table", name, "--filter", filter, ...(quick ? ["--quick"] : [])];
  const child = spawn(node ?? process.execPath, [...process.execArgv, "--expose-gc", main, ...options], {
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  const chunks: Uint8Array[] = [];
  child.stdio[CHANNEL]?.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.on("close", (code) => {
      const told = Buffer.concat(chunks).toString();
      if (code === 0 && told !== "") resolve(JSON.parse(told) as FilledTable);
      else reject(new Error(`The table ${name} ended with status ${code}`));
    });
  });
}

/** In the process of a table: hands it over. */
export function tellTable(table: FilledTable): void {
  const bytes = Buffer.from(JSON.stringify(table));
  for (let at = 0; at < bytes.length; ) at += writeSync(CHANNEL, bytes, at);
}
