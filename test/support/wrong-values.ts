/** What a caller may hand over by mistake or out of malice: each kind made afresh, so that none is worn out. */

import { createContext, runInContext } from "node:vm";

export interface WrongValue {
  readonly name: string;
  readonly make: () => unknown;
}

/** What our caller's own code throws at us when it is touched. */
export class Trap extends TypeError {}

function spring(): never {
  throw new Trap("touched");
}

/** Every trap of a proxy throws. */
const THROWING: ProxyHandler<object> = Object.fromEntries(
  ["get", "set", "has", "ownKeys", "getPrototypeOf", "getOwnPropertyDescriptor", "isExtensible", "apply"].map(
    (trap) => [trap, spring],
  ),
);

function revoked(target: object): unknown {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

/** The keys our input types know. */
const KEYS =
  "address name members value kind fields content parts preamble epilogue message headers body data partId mimeType filename attachmentId size payload raw id threadId method url labelIds messages subject messageIds attachments text html date from to calendar type parameters limits onDefect format charset boundary self all note attach length status bytes contentId".split(
    " ",
  );

function withGetters(get: (key: string) => unknown): object {
  const value = {};
  for (const key of KEYS) Object.defineProperty(value, key, { enumerable: true, get: () => get(key) });
  return value;
}

/** Answers "x" the first time a property is read, and another thing each time after that. */
function changing(): object {
  const others = [undefined, null, 7, { a: 1 }, ["\r\n"], Symbol("later")];
  const reads = new Map<string, number>();
  return withGetters((key) => {
    const count = reads.get(key) ?? 0;
    reads.set(key, count + 1);
    return count === 0 ? "x" : others[(count - 1) % others.length];
  });
}

function endless(): Generator<number> {
  return (function* count() {
    for (let n = 0; ; n++) yield n;
  })();
}

function cyclicArray(): unknown[] {
  const list: unknown[] = [];
  list.push(list);
  return list;
}

function cyclicObject(): object {
  const all: Record<string, unknown> = {};
  for (const key of KEYS) all[key] = all;
  return all;
}

function detached(): Uint8Array {
  const bytes = new Uint8Array([65, 66, 67]);
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  return bytes;
}

type Resizable = ArrayBuffer & { resize(size: number): void };
const resizable = (size: number, maxByteLength: number): Resizable =>
  new (ArrayBuffer as unknown as new (size: number, options: object) => Resizable)(size, { maxByteLength });

/** A view whose buffer shrank below it. */
function outOfBounds(): Uint8Array {
  const buffer = resizable(64, 128);
  const view = new Uint8Array(buffer, 32, 16);
  buffer.resize(8);
  return view;
}

function growableShared(): Uint8Array {
  const Shared = SharedArrayBuffer as unknown as new (size: number, options: object) => SharedArrayBuffer;
  return new Uint8Array(new Shared(3, { maxByteLength: 16 }));
}

class Bytes extends Uint8Array {
  override get length(): number {
    return spring();
  }
  override subarray(): never {
    return spring();
  }
}

class OddDate extends Date {
  override getTime(): number {
    return spring();
  }
  override valueOf(): number {
    return spring();
  }
}

class Person {
  readonly #name = "x";
  get name(): string {
    return this.#name;
  }
  get address(): string {
    return "a@b";
  }
}

class List extends Array<unknown> {
  override map(): never {
    return spring();
  }
}

const list = (items: unknown[], iterator: () => unknown): unknown[] =>
  Object.defineProperty(items, Symbol.iterator, { value: iterator });

const realm = createContext({});
const foreign = (code: string): unknown => runInContext(code, realm);
const unusable = { toString: spring, valueOf: spring, toJSON: spring, [Symbol.toPrimitive]: spring };
const named = (name: string, make: () => unknown): WrongValue => ({ name, make });

export const wrongValues: readonly WrongValue[] = [
  ...[undefined, null, true, false, 0, -0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 1n].map(
    (value) =>
      named(Object.is(value, -0) ? "-0" : typeof value === "bigint" ? "1n" : String(value), () => value),
  ),
  named("a symbol", () => Symbol("x")),
  named("a well-known symbol", () => Symbol.iterator),
  named("an empty string", () => ""),
  named("a string with a line break", () => "x\r\nBcc: e@v.il"),
  named("a string with NUL", () => "x\0y"),
  named("a lone surrogate", () => "\ud800"),
  named("a line separator", () => "x\u2028y"),
  named("a string of 20 KB", () => "zy".repeat(10_240)),
  named("a String", () => new String("x")),
  named("a Number", () => new Number(1)),
  named("a Boolean", () => new Boolean(true)),
  named("a boxed symbol", () => Object(Symbol("x"))),
  named("an empty array", () => []),
  named("an array of null", () => [null]),
  named("a sparse array", () => new Array(3)),
  named("a sparse array of all lengths", () => new Array(2 ** 32 - 1)),
  named("a frozen array", () => Object.freeze(["x"])),
  named("an array that holds itself", cyclicArray),
  named("an array with a throwing element", () => Object.defineProperty(["x"], 0, { get: spring })),
  named("an array with a throwing iterator", () => list(["x"], spring)),
  named("an array with an endless iterator", () => list(["x"], endless)),
  named("an array of a subclass", () => List.from(["x"])),
  named("an array of another realm", () => foreign('["x"]')),
  named("an array nested 2 000 deep", () => Array.from({ length: 2000 }).reduce((inner) => [inner], "x")),
  named("an array-like", () => ({ length: 1, 0: "x" })),
  named("an empty object", () => ({})),
  named("an object without prototype", () => Object.create(null)),
  named("a frozen object", () => Object.freeze({ name: "x", value: "y", address: "z" })),
  named("an object that holds itself", cyclicObject),
  named("getters that throw", () => withGetters(spring)),
  named("getters that change their mind", changing),
  named("inherited properties", () => Object.create({ name: "x", address: "a@b", value: "y", kind: "leaf" })),
  named("throwing conversions", () => ({ ...unusable })),
  named("a key __proto__", () => JSON.parse('{"__proto__": {"address": "e@v.il", "name": "x"}}')),
  named("a proxy that throws", () => new Proxy({}, THROWING)),
  named("a proxy of an array that throws", () => new Proxy([], THROWING)),
  named(
    "a proxy of an endless array",
    () => new Proxy([], { get: (_, key) => (key === "length" ? Number.POSITIVE_INFINITY : "x") }),
  ),
  named("a proxy of a function that throws", () => new Proxy(spring, THROWING)),
  named("a proxy that is transparent", () => new Proxy({ name: "x", value: "y", address: "z" }, {})),
  named(
    "a proxy that lies of its keys",
    () =>
      new Proxy(
        {},
        {
          ownKeys: () => ["a", "b"],
          getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, value: 7 }),
        },
      ),
  ),
  named("a proxy of bytes", () => new Proxy(new Uint8Array(3), {})),
  named("a revoked proxy", () => revoked({})),
  named("a revoked proxy of an array", () => revoked([])),
  named("a revoked proxy of a function", () => revoked(spring)),
  named("a revoked proxy of bytes", () => revoked(new Uint8Array(3))),
  named("a function", () => () => "x"),
  named("an asynchronous function", () => async () => "x"),
  named("a generator function", () => endless),
  named("a class", () => Person),
  named("an instance of a class", () => new Person()),
  named("an invalid Date", () => new Date(Number.NaN)),
  named("a Date past the year 9999", () => new Date(8.64e15)),
  named("a Date of a subclass", () => new OddDate(0)),
  named("a Date of another realm", () => foreign("new Date(0)")),
  named("a Map", () => new Map([["name", "x"]])),
  named("a Set", () => new Set(["x"])),
  named("a WeakMap", () => new WeakMap()),
  named("a RegExp", () => /x/g),
  named("an Error", () => new RangeError("x")),
  named("a Promise", () => Promise.resolve("x")),
  named("an endless generator", endless),
  named("bytes", () => new Uint8Array([65, 13, 10, 0, 255])),
  named("a Buffer", () => Buffer.from("QQ==")),
  named("bytes of a subclass", () => new Bytes(3)),
  named("bytes of another realm", () => foreign("new Uint8Array(3)")),
  named("bytes with a length of their own", () =>
    Object.defineProperty(new Uint8Array(3), "length", { value: 1e9 }),
  ),
  named("detached bytes", detached),
  named("shared bytes", () => new Uint8Array(new SharedArrayBuffer(3))),
  named("growable shared bytes", growableShared),
  named("resizable bytes", () => new Uint8Array(resizable(3, 64))),
  named("bytes out of bounds", outOfBounds),
  named("an ArrayBuffer", () => new ArrayBuffer(3)),
  named("a DataView", () => new DataView(new ArrayBuffer(3))),
  named("16-bit numbers", () => new Uint16Array([65, 0x760d])),
  named("64-bit numbers", () => new BigInt64Array(1)),
  named("a URL", () => new URL("https://x.example/")),
  named("the global object", () => globalThis),
];
