/** What a reply says itself, without the mail it quotes. */

import { ownString } from "../bytes/given.js";
import { type HtmlPiece, isVoid, readAttributes, readHtml } from "./html-tag.js";
import type { Mail } from "./mail.js";
import { checkMail } from "./original.js";
import {
  attributionCertainty,
  isForwardLine,
  isHeaderBlock,
  isOriginalLine,
  opensAttribution,
  quoteElement,
} from "./quote-sign.js";

/** The texts of a mail without what they quote. */
export interface Quoting {
  readonly text?: string;
  readonly html?: string;
}

/**
 * Takes quoted mail off a reply: that of Gmail, Outlook, Apple Mail, Thunderbird and plain `>` lines, in the
 * common languages.
 *
 * In text, `>` lines go wherever they stand, with the line above them that says who wrote; below such a line
 * without `>` lines, below Outlook's `-----Original Message-----` and its header block everything goes. In html the
 * elements go that mail programs mark as quotes. What is forwarded (`---------- Forwarded message ---------`) stays,
 * and so does the signature. A guess: a mail may quote in its own way. Sanitise html after this, not before.
 *
 * @param mail - A {@link Mail}, or its two texts.
 * @returns The texts that were given, LF as line ends of the plain one, without blank ends.
 * @throws {MimeError} `input-invalid` when a form is no string.
 * @example
 * stripQuoted({ text: "Yes.\n\nOn Mon, Jan 2, 2023 at 12:04 PM Ann <a@x.com> wrote:\n\n> Lunch?\n" });
 * // => { text: "Yes." }
 * @see {@link quote} for the way there; RFC 3676 §4.5
 */
export function stripQuoted(mail: {
  readonly text?: string | undefined;
  readonly html?: string | undefined;
}): Quoting {
  checkMail(mail as Mail, "strip the quotes of");
  const text = ownString(mail, "text");
  const html = ownString(mail, "html");
  return {
    ...(text !== undefined && { text: stripText(text) }),
    ...(html !== undefined && { html: stripHtml(html) }),
  };
}

function stripText(text: string): string {
  const lines = text.split(/\r\n|\r|\n/);
  const kept: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] as string;
    if (isForwardLine(line)) {
      for (; at < lines.length; at++) kept.push(lines[at] as string);
      break;
    }
    if (isOriginalLine(line) || isHeaderBlock(lines, at)) {
      dropRule(kept);
      break;
    }
    if (line.startsWith(">")) {
      at++;
      continue;
    }
    const next = attributionEnd(lines, at);
    if (next < 0) kept.push(lines[at++] as string);
    else if (next >= lines.length || !(lines[next] as string).startsWith(">")) break;
    else at = next;
  }
  return trimLines(kept);
}

/** An attribution runs over at most so many lines. */
const LONGEST_ATTRIBUTION = 3;

/**
 * The first line that is not blank below the attribution that starts at a line; -1 when none starts there.
 *
 * One that is only perhaps an attribution is one with `>` lines below it, else not.
 */
function attributionEnd(lines: readonly string[], at: number): number {
  let joined = "";
  for (let end = at; end < Math.min(lines.length, at + LONGEST_ATTRIBUTION); end++) {
    const line = lines[end] as string;
    if (line.trim() === "" || line.startsWith(">")) return -1;
    joined += end === at ? line : ` ${line}`;
    const certainty = attributionCertainty(joined);
    if (certainty !== "no") {
      let next = end + 1;
      while (next < lines.length && (lines[next] as string).trim() === "") next++;
      const quoted = next < lines.length && (lines[next] as string).startsWith(">");
      if (certainty === "sure" || quoted) return next;
      return -1;
    }
    if (!opensAttribution(lines[at] as string)) return -1;
  }
  return -1;
}

/** Takes off the line of underscores that Outlook draws above its header block. */
function dropRule(kept: string[]): void {
  while (kept.length > 0 && /^[\s_-]*$/.test((kept.at(-1) as string).slice(0, 200))) kept.pop();
}

