/** Timing: everyone takes turns in one process, and the median of many batches counts. */

/** Milliseconds for one reading. */
export interface Timing {
  readonly median: number;
  /** The quartiles: half of the batches lie between them. */
  readonly low: number;
  readonly high: number;
  readonly fastest: number;
  readonly batches: number;
}

/**
 * Does a thing that many times; a promise only where the thing is asynchronous. A number is the milliseconds that a
 * program with a clock of its own needed.
 */
export type Run = (times: number) => undefined | Promise<number | undefined>;

/** How long everyone is measured. */
export interface Effort {
  readonly warmUpMs: number;
  /** Every one may use up that much time, and has at least that many turns. */
  readonly budgetMs: number;
  readonly fewestRounds: number;
}

export const THOROUGH: Effort = { warmUpMs: 120, budgetMs: 500, fewestRounds: 9 };
export const QUICK: Effort = { warmUpMs: 60, budgetMs: 120, fewestRounds: 3 };

/** A batch is long beside the clock's grain, a turn long beside what changing turns costs the caches. */
const BATCH_MS = 1;
const TURN_MS = 20;

interface Entrant {
  readonly run: Run;
  readonly times: number;
  /** Of one batch. */
  readonly cost: number;
  readonly samples: number[];
}

/**
 * Times runs side by side: in every round each has a turn, and every round begins with another one.
 *
 * @param large - Whether the heap is swept before each turn, where the runtime offers it (`--expose-gc`).
 */
export async function measure(runs: readonly Run[], large: boolean, effort: Effort): Promise<Timing[]> {
  const sweep = large ? globalThis.gc : undefined;
  const entrants: Entrant[] = [];
  for (const run of runs) entrants.push(await warmUp(run, effort.warmUpMs));
  const slowest = Math.max(TURN_MS, ...entrants.map(({ cost }) => cost));
  const rounds = Math.max(effort.fewestRounds, Math.floor(effort.budgetMs / slowest));
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < entrants.length; i++) {
      sweep?.();
      await takeTurn(entrants[(round + i) % entrants.length] as Entrant);
    }
  }
  return entrants.map(({ samples }) => summarise(samples));
}

/** Runs until the compiler has seen enough, and finds how many runs make a batch. */
async function warmUp(run: Run, budget: number): Promise<Entrant> {
  let times = 1;
  let cost = await timeBatch(run, times);
  for (let spent = cost; spent < budget; spent += cost) {
    if (cost < BATCH_MS) times = Math.ceil(times * Math.min(10, (1.1 * BATCH_MS) / Math.max(cost, 1e-3)));
    cost = await timeBatch(run, times);
  }
  return { run, times, cost, samples: [] };
}

async function takeTurn({ run, times, samples }: Entrant): Promise<void> {
  for (let spent = 0; spent < TURN_MS; ) {
    const cost = await timeBatch(run, times);
    samples.push(cost / times);
    spent += cost;
  }
}

async function timeBatch(run: Run, times: number): Promise<number> {
  const start = performance.now();
  const running = run(times);
  const own = running === undefined ? undefined : await running;
  return own ?? performance.now() - start;
}

function summarise(samples: readonly number[]): Timing {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round((sorted.length - 1) * share)] as number;
  return { median: at(0.5), low: at(0.25), high: at(0.75), fastest: at(0), batches: sorted.length };
}
