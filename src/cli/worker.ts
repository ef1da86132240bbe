/** The thread that converts batches: what comes and what goes changes threads without a copy. */

import { batchToLines } from "./ndjson.js";
import { moved, type Task } from "./pool.js";

export default function convert({ batch, wish }: Task): object {
  return moved(batchToLines(batch, wish));
}
