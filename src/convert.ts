/** The trips between shapes: each a line of composed steps over the entity tree. */

import { ownOption, readParseOptions } from "./bytes/given.js";
import type { Source } from "./bytes/source.js";
import type { Base64Url } from "./codec/base64url.js";
import { writeBuilt, writeEntity } from "./entity/frame.js";
import { type ParseOptions, parseBytes, parseHeader } from "./entity/wire.js";
import type { Defect } from "./errors.js";
import { type ContentOptions, readContentOptions } from "./gmail/content-options.js";
import type { GmailPart, MessageLike, PartLike } from "./gmail/part.js";
import { type PayloadOptions, readRendering, renderPayload } from "./gmail/payload.js";
import { readPayload, takePayload } from "./gmail/payload-reader.js";
import { decodeRaw, encodeRaw } from "./gmail/raw.js";
import { checkLimits, PAYLOAD_DEPTH } from "./limits.js";
import { type BuildOptions, mailToEntity } from "./mail/building.js";
import type { Mail, MailInput } from "./mail/mail.js";
import { readMail } from "./mail/reading.js";

/**
 * Renders a message as Gmail's `payload`.
 *
 * With `format: "metadata"` no body is looked at, and only `mimeType` and `headers` are there (Gmail rule 33).
 *
 * @throws {MimeError} `input-invalid`, `input-too-large`, `limit-invalid`, `option-invalid`.
 * @example
 * mimeToPayload("Subject: hi\n\nyo").headers; // => [{ name: "Subject", value: "hi" }]
 * @see {@link payloadToMime} for the way back; Gmail rules 1 to 31
 */
export function mimeToPayload(source: Source, options?: PayloadOptions): GmailPart {
  const rendering = readRendering(options);
  const { limits } = rendering;
  if (rendering.format === "metadata") return renderPayload(parseHeader(source, limits), rendering);
  // A deeper payload could not be written as JSON: its inner parts stay closed.
  if (limits.depth <= PAYLOAD_DEPTH) return renderPayload(parseBytes(source, limits), rendering);
  const readable = { ...limits, depth: PAYLOAD_DEPTH };
  return renderPayload(parseBytes(source, readable), { ...rendering, limits: readable });
}

/**
 * Writes a payload as the bytes of a message.
 *
 * @throws {MimeError} `content-missing`, naming the partId, for a part whose content is not known: give it by
 * the `content` option; what {@link payloadToEntity} throws.
 * @example
 * new TextDecoder().decode(payloadToMime({ headers: [{ name: "A", value: "b" }], body: { data: "aGk=" } })); // => "A: b\r\n\r\nhi"
 * @see {@link mimeToPayload} for the way back; RFC 5322 §2, RFC 2046 §5.1, Gmail rules 1 to 31 backwards
 */
export function payloadToMime(x: MessageLike | PartLike, options: ContentOptions = {}): Uint8Array {
  return writeEntity(readPayload(x, options, { unknown: "refuse", encode: true }));
}

/**
 * Renders a base64url `raw` as Gmail's `payload`.
 *
 * @throws {MimeError} `raw-invalid`; what {@link mimeToPayload} throws.
 * @example
 * rawToPayload("U3ViamVjdDogaGkNCg0KeW8=").body; // => { size: 2, data: "eW8=" }
 * @see {@link payloadToRaw} for the way back; RFC 4648 §5, Gmail rules 1 to 31
 */
export function rawToPayload(raw: string, options: PayloadOptions = {}): GmailPart {
  return mimeToPayload(decodeRaw(raw), options);
}

/**
 * Writes a payload as base64url `raw`.
 *
 * @throws {MimeError} what {@link payloadToMime} throws.
 * @example
 * payloadToRaw({ headers: [{ name: "A", value: "b" }], body: { data: "aGk=" } }); // => "QTogYg0KDQpoaQ=="
 * @see {@link rawToPayload} for the way back; RFC 4648 §5, Gmail rule 39
 */
