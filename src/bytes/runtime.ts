/**
 * What we use of the runtime: the one file that knows whether Node's `Buffer` is there.
 *
 * Its methods work on any `Uint8Array` and run natively; where there is no `Buffer` each caller has a
 * portable path beside the fast one.
 */

interface NativeMethods {
  latin1Slice(start: number, end: number): string;
  utf8Slice(start: number, end: number): string;
  base64Slice(start: number, end: number): string;
  base64urlSlice(start: number, end: number): string;
  base64Write(text: string, offset: number, length: number): number;
  latin1Write(text: string, offset: number, length: number): number;
  indexOf(value: string | number, from: number, encoding?: "latin1"): number;
}

export interface Native {
  latin1Slice(bytes: Uint8Array, start: number, end: number): string;
  utf8Slice(bytes: Uint8Array, start: number, end: number): string;
  base64Slice(bytes: Uint8Array, start: number, end: number): string;
  base64urlSlice(bytes: Uint8Array, start: number, end: number): string;
  /** Returns how many bytes were written; stops at what is no base64. */
  base64Write(bytes: Uint8Array, text: string, offset: number, length: number): number;
  latin1Write(bytes: Uint8Array, text: string, offset: number, length: number): number;
  /** A string value is latin1. */
  indexOf(bytes: Uint8Array, value: string | number, from: number): number;
  /** Memory that is not cleared first: every byte must be written. */
  allocate(size: number): Uint8Array;
}

interface BufferClass {
  readonly prototype: NativeMethods;
  allocUnsafeSlow(size: number): Uint8Array;
}

/** Two checks of Node's `buffer` module that no portable loop comes near. */
interface BufferModule {
  isAscii(bytes: Uint8Array): boolean;
  isUtf8(bytes: Uint8Array): boolean;
}

interface TextDecoderLike {
  readonly encoding: string;
  decode(bytes: Uint8Array): string;
}
interface TextEncoderLike {
  encode(text: string): Uint8Array;
  encodeInto(text: string, target: Uint8Array): { read: number; written: number };
}
interface WebAssemblyLike {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
}
interface Globals {
  readonly Buffer?: BufferClass;
  readonly process?: { getBuiltinModule?(id: string): unknown };
  readonly WebAssembly?: WebAssemblyLike;
  readonly TextDecoder: new (
    label?: string,
    options?: { fatal?: boolean; ignoreBOM?: boolean },
  ) => TextDecoderLike;
  readonly TextEncoder: new () => TextEncoderLike;
}

const globals = globalThis as unknown as Globals;

/** The runtime's own decoders and encoder, the same everywhere for UTF-8. */
export const TextDecoder: Globals["TextDecoder"] = globals.TextDecoder;
export const textEncoder: TextEncoderLike = new globals.TextEncoder();

/** `undefined` where the runtime has none. */
export const WebAssembly: WebAssemblyLike | undefined = globals.WebAssembly;

/** The fast path, or `undefined` where the runtime has no `Buffer`. */
export const native: Native | undefined = bindNative(globals.Buffer);

/** Node's checks of bytes, or `undefined` elsewhere; asked for at run time, so that no bundler sees an import. */
export const checks: BufferModule | undefined = bindChecks();

function bindChecks(): BufferModule | undefined {
  const module = globals.process?.getBuiltinModule?.("node:buffer") as Partial<BufferModule> | undefined;
  const { isAscii, isUtf8 } = module ?? {};
  return isAscii !== undefined && isUtf8 !== undefined ? { isAscii, isUtf8 } : undefined;
}

function bindNative(buffer: BufferClass | undefined): Native | undefined {
  const methods = buffer?.prototype;
  if (typeof methods?.latin1Slice !== "function" || typeof methods.base64Write !== "function") {
    return undefined;
  }
  const { latin1Slice, utf8Slice, base64Slice, base64urlSlice, base64Write, latin1Write, indexOf } = methods;
  return {
    latin1Slice: (bytes, start, end) => latin1Slice.call(bytes, start, end),
    utf8Slice: (bytes, start, end) => utf8Slice.call(bytes, start, end),
    base64Slice: (bytes, start, end) => base64Slice.call(bytes, start, end),
    base64urlSlice: (bytes, start, end) => base64urlSlice.call(bytes, start, end),
    base64Write: (bytes, text, offset, length) => base64Write.call(bytes, text, offset, length),
    latin1Write: (bytes, text, offset, length) => latin1Write.call(bytes, text, offset, length),
    indexOf: (bytes, value, from) => indexOf.call(bytes, value, from, "latin1"),
    allocate: (size) => {
      if (size < 1024) return new Uint8Array(size); // cleared faster than it is asked for
      const memory = buffer?.allocUnsafeSlow(size) ?? new Uint8Array(size);
      return new Uint8Array(memory.buffer, memory.byteOffset, size);
    },
  };
}
