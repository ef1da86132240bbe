/** Contents that were fetched after a mail was read, put where only their ids were known. */

import { copyBytes } from "../bytes/bytes.js";
import { plainBytes } from "../bytes/source.js";
import { decodeCharset } from "../codec/charset.js";
import { MimeError } from "../errors.js";
import type { Attachment, Calendar, Mail } from "./mail.js";

/**
 * Fills in the contents of a mail that was read from a payload, by the partId of each.
 *
 * @param contents - Decoded bytes; those under a partId that the mail does not have are left out.
 * @returns A new mail; its contents are in memory of their own.
 * @throws {MimeError} `input-invalid` for anything but a mail and a Map of bytes.
 * @example
 * const mail = parsePayload({ filename: "a.bin", body: { attachmentId: "x", size: 1 } });
 * withContents(mail, new Map([["", new Uint8Array([7])]])).attachments[0]?.content; // => Uint8Array [7]
 * @see {@link parsePayload}, whose `content` option asks for them while reading
 */
export function withContents(mail: Mail, contents: ReadonlyMap<string, Uint8Array>): Mail {
  if (typeof mail !== "object" || mail === null || !Array.isArray(mail.attachments)) {
    throw new MimeError("input-invalid", "Cannot add contents: this is no Mail");
  }
  if (!(contents instanceof Map))
    throw new MimeError("input-invalid", "Cannot add contents: they are no Map");
  const { calendar } = mail;
  return {
    ...mail,
    ...(calendar && { calendar: fillCalendar(calendar, contents) }),
    attachments: mail.attachments.map((attachment) => fillAttachment(attachment, contents)),
  };
}

function fillAttachment(attachment: Attachment, contents: ReadonlyMap<string, unknown>): Attachment {
  const bytes = contentOf(attachment.partId, contents);
  return bytes === undefined ? attachment : { ...attachment, size: bytes.length, content: copyBytes(bytes) };
}

/** An iCalendar text is UTF-8 unless it is old (RFC 5545 §3.1.4). */
function fillCalendar(calendar: Calendar, contents: ReadonlyMap<string, unknown>): Calendar {
  const bytes = contentOf(calendar.partId, contents);
  if (bytes === undefined) return calendar;
  return { ...calendar, text: decodeCharset(bytes, undefined).replace(/\r\n?/g, "\n") };
}

function contentOf(partId: string, contents: ReadonlyMap<string, unknown>): Uint8Array | undefined {
  const given = contents.get(partId);
  const bytes = given === undefined ? undefined : plainBytes(given);
  if (given === undefined || bytes !== undefined) return bytes;
  throw new MimeError("input-invalid", `Cannot add contents: those of part "${partId}" are no bytes`);
}
