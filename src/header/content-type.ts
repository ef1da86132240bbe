/** Content-Type: the media type of a part and its parameters, both ways (RFC 2045 §5). */

import { asciiLowerCase } from "../bytes/ascii.js";
import { own } from "../bytes/given.js";
import { MimeError } from "../errors.js";
import { MEDIA_TYPE } from "../limits.js";
import {
  formatParameters,
  type ParameterOptions,
  type Parameters,
  parseParameters,
  readParameterOptions,
} from "./parameter.js";
import { checkText } from "./text.js";
import { isToken, skipClass, skipComments, TOKEN } from "./token.js";

/** A Content-Type value (RFC 2045 §5). */
export interface ContentType {
  /** `type/subtype`, lower-case. */
  readonly type: string;
  /** By lower-case name, decoded. */
  readonly parameters: ReadonlyMap<string, string>;
}

const SLASH = 0x2f;

/**
 * Reads a Content-Type value. What stands between the subtype and the first ";" is left out.
 *
 * @returns `undefined` when it is not `type/subtype` or longer than 127 characters; reports `content-type-invalid`,
 * and what is wrong with a parameter.
 * @throws {MimeError} `input-invalid` when the value is no string; `option-invalid`.
 * @example
 * parseContentType("Text/Plain; charset=utf-8")?.type; // => "text/plain"
 * @see {@link formatContentType} for the way back; RFC 2045 §5.1
 */
export function parseContentType(value: string, options?: ParameterOptions): ContentType | undefined {
  checkText(value, "read");
  return readContentType(value, readParameterOptions(options));
}

/** The same under options that are checked. */
export function readContentType(
  value: string,
  options: ParameterOptions | undefined,
): ContentType | undefined {
  const report = options?.report;
  const start = skipComments(value, 0, undefined, report);
  const typeEnd = skipClass(value, start, TOKEN);
  const slash = skipComments(value, typeEnd, undefined, report);
  const subtype = skipComments(value, slash + 1, undefined, report);
  const end = skipClass(value, subtype, TOKEN);
  const length = typeEnd - start + 1 + end - subtype;
  if (value.charCodeAt(slash) !== SLASH || typeEnd === start || end === subtype || length > MEDIA_TYPE) {
    report?.("content-type-invalid");
    return undefined;
  }
  const type =
    typeEnd + 1 === subtype
      ? value.slice(start, end)
      : `${value.slice(start, typeEnd)}/${value.slice(subtype, end)}`;
  return { type: asciiLowerCase(type), parameters: parseParameters(value, end, options) };
}

/**
 * Writes a Content-Type value, not yet folded.
 *
 * @throws {MimeError} `media-type-invalid` when the type is not `type/subtype`; `parameter-invalid` for a name that
 * is no token or stands twice, `header-injection` for CR, LF or NUL, `header-too-long` for a value that cannot be
 * folded; `input-invalid`, `input-too-large`.
 * @example
 * formatContentType({ type: "text/plain", parameters: { charset: "utf-8" } }); // => "text/plain; charset=utf-8"
 * @see {@link parseContentType} for the way back; RFC 2045 §5.1
 */
export function formatContentType(contentType: {
  readonly type: string;
  readonly parameters?: Parameters | undefined;
}): string {
  const type = own(contentType, "type");
  if (!isMediaType(type)) {
    throw new MimeError("media-type-invalid", "Cannot write a Content-Type: it is not type/subtype");
  }
  return type + formatParameters(own(contentType, "parameters"));
}

/** Whether text is `type/subtype`, each a token, of at most 127 characters. */
export function isMediaType(text: unknown): text is string {
  if (typeof text !== "string" || text.length > MEDIA_TYPE) return false;
  const slash = text.indexOf("/");
  return isToken(text.slice(0, Math.max(0, slash))) && isToken(text.slice(slash + 1));
}
