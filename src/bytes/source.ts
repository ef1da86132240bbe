/** What a caller may hand us as a message: checked once, at the door. */

import { MimeError } from "../errors.js";
import { copyBytes, utf8Bytes } from "./bytes.js";

/** Bytes, or text taken as UTF-8. */
export type Source = Uint8Array | string;

/**
 * Takes a source as bytes: a view of the caller's memory, or the UTF-8 of a string.
 *
 * @throws {MimeError} `input-invalid` when it is neither, `input-too-large` over `inputBytes`.
 */
export function sourceBytes(source: unknown, inputBytes: number): Uint8Array {
  const bytes = typeof source === "string" ? utf8Bytes(source) : plainBytes(source);
  if (bytes === undefined) {
    throw new MimeError("input-invalid", "Cannot read the message: neither bytes nor a string");
  }
  if (bytes.length > inputBytes) {
    throw new MimeError(
      "input-too-large",
      `Cannot read the message: ${bytes.length} bytes are over the limit`,
    );
  }
  return bytes;
}

/** A plain `Uint8Array` over the same memory: no subclass, and no memory another thread may write. */
export function plainBytes(value: unknown): Uint8Array | undefined {
  if (!(value instanceof Uint8Array)) return undefined;
  try {
    if (!(value.buffer instanceof ArrayBuffer)) return copyBytes(value);
    if (Object.getPrototypeOf(value) === Uint8Array.prototype) return value;
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  } catch {
    return undefined; // a proxy, or a detached buffer under a subclass
  }
}
