/**
 * The public face: named re-exports only.
 *
 * @module gmail-mime
 */

export type { Source } from "./bytes/source.js";
export type { Base64Url } from "./codec/base64url.js";
export {
  buildMime,
  buildPayload,
  buildRaw,
  mimeToPayload,
  parseMime,
  parsePayload,
  parseRaw,
  payloadToMime,
  payloadToRaw,
  rawToPayload,
} from "./convert.js";
export { decodeContent, decodeText } from "./entity/content.js";
export { defectsOf } from "./entity/defect.js";
export { appendField, prependField, removeFields, removePart, replacePart, setField } from "./entity/edit.js";
export type { Detached, Entity, Leaf, Message, Multipart } from "./entity/entity.js";
export { formatEntity } from "./entity/frame.js";
export { findEntity, type Visit, walkEntity } from "./entity/walk.js";
export { type ParseOptions, parseEntity } from "./entity/wire.js";
export { type Defect, type DefectCode, MimeError, type MimeErrorCode, type Report } from "./errors.js";
export { type AcceptOptions, acceptMessage } from "./gmail/accept.js";
export { type AttachmentKey, formatAttachmentId, parseAttachmentId } from "./gmail/attachment-id.js";
export {
  type BatchRequest,
  type BatchResponse,
  buildBatch,
  buildBatchResponse,
  parseBatch,
  parseBatchResponse,
} from "./gmail/batch.js";
export type {
  AttachmentGetCall,
  BatchDeleteCall,
  BatchModifyCall,
  DeliveryCall,
  DraftSendCall,
  GetCall,
  GmailCall,
  GmailMethod,
  GmailRequest,
  HistoryCall,
  HistoryType,
  ItemCall,
  ListCall,
  MessageFormat,
  ModifyCall,
  UploadType,
} from "./gmail/call.js";
export type { ContentOptions, ContentPlace } from "./gmail/content-options.js";
export type { HttpMultipart } from "./gmail/http-multipart.js";
export { internalDateOf } from "./gmail/internal-date.js";
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
export { payloadToEntity } from "./gmail/payload-reader.js";
export { decodeRaw, encodeRaw } from "./gmail/raw.js";
export {
  type DraftReceipt,
  type MessageReceipt,
  renderReceipt,
  type StoredIds,
} from "./gmail/receipt.js";
export {
  type GmailAttachment,
  type GmailDraft,
  type GmailMessage,
  type GmailThread,
  type RenderQuery,
  renderAttachment,
  renderDraft,
  renderMessage,
  renderThread,
  type StoredDraft,
  type StoredMessage,
  type StoredThread,
} from "./gmail/render.js";
export {
  buildRequest,
  type ParseRequestOptions,
  parseRequest,
  type RequestOptions,
} from "./gmail/request.js";
export { formatSnippet } from "./gmail/snippet.js";
export { buildUpload, type Metadata, parseUpload, type UploadOptions } from "./gmail/upload.js";
export { buildUploadChunk, parseUploadChunk, type UploadChunk } from "./gmail/upload-chunk.js";
export {
  type Address,
  type FormatAddressOptions,
  formatAddressList,
  type Group,
  type Mailbox,
  mailboxes,
  type ParseAddressOptions,
  parseAddressList,
} from "./header/address.js";
export {
  type ContentDisposition,
  formatContentDisposition,
  parseContentDisposition,
} from "./header/content-disposition.js";
export { type ContentType, formatContentType, parseContentType } from "./header/content-type.js";
export { formatDate, parseDate, type ZonedDate } from "./header/date.js";
export type { DecodeWordsOptions, EncodeWordsOptions } from "./header/encoded-word.js";
export type { Field } from "./header/field.js";
export { formatMessageIds, parseMessageIds } from "./header/message-id.js";
export type { Parameters } from "./header/parameter.js";
export type { ParameterOptions } from "./header/parameter-list.js";
export type { PhraseOptions } from "./header/phrase.js";
export { decodeHeaderText, encodeHeaderText } from "./header/text.js";
export type { Limits } from "./limits.js";
export type { TwoForms } from "./mail/attribution.js";
export { type BuildOptions, mailToEntity } from "./mail/building.js";
export { withContents } from "./mail/contents.js";
export { safeFilename } from "./mail/filename.js";
export { type Forward, type ForwardOptions, forward } from "./mail/forward.js";
export type {
  AddressInput,
  Attachment,
  AttachmentInput,
  Body,
  Calendar,
  Header,
  HeaderInput,
  Mail,
  MailInput,
} from "./mail/mail.js";
export type { Passage } from "./mail/original.js";
export { type QuoteOptions, quote } from "./mail/quote.js";
export { entityToMail } from "./mail/reading.js";
export { type Reply, type ReplyOptions, reply } from "./mail/reply.js";
export { type Quoting, stripQuoted } from "./mail/strip-quoted.js";
export { joinsThread, type Thread } from "./mail/thread.js";
