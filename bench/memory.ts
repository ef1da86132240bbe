/** The memory of this process, as the system counts it: on Linux the peak can be counted anew. */

import { readFileSync, writeFileSync } from "node:fs";

/** Starts to count the peak anew; gives the bytes in memory now, `undefined` where the system cannot. */
export function resetPeak(): number | undefined {
  try {
    writeFileSync("/proc/self/clear_refs", "5");
    return statusOf("VmRSS");
  } catch {
    return undefined;
  }
}

/** The most bytes since {@link resetPeak}. */
export function peakMemory(): number {
  return statusOf("VmHWM");
}

function statusOf(key: string): number {
  const [, kilobytes] =
    readFileSync("/proc/self/status", "utf8").match(new RegExp(`${key}:\\s+(\\d+) kB`)) ?? [];
  return Number(kilobytes) * 1024;
}
