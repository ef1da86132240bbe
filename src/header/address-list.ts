/** The reader of address lists: structure first, on the text as written, then the names are decoded (RFC 5322 §3.4). */

import { DEFAULT_LIMITS } from "../limits.js";
import { domainLiteralEnd, holdsEncodedWord, isAddressCharacter, plainAddrSpecEnd } from "./addr-spec.js";
import { AddressText, type AddressTextOptions } from "./address-text.js";
import { AddressWords } from "./address-words.js";
import { cleanHeaderText } from "./text.js";
import { ATOM, BLANK, classOf, skipBlanks } from "./token.js";

const SPACE = 0x20;
const QUOTE = 0x22;
const OPEN = 0x28;
const COMMA = 0x2c;
const DOT = 0x2e;
const COLON = 0x3a;
const SEMICOLON = 0x3b;
const LESS = 0x3c;
const GREATER = 0x3e;
const QUESTION = 0x3f;
const AT = 0x40;
const BRACKET = 0x5b;
const BACKSLASH = 0x5c;

// Beyond RFC 5322 and its obsolete forms we read, each with `address-invalid`:
// 1. ";" as a separator outside groups, as Outlook writes it
// 2. specials in a name without quotes, brackets and "@" too (`a@b <c@d>` is c@d, named "a@b")
// 3. mailboxes with no comma between them (`A <a@b> B <c@d>`, `a@b c@d`), and a name before a bare address
// 4. "<" without its ">", doubled angle brackets, and anything before a ":" inside them (`<mailto:a@b>`)
// 5. quotes and comments that nothing closes, as plain text
// 6. a group that nothing closes: it runs to the end of the list
// 7. text that leads to no address (`root`, `Name <root>`): a group of that name without members, so that
//    nothing is lost and the list can be written again. `<>` alone gives nothing
// 8. groups inside a group: their members belong to the outer one (`limit-groups`)
// Without a defect: an encoded word in a name that holds specials (`=?utf-8?Q?Doe,_J?= <d@x>`).

/** One person or list: the display name, decoded, and the addr-spec `local@domain`. */
export interface Mailbox {
  readonly name?: string;
  readonly address: string;
}

/** A named list of mailboxes, often empty: `undisclosed-recipients:;`. */
export interface Group {
  readonly name: string;
  readonly members: readonly Mailbox[];
}

/** What stands in an address field: a mailbox, or a named group of some (RFC 5322 §3.4). */
export type Address = Mailbox | Group;

/** How much of an address list is read, and who is told what is odd. */
export interface ParseAddressOptions extends AddressTextOptions {
  /** The most addresses read, groups counted too; the rest is left. */
  readonly addresses?: number | undefined;
  /** How deep groups may nest without a defect. */
  readonly groups?: number | undefined;
}

/** Reads a list; `literal` takes text as it stands: nothing in it is an encoded word. */
export function readAddressList(text: string, options: ParseAddressOptions, literal: boolean): Address[] {
  return new ListReader(text, options, literal).read();
}

/** One pass over a list. */
class ListReader {
  readonly #source: AddressText;
  readonly #text: string;
  readonly #addresses: number;
  readonly #groups: number;
  readonly #list: Address[] = [];
  #count = 0; // mailboxes and groups so far
  #depth = 0; // of groups
  #members: Mailbox[] | undefined; // of the outermost group that is open

  constructor(text: string, options: ParseAddressOptions, literal: boolean) {
    this.#source = new AddressText(text, options, !literal);
    this.#text = text;
    this.#addresses = options.addresses ?? DEFAULT_LIMITS.addresses;
    this.#groups = options.groups ?? DEFAULT_LIMITS.groups;
  }

  read(): Address[] {
    const text = this.#text;
    let at = 0;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code === COMMA || classOf(code) === BLANK) at++;
      else if (code === SEMICOLON) this.#closeGroup(at++);
      else if (code === GREATER) this.#invalid(at++);
      else if (this.#isFull(at)) return this.#list;
      else {
        const next = this.#readPlain(at);
        at = next >= 0 ? next : this.#readElement(at);
      }
    }
    if (this.#depth > 0) this.#invalid(text.length);
    return this.#list;
  }

