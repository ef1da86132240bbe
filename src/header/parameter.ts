/** Parameters of Content-Type and Content-Disposition: their values, both ways (RFC 2045 §5.1, RFC 2231). */

import { asciiLowerCase, isBlank } from "../bytes/ascii.js";
import { type DefectCode, MimeError, type Report } from "../errors.js";
import { DEFAULT_LIMITS, PARAMETER_NAME } from "../limits.js";
import { toWellFormed } from "./character.js";
import { decodeEncodedWords } from "./encoded-word.js";
import { formatExtended, formatQuotedSections, joinPieces, PARAMETER_LENGTH } from "./extended-parameter.js";
import { type ParameterOptions, type ParameterPiece, scanParameters } from "./parameter-list.js";
import { cleanHeaderText } from "./text.js";
import { ATTRIBUTE, isToken, quoteString, skipClass, TOKEN } from "./token.js";

const QUOTE = 0x22;
const SEMICOLON = 0x3b;
const EQUALS = 0x3d;
const QUESTION = 0x3f;
const BACKSLASH = 0x5c;

export {
  listStart,
  type ParameterOptions,
  type ParameterPiece,
  readParameterOptions,
  scanParameters,
} from "./parameter-list.js";

/**
 * Reads a parameter list into its values, by lower-case name, in the order of the names.
 *
 * RFC 2231 pieces are joined and percent-decoded once, and win over a plain parameter of the same name, which
 * is there for old readers; encoded words in plain values are decoded (Gmail rule 24). Of a repeated parameter
 * the first counts. Reports `parameter-repeated`, `parameter-invalid`, `limit-parameters`, and of the values
 * `encoded-word-invalid`, `charset-unknown`, `charset-malformed`, `header-control`.
 *
 * @param at - On or before the first ";".
 * @example
 * parseParameters("a; name*0*=utf-8''caf%C3; name*1*=%A9", 1).get("name"); // => "café"
 * @see {@link formatParameter} for the way back; RFC 2231 §3 and §4
 */
export function parseParameters(text: string, at: number, options?: ParameterOptions): Map<string, string> {
  return readPlainParameters(text, at, options?.parameters) ?? readList(text, at, options);
}

/**
 * Reads what nearly all lists are, in one pass: tokens and plain quoted strings, nothing encoded, nothing odd.
 *
 * @returns `undefined` for any other list.
 */
export function readPlainParameters(
  text: string,
  at: number,
  parameters: number = DEFAULT_LIMITS.parameters,
): Map<string, string> | undefined {
  const values = new Map<string, string>();
  for (let i = at; i < text.length; ) {
    if (text.charCodeAt(i++) !== SEMICOLON || values.size === parameters) return undefined;
    while (isBlank(text.charCodeAt(i))) i++;
    if (i === text.length) break;
    const nameEnd = skipClass(text, i, ATTRIBUTE);
    if (nameEnd === i || nameEnd - i > PARAMETER_NAME || text.charCodeAt(nameEnd) !== EQUALS)
      return undefined;
    const name = asciiLowerCase(text.slice(i, nameEnd));
    const quoted = text.charCodeAt(nameEnd + 1) === QUOTE;
    const start = quoted ? nameEnd + 2 : nameEnd + 1;
    i = quoted ? plainQuotedEnd(text, start) : skipClass(text, start, TOKEN);
    if (i <= start || values.has(name)) return undefined;
    values.set(name, text.slice(start, i));
    if (quoted) i++;
  }
  return values;
}

/** Where the quoted string closes; -1 when it is not printable ASCII, has quoted pairs, outer blanks or words. */
function plainQuotedEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return isBlank(text.charCodeAt(start)) || isBlank(text.charCodeAt(at - 1)) ? -1 : at;
    if (code < 0x20 || code > 0x7e || code === BACKSLASH) return -1;
    if (code === EQUALS && text.charCodeAt(at + 1) === QUESTION) return -1;
  }
  return -1;
}

function readList(text: string, at: number, options: ParameterOptions | undefined): Map<string, string> {
  const report = options?.report;
  const values = new Map<string, string>();
  let continued: Map<string, ParameterPiece[]> | undefined;
  for (const piece of scanParameters(text, at, options)) {
    if (piece.extended || piece.section !== undefined) {
      continued ??= new Map();
      const pieces = continued.get(piece.name);
      if (pieces === undefined) continued.set(piece.name, [piece]);
      else pieces.push(piece);
      if (!values.has(piece.name)) values.set(piece.name, MISSING);
    } else if ((values.get(piece.name) ?? MISSING) === MISSING)
      values.set(piece.name, plainValue(piece, report));
    else report?.("parameter-repeated", piece.start);
  }
  for (const [name, pieces] of continued ?? []) {
    const value = joinPieces(pieces, report);
    // One of nothing says less than the plain one.
    if (value !== undefined && (value !== "" || values.get(name) === MISSING))
      values.set(name, cleanHeaderText(value, report));
    else if (values.get(name) === MISSING) values.delete(name);
  }
  return values;
}

