/** File names that are safe to write, made from what a mail calls its attachments (RFC 2183 §5). */

import { asciiLowerCase } from "../bytes/ascii.js";
import { ownString } from "../bytes/given.js";
import { extensionOf } from "../codec/media-type.js";
import type { Attachment } from "./mail.js";

/** Device names of Windows, with or without an extension. */
const DEVICE =
  /^(con|prn|aux|nul|com[\d\u00b9\u00b2\u00b3]|lpt[\d\u00b9\u00b2\u00b3]|conin\$|conout\$|clock\$)\s*(\.|$)/i;
/** Control, formatting, separator and unassigned-in-names characters, and what file systems reserve. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}/\\:*?"<>|]/gu;
const LONGEST_NAME = 255;

/**
 * Makes a file name for an attachment that is safe to write in a directory.
 *
 * No separators, control, bidirectional or reserved characters, no device names, no dots or blanks at its
 * ends; at most 255 bytes of UTF-8, the extension kept; never empty: a nameless part is called after its partId.
 *
 * @throws {MimeError} `input-invalid` when a property has the wrong type.
 * @example
 * safeFilename({ partId: "1", filename: "../a:b.pdf", mimeType: "application/pdf" }); // => "a_b.pdf"
 * @see {@link Attachment}, whose `filename` is as the mail says it; RFC 2183 §2.3, §5
 */
export function safeFilename(
  attachment: Pick<Attachment, "partId" | "mimeType"> & { readonly filename?: string | undefined },
): string {
  const partId = ownString(attachment, "partId") ?? "";
  const given = (ownString(attachment, "filename") ?? "").toWellFormed().slice(0, 10_000);
  const last = given.slice(Math.max(given.lastIndexOf("/"), given.lastIndexOf("\\")) + 1);
  let name = trimName(last.normalize("NFC").replace(UNSAFE, "_"));
  if (name === "" || /^_+$/.test(name)) {
    const extension = extensionOf(asciiLowerCase(ownString(attachment, "mimeType") ?? "")) ?? "bin";
    name = `part-${partId.replace(/[^\d.]/g, "") || "0"}.${extension}`;
  }
  if (DEVICE.test(name)) name = `_${name}`;
  return shorten(name);
}

/** Without blanks and dots at its ends: a dot in front hides a file, at the end Windows drops it. */
function trimName(name: string): string {
  let start = 0;
  let end = name.length;
  while (start < end && isEdge(name[start] as string)) start++;
  while (end > start && isEdge(name[end - 1] as string)) end--;
  return name.slice(start, end);
}

function isEdge(character: string): boolean {
  return character === "." || character.trim() === "";
}

function shorten(name: string): string {
  if (utf8Length(name) <= LONGEST_NAME) return name;
  const dot = name.lastIndexOf(".");
  const extension = dot > 0 && utf8Length(name.slice(dot)) <= 32 ? name.slice(dot) : "";
  let room = LONGEST_NAME - utf8Length(extension);
  let stem = "";
  for (const character of name.slice(0, name.length - extension.length)) {
    room -= utf8Length(character);
    if (room < 0) break;
    stem += character;
  }
  return trimName(stem) + extension;
}

function utf8Length(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    length += code < 0x80 ? 1 : code < 0x800 || (code & 0xf800) === 0xd800 ? 2 : 3;
  }
  return length;
}
