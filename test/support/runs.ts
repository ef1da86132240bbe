/** How often a law is tried. A failing run prints its seed; FC_SEED and FC_RUNS repeat or widen it. */

export function runs(numRuns: number): { numRuns: number; seed?: number } {
  const wider = Number(process.env.FC_RUNS ?? 1);
  const seed = process.env.FC_SEED;
  return { numRuns: Math.ceil(numRuns * wider), ...(seed === undefined ? {} : { seed: Number(seed) }) };
}
