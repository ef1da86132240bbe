/** All rows: every production that hostile mail can stretch, every reader and writer at its largest. */

import { HEADER_VALUES } from "./header-values.js";
import type { Series } from "./series.js";

export const ROWS: readonly Series[] = [...HEADER_VALUES];
