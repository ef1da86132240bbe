/** A message beside its metadata in one HTTP body: multipart/related, the message alone, or JSON with `raw`. */

import { utf8Bytes, utf8Text } from "../bytes/bytes.js";
import { own, ownString } from "../bytes/given.js";
import { plainBytes } from "../bytes/source.js";
import { decodeBase64Url } from "../codec/base64url.js";
import { MimeError } from "../errors.js";
import { parseContentType } from "../header/content-type.js";
import { bodyBytes, checkBody } from "./http.js";
import { cutMultipart, type HttpMultipart, joinMultipart } from "./http-multipart.js";

/** A JSON object: a Message or a Draft, or whatever else was sent for one. */
export type Metadata = Readonly<Record<string, unknown>>;

/** How strict a server is with an upload. */
export interface UploadOptions {
  /** Refuse what Gmail refuses: `raw` in the standard alphabet, a message that is no `message/*`. */
  readonly strict?: boolean | undefined;
}

/**
 * Builds a multipart/related upload: the metadata as JSON, then the message, copied once.
 *
 * @param metadata - The Message or Draft without its `raw`; `{}` where there is nothing to say.
 * @throws {MimeError} `input-invalid` for metadata that is no JSON object, and for a message that is no `Uint8Array`.
 * @example
 * const { contentType, body } = buildUpload({ threadId: "18c0" }, new TextEncoder().encode("Subject: hi\r\n\r\nyo"));
 * parseUpload(contentType, body).metadata; // => { threadId: "18c0" }
 * @see {@link parseUpload} for the way back; RFC 2387
 */
export function buildUpload(metadata: Metadata, bytes: Uint8Array): HttpMultipart {
  const message = plainBytes(bytes);
  if (message === undefined) {
    throw new MimeError("input-invalid", "Cannot build the upload: its message is no Uint8Array");
  }
  return joinMultipart("multipart/related", "upload", [
    { headers: [["Content-Type", "application/json"]], pieces: [utf8Bytes(formatMetadata(metadata))] },
    { headers: [["Content-Type", "message/rfc822"]], pieces: [message] },
  ]);
}

/** @throws {MimeError} `input-invalid` for what is no object, or holds what JSON cannot say. */
function formatMetadata(metadata: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(metadata);
  } catch (cause) {
    throw new MimeError("input-invalid", "Cannot write the metadata as JSON", { cause });
  }
  if (text?.startsWith("{")) return text;
  throw new MimeError("input-invalid", "Cannot write the metadata: not an object");
}

/**
 * Parses the body of an upload, by its Content-Type.
 *
 * multipart/related is cut into its metadata and its message; of JSON, `raw` (of the Message, or of the Message
 * in a Draft) is the message, in either alphabet, padded or not, and is taken out of the metadata; any other
 * body is the message itself, without metadata.
 *
 * @returns The bytes are a view on the body where nothing had to be decoded.
 * @throws {MimeError} `input-invalid` for metadata that are no JSON object, `raw-invalid`, `boundary-invalid`,
 * `content-missing` where no message is there; with `strict` also `media-type-invalid`.
 * @example
 * new TextDecoder().decode(parseUpload("application/json", '{"raw":"U3ViamVjdDogaGk-Pj8"}').bytes); // => "Subject: hi>>?"
 * @see {@link buildUpload} for the way back; Gmail rule 39, RFC 2387
 */
export function parseUpload(
  contentType: string,
  body: Uint8Array | string,
  options: UploadOptions = {},
): { metadata: Metadata; bytes: Uint8Array } {
  if (typeof contentType !== "string") {
    throw new MimeError("input-invalid", "Cannot read the upload: its Content-Type is no string");
  }
  const strict = own(options, "strict") === true;
  const given = checkBody(body);
  const type = parseContentType(contentType)?.type;
  if (type === "application/json") return parseJsonUpload(given, strict);
  const source = bodyBytes(given);
  if (type === undefined || !type.startsWith("multipart/")) {
    if (strict) checkMessageType(contentType);
    return { metadata: {}, bytes: source };
  }
  const [first, second] = cutMultipart(contentType, source, MOST_PARTS);
  if (first === undefined) throw new MimeError("content-missing", "Cannot read the upload: it has no parts");
  if (second !== undefined) {
    if (strict) checkMessageType(second.contentType);
    return { metadata: parseMetadata(first.content), bytes: second.content };
  }
  if (!isMessageType(first.contentType)) return parseJsonUpload(first.content, strict);
  return { metadata: {}, bytes: first.content };
}

/** An upload has two parts; what follows them is not looked at. */
const MOST_PARTS = 100;

function isMessageType(contentType: string | undefined): boolean {
  return contentType !== undefined && parseContentType(contentType)?.type.startsWith("message/") === true;
}

/** @throws {MimeError} `media-type-invalid` for what Gmail's methods do not accept. */
export function checkMessageType(contentType: string | undefined): void {
  if (isMessageType(contentType)) return;
  throw new MimeError("media-type-invalid", "Cannot read the upload: its message is not of a type message/*");
}

function parseJsonUpload(
  body: Uint8Array | string,
  strict: boolean,
): { metadata: Metadata; bytes: Uint8Array } {
  const { metadata, bytes } = takeRaw(parseMetadata(body), strict);
  if (bytes === undefined) throw new MimeError("content-missing", "Cannot read the upload: it has no raw");
  return { metadata, bytes };
}

/**
 * Reads the JSON object of a body; an empty body is an empty object.
 *
 * @throws {MimeError} `input-invalid` for any other body.
 */
export function parseMetadata(body: Uint8Array | string): Metadata {
  if (body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(typeof body === "string" ? body : (utf8Text(body) ?? ""));
  } catch {
    value = undefined; // the engine's message would quote the mail
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Metadata;
  throw new MimeError("input-invalid", "Cannot read the metadata: not a JSON object");
}

/**
 * Takes `raw` out of a Message, or out of the Message in a Draft.
 *
 * @returns `bytes` is `undefined` where there is no `raw`.
 * @throws {MimeError} `raw-invalid` when it is not base64url; with `strict`, as Gmail, for the standard alphabet,
 * too (its rule 39).
 */
export function takeRaw(
  resource: Metadata,
  strict: boolean,
): { metadata: Metadata; bytes: Uint8Array | undefined } {
  const draft = own(resource, "raw") === undefined ? own(resource, "message") : undefined;
  const message = (draft ?? resource) as Metadata;
  const raw = ownString(message, "raw");
  if (raw === undefined) return { metadata: resource, bytes: undefined };
  const bytes = decodeBase64Url(raw, { strict });
  if (bytes === undefined) {
    throw new MimeError("raw-invalid", "Cannot read the upload: its raw is not base64url");
  }
  const { raw: _, ...rest } = message;
  return { metadata: draft === undefined ? rest : { ...resource, message: rest }, bytes };
}
