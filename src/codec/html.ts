/**
 * HTML as plain text: what is read of it on one line; and text made safe inside HTML.
 *
 * Only the tokenizer of htmlparser2 is used: it keeps no stack of open elements, so that hostile nesting costs
 * nothing, and it can be stopped.
 */

import { Tokenizer } from "htmlparser2";
import { asciiLowerCase } from "../bytes/ascii.js";

/** How much is read. */
export interface HtmlTextOptions {
  /** Reading stops once this many characters are there; all is read when absent. */
  readonly enough?: number | undefined;
  /** The HTML goes on after what was given: a tag cut off at its end is not taken for text. */
  readonly unfinished?: boolean | undefined;
}

/** Elements of which nothing is shown. */
const DROPPED: ReadonlySet<string> = new Set(["script", "style", "title"]);

/** Elements that stand apart from the text around them; all others run on. */
const BLOCKS: ReadonlySet<string> = new Set(
  [
    "address article aside blockquote body br caption center col colgroup dd details dialog dir div dl dt",
    "fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html",
    "iframe isindex legend li listing main menu nav noframes noscript ol optgroup option p plaintext pre",
    "search section select summary table tbody td textarea tfoot th thead tr ul xmp",
  ]
    .join(" ")
    .split(" "),
);

/** White space as Unicode has it, no-break spaces included; zero-width characters are none. */
const WHITE_SPACE = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

/**
 * Reads the text of an HTML document: one line, each run of white space one blank, both ends trimmed.
 *
 * Comments, `script`, `style` and `title` are dropped, entities decoded once, block elements and `br` a blank,
 * all other tags nothing. Hidden text stays. An image shows its alternative text only inside a link; where
 * links lead is never told.
 *
 * @returns Text, not HTML: `<` and `&` stand for themselves.
 * @example
 * htmlToText("<title>t</title><p>a<b>b</b> &amp;<p>c"); // => "ab & c"
 * @see {@link escapeHtml} for text inside HTML; Gmail rule 38
 */
export function htmlToText(html: string, options: HtmlTextOptions = {}): string {
  const reader = new HtmlReader(html, options.enough ?? Number.POSITIVE_INFINITY);
  return reader.read(options.unfinished === true);
}

/**
 * Makes each run of white space one blank and trims both ends.
 *
 * @example
 * collapseBlanks(" a\r\n\u00a0b "); // => "a b"
 */
export function collapseBlanks(text: string): string {
  const collapsed = text.replace(WHITE_SPACE, " ");
  const start = collapsed.startsWith(" ") ? 1 : 0;
  return collapsed.slice(start, collapsed.endsWith(" ") ? -1 : undefined);
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
]);

/**
 * Escapes text for HTML: `& < > " '` and nothing else.
 *
 * @example
 * escapeHtml("it's <b>"); // => "it&#39;s &lt;b&gt;"
 * @see {@link htmlToText} for the way back
 */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES.get(character) as string);
}

/** Takes the tokens of a document one by one and keeps what is shown. */
class HtmlReader {
  readonly #html: string;
  readonly #enough: number;
  readonly #tokenizer: Tokenizer;
  #text = "";
  #endsBlank = true; // nothing yet: blanks at the start go
  #dropped = false;
  #inLink = false;
  #tag = "";
  #attribute = "";
  #leads = false; // whether the open tag has an href
  #alternative = "";

  constructor(html: string, enough: number) {
    this.#html = html;
    this.#enough = enough;
    const ignore = (): void => {};
    this.#tokenizer = new Tokenizer(
      {},
      {
        ontext: (start, end) => this.#show(html.slice(start, end)),
        ontextentity: (code) => this.#show(String.fromCodePoint(code)),
        onopentagname: (start, end) => this.#open(asciiLowerCase(html.slice(start, end))),
        onattribname: (start, end) => this.#name(start, end),
        onattribdata: (start, end) => this.#value(start, end),
        onattribentity: (code) => this.#entity(code),
        onattribend: ignore,
        onopentagend: () => this.#opened(),
        onselfclosingtag: () => this.#opened(),
        onclosetag: (start, end) => this.#close(asciiLowerCase(html.slice(start, end))),
        oncdata: ignore,
        oncomment: ignore,
        ondeclaration: ignore,
        onprocessinginstruction: ignore,
        onend: ignore,
      },
    );
  }

  read(unfinished: boolean): string {
    this.#tokenizer.write(this.#html);
    if (!unfinished) this.#tokenizer.end(); // nothing more once it was stopped
    return this.#text.endsWith(" ") ? this.#text.slice(0, -1) : this.#text;
  }

  #show(piece: string): void {
    if (this.#dropped || piece === "") return;
    const collapsed = piece.replace(WHITE_SPACE, " ");
    const text = this.#endsBlank && collapsed.startsWith(" ") ? collapsed.slice(1) : collapsed;
    if (text === "") return;
    this.#text += text;
    this.#endsBlank = text.endsWith(" ");
    if (this.#text.length > this.#enough) this.#tokenizer.pause(); // a blank at its end may go
  }

  #open(tag: string): void {
    this.#tag = tag;
    this.#attribute = "";
    this.#leads = false;
    this.#alternative = "";
    if (DROPPED.has(tag)) this.#dropped = true;
    else if (BLOCKS.has(tag)) this.#show(" ");
  }

  #name(start: number, end: number): void {
    this.#attribute = "";
    if (this.#tag === "a") this.#leads ||= asciiLowerCase(this.#html.slice(start, end)) === "href";
    else if (this.#tag === "img" && this.#inLink && this.#alternative === "")
      this.#attribute = asciiLowerCase(this.#html.slice(start, end));
  }

  #value(start: number, end: number): void {
    if (this.#attribute === "alt") this.#alternative += this.#html.slice(start, end);
  }

  #entity(code: number): void {
    if (this.#attribute === "alt") this.#alternative += String.fromCodePoint(code);
  }

  #opened(): void {
    if (this.#tag === "a") this.#inLink = this.#leads;
    else if (this.#tag === "img") this.#show(this.#alternative);
  }

  #close(tag: string): void {
    if (DROPPED.has(tag)) this.#dropped = false;
    else if (tag === "a") this.#inLink = false;
    else if (BLOCKS.has(tag)) this.#show(" ");
  }
}
