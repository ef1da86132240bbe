/**
 * What tests use of `Buffer`, for runtimes that have none. It is given to the tests by name, never put on the
 * global object: the library must not find it.
 */

type Encoding = "utf8" | "utf-8" | "latin1" | "hex" | "base64" | "base64url" | "ascii";

export class Buffer extends Uint8Array {
  static override from(content: unknown, encodingOrStart?: unknown, length?: number): Buffer {
    if (typeof content === "string")
      return asBuffer(bytesOf(content, encodingOrStart as Encoding | undefined));
    if (content instanceof ArrayBuffer)
      return new Buffer(content, encodingOrStart as number | undefined, length);
    return asBuffer(Uint8Array.from(content as ArrayLike<number>));
  }

  static concat(pieces: readonly Uint8Array[]): Buffer {
    const joined = new Buffer(pieces.reduce((size, piece) => size + piece.length, 0));
    let at = 0;
    for (const piece of pieces) {
      joined.set(piece, at);
      at += piece.length;
    }
    return joined;
  }

  static compare(a: Uint8Array, b: Uint8Array): -1 | 0 | 1 {
    const common = Math.min(a.length, b.length);
    for (let i = 0; i < common; i++) {
      if (a[i] !== b[i]) return (a[i] as number) < (b[i] as number) ? -1 : 1;
    }
    return a.length === b.length ? 0 : a.length < b.length ? -1 : 1;
  }

  static byteLength(text: string): number {
    return new TextEncoder().encode(text).length;
  }

  equals(other: Uint8Array): boolean {
    return Buffer.compare(this, other) === 0;
  }

  override toString(encoding: Encoding = "utf8"): string {
    if (encoding === "utf8" || encoding === "utf-8")
      return new TextDecoder("utf-8", { ignoreBOM: true }).decode(this);
    if (encoding === "hex") return Array.from(this, (byte) => byte.toString(16).padStart(2, "0")).join("");
    const text = latin1Text(this);
    if (encoding === "latin1" || encoding === "ascii") return text;
    const letters = btoa(text);
    return encoding === "base64"
      ? letters
      : letters.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return new Buffer(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length);
}

function latin1Text(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

function bytesOf(text: string, encoding: Encoding = "utf8"): Uint8Array {
  if (encoding === "utf8" || encoding === "utf-8") return new TextEncoder().encode(text);
  if (encoding === "hex")
    return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const latin1 = encoding === "base64" || encoding === "base64url" ? decodeLetters(text) : text;
  return Uint8Array.from({ length: latin1.length }, (_, at) => latin1.charCodeAt(at));
}

/** As lenient as Node's: either alphabet, what is no letter skipped, the first `=` the end, an odd letter dropped. */
function decodeLetters(text: string): string {
  const [whole = ""] = text.replace(/-/g, "+").replace(/_/g, "/").split("=");
  const letters = whole.replace(/[^A-Za-z0-9+/]/g, "");
  return atob(letters.length % 4 === 1 ? letters.slice(0, -1) : letters);
}
