/** Values that one plain parameter cannot hold: cut into sections, percent-encoded with a charset (RFC 2231). */

import { utf8Bytes } from "../bytes/bytes.js";
import { canonicalCharset } from "../codec/charset.js";
import type { Report } from "../errors.js";
import { afterCodePoint, characterCut } from "./character.js";
import { decodeEncodedWords, decodeWordBytes } from "./encoded-word.js";
import type { ParameterPiece } from "./parameter-list.js";
import { ATTRIBUTE, classOf, quoteString } from "./token.js";
import { hexOf, hexPair } from "./word-content.js";

/** The longest parameter written in one piece, as a line of 78 holds a blank before it and a ";" after it. */
export const PARAMETER_LENGTH = 75;
/** What is left for the value of a section under a very long name. */
const LEAST_ROOM = 24;
const PERCENT = 0x25;

/**
 * Joins the RFC 2231 pieces of one name into their text; `undefined` when section 0 is missing.
 *
 * `name*=` wins over sections; sections count up to the first gap. Reports `parameter-repeated` (the first
 * counts), `parameter-invalid`, `charset-unknown`, `charset-malformed`.
 *
 * @see {@link formatExtended} for the way back; RFC 2231 §3 and §4
 */
export function joinPieces(pieces: readonly ParameterPiece[], report?: Report): string | undefined {
  const sections = new Map<number, ParameterPiece>(); // -1 stands for `name*=`
  for (const piece of pieces) {
    const section = piece.section ?? -1;
    if (sections.has(section)) report?.("parameter-repeated", piece.start);
    else sections.set(section, piece);
  }
  const whole = sections.get(-1);
  if (whole !== undefined) return decodePieces([whole], report);
  const joined: ParameterPiece[] = [];
  for (let piece = sections.get(0); piece !== undefined; piece = sections.get(joined.length))
    joined.push(piece);
  if (joined.length < sections.size) report?.("parameter-invalid", pieces[0]?.start);
  return joined.length === 0 ? undefined : decodePieces(joined, report);
}

/** The first piece, where it is extended, names the charset; plain pieces are literal text between bytes. */
function decodePieces(pieces: readonly ParameterPiece[], report: Report | undefined): string {
  const first = pieces[0] as ParameterPiece;
  if (!pieces.some((piece) => piece.extended)) {
    const text = pieces.map((piece) => piece.value).join("");
    return decodeEncodedWords(text, { report: report && ((code) => report(code, first.start)) });
  }
  let charset: string | undefined;
  let text = "";
  let bytes: number[] = []; // of adjacent extended pieces, so that a character may be split between them
  const flush = (): void => {
    if (bytes.length > 0) text += decodeWordBytes(Uint8Array.from(bytes), charset, report, first.start);
    bytes = [];
  };
  for (const piece of pieces) {
    let value = piece.value;
    if (piece === first && piece.extended) {
      const prefix = /^([^']*)'[^']*'/.exec(value);
      if (prefix === null) report?.("parameter-invalid", piece.start);
      else value = value.slice(prefix[0].length);
      const label = prefix?.[1] || undefined;
      charset = label && (canonicalCharset(label) ?? label);
    }
    if (piece.extended) {
      for (let i = 0; i < value.length; i++) {
        const byte = value.charCodeAt(i) === PERCENT ? hexPair(value, i + 1) : -1;
        if (byte >= 0) {
          bytes.push(byte);
          i += 2;
        } else if (value.charCodeAt(i) < 0x80) {
          bytes.push(value.charCodeAt(i));
        } else {
          flush(); // raw 8-bit text, read already
          text += value.charAt(i);
        }
      }
    } else {
      flush();
      text += value;
    }
  }
  flush();
  return text;
}

/**
 * Writes text percent-encoded, in sections of whole characters when it is too long for one parameter.
 *
 * @param text - Well-formed.
 * @returns The parameter, or its sections in order.
 * @see {@link joinPieces} for the way back; RFC 2231 §4
 */
export function formatExtended(name: string, text: string): string[] {
  const whole = `${name}*=utf-8''${encodePercent(text)}`;
  if (whole.length <= PARAMETER_LENGTH) return [whole];
  return formatSections(name, text, percentWidth, (section, number) =>
    number === 0 ? `*0*=utf-8''${encodePercent(section)}` : `*${number}*=${encodePercent(section)}`,
  );
}

/** Writes long ASCII text in quoted sections (RFC 2231 §3). */
export function formatQuotedSections(name: string, text: string): string[] {
  return formatSections(name, text, quotedWidth, (section, number) => `*${number}=${quoteString(section)}`);
}

function formatSections(
  name: string,
  text: string,
  width: (code: number) => number,
  write: (section: string, number: number) => string,
): string[] {
  const parameters: string[] = [];
  for (let at = 0; at < text.length; ) {
    const number = parameters.length;
    const room = Math.max(LEAST_ROOM, PARAMETER_LENGTH - name.length - write("", number).length);
    let fit = at;
    for (let length = 0; fit < text.length; fit = afterCodePoint(text, fit)) {
      length += width(text.codePointAt(fit) as number);
      if (length > room) break;
    }
    const end = characterCut(text, at, fit);
    parameters.push(name + write(text.slice(at, end), number));
    at = end;
  }
  return parameters;
}

function quotedWidth(code: number): number {
  return code === 0x22 || code === 0x5c ? 2 : 1;
}

function percentWidth(code: number): number {
  if ((classOf(code) & ATTRIBUTE) !== 0) return 1;
  if (code < 0x80) return 3;
  if (code < 0x800) return 6;
  return code < 0x10000 ? 9 : 12;
}

function encodePercent(text: string): string {
  let encoded = "";
  for (const byte of utf8Bytes(text)) {
    encoded += (classOf(byte) & ATTRIBUTE) !== 0 ? String.fromCharCode(byte) : `%${hexOf(byte)}`;
  }
  return encoded;
}
