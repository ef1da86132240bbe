/** The parameters of a call: taken from a caller, and as they stand in a path, a query and a JSON body. */

import { sameName } from "../bytes/ascii.js";
import { own, ownArray } from "../bytes/given.js";
import { MimeError, type MimeErrorCode } from "../errors.js";
import { toWellFormed } from "../header/character.js";
import type { Parameter } from "./method.js";

export type Value = string | boolean | number | readonly string[];

/**
 * Takes a parameter from an object: a caller's call, or JSON that was parsed.
 *
 * @param wrongWord - The code for text that is none of the parameter's words: a caller's option, a stranger's input.
 * @throws {MimeError} `input-invalid` for a value of the wrong type or a required one that is missing,
 * `input-too-large` for more values than the method takes.
 */
export function takeValue(
  holder: unknown,
  parameter: Parameter,
  action: string,
  wrongWord: MimeErrorCode,
): Value | undefined {
  const { name } = parameter;
  if (!parameter.repeated) {
    const value = own(holder, name);
    return value === undefined ? missing(parameter, action) : checkOne(value, parameter, action, wrongWord);
  }
  const value = ownArray(holder, name);
  if (value === undefined) return missing(parameter, action);
  if (value.length > (parameter.most ?? Number.POSITIVE_INFINITY)) {
    throw new MimeError("input-too-large", `Cannot ${action}: more than ${parameter.most} "${name}"`);
  }
  return value.map((one) => checkOne(one, parameter, action, wrongWord) as string);
}

function missing(parameter: Parameter, action: string): undefined {
  if (!parameter.required) return undefined;
  throw new MimeError("input-invalid", `Cannot ${action}: it has no "${parameter.name}"`);
}

function checkOne(
  value: unknown,
  { name, type, words }: Parameter,
  action: string,
  wrongWord: MimeErrorCode,
): Value {
  const expected = type === "flag" ? "boolean" : type === "count" ? "number" : "string";
  if (
    typeof value !== expected ||
    (type === "count" && !(Number.isSafeInteger(value) && (value as number) >= 0))
  ) {
    throw new MimeError("input-invalid", `Cannot ${action}: "${name}" is no ${NOUNS[type]}`);
  }
  if (words === undefined) return value as Value;
  const word = words.find((known) => sameName(known, value as string));
  if (word !== undefined) return word;
  throw new MimeError(wrongWord, `Cannot ${action}: "${name}" is none of ${words.join(", ")}`);
}

const NOUNS = { text: "string", flag: "boolean", count: "whole number" } as const;

/** A query as pairs of names and values, both decoded. */
export type Query = ReadonlyMap<string, readonly string[]>;

/**
 * Writes one segment of a path.
 *
 * @throws {MimeError} `input-invalid` for what no segment can say: nothing, and the dots that mean another path.
 */
export function formatSegment(value: string, name: string, action: string): string {
  // Readers of URLs take "%2E" for a dot, so that encoding these would not help.
  if (value !== "" && value !== "." && value !== "..") return percentEncode(value);
  throw new MimeError("input-invalid", `Cannot ${action}: "${name}" is empty or only dots`);
}

/** Writes a parameter as pairs of a query: a repeated one as often as it has values. */
export function formatQueryPairs(name: string, value: Value): string[] {
  const values = typeof value === "object" ? value : [String(value)];
  return values.map((one) => `${name}=${percentEncode(one)}`);
}

function percentEncode(text: string): string {
  return encodeURIComponent(toWellFormed(text));
}

/** @throws {MimeError} `input-invalid` for text that is no percent-encoded UTF-8. */
export function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new MimeError("input-invalid", "Cannot read the url: it is not percent-encoded UTF-8", { cause });
  }
}

/** Reads a query; "+" is a blank, as forms write it. */
export function parseQuery(text: string): Query {
  const query = new Map<string, string[]>();
  for (const pair of text.split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const name = percentDecode((equals < 0 ? pair : pair.slice(0, equals)).replaceAll("+", " "));
    const value = equals < 0 ? "" : percentDecode(pair.slice(equals + 1).replaceAll("+", " "));
    const values = query.get(name);
    if (values === undefined) query.set(name, [value]);
    else values.push(value);
  }
  return query;
}

/**
 * Takes a parameter from a query; of one that stands once the first value counts.
 *
 * @throws {MimeError} `input-invalid`, as {@link takeValue}.
 */
export function takeQueryValue(query: Query, parameter: Parameter, action: string): Value | undefined {
  const texts = query.get(parameter.name);
  if (texts === undefined) return missing(parameter, action);
  const values = texts.map((text) => typed(text, parameter));
  const value = parameter.repeated ? values : values[0];
  return takeValue({ [parameter.name]: value }, parameter, action, "input-invalid");
}

/** What text means by the type of its parameter; what means nothing stays text, and is refused as such. */
function typed(text: string, { type }: Parameter): string | boolean | number {
  if (type === "flag" && /^(?:true|false)$/i.test(text)) return text.length === 4;
  return type === "count" && /^\d{1,15}$/.test(text) ? Number(text) : text;
}
