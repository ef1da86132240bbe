/** A Gmail payload read in place: what the API answered, with any field null or missing. */

import { asciiLowerCase } from "../bytes/ascii.js";
import { utf8Text } from "../bytes/bytes.js";
import { isArray, own, ownArray, ownString } from "../bytes/given.js";
import { type Base64Url, decodeBase64Url } from "../codec/base64url.js";
import { decodeCharset } from "../codec/charset.js";
import { MimeError } from "../errors.js";
import { parseContentType } from "../header/content-type.js";

/** A part of a `payload`, in the key order of the API (Gmail rule 9). */
export interface GmailPart {
  partId: string;
  mimeType: string;
  filename: string;
  headers: GmailHeader[];
  body: GmailBody;
  parts?: GmailPart[];
}

/** A field of a part, its value decoded (Gmail rules 12 to 19). */
export interface GmailHeader {
  name: string;
  value: string;
}

/** `attachmentId` and `size`, or `size` and `data`; only `size` for a container. */
export interface GmailBody {
  attachmentId?: string;
  size: number;
  data?: Base64Url;
}

/** A part as a client may hold it: any field null or missing. */
export interface PartLike {
  readonly partId?: string | null | undefined;
  readonly mimeType?: string | null | undefined;
  readonly filename?: string | null | undefined;
  readonly headers?: readonly HeaderLike[] | null | undefined;
  readonly body?: BodyLike | null | undefined;
  readonly parts?: readonly PartLike[] | null | undefined;
}

/** A {@link GmailHeader}, each field possibly null, as googleapis types it. */
export interface HeaderLike {
  readonly name?: string | null | undefined;
  readonly value?: string | null | undefined;
}

/** A {@link GmailBody}, each field possibly null, as googleapis types it. */
export interface BodyLike {
  readonly attachmentId?: string | null | undefined;
  readonly size?: number | null | undefined;
  readonly data?: string | null | undefined;
}

/** A message as a client may hold it. */
export interface MessageLike {
  readonly id?: string | null | undefined;
  readonly threadId?: string | null | undefined;
  readonly labelIds?: readonly string[] | null | undefined;
  readonly snippet?: string | null | undefined;
  readonly payload?: PartLike | null | undefined;
  readonly sizeEstimate?: number | null | undefined;
  readonly raw?: string | null | undefined;
  readonly historyId?: string | null | undefined;
  readonly internalDate?: string | null | undefined;
}

/** The payload of a message, or the part itself. */
export function payloadOf(x: MessageLike | PartLike): PartLike {
  if (typeof x !== "object" || x === null || isArray(x)) {
    throw new MimeError("input-invalid", "Cannot read the payload: neither a message nor a part");
  }
  return (own(x, "payload") ?? x) as PartLike;
}

/**
 * Finds the value of the first header of that name, compared without case.
 *
 * @throws {MimeError} `input-invalid` for what is neither a message nor a part, or a name that is no string,
 * `input-too-large` for a list of headers too long to be one.
 * @example
 * findHeader({ headers: [{ name: "Subject", value: "hi" }] }, "subject"); // => "hi"
 * @see {@link findHeaders} for all of them; Gmail rules 12 and 13
 */
export function findHeader(x: MessageLike | PartLike, name: string): string | undefined {
  return findHeaders(x, name)[0];
}

/**
 * Finds the values of all headers of that name, in order.
 *
 * @throws {MimeError} `input-invalid` for what is neither a message nor a part, or a name that is no string,
 * `input-too-large` for a list of headers too long to be one.
 * @example
 * findHeaders({ headers: [{ name: "A", value: "1" }, { name: "a", value: "2" }] }, "A"); // => ["1", "2"]
 * @see {@link findHeader} for the first; Gmail rules 12 and 13
 */
export function findHeaders(x: MessageLike | PartLike, name: string): string[] {
  if (typeof name !== "string")
    throw new MimeError("input-invalid", "Cannot find a header: its name is no string");
  const key = asciiLowerCase(name);
  const values: string[] = [];
  for (const header of ownArray(payloadOf(x), "headers") ?? []) {
    const given = ownString(header, "name");
    if (given === undefined || asciiLowerCase(given) !== key) continue;
    values.push(ownString(header, "value") ?? "");
  }
  return values;
}

