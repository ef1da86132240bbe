/** A mail as JSON, both ways: what `parse` prints, and what `build` takes. */

import { type AttachmentInput, encodeRaw, type Mail, type MailInput, safeFilename } from "../index.js";
import { FAILED, Failure } from "./failure.js";

/** The properties of a mail and of its attachments: a misspelt one is an error, not a mail that lacks something. */
const MAIL: Record<keyof MailInput, true> = {
  from: true,
  sender: true,
  replyTo: true,
  to: true,
  cc: true,
  bcc: true,
  subject: true,
  date: true,
  dateOffset: true,
  messageId: true,
  inReplyTo: true,
  references: true,
  text: true,
  html: true,
  amp: true,
  calendar: true,
  attachments: true,
  headers: true,
  bodies: true,
  defects: true,
};
const ATTACHMENT: Record<keyof AttachmentInput | "file", true> = {
  filename: true,
  content: true,
  encoding: true,
  contentType: true,
  mimeType: true,
  contentId: true,
  cid: true,
  disposition: true,
  kind: true,
  headers: true,
  partId: true,
  size: true,
  attachmentId: true,
  file: true,
};

/**
 * Makes a mail ready for JSON: contents are base64url, or the name of the file they were written to.
 *
 * @param files - The file of each attachment, where it has one.
 * @see {@link readMailJson} for the way back
 */
export function mailToJson(mail: Mail, files: readonly (string | undefined)[] = []): unknown {
  const attachments = mail.attachments.map(({ content, ...described }, i) => {
    const file = files[i];
    if (file !== undefined) return { ...described, file };
    if (content === undefined) return described;
    return { ...described, content: encodeRaw(content), encoding: "base64url" };
  });
  return { ...mail, attachments };
}

/**
 * Reads JSON as a mail to build.
 *
 * @param readFile - Reads the file an attachment names; absent where none may be read.
 * @throws {Failure} for JSON that is none, is no mail, or names a file that may not be read.
 * @see {@link mailToJson} for the way back
 */
export async function readMailJson(
  json: Uint8Array,
  readFile?: (name: string) => Promise<Uint8Array>,
): Promise<MailInput> {
  const mail = parseObject(json);
  checkKeys(mail, MAIL, "a mail");
  if (!Array.isArray(mail.attachments)) return mail;
  const attachments: unknown[] = [];
  for (const attachment of mail.attachments) attachments.push(await readAttachment(attachment, readFile));
  return { ...mail, attachments } as MailInput;
}

function parseObject(json: Uint8Array): Record<string, unknown> {
  const value = parseJson(new TextDecoder().decode(json));
  if (isObject(value)) return value;
  throw new Failure(FAILED, "Cannot build the mail: the JSON is no object");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Failure(FAILED, "Cannot build the mail: the input is no JSON", { cause });
  }
}

async function readAttachment(
  given: unknown,
  readFile: ((name: string) => Promise<Uint8Array>) | undefined,
): Promise<unknown> {
  if (!isObject(given)) return given; // building refuses it
  checkKeys(given, ATTACHMENT, "an attachment");
  const { file, ...attachment } = given;
  if (typeof file !== "string" || attachment.content !== undefined) return attachment;
  if (safeFilename({ partId: "", mimeType: "", filename: file }) !== file) {
    throw new Failure(FAILED, `Cannot read the attachment "${file}": not the plain name of a file`);
  }
  if (readFile === undefined) {
    throw new Failure(FAILED, `Cannot read the attachment "${file}": say where it is with --in DIR`);
  }
  return { ...attachment, content: await readFile(file) };
}

function checkKeys(given: object, known: object, what: string): void {
  const stranger = Object.keys(given).find((key) => !Object.hasOwn(known, key));
  if (stranger !== undefined) {
    throw new Failure(FAILED, `Cannot build the mail: "${stranger}" is no property of ${what}`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
