/** The tags of an html text, cut as browsers cut them (the tokenization of the HTML standard, §13.2.5). */

/** A stretch of an html text: `hidden` is what is never shown (comments, declarations, scripts and styles). */
export interface HtmlPiece {
  readonly kind: "text" | "open" | "close" | "hidden";
  /** The tag's name in lower case; "" for text and what is hidden. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Elements whose content is no markup, up to their own end tag; of these two it is shown. */
const RAW = new Set(["script", "style", "title", "xmp", "iframe", "noembed", "noframes", "textarea"]);
const RAW_SHOWN = new Set(["xmp", "textarea"]);

/** Elements that have no end tag. */
const VOID = new Set(
  "area base br col embed hr img input link meta param source track wbr basefont bgsound frame keygen".split(
    " ",
  ),
);

export function isVoid(name: string): boolean {
  return VOID.has(name);
}

/**
 * Cuts html into its tags and what stands between them. What never closes runs to the end, in one piece.
 *
 * @example
 * Array.from(readHtml("<b>x"), (piece) => piece.kind); // => ["open", "text"]
 * @see {@link readAttributes}
 */
export function* readHtml(html: string): Generator<HtmlPiece> {
  let from = 0; // of the text that is not yet given
  let at = html.indexOf("<");
  while (at >= 0) {
    const read = readMarkup(html, at);
    if (read === undefined) {
      at = html.indexOf("<", at + 1);
      continue;
    }
    if (at > from) yield { kind: "text", name: "", start: from, end: at };
    yield read;
    from = read.end;
    if (read.kind === "open" && RAW.has(read.name)) {
      const end = rawEnd(html, read.name, from);
      const kind = RAW_SHOWN.has(read.name) ? "text" : "hidden";
      if (end > from) yield { kind, name: "", start: from, end };
      from = end;
    }
    at = html.indexOf("<", from);
  }
  if (from < html.length) yield { kind: "text", name: "", start: from, end: html.length };
}

/** The tag or declaration whose "<" stands at `at`; `undefined` when that is plain text. */
function readMarkup(html: string, at: number): HtmlPiece | undefined {
  const next = html.charCodeAt(at + 1);
  const closing = next === SLASH;
  const nameStart = closing ? at + 2 : at + 1;
  if (isLetter(html.charCodeAt(nameStart))) {
    const nameEnd = nameEndOf(html, nameStart);
    const end = tagEnd(html, nameEnd);
    if (end < 0) return hidden(at, html.length);
    const name = html.slice(nameStart, Math.min(nameEnd, nameStart + 40)).toLowerCase();
    return { kind: closing ? "close" : "open", name, start: at, end };
  }
  if (html.startsWith("<!--", at)) return hidden(at, commentEnd(html, at));
  if (next !== 0x21 && next !== 0x3f && !(closing && nameStart < html.length)) return undefined;
  const end = html.indexOf(">", at + 1);
  return hidden(at, end < 0 ? html.length : end + 1);
}

function hidden(start: number, end: number): HtmlPiece {
  return { kind: "hidden", name: "", start, end };
}

function commentEnd(html: string, at: number): number {
  if (html.startsWith(">", at + 4)) return at + 5;
  if (html.startsWith("->", at + 4)) return at + 6;
  COMMENT_END.lastIndex = at + 4;
  return COMMENT_END.test(html) ? COMMENT_END.lastIndex : html.length;
}

const COMMENT_END = /--!?>/g;

function rawEnd(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}(?=[\\s/>])`, "gi");
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
}

/** The place after the ">" that closes a tag; -1 when nothing does. */
function tagEnd(html: string, from: number): number {
  for (let at = from; ; ) {
    const attribute = readAttribute(html, at);
    if (attribute === undefined) return -1;
    if (attribute.name === "") return attribute.end + 1;
    at = attribute.end;
  }
}

/**
 * The attributes of a tag, names in lower case, values as written; of repeated ones the first counts.
 *
 * @see {@link readHtml}
 */
export function readAttributes(html: string, tag: HtmlPiece): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (let at = nameEndOf(html, tag.start + 1); ; ) {
    const attribute = readAttribute(html, at);
    if (attribute === undefined || attribute.name === "") return attributes;
    const name = attribute.name.toLowerCase();
    if (!attributes.has(name)) attributes.set(name, attribute.value);
    at = attribute.end;
  }
}

interface Attribute {
  /** "" where the tag ends: `end` is then its ">". */
  readonly name: string;
  readonly value: string;
  readonly end: number;
}

function readAttribute(html: string, from: number): Attribute | undefined {
  let start = from;
  while (isBlank(html.charCodeAt(start)) || html.charCodeAt(start) === SLASH) start++;
  if (start >= html.length) return undefined;
  if (html.charCodeAt(start) === GREATER) return { name: "", value: "", end: start };
  let nameEnd = start + 1; // a name may start with "="
  while (nameEnd < html.length && html.charCodeAt(nameEnd) !== EQUALS && !endsName(html.charCodeAt(nameEnd)))
    nameEnd++;
  const name = html.slice(start, nameEnd);
  let at = skipBlanks(html, nameEnd);
  if (html.charCodeAt(at) !== EQUALS) return { name, value: "", end: at };
  at = skipBlanks(html, at + 1);
  const quote = html[at];
  if (quote === '"' || quote === "'") {
    const close = html.indexOf(quote, at + 1);
    return close < 0 ? undefined : { name, value: html.slice(at + 1, close), end: close + 1 };
  }
  let end = at;
  while (end < html.length && !isBlank(html.charCodeAt(end)) && html.charCodeAt(end) !== GREATER) end++;
  return { name, value: html.slice(at, end), end };
}

const SLASH = 0x2f;
const EQUALS = 0x3d;
const GREATER = 0x3e;

function nameEndOf(html: string, from: number): number {
  let end = from;
  while (end < html.length && !endsName(html.charCodeAt(end))) end++;
  return end;
}

function endsName(code: number): boolean {
  return isBlank(code) || code === SLASH || code === GREATER;
}

function skipBlanks(html: string, from: number): number {
  let at = from;
  while (isBlank(html.charCodeAt(at))) at++;
  return at;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d || code === 0x0c;
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}
