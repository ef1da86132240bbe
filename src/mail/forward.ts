/** A mail sent on: its text below a header block as Gmail writes it, or the whole as an attached message. */

import { utf8Bytes } from "../bytes/bytes.js";
import { own, ownArray, ownString } from "../bytes/given.js";
import { plainBytes } from "../bytes/source.js";
import { escapeHtml } from "../codec/html.js";
import { MimeError } from "../errors.js";
import { formatContentType } from "../header/content-type.js";
import { forwardSubject } from "../header/subject.js";
import { authorOf, bodyOf, formatShown, momentOf, readPassage, type TwoForms } from "./attribution.js";
import { safeFilename } from "./filename.js";
import type { AttachmentInput, Mail } from "./mail.js";
import { checkMail, originalSubject, type Passage, shownAddresses } from "./original.js";
import { passages } from "./quote.js";

/** What is said above what is forwarded, or the original to attach in its place. */
export interface ForwardOptions {
  /** What is said above it. */
  readonly note?: Passage | undefined;
  /** The bytes of the original: it is then attached whole, as message/rfc822, and nothing of it is shown. */
  readonly attach?: Uint8Array | undefined;
  /** An IANA name (`Europe/Rome`), of the clock that the header block shows; UTC when not said. */
  readonly timeZone?: string | undefined;
}

/** Fields to spread into a {@link MailInput}. */
export interface Forward extends TwoForms {
  readonly subject: string;
  readonly attachments: readonly AttachmentInput[];
}

/**
 * Makes a forward: its subject, both forms of its body, and the attachments it carries, their Content-IDs kept.
 *
 * Text is escaped where it becomes html; the html of the original stands in the result as it is, so **whoever
 * shows it must sanitise it**. An invitation is carried as a file, `invite.ics`; AMP is left out. Attachments
 * known only by their id are carried without content: fill them in before, with {@link withContents}.
 *
 * @throws {MimeError} `input-invalid`, `input-too-large`; `option-invalid` for an unknown time zone,
 * `date-invalid`; `header-injection`, `header-too-long` for a subject made by hand.
 * @example
 * forward(parseMime("From: a@x.com\nSubject: hi\n\nyo"), { note: "see below" }).text.split("\n");
 * // => ["see below", "", "---------- Forwarded message ---------", "From: <a@x.com>", "Subject: hi", "", "", "yo"]
 * @see {@link reply} for an answer; RFC 2046 §5.2.1 for the original attached
 */
export function forward(original: Mail, options: ForwardOptions = {}): Forward {
  checkMail(original, "forward");
  const title = originalSubject(original);
  const subject = forwardSubject(title);
  const note = readPassage(own(options, "note"), "note");
  const attach = own(options, "attach");
  if (attach !== undefined) {
    const { text, html } = note ?? { text: "", html: "" };
    const attached = attachWhole(attach, title);
    return { subject, text, html: `<div dir="ltr">${html || "<br>"}</div>`, attachments: [attached] };
  }
  const above = passages(note, undefined);
  const block = headerBlock(original, title, options);
  const body = bodyOf(original);
  return {
    subject,
    text: `${above.text}---------- Forwarded message ---------\n${block.text}\n\n${body.text}`,
    html: `${above.html}<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>${block.html}</div><br><br>${body.html}</div>`,
    attachments: carryAttachments(original),
  };
}

function attachWhole(given: unknown, title: string): AttachmentInput {
  const content = plainBytes(given);
  if (content === undefined) throw new MimeError("input-invalid", 'Cannot use "attach": it is no bytes');
  // A slash would end the name's folder, not stand in the name.
  const name = `${title.replace(/[/\\]/g, "_").replace(/^[.\s]+/, "") || "message"}.eml`;
  const filename = safeFilename({ filename: name, mimeType: "message/rfc822", partId: "" });
  return { filename, contentType: "message/rfc822", content, disposition: "attachment" };
}

/** The fields that Gmail shows, those that are there. */
function headerBlock(original: Mail, title: string, options: ForwardOptions): TwoForms {
  const lines: TwoForms[] = [];
  const add = (name: string, { text, html }: TwoForms): void => {
    if (text !== "") lines.push({ text: `${name}: ${text}`, html: `${name}: ${html}` });
  };
  const author = authorOf(original);
  const { text, html } = formatShown({ ...author, name: "" });
  const name = author.name || author.address;
  const strong = `<strong class="gmail_sendername" dir="auto">${escapeHtml(name)}</strong>`;
  add("From", {
    text: formatShown(author).text,
    html: author.address === "" || text === "" ? strong : `${strong} <span dir="auto">${html}</span>`,
  });
  add("Date", plain(momentOf(original, options)));
  add("Subject", plain(title));
  add("To", formatAll(original, "to"));
  add("Cc", formatAll(original, "cc"));
  return {
    text: lines.map((line) => `${line.text}\n`).join(""),
    html: lines.map((line) => `${line.html}<br>`).join(""),
  };
}

function plain(text: string): TwoForms {
  return { text, html: escapeHtml(text) };
}

function formatAll(original: Mail, key: "to" | "cc"): TwoForms {
  const shown = shownAddresses(original, key).map(formatShown);
  return {
    text: shown.map(({ text }) => text).join(", "),
    html: shown.map(({ html }) => html).join(", "),
  };
}

function carryAttachments(original: Mail): AttachmentInput[] {
  const attachments = (ownArray(original, "attachments") ?? []).map(asFile) as AttachmentInput[];
  const calendar = own(original, "calendar");
  return calendar === undefined ? attachments : [...attachments, carryCalendar(calendar)];
}

/** A calendar that neither name nor disposition tells from an invitation would be the forward's own. */
function asFile(attachment: unknown): unknown {
  const isCalendar = own(attachment, "kind") === "calendar";
  if (!isCalendar || own(attachment, "filename") || own(attachment, "disposition") === "attachment")
    return attachment;
  return { ...(attachment as object), disposition: "attachment" };
}

function carryCalendar(calendar: unknown): AttachmentInput {
  const text = ownString(calendar, "text");
  const method = ownString(calendar, "method");
  const parameters = { charset: "utf-8", ...(method !== undefined && { method }) };
  return {
    filename: "invite.ics",
    contentType: formatContentType({ type: "text/calendar", parameters }),
    disposition: "attachment",
    partId: ownString(calendar, "partId"),
    attachmentId: ownString(calendar, "attachmentId"),
    // iCalendar lines end in CRLF (RFC 5545 §3.1).
    content: text === undefined ? undefined : utf8Bytes(text.replace(/\r\n|\r|\n/g, "\r\n")),
  };
}
