/** A reply's text above the mail it answers, quoted as Gmail quotes. */

import { own } from "../bytes/given.js";
import { attributionOf, bodyOf, readPassage, type TwoForms } from "./attribution.js";
import type { Mail } from "./mail.js";
import { checkMail, type Passage } from "./original.js";

/** What is said above the quote, and how it is introduced. */
export interface QuoteOptions {
  /** What is said. The form that is not given is made from the other. */
  readonly text?: string | undefined;
  readonly html?: string | undefined;
  /** Stands between what is said and the quote. */
  readonly signature?: Passage | undefined;
  /** An IANA name (`Europe/Rome`), of the clock that the attribution shows; UTC when not said. */
  readonly timeZone?: string | undefined;
  /** The line above the quote, in place of Gmail's; "" for none. */
  readonly attribution?: string | undefined;
}

const QUOTE_STYLE = "margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex";

/**
 * Quotes a mail below new text, as `>` lines and as Gmail's `gmail_quote` html.
 *
 * Text is escaped where it becomes html. The html of the original (its first html part only, whole) and that of
 * the caller stand in the result as they are: **whoever shows it must sanitise it**, and whoever sends it may give
 * `{ ...original, html: sanitise(original.html) }`. Its inline images are the caller's to attach: those of
 * `original.attachments` with a `contentId`.
 *
 * @returns Both forms of the body, to spread into a {@link MailInput}.
 * @throws {MimeError} `input-invalid`, `input-too-large`; `option-invalid` for an unknown time zone,
 * `date-invalid`.
 * @example
 * quote(parseMime("From: Ann <a@x.com>\nDate: Mon, 2 Jan 2023 12:04:05 +0000\n\nhi"), { text: "yo" }).text;
 * // => "yo\n\nOn Mon, Jan 2, 2023 at 12:04 PM Ann <a@x.com> wrote:\n\n> hi\n"
 * @see {@link stripQuoted} for the way back; RFC 3676 §4.5
 */
export function quote(original: Mail, options: QuoteOptions = {}): TwoForms {
  checkMail(original, "quote");
  const said = readPassage(options, "options");
  const signature = readPassage(own(options, "signature"), "signature");
  const attribution = attributionOf(original, options);
  const body = bodyOf(original);
  const above = passages(said, signature);
  const line = attribution.text === "" ? "" : `${attribution.text}\n\n`;
  const attributed =
    attribution.html === "" ? "" : `<div dir="ltr" class="gmail_attr">${attribution.html}<br></div>`;
  return {
    text: `${above.text}${line}${quoteText(body.text)}\n`,
    html: `${above.html}<div class="gmail_quote gmail_quote_container">${attributed}<blockquote class="gmail_quote" style="${QUOTE_STYLE}">${body.html}</blockquote></div>`,
  };
}

/** New text and the signature below it, each on lines of its own, ready for a quote to follow. */
export function passages(said: TwoForms | undefined, signature: TwoForms | undefined): TwoForms {
  let text = "";
  let html = "";
  if (said !== undefined) {
    text += `${trimEnd(said.text)}\n\n`;
    html += `<div dir="ltr">${said.html === "" ? "<br>" : said.html}</div>`;
  }
  if (signature !== undefined) {
    text += `-- \n${trimEnd(signature.text)}\n\n`;
    html += `<br><div>-- </div><div dir="ltr" class="gmail_signature">${signature.html}</div>`;
  }
  return { text, html: html === "" ? "" : `${html}<br>` };
}

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && (text.charCodeAt(end - 1) === 0x0a || text.charCodeAt(end - 1) === 0x0d)) end--;
  return text.slice(0, end);
}

/** Puts `>` before each line; what was quoted already gets no blank, and so stays one deeper (RFC 3676 §4.5). */
function quoteText(text: string): string {
  const lines = trimEnd(text).split(/\r\n|\r|\n/);
  return lines.map((line) => (line === "" || line.startsWith(">") ? `>${line}` : `> ${line}`)).join("\n");
}
