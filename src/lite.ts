/**
 * The small face, `gmail-mime/lite`: what a message or payload says, read in place, and the ways between bytes,
 * `raw` and payload. UTF-8 and windows-1252 are its own; every other charset is read by the runtime's decoder,
export type { DecodeWordsOptions } from "./header/encoded-word.js";
 */

export type { Source } from "./bytes/source.js";
export type { Base64Url } from "./codec/base64url.js";
export { mimeToPayload, rawToPayload } from "./convert.js";
export { decodeContent, decodeText } from "./entity/content.js";
export type { Detached, Entity, Leaf, Message, Multipart } from "./entity/entity.js";
export { formatEntity } from "./entity/frame.js";
export { findEntity, type Visit, walkEntity } from "./entity/walk.js";
export { type ParseOptions, parseEntity } from "./entity/wire.js";
export { type Defect, type DefectCode, MimeError, type MimeErrorCode, type Report } from "./errors.js";
export {
  type BodyLike,
  decodeBody,
  decodeBodyText,
  findHeader,
  findHeaders,
  findPart,
  type GmailBody,
  type GmailHeader,
  type GmailPart,
  type HeaderLike,
  type MessageLike,
  type PartLike,
  walkParts,
} from "./gmail/part.js";
export { type AttachmentPlace, entityToPayload, type PayloadOptions } from "./gmail/payload.js";
export { decodeRaw, encodeRaw } from "./gmail/raw.js";
export type { DecodeWordsOptions } from "./header/encoded-word.js";
export type { Field } from "./header/field.js";
export { decodeHeaderText } from "./header/text.js";
export type { Limits } from "./limits.js";
