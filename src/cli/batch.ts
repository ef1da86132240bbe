/** Messages read from their sources a batch at a time, and where each of them comes from. */

import { Block } from "./block.js";

/** Why there is no message, or nothing made of it. */
export interface Trouble {
  readonly code: string;
  readonly message: string;
}

/** Where a message comes from. */
export interface Place {
  /** The path as given, or as found below the directory given; "-" for standard input. */
  readonly source: string;
  /** Which message of its source, from 0. */
  readonly index: number;
  /** Where its first byte stands in the source, behind the postmark of an mbox; and how many bytes it has there. */
  readonly offset: number;
  readonly length: number;
  /** The line of an mbox that announces it. */
  readonly postmark?: string;
}

/** A message of a batch: at `start` of its bytes, `place.length` long; or the reason why it is not there. */
export type Item =
  | { readonly place: Place; readonly start: number }
  | { readonly place: Place | Pick<Place, "source">; readonly trouble: Trouble };

/** Messages to convert together; the bytes have a buffer of their own, so that they can change threads uncopied. */
export interface Batch {
  readonly bytes: Uint8Array;
  readonly items: readonly Item[];
}

/** Gives the bytes of a source in their order. */
export interface Reader {
  /** Waits until {@link read} has something to give; absent where it always has. */
  readonly ready?: () => Promise<void>;
  /** Puts bytes into an array; 0 at the end. */
  readonly read: (into: Uint8Array) => number;
  readonly close: () => void;
}

/** Behind the last message that has been done: the next one's index, and a byte before it. */
export interface Position {
  readonly index: number;
  readonly offset: number;
}

export interface Source {
  readonly name: string;
  /** Where to begin; at the beginning when absent. */
  readonly from?: Position;
  /** Opens it at a byte. @throws {SourceError} */
  readonly open: (offset: number) => Reader;
}

/** What keeps a source from being read; the next one may be read all the same. */
export class SourceError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Messages without bytes, or of a few, fill no block: so many are enough for one. */
const MOST_ITEMS = 1_000;
/** How long a message that is there waits for the next one, when they come slowly, in milliseconds. */
const PATIENCE = 20;

/**
 * Reads the messages of sources, in their order, a batch at a time: no source is ever held whole.
 *
 * A source that cannot be read, and a message too large to be held, are items with their trouble.
 *
 * @param lines - Whether each line is a message, as JSON.
 * @throws {Failure} where a source to go on with has changed.
 */
export async function* readBatches(sources: Iterable<Source>, lines: boolean): AsyncGenerator<Batch> {
  const block = new Block();
  for (const source of sources) {
    try {
      yield* readSource(source, block, lines);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      block.abandon({ code: error.code, message: error.message });
    }
    if (block.items >= MOST_ITEMS) yield block.take();
  }
  if (block.items > 0) yield block.take();
}

async function* readSource(source: Source, block: Block, lines: boolean): AsyncGenerator<Batch> {
  block.begin(source, lines);
  const reader = source.open(source.from?.offset ?? 0);
  try {
    for (let atEnd = false; !atEnd; ) {
      const ready = reader.ready?.();
      if (ready !== undefined && block.items > 0 && !(await settles(ready, PATIENCE))) yield block.take();
      await ready;
      if (block.room.length === 0) {
        if (block.items > 0) yield block.take();
        if (block.room.length === 0) block.makeRoom();
      }
      const count = reader.read(block.room);
      atEnd = count === 0;
      block.add(count, atEnd);
    }
  } finally {
    reader.close();
  }
}

async function settles(promise: Promise<void>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false);
  });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
