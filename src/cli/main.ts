#!/usr/bin/env node
/** The command `gmail-mime`: the process around one run. */

import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { FAILED, Failure } from "./failure.js";
import { run } from "./run.js";
import { coloured, plain, visible } from "./terminal.js";

/** The root of the package, from dist/cli as from src/cli. */
const ROOT = new URL("../../", import.meta.url);

const REASONS: Record<string, string> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a directory",
  EACCES: "no permission",
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  return REASONS[code] ?? code;
}

async function read(file: string): Promise<Uint8Array> {
  try {
    return file === "-" ? await buffer(process.stdin) : await readFile(file);
  } catch (cause) {
    const name = file === "-" ? "standard input" : `"${visible(file)}"`;
    throw new Failure(FAILED, `Cannot read ${name}: ${reasonOf(cause)}`, { cause });
  }
}

async function readOwn(path: string): Promise<Uint8Array> {
  try {
    return await readFile(new URL(path, ROOT));
  } catch (cause) {
    throw new Failure(FAILED, `Cannot read ${path}: it is in a checkout of the repository only`, { cause });
  }
}

/** A reader that has seen enough (`| head`) ends the run in peace. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

const { stdout } = process;
const paint = stdout.isTTY && stdout.hasColors() ? coloured : plain;
const { status, out, error } = await run(process.argv.slice(2), { read, readOwn, paint });
process.exitCode = status;
if (error !== undefined) process.stderr.write(error);
stdout.write(out);
