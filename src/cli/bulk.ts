/** Many messages: read, converted by several threads and written as lines, in the order they came in. */

import { type Batch, type Item, readBatches, type Source } from "./batch.js";
import { BROKEN_OFF, FAILED, Failure } from "./failure.js";
import { InOrder } from "./in-order.js";
import { fileSource, listMail, sizeOf, streamSource } from "./mail-files.js";
import { batchToLines, type Lines, type Wish } from "./ndjson.js";
import type { Pool } from "./pool.js";
import { formatSummary, type Progress, showProgress, type Terminal } from "./progress.js";
import { type Output, openOutput } from "./resume.js";
import { visible } from "./terminal.js";

/** What is to be done. */
export interface BulkCall {
  readonly wish: Wish;
  /** Files, directories, "-". */
  readonly paths: readonly string[];
  /** Threads. */
  readonly jobs: number;
  /** The file that takes the lines, and says where to go on; standard output when absent. */
  readonly resume: string | undefined;
}

/** What it needs of the process around it. */
export interface BulkSurroundings {
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Writes to standard output; done when there is room for more. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  readonly openPool: (jobs: number, wish: Wish) => Pool;
  /** Where somebody waits, if anybody does. */
  readonly terminal: Terminal | undefined;
}

/** What it came to. */
export interface BulkAnswer {
  readonly status: 0 | typeof FAILED;
  readonly summary: string;
}

/** A smaller batch is converted at once: no thread is worth starting for it. */
const SMALL = 64 << 10;
/** Bytes of batches between reading and writing, for each thread and one more: a run takes as much memory, and no more. */
const ROOM = 8 << 20;

/**
 * Converts messages to lines: one a message, in the order of the sources.
 *
 * What cannot be read or converted becomes a line with its error. No more is read than has room until it is written.
 *
 * @throws {Failure} `BROKEN_OFF` where the output cannot be completed, or gone on with.
 */
export async function runBulk(call: BulkCall, around: BulkSurroundings): Promise<BulkAnswer> {
  const { wish, paths, jobs, resume } = call;
  const output = resume === undefined ? undefined : await openOutput(resume);
  const threads = new Threads(() => around.openPool(jobs, wish), wish);
  const tally = new Tally();
  const counting = around.terminal && countBytes(paths);
  const shown = around.terminal && showProgress(around.terminal, () => tally.progress());
  const write = output?.write ?? around.write;
  const lines = new InOrder(ROOM * (jobs + 1));
  try {
    for await (const batch of readBatches(sourcesOf(call, around.stdin, output, tally), wish.filter)) {
      tally.total = counting?.next().value ?? tally.total;
      await lines.hasRoom(batch.bytes.length);
      const bytes = bytesOf(batch);
      lines.add(batch.bytes.length, threads.convert(batch), async (made) => {
        await write(made.bytes);
        tally.add(made, bytes);
      });
    }
    await lines.end();
  } finally {
    shown?.end();
    await Promise.all([threads.close(), output?.close()]);
  }
  const summary = formatSummary(tally.progress());
  return { status: tally.errors === 0 ? 0 : FAILED, summary: `${summary}${formatBefore(output)}` };
}

function formatBefore(output: Output | undefined): string {
  if (output === undefined || output.lines === 0) return "";
  return ` (behind ${output.lines} ${output.lines === 1 ? "line" : "lines"} of a run before)`;
}

/** The threads of a run, started when there is enough for them to do. */
class Threads {
  readonly #open: () => Pool;
  readonly #wish: Wish;
  #pool: Pool | undefined;

  constructor(open: () => Pool, wish: Wish) {
    this.#open = open;
    this.#wish = wish;
  }

  async convert(batch: Batch): Promise<Lines> {
    if (this.#pool === undefined && bytesOf(batch) < SMALL) return batchToLines(batch, this.#wish);
    this.#pool ??= this.#open();
    const [first] = batch.items;
    try {
      return await this.#pool.convert(batch);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      const place = first === undefined ? "-" : visible(`${first.place.source}, message ${indexOf(first)}`);
      throw new Failure(BROKEN_OFF, `Cannot go on at or behind ${place}: ${visible(reason)}`, { cause });
    }
  }

  async close(): Promise<void> {
    await this.#pool?.close();
  }
}

class Tally {
  messages = 0;
  errors = 0;
  bytes = 0;
  /** Bytes of what a run before has done, and of all there is. */
  before = 0;
  total = 0;
  readonly #started: number = performance.now();

  add({ messages, errors }: Lines, bytes: number): void {
    this.messages += messages;
    this.errors += errors;
    this.bytes += bytes;
  }

  progress(): Progress {
    const { messages, errors, bytes, before, total } = this;
    return { messages, errors, bytes, before, total, seconds: (performance.now() - this.#started) / 1_000 };
  }
}

function indexOf({ place }: Item): number {
  return "index" in place ? place.index : 0;
}

function bytesOf({ items }: Batch): number {
  return items.reduce((sum, { place }) => sum + ("length" in place ? place.length : 0), 0);
}

/** Adds up the bytes of the files, some at a time: there may be a million. */
function* countBytes(paths: readonly string[]): Generator<number, number> {
  const AT_A_TIME = 500;
  let bytes = 0;
  let files = 0;
  for (const path of listMail(paths)) {
    if (path === "-") return 0;
    bytes += sizeOf(path);
    if (++files % AT_A_TIME === 0) yield 0;
  }
  return bytes;
}

/** The sources of a run, from where the run before came to. */
function* sourcesOf(
  { wish, paths }: BulkCall,
  stdin: AsyncIterable<Uint8Array>,
  output: Output | undefined,
  tally: Tally,
): Generator<Source> {
  if (wish.filter) {
    yield streamSource(stdin, true, { index: output?.lines ?? 0, offset: 0 });
    return;
  }
  const last = output?.last && readLast(output.last, wish);
  let found = last === undefined;
  for (const name of listMail(paths)) {
    if (found) {
      yield name === "-" ? streamSource(stdin, false) : fileSource(name);
    } else if (name !== last?.source) {
      tally.before += sizeOf(name);
    } else {
      found = true;
      const from = last.next;
      tally.before += from?.offset ?? 0;
      if (from !== undefined) yield name === "-" ? streamSource(stdin, false, from) : fileSource(name, from);
    }
  }
  if (found) return;
  const message = `Cannot go on: ${visible(String(last?.source))}, of the last line, is not among the files`;
  throw new Failure(BROKEN_OFF, message);
}

interface Last {
  readonly source: string;
  /** Behind its message; absent where the source is done. */
  readonly next: { readonly index: number; readonly offset: number } | undefined;
}

/** Reads where the last line comes from, when this run would have written it. */
function readLast(line: Readonly<Record<string, unknown>>, { command, query }: Wish): Last {
  const { source, index, offset, length } = line;
  const made = command === "parse" ? "mail" : query.format === "full" ? "payload" : "message";
  if (typeof source !== "string" || (line[made] === undefined && line.error === undefined)) {
    throw new Failure(BROKEN_OFF, `Cannot go on: the last line of the file has no "${made}" and its source`);
  }
  if (typeof index !== "number" || typeof offset !== "number" || typeof length !== "number") {
    return { source, next: undefined };
  }
  return { source, next: { index: index + 1, offset: offset + length } };
}
