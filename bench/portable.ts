/** The library as runtimes without `Buffer` have it, beside the fast one: loaded while Node hides its own. */

import type * as Library from "../src/index.js";
import { readBack } from "./builders.js";
import { bytesGiven, type Contestant, synchronous } from "./contestant.js";
import { touchMail, understandMail } from "./ours.js";

const portable = await loadPortable();

export const portableParse: Contestant = synchronous({
  name: "portable",
  input: bytesGiven,
  work: (bytes) => touchMail(portable.parseMime(bytes)),
  understand: understandMail,
});

export const portableBuild: Contestant = synchronous({
  name: "portable",
  input: ({ draft }) => draft,
  work: (draft) => portable.buildMime(draft),
  understand: readBack,
});

/** The library looks for what is native once, when it is loaded. */
async function loadPortable(): Promise<typeof Library> {
  const { Buffer } = globalThis;
  const { getBuiltinModule } = process;
  const file = new URL("../dist/portable/index.js", import.meta.url).href;
  try {
    Object.assign(globalThis, { Buffer: undefined });
    Object.assign(process, { getBuiltinModule: undefined });
    return await import(file);
  } finally {
    Object.assign(globalThis, { Buffer });
    Object.assign(process, { getBuiltinModule });
  }
}
