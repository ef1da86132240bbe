/** Attachment ids that say by themselves which part they name: no table is needed to resolve them (rule 31). */

import { latin1Bytes, utf8Bytes, utf8Text } from "../bytes/bytes.js";
import { ownString } from "../bytes/given.js";
import { decodeBase64Url, encodeBase64Url } from "../codec/base64url.js";
import { MimeError } from "../errors.js";

/** Starts every id we make, so that another's is not taken for ours. */
const MARK = "ANGj";

/** What an attachment id names. */
export interface AttachmentKey {
  readonly messageId?: string | undefined;
  readonly partId: string;
}

/**
 * Formats the id of an attachment: base64url without padding, as opaque as Gmail's.
 *
 * @throws {MimeError} `input-invalid` when the partId is none.
 * @example
 * parseAttachmentId(formatAttachmentId({ messageId: "18c0", partId: "0.1" })); // => { messageId: "18c0", partId: "0.1" }
 * @see {@link parseAttachmentId} for the way back; Gmail rule 31
 */
export function formatAttachmentId(key: AttachmentKey): string {
  const partId = ownString(key, "partId");
  const messageId = ownString(key, "messageId");
  if (partId === undefined || !isPartId(partId)) {
    throw new MimeError("input-invalid", "Cannot make an attachment id: not a partId");
  }
  const text = messageId === undefined ? partId : `${partId}:${messageId}`;
  return MARK + encodeBase64Url(asciiOrUtf8(text)).replace(/=+$/, "");
}

/**
 * Parses an attachment id made by {@link formatAttachmentId}; `undefined` for any other value. Throws nothing.
 *
 * @example
 * parseAttachmentId("someone else's"); // => undefined
 * @see {@link formatAttachmentId} for the way back; Gmail rule 31
 */
export function parseAttachmentId(id: string): AttachmentKey | undefined {
  if (typeof id !== "string" || !id.startsWith(MARK)) return undefined;
  const bytes = decodeBase64Url(id.slice(MARK.length));
  const text = bytes && utf8Text(bytes);
  if (text === undefined) return undefined;
  const colon = text.indexOf(":");
  const partId = colon < 0 ? text : text.slice(0, colon);
  if (!isPartId(partId)) return undefined;
  return colon < 0 ? { partId } : { messageId: text.slice(colon + 1), partId };
}

function asciiOrUtf8(text: string): Uint8Array {
  return /^[\0-\x7f]*$/.test(text) ? latin1Bytes(text) : utf8Bytes(text);
}

function isPartId(text: string): boolean {
  return /^(?:\d+(?:\.\d+)*)?$/.test(text);
}
