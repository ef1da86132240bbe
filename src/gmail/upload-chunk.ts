/** The chunks of a resumable upload: where each stands in the message, told by Content-Range (RFC 9110 §14.4). */

import { own, ownString } from "../bytes/given.js";
import { plainBytes } from "../bytes/source.js";
import { MimeError } from "../errors.js";
import type { GmailRequest } from "./call.js";
import { bodyBytes, checkBody, findHttpHeader, headerPairs } from "./http.js";

/** Bytes of a message, and where they stand in it. */
export interface UploadChunk {
  readonly bytes: Uint8Array;
  readonly start: number;
  /** Of the whole message; `undefined` while its sender does not know. */
  readonly total?: number | undefined;
}

/**
 * Builds the request that sends one chunk to the session of a resumable upload.
 *
 * Gmail wants chunks of a multiple of 262 144 bytes, but for the last. A chunk without bytes asks how much has
 * come, or ends an empty message.
 *
 * @param chunk - `sessionUrl` is the Location that answered the opening request of `buildRequest`.
 * @throws {MimeError} `input-invalid` for a range that is none, a session URL that is none.
 * @example
 * buildUploadChunk({ sessionUrl: "https://x/y", bytes: new Uint8Array(2), start: 4, total: 6 }).headers["Content-Range"];
 * // => "bytes 4-5/6"
 * @see {@link parseUploadChunk} for the way back; RFC 9110 §14.4
 */
export function buildUploadChunk(chunk: UploadChunk & { readonly sessionUrl: string }): GmailRequest {
  const url = ownString(chunk, "sessionUrl");
  const bytes = plainBytes(own(chunk, "bytes"));
  const start = own(chunk, "start");
  const total = own(chunk, "total");
  if (url === undefined || !/^(?:https?:\/)?\/[\x21-\x7e]+$/.test(url)) {
    throw new MimeError("input-invalid", 'Cannot build the chunk: "sessionUrl" is no URL');
  }
  if (bytes === undefined)
    throw new MimeError("input-invalid", 'Cannot build the chunk: "bytes" is no Uint8Array');
  if (!isSize(start) || !(total === undefined || (isSize(total) && start + bytes.length <= total))) {
    throw new MimeError(
      "input-invalid",
      'Cannot build the chunk: its bytes are not inside "start" and "total"',
    );
  }
  const range = bytes.length === 0 ? "*" : `${start}-${start + bytes.length - 1}`;
  return {
    method: "PUT",
    url,
    headers: { "Content-Type": "message/rfc822", "Content-Range": `bytes ${range}/${total ?? "*"}` },
    body: bytes,
  };
}

/**
 * Parses the request that brings a chunk; without Content-Range it brings the whole message.
 *
 * @returns The bytes are a view on the body. A chunk without bytes starts at 0, whatever was built.
 * @throws {MimeError} `input-invalid` for a Content-Range that is none, or says another length than the body has.
 * @example
 * parseUploadChunk({ method: "PUT", url: "/x", headers: { "content-range": "bytes 4-5/6" }, body: "ab" }).start; // => 4
 * @see {@link buildUploadChunk} for the way back; RFC 9110 §14.4
 */
export function parseUploadChunk(request: GmailRequest): UploadChunk {
  const bytes = bodyBytes(checkBody(own(request, "body")));
  const range = findHttpHeader(headerPairs(own(request, "headers")), "Content-Range");
  if (range === undefined) return { bytes, start: 0, total: bytes.length };
  const [, first, last, whole] = /^bytes +(?:(\d{1,15})-(\d{1,15})|\*)\/(\d{1,15}|\*)$/i.exec(range) ?? [];
  const start = Number(first ?? 0);
  const size = first === undefined ? 0 : Number(last) - start + 1;
  const total = whole === "*" ? undefined : Number(whole);
  if (whole === undefined || size !== bytes.length || (total !== undefined && start + size > total)) {
    throw new MimeError("input-invalid", "Cannot read the chunk: its Content-Range does not fit its body");
  }
  return { bytes, start, ...(total !== undefined && { total }) };
}

function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
