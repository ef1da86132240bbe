/** Messages, threads, drafts and attachments as the Gmail API answers them (its rules 29 to 38). */

import { own, ownArray, ownString } from "../bytes/given.js";
import { plainBytes, type Source, sourceBytes } from "../bytes/source.js";
import { type Base64Url, encodeBase64Url } from "../codec/base64url.js";
import { decodeContent } from "../entity/content.js";
import { type Entity, spanOf } from "../entity/entity.js";
import { formatEntity } from "../entity/frame.js";
import { findEntity } from "../entity/walk.js";
import { parseBytes, parseHeader } from "../entity/wire.js";
import { MimeError } from "../errors.js";
import { checkLimits, type Limits, PAYLOAD_DEPTH } from "../limits.js";
import { formatAttachmentId, parseAttachmentId } from "./attachment-id.js";
import { internalDateOf } from "./internal-date.js";
import type { GmailPart } from "./part.js";
import { type PayloadOptions, readMetadataHeaders, renderPayload } from "./payload.js";
import { encodeRaw } from "./raw.js";
import { formatSnippet, formatSnippetOf, isLong } from "./snippet.js";

/** A message as a server holds it. */
export interface StoredMessage {
  readonly id: string;
  readonly threadId: string;
  readonly labelIds?: readonly string[] | undefined;
  readonly historyId?: string | undefined;
  /** Milliseconds since 1970; the Date field's when absent (Gmail rule 37). */
  readonly internalDate?: string | number | undefined;
  /** Made by {@link formatSnippet} once, so that no body is looked at again. */
  readonly snippet?: string | undefined;
  /** The message itself. A parsed one is not parsed again. */
  readonly raw: Source | Entity;
}

/** A message as the API answers it, in the key order of its format (Gmail rules 32 to 34). */
export interface GmailMessage {
  id: string;
  threadId: string;
  labelIds?: string[];
  snippet?: string;
  /** With `metadata` only `mimeType` and `headers` are there, with `minimal` only `partId`. */
  payload?: GmailPart;
  sizeEstimate?: number;
  raw?: Base64Url;
  historyId?: string;
  internalDate?: string;
}

/** A thread as a store keeps it. */
export interface StoredThread {
  readonly id: string;
  /** The latest of its messages' when absent. */
  readonly historyId?: string | undefined;
  readonly messages: readonly StoredMessage[];
}

/** What `threads.get` answers. */
export interface GmailThread {
  id: string;
  historyId?: string;
  messages: GmailMessage[];
}

/** A draft as a store keeps it. */
export interface StoredDraft {
  readonly id: string;
  readonly message: StoredMessage;
}

/** What `drafts.get` answers. */
export interface GmailDraft {
  id: string;
  message: GmailMessage;
}

/** What a client asks for. */
export interface RenderQuery extends Pick<PayloadOptions, "metadataHeaders" | "limits"> {
  /** `full` when absent. */
  readonly format?: "full" | "metadata" | "minimal" | "raw" | undefined;
}

/** An attachment as `attachments.get` answers it (Gmail rule 29). */
export interface GmailAttachment {
  size: number;
  data: Base64Url;
}

/**
 * Renders a stored message as `messages.get` answers it.
 *
 * `minimal` looks at no more than the Date field, `metadata` and `raw` at the header and, where the store gives
 * no snippet, at the beginning of the first text. Attachment ids name the message and the part.
 *
 * @throws {MimeError} `option-invalid` for an unknown format; `input-invalid`, `date-invalid` for a stored value
 * that is none; what {@link parseEntity} throws, and {@link formatEntity} for a stored entity.
 * @example
 * renderMessage({ id: "1", threadId: "1", raw: "A: b\n\nhi" }, { format: "metadata" });
 * // => { id: "1", threadId: "1", snippet: "hi", payload: { mimeType: "text/plain", headers: [{ name: "A", value: "b" }] }, sizeEstimate: 8, internalDate: "0" }
 * @see {@link renderThread}, {@link renderDraft}; Gmail rules 32 to 38
 */
