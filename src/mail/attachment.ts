/** Attachments: parts that are not the body, both ways, and file names that are safe to write. */

import { asciiLowerCase } from "../bytes/ascii.js";
import { copyBytes } from "../bytes/bytes.js";
import { ownString } from "../bytes/given.js";
import { extensionOf } from "../codec/media-type.js";
import { decodeTransfer } from "../codec/transfer-encoding.js";
import { isDetached, transferEncodingOf } from "../entity/content.js";
import { formatEntity } from "../entity/frame.js";
import { formatContentType, parseContentType } from "../header/content-type.js";
import { type Field, findField, hasName } from "../header/field.js";
import { decodeHeaderText } from "../header/text.js";
import type { Piece } from "./body.js";
import { fieldText } from "./envelope.js";
import type { Attachment, Header } from "./mail.js";
import type { Reporter } from "./reading.js";

/** The fields an attachment's properties tell. */
const TOLD = ["content-type", "content-disposition", "content-transfer-encoding", "content-id"];

/** An attached message, also one that is encoded, and so a leaf. */
const MESSAGE_TYPE = /^message\/(rfc822|news|global)$/;

/** Reads a piece as an attachment, its content in memory of its own. */
export function readAttachment(
  piece: Piece,
  isUsed: (contentId: string) => boolean,
  reporter: Reporter,
  isRoot: boolean,
): Attachment {
  const { entity, partId, mimeType, filename } = piece;
  const contentId = readContentId(entity.fields);
  const contentType = readContentType(entity.fields) ?? (mimeType === "text/plain" ? undefined : mimeType);
  const disposition = piece.disposition && (piece.disposition.type === "inline" ? "inline" : "attachment");
  const inline = disposition === "inline" || (contentId !== undefined && isUsed(contentId));
  const shown = piece.role === "shown";
  const kind =
    entity.kind === "message" || MESSAGE_TYPE.test(mimeType)
      ? "message"
      : mimeType === "text/calendar"
        ? "calendar"
        : inline || shown
          ? "inline"
          : "attachment";
  return {
    partId,
    kind,
    ...(filename !== undefined && { filename }),
    mimeType,
    ...(contentType !== undefined && { contentType }),
    ...(disposition !== undefined && { disposition }),
    ...(contentId !== undefined && { contentId }),
    headers: isRoot ? [] : readHeaders(piece, reporter), // the root's are the mail's
    ...readContent(piece, reporter),
  };
}

function readContent(
  { entity, partId }: Piece,
  reporter: Reporter,
): Pick<Attachment, "size" | "content" | "attachmentId"> {
  if (entity.kind === "message") {
    const content = formatEntity(entity.message);
    return { size: content.length, content };
  }
  if (isDetached(entity.content))
    return { size: entity.content.size, attachmentId: entity.content.attachmentId };
  const report = reporter.ofContent(entity, partId);
  const decoded = decodeTransfer(entity.content, transferEncodingOf(entity.fields, report), report);
  const content = decoded === entity.content ? copyBytes(decoded) : decoded;
  return { size: content.length, content };
}

function readHeaders({ entity, partId }: Piece, { limits, ofField }: Reporter): Header[] {
  const headers: Header[] = [];
  for (const field of entity.fields) {
    if (field.name === "" || TOLD.some((name) => hasName(field, name))) continue;
    headers.push({ name: field.name, value: fieldText(field, limits, ofField(field, partId)) });
  }
  return headers;
}

function readContentId(fields: readonly Field[]): string | undefined {
  const value = findField(fields, "content-id")?.value;
  const id = value && decodeHeaderText(value).replace(/^<|>$/g, "").trim();
  return id || undefined;
}

/** The value as it stands where it is plain; where it is encoded or folded, its parameters decoded and written anew. */
function readContentType(fields: readonly Field[]): string | undefined {
  const value = findField(fields, "content-type")?.value;
  if (value === undefined) return undefined;
  const parsed = parseContentType(value);
  if (parsed === undefined) return undefined;
  const plain = /^[\x20-\x7e]{1,900}$/.test(value) && !value.includes("=?") && !value.includes("*");
  return plain ? value : formatContentType(parsed);
}

/** Tells whether a Content-ID is used by an html text, by its `cid:` links (RFC 2392). */
export function hasCid(html: string): (contentId: string) => boolean {
  let used: Set<string> | undefined;
  return (contentId) => {
    used ??= new Set(
      Array.from(html.matchAll(/cid:([^"'\s<>()]+)/gi), (match) => unescapeCid(match[1] as string)),
    );
    return used.has(contentId);
  };
}

function unescapeCid(cid: string): string {
  const text = cid.replaceAll("&amp;", "&");
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Device names of Windows, with or without an extension. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$|clock\$)(\.|$)/i;
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
 * @see RFC 2183 §2.3, §5
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
