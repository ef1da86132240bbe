/** The few words of a message that a list of mails shows (Gmail rule 38). */

import { LF } from "../bytes/ascii.js";
import { isAscii } from "../bytes/bytes.js";
import { canonicalCharset, decodeCharset } from "../codec/charset.js";
import { collapseBlanks, escapeHtml, htmlToText } from "../codec/html.js";
import { decodeTransfer } from "../codec/transfer-encoding.js";
import { isDetached, transferEncodingOf } from "../entity/content.js";
import { type Entity, type Leaf, type Multipart, spanOf } from "../entity/entity.js";
import { takeEntity } from "../entity/given.js";
import { walkEntity } from "../entity/walk.js";
import { parseBytes } from "../entity/wire.js";
import { parseContentDisposition } from "../header/content-disposition.js";
import { type ContentType, parseContentType } from "../header/content-type.js";
import { findField } from "../header/field.js";
import type { Limits } from "../limits.js";
import { filenameOf } from "./payload.js";
import { unfoldedValue } from "./payload-header.js";

/** The longest snippet, in UTF-16 units, escapes included. */
const LONGEST = 201;
/** Text after which nothing is read: no word reaches from the cut to here. */
const ENOUGH = 400;
/** How much of a content is decoded first, and of a message parsed first. */
const FIRST_CONTENT = 4096;
const FIRST_MESSAGE = 64 * 1024;

/**
 * Formats the snippet of a message: the beginning of its first text, escaped for HTML, at most 201 characters.
 *
 * Only the beginning of that text is decoded. A named or attached part, what lies inside an attached message,
 * and what is encrypted give nothing.
 *
 * @returns `""` where there is no text.
 * @throws {MimeError} `input-invalid` for what is no entity, `input-cyclic` for one that holds itself,
 * `input-too-large` for one over the default limits.
 * @example
 * formatSnippet(parseEntity("Content-Type: text/html\n\n<p>Tom &amp; I<br>say <i>hi</i>")); // => "Tom &amp; I say hi"
 * @see {@link renderMessage}, which answers it; Gmail rule 38
 */
export function formatSnippet(entity: Entity): string {
  return cutAtWord(escapeHtml(findText(takeEntity(entity), () => false) ?? ""));
}

/** Whether a message is so long that {@link formatSnippetOf} looks at its beginning first. */
export function isLong(bytes: Uint8Array): boolean {
  return bytes.length > 2 * FIRST_MESSAGE;
}

/**
 * The same for a message in bytes: of a long one only the beginning is parsed, where that decides.
 *
 * @see {@link formatSnippet}
 */
export function formatSnippetOf(bytes: Uint8Array, limits: Limits): string {
  const cut = isLong(bytes) ? bytes.subarray(0, 2 * FIRST_MESSAGE).indexOf(LF, FIRST_MESSAGE) + 1 : 0;
  if (cut > 0) {
    const beginning = parseBytes(bytes.subarray(0, cut), limits);
    const text = findText(beginning, (node) => spanOf(node)?.end === cut);
    if (text !== undefined) return cutAtWord(escapeHtml(text));
  }
  return formatSnippet(parseBytes(bytes, limits));
}

/**
 * Finds the text that is shown: the first, depth first, that is not blank.
 *
 * @param isOpen - Whether a part goes on beyond what was parsed.
 * @returns `undefined` when what was not parsed may hold it.
 */
function findText(root: Entity, isOpen: (node: Entity) => boolean): string | undefined {
  const passed = new Set<Entity>(); // leaves that give nothing, or were looked at before their turn
  const stripped = new Set<Entity>(); // texts that lose every <...>
  let closedAt = Number.POSITIVE_INFINITY; // the depth of a part of which nothing inside is shown
  for (const { entity: node, depth } of walkEntity(root)) {
    if (depth > closedAt) continue;
    closedAt = Number.POSITIVE_INFINITY;
    if (node.kind === "message") closedAt = depth;
    if (node.kind === "multipart") {
      const type = typeOf(node)?.type;
      if (type === "multipart/encrypted") closedAt = depth;
      else if (type === "multipart/digest") passUntyped(node, passed);
      else if (type === "multipart/alternative") {
        const text = findHtml(node, passed, isOpen);
        if (text !== "") return text;
        if (isOpen(node)) return undefined; // its html may come yet
        if (node.parts.some(holdsRelatedHtml)) for (const part of node.parts) stripped.add(part);
      }
    }
    if (node.kind !== "leaf" || passed.has(node)) continue;
    const text = textOf(node, stripped.has(node));
    if (text.length < ENOUGH && isOpen(node)) return undefined;
    if (text !== "") return text;
  }
  return isOpen(root) ? undefined : "";
}

