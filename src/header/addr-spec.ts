/** One addr-spec, the `local@domain` of a mailbox (RFC 5322 §3.4.1): read liberally, written exactly. */

import { MimeError } from "../errors.js";
import { domainToAscii } from "./domain.js";
import { cleanHeaderText } from "./text.js";
import { ATOM, BLANK, classOf, commentEnd, quoteString, readQuotedString } from "./token.js";

const QUOTE = 0x22;
const OPEN = 0x28;
const DOT = 0x2e;
const COLON = 0x3a;
const QUESTION = 0x3f;
const AT = 0x40;
const BRACKET = 0x5b;
const BRACKET_CLOSE = 0x5d;

/** Where the first quote and the first comment stand that nothing closes: from there on they are plain text. */
export interface Unclosed {
  quotes: number;
  comments: number;
}

/** What no address holds, quoted or not: controls (DEL and C1 too), lone surrogates, blanks outside ASCII. */
const NO_ADDRESS = /(?!\t)\p{Cc}|\p{Cs}|(?! )\p{Z}/u;

/** Whether a character may stand in an atom of an address: `atext`, or anything outside ASCII (RFC 6532). */
export function isAddressCharacter(code: number): boolean {
  return (classOf(code) & ATOM) !== 0 || code > 0x7f;
}

/**
 * The index after the plain ASCII addr-spec at `at`; -1 when none stands there.
 *
 * Plain: atoms and dots, nothing quoted, no blank or comment, no "?" (so no encoded word).
 */
export function plainAddrSpecEnd(text: string, at: number): number {
  let end = at;
  let atoms = false;
  for (; ; end++) {
    const code = text.charCodeAt(end);
    if ((classOf(code) & ATOM) !== 0 && code !== QUESTION) atoms = true;
    else if (code !== DOT) break;
  }
  if (!atoms || text.charCodeAt(end) !== AT) return -1;
  let label = ++end;
  for (; ; end++) {
    const code = text.charCodeAt(end);
    if ((classOf(code) & ATOM) !== 0 && code !== QUESTION) continue;
    if (end === label || code === QUESTION || code > 0x7f) return -1;
    if (code !== DOT) return end;
    label = end + 1;
  }
}

/**
 * Reads the text between two indices as one addr-spec: blanks and comments go, quotes stay where they must.
 *
 * Beyond RFC 5322 it accepts dots anywhere in the local part (`a..b@c`, as some providers hand out).
 * Short of it, a domain literal holds atoms, dots and colons only.
 *
 * @param bare - No blanks and no comments either: exactly one addr-spec stands there, or `undefined` is given.
 * @example
 * readAddrSpec('"john.doe" (J) @ example . com', 0, 30, { quotes: 30, comments: 30 }); // => "john.doe@example.com"
 * @see {@link formatAddrSpec} for the way back; RFC 5322 §3.4.1, §4.4
 */
export function readAddrSpec(
  text: string,
  start: number,
  end: number,
  unclosed: Unclosed,
  bare: boolean = false,
): string | undefined {
  if (plainAddrSpecEnd(text, start) === end) return text.slice(start, end);
  let local = "";
  let domain: string | undefined; // what stands after "@"
  let quoted = false;
  let literal = false;
  let open = true; // a word may come: at the start, after "." and after "@"
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === DOT || isAddressCharacter(code)) {
      if ((!open && code !== DOT) || literal) return undefined;
      const from = at;
      while (at < end && (text.charCodeAt(at) === DOT || isAddressCharacter(text.charCodeAt(at)))) at++;
      if (domain === undefined) local += text.slice(from, at);
      else domain += text.slice(from, at);
      open = text.charCodeAt(at - 1) === DOT;
    } else if (code === AT) {
      if (domain !== undefined) return undefined;
      domain = "";
      open = true;
      at++;
    } else if (code === QUOTE && at < unclosed.quotes && open && domain === undefined) {
      const word = readQuotedString(text, at);
      if (!word.closed) return undefined;
      local += word.value;
      quoted = true;
      open = false;
      at = word.end;
    } else if (code === BRACKET && domain === "") {
      const close = domainLiteralEnd(text, at, end);
      if (close < 0) return undefined;
      domain = text.slice(at, close).replace(/[ \t\r\n]+/g, "");
      literal = true;
      at = close;
    } else if (!bare && classOf(code) === BLANK) at++;
    else if (!bare && code === OPEN && at < unclosed.comments) at = commentEnd(text, at);
    else return undefined;
  }
  if (at > end || domain === undefined || !(literal || isDomain(domain))) return undefined;
  const part = quoted ? quoteLocal(local) : local;
  if (/^\.*$/.test(part) || NO_ADDRESS.test(part) || NO_ADDRESS.test(domain)) return undefined;
  // A domain that could never be written is none.
  if (/[^\0-\x7f]/.test(domain) && domainToAscii(domain) === undefined) return undefined;
  return `${part}@${domain}`;
}

