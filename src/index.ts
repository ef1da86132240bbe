/** The public face: named re-exports only. */

export type { Source } from "./bytes/source.js";
export type { Base64Url } from "./codec/base64url.js";
export { mimeToPayload, payloadToMime, payloadToRaw, rawToPayload } from "./convert.js";
export { decodeContent, decodeText } from "./entity/content.js";
export { defectsOf } from "./entity/defect.js";
export { appendField, prependField, removeFields, removePart, replacePart, setField } from "./entity/edit.js";
export type { Detached, Entity, Leaf, Message, Multipart } from "./entity/entity.js";
export { formatEntity } from "./entity/frame.js";
export { findEntity, type Visit, walkEntity } from "./entity/walk.js";
export { type ParseOptions, parseEntity } from "./entity/wire.js";
export { type Defect, type DefectCode, MimeError, type MimeErrorCode } from "./errors.js";
export { type AttachmentKey, formatAttachmentId, parseAttachmentId } from "./gmail/attachment-id.js";
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
export { type ContentOptions, type ContentPlace, payloadToEntity } from "./gmail/payload-reader.js";
export { decodeRaw, encodeRaw } from "./gmail/raw.js";
export {
  type ContentDisposition,
  formatContentDisposition,
  parseContentDisposition,
} from "./header/content-disposition.js";
export { type ContentType, formatContentType, parseContentType } from "./header/content-type.js";
export type { Field } from "./header/field.js";
export { decodeHeaderText, encodeHeaderText } from "./header/text.js";
export type { Limits } from "./limits.js";
