/** Writes a mailbox to a file: npm run bench:mbox -- --size 2G --out All.mbox */

import { parseArgs } from "node:util";
import { readSize, writeMailbox } from "./mailbox.js";

const { values } = parseArgs({
  options: {
    size: { type: "string", default: "200M" },
    out: { type: "string" },
    seed: { type: "string", default: "20230102" },
    largest: { type: "string", default: "1G" }, // of a message
  },
});
const { size, out, seed, largest } = values;
if (out === undefined) throw new Error("say where it goes: --out FILE");
const { messages, bytes } = writeMailbox(out, readSize(size), Number(seed), readSize(largest));
console.log(`${out}: ${messages} messages, ${bytes} bytes`);
