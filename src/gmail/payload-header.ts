/** Header values as Gmail shows them (its rules 12 to 19), and written back so that it shows them again. */

import { asciiLowerCase, CR, isBlank } from "../bytes/ascii.js";
import type { Report } from "../errors.js";
import { simplifyPhrases } from "../header/address.js";
import { decodeEncodedWords, encodeEncodedWords } from "../header/encoded-word.js";
import { type Field, foldedValue, isOverlong } from "../header/field.js";
import {
  formatParameter,
  listStart,
  type ParameterPiece,
  parseParameters,
  scanParameters,
} from "../header/parameter.js";
import { cleanHeaderText, encodeHeaderText } from "../header/text.js";
import { isToken } from "../header/token.js";
import type { Limits } from "../limits.js";

/** Gmail rule 17 names these; the rules for parameters are seen in Content-Type and Content-Disposition. */
const ADDRESS_FIELDS = new Set(["from", "sender", "reply-to", "to", "cc", "bcc"]);
const PARAMETER_FIELDS = new Set(["content-type", "content-disposition"]);
/** A blank-free run over this many characters is encoded into words, which can be folded. */
const LONGEST_RUN = 900;

/**
 * Renders the value of a field as Gmail shows it: unfolded, phrases and parameters made plain, words decoded.
 *
 * @example
 * renderHeaderValue({ name: "Subject", value: "=?utf-8?Q?caf=C3=A9?=" }); // => "café"
 * @see {@link writeHeaderValue} for the way back; Gmail rules 13 to 19
 */
export function renderHeaderValue(field: Field, limits?: Limits, report?: Report): string {
  if (limits !== undefined && isOverlong(field, limits)) return cleanHeaderText(field.value);
  const words = { encodedWords: limits?.encodedWords, report };
  let text = unfoldedValue(field);
  if (text.includes('"') && ADDRESS_FIELDS.has(asciiLowerCase(field.name))) text = simplifyPhrases(text);
  if (text.includes("*") && PARAMETER_FIELDS.has(asciiLowerCase(field.name)))
    text = joinParameters(text, words, limits);
  else if (text.includes("=?")) text = decodeEncodedWords(text, words);
  return cleanHeaderText(text, report);
}

/** The value of a field as Gmail unfolds it, nothing decoded yet. */
export function unfoldedValue(field: Field): string {
  const folded = foldedValue(field);
  return folded === undefined || !hasNarrowFold(folded) ? field.value : unfoldLikeGmail(folded);
}

/** Whether a line break stands before fewer than two blanks: of the others only the break goes, as in any unfolding. */
function hasNarrowFold(text: string): boolean {
  const newline = text.includes("\n") ? "\n" : "\r";
  for (let at = text.indexOf(newline); at >= 0; at = text.indexOf(newline, at + 1)) {
    if (!isBlank(text.charCodeAt(at + 1)) || !isBlank(text.charCodeAt(at + 2))) return true;
  }
  return false;
}

/**
 * Gmail rule 14: a line break before exactly one blank becomes, with the blanks before it, one space; before
 * two or more blanks only the break goes.
 *
 * @param text - A folded value; its line breaks are LF, or CR where no LF stands in it.
 */
export function unfoldLikeGmail(text: string): string {
  const newline = text.includes("\n") ? "\n" : "\r";
  let unfolded = "";
  let from = 0;
  for (let at = text.indexOf(newline); at >= 0; at = text.indexOf(newline, from)) {
    const lineBreak = newline === "\n" && text.charCodeAt(at - 1) === CR && at > from ? at - 1 : at;
    let next = at + 1;
    while (isBlank(text.charCodeAt(next))) next++;
    if (next - at > 2) {
      unfolded += text.slice(from, lineBreak);
      from = at + 1;
      continue;
    }
    let end = lineBreak;
    while (end > from && isBlank(text.charCodeAt(end - 1))) end--;
    unfolded += text.slice(from, end);
    if (end > from || !unfolded.endsWith(" ")) unfolded += " ";
    from = next;
  }
  return unfolded + text.slice(from);
}

