/**
 * The html of a mail as a document for a frame that is sandboxed without any permission.
 *
 * The sandbox runs no script and follows no meta refresh; the policy in front of the mail's own text allows
 * nothing but its styles and images that are in the document; links would open a window, which the sandbox
 * refuses. So nothing of the html has to be cleaned for safety: what is rewritten are the references to the
 * mail's own images, and targets, so that a click on a link leaves the mail where it is.
 */

import type { Frame } from "./protocol.js";

const POLICY = [
  "default-src 'none'",
  "img-src data:",
  "style-src 'unsafe-inline'",
  "font-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const PRELUDE = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light"><base target="_blank"><style>html{background:#fff;color:#111;font-family:system-ui,sans-serif;overflow-wrap:break-word}body{margin:12px}img{max-width:100%}</style>`;

/** A reference to another machine, where a browser would follow it unasked. */
const REMOTE =
  /(?:\b(?:src|srcset|background|poster|data)\s{0,9}=\s{0,9}["']?|url\(\s{0,9}["']?|@import\s{1,9}["']|<link\b[^>]{0,400}?\bhref\s{0,9}=\s{0,9}["']?)\s{0,9}(?:https?:)?\/\//gi;

/**
 * Makes the document; the html of the mail stands in it as it is, but for its `cid:` references.
 *
 * @param image - Gives the `data:` URL of the mail's own image with a content id.
 * @example
 * buildFrame('<img src="cid:a">', () => "data:image/gif;base64,R0lGOA").remote; // => 0
 * @see RFC 2392 for `cid:`
 */
export function buildFrame(html: string, image: (contentId: string) => string | undefined): Frame {
  return { srcdoc: PRELUDE + placeImages(dropTargets(html), image), remote: countRemote(html) };
}

function countRemote(html: string): number {
  let count = 0;
  for (const _ of html.matchAll(REMOTE)) count++;
  return count;
}

/** A link that names its target would take the place of the mail, where only an error could be shown. */
function dropTargets(html: string): string {
  return html.replace(/<(?:a|area|form|button|input)\b[^<>]*>/gi, (tag) =>
    tag.replace(/([\s/"'])((?:form)?target)(?=[\s=])/gi, "$1data-$2"),
  );
}

const CID = /\bcid:([^\s"'<>()]{1,998})/gi;

function placeImages(html: string, image: (contentId: string) => string | undefined): string {
  return html.replace(CID, (reference: string, id: string, at: number) =>
    isValue(html, at) ? (image(decodeId(id)) ?? reference) : reference,
  );
}

/** Whether what stands at a place is the value of an attribute or a url() of a style, not a text that speaks of one. */
function isValue(html: string, at: number): boolean {
  const before = html.slice(Math.max(0, at - 16), at);
  return /(?:=|\()\s{0,9}["']?\s{0,4}$/.test(before);
}

function decodeId(text: string): string {
  const plain = text.replaceAll("&amp;", "&");
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain; // a per cent sign that is one
  }
}
