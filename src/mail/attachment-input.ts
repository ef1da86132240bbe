/** Attachments as callers give them, checked and copied. */

import { utf8Bytes } from "../bytes/bytes.js";
import { isArray, own, ownArray, ownString } from "../bytes/given.js";
import { plainBytes } from "../bytes/source.js";
import { decodeBase64Url } from "../codec/base64url.js";
import { mediaTypeOf } from "../codec/media-type.js";
import { MimeError } from "../errors.js";
import { type ContentType, isMediaType, parseContentType } from "../header/content-type.js";
import { checkParameter } from "./header-text.js";
import type { MailInput } from "./mail.js";

/** What was given, checked and copied. */
export interface Given {
  readonly filename: string | undefined;
  readonly bytes: Uint8Array;
  readonly type: ContentType;
  /** The value as given, to be written so; `undefined` where the type is only guessed. */
  readonly value: string | undefined;
  readonly contentId: string | undefined;
  readonly disposition: string | undefined;
  /** Set for what a parser read: its missing fields stay missing. */
  readonly kind: string | undefined;
}

/** The attachments of a mail, as given. */
export function readAttachmentInputs(mail: MailInput): readonly unknown[] {
  return ownArray(mail, "attachments") ?? [];
}

/** Blanks at the ends of a file name, which no reader keeps. */
const OUTER_BLANKS = /^[\t ]+|(?<![\t ])[\t ]+$/g;

/**
 * Reads what was given for one attachment; its bytes stay as they are.
 *
 * @throws {MimeError} `content-missing` without content, `media-type-invalid`, `header-injection`,
 * `header-too-long`, `option-invalid`, `input-invalid`.
 */
export function readGiven(input: unknown): Given {
  if (typeof input !== "object" || input === null || isArray(input)) {
    throw new MimeError("input-invalid", "Cannot build an attachment: not an object");
  }
  const filename = ownString(input, "filename")?.toWellFormed().replace(OUTER_BLANKS, "") || undefined;
  checkParameter("filename", filename);
  const value = ownLine(input, "contentType");
  const kind = ownString(input, "kind");
  const content = own(input, "content");
  const encoding = own(input, "encoding");
  const bytes = readContent(content, encoding, filename);
  const guessed =
    ownLine(input, "mimeType") ??
    (filename === undefined ? "application/octet-stream" : mediaTypeOf(filename));
  const type = parseContentType(value ?? guessed);
  if (type === undefined || type.type.startsWith("multipart/") || hidesText(value ?? guessed)) {
    throw new MimeError(
      "media-type-invalid",
      "Cannot build an attachment: its type is no type/subtype of a file",
    );
  }
  const isText = typeof content === "string" && (encoding === undefined || encoding === "utf-8");
  const needsCharset = isText && value === undefined && type.type.startsWith("text/");
  const contentId = ownLine(input, "contentId") ?? ownLine(input, "cid");
  return {
    filename,
    bytes,
    type: needsCharset
      ? { type: type.type, parameters: new Map([["charset", "utf-8"], ...type.parameters]) }
      : type,
    value,
    contentId:
      contentId
        ?.toWellFormed()
        .trim()
        .replace(/^<(.*)>$/s, "$1")
        .trim() || undefined,
    disposition: readDisposition(own(input, "disposition"), kind, contentId),
    kind,
  };
}

/** Whether text that would be lost, or taken for an encoded word, stands behind the type. */
function hidesText(contentType: string): boolean {
  const [head = ""] = contentType.split(";", 1);
  return /=\?|[^\t\x20-\x7e]|^.{200}/.test(head) && !isMediaType(head.trim());
}

/** A string that will stand in a header line. */
function ownLine(input: object, key: string): string | undefined {
  const text = ownString(input, key);
  if (text === undefined || !/[\0\r\n]/.test(text)) return text;
  throw new MimeError("header-injection", `Cannot build an attachment: ${key} holds a line break or NUL`);
}

function readContent(content: unknown, encoding: unknown, filename: string | undefined): Uint8Array {
  if (content === undefined) {
    const name = filename === undefined ? "" : ` "${filename.replace(/[^\x20-\x7e]/g, "?").slice(0, 60)}"`;
    throw new MimeError("content-missing", `Cannot build the attachment${name}: its content is not known`);
  }
  if (typeof content !== "string") {
    const bytes = plainBytes(content);
    if (bytes === undefined)
      throw new MimeError(
        "input-invalid",
        "Cannot build an attachment: its content is neither bytes nor a string",
      );
    return bytes;
  }
  if (encoding === undefined || encoding === "utf-8") return utf8Bytes(content);
  if (encoding !== "base64" && encoding !== "base64url") {
    throw new MimeError(
      "option-invalid",
      "Cannot build an attachment: its encoding is neither utf-8, base64 nor base64url",
    );
  }
  const bytes = decodeBase64Url(content);
  if (bytes === undefined)
    throw new MimeError("input-invalid", `Cannot build an attachment: its content is not ${encoding}`);
  return bytes;
}

function readDisposition(
  given: unknown,
  kind: string | undefined,
  contentId: string | undefined,
): string | undefined {
  if (given === "attachment" || given === "inline") return given;
  if (given !== undefined) {
    throw new MimeError(
      "option-invalid",
      "Cannot build an attachment: its disposition is neither attachment nor inline",
    );
  }
  if (kind !== undefined) return undefined;
  return contentId === undefined ? "attachment" : "inline";
}
