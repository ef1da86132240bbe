/** The parsers of others that run where ours does, each asked for its whole answer: text, html, attachments. */

import { extract, type LetterparserMail } from "letterparser";
import mailparser from "mailparser";
import PostalMime, { type Email } from "postal-mime";
import type { Answer } from "./answer.js";
import { asynchronous, bytesGiven, type Contestant, synchronous, touch } from "./contestant.js";
import { formatPerson } from "./envelope.js";
import { type AttachmentFacts, sha1 } from "./letter.js";

export const postalMime: Contestant = asynchronous({
  name: "postal-mime",
  input: bytesGiven,
  work: async (bytes) => touchEmail(await PostalMime.parse(bytes)),
  understand: understandPostalMime,
});

export function touchEmail(email: Email): Email {
  const contents = email.attachments.map(({ content }) => content);
  return touch(email, [email.text, email.html], contents);
}

/** With every conversion off that a reader of bytes does not ask for. */
const LEAN = { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true };

export const mailParser: Contestant = asynchronous({
  name: "mailparser",
  input: bytesGiven,
  work: async (bytes) => {
    const mail = await mailparser.simpleParser(bufferOf(bytes), LEAN);
    return touch(
      mail,
      [mail.text, mail.html],
      mail.attachments.map(({ content }) => content),
    );
  },
  understand: ({ subject = "", text = "", html, headerLines, attachments }) => ({
    fields: headerLines.length,
    subject,
    text,
    html: html || "",
    ...filesOf(
      attachments.map(({ filename, contentType, content }) => ({
        name: filename,
        type: contentType,
        content,
      })),
    ),
  }),
});

/** It takes text, so the bytes are decoded first. */
export const letterParser: Contestant = synchronous({
  name: "letterparser",
  input: bytesGiven,
  work: (bytes) => {
    const mail = extract(bufferOf(bytes).toString("utf8"));
    return touch(
      mail,
      [mail.text, mail.html],
      (mail.attachments ?? []).map(({ body }) => body),
    );
  },
  understand: understandLetterparser,
});

export function understandPostalMime(email: Email): Answer {
  const { headers, from, to = [], cc = [], subject = "", text = "", html = "", attachments } = email;
  const files = attachments.map(({ filename, mimeType, content }) => ({
    name: filename ?? undefined,
    type: mimeType,
    content: bytesOf(content),
  }));
  const addresses = [...(from ? [from] : []), ...to, ...cc].map(formatPerson);
  return { fields: headers.length, subject, addresses, text, html, ...filesOf(files) };
}

function understandLetterparser({
  subject = "",
  text = "",
  html = "",
  attachments = [],
}: LetterparserMail): Answer {
  const files = attachments.map(({ filename, contentType, body }) => ({
    name: filename,
    type: contentType.type,
    content: bytesOf(body),
  }));
  return { subject, text, html, ...filesOf(files) };
}

interface File {
  readonly name: string | undefined;
  readonly type: string;
  readonly content: Uint8Array;
}

/** Attached messages that were kept whole, and the other attachments. */
export function filesOf(files: readonly File[]): { kept: string; attachments: AttachmentFacts[] } {
  const isMessage = ({ type }: File): boolean => type === "message/rfc822";
  return {
    kept: files
      .filter(isMessage)
      .map(({ content }) => bufferOf(content).toString("latin1"))
      .join("\n"),
    attachments: files
      .filter((file) => !isMessage(file))
      .map(({ name = "", content }) => ({ name, size: content.length, sha1: sha1(content) })),
  };
}

function bytesOf(content: ArrayBuffer | Uint8Array | string): Uint8Array {
  if (typeof content === "string") return Buffer.from(content, "utf8");
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
