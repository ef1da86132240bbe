/** The files of the command: read, and written only where nothing stands. */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { BROKEN_OFF, FAILED, Failure } from "./failure.js";
import type { Save } from "./saving.js";
import { visible } from "./terminal.js";

/** The root of the package, from dist/cli as from src/cli. */
const ROOT = new URL("../../", import.meta.url);

/** Reads a file, or standard input for "-". */
export async function read(file: string): Promise<Uint8Array> {
  try {
    return file === "-" ? await buffer(process.stdin) : await readFile(file);
  } catch (cause) {
    const name = file === "-" ? "standard input" : `"${visible(file)}"`;
    throw new Failure(FAILED, `Cannot read ${name}: ${reasonOf(cause)}`, { cause });
  }
}

/** Makes a directory where there is none, to write new files into it. */
export async function openDirectory(path: string): Promise<Save> {
  try {
    await mkdir(path, { recursive: true });
  } catch (cause) {
    const reason = codeOf(cause) === "EEXIST" ? REASONS.ENOTDIR : reasonOf(cause);
    throw new Failure(FAILED, `Cannot write to "${visible(path)}": ${reason}`, { cause });
  }
  return async (name, content) => await saveNew(join(path, name), content);
}

/** Reads a file of the package or repository, by its path from the root. */
export async function readOwn(path: string): Promise<Uint8Array> {
  try {
    return await readFile(new URL(path, ROOT));
  } catch (cause) {
    throw new Failure(FAILED, `Cannot read ${path}: it is in a checkout of the repository only`, { cause });
  }
}

/** Writes to a stream, each time until there is room for more; a reader that has gone ends it elsewhere. */
export function writeTo(stream: Writable): (bytes: Uint8Array) => Promise<void> {
  return (bytes) =>
    new Promise((resolve, reject) => {
      stream.write(bytes, (error) => {
        if (error === null || error === undefined) resolve();
        else if (codeOf(error) !== "EPIPE") {
          reject(new Failure(BROKEN_OFF, `Cannot write the lines: ${reasonOf(error)}`, { cause: error }));
        }
      });
    });
}

/** Writes a file that is not there yet; what stands there, a link that leads nowhere too, is left alone. */
async function saveNew(path: string, content: Uint8Array): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: "wx" });
    return true;
  } catch (cause) {
    if (codeOf(cause) === "EEXIST") return false;
    throw new Failure(FAILED, `Cannot write "${visible(path)}": ${reasonOf(cause)}`, { cause });
  }
}

/** The reasons why files cannot be read or written, in words. */
const REASONS: Record<string, string> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a directory",
  ENOTDIR: "it is no directory",
  EACCES: "no permission",
  ENOSPC: "no space is left",
  ERR_FS_FILE_TOO_LARGE: "it is too large for one message; --ndjson takes it as a mailbox",
};

/** The system's code of an error. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

/** An error of the system in words. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return REASONS[code] ?? code;
}
