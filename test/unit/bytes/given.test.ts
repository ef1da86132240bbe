import { describe, expect, test } from "vitest";
import { own, ownArray, ownString } from "../../../src/bytes/given.js";
import { plainBytes, sourceBytes } from "../../../src/bytes/source.js";
import { latin1 } from "../../support/bytes.js";

const refusal = (code: string) => expect.objectContaining({ name: "MimeError", code });
const throwing = Object.defineProperty({}, "key", {
  get() {
    throw new TypeError("getter");
  },
});
const trap = new Proxy(
  {},
  {
    getOwnPropertyDescriptor() {
      throw new TypeError("trap");
    },
  },
);
const revoked = (() => {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  return proxy;
})();

describe("own properties", () => {
  test.each([
    [{ key: "x" }, "x"],
    [{ key: null }, undefined],
    [{ key: undefined }, undefined],
    [{ key: 0 }, 0],
    [{ key: "" }, ""],
    [{ key: false }, false],
    [{}, undefined],
    [Object.create({ key: "x" }), undefined],
    [Object.assign(Object.create(null), { key: "x" }), "x"],
    [undefined, undefined],
    [null, undefined],
    ["x", undefined],
    [5, undefined],
  ])("of %o: %o", (value, read) => {
    expect(own(value, "key")).toBe(read);
  });

  test("what every object inherits is not there", () => {
    for (const key of ["toString", "constructor", "__proto__", "hasOwnProperty"])
      expect(own({}, key)).toBeUndefined();
  });

  test("one that cannot be read is refused", () => {
    for (const value of [throwing, trap]) {
      for (const read of [own, ownString, ownArray])
        expect(() => read(value, "key")).toThrow(refusal("input-invalid"));
    }
  });

  test("a getter is asked once", () => {
    let asked = 0;
    const value = {
      get key() {
        asked++;
        return "x";
      },
    };
    expect(ownString(value, "key")).toBe("x");
    expect(asked).toBe(1);
  });

  test("strings and arrays, or nothing", () => {
    expect(ownString({ key: "x" }, "key")).toBe("x");
    expect(ownString({ key: null }, "key")).toBeUndefined();
    expect(ownArray({ key: null }, "key")).toBeUndefined();
    for (const key of [5, true, {}, () => "x", Symbol("x")]) {
      expect(() => ownString({ key }, "key")).toThrow(refusal("input-invalid"));
      expect(() => ownArray({ key }, "key")).toThrow(refusal("input-invalid"));
    }
    expect(() => ownArray({ key: "x" }, "key")).toThrow(refusal("input-invalid"));
    expect(() => ownString({ key: ["x"] }, "key")).toThrow(refusal("input-invalid"));
    expect(() => ownArray({ key: revoked }, "key")).toThrow(refusal("input-invalid"));
  });

  test("an array is copied, its holes are undefined", () => {
    const list = new Array<number>(3);
    list[0] = 1;
    list[2] = 3;
    const copy = ownArray({ key: list }, "key");
    expect(copy).toEqual([1, undefined, 3]);
    list[0] = 9;
    expect(copy?.[0]).toBe(1);
  });
});

describe("a source", () => {
  test("is bytes as they are, or the UTF-8 of a string", () => {
    const bytes = latin1("caf\xe9");
    const taken = sourceBytes(bytes, 100); // a view of its own: the caller's may have methods that answer otherwise
    expect(taken).toEqual(bytes);
    expect(taken.buffer).toBe(bytes.buffer);
    expect(sourceBytes("é", 100)).toEqual(latin1("\xc3\xa9"));
    expect(sourceBytes("\ud800", 100)).toEqual(latin1("\xef\xbf\xbd"));
    expect(sourceBytes("", 1)).toHaveLength(0);
  });

  test("of another class is taken as plain bytes over the same memory", () => {
    const buffer = Buffer.from("abc");
    const plain = sourceBytes(buffer, 100);
    expect(Object.getPrototypeOf(plain)).toBe(Uint8Array.prototype);
    expect(plain.buffer).toBe(buffer.buffer);
    expect(plain).toEqual(latin1("abc"));
  });

  test("in memory that another thread may write is copied", () => {
    const shared = new Uint8Array(new SharedArrayBuffer(3));
    shared.set([1, 2, 3]);
    const plain = plainBytes(shared);
    shared[0] = 9;
    expect(plain).toEqual(Uint8Array.of(1, 2, 3));
  });

  const wrong: unknown[] = [
    undefined,
    null,
    5,
    {},
    [],
    new Uint16Array(1),
    new ArrayBuffer(1),
    new Proxy(new Uint8Array(1), {}),
    Object.create(Uint8Array.prototype),
  ];
  test.each(wrong)("is not %o", (source) => {
    expect(() => sourceBytes(source, 100)).toThrow(refusal("input-invalid"));
  });

  test("over the limit is refused", () => {
    expect(() => sourceBytes("abc", 3)).not.toThrow();
    expect(() => sourceBytes("abc", 2)).toThrow(refusal("input-too-large"));
    expect(() => sourceBytes(latin1("abc"), 2)).toThrow(refusal("input-too-large"));
  });
});
