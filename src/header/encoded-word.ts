/** Encoded words: text outside ASCII in header fields, both ways (RFC 2047, RFC 2231 §5). */

import { utf8Text } from "../bytes/bytes.js";
import { withScratch } from "../bytes/scratch.js";
import { encodeBase64 } from "../codec/base64.js";
import { canonicalCharset, decodeCharset, encodeCharset } from "../codec/charset.js";
import { MimeError, type Report } from "../errors.js";
import { CHARSET_LABEL, DEFAULT_LIMITS } from "../limits.js";
import { characterCut, toWellFormed } from "./character.js";
import { classOf, isToken, skipBlanks, TOKEN } from "./token.js";
import { bLength, type ContentResult, decodeB, decodeQ, encodeQ, hexPair, qLength } from "./word-content.js";
import { charsetFit, encodeText, UTF8, utf8Fit } from "./word-fit.js";

/** How many encoded words are decoded, and who is told what is odd. */
export interface DecodeWordsOptions {
  /** The most words decoded; the rest stays as written. */
  readonly encodedWords?: number | undefined;
  readonly report?: Report | undefined;
}

/** Where encoded words will stand, and their charset. */
export interface EncodeWordsOptions {
  /** Columns already used on the line where the first word will stand. */
  readonly column?: number | undefined;
  /** Of the words; UTF-8 when absent. */
  readonly charset?: string | undefined;
}

/** The longest word, and the longest line that holds one (RFC 2047 §2). */
const WORD_LENGTH = 75;
const LINE_LENGTH = 76;
/** Less room than this on the line, and the first word is made for the next line. */
const LEAST_ROOM = 16;
/** A label with its language: more is no word, so that a search for its end stays short. */
const LONGEST_LABEL = 2 * CHARSET_LABEL;
/** A longer label leaves a word too little room: its canonical name is written instead. */
const LONGEST_WORD_LABEL = 24;

const QUESTION = 0x3f;
const EQUALS = 0x3d;
const Q = 0x71;
const B = 0x62;

// Beyond RFC 2047 we decode:
// 1. words wherever they stand: in quoted strings, glued to other text or to each other (Gmail rule 16)
// 2. words over 75 characters
// 3. Q words that hold blanks, raw 8-bit text, "?", or "=" before anything but two hex digits (kept)
// 4. "?=" inside a Q word, where two hex digits follow and the word closes later without a blank
// 5. B words without padding, with padding inside, or with blanks
// 6. B words whose last group is a single character, which is dropped
// 7. words that a fold broke in two
// 8. words without any text
// 9. a character begun in one word and finished in the next of the same charset

/**
 * Decodes the encoded words of a text; the blanks between two adjacent ones vanish.
 *
 * What is no word, and words of unknown charsets, stay as written (`encoded-word-invalid`, `charset-unknown`,
 * `limit-encoded-words`).
 *
 * @example
 * decodeEncodedWords("=?utf-8?Q?caf=C3=A9?= =?utf-8?B?IQ==?= ok"); // => "café! ok"
 * @see {@link encodeEncodedWords} for the way back; RFC 2047 §6
 */
export function decodeEncodedWords(text: string, options?: DecodeWordsOptions): string {
  const first = text.indexOf("=?");
  if (first < 0) return text;
  const most = options?.encodedWords ?? DEFAULT_LIMITS.encodedWords;
  return withScratch(WORDS_LENGTH, (memory) =>
    new WordDecoder(text, memory, options?.report).decode(first, most),
  );
}

/** Room for the bytes of most runs of adjacent words. */
const WORDS_LENGTH = 1024;

/** One pass over a text: bytes of adjacent words of one charset gather, and become text together. */
class WordDecoder {
  readonly #text: string;
  readonly #report: Report | undefined;
  #decoded = "";
  #copied = 0; // the text before this is decoded, or gathered
  #adjacentAt = -1; // where a word would be adjacent to the last one
  #bytes: Uint8Array;
  readonly #gathered: ContentResult = { size: 0, clean: true };
  #charset = ""; // of the bytes gathered
  #gatheredAt = 0; // where the first of their words stands
  #label = ""; // the last one looked up…
  #known: string | undefined; // …and its charset
  #close = -1; // the next "?=", not searched for twice

  constructor(text: string, memory: Uint8Array, report: Report | undefined) {
    this.#text = text;
    this.#bytes = memory;
    this.#report = report;
  }

