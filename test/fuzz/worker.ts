/** The thread that fuzzes: what it does not come back from, the command's thread still sees. */

import { parentPort, workerData } from "node:worker_threads";
import { readCorpusMessages, readOwnMessages } from "./messages.js";
import { fuzz, type Options } from "./run.js";

/** What the command's thread gives: the run and the law being tried are written into `steps`. */
export interface Task extends Pick<Options, "seed" | "first" | "runs" | "milliseconds" | "only"> {
  /** The number of the run, the place of the law, and a number that grows with each step. */
  readonly steps: Int32Array;
}

const { steps, ...task } = workerData as Task;

parentPort?.postMessage({
  outcome: fuzz({
    ...task,
    messages: [...readOwnMessages(), ...readCorpusMessages()],
    onStep: (run, law) => {
      steps[0] = run;
      steps[1] = law;
      Atomics.add(steps, 2, 1);
    },
    onFinding: (finding) => parentPort?.postMessage({ finding }),
  }),
});
