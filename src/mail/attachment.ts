/** Attachments as they are read: the parts that are not the body (RFC 2183, RFC 2392). */

import { copyBytes } from "../bytes/bytes.js";
import { decodeTransfer } from "../codec/transfer-encoding.js";
import { isDetached, transferEncodingOf } from "../entity/content.js";
import type { Entity } from "../entity/entity.js";
import { formatEntity } from "../entity/frame.js";
import { walkEntity } from "../entity/walk.js";
import { formatContentType } from "../header/content-type.js";
import { type Field, fieldKey, findField } from "../header/field.js";
import { countSections } from "../header/parameter.js";
import { decodeHeaderText } from "../header/text.js";
import { isToken } from "../header/token.js";
import { DEFAULT_LIMITS } from "../limits.js";
import type { Piece } from "./body.js";
import { fieldText, readParameter } from "./header-text.js";
import type { Attachment, Header } from "./mail.js";
import type { Reporter } from "./reading.js";

/** The fields an attachment's properties tell. */
const TOLD: ReadonlySet<string> = new Set([
  "content-type",
  "content-disposition",
  "content-transfer-encoding",
  "content-id",
]);

/** An attached message, also one that is encoded, and so a leaf. */
const MESSAGE_TYPE = /^message\/(rfc822|news|global)$/;

/** Reads a piece as an attachment, its content in memory of its own. */
export function readAttachment(
  piece: Piece,
  isUsed: (contentId: string) => boolean,
  reporter: Reporter,
  isRoot: boolean,
): Attachment {
  const { entity, partId, filename } = piece;
  const { fields } = entity;
  const contentId = readContentId(fields);
  // A multipart too deep to be opened is a file of bytes: under its own type it would be opened when built again.
  const isClosed = piece.mimeType.startsWith("multipart/");
  const mimeType = isClosed ? "application/octet-stream" : piece.mimeType;
  const declared = isClosed ? undefined : readContentType(piece, reporter);
  const contentType = declared ?? (mimeType === "text/plain" ? undefined : mimeType);
  const disposition = readDisposition(piece);
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
  // Set one by one: a spread for each that may be absent takes five times as long, and there may be thousands.
  const attachment = { partId, kind } as { -readonly [K in keyof Attachment]: Attachment[K] };
  if (filename !== undefined) attachment.filename = filename;
  attachment.mimeType = mimeType;
  if (contentType !== undefined) attachment.contentType = contentType;
  if (disposition !== undefined) attachment.disposition = disposition;
  if (contentId !== undefined) attachment.contentId = contentId;
  attachment.headers = isRoot ? [] : readHeaders(piece, reporter); // the root's are the mail's
  const { size, content, attachmentId } = readContent(piece, reporter);
  attachment.size = size;
  if (content !== undefined) attachment.content = content;
  if (attachmentId !== undefined) attachment.attachmentId = attachmentId;
  return attachment;
}

/** An unknown one counts as attachment where there is a filename (RFC 2183 §2.8), else it tells nothing. */
function readDisposition({ disposition, filename }: Piece): Attachment["disposition"] {
  const type = disposition?.type;
  if (type === "inline" || type === "attachment" || type === undefined) return type;
  return filename === undefined ? undefined : "attachment";
}

function readContent(
  { entity, partId }: Piece,
  reporter: Reporter,
): Pick<Attachment, "size" | "content" | "attachmentId"> {
  if (entity.kind === "message") {
    if (holdsDetached(entity)) return { size: 0 };
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

/** Whether a part of an attached message is known only by an id: then the message is not known, either. */
function holdsDetached(message: Entity): boolean {
  for (const { entity } of walkEntity(message)) {
    if (entity.kind === "leaf" && isDetached(entity.content)) return true;
  }
  return false;
}

function readHeaders({ entity, partId }: Piece, { limits, ofField }: Reporter): Header[] {
  const headers: Header[] = [];
  for (const field of entity.fields) {
    if (field.name === "" || TOLD.has(fieldKey(field))) continue;
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
function readContentType({ entity, contentType, partId }: Piece, { ofField }: Reporter): string | undefined {
  const field = findField(entity.fields, "content-type");
  if (field === undefined || contentType === undefined) return undefined;
  const { value } = field;
  const plain = /^[\t\x20-\x7e]{1,900}$/.test(value) && !value.includes("=?") && !value.includes("*");
  if (plain && !/^[^;]{200}/.test(value)) return value; // text of that length behind a type is refused by building
  const parameters: [name: string, text: string][] = [];
  let sections = 0;
  for (const [name, written] of contentType.parameters) {
    if (!isToken(name) || name.includes("*")) continue;
    const text = readParameter(written);
    sections += countSections(name, text);
    if (sections > DEFAULT_LIMITS.parameterSegments) {
      ofField(field, partId)("limit-parameters"); // the rest could not be read again
      break;
    }
    parameters.push([name, text]);
  }
  return formatContentType({ type: contentType.type, parameters });
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