export function renderMessage(stored: StoredMessage, query: RenderQuery = {}): GmailMessage {
  const format = checkFormat(own(query, "format"));
  const limits = checkLimits(own(query, "limits"));
  const { bytes, tree } = openMessage(own(stored, "raw"), limits);
  const id = required(stored, "id");
  const labelIds = labelsOf(stored);
  const historyId = ownString(stored, "historyId");
  // A deeper payload could not be written as JSON: its inner parts stay closed.
  const readable = limits.depth > PAYLOAD_DEPTH ? { ...limits, depth: PAYLOAD_DEPTH } : limits;
  const given = ownString(stored, "snippet");
  const looksInside = format === "full" || (format !== "minimal" && given === undefined && !isLong(bytes));
  const whole = tree ?? (looksInside ? parseBytes(bytes, readable) : undefined);
  let header = whole;
  const headerOf = (): Entity => {
    header ??= parseHeader(bytes, limits);
    return header;
  };

  const message: GmailMessage = { id, threadId: required(stored, "threadId") };
  if (labelIds.length > 0) message.labelIds = labelIds;
  if (format !== "minimal") {
    message.snippet = given ?? (whole ? formatSnippet(whole) : formatSnippetOf(bytes, readable));
  }
  if (format === "minimal")
    message.payload = { partId: "" } as GmailPart; // rule 34: no other key is there
  else if (format !== "raw") {
    message.payload = renderPayload(format === "full" ? (whole as Entity) : headerOf(), {
      limits: readable,
      onDefect: undefined,
      format,
      names: readMetadataHeaders(query),
      makeId: ({ partId }) => formatAttachmentId({ messageId: id, partId }),
    });
  }
  message.sizeEstimate = bytes.length; // rule 36
  if (format === "raw") message.raw = encodeRaw(bytes); // rule 35
  if (historyId !== undefined) message.historyId = historyId;
  message.internalDate = storedDate(own(stored, "internalDate")) ?? internalDateOf(headerOf());
  return message;
}

/**
 * Renders a stored thread as `threads.get` answers it.
 *
 * @throws {MimeError} what {@link renderMessage} throws.
 * @example
 * renderThread({ id: "1", messages: [{ id: "2", threadId: "1", historyId: "7", raw: "" }] }).historyId; // => "7"
 * @see {@link renderMessage} for one of them; Gmail rules 32 to 38
 */
export function renderThread(stored: StoredThread, query: RenderQuery = {}): GmailThread {
  const id = required(stored, "id");
  const given = ownArray(stored, "messages");
  if (given === undefined) throw new MimeError("input-invalid", "Cannot render the thread: no messages");
  const messages = given.map((message) => renderMessage(message as StoredMessage, query));
  let historyId = ownString(stored, "historyId");
  if (historyId === undefined) {
    for (const message of messages) if (isLater(message.historyId, historyId)) historyId = message.historyId;
  }
  return historyId === undefined ? { id, messages } : { id, historyId, messages };
}

/** History ids are decimal numbers too long for JavaScript's. */
function isLater(historyId: string | undefined, than: string | undefined): boolean {
  if (historyId === undefined || than === undefined) return historyId !== undefined;
  return historyId.length === than.length ? historyId > than : historyId.length > than.length;
}

/**
 * Renders a stored draft as `drafts.get` answers it.
 *
 * @throws {MimeError} what {@link renderMessage} throws.
 * @example
 * renderDraft({ id: "r1", message: { id: "2", threadId: "2", raw: "" } }, { format: "minimal" }).id; // => "r1"
 * @see {@link renderMessage} for what is in it; Gmail rules 32 to 38
 */
export function renderDraft(stored: StoredDraft, query: RenderQuery = {}): GmailDraft {
  return {
    id: required(stored, "id"),
    message: renderMessage(own(stored, "message") as StoredMessage, query),
  };
}

