/** Many messages gone through in this process, without threads, and what came of it. */

import { Readable } from "node:stream";
import type { BulkSurroundings } from "../../src/cli/bulk.js";
import { read, readOwn } from "../../src/cli/files.js";
import { batchToLines } from "../../src/cli/ndjson.js";
import { type Answer, run } from "../../src/cli/run.js";
import { harmless } from "./command.js";

export interface BulkResult extends Answer {
  /** What was written to standard output. */
  readonly text: string;
  /** The same, line by line. */
  readonly lines: readonly Record<string, unknown>[];
}

/** Threads that are none. */
const openPool: BulkSurroundings["openPool"] = (_jobs, wish) => ({
  convert: async (batch) => batchToLines(batch, wish),
  close: async () => {},
});

/** Runs a command over many messages. */
export async function goThrough(
  args: readonly string[],
  around: Partial<BulkSurroundings> & { readonly input?: string | Uint8Array } = {},
): Promise<BulkResult> {
  const chunks: Uint8Array[] = [];
  const { input = "", ...others } = around;
  const answer = await run(args, {
    ...harmless,
    read,
    readOwn,
    stdin: Readable.from(input.length === 0 ? [] : [Buffer.from(input)]),
    write: async (bytes) => void chunks.push(bytes.slice()),
    openPool,
    ...others,
  });
  const text = Buffer.concat(chunks).toString();
  return { ...answer, text, lines: readLines(text) };
}

/** Reads lines of JSON, each of them ended. */
export function readLines(text: string): Record<string, unknown>[] {
  if (text !== "" && !text.endsWith("\n")) throw new Error("the last line is not whole");
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}
