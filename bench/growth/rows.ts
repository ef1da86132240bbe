/** All rows: every production that hostile mail can stretch, every reader and writer at its largest. */

import { ADDRESSES } from "./addresses.js";
import { BUILDING } from "./building.js";
import { CONTENTS } from "./contents.js";
import { CONVERSATION } from "./conversation.js";
import { EDITS } from "./edits.js";
import { HEADER_BLOCKS } from "./header-blocks.js";
import { MULTIPARTS } from "./multiparts.js";
import { PARAMETERS_IDS_DATES } from "./parameters.js";
import { PAYLOADS } from "./payloads.js";
import { REQUESTS } from "./requests.js";
import type { Series } from "./series.js";
import { WORDS_AND_TEXT } from "./words.js";

export const ROWS: readonly Series[] = [
  ...ADDRESSES,
  ...WORDS_AND_TEXT,
  ...PARAMETERS_IDS_DATES,
  ...HEADER_BLOCKS,
  ...MULTIPARTS,
  ...EDITS,
  ...CONTENTS,
  ...BUILDING,
  ...CONVERSATION,
  ...PAYLOADS,
  ...REQUESTS,
];
