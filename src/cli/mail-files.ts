/** The files that hold mail: found below directories, and read a piece at a time. */

import { closeSync, type Dirent, fstatSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Position, type Reader, type Source, SourceError } from "./batch.js";
import { BROKEN_OFF, Failure } from "./failure.js";
import { codeOf, reasonOf } from "./files.js";
import { visible } from "./terminal.js";

/** What in a directory is mail, but for a Maildir. */
const MAIL_FILE = /\.(?:eml|mbox)$/i;

/**
 * Lists the files of mail below directories, in the order of their names; of a file itself.
 *
 * Of a Maildir, at any depth, these are the files in `cur` and `new`; elsewhere those named `.eml` or `.mbox`.
 * A directory that cannot be listed is there under its own name: opening it says why.
 */
export function* listMail(paths: readonly string[]): Generator<string> {
  for (const path of paths) {
    if (isDirectory(path)) yield* listBelow(path, false);
    else yield path;
  }
}

export function isDirectory(path: string): boolean {
  try {
    return path !== "-" && statSync(path).isDirectory();
  } catch {
    return false; // opening it as a file says why
  }
}

/** @param delivered - Whether it is one of a Maildir, where every file is mail. */
function* listBelow(directory: string, delivered: boolean): Generator<string> {
  let entries: Dirent[];
  try {
    entries = readdirSync(directory, { withFileTypes: true });
  } catch {
    yield directory;
    return;
  }
  const directories = new Set(entries.filter((entry) => entry.isDirectory()).map(({ name }) => name));
  const isMaildir = ["cur", "new", "tmp"].every((name) => directories.has(name));
  // As the paths below them are ordered, which is not as their names are: "a-b" stands before "a/c".
  const keys = entries.map(({ name }) => (directories.has(name) ? `${name}/` : name)).sort();
  for (const key of keys) {
    const path = join(directory, key);
    if (!key.endsWith("/")) {
      if (delivered ? !key.startsWith(".") : MAIL_FILE.test(key)) yield path;
    } else if (!isMaildir || (key !== "cur/" && key !== "new/" && key !== "tmp/")) {
      yield* listBelow(join(directory, key.slice(0, -1)), false);
    } else if (key !== "tmp/") yield* listBelow(join(directory, key.slice(0, -1)), true);
  }
}

/** How many bytes a file has; 0 where that cannot be told. */
export function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

/** A file as a source of messages, from its beginning or from where a run before came to. */
export function fileSource(name: string, from?: Position): Source {
  return { name, ...(from && { from }), open: (offset) => openFile(name, offset) };
}

function openFile(name: string, offset: number): Reader {
  const attempt = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      throw new SourceError(codeOf(error), `Cannot read "${visible(name)}": ${reasonOf(error)}`);
    }
  };
  const file = attempt(() => openSync(name, "r"));
  const stats = fstatSync(file);
  if (stats.isFile() && stats.size < offset) {
    closeSync(file);
    throw new Failure(BROKEN_OFF, `Cannot go on with "${visible(name)}": it is not what it was`);
  }
  let at = stats.isFile() ? offset : null; // of a pipe only the next bytes can be read
  let behind = at === null ? offset : 0;
  const read = (into: Uint8Array): number => {
    const count = attempt(() => readSync(file, into, 0, into.length, at));
    if (at !== null) at += count;
    return count;
  };
  const skip = (): void => {
    for (const into = new Uint8Array(65_536); behind > 0; ) {
      const count = read(into.subarray(0, behind));
      behind = count === 0 ? 0 : behind - count;
    }
  };
  return {
    read: (into) => {
      if (behind > 0) skip();
      return read(into);
    },
    close: () => closeSync(file),
  };
}

/**
 * Standard input as a source of messages.
 *
 * @param lines - Whether the messages are its lines: then as many are left out as have been done, whatever the offset.
 */
export function streamSource(chunks: AsyncIterable<Uint8Array>, lines: boolean, from?: Position): Source {
  return {
    name: "-",
    ...(from && { from }),
    open: (offset) => openStream(chunks, lines ? { lines: from?.index ?? 0 } : { bytes: offset }),
  };
}

const LF = 0x0a;

function openStream(chunks: AsyncIterable<Uint8Array>, done: { lines?: number; bytes?: number }): Reader {
  const iterator = chunks[Symbol.asyncIterator]();
  let { lines = 0, bytes = 0 } = done;
  let chunk: Uint8Array = new Uint8Array(0);
  const next = async (): Promise<boolean> => {
    const { value, done: atEnd } = await iterator.next();
    if (atEnd !== true) chunk = value;
    return atEnd !== true;
  };
  const leaveOut = (): void => {
    const count = Math.min(bytes, chunk.length);
    bytes -= count;
    chunk = chunk.subarray(count);
    for (; lines > 0 && chunk.length > 0; lines--) {
      const end = chunk.indexOf(LF);
      if (end < 0) {
        chunk = chunk.subarray(chunk.length);
        return;
      }
      chunk = chunk.subarray(end + 1);
    }
  };
  return {
    ready: async () => {
      while (chunk.length === 0 && (await next())) leaveOut();
    },
    read: (into) => {
      const count = Math.min(into.length, chunk.length);
      into.set(chunk.subarray(0, count));
      chunk = chunk.subarray(count);
      return count;
    },
    close: () => void iterator.return?.(),
  };
}
