/** Time as tests measure it: of the processor where a runtime tells it, for other programs share the machine. */

/** Other programs may have had the rest. */
const SHARE_OF_CLOCK = 0.25;

/** Milliseconds that this process kept the processor busy; in browsers and workers, which only have a clock, at least so many. */
export function busy(): number {
  if (globalThis.process?.cpuUsage === undefined) return performance.now() * SHARE_OF_CLOCK;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