/** Gmail rule 18: RFC 2231 parameters of plain tokens are shown as one quoted parameter, quoted ones as written. */
function joinParameters(
  text: string,
  words: Parameters<typeof decodeEncodedWords>[1],
  limits: Limits | undefined,
): string {
  const at = listStart(text);
  if (at < 0) return decodeEncodedWords(text, words);
  const pieces = scanParameters(text, at, limits);
  const values = parseParameters(text, at, limits);
  const plain = plainContinuations(pieces);
  let joined = "";
  let from = 0;
  let previousEnd = at;
  const shown = new Set<string>();
  for (const piece of pieces) {
    const value = values.get(piece.name);
    if (plain.has(piece.name) && isContinued(piece) && value !== undefined) {
      if (shown.has(piece.name)) {
        joined += decodeEncodedWords(text.slice(from, previousEnd), words);
      } else {
        shown.add(piece.name);
        joined += decodeEncodedWords(text.slice(from, piece.start), words);
        joined += `${text.slice(piece.start, piece.start + piece.name.length)}="${value.replace(/["\\]/g, "\\$&")}"`;
      }
      from = piece.end;
    }
    previousEnd = piece.end;
  }
  return joined + decodeEncodedWords(text.slice(from), words);
}

function isContinued(piece: ParameterPiece): boolean {
  return piece.extended || piece.section !== undefined;
}

/** The names whose RFC 2231 pieces are all unquoted and well-formed. */
function plainContinuations(pieces: readonly ParameterPiece[]): Set<string> {
  const groups = new Map<string, ParameterPiece[]>();
  for (const piece of pieces) {
    if (!isContinued(piece)) continue;
    const group = groups.get(piece.name);
    if (group === undefined) groups.set(piece.name, [piece]);
    else group.push(piece);
  }
  const plain = new Set<string>();
  for (const [name, group] of groups) {
    const sections = new Map(group.map((piece) => [piece.section ?? 0, piece]));
    const first = sections.get(0);
    if (first === undefined || sections.size !== group.length) continue;
    if (first.extended && !/^[^']*'[^']*'/.test(first.value)) continue;
    if (group.every((piece) => !piece.quoted && (piece.section ?? 0) < group.length)) plain.add(name);
  }
  return plain;
}

/**
 * Writes a value that Gmail showed as a field value: words, quotes and parameters are encoded afresh, so that
 * {@link renderHeaderValue} gives the same value back.
 *
 * Each way of writing is tried by rendering it; the first that comes back the same is taken.
 *
 * @returns The value without folds, pure ASCII.
 * @example
 * writeHeaderValue("From", "Zaè <z@x.com>"); // => "=?utf-8?Q?Za=C3=A8?= <z@x.com>"
 * @see {@link renderHeaderValue} for the way back
 */
export function writeHeaderValue(name: string, value: string, report?: Report): string {
  const text = cleanHeaderText(value.toWellFormed());
  if (text !== value) report?.("payload-header-invalid");
  const key = asciiLowerCase(name);
  const column = name.length + 2;
  const comesBack = (wire: string): boolean =>
    !hasLongRun(wire) && renderHeaderValue({ name, value: wire }) === text;

  const isAddress = ADDRESS_FIELDS.has(key);
  const hasParameters = PARAMETER_FIELDS.has(key);
  if (isLiteral(text)) {
    const changes = (isAddress && text.includes('"')) || (hasParameters && text.includes("*"));
    if (!changes || comesBack(text)) return text;
  }
  if (/^[\t\x20-\x7e]*$/.test(text) && comesBack(text)) return text; // "=?" without a word
  if (hasParameters && hasLongRun(text)) {
    // No fold keeps a line short across hundreds of blanks, and a type inside of words is none.
    const spaced = text.replace(/[\t ]+/g, " ");
    if (isLiteral(spaced)) return spaced;
  }
  const ways = isAddress
    ? [() => encodePhrases(text, column, false), () => encodePhrases(text, column, true)]
    : hasParameters
      ? [() => encodeParameters(text, key, false), () => encodeParameters(text, key, true)]
      : [];
  if (hasParameters || hasLongRun(text)) ways.push(() => encodeStretches(text));
  ways.push(() => encodeHeaderText(text, { column }));
  for (const way of ways) {
    const wire = way();
    if (comesBack(wire)) return wire;
  }
  return encodeEncodedWords(text, { column }).join(" ");
}

/** Whether text stands on the wire as it is: printable ASCII, nothing like an encoded word, room for folds. */
function isLiteral(text: string): boolean {
  return /^[\t\x20-\x7e]*$/.test(text) && !text.includes("=?") && !hasLongRun(text);
}

/** The same for text that only begins like an encoded word: a boundary inside of one would not be kept. */
function isWordless(text: string): boolean {
  return /^[\t\x20-\x7e]*$/.test(text) && !hasLongRun(text) && decodeEncodedWords(text) === text;
}

/** Whether no fold can keep the lines of a text short: a long word, or a long run of blanks. */
function hasLongRun(text: string): boolean {
  if (text.length > LONGEST_RUN && /[\t ]{300}/.test(text)) return true;
  let start = 0;
  for (let end = text.indexOf(" "); end >= 0; end = text.indexOf(" ", start)) {
    if (end - start > LONGEST_RUN) return true;
    start = end + 1;
  }
  return text.length - start > LONGEST_RUN;
}

/** Encodes only what is not ASCII and what is too long, glued in place, so that the structure around it stays. */
function encodeStretches(text: string): string {
  const stretches = /(?:[^\t\x20-\x7e]+|[A-Za-z0-9]{200,})(?:[\t ]+(?:[^\t\x20-\x7e]+|[A-Za-z0-9]{200,}))*/g;
  return text.replace(stretches, (stretch) => encodeEncodedWords(stretch, { column: 78 }).join(" "));
}

/** Encodes the phrases and comments of an address field that are not ASCII, quotes and all. */
function encodePhrases(text: string, column: number, quotedToo: boolean): string {
  return text.replace(/(?:"(?:[^"\\]|\\[\s\S]?)*(?:"|$)|[^"<>(),:;])+/g, (phrase, at: number) => {
    const needed = /[^\t\x20-\x7e]|=\?/.test(phrase) || (quotedToo && phrase.includes('"'));
    if (!needed) return phrase;
    const core = cleanHeaderText(phrase); // without its outer blanks
    const start = phrase.indexOf(core);
    const words = encodeEncodedWords(core, { column: at === 0 ? column : 40 }).join(" ");
    return phrase.slice(0, start) + words + phrase.slice(start + core.length);
  });
}

