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

/** What a view truly is, whatever properties and prototype it was given. */
const typedArray = Object.getPrototypeOf(Uint8Array.prototype) as object;
const tagOf = getter<string | undefined>(Symbol.toStringTag);
const bufferOf = getter<ArrayBufferLike>("buffer");
const offsetOf = getter<number>("byteOffset");
const lengthOf = getter<number>("byteLength");

function getter<T>(key: string | symbol): (value: unknown) => T {
  const { get } = Object.getOwnPropertyDescriptor(typedArray, key) as { get: () => T };
  return (value) => get.call(value);
}

/**
 * A plain `Uint8Array` over the same memory, of whatever realm and subclass it came: `undefined` for anything else,
 * and for a view whose memory is gone. Memory that another thread may write, or that may shrink, is copied.
 */
export function plainBytes(value: unknown): Uint8Array | undefined {
  if (tagOf(value) !== "Uint8Array") return undefined; // undefined for what is no view, a proxy of one, too
  const buffer = bufferOf(value);
  const length = lengthOf(value);
  if (length === 0 && isGone(value as Uint8Array)) return undefined;
  const view = new Uint8Array(buffer, offsetOf(value), length);
  return buffer instanceof ArrayBuffer && !isResizable(buffer) ? view : copyBytes(view);
}

/** Whether a view lost its memory: it was transferred, or shrank below it. Any method then throws. */
function isGone(view: Uint8Array): boolean {
  try {
    Uint8Array.prototype.indexOf.call(view, 0);
    return false;
  } catch {
    return true;
  }
}

function isResizable(buffer: ArrayBuffer): boolean {
  return (buffer as { readonly resizable?: boolean }).resizable === true;
}
