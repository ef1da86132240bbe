/** Plain text as html and html as plain text, for the forms of a quote that a mail does not have. */

import { htmlToText as decodeHtml, escapeHtml } from "../codec/html.js";
import { type HtmlPiece, readHtml } from "./html-tag.js";

/**
 * Writes plain text as html: escaped, line ends as `<br>`, of several blanks all but the first unbreakable.
 *
 * @example
 * textToHtml("a < b\nc"); // => "a &lt; b<br>\nc"
 * @see {@link htmlToLines} for the way back
 */
export function textToHtml(text: string): string {
  return escapeHtml(text)
    .replace(/(?<=^|[ \r\n]) /g, "&nbsp;")
    .replace(/\r\n|\r|\n/g, "<br>\n");
}

/** How many line ends stand around an element, at least. */
const BREAKS: ReadonlyMap<string, number> = new Map([
  ..."address article aside blockquote center dd div dl dt fieldset footer form header hr li main nav ol pre section table tr ul"
    .split(" ")
    .map((name): [string, number] => [name, 1]),
  ..."h1 h2 h3 h4 h5 h6 p".split(" ").map((name): [string, number] => [name, 2]),
]);

/** Deeper quotes are marked as this deep. */
const DEEPEST_QUOTE = 9;

/**
 * Reads html as lines of plain text: tags go, block elements stand on lines of their own, quotes behind `>`.
 *
 * @example
 * htmlToLines("<p>a &lt; b</p>c"); // => "a < b\n\nc"
 * @see {@link textToHtml} for the way back
 */
export function htmlToLines(html: string): string {
  const lines = new Lines();
  const known = new Map<string, string>();
  for (const piece of readHtml(html)) {
    if (piece.kind === "text") lines.write(decodeEntities(html.slice(piece.start, piece.end), known));
    else if (piece.kind !== "hidden") lines.take(piece);
  }
  return lines.text;
}

class Lines {
  text = "";
  #breaks = 0; // line ends due before the next word
  #blank = false; // a blank is due
  #start = true; // nothing stands on this line
  #quotes = 0;
  #verbatim = 0; // inside so many pre elements

  take({ kind, name }: HtmlPiece): void {
    const step = kind === "open" ? 1 : -1;
    if (name === "br") this.#end(this.#breaks + 1);
    else if (name === "td" || name === "th") this.#blank = !this.#start;
    const breaks = BREAKS.get(name);
    if (breaks !== undefined) this.#end(Math.max(this.#breaks, this.text === "" ? 0 : breaks));
    if (name === "blockquote") this.#quotes = Math.max(0, this.#quotes + step);
    if (name === "pre") this.#verbatim = Math.max(0, this.#verbatim + step);
  }

  write(text: string): void {
    if (this.#verbatim > 0) {
      const lines = text.split(/\r\n|\r|\n/);
      lines.forEach((line, i) => {
        if (i > 0) this.#end(this.#breaks + 1);
        if (line !== "") this.#put(line);
      });
      return;
    }
    const words = text.replace(/[ \t\r\n\f\u00a0]+/g, " ");
    if (words.startsWith(" ")) this.#blank = !this.#start;
    const word = words.trim();
    if (word === "") return;
    this.#put(word);
    this.#blank = words.endsWith(" ");
  }

  #end(breaks: number): void {
    this.#breaks = breaks;
    this.#blank = false;
    this.#start = true;
  }

  #put(words: string): void {
    const mark = ">".repeat(Math.min(this.#quotes, DEEPEST_QUOTE));
    for (let left = this.#breaks; left > 0; left--) this.text += left > 1 && mark !== "" ? `\n${mark}` : "\n";
    if (this.#start && mark !== "") this.text += `${mark} `;
    this.text += this.#blank && !this.#start ? ` ${words}` : words;
    this.#breaks = 0;
    this.#blank = false;
    this.#start = false;
  }
}

/** Decodes the character references of text, word by word: the codec makes of several blanks one. */
function decodeEntities(text: string, known: Map<string, string>): string {
  if (!text.includes("&")) return text;
  return text.replace(/\S+/g, (word) => {
    if (!word.includes("&")) return word;
    const before = known.get(word);
    if (before !== undefined) return before;
    // No tag stands in it; the dots keep a blank from being trimmed.
    const decoded = decodeHtml(`.${word.replaceAll("<", "&lt;")}.`).slice(1, -1);
    if (word.length <= LONGEST_KNOWN) known.set(word, decoded);
    return decoded;
  });
}

/** Longer words do not come again and again. */
const LONGEST_KNOWN = 40;