/**
 * Renders one attachment as `attachments.get` answers it; no other content is decoded.
 *
 * @param by - An id made by {@link formatAttachmentId}, or the part itself: any part that is no multipart. Of
 * an attached message these are its bytes.
 * @throws {MimeError} `part-not-found` for an id that is not ours, and where there is no such part;
 * `option-invalid` when both or neither are given; `input-invalid`, `input-too-large`; what {@link formatEntity}
 * throws for a stored entity.
 * @example
 * renderAttachment("Content-Type: image/png\n\nabc", { partId: "" }); // => { size: 3, data: "YWJj" }
 * @see {@link renderMessage}, whose payload names the ids; Gmail rules 29 and 30
 */
export function renderAttachment(
  source: Source | Entity,
  by: { readonly attachmentId: string } | { readonly partId: string },
): GmailAttachment {
  const partId = wantedPart(by);
  const limits = checkLimits(undefined);
  const { bytes, tree } = openMessage(source, limits);
  const part = findEntity(tree ?? parseBytes(bytes, limits), partId);
  if (part === undefined || part.kind === "multipart") throw notFound(partId);
  const content = part.kind === "message" ? formatEntity(part.message) : decodeContent(part);
  return { size: content.length, data: encodeBase64Url(content) };
}

function wantedPart(by: unknown): string {
  const attachmentId = ownString(by, "attachmentId");
  const partId = ownString(by, "partId");
  if ((attachmentId === undefined) === (partId === undefined)) {
    throw new MimeError("option-invalid", "Cannot render an attachment: give its attachmentId or its partId");
  }
  if (attachmentId === undefined) return partId as string;
  const key = parseAttachmentId(attachmentId);
  if (key === undefined) throw notFound(attachmentId);
  return key.partId;
}

function notFound(id: string): MimeError {
  const shown = id.replace(/[^\x20-\x7e]/g, "?").slice(0, 60);
  return new MimeError("part-not-found", `Cannot find part "${shown}"`);
}

/**
 * The bytes of a message, and its tree where it was parsed already. A tree that was edited or made by hand is
 * written first: what is answered is what the store would hold.
 */
function openMessage(raw: unknown, limits: Limits): { bytes: Uint8Array; tree: Entity | undefined } {
  const isTree = typeof raw === "object" && raw !== null && plainBytes(raw) === undefined;
  if (!isTree) return { bytes: sourceBytes(raw, limits.inputBytes), tree: undefined };
  const tree = raw as Entity;
  const span = spanOf(tree);
  if (span === undefined) return { bytes: formatEntity(tree), tree: undefined };
  return { bytes: span.source.subarray(span.start, span.end), tree };
}

function checkFormat(format: unknown): "full" | "metadata" | "minimal" | "raw" {
  if (format === undefined) return "full";
  if (format === "full" || format === "metadata" || format === "minimal" || format === "raw") return format;
  throw new MimeError("option-invalid", "Cannot use format: not full, metadata, minimal or raw");
}

function required(stored: unknown, key: "id" | "threadId"): string {
  const text = ownString(stored, key);
  if (text === undefined) throw new MimeError("input-invalid", `Cannot render what is stored: no ${key}`);
  return text;
}

/** The labels of what is stored; none where none are said. */
export function labelsOf(stored: unknown): string[] {
  const labels: string[] = [];
  for (const label of ownArray(stored, "labelIds") ?? []) {
    if (typeof label !== "string")
      throw new MimeError("input-invalid", "Cannot use labelIds: one is no string");
    labels.push(label);
  }
  return labels;
}

function storedDate(date: unknown): string | undefined {
  if (date === undefined) return undefined;
  if (typeof date === "number" && Number.isSafeInteger(date)) return String(date);
  if (typeof date === "string" && /^-?\d{1,19}$/.test(date)) return date;
  throw new MimeError("date-invalid", "Cannot use internalDate: no whole number of milliseconds");
}
