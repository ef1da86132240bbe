/** Who is timed: one way of reading or building a message, and how its result is understood. */

import type { Answer } from "./answer.js";
import type { Run } from "./measure.js";
import type { Workload } from "./workloads.js";

export interface Contestant {
  readonly name: string;
  /** Does its work that many times; a promise only where the code itself gives one. */
  readonly run: (workload: Workload, times: number) => ReturnType<Run>;
  readonly answer: (workload: Workload) => Answer | Promise<Answer>;
  /** Whether it is timed though its answer is wrong: the tables mark it. */
  readonly evenWrong?: boolean;
  /** Why it cannot run on this machine. */
  readonly absent?: string | undefined;
}

/** What a contestant is asked for: only `work` is timed. */
export interface Task<Input, Work, Result> {
  readonly name: string;
  readonly input: (workload: Workload) => Input;
  readonly work: (input: Input) => Work;
  readonly understand: (result: Result) => Answer | Promise<Answer>;
  readonly evenWrong?: boolean;
}

/** The last result, held where the compiler cannot see that nobody reads it. */
export let lastResult: unknown;

export function synchronous<Input, Result>(task: Task<Input, Result, Result>): Contestant {
  const { work, understand } = task;
  const input = once(task.input);
  return {
    ...task,
    run: (workload, times) => {
      const given = input(workload);
      for (let i = 0; i < times; i++) lastResult = work(given);
      return undefined;
    },
    answer: (workload) => understand(work(input(workload))),
  };
}

export function asynchronous<Input, Result>(task: Task<Input, Promise<Result>, Result>): Contestant {
  const { work, understand } = task;
  const input = once(task.input);
  return {
    ...task,
    run: async (workload, times) => {
      const given = input(workload);
      for (let i = 0; i < times; i++) lastResult = await work(given);
      return undefined;
    },
    answer: async (workload) => understand(await work(input(workload))),
  };
}

/** Prepares each workload one time only, so that no batch pays for it. */
function once<Input>(prepare: (workload: Workload) => Input): (workload: Workload) => Input {
  const prepared = new WeakMap<Workload, { readonly input: Input }>();
  return (workload) => {
    const known = prepared.get(workload) ?? { input: prepare(workload) };
    prepared.set(workload, known);
    return known.input;
  };
}

/** What readers are given. */
export function bytesGiven({ bytes }: Workload): Uint8Array {
  return bytes;
}

/** The same as the API carries it. */
export function rawGiven({ bytes }: Workload): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("base64url");
}

/** A sum nobody asks for. */
export let touched = 0;

/** What any header value is long. */
export function touchLengths(texts: Iterable<{ readonly length: number } | undefined>): void {
  for (const text of texts) touched += text?.length ?? 0;
}

/** Looks at texts and contents that were read, so that nobody can leave them for later; gives the result back. */
export function touch<Result>(
  result: Result,
  texts: readonly (string | false | undefined)[],
  contents: readonly (Uint8Array | ArrayBuffer | string | undefined)[],
): Result {
  for (const text of texts) if (text) touched += text.charCodeAt(text.length - 1);
  for (const content of contents) {
    if (typeof content === "string") touched += content.length;
    else if (content !== undefined) touched += viewOf(content).at(-1) ?? 0;
  }
  return result;
}

function viewOf(content: Uint8Array | ArrayBuffer): Uint8Array {
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}
