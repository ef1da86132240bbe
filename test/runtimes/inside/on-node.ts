/** How the suite starts in Node, Bun and Deno: the outcome is the last line of the standard output. */

import { tests } from "virtual:tests";
import { runFiles } from "./vitest.js";

const outcome = await runFiles(tests);
process.stdout.write(`\n${JSON.stringify(outcome)}\n`);