  /**
   * The fast path: `a@b`, `<a@b>`, `Some Name <a@b>` or `"Name, Some" <a@b>` up to a separator; -1, and nothing
   * read, for anything else.
   */
  #readPlain(start: number): number {
    const text = this.#text;
    let end = start;
    let plain = true; // the name stands as it is read
    if (text.charCodeAt(start) === QUOTE) {
      plain = false;
      do end++;
      while (isPlainQuoted(text.charCodeAt(end)));
      if (text.charCodeAt(end++) !== QUOTE) return -1;
      while (text.charCodeAt(end) === SPACE) end++;
      if (text.charCodeAt(end) !== LESS) return -1;
    }
    for (; ; end++) {
      const code = text.charCodeAt(end);
      if (code === QUESTION) plain = false;
      else if ((classOf(code) & ATOM) === 0 && code !== DOT) {
        if (code !== SPACE || text.charCodeAt(end + 1) === SPACE) break;
      }
    }
    const bracketed = text.charCodeAt(end) === LESS;
    const from = bracketed ? end + 1 : start;
    const to = plainAddrSpecEnd(text, from);
    if (to < 0 || (bracketed && text.charCodeAt(to) !== GREATER)) return -1;
    let next = bracketed ? to + 1 : to;
    while (text.charCodeAt(next) === SPACE) next++;
    if (!this.#isSeparator(next)) return -1;
    const nameEnd = text.charCodeAt(end - 1) === SPACE ? end - 1 : end;
    const name = !bracketed ? "" : plain ? text.slice(start, nameEnd) : this.#source.phrase(start, nameEnd);
    this.#push(name, text.slice(from, to), start);
    return next;
  }