/** In an alternative the html wins, wherever it stands. */
function findHtml(
  node: Multipart,
  passed: Set<Entity>,
  isOpen: (node: Entity) => boolean,
): string | undefined {
  for (const part of node.parts) {
    if (part.kind !== "leaf" || typeOf(part)?.type !== "text/html") continue;
    const text = textOf(part, false);
    if (text.length < ENOUGH && isOpen(part)) return undefined;
    if (text !== "") return text;
    passed.add(part);
  }
  return "";
}

function holdsRelatedHtml(part: Entity): boolean {
  if (part.kind !== "multipart" || typeOf(part)?.type !== "multipart/related") return false;
  return part.parts.some((child) => child.kind === "leaf" && typeOf(child)?.type === "text/html");
}

/** What has no type in a digest is a message, even one that could not be opened. */
function passUntyped(node: Multipart, passed: Set<Entity>): void {
  for (const part of node.parts) {
    if (findField(part.fields, "content-type") === undefined) passed.add(part);
  }
}

function typeOf(entity: Entity): ContentType | undefined {
  const field = findField(entity.fields, "content-type");
  return field && parseContentType(unfoldedValue(field));
}

/** The beginning of the text of a leaf, in one line; `""` for one that is no source of a snippet. */
function textOf(leaf: Leaf, stripped: boolean): string {
  const contentType = typeOf(leaf);
  const type = contentType?.type ?? "text/plain"; // rule 11
  if (isDetached(leaf.content) || !type.startsWith("text/")) return "";
  if (filenameOf(leaf.fields, contentType, type) !== "" || isAttached(leaf)) return "";
  const charset = contentType?.parameters.get("charset");
  for (let size = FIRST_CONTENT; ; size *= 4) {
    const { text: read, whole } = decodeBeginning(leaf, leaf.content, size, charset);
    const text =
      type === "text/html" || type === "text/x-amp-html"
        ? htmlToText(read, { enough: ENOUGH, unfinished: !whole })
        : collapseBlanks(stripped ? withoutTags(read) : read);
    if (whole || text.length >= ENOUGH) return text;
  }
}

function isAttached(leaf: Leaf): boolean {
  const field = findField(leaf.fields, "content-disposition");
  return field !== undefined && parseContentDisposition(field.value)?.type === "attachment";
}

/** The text of the first lines of a content; its last few characters may be spoiled where it goes on. */
function decodeBeginning(
  leaf: Leaf,
  content: Uint8Array,
  size: number,
  charset: string | undefined,
): { text: string; whole: boolean } {
  const encoding = transferEncodingOf(leaf.fields);
  const lineEnd = content.subarray(0, 2 * size).indexOf(LF, size) + 1;
  const cut = lineEnd > 0 ? lineEnd : size;
  if (cut < content.length) {
    const bytes = decodeTransfer(content.subarray(0, cut), encoding);
    // Without a known charset all bytes together decide what they are (rule 28).
    const decided = charset !== undefined && canonicalCharset(charset) !== undefined;
    if (decided || isAscii(bytes)) return { text: decodeCharset(bytes, charset), whole: false };
  }
  return { text: decodeCharset(decodeTransfer(content, encoding), charset), whole: true };
}

/** Plain text made from html loses its links: every `<...>` goes. */
function withoutTags(text: string): string {
  let kept = "";
  let from = 0;
  for (;;) {
    const open = text.indexOf("<", from);
    const close = open < 0 ? -1 : text.indexOf(">", open);
    if (close < 0) return kept + text.slice(from);
    kept += text.slice(from, open);
    from = close + 1;
  }
}

/** Made on first use: it brings its dictionaries. */
let words: Intl.Segmenter | undefined;

/**
 * Cuts escaped text at the last boundary of words that fits, an escape never in two.
 *
 * Chromium's data, in V8 without Node too, divide "a.b" and "a:b", which are one word by UAX #29 and to Gmail. So they
 * are asked about two other characters of the same classes, which every runtime leaves whole.
 */
function cutAtWord(escaped: string): string {
  if (escaped.length <= LONGEST) return escaped;
  words ??= new Intl.Segmenter("en", { granularity: "word" });
  const asked = escaped.replaceAll(".", "\u2019").replaceAll(":", "\u00b7");
  let end = words.segment(asked).containing(LONGEST)?.index ?? 0;
  const ampersand = escaped.lastIndexOf("&", end - 1);
  if (ampersand >= 0 && end > 0 && escaped.indexOf(";", ampersand) >= end) end = ampersand;
  return escaped.slice(0, end).replace(/ $/, "");
}
