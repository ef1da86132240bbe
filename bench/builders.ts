/** Building: a mail object to bytes, by us and by others, each result read back by code that none of them wrote. */

import { createMimeMessage } from "mimetext";
import MailComposer from "nodemailer/lib/mail-composer";
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

/** It leaves the line ends of a text as they are, so it is given the right ones. */
export const nodemailer: Contestant = asynchronous({
  name: "nodemailer",
  input: ({ draft }) => ({
    ...draft,
    to: [...draft.to],
    cc: [...draft.cc],
    references: draft.references?.join(" "),
    text: draft.text.replaceAll("\n", "\r\n"),
    html: draft.html?.replaceAll("\n", "\r\n"),
    headers: draft.headers.map(([key, value]) => ({ key, value })),
    attachments: draft.attachments.map(({ filename, contentType, content, contentId }) => ({
      filename,
      contentType,
      content: bufferOf(content),
      cid: contentId,
    })),
  }),
  work: (options): Promise<Uint8Array> => new MailComposer(options).compile().build(),
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
      filename,
      contentType,
      data: bufferOf(content).toString("base64"),
      ...(contentId !== undefined && { inline: true, headers: { "Content-ID": contentId } }),
    });
  }
  return message.asRaw();
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