export function payloadToRaw(x: MessageLike | PartLike, options: ContentOptions = {}): Base64Url {
  return encodeRaw(payloadToMime(x, options));
}

/**
 * Builds the bytes of a message: CRLF, no line over 998 bytes, ASCII unless `utf8Headers` or an attached message
 * asks for more.
 *
 * @throws {MimeError} what {@link mailToEntity} throws.
 * @example
 * new TextDecoder().decode(buildMime({ to: "b@x.com", text: "hi" })).split("\r\n")[0]; // => "To: b@x.com"
 * @see {@link parseMime} for the way back; RFC 5322, RFC 2045
 */
export function buildMime(mail: MailInput, options: BuildOptions = {}): Uint8Array {
  return writeBuilt(mailToEntity(mail, options));
}

/**
 * Parses a message as the mail a person means: everything decoded.
 *
 * @throws {MimeError} `input-invalid`, `input-too-large`, `limit-invalid`, `option-invalid`.
 * @example
 * parseMime("Subject: =?utf-8?Q?caf=C3=A9?=\n\nyo").subject; // => "café"
 * @see {@link buildMime} for the way back; RFC 5322, RFC 2045 to 2047
 */
export function parseMime(source: Source, options: ParseOptions = {}): Mail {
  const reading = readParseOptions(options);
  return readMail(parseBytes(source, reading.limits), reading);
}

/**
 * Builds a base64url `raw`, ready for `messages.send`.
 *
 * @throws {MimeError} what {@link buildMime} throws.
 * @example
 * parseRaw(buildRaw({ to: "b@x.com", text: "hi" })).text; // => "hi"
 * @see {@link parseRaw} for the way back; RFC 4648 §5, Gmail rule 39
 */
export function buildRaw(mail: MailInput, options: BuildOptions = {}): Base64Url {
  return encodeRaw(buildMime(mail, options));
}

/**
 * Parses a base64url `raw` as a mail.
 *
 * @throws {MimeError} `raw-invalid`; what {@link parseMime} throws.
 * @example
 * parseRaw("U3ViamVjdDogaGkNCg0KeW8=").subject; // => "hi"
 * @see {@link buildRaw} for the way back; RFC 4648 §5
 */
export function parseRaw(raw: string, options: ParseOptions = {}): Mail {
  return parseMime(decodeRaw(raw), options);
}

/**
 * Builds Gmail's `payload` of a mail.
 *
 * @throws {MimeError} what {@link mailToEntity} throws.
 * @example
 * buildPayload({ text: "hi" }).mimeType; // => "text/plain"
 * @see {@link parsePayload} for the way back; Gmail rules 1 to 31
 */
export function buildPayload(mail: MailInput, options: BuildOptions = {}): GmailPart {
  // What is built is written and read, so that the payload is that of the message as it would be sent.
  const limits = checkLimits(ownOption(options, "limits"));
  return mimeToPayload(buildMime(mail, options), { limits });
}

/**
 * Parses a message or part of the Gmail API as a mail; one in `raw` format is read as raw.
 *
 * @returns Attachments known only by their id have no `content`.
 * @throws {MimeError} what {@link payloadToEntity} throws.
 * @example
 * parsePayload({ mimeType: "text/plain", body: { data: "aGk=" } }).text; // => "hi"
 * @see {@link buildPayload} for the way back, {@link withContents} to add what was fetched; Gmail rules 1 to 31
 */
export function parsePayload(x: MessageLike | PartLike, options: ContentOptions = {}): Mail {
  const found: Defect[] = [];
  const asking = readContentOptions(options);
  const silent = { ...asking, onDefect: (defect: Defect) => found.push(defect) };
  const { entity, given } = takePayload(x, silent, { unknown: "detach", encode: false });
  return readMail(entity, asking, (partId) => given.get(partId) ?? partId, found);
}