/** The index after the domain literal whose "[" stands at `at`; -1 for one that is not closed before `end`. */
export function domainLiteralEnd(text: string, at: number, end: number): number {
  for (let close = at + 1; close < end; close++) {
    const code = text.charCodeAt(close);
    if (code === BRACKET_CLOSE) return close + 1;
    if ((classOf(code) & (ATOM | BLANK)) === 0 && code !== DOT && code !== COLON) return -1;
  }
  return -1;
}

function isDomain(domain: string): boolean {
  return domain !== "" && !domain.startsWith(".") && !domain.endsWith(".") && !domain.includes("..");
}

/** Quotes a local part only where it is no dot-atom. */
function quoteLocal(given: string): string {
  const local = /[\0\r\n]/.test(given) ? cleanHeaderText(given) : given;
  let open = true; // an atom must come
  for (let at = 0; at < local.length; at++) {
    const code = local.charCodeAt(at);
    if (isAddressCharacter(code)) open = false;
    else if (code === DOT && !open) open = true;
    else return quoteString(local);
  }
  return open ? quoteString(local) : local;
}

/** Whether an address holds something that readers may take for an encoded word (RFC 2047 allows none there). */
export function holdsEncodedWord(address: string): boolean {
  const start = address.indexOf("=?");
  return start >= 0 && address.indexOf("?=", start + 2) >= 0;
}

/**
 * Writes one address: exactly one addr-spec, its domain in ASCII unless `utf8` (RFC 6532).
 *
 * @throws {MimeError} `header-injection` for CR, LF or NUL; `address-invalid` when it is not exactly one
 *   addr-spec, holds an encoded word, or is not ASCII in its local part.
 * @example
 * formatAddrSpec("Ann@Bücher.example"); // => "Ann@xn--bcher-kva.example"
 * @see {@link readAddrSpec} for the way back; RFC 5322 §3.4.1
 */
export function formatAddrSpec(address: string, utf8: boolean = false): string {
  const length = address.length;
  if (plainAddrSpecEnd(address, 0) === length) return address;
  if (/[\0\r\n]/.test(address)) {
    throw new MimeError("header-injection", "Cannot write an address: it holds a line break or NUL");
  }
  const spec = readAddrSpec(address, 0, length, { quotes: length, comments: 0 }, true);
  if (spec === undefined) throw invalid("it is not exactly one address");
  if (holdsEncodedWord(spec)) throw invalid("it holds an encoded word");
  if (utf8 || !/[^\0-\x7f]/.test(spec)) return spec;
  const at = spec.lastIndexOf("@");
  const local = spec.slice(0, at);
  if (/[^\0-\x7f]/.test(local)) throw invalid("its local part is not ASCII");
  const domain = domainToAscii(spec.slice(at + 1));
  if (domain === undefined) throw invalid("its domain is none");
  return `${local}@${domain}`;
}

function invalid(why: string): MimeError {
  return new MimeError("address-invalid", `Cannot write an address: ${why}`);
}
