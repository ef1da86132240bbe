/** Content-Disposition: how a part is to be shown, and its file name, both ways (RFC 2183). */

import { asciiLowerCase } from "../bytes/ascii.js";
import { own } from "../bytes/given.js";
import { MimeError } from "../errors.js";
import { MEDIA_TYPE } from "../limits.js";
import { decodeEncodedWords } from "./encoded-word.js";
import {
  formatParameters,
  type ParameterOptions,
  type Parameters,
  parseParameters,
  readParameterOptions,
} from "./parameter.js";
import { checkText, cleanHeaderText } from "./text.js";
import { isToken, skipClass, skipComments, TOKEN } from "./token.js";

/** A Content-Disposition value (RFC 2183). */
export interface ContentDisposition {
  /** Lower-case: "attachment", "inline" or another token. */
  readonly type: string;
  /** By lower-case name, decoded. */
  readonly parameters: ReadonlyMap<string, string>;
}

const QUOTE = 0x22;
const EQUALS = 0x3d;

// Beyond RFC 2183 §2 we accept:
// 1. a missing type: "attachment", as RFC 2183 §2.8 says of types one does not know
// 2. a type in quotes
// 3. a type in encoded words, as Gmail shows the value decoded

/**
 * Reads a Content-Disposition value.
 *
 * @returns `undefined` for one that holds nothing but blanks and comments; reports `parameter-invalid` when there is
 * no type, and what is wrong with a parameter.
 * @throws {MimeError} `input-invalid` when the value is no string; `option-invalid`.
 * @example
 * parseContentDisposition("attachment; filename=a.pdf")?.parameters.get("filename"); // => "a.pdf"
 * @see {@link formatContentDisposition} for the way back; RFC 2183 §2
 */
export function parseContentDisposition(
  value: string,
  options?: ParameterOptions,
): ContentDisposition | undefined {
  checkText(value, "read");
  return readContentDisposition(value, readParameterOptions(options));
}

/** The same under options that are checked. */
export function readContentDisposition(
  value: string,
  options: ParameterOptions | undefined,
): ContentDisposition | undefined {
  let start = skipComments(value, 0);
  if (start >= value.length) return undefined;
  if (value.startsWith("=?", start)) {
    const parameters = value.indexOf(";", start);
    const head = parameters < 0 ? value.slice(start) : value.slice(start, parameters);
    const decoded = cleanHeaderText(decodeEncodedWords(head));
    if (decoded !== head) return readContentDisposition(decoded + value.slice(start + head.length), options);
  }
  const quoted = value.charCodeAt(start) === QUOTE;
  if (quoted) start++;
  const end = skipClass(value, start, TOKEN);
  const next = quoted && value.charCodeAt(end) === QUOTE ? end + 1 : skipComments(value, end);
  if (end === start || end - start > MEDIA_TYPE || value.charCodeAt(next) === EQUALS) {
    options?.report?.("parameter-invalid", start);
    return { type: "attachment", parameters: parseParameters(value, start, options) };
  }
  return { type: asciiLowerCase(value.slice(start, end)), parameters: parseParameters(value, next, options) };
}

/**
 * Writes a Content-Disposition value, not yet folded.
 *
 * @throws {MimeError} `media-type-invalid` when the type is no token; `parameter-invalid` for a name that is no
 * token or stands twice, `header-injection` for CR, LF or NUL, `header-too-long` for a value that cannot be folded;
 * `input-invalid`, `input-too-large`.
 * @example
 * formatContentDisposition({ type: "attachment", parameters: { filename: "a b.pdf" } });
 * // => 'attachment; filename="a b.pdf"'
 * @see {@link parseContentDisposition} for the way back; RFC 2183 §2
 */
export function formatContentDisposition(disposition: {
  readonly type: string;
  readonly parameters?: Parameters | undefined;
}): string {
  const type = own(disposition, "type");
  if (typeof type !== "string" || !isToken(type) || type.length > MEDIA_TYPE) {
    throw new MimeError("media-type-invalid", "Cannot write a Content-Disposition: its type is no token");
  }
  return type + formatParameters(own(disposition, "parameters"));
}
