/** The moment Gmail files a message under (its rule 37). */

import type { Entity } from "../entity/entity.js";
import { takeNode } from "../entity/given.js";
import { parseDate } from "../header/date.js";
import { findField } from "../header/field.js";

/**
 * Reads the `internalDate` of a message off its Date field: milliseconds since 1970, in whole seconds.
 *
 * @returns `"0"` where there is no usable date.
 * @throws {MimeError} `input-invalid` for what is no entity, `input-too-large` for more fields than the default
 * limits.
 * @example
 * internalDateOf(parseEntity("Date: Mon, 2 Jan 2023 12:04:05 +0900\n\n")); // => "1672628645000"
 * @see {@link renderMessage}, which answers it; Gmail rule 37, RFC 5322 §3.6.1
 */
export function internalDateOf(entity: Entity): string {
  const value = findField(takeNode(entity).fields, "date")?.value;
  const time = value === undefined ? undefined : parseDate(value)?.date.getTime();
  return time === undefined ? "0" : String(Math.floor(time / 1000) * 1000);
}
