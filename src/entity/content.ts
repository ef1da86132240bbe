/** The content of a leaf: its transfer encoding and its charset undone (RFC 2045 §6, RFC 2046 §4.1.2). */

import { pendingBase64Lines } from "../codec/base64.js";
import { decodeCharset } from "../codec/charset.js";
import {
  decodeTransfer,
  encodeTransfer,
  parseTransferEncoding,
  type TransferEncoding,
} from "../codec/transfer-encoding.js";
import { MimeError, type Report } from "../errors.js";
import { type ContentDisposition, parseContentDisposition } from "../header/content-disposition.js";
import { type ContentType, parseContentType } from "../header/content-type.js";
import { type Field, findField, readField } from "../header/field.js";
import { type Detached, type Entity, type Leaf, makePendingLeaf } from "./entity.js";
import { takeNode } from "./given.js";

/** The first Content-Type of a part, read; `undefined` where there is none or it cannot be read. */
export function contentTypeOf(fields: readonly Field[]): ContentType | undefined {
  const field = findField(fields, "content-type");
  return field && readField(field, readType);
}

/** The first Content-Disposition of a part, read. */
export function dispositionOf(fields: readonly Field[]): ContentDisposition | undefined {
  const field = findField(fields, "content-disposition");
  return field && readField(field, readDisposition);
}

const readType = (value: string): ContentType | undefined => parseContentType(value);
const readDisposition = (value: string): ContentDisposition | undefined => parseContentDisposition(value);

/** The first Content-Transfer-Encoding of a part: 7bit where there is none, `undefined` where it is unknown. */
export function transferEncodingOf(fields: readonly Field[], report?: Report): TransferEncoding | undefined {
  return parseTransferEncoding(findField(fields, "content-transfer-encoding")?.value, report);
}

/** Whether a leaf's content is known only by an id. */
export function isDetached(content: Uint8Array | Detached): content is Detached {
  return !(content instanceof Uint8Array);
}

/**
 * Decodes the content of a leaf: its transfer encoding is undone, whatever cannot be undone stays.
 *
 * @returns A view on the source where nothing was encoded.
 * @throws {MimeError} `input-invalid` for a multipart, a message or what is no entity, `content-missing` for a leaf
 * known only by its id, `input-too-large` for more fields than the default limits.
 * @example
 * decodeContent(parseEntity("Content-Transfer-Encoding: base64\n\nQUI=")); // => Uint8Array.of(65, 66)
 * @see {@link decodeText} for text; RFC 2045 §6
 */
export function decodeContent(leaf: Entity): Uint8Array {
  const node = takeNode(leaf);
  if (node.kind !== "leaf") {
    throw new MimeError("input-invalid", "Cannot decode the content: this is no leaf");
  }
  const { content, fields } = node;
  if (isDetached(content)) {
    throw new MimeError("content-missing", "Cannot decode the content: only its attachmentId is known");
  }
  return decodeTransfer(content, transferEncodingOf(fields));
}

/** A longer content is encoded only where it is written, so that it is never held twice. */
const LONGEST_ENCODED = 16384;

/** A leaf of these bytes in a transfer encoding; long ones must not change any more. */
export function encodedLeaf(fields: readonly Field[], bytes: Uint8Array, encoding: TransferEncoding): Leaf {
  return encoding === "base64" && bytes.length > LONGEST_ENCODED
    ? makePendingLeaf(fields, pendingBase64Lines(bytes))
    : { kind: "leaf", fields, content: encodeTransfer(bytes, encoding) };
}

/**
 * Decodes the content of a leaf as text, by its declared charset; line ends stay as they are.
 *
 * @throws {MimeError} what {@link decodeContent} throws.
 * @example
 * decodeText(parseEntity("Content-Type: text/plain; charset=utf-8\n\n\u00e9")); // => "é"
 * @see {@link decodeContent} for the bytes; RFC 2046 §4.1.2
 */
export function decodeText(leaf: Entity): string {
  const node = takeNode(leaf);
  const bytes = decodeContent(node);
  return decodeCharset(bytes, contentTypeOf(node.fields)?.parameters.get("charset"));
}