/**
 * Encodes the values of parameters that cannot stand as they are: quoted ones by RFC 2231, but a Content-Type's
 * name, which old readers look at, and unquoted ones as encoded words; or all of them as encoded words.
 */
function encodeParameters(text: string, key: string, asWords: boolean): string {
  const at = listStart(text);
  let encoded = "";
  let from = 0;
  for (const piece of at < 0 ? [] : scanParameters(text, at)) {
    const name = text.slice(piece.start, piece.start + piece.name.length);
    const isPlain = isLiteral(piece.value) || (!asWords && isWordless(piece.value));
    if (isPlain || !isToken(name)) continue;
    encoded += encodeBare(text.slice(from, piece.start));
    if (asWords || !piece.quoted || (key === "content-type" && piece.name === "name")) {
      const words = encodeEncodedWords(piece.value, { column: name.length + 3 }).join(" ");
      encoded += piece.quoted ? `${name}="${words}"` : `${name}=${words}`;
    } else encoded += formatParameter(name, piece.value);
    from = piece.end;
  }
  return encoded + encodeBare(text.slice(from));
}

/** Encodes what is no parameter: whole, as behind a bare name the "=" of a word would make it one. */
function encodeBare(text: string): string {
  const bare = /[^\s;="/]*[^\t\x20-\x7e][^\s;="/]*/.source;
  const stretches = new RegExp(`(?<![^;\\s])${bare}(?:[\\t ]+${bare})*`, "g");
  return encodeStretches(
    text.replace(stretches, (stretch) => encodeEncodedWords(stretch, { column: 78 }).join(" ")),
  );
}

/**
 * Sets a parameter of a value as Gmail shows it: in its place, or at the end.
 *
 * @example
 * setParameter("text/plain; charset=latin1", "charset", "utf-8"); // => "text/plain; charset=utf-8"
 */
export function setParameter(text: string, name: string, value: string): string {
  const at = listStart(text);
  const pieces = at < 0 ? [] : scanParameters(text, at);
  const piece = pieces.find((candidate) => candidate.name === name);
  const written = formatParameter(name, value);
  if (piece !== undefined) {
    const rest = text.slice(piece.end);
    // What follows a quoted value without a ";" would become part of one without quotes.
    const quoted = piece.quoted && isToken(value) && /^[\t ]*[^\t ;]/.test(rest);
    return text.slice(0, piece.start) + (quoted ? `${name}="${value}"` : written) + rest;
  }
  const end = text.replace(/[; ]{1,64}$/, "");
  return `${end}; ${written}`;
}
