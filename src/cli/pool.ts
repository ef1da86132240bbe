/** Threads that convert batches. */

import { markMovable, Tinypool } from "tinypool";
import type { Batch } from "./batch.js";
import type { Lines, Wish } from "./ndjson.js";

/** Converts batches, several at a time. */
export interface Pool {
  /** Takes the bytes of a batch away, and gives its lines. */
  readonly convert: (batch: Batch) => Promise<Lines>;
  readonly close: () => Promise<void>;
}

/** What a thread is given. */
export interface Task {
  readonly batch: Batch;
  readonly wish: Wish;
}

/** Starts threads that make of messages what is wished. */
export function openPool(jobs: number, wish: Wish): Pool {
  const pool = new Tinypool({
    filename: new URL("./worker.js", import.meta.url).href,
    minThreads: jobs,
    maxThreads: jobs,
    concurrentTasksPerWorker: 2, // the next batch is there when one is done
  });
  return {
    convert: async (batch) => {
      const task: Task = { batch, wish };
      return (await pool.run(task, { transferList: [batch.bytes.buffer as ArrayBuffer] })) as Lines;
    },
    close: () => pool.destroy(),
  };
}

/** Marks the lines of a batch to leave their thread without a copy. */
export function moved(lines: Lines): object {
  const movable = {
    get [Tinypool.transferableSymbol](): unknown {
      return [lines.bytes.buffer];
    },
    get [Tinypool.valueSymbol](): Lines {
      return lines;
    },
  };
  markMovable(movable);
  return movable;
}
