/** HTTP messages as bytes: a start line, headers that are never folded, and a body (RFC 9112 §2). */

import { CR, LF, sameName } from "../bytes/ascii.js";
import { latin1Text, utf8Bytes, utf8Text } from "../bytes/bytes.js";
import { own } from "../bytes/given.js";
import { textEnd } from "../bytes/lines.js";
import { plainBytes } from "../bytes/source.js";
import { MimeError } from "../errors.js";
import { readHeaderBlock } from "../header/block.js";
import { parseContentType } from "../header/content-type.js";
import type { Field } from "../header/field.js";
import { isToken } from "../header/token.js";
import { DEFAULT_LIMITS } from "../limits.js";

/** An HTTP message that was read. */
export interface HttpMessage {
  readonly startLine: string;
  /** By the names as they came; of a repeated one the values are joined by commas (RFC 9110 §5.2). */
  readonly headers: Map<string, string>;
  readonly body: Uint8Array | undefined;
}

/** The headers a caller gave, as pairs: own properties that are strings. */
export function headerPairs(headers: unknown): [name: string, value: string][] {
  if (headers === undefined) return [];
  if (typeof headers !== "object" || headers === null) {
    throw new MimeError("input-invalid", "Cannot read the headers: not an object");
  }
  let names: string[];
  try {
    names = Object.keys(headers);
  } catch (cause) {
    throw new MimeError("input-invalid", "Cannot read the headers", { cause });
  }
  const pairs: [string, string][] = [];
  for (const name of names) {
    const value = own(headers, name);
    if (typeof value === "string") pairs.push([name, value]);
    else if (value !== undefined)
      throw new MimeError("input-invalid", "Cannot use a header: it is no string");
  }
  return pairs;
}

/** Finds a header without case. */
export function findHttpHeader(
  headers: Iterable<readonly [name: string, value: string]>,
  name: string,
): string | undefined {
  for (const [given, value] of headers) if (sameName(given, name)) return value;
  return undefined;
}

/** Checks the body a caller gave; one that is missing is empty. */
export function checkBody(body: unknown): Uint8Array | string {
  const checked = body === undefined || typeof body === "string" ? (body ?? "") : plainBytes(body);
  if (checked !== undefined) return checked;
  throw new MimeError("input-invalid", "Cannot read the body: neither a Uint8Array nor a string");
}

/** A body as bytes: text is UTF-8. */
export function bodyBytes(body: Uint8Array | string): Uint8Array {
  return typeof body === "string" ? utf8Bytes(body) : body;
}

/**
 * Checks what goes into one HTTP header.
 *
 * @throws {MimeError} `header-name`, or `header-injection` for a value with CR, LF or NUL.
 */
export function checkHttpHeader(name: string, value: string): void {
  if (!isToken(name)) throw new MimeError("header-name", "Cannot write an HTTP header: its name is no token");
  if (/[\0\r\n]/.test(value)) {
    throw new MimeError(
      "header-injection",
      `Cannot write HTTP header "${name.slice(0, 60)}": it holds a line break or NUL`,
    );
  }
}

/**
 * Writes the head of an HTTP message: its start line, its headers, the empty line.
 *
 * The length of the body is written whatever the headers said of it.
 *
 * @throws {MimeError} what {@link checkHttpHeader} throws.
 * @see {@link parseHttp} for the way back
 */
export function formatHttpHead(
  startLine: string,
  headers: Iterable<readonly [name: string, value: string]>,
  body: Uint8Array | undefined,
): Uint8Array {
  let head = `${startLine}\r\n`;
  for (const [name, value] of headers) {
    if (sameName(name, "Content-Length")) continue;
    checkHttpHeader(name, value);
    head += `${name}: ${value}\r\n`;
  }
  if (body !== undefined) head += `Content-Length: ${body.length}\r\n`;
  return utf8Bytes(`${head}\r\n`);
}

/**
 * Reads an HTTP message; line ends may be bare LF, and the empty line may be missing where no body follows.
 *
 * A declared length tells whether there is a body, and where it ends when only line breaks follow.
 *
 * @returns The body is a view on the source.
 * @see {@link formatHttpHead} for the way back
 */
export function parseHttp(source: Uint8Array): HttpMessage {
  let start = 0;
  while (source[start] === CR || source[start] === LF) start++;
  const found = source.indexOf(LF, start);
  const next = found < 0 ? source.length : found + 1;
  const startLine = latin1Text(source, start, textEnd(source, start, next, LF));
  const block = readHeaderBlock(source, next, source.length, LF, DEFAULT_LIMITS, undefined, () => {});
  const headers = joinFields(block.fields);
  const length = takeContentLength(headers);
  return { startLine, headers, body: cutBody(source.subarray(block.body), length) };
}

function joinFields(fields: readonly Field[]): Map<string, string> {
  const headers = new Map<string, string>();
  const names = new Map<string, string>(); // as the first of each came
  for (const { name, value } of fields) {
    if (!isToken(name)) continue;
    const first = names.get(name.toLowerCase());
    names.set(name.toLowerCase(), first ?? name);
    headers.set(first ?? name, first === undefined ? value : `${headers.get(first)}, ${value}`);
  }
  return headers;
}

function takeContentLength(headers: Map<string, string>): number | undefined {
  for (const [name, value] of headers) {
    if (!sameName(name, "Content-Length")) continue;
    headers.delete(name);
    return /^\d{1,15}$/.test(value) ? Number(value) : undefined;
  }
  return undefined;
}

/** A length in characters, as some clients count, is too short: it cuts nothing but line breaks. */
function cutBody(body: Uint8Array, length: number | undefined): Uint8Array | undefined {
  const end = Math.min(length ?? 0, body.length);
  for (let i = end; i < body.length; i++) if (body[i] !== CR && body[i] !== LF) return body;
  return length === undefined ? undefined : body.subarray(0, end);
}

/** Bodies are text where they are declared as JSON and are UTF-8, else bytes. */
export function textOrBytes(body: Uint8Array, contentType: string | undefined): Uint8Array | string {
  const isJson = contentType !== undefined && parseContentType(contentType)?.type === "application/json";
  return (isJson ? utf8Text(body) : undefined) ?? body;
}
