/** Building: a mail object to bytes, by us and by others, each result read back by code that none of them wrote. */

import emailjs from "emailjs-mime-builder";
import { createMimeMessage } from "mimetext";
import MailComposer from "nodemailer/lib/mail-composer";
import type Mail from "nodemailer/lib/mailer";
import PostalMime from "postal-mime";
import type { Answer } from "./answer.js";
import { asynchronous, type Contestant, synchronous } from "./contestant.js";
import type { Draft, Person } from "./draft.js";
import { findFault } from "./fault.js";
import { library } from "./library.js";
import { understandPostalMime } from "./peers.js";
import type { Workload } from "./workloads.js";

export const build: Contestant = synchronous({
  name: "buildMime",
  input: draftGiven,
  work: (draft) => library.buildMime(draft),
  understand: readBack,
});

export const rawBuild: Contestant = synchronous({
  name: "buildRaw",
  input: draftGiven,
  work: (draft): string => library.buildRaw(draft),
  understand: (raw) => readBack(Buffer.from(raw, "base64url")),
});

/** It leaves the line ends of a text as they are, so it is given the right ones. */
export const nodemailer: Contestant = asynchronous({
  name: "nodemailer",
  input: optionsGiven,
  work: (options): Promise<Uint8Array> => new MailComposer(options).compile().build(),
  understand: readBack,
});

/** What an integration does without us. */
export const nodemailerAndBuffer: Contestant = asynchronous({
  name: "nodemailer + Buffer",
  input: optionsGiven,
  work: async (options) => (await new MailComposer(options).compile().build()).toString("base64url"),
  understand: (raw) => readBack(Buffer.from(raw, "base64url")),
});

function optionsGiven({ draft }: Workload): Mail.Options {
  return {
    ...draft,
    to: [...draft.to],
    cc: [...draft.cc],
    references: draft.references?.join(" "),
    text: draft.text.replaceAll("\n", "\r\n"),
    html: draft.html?.replaceAll("\n", "\r\n"),
    headers: draft.headers.map(([key, value]) => ({ key, value })),
    attachments: draft.attachments.map(({ filename = false as const, contentType, content, contentId }) => ({
      filename,
      contentType,
      content: bufferOf(content),
      cid: contentId,
    })),
  };
}

/** A tree of parts is made by hand, then written. */
export const emailjsBuilder: Contestant = synchronous({
  name: "emailjs-mime-builder",
  evenWrong: true,
  input: draftGiven,
  work: (draft): Uint8Array => Buffer.from(writeByEmailjs(draft), "latin1"),
  understand: readBack,
});

/** It writes what it is given: raw text under a 7bit label, files in one line, the line ends of the system. */
export const mimetext: Contestant = synchronous({
  name: "mimetext",
  evenWrong: true,
  input: draftGiven,
  work: (draft): Uint8Array => Buffer.from(writeByMimetext(draft), "utf8"),
  understand: readBack,
});

function writeByMimetext(draft: Draft): string {
  const message = createMimeMessage();
  message.setSender(mailboxOf(draft.from));
  message.setTo(draft.to.map(mailboxOf));
  message.setCc(draft.cc.map(mailboxOf));
  message.setSubject(draft.subject);
  message.setHeader("Date", draft.date.toUTCString().replace("GMT", "+0000"));
  message.setHeader("Message-ID", draft.messageId);
  if (draft.inReplyTo !== undefined) message.setHeader("In-Reply-To", draft.inReplyTo);
  if (draft.references !== undefined) message.setHeader("References", draft.references.join(" "));
  for (const [name, value] of draft.headers) message.setHeader(name, value);
  message.addMessage({ contentType: "text/plain", data: draft.text });
  if (draft.html !== undefined) message.addMessage({ contentType: "text/html", data: draft.html });
  for (const { filename, contentType, content, contentId } of draft.attachments) {
    message.addAttachment({
      filename: filename ?? "message.eml",
      contentType,
      data: bufferOf(content).toString("base64"),
      ...(contentId !== undefined && { inline: true, headers: { "Content-ID": contentId } }),
    });
  }
  return message.asRaw();
}

/** The containers that a mail with these contents needs. */
function writeByEmailjs({ text, html, attachments, ...draft }: Draft): string {
  const plain = new emailjs.default("text/plain; charset=utf-8").setContent(text);
  const page = html === undefined ? [] : [new emailjs.default("text/html; charset=utf-8").setContent(html)];
  const files = attachments.map(({ filename, contentType, content, contentId }) => {
    const file = new emailjs.default(contentType, { filename }).setContent(content);
    if (contentId !== undefined) file.setHeader({ "Content-Disposition": "inline", "Content-Id": contentId });
    return file;
  });
  const root = contain("multipart/mixed", [contain("multipart/alternative", [plain, ...page]), ...files]);
  root.addHeader("From", [draft.from]);
  root.addHeader("To", [...draft.to]);
  root.addHeader("Cc", [...draft.cc]);
  root.addHeader("Subject", draft.subject);
  root.addHeader("Date", draft.date.toUTCString().replace("GMT", "+0000"));
  root.addHeader("Message-Id", draft.messageId);
  if (draft.inReplyTo !== undefined) root.addHeader("In-Reply-To", draft.inReplyTo);
  if (draft.references !== undefined) root.addHeader("References", draft.references.join(" "));
  for (const [name, value] of draft.headers) root.addHeader(name, value);
  return root.build();
}

/** The parts in a container; the part alone where it needs none. */
function contain(type: string, parts: readonly emailjs.MimeNode[]): emailjs.MimeNode {
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return only;
  const container = new emailjs.default(type);
  for (const part of parts) container.appendChild(part);
  return container;
}

function mailboxOf({ name, address }: Person): { addr: string; name?: string } {
  return { addr: address, ...(name !== undefined && { name }) };
}

function draftGiven({ draft }: Workload): Draft {
  return draft;
}

async function readBack(bytes: Uint8Array): Promise<Answer> {
  // How many fields a builder adds is its own affair.
  const { fields: _, ...answer } = understandPostalMime(await PostalMime.parse(bytes));
  return { ...answer, fault: findFault(bytes) };
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
