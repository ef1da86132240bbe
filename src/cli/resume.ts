/** The file that takes the lines, and tells where to go on: whatever ended the run before, its last whole line is true. */

import { type FileHandle, open } from "node:fs/promises";
import { BROKEN_OFF, Failure } from "./failure.js";
import { reasonOf } from "./files.js";
import { parseJson } from "./input.js";
import { visible } from "./terminal.js";

export interface Output {
  /** What was done before: how many lines, and the last one. */
  readonly lines: number;
  readonly last: Readonly<Record<string, unknown>> | undefined;
  readonly write: (bytes: Uint8Array) => Promise<void>;
  readonly close: () => Promise<void>;
}

const STROKE = 1 << 20;
const LF = 0x0a;

/**
 * Opens the file of a run that may have been interrupted, and drops the piece of a line at its end.
 *
 * A line is written whole or is cut off here, so nothing is lost or there twice: no other record is kept that could
 * disagree with the file.
 *
 * @throws {Failure} for a file that cannot be written, or whose last line is no JSON.
 */
export async function openOutput(path: string): Promise<Output> {
  const attempt = async <T>(act: Promise<T>): Promise<T> => {
    try {
      return await act;
    } catch (cause) {
      if (cause instanceof Failure) throw cause;
      throw new Failure(BROKEN_OFF, `Cannot write "${visible(path)}": ${reasonOf(cause)}`, { cause });
    }
  };
  const file = await attempt(open(path, "a+"));
  try {
    if (!(await file.stat()).isFile())
      throw new Failure(BROKEN_OFF, `Cannot go on with "${visible(path)}": no file`);
    const found = await attempt(findLines(file));
    await attempt(file.truncate(found.end));
    const last = found.lines === 0 ? undefined : readLast(await attempt(readRange(file, found)), path);
    return {
      lines: found.lines,
      last,
      write: async (bytes) => await attempt(file.appendFile(bytes)),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

interface Found {
  readonly lines: number;
  /** Where the last whole line stands; what is behind it is a piece of one. */
  readonly start: number;
  readonly end: number;
}

async function findLines(file: FileHandle): Promise<Found> {
  const bytes = Buffer.allocUnsafe(STROKE);
  let found: Found = { lines: 0, start: 0, end: 0 };
  for (let origin = 0; ; ) {
    const { bytesRead } = await file.read(bytes, 0, STROKE, origin);
    if (bytesRead === 0) return found;
    const read = bytes.subarray(0, bytesRead);
    for (let at = read.indexOf(LF); at >= 0; at = read.indexOf(LF, at + 1)) {
      found = { lines: found.lines + 1, start: found.end, end: origin + at + 1 };
    }
    origin += bytesRead;
  }
}

async function readRange(file: FileHandle, { start, end }: Found): Promise<string> {
  const bytes = Buffer.alloc(end - start);
  await file.read(bytes, 0, bytes.length, start);
  return bytes.toString();
}

function readLast(line: string, path: string): Readonly<Record<string, unknown>> {
  const message = `Cannot go on with "${visible(path)}": its last line is none that gmail-mime wrote`;
  try {
    const value = parseJson(line);
    if (typeof value === "object" && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch (cause) {
    throw new Failure(BROKEN_OFF, message, { cause });
  }
  throw new Failure(BROKEN_OFF, message);
}
