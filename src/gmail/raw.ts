/** The `raw` field: a whole message as base64url (Gmail rules 30 and 39). */

import { plainBytes } from "../bytes/source.js";
import { type Base64Url, decodeBase64Url, encodeBase64Url } from "../codec/base64url.js";
import { MimeError } from "../errors.js";

/**
 * Encodes a message as `raw`: base64url with padding.
 *
 * @throws {MimeError} `input-invalid` when what is given is no `Uint8Array`.
 * @example
 * encodeRaw(new Uint8Array([104, 105])); // => "aGk="
 * @see {@link decodeRaw} for the way back; RFC 4648 §5
 */
export function encodeRaw(bytes: Uint8Array): Base64Url {
  const plain = plainBytes(bytes);
  if (plain === undefined) throw new MimeError("input-invalid", "Cannot encode raw: not a Uint8Array");
  return encodeBase64Url(plain);
}

/**
 * Decodes `raw` to the bytes of the message: padded or not, in either alphabet, blanks skipped.
 *
 * @throws {MimeError} `raw-invalid` when it is not base64url.
 * @example
 * decodeRaw("aGk"); // => Uint8Array.of(104, 105)
 * @see {@link encodeRaw} for the way back; RFC 4648 §5
 */
export function decodeRaw(raw: string): Uint8Array {
  const bytes = typeof raw === "string" ? decodeBase64Url(raw) : undefined;
  if (bytes === undefined) throw new MimeError("raw-invalid", "Cannot decode raw: not base64url");
  return bytes;
}
