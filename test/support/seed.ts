/** One seed for all properties of a file, printed: `FC_SEED=n` tries the same again. */

import fc from "fast-check";

const seed = Number(globalThis.process?.env.FC_SEED ?? Math.floor(Math.random() * 2 ** 31));
console.info(`properties tried with FC_SEED=${seed}`);

fc.configureGlobal({ seed });
