/** Fields of a mail or an attachment that no property tells, both ways. */

import { copyArray, isArray, own, ownNames } from "../bytes/given.js";
import { MimeError, type Report } from "../errors.js";
import type { Field } from "../header/field.js";
import { checkFieldName } from "../header/field-name.js";
import { cleanHeaderText, encodeHeaderText, readHeaderText } from "../header/text.js";
import type { Limits } from "../limits.js";
import type { Header } from "./mail.js";

/** How header text is written. */
export interface HeaderStyle {
  readonly charset: string;
  /** RFC 6532: text outside ASCII stands as it is. */
  readonly utf8: boolean;
}

/**
 * The value of an unstructured field, decoded; past `fieldBytes` it stays as it is.
 *
 * @see {@link formatText} for the way back
 */
export function fieldText(field: Field, limits: Limits, report: Report): string {
  if (field.value.length > limits.fieldBytes) return field.value;
  return readHeaderText(field.value, { encodedWords: limits.encodedWords, report });
}

/**
 * Writes unstructured text, encoded where it must be.
 *
 * @throws {MimeError} `header-injection`, `charset-invalid`.
 * @see {@link fieldText} for the way back
 */
export function formatText(name: string, text: string, style: HeaderStyle): string {
  if (style.utf8 && isWritable(text)) return cleanHeaderText(text.toWellFormed());
  return encodeHeaderText(text, { column: name.length + 2, charset: style.charset });
}

/** Whether text may stand in a UTF-8 field as it is: nothing like a word, no controls, places to fold. */
function isWritable(text: string): boolean {
  return !/=\?|(?!\t)\p{Cc}|[\u2028\u2029]|[^\t ]{300}|[\t ]{60}/u.test(text);
}

/** A longer parameter would take more RFC 2231 sections than readers join. */
const LONGEST_PARAMETER = 600;

/** A parameter of a mail's own, as it can be written again: one that is too long is cut. */
export function readParameter(value: string | undefined): string | undefined {
  if (value === undefined || value.length <= LONGEST_PARAMETER) return value;
  return cleanHeaderText(value.slice(0, LONGEST_PARAMETER).replace(/[\ud800-\udbff]$/, ""));
}

/** @throws {MimeError} `header-too-long` for a parameter that readers would cut. */
export function checkParameter(name: string, value: string | undefined): void {
  if (value === undefined || value.length <= LONGEST_PARAMETER) return;
  throw new MimeError(
    "header-too-long",
    `Cannot write parameter "${name}": over ${LONGEST_PARAMETER} characters`,
  );
}

/** The custom fields of a mail or an attachment, from any of the forms they may be given in. */
export function readHeaderInput(owner: object): Header[] {
  const given = own(owner, "headers");
  if (given === undefined) return [];
  if (typeof given !== "object" || given === null) {
    throw new MimeError("input-invalid", "Cannot use headers: neither a list nor a record");
  }
  if (isArray(given)) return copyArray(given, "headers").map(readHeader);
  const headers: Header[] = [];
  for (const name of ownNames(given)) {
    const value = own(given, name);
    const values = isArray(value) ? copyArray(value, "headers") : value === undefined ? [] : [value];
    for (const one of values) headers.push(readHeader([name, one]));
  }
  return headers;
}

function readHeader(given: unknown): Header {
  const [name, value] = isArray(given)
    ? copyArray(given, "headers")
    : [own(given, "name"), own(given, "value")];
  checkFieldName(name);
  if (typeof value === "string") return { name, value };
  throw new MimeError("input-invalid", `Cannot write header "${name}": its value is no string`);
}
