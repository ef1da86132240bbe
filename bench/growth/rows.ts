/** All rows: every production that hostile mail can stretch, every reader and writer at its largest. */

import { CONTENTS } from "./contents.js";
import { GMAIL } from "./gmail.js";
import { HEADER_VALUES } from "./header-values.js";
import { MAILS } from "./mails.js";
import { MESSAGES } from "./messages.js";
import type { Series } from "./series.js";

export const ROWS: readonly Series[] = [...HEADER_VALUES, ...MESSAGES, ...CONTENTS, ...MAILS, ...GMAIL];
