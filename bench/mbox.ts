/** Writes a mailbox to a file: npm run bench:mbox -- --size 2G --out All.mbox */

import { parseArgs } from "node:util";
import { readSize, writeMailbox } from "./mailbox.js";

const { values } = parseArgs({
  options: {
    size: { type: "string", default: "200M" },
    out: { type: "string" },
    seed: { type: "string", default: "20230102" },
  },
});
if (values.out === undefined) throw new Error("say where it goes: --out FILE");
const { messages, bytes } = writeMailbox(values.out, readSize(values.size), Number(values.seed));
console.log(`${values.out}: ${messages} messages, ${bytes} bytes`);