/** Keeps a name's place until its pieces are joined: no decoded value holds NUL. */
const MISSING = "\0";

function plainValue(piece: ParameterPiece, report: Report | undefined): string {
  const { value, start } = piece;
  const shifted = report && ((code: DefectCode) => report(code, start));
  return cleanHeaderText(decodeEncodedWords(value, { report: shifted }), shifted);
}

/**
 * Writes one parameter: `name=token`, `name="quoted"`, or by RFC 2231 what is not ASCII, not short, or looks encoded.
 *
 * @returns One parameter, or its sections joined by "; ", so that a fold can stand after each.
 * @throws {MimeError} `header-injection` for CR, LF or NUL; `parameter-invalid` for a name that is no token or holds
 * an asterisk; `input-invalid` for no string.
 * @example
 * formatParameter("filename", "q\"uo;te é.pdf"); // => "filename*=utf-8''q%22uo%3Bte%20%C3%A9.pdf"
 * @see {@link parseParameters} for the way back; RFC 2231 §3 and §4
 */
export function formatParameter(name: string, value: string): string {
  return formatSections(name, value).join("; ");
}

/** How many sections a parameter is written in; 0 when it needs none. */
export function countSections(name: string, value: string): number {
  const { length } = formatSections(name, value);
  return length > 1 ? length : 0;
}

function formatSections(name: string, value: string): string[] {
  if (typeof name !== "string" || !isToken(name) || name.includes("*") || name.length > PARAMETER_NAME) {
    throw new MimeError("parameter-invalid", "Cannot write a parameter: its name is no token");
  }
  if (typeof value !== "string") {
    throw new MimeError("input-invalid", `Cannot write parameter "${name}": its value is no string`);
  }
  if (/[\0\r\n]/.test(value)) {
    throw new MimeError("header-injection", `Cannot write parameter "${name}": it holds a line break or NUL`);
  }
  // "=?" would be read as an encoded word, by us and by others.
  if (/[^\t\x20-\x7e]|=\?/.test(value)) return formatExtended(name, toWellFormed(value));
  const plain = `${name}=${isToken(value) ? value : quoteString(value)}`;
  const longest = UNCUT.has(asciiLowerCase(name)) ? UNCUT_LENGTH : PARAMETER_LENGTH;
  return plain.length <= longest ? [plain] : formatQuotedSections(name, value);
}

/** Parameters that structure a message: readers seek them whole. */
const UNCUT: ReadonlySet<string> = new Set(["boundary", "charset", "micalg", "protocol", "start", "type"]);
const UNCUT_LENGTH = 900;

/** Parameters to be written: a map, a record, or pairs. A value that is `undefined` is left out. */
export type Parameters =
  | Iterable<readonly [name: string, value: string | undefined]>
  | Readonly<Record<string, string | undefined>>;

/**
 * Writes a parameter list, each parameter behind a "; ".
 *
 * @throws {MimeError} what {@link formatParameter} throws; `parameter-invalid` for a repeated name.
 * @example
 * formatParameters({ charset: "utf-8" }); // => "; charset=utf-8"
 * @see {@link parseParameters} for the way back
 */
export function formatParameters(parameters: unknown): string {
  let list = "";
  const names: string[] = [];
  for (const [name, value] of parameterPairs(parameters)) {
    if (value === undefined) continue;
    list += `; ${formatParameter(name as string, value as string)}`;
    names.push(asciiLowerCase(name as string));
  }
  if (names.length > 1 && new Set(names).size < names.length) {
    const name = names.find((one, i) => names.indexOf(one) < i);
    throw new MimeError("parameter-invalid", `Cannot write parameter "${name}": it is given twice`);
  }
  return list;
}

/** More parameters than any field has: what gives more gives them without end. */
const MOST_PAIRS = 10_000;

function takePairs(given: Iterable<unknown>): unknown[] {
  const pairs: unknown[] = [];
  for (const pair of given) {
    if (pairs.push(pair) > MOST_PAIRS)
      throw new MimeError("input-too-large", "Cannot write parameters: too many");
  }
  return pairs;
}

/** Whatever a caller gave, as pairs of whatever: each is read once. */
function parameterPairs(parameters: unknown): readonly (readonly unknown[])[] {
  if (parameters === undefined || parameters === null) return [];
  let pairs: unknown[] | undefined;
  try {
    if (typeof parameters === "object") {
      pairs =
        Symbol.iterator in parameters
          ? takePairs(parameters as Iterable<unknown>)
          : Object.entries(parameters);
      pairs = pairs.map((pair) => (Array.isArray(pair) ? [pair[0], pair[1]] : undefined));
    }
  } catch (cause) {
    if (cause instanceof MimeError) throw cause;
    throw new MimeError("input-invalid", "Cannot read the parameters given", { cause });
  }
  if (pairs?.every((pair) => pair !== undefined)) return pairs as unknown[][];
  throw new MimeError("input-invalid", "Cannot write parameters: neither a record nor pairs");
}