  decode(first: number, limit: number): string {
    const text = this.#text;
    let words = 0;
    for (let open = first; open >= 0; ) {
      let next = open + 2;
      if (words < limit) {
        const end = this.#takeWord(open);
        if (end > 0) {
          words++;
          next = end;
        }
      } else if (endOfLabel(text, next) > 0) {
        this.#report?.("limit-encoded-words", open);
        break;
      }
      open = text.indexOf("=?", next);
    }
    this.#flush();
    return this.#copied === 0 ? text : this.#decoded + text.slice(this.#copied);
  }

  /** Decodes the word at `open`, and the text before it; returns where it ends, 0 when it is none. */
  #takeWord(open: number): number {
    const text = this.#text;
    const labelEnd = endOfLabel(text, open + 2);
    if (labelEnd < 0) return 0;
    const encoding = text.charCodeAt(labelEnd + 1) | 0x20;
    const isWord = (encoding === Q || encoding === B) && text.charCodeAt(labelEnd + 2) === QUESTION;
    const end = isWord ? this.#wordEnd(labelEnd + 3, encoding) : -1;
    if (end < 0) return this.#refuse("encoded-word-invalid", open);
    const charset = this.#lookUp(text.slice(open + 2, labelEnd));
    if (charset === undefined) return this.#refuse("charset-unknown", open);

    const adjacent = open === this.#adjacentAt;
    if (!adjacent || charset !== this.#charset || STANDALONE.test(charset)) this.#flush();
    if (this.#gathered.size === 0) this.#gatheredAt = open;
    if (!this.#gather(text.slice(labelEnd + 3, end - 2), encoding, charset)) {
      return this.#refuse("encoded-word-invalid", open);
    }
    if (!this.#gathered.clean) this.#report?.("encoded-word-invalid", open);
    this.#gathered.clean = true;
    if (!adjacent) this.#decoded += text.slice(this.#copied, open);
    this.#charset = charset;
    this.#copied = end;
    this.#adjacentAt = skipBlanks(text, end);
    return end;
  }

  #refuse(code: "encoded-word-invalid" | "charset-unknown", at: number): 0 {
    this.#report?.(code, at);
    return 0;
  }

  /** The index after the "?=" that closes a word whose content starts at `start`; -1 when there is none. */
  #wordEnd(start: number, encoding: number): number {
    const text = this.#text;
    if (this.#close < start) {
      const found = text.indexOf("?=", start);
      this.#close = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    const close = this.#close;
    if (close === Number.POSITIVE_INFINITY) return -1;
    // Another word opens first: this one was never closed. ("=?=" is content that ends in "=".)
    const open = text.indexOf("=?", start);
    if (open >= 0 && open < close - 1) return -1;
    if (encoding !== Q || hexPair(text, close + 2) < 0) return close + 2;
    for (let at = close + 2; at < text.length && text.charCodeAt(at) > 0x20; at++) {
      if (text.charCodeAt(at) === EQUALS && text.charCodeAt(at + 1) === QUESTION) {
        return text.charCodeAt(at + 2) === EQUALS ? at + 3 : close + 2;
      }
      if (text.charCodeAt(at) !== QUESTION || text.charCodeAt(at + 1) !== EQUALS) continue;
      if (hexPair(text, at + 2) < 0) return at + 2;
    }
    return close + 2;
  }

  #lookUp(label: string): string | undefined {
    if (label !== this.#label) {
      const language = label.indexOf("*");
      this.#label = label;
      this.#known = canonicalCharset(language < 0 ? label : label.slice(0, language));
    }
    return this.#known;
  }

