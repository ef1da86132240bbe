/** The library as its users run it: the built one, typed by its source. */

import type * as Library from "../src/index.js";

const built = new URL("../dist/index.js", import.meta.url).href;

export const library: typeof Library = await import(built);
