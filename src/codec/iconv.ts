/**
 * What we use of iconv-lite: its tables of characters, by the names it gives them.
 *
 * It wants Node's `Buffer` while it is loaded. For browsers and workers the build bundles it into this file with
 * the little of `Buffer` it needs (`iconv-buffer.ts`), so that one set of tables serves every runtime.
 */

import iconv from "iconv-lite";

/** Decodes bytes by a table; U+FFFD where there is no character. */
export function decodeByTable(bytes: Uint8Array, table: string): string {
  return iconv.decode(bytes, table);
}

/** Encodes text by a table; `?` for what it does not hold. */
export function encodeByTable(text: string, table: string): Uint8Array {
  return iconv.encode(text, table);
}