  /** Adds the bytes of a content to those gathered; false, and nothing added, when it cannot be decoded. */
  #gather(content: string, encoding: number, charset: string): boolean {
    const raw = !isAsciiText(content);
    const ascii = raw && encoding === Q ? escapeRaw(content, charset) : content;
    if (ascii === undefined) return false;
    const size = this.#gathered.size + ascii.length;
    if (size > this.#bytes.length) {
      const bytes = new Uint8Array(2 * size);
      bytes.set(this.#bytes.subarray(0, this.#gathered.size));
      this.#bytes = bytes;
    }
    if (encoding === B) return decodeB(ascii, this.#bytes, this.#gathered);
    decodeQ(ascii, this.#bytes, this.#gathered);
    return true;
  }

  #flush(): void {
    const size = this.#gathered.size;
    if (size === 0) return;
    const bytes = this.#bytes.subarray(0, size);
    this.#decoded += decodeWordBytes(bytes, this.#charset, this.#report, this.#gatheredAt);
    this.#gathered.size = 0;
  }
}

/** Charsets whose words are decoded one by one: their state, or their byte-order mark, ends with the word. */
const STANDALONE = /^(?:utf-(?:7|16|32)|hz)/;

/**
 * Decodes the bytes of a word or a parameter. A byte-order mark of UTF-8 stays, as any other character does.
 *
 * @param at - Where they stand, for the report.
 */
export function decodeWordBytes(
  bytes: Uint8Array,
  charset: string | undefined,
  report: Report | undefined,
  at: number,
): string {
  const utf8 = charset === "utf-8" ? utf8Text(bytes) : undefined;
  return utf8 ?? decodeCharset(bytes, charset, report && ((code) => report(code, at)));
}

/** The end of the charset label that starts at `start`, where its "?" stands; -1 when there is none. */
function endOfLabel(text: string, start: number): number {
  const longest = Math.min(text.length, start + LONGEST_LABEL);
  let end = start;
  while (end < longest && (classOf(text.charCodeAt(end)) & TOKEN) !== 0) end++;
  return end > start && text.charCodeAt(end) === QUESTION ? end : -1;
}

function isAsciiText(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

/** Raw 8-bit text in a Q word, already read as characters: put back into the word's charset. */
function escapeRaw(content: string, charset: string): string | undefined {
  let lost = false;
  const escaped = content.replace(/[^\0-\x7f]+/g, (run) => {
    const bytes = encodeCharset(run, charset);
    if (bytes === undefined) lost = true;
    return bytes === undefined ? "" : encodeQ(bytes, true);
  });
  return lost ? undefined : escaped;
}

/**
 * Encodes text as words of at most 75 characters, each of whole characters; Q or B, whichever is shorter.
 *
 * Combining marks, joined emoji and flags stay in one word where they fit. Lone surrogates become U+FFFD. A text
 * with U+FEFF is written in UTF-8, as other charsets lose it where a word begins.
 *
 * @returns The words, to be joined by one space each; every blank of the text is inside them.
 * @throws {MimeError} `charset-invalid` when the charset is unknown or cannot hold the text.
 * @example
 * encodeEncodedWords("Zoë Brown"); // => ["=?utf-8?Q?Zo=C3=AB_Brown?="]
 * @see {@link decodeEncodedWords} for the way back; RFC 2047 §2 and §5
 */
export function encodeEncodedWords(text: string, options?: EncodeWordsOptions): string[] {
  const wellFormed = toWellFormed(text);
  const charset = wordLabel(options?.charset ?? UTF8);
  const overhead = charset.length + 7; // "=?" "?Q?" "?="
  const all = encodeText(wellFormed, charset);
  if (charset !== UTF8 && wellFormed.includes("\ufeff"))
    return encodeEncodedWords(wellFormed, { column: options?.column });
  const q = qLength(all) <= bLength(all.length);
  const words: string[] = [];
  let length = LINE_LENGTH - (options?.column ?? 0);
  if (!(length >= overhead + LEAST_ROOM && length <= WORD_LENGTH)) length = WORD_LENGTH;
  for (let at = 0; at < wellFormed.length; length = WORD_LENGTH) {
    const room = length - overhead;
    const fit =
      charset === UTF8 ? utf8Fit(wellFormed, at, room, q) : charsetFit(wellFormed, at, room, q, charset);
    const end = characterCut(wellFormed, at, fit);
    const bytes =
      at === 0 && end === wellFormed.length ? all : encodeText(wellFormed.slice(at, end), charset);
    words.push(`=?${charset}?${q ? "Q" : "B"}?${q ? encodeQ(bytes) : encodeBase64(bytes)}?=`);
    at = end;
  }
  return words;
}

/** The charset as it stands in a word: the caller's label where it can stand there. */
function wordLabel(label: string): string {
  if (label === UTF8) return label;
  const charset = canonicalCharset(label);
  if (charset === undefined) {
    throw new MimeError("charset-invalid", "Cannot encode text: the charset is unknown");
  }
  const fits = isToken(label) && label.length <= LONGEST_WORD_LABEL && !label.includes("*");
  return fits && charset !== UTF8 ? label : charset;
}