  /** Reads what stands before the next separator: a mailbox, a group's name, or several with no comma between. */
  #readElement(start: number): number {
    const text = this.#text;
    const words = new AddressWords(this.#source);
    let at = start;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code === COMMA || code === SEMICOLON) break;
      if (code === COLON) {
        this.#openGroup(start, at, words.odd || words.holdsAt);
        return at + 1;
      }
      if (code === LESS) {
        const end = this.#readAngle(start, at, words);
        if (end >= 0) return end;
      }
      at = classOf(code) === BLANK ? at + 1 : words.take(at);
    }
    this.#takeBare(start, at, words);
    return at;
  }

  /** Takes the addresses that stand without angle brackets; what stands between them is their names. */
  #takeBare(start: number, end: number, words: AddressWords): void {
    if (words.odd) this.#invalid(start);
    const specs = words.specs();
    let from = start;
    let found = false;
    for (const spec of specs) {
      const address = this.#source.addrSpec(spec.start, spec.end);
      if (address === undefined) continue;
      const name = this.#source.phrase(from, spec.start);
      if (found || name !== "") this.#invalid(spec.start);
      const comment = specs.length === 1 ? words.comment : -1;
      this.#push(name || this.#source.comment(comment), address, spec.start);
      from = spec.end;
      found = true;
    }
    const rest = this.#source.phrase(from, end);
    if (rest === "" || /^>+$/.test(rest)) return;
    const comment = found ? "" : this.#source.comment(words.comment);
    this.#pushText(comment === "" ? rest : `${rest} (${comment})`, from);
  }

  /** Reads `<…>` and what belongs to its mailbox; -1 when the "<" is plain text, as another follows it. */
  #readAngle(start: number, open: number, words: AddressWords): number {
    const text = this.#text;
    const routed = routeEnd(text, open + 1);
    let from = routed < 0 ? open + 1 : routed; // where the addr-spec starts
    let odd = words.odd || words.holdsAt;
    let end = from;
    while (end < text.length) {
      const code = text.charCodeAt(end);
      if (code === LESS) return this.#invalid(open);
      if (code === GREATER || code === COMMA || code === SEMICOLON) break;
      let next = -1;
      if (code === QUOTE) next = this.#source.quotedEnd(end);
      else if (code === OPEN) next = this.#source.commentEnd(end);
      else if (code === BRACKET) next = domainLiteralEnd(text, end, text.length);
      else if (code === COLON) {
        from = end + 1;
        odd = true;
      }
      end = next < 0 ? end + 1 : next;
    }
    const closed = text.charCodeAt(end) === GREATER;
    const next = this.#skipComments(closed ? end + 1 : end, words);
    if (odd || !closed || !this.#isSeparator(next)) this.#invalid(open);

    let nameEnd = open;
    while (nameEnd > start && text.charCodeAt(nameEnd - 1) === LESS) nameEnd--; // doubled brackets
    const name = this.#source.phrase(start, nameEnd) || this.#source.comment(words.comment);
    const address = this.#source.addrSpec(from, end);
    if (address === undefined) this.#takeEmptyAngle(name, open + 1, end);
    else this.#push(name, address, open);
    return next;
  }

  #skipComments(start: number, words: AddressWords): number {
    let at = start;
    for (;;) {
      at = skipBlanks(this.#text, at);
      const end = this.#text.charCodeAt(at) === OPEN ? this.#source.commentEnd(at) : -1;
      if (end < 0) return at;
      if (words.comment < 0) words.comment = at;
      at = end;
    }
  }

  #isSeparator(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    return at >= this.#text.length || code === COMMA || code === SEMICOLON;
  }

  /** Brackets without an address: their text stays, as part of a name. */
  #takeEmptyAngle(name: string, start: number, end: number): void {
    const inner = cleanHeaderText(this.#text.slice(start, end));
    if (holdsEncodedWord(inner)) this.#source.report("encoded-word-misplaced", start);
    this.#pushText(inner === "" || name === "" ? name + inner : `${name} <${inner}>`, start);
  }

  #openGroup(start: number, colon: number, odd: boolean): void {
    if (odd) this.#invalid(start);
    if (++this.#depth > this.#groups) this.#source.report("limit-groups", start);
    if (this.#depth > 1) return;
    this.#members = [];
    this.#list.push({ name: this.#source.phrase(start, colon), members: this.#members });
    this.#count++;
  }

  #closeGroup(at: number): void {
    if (this.#depth === 0) this.#invalid(at);
    else if (--this.#depth === 0) this.#members = undefined;
  }

  #push(name: string, address: string, at: number): void {
    if (this.#isFull(at)) return;
    if (holdsEncodedWord(address)) this.#source.report("encoded-word-misplaced", at);
    const mailbox = name === "" ? { address } : { name, address };
    (this.#members ?? this.#list).push(mailbox);
    this.#count++;
  }

  /** Text that is no address, also when it stands inside a group. */
  #pushText(name: string, at: number): void {
    this.#invalid(at);
    if (name === "" || this.#isFull(at)) return;
    this.#list.push({ name, members: [] });
    this.#count++;
  }

  #isFull(at: number): boolean {
    const full = this.#count >= this.#addresses;
    if (full) this.#source.report("limit-addresses", at);
    return full;
  }

  #invalid(at: number): -1 {
    this.#source.report("address-invalid", at);
    return -1;
  }
}

/** Whether a character stands for itself between quotes: printable ASCII but for `"` and backslash. */
function isPlainQuoted(code: number): boolean {
  return code >= SPACE && code <= 0x7e && code !== QUOTE && code !== BACKSLASH;
}

/** The index after a route, `@a,@b:`, that starts at `start`; -1 when none stands there (RFC 5322 §4.4). */
function routeEnd(text: string, start: number): number {
  const first = skipBlanks(text, start);
  if (text.charCodeAt(first) !== AT) return -1;
  for (let end = first; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === COLON) return end + 1;
    if (code === AT || code === COMMA || code === DOT) continue;
    if (classOf(code) !== BLANK && !isAddressCharacter(code)) return -1;
  }
  return -1;
}
