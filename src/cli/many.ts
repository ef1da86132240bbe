/** Whether a command is about one message or about many, and how many are gone through. */

import { availableParallelism } from "node:os";
import { resolve, sep } from "node:path";
import { readCount } from "./arguments.js";
import { type BulkCall, type BulkSurroundings, runBulk } from "./bulk.js";
import { type FAILED, Failure, WRONG_USE } from "./failure.js";
import { isDirectory } from "./mail-files.js";
import { type Cut, cutMbox, isMbox } from "./mbox.js";
import type { Wish } from "./ndjson.js";
import type { Options } from "./options.js";

const MOST_JOBS = 256;

/** Tells whether there are many: by what is given, not by what turns out to be in it. */
export function isMany(operands: readonly string[], options: Options): boolean {
  const { ndjson, "stdin-ndjson": filter, jobs, resume } = options;
  if (ndjson || filter || jobs !== undefined || resume !== undefined || operands.length > 1) return true;
  return operands.some((path) => /\.mbox$/i.test(path) || isDirectory(path));
}

/**
 * Goes through many messages; what they come to is for standard error.
 *
 * @throws {Failure} for what cannot be done to many, or cannot be completed.
 */
export async function goThrough(
  name: string,
  operands: readonly string[],
  options: Options,
  wish: Omit<Wish, "filter">,
  around: BulkSurroundings,
): Promise<{ readonly status: 0 | typeof FAILED; readonly out: ""; readonly error: string }> {
  const { "stdin-ndjson": filter = false, resume } = options;
  const jobs = options.jobs === undefined ? undefined : readCount("jobs", options.jobs, MOST_JOBS);
  if (options.out !== undefined) {
    throw new Failure(WRONG_USE, "--out is for one FILE: without it the contents stand in the lines");
  }
  if (filter ? operands.some((path) => path !== "-") || operands.length > 1 : operands.length === 0) {
    const needed = filter
      ? "no FILE: it reads standard input"
      : "a FILE or directory, or - for standard input";
    throw new Failure(WRONG_USE, filter ? `--stdin-ndjson takes ${needed}` : `${name} needs ${needed}`);
  }
  if (resume !== undefined) checkApart(operands);
  const call: BulkCall = {
    wish: { ...wish, filter },
    paths: filter ? ["-"] : operands,
    jobs: jobs ?? Math.min(availableParallelism(), MOST_JOBS),
    resume,
  };
  const { status, summary } = await runBulk(call, around);
  return { status, out: "", error: `gmail-mime: ${summary}\n` };
}

/** A file that comes twice cannot be gone on with: the last line does not say which time it was. */
function checkApart(operands: readonly string[]): void {
  const paths = operands.map((path) => (path === "-" ? "-" : resolve(path) + sep));
  for (const [i, path] of paths.entries()) {
    if (paths.some((other, j) => i !== j && other.startsWith(path))) {
      throw new Failure(
        WRONG_USE,
        "--resume takes each file once: one is given twice, or with its directory",
      );
    }
  }
}

/** What is said of one file that looks like a mailbox of several messages, and was taken as one. */
export function noteMailbox(bytes: Uint8Array): string | undefined {
  if (!isMbox(bytes)) return undefined;
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if ((cutMbox(file, 0, true) as Cut).next === file.length) return undefined;
  return "gmail-mime: It looks like a mailbox of several messages and is taken as one; --ndjson takes each\n";
}
