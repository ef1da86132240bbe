/** How the contents that a payload does not hold are asked for. */

import { ownFunction, type Reading, readParseOptions } from "../bytes/given.js";
import type { ParseOptions } from "../entity/wire.js";

/** Where the content of a part is asked for. */
export interface ContentPlace {
  readonly partId: string;
  readonly attachmentId?: string;
}

/** How a payload is read, and where the contents come from that it does not hold. */
export interface ContentOptions extends ParseOptions {
  /** Gives the decoded bytes of a part that the payload knows only by its `attachmentId`. */
  readonly content?: ((part: ContentPlace) => Uint8Array | undefined) | undefined;
}

/** The options of a reading, checked. */
export interface Asking extends Reading {
  readonly content: ContentOptions["content"];
}

/** @throws {MimeError} `option-invalid`, `limit-invalid`. */
export function readContentOptions(options: ContentOptions): Asking {
  const content = ownFunction<Exclude<Asking["content"], undefined>>(options, "content");
  return { ...readParseOptions(options), content };
}
