/** How the suite starts in a browser: the page runs it when it is loaded, and posts the outcome where it came from. */

import { tests } from "virtual:tests";
import { type Outcome, runFiles } from "./vitest.js";

async function runHere(): Promise<Outcome | { error: string }> {
  try {
    return await runFiles(tests);
  } catch (error) {
    return { error: String((error as Error).stack ?? error) };
  }
}

await fetch("/outcome", { method: "POST", body: JSON.stringify(await runHere()) });
