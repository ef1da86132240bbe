/** Contents that were fetched after a mail was read, put where only their ids were known. */

import { copyBytes } from "../bytes/bytes.js";
import { copyArray, isArray, own, ownNames } from "../bytes/given.js";
import { plainBytes } from "../bytes/source.js";
import { decodeCharset } from "../codec/charset.js";
import { MimeError } from "../errors.js";
import type { Mail } from "./mail.js";

/**
 * Fills in the contents of a mail that was read from a payload, by the partId of each.
 *
 * @param contents - Decoded bytes; those under a partId that the mail does not have are left out.
 * @returns A new mail; its contents are in memory of their own.
 * @throws {MimeError} `input-invalid` for anything but a mail and a Map of bytes, `input-too-large` for a list too
 * long to be one.
 * @example
 * const mail = parsePayload({ filename: "a.bin", body: { attachmentId: "x", size: 1 } });
 * withContents(mail, new Map([["", new Uint8Array([7])]])).attachments[0]?.content; // => Uint8Array.of(7)
 * @see {@link parsePayload}, whose `content` option asks for them while reading; Gmail rules 29 and 31
 */
export function withContents(mail: Mail, contents: ReadonlyMap<string, Uint8Array>): Mail {
  const known = copyContents(contents);
  const read = copyObject(mail, "this is no Mail");
  const calendar = own(mail, "calendar");
  const filled =
    calendar === undefined ? undefined : fillCalendar(copyObject(calendar, "its calendar is none"), known);
  const attachments = copyArray(own(mail, "attachments"), "attachments").map((attachment) =>
    fillAttachment(copyObject(attachment, "an attachment is none"), known),
  );
  return { ...read, ...(filled && { calendar: filled }), attachments } as unknown as Mail;
}

/** The own properties of an object, each read once. */
function copyObject(given: unknown, why: string): Properties {
  if (typeof given !== "object" || given === null || isArray(given)) {
    throw new MimeError("input-invalid", `Cannot add contents: ${why}`);
  }
  const copy: Record<string, unknown> = {};
  for (const name of ownNames(given)) if (name !== "__proto__") copy[name] = own(given, name);
  return copy;
}

/** @throws {MimeError} `input-invalid` for anything but a Map. */
function copyContents(contents: unknown): Contents {
  try {
    const copy = new Map<unknown, unknown>();
    Map.prototype.forEach.call(contents, (bytes, partId) => copy.set(partId, bytes));
    return copy;
  } catch (cause) {
    throw new MimeError("input-invalid", "Cannot add contents: they are no Map", { cause });
  }
}

type Properties = Readonly<Record<string, unknown>>;
type Contents = ReadonlyMap<unknown, unknown>;

function fillAttachment(attachment: Properties, contents: Contents): Properties {
  const bytes = contentOf(attachment, contents);
  return bytes === undefined ? attachment : { ...attachment, size: bytes.length, content: copyBytes(bytes) };
}

/** An iCalendar text is UTF-8 unless it is old (RFC 5545 §3.1.4). */
function fillCalendar(calendar: Properties, contents: Contents): Properties {
  const bytes = contentOf(calendar, contents);
  if (bytes === undefined) return calendar;
  return { ...calendar, text: decodeCharset(bytes, undefined).replace(/\r\n?/g, "\n") };
}

function contentOf({ partId }: Properties, contents: Contents): Uint8Array | undefined {
  const given = typeof partId === "string" ? contents.get(partId) : undefined;
  const bytes = given === undefined ? undefined : plainBytes(given);
  if (given === undefined || bytes !== undefined) return bytes;
  throw new MimeError("input-invalid", `Cannot add contents: those of part "${shown(partId)}" are no bytes`);
}

function shown(partId: unknown): string {
  return String(partId)
    .replace(/[^\x20-\x7e]/g, "?")
    .slice(0, 60);
}
