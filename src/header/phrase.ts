/** Phrases, the display names of mailboxes and groups: read, written, and their quotes taken off (RFC 5322 §3.2.5). */

import { isAddressCharacter, type Unclosed } from "./addr-spec.js";
import { encodeEncodedWords } from "./encoded-word.js";
import {
  ATOM,
  BLANK,
  classOf,
  commentEnd,
  quotedStringEnd,
  quoteString,
  readQuotedString,
  skipBlanks,
  skipClass,
  TOKEN,
} from "./token.js";

const SPACE = 0x20;
const QUOTE = 0x22;
const OPEN = 0x28;
const COMMA = 0x2c;
const DOT = 0x2e;
const COLON = 0x3a;
const SEMICOLON = 0x3b;
const LESS = 0x3c;
const EQUALS = 0x3d;
const QUESTION = 0x3f;
const BACKSLASH = 0x5c;
/** A longer stretch without a blank could not be folded: it is encoded. */
const LONGEST_RUN = 900;

/**
 * Reads the text between two indices as a phrase: quotes and comments go, a run of blanks is one space.
 *
 * Encoded words stay as written; each is one piece, whatever specials it holds.
 *
 * @param words - Whether encoded words are looked for at all.
 * @see {@link formatPhrase} for the way back
 */
export function readPhrase(
  text: string,
  start: number,
  end: number,
  unclosed: Unclosed,
  words: boolean,
): string {
  let phrase = "";
  let spaced = true; // a space ends the phrase, or it is empty (asking the growing text would not be linear)
  let from = start; // of the plain stretch that is not yet copied
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    let gap = classOf(code) === BLANK;
    let next = at + 1;
    if (gap) next = skipBlanks(text, at);
    else if (code === OPEN && at < unclosed.comments) {
      gap = true;
      next = commentEnd(text, at);
    } else if (code !== QUOTE || at >= unclosed.quotes) {
      at = pieceEnd(text, at, words);
      continue;
    }
    if (at > from) {
      phrase += text.slice(from, at);
      spaced = false;
    }
    if (!gap) {
      const quoted = readQuotedString(text, at);
      phrase += quoted.value;
      next = quoted.end;
      if (quoted.value !== "") spaced = false;
    } else if (!spaced) {
      phrase += " ";
      spaced = true;
    }
    from = next;
    at = next;
  }
  phrase += text.slice(from, Math.max(from, end));
  return phrase.endsWith(" ") ? phrase.slice(0, -1) : phrase;
}

/** The index after the piece of plain text at `at`: an encoded word, atoms and dots, or a single character. */
export function pieceEnd(text: string, at: number, words: boolean): number {
  if (words && text.charCodeAt(at) === EQUALS && text.charCodeAt(at + 1) === QUESTION) {
    const end = encodedWordEnd(text, at);
    if (end > 0) return end;
  }
  let end = at;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code !== DOT && !isAddressCharacter(code)) break;
  }
  return end > at ? end : at + 1;
}

/** The index after the encoded word at `at`, which holds any character but "?" and blanks (RFC 2047 §2); or -1. */
function encodedWordEnd(text: string, at: number): number {
  const label = skipClass(text, at + 2, TOKEN);
  if (label === at + 2 || text.charCodeAt(label) !== QUESTION) return -1;
  if (!/[bq]/i.test(text.charAt(label + 1)) || text.charCodeAt(label + 2) !== QUESTION) return -1;
  for (let end = label + 3; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === QUESTION) return text.charCodeAt(end + 1) === EQUALS ? end + 2 : -1;
    if (code <= SPACE) return -1;
  }
  return -1;
}

/** Where a name will stand, and how what is not ASCII is written. */
export interface PhraseOptions {
  /** Text outside ASCII stays as it is (RFC 6532). */
  readonly utf8?: boolean | undefined;
  /** Of the encoded words; UTF-8 when absent. */
  readonly charset?: string | undefined;
  /** Columns already used on the line. */
  readonly column?: number | undefined;
}

/**
 * Writes a name as a phrase: atoms where they can be, else a quoted string, or encoded words for what is not
 * ASCII, looks encoded, or has no place to fold.
 *
 * @throws {MimeError} `charset-invalid`.
 * @example
 * formatPhrase("Doe, J"); // => '"Doe, J"'
 * @see {@link readPhrase} for the way back; RFC 5322 §3.2.5, RFC 2047 §5 rule 3
 */
export function formatPhrase(name: string, options: PhraseOptions = {}): string {
  let atoms = true; // atoms with single spaces between
  let atomStart = 0;
  let run = 0; // what the longest line must hold that ends here: blanks are folded before, not inside
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at);
    if (code === SPACE) {
      run = at === atomStart ? run + 1 : 0;
      if (at === atomStart) atoms = false;
      atomStart = at + 1;
    } else {
      run += code === QUOTE || code === BACKSLASH ? 2 : code < 0x80 ? 1 : 3;
      if (!isAddressCharacter(code)) atoms = false;
    }
    const looksEncoded = code === EQUALS && name.charCodeAt(at + 1) === QUESTION;
    if (looksEncoded || run > LONGEST_RUN || !isWritable(code, options.utf8 === true)) {
      return encodeEncodedWords(name, options).join(" ");
    }
  }
  return atoms && atomStart < name.length ? name : quoteString(name);
}

/** Printable ASCII and tab; with `utf8` all else but controls and separators of lines. */
function isWritable(code: number, utf8: boolean): boolean {
  if (code < 0x7f) return code >= SPACE || code === 0x09;
  return utf8 && code > 0xa0 && code !== 0x2028 && code !== 0x2029;
}

/**
 * Takes the quotes off display names that need none, in an address field value whose words are still encoded.
 *
 * A name needs none when it is only ASCII atoms and single spaces, none of them like an encoded word: what such
 * a word says may need quotes. Nothing else changes, group names and quoted local parts included.
 *
 * @example
 * simplifyPhrases('"John Doe" <j@x.com>, "Doe, J" <d@x.com>'); // => 'John Doe <j@x.com>, "Doe, J" <d@x.com>'
 * @see Gmail rule 17
 */
export function simplifyPhrases(value: string): string {
  if (!value.includes('"')) return value;
  let simple = "";
  let from = 0; // what is not yet copied
  let first = true; // nothing of this mailbox stands before
  let comments = true; // until one is not closed
  for (let at = 0; at < value.length; ) {
    const code = value.charCodeAt(at);
    if (code === QUOTE) {
      const end = quotedStringEnd(value, at);
      if (end < 0) break;
      if (
        first &&
        value.charCodeAt(skipBlanks(value, end)) === LESS &&
        needsNoQuotes(value, at + 1, end - 1)
      ) {
        simple += value.slice(from, at) + value.slice(at + 1, end - 1);
        from = end;
      }
      first = false;
      at = end;
      continue;
    }
    if (code === OPEN && comments) {
      const end = commentEnd(value, at);
      if (end >= 0) {
        at = end;
        continue;
      }
      comments = false;
    }
    if (code === COMMA || code === SEMICOLON || code === COLON) first = true;
    else if (classOf(code) !== BLANK) first = false;
    at++;
  }
  return from === 0 ? value : simple + value.slice(from);
}

/** Whether the text is atoms with one space between each, and holds nothing like an encoded word. */
function needsNoQuotes(text: string, start: number, end: number): boolean {
  let open = true; // an atom must come
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === SPACE && !open) open = true;
    else if ((classOf(code) & ATOM) === 0) return false;
    else if (code === EQUALS && text.charCodeAt(at + 1) === QUESTION) return false;
    else open = false;
  }
  return !open;
}