/**
 * Walks the parts of a payload, parents before children.
 *
 * @throws {MimeError} `input-invalid` for what is neither a message nor a part, `input-cyclic` for a payload that
 * holds itself, `input-too-large` for a list of parts too long to be one.
 * @example
 * [...walkParts({ parts: [{ partId: "0" }] })].length; // => 2
 * @see {@link findPart} for one of them; Gmail rules 1 to 3
 */
export function* walkParts<P extends PartLike>(
  x: (MessageLike & { readonly payload?: P | null | undefined }) | P,
): Generator<P, void, undefined> {
  const stack: { readonly part: P; readonly leaves: boolean }[] = [
    { part: payloadOf(x) as P, leaves: false },
  ];
  const open = new Set<unknown>();
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    const { part, leaves } = step;
    if (leaves) {
      open.delete(part);
      continue;
    }
    yield part;
    const parts = ownArray(part, "parts");
    if (parts === undefined || parts.length === 0) continue;
    if (open.has(part)) throw new MimeError("input-cyclic", "Cannot walk the payload: it holds itself");
    open.add(part);
    stack.push({ part, leaves: true });
    for (let i = parts.length - 1; i >= 0; i--) {
      if (typeof parts[i] === "object" && parts[i] !== null)
        stack.push({ part: parts[i] as P, leaves: false });
    }
  }
}

/**
 * Finds a part by its partId, or by its Content-ID (with or without brackets).
 *
 * @throws {MimeError} what {@link walkParts} throws; `input-invalid` for a key that names nothing.
 * @example
 * const payload = buildPayload({ text: "hi", html: "<b>hi</b>" });
 * findPart(payload, { partId: "1" })?.mimeType; // => "text/html"
 * @see {@link walkParts} for all; RFC 2045 §7
 */
export function findPart<P extends PartLike>(
  x: (MessageLike & { readonly payload?: P | null | undefined }) | P,
  by: { readonly partId: string } | { readonly contentId: string },
): P | undefined {
  const partId = ownString(by, "partId");
  const contentId = ownString(by, "contentId");
  for (const part of walkParts(x)) {
    if (partId !== undefined && (ownString(part, "partId") ?? "") === partId) return part;
    if (contentId === undefined) continue;
    const header = findHeader(part, "Content-ID");
    if (header !== undefined && bare(header) === bare(contentId)) return part;
  }
  return undefined;
}

function bare(contentId: string): string {
  return contentId.trim().replace(/^</, "").replace(/>$/, "");
}

/**
 * Decodes the bytes a part holds in `data`; `undefined` where it holds none.
 *
 * @throws {MimeError} `raw-invalid` when `data` is not base64url; `input-invalid` for what is no part.
 * @example
 * decodeBody({ body: { size: 2, data: "aGk=" } })?.length; // => 2
 * @see {@link decodeBodyText} for text; RFC 4648 §5, Gmail rule 30
 */
export function decodeBody(part: PartLike): Uint8Array | undefined {
  const data = ownString(own(part, "body"), "data");
  if (data === undefined) return undefined;
  const bytes = decodeBase64Url(data);
  if (bytes === undefined) throw new MimeError("raw-invalid", "Cannot decode body.data: not base64url");
  return bytes;
}

/**
 * Decodes the text a part holds in `data`: UTF-8, as Gmail gives it, else by the declared charset.
 *
 * @throws {MimeError} what {@link decodeBody} throws; `input-too-large` for a list of headers too long to be one.
 * @example
 * decodeBodyText({ mimeType: "text/plain", body: { size: 2, data: "aGk=" } }); // => "hi"
 * @see {@link decodeBody} for the bytes; Gmail rule 28
 */
export function decodeBodyText(part: PartLike): string | undefined {
  const bytes = decodeBody(part);
  if (bytes === undefined) return undefined;
  const charset = parseContentType(findHeader(part, "Content-Type") ?? "")?.parameters.get("charset");
  return bodyText(bytes, charset);
}

/** Body bytes as text: Gmail has made them UTF-8, so the declared charset counts only where they are not. */
export function bodyText(bytes: Uint8Array, charset: string | undefined): string {
  const text = utf8Text(bytes);
  if (text === undefined) return decodeCharset(bytes, charset);
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}
