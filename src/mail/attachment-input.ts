/** Attachments as they are given to be built, and the parts they become (RFC 2183, RFC 2392). */

import { allocate, utf8Bytes } from "../bytes/bytes.js";
import { own, ownArray, ownString } from "../bytes/given.js";
import { plainBytes } from "../bytes/source.js";
import { decodeBase64Url } from "../codec/base64url.js";
import { mediaTypeOf } from "../codec/media-type.js";
import { chooseTransferEncoding, encodeTransfer, surveyContent } from "../codec/transfer-encoding.js";
import type { Entity } from "../entity/entity.js";
import { parseEntity } from "../entity/wire.js";
import { MimeError } from "../errors.js";
import { formatContentDisposition } from "../header/content-disposition.js";
import { type ContentType, formatContentType, parseContentType } from "../header/content-type.js";
import { encodeEncodedWords } from "../header/encoded-word.js";
import { type Field, formatField } from "../header/field.js";
import { formatParameter } from "../header/parameter.js";
import { encodeHeaderText } from "../header/text.js";
import { LINE_BYTES } from "../limits.js";
import { formatText, type HeaderStyle, readHeaderInput } from "./header-text.js";
import type { MailInput } from "./mail.js";

/** A part, and where in the mail it has to stand. */
export interface Built {
  readonly entity: Entity;
  readonly place: "alternative" | "related" | "mixed";
  /** Whether it would be a text of the mail anywhere else. */
  readonly unmarked: boolean;
  /** Whether it has fields of its own that are none of MIME's. */
  readonly headers: boolean;
}

/** The attachments of a mail, as given. */
export function readAttachmentInputs(mail: MailInput): readonly unknown[] {
  return ownArray(mail, "attachments") ?? [];
}

/** What was given, checked and copied. */
interface Given {
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

/**
 * Builds the part of one attachment; its bytes stay as they are, but an attached message gets CRLF.
 *
 * @param isUsed - Whether the html of the mail links to a Content-ID.
 * @throws {MimeError} `content-missing` without content, `media-type-invalid`, `header-injection`,
 * `header-refused`, `input-invalid`.
 */
export function buildAttachment(
  input: unknown,
  style: HeaderStyle,
  isUsed: (contentId: string) => boolean,
): Built {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    throw new MimeError("input-invalid", "Cannot build an attachment: not an object");
  }
  const given = readGiven(input);
  const custom = readHeaderInput(input).map(({ name, value }): Field => {
    if (/^content-(type|disposition|transfer-encoding|id)$/i.test(name)) {
      throw new MimeError(
        "header-refused",
        `Cannot write header "${name}" of an attachment: use its properties`,
      );
    }
    return { name, value: formatText(name, value, style) };
  });
  const fields: Field[] = [...describe(given), ...custom];
  for (const field of fields) formatField(field);
  return {
    entity: encode(given, fields),
    place: placeOf(given, isUsed),
    unmarked: isUnmarked(given),
    headers: custom.length > 0,
  };
}

