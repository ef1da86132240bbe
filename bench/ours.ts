/** Our own roads: between bytes, raw, the entity tree, payloads and the mail. */

import type { Entity, GmailPart, Mail } from "../src/index.js";
import type { Answer } from "./answer.js";
import { bytesGiven, type Contestant, rawGiven, synchronous, touch, touchLengths } from "./contestant.js";
import { formatPerson } from "./envelope.js";
import { type AttachmentFacts, sha1 } from "./letter.js";
import { library } from "./library.js";
import type { Workload } from "./workloads.js";

const {
  buildRequest,
  decodeBodyText,
  decodeContent,
  decodeHeaderText,
  decodeRaw,
  decodeText,
  encodeRaw,
  findHeader,
  formatEntity,
  mailboxes,
  mimeToPayload,
  parseContentDisposition,
  parseContentType,
  parseEntity,
  parseMime,
  parsePayload,
  parseRaw,
  parseRequest,
  renderMessage,
  walkEntity,
  walkParts,
} = library;

export const entity: Contestant = synchronous({
  name: "parseEntity",
  input: bytesGiven,
  work: (bytes) => parseEntity(bytes),
  understand: understandEntity,
});

/** The way back from the tree: nothing was changed, so it only joins. */
export const format: Contestant = synchronous({
  name: "formatEntity",
  input: ({ bytes }) => parseEntity(bytes),
  work: (root) => formatEntity(root),
  understand: (message) => ({ message }),
});

export const payload: Contestant = synchronous({
  name: "full",
  input: bytesGiven,
  work: (bytes) => mimeToPayload(bytes),
  understand: understandPayload,
});

export const metadata: Contestant = synchronous({
  name: "metadata",
  input: bytesGiven,
  work: (bytes) => mimeToPayload(bytes, { format: "metadata" }),
  understand: understandMetadata,
});

/** What a server does for `format=metadata` when it keeps the snippets. */
export const answerStored: Contestant = synchronous({
  name: "snippet stored",
  input: ({ bytes }) => ({ id: "18c0", threadId: "18c0", snippet: "kept", raw: bytes }),
  work: (stored) => renderMessage(stored, { format: "metadata" }),
  understand: ({ payload }) => understandMetadata(payload as GmailPart),
});

/** And when it does not. */
export const answerMade: Contestant = synchronous({
  name: "snippet made",
  input: ({ bytes }) => ({ id: "18c0", threadId: "18c0", raw: bytes }),
  work: (stored) => renderMessage(stored, { format: "metadata" }),
  understand: ({ payload }) => understandMetadata(payload as GmailPart),
});

/** A message on its way to Gmail, beside its metadata. */
export const request: Contestant = synchronous({
  name: "buildRequest",
  input: bytesGiven,
  work: (bytes) =>
    buildRequest({ method: "messages.insert", bytes, threadId: "18c0", uploadType: "multipart" }),
  understand: (built) => understandMail(parseMime((parseRequest(built) as { bytes: Uint8Array }).bytes)),
});

export const mail: Contestant = synchronous({
  name: "parseMime",
  input: bytesGiven,
  work: (bytes) => touchMail(parseMime(bytes)),
  understand: understandMail,
});

export const read: Contestant = synchronous({
  name: "parsePayload",
  input: messageGiven,
  work: (message) => touchMail(parsePayload(message)),
  understand: understandMail,
});

export const rawEncode: Contestant = synchronous({
  name: "encodeRaw",
  input: bytesGiven,
  work: (bytes): string => encodeRaw(bytes),
  understand: (raw) => ({ message: Buffer.from(raw, "base64url") }),
});

export const rawDecode: Contestant = synchronous({
  name: "decodeRaw",
  input: rawGiven,
  work: (raw) => decodeRaw(raw),
  understand: (message) => ({ message }),
});

export const rawParse: Contestant = synchronous({
  name: "parseRaw",
  input: rawGiven,
  work: (raw) => touchMail(parseRaw(raw)),
  understand: understandMail,
});

/** The message as the Gmail API gives it: contents of files only by their ids. */
export function messageGiven({ bytes }: Workload): { readonly id: string; readonly payload: GmailPart } {
  return { id: "18c0", payload: mimeToPayload(bytes) };
}

function understandEntity(root: Entity): Answer {
  const texts: Record<string, string[]> = { "text/plain": [], "text/html": [] };
  const attachments: AttachmentFacts[] = [];
  let parts = 0;
  for (const { entity } of walkEntity(root)) {
    parts++;
    if (entity.kind !== "leaf") continue;
    const name = parseContentDisposition(fieldOf(entity, "content-disposition"))?.parameters.get("filename");
    if (name === undefined) {
      const type = parseContentType(fieldOf(entity, "content-type"))?.type ?? "text/plain";
      texts[type]?.push(decodeText(entity));
    } else {
      const content = decodeContent(entity);
      attachments.push({ name, size: content.length, sha1: sha1(content) });
    }
  }
  return {
    parts,
    fields: root.fields.length,
    subject: decodeHeaderText(fieldOf(root, "subject")),
    text: texts["text/plain"]?.join("\n") ?? "",
    html: texts["text/html"]?.join("\n") ?? "",
    attachments,
  };
}

function fieldOf({ fields }: Entity, name: string): string {
  return fields.find((field) => field.name.toLowerCase() === name)?.value ?? "";
}

function understandPayload(root: GmailPart): Answer {
  const all = [...walkParts(root)];
  const textOf = (type: string): string =>
    all
      .filter(({ mimeType, filename }) => mimeType === type && filename === "")
      .map((part) => decodeBodyText(part) ?? "")
      .join("\n");
  return {
    parts: all.length,
    fields: root.headers.length,
    subject: findHeader(root, "subject") ?? "",
    text: textOf("text/plain"),
    html: textOf("text/html"),
    attachments: all
      .filter(({ filename }) => filename !== "")
      .map(({ filename, body }) => ({ name: filename, size: body.size })),
  };
}

function understandMetadata(root: GmailPart): Answer {
  return { fields: root.headers.length, subject: findHeader(root, "subject") ?? "" };
}

function touchMail(mail: Mail): Mail {
  touchLengths([mail.subject, mail.messageId]);
  for (const { value } of mail.headers) touchLengths([value]);
  for (const people of [mail.from, mail.to, mail.cc]) {
    if (people !== undefined) touchLengths(people.map(({ name }) => name));
  }
  const contents = mail.attachments.map(({ content }) => content);
  return touch(mail, [mail.text, mail.html], contents);
}

function understandMail({
  from = [],
  to = [],
  cc = [],
  subject = "",
  text = "",
  html = "",
  attachments,
}: Mail): Answer {
  const isMessage = ({ kind }: Mail["attachments"][number]): boolean => kind === "message";
  return {
    subject,
    addresses: mailboxes([...from, ...to, ...cc]).map(formatPerson),
    text,
    html,
    kept: attachments
      .filter(isMessage)
      .map(({ content = new Uint8Array(0) }) => Buffer.from(content).toString("latin1"))
      .join("\n"),
    attachments: attachments
      .filter((file) => !isMessage(file))
      .map(({ filename = "", size, content }) => ({
        name: filename,
        size,
        ...(content !== undefined && { sha1: sha1(content) }),
      })),
  };
}