/** The lines as text, without blank ones at its ends. */
function trimLines(lines: readonly string[]): string {
  let start = 0;
  let end = lines.length;
  while (start < end && (lines[start] as string).trim() === "") start++;
  while (end > start && (lines[end - 1] as string).trim() === "") end--;
  return lines.slice(start, end).join("\n").trimEnd();
}

function stripHtml(html: string): string {
  const stripper = new Stripper(html);
  for (const piece of readHtml(html)) if (!stripper.take(piece)) break;
  return stripper.finish();
}

/** Copies html but for its quotes; elements that a cut would leave open are closed. */
class Stripper {
  readonly #html: string;
  readonly #open: string[] = []; // the elements around this place
  readonly #counts = new Map<string, number>(); // how many of them have a name
  readonly #kept: string[] = [];
  #from = 0; // what is not yet copied; -1 once the rest goes
  #quote = ""; // the name of the quote being dropped
  #depth = 0; // of elements of that name

  constructor(html: string) {
    this.#html = html;
  }

  /** Takes a piece; false when all that follows is quoted. */
  take(piece: HtmlPiece): boolean {
    const { kind, name } = piece;
    if (kind === "text" || kind === "hidden" || isVoidOther(name)) return true;
    if (this.#depth > 0) this.#skip(piece);
    else if (kind === "close") this.#close(name);
    else return this.#enter(piece);
    return true;
  }

  #enter(piece: HtmlPiece): boolean {
    const { name, start, end } = piece;
    const found = quoteElement(name, readAttributes(this.#html, piece));
    const isQuote = found !== undefined && !holdsForward(this.#html, end);
    if (isQuote) {
      this.#copy(start);
      if (found === "rest") {
        this.#from = -1;
        return false;
      }
      if (isVoid(name)) this.#from = end;
      else this.#quote = name;
      this.#depth = isVoid(name) ? 0 : 1;
    } else if (!isVoid(name)) {
      this.#open.push(name);
      this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    }
    return true;
  }

  /** Ends what an end tag ends; one that ends nothing is left alone. */
  #close(name: string): void {
    if ((this.#counts.get(name) ?? 0) === 0) return;
    for (let last = this.#open.pop(); last !== undefined; last = this.#open.pop()) {
      this.#counts.set(last, (this.#counts.get(last) ?? 1) - 1);
      if (last === name) return;
    }
  }

  #skip({ kind, name, end }: HtmlPiece): void {
    if (name !== this.#quote) return;
    this.#depth += kind === "open" ? 1 : -1;
    if (this.#depth === 0) this.#from = end;
  }

  /** Copies up to a quote, without the line breaks just before it. */
  #copy(end: number): void {
    this.#kept.push(withoutBreaks(this.#html.slice(this.#from, end)));
  }

  finish(): string {
    const cut = this.#from < 0 || this.#depth > 0;
    if (this.#from === 0 && !cut) return this.#html;
    if (!cut) this.#kept.push(this.#html.slice(this.#from));
    else for (const name of this.#open.reverse()) this.#kept.push(`</${name}>`);
    return this.#kept.join("").trim();
  }
}

/** A void element that marks no quote. */
function isVoidOther(name: string): boolean {
  return isVoid(name) && name !== "hr";
}

/** How far a quote's beginning is looked at for the line that says it is a forward. */
const FORWARD_WITHIN = 600;

function holdsForward(html: string, from: number): boolean {
  const beginning = html.slice(from, from + FORWARD_WITHIN);
  let text = "";
  for (const { kind, start, end } of readHtml(beginning)) {
    if (kind === "text") text += beginning.slice(start, end);
    else if (kind === "open" || kind === "close") text += "\n";
    if (text.length > 120) break;
  }
  return text.split("\n").some(isForwardLine);
}

/** Html without the blanks and `<br>` at its end. */
function withoutBreaks(html: string): string {
  let end = html.length;
  for (;;) {
    while (end > 0 && html.charCodeAt(end - 1) <= 0x20) end--;
    const tag = html.charCodeAt(end - 1) === 0x3e ? html.lastIndexOf("<", end) : -1;
    if (tag < 0 || end - tag > 60 || !/^<br(?:[\s/][^<>]*)?>$/i.test(html.slice(tag, end))) break;
    end = tag;
  }
  return html.slice(0, end);
}