function readGiven(input: object): Given {
  const filename = ownString(input, "filename")?.toWellFormed() || undefined;
  const value = ownLine(input, "contentType");
  const kind = ownString(input, "kind");
  const content = own(input, "content");
  const encoding = own(input, "encoding");
  const bytes = readContent(content, encoding, filename);
  const guessed =
    ownLine(input, "mimeType") ??
    (filename === undefined ? "application/octet-stream" : mediaTypeOf(filename));
  const type = parseContentType(value ?? guessed);
  if (type === undefined || type.type.startsWith("multipart/")) {
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

/** The MIME fields of an attachment. */
function describe({ filename, type, value, contentId, disposition, kind }: Given): Field[] {
  const fields: Field[] = [];
  const untyped = kind !== undefined && value === undefined && type.type === "text/plain";
  if (!untyped) fields.push({ name: "Content-Type", value: formatType(type, value, filename, disposition) });
  const named = type.parameters.get("name") === filename && value !== undefined;
  if (disposition !== undefined || (filename !== undefined && !named)) {
    const parameters: Record<string, string> = filename === undefined ? {} : { filename };
    fields.push({
      name: "Content-Disposition",
      value: formatContentDisposition({ type: disposition ?? "attachment", parameters }),
    });
  }
  if (contentId !== undefined) fields.push({ name: "Content-ID", value: encodeHeaderText(`<${contentId}>`) });
  return fields;
}

/** A value that was given is written as it is where it can be; a guessed one names the file for old readers. */
function formatType(
  type: ContentType,
  value: string | undefined,
  filename: string | undefined,
  disposition: string | undefined,
): string {
  if (value !== undefined) return /^[\t\x20-\x7e]{1,900}$/.test(value) ? value : formatContentType(type);
  const base = formatContentType(type);
  if (filename === undefined || disposition === undefined || type.parameters.has("name")) return base;
  if (/^[\x20-\x7e]{1,60}$/.test(filename) && !filename.includes("=?"))
    return `${base}; ${formatParameter("name", filename)}`;
  return `${base}; name="${encodeEncodedWords(filename, { column: 8 }).join(" ")}"`;
}

function encode({ bytes, type }: Given, fields: readonly Field[]): Entity {
  if (type.type === "message/rfc822" || type.type === "message/news") {
    const message = withCrlf(bytes);
    const survey = surveyContent(message);
    if (!survey.nul && survey.longestLine <= LINE_BYTES) {
      const encoding = survey.ascii ? "7bit" : "8bit";
      return {
        kind: "message",
        fields: [...fields, transferEncoding(encoding)],
        message: parseEntity(message),
      };
    }
  }
  const kind = /^(?:text|message)\//.test(type.type) ? "text" : "binary";
  const encoding = chooseTransferEncoding(bytes, kind);
  return {
    kind: "leaf",
    fields: [...fields, transferEncoding(encoding)],
    content: encodeTransfer(bytes, encoding),
  };
}

function transferEncoding(value: string): Field {
  return { name: "Content-Transfer-Encoding", value };
}

/** Bytes with every line end made CRLF. */
function withCrlf(bytes: Uint8Array): Uint8Array {
  let bare = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === 0x0d && bytes[i + 1] === 0x0a) i++;
    else if (bytes[i] === 0x0d || bytes[i] === 0x0a) bare++;
  }
  if (bare === 0) return bytes;
  const lines = allocate(bytes.length + bare);
  let at = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte !== 0x0d && byte !== 0x0a) {
      lines[at++] = byte;
      continue;
    }
    if (byte === 0x0d && bytes[i + 1] === 0x0a) i++;
    lines[at++] = 0x0d;
    lines[at++] = 0x0a;
  }
  return lines;
}

/** Types that would be taken for a text of the mail where nothing marks them an attachment. */
const DISPLAYED = new Set(["text/plain", "text/html", "text/x-amp-html"]);

/** Whether a part is no text of the mail only because of where it stands. */
function isUnmarked({ type, filename, disposition }: Given): boolean {
  return filename === undefined && disposition !== "attachment" && DISPLAYED.has(type.type);
}

/**
 * Where a part has to stand to be read as what it is. An unmarked text was either displayed beside the texts of
 * the mail, a second plain text among the alternatives, or stood beside the root of a related.
 */
function placeOf(given: Given, isUsed: (contentId: string) => boolean): Built["place"] {
  const { type, disposition, kind, contentId } = given;
  if (isUnmarked(given)) {
    const wasShown = kind === "inline" && disposition === undefined && !(contentId && isUsed(contentId));
    if (!wasShown) return "related";
    return type.type === "text/plain" ? "alternative" : "mixed";
  }
  return contentId !== undefined && (disposition === "inline" || kind === "inline") ? "related" : "mixed";
}
