import { describe, expect, test } from "vitest";
import {
  MimeError,
  type PartLike,
  payloadToEntity,
  payloadToMime,
  payloadToRaw,
} from "../../../src/index.js";
import { text } from "../../support/bytes.js";

describe("what cannot be read", () => {
  const limits = { depth: Number.POSITIVE_INFINITY };
  const nest = (depth: number): PartLike => {
    let part: PartLike = { headers: [], body: { data: "aGk=" } };
    for (let i = 0; i < depth; i++) part = { mimeType: "multipart/mixed", parts: [part] };
    return part;
  };

  test("a payload that holds itself", () => {
    const parts: PartLike[] = [];
    const cycle: PartLike = { mimeType: "multipart/mixed", parts: [{ mimeType: "message/rfc822", parts }] };
    parts.push(cycle);
    for (const read of [payloadToEntity, payloadToMime]) {
      expect(() => read(cycle)).toThrow(expect.objectContaining({ name: "MimeError", code: "input-cyclic" }));
    }
  });

  test("a part that stands twice is no cycle", () => {
    const part: PartLike = { headers: [], body: { data: "aGk=" } };
    const written = text(payloadToMime({ mimeType: "multipart/mixed", parts: [part, part] }));
    expect(written.match(/hi/g)).toHaveLength(2);
  });

  test.each([
    ["100 levels", 100, undefined, false],
    ["102 levels", 102, undefined, true],
    ["1 000 levels, the limit raised", 1_000, limits, false],
    ["1 002 levels, the limit raised", 1_002, limits, true],
    ["4 levels over a limit of 2", 4, { depth: 2 }, true],
  ])("%s", (_, depth, given, refused) => {
    const read = () => payloadToMime(nest(depth), { limits: given });
    if (refused)
      expect(read).toThrow(expect.objectContaining({ name: "MimeError", code: "input-too-large" }));
    else expect(read().length).toBeGreaterThan(0);
  });

  test("more parts, more bytes than the limits", () => {
    const part: PartLike = { headers: [], body: { data: "YWJj" } };
    const payload: PartLike = { parts: [part, part] };
    expect(() => payloadToMime(payload, { limits: { parts: 3, inputBytes: 6 } })).not.toThrow();
    // Each open container may hold one part past the limit: the rest that was left closed.
    for (const low of [{ parts: 1, depth: 1 }, { inputBytes: 5 }]) {
      const read = () => payloadToMime(payload, { limits: low });
      expect(read).toThrow(expect.objectContaining({ name: "MimeError", code: "input-too-large" }));
    }
  });

  const trap = new Proxy(
    {},
    {
      getOwnPropertyDescriptor() {
        throw new TypeError("trap");
      },
    },
  );
  const getter = Object.defineProperty({}, "mimeType", {
    get() {
      throw new TypeError("getter");
    },
  });
  const values: unknown[] = [
    1,
    Number.NaN,
    "x",
    true,
    Symbol("x"),
    1n,
    [],
    ["x"],
    {},
    () => "x",
    new Date(0),
    new Map(),
    new Uint8Array(2),
    trap,
    getter,
  ];
  const places: [string, (value: unknown) => unknown][] = [
    ["the payload", (value) => value],
    ["payload", (payload) => ({ payload })],
    ["raw", (raw) => ({ raw })],
    ["partId", (partId) => ({ partId })],
    ["mimeType", (mimeType) => ({ mimeType })],
    ["filename", (filename) => ({ filename, mimeType: "image/png" })],
    ["headers", (headers) => ({ headers })],
    ["a header", (given) => ({ headers: [given] })],
    ["a header's name", (name) => ({ headers: [{ name, value: "x" }] })],
    ["a header's value", (value) => ({ headers: [{ name: "Content-Type", value }] })],
    ["body", (body) => ({ body })],
    ["data", (given) => ({ body: { data: given } })],
    ["attachmentId", (attachmentId) => ({ body: { attachmentId } })],
    ["size", (size) => ({ body: { attachmentId: "A", size } })],
    ["parts", (parts) => ({ parts })],
    ["a part", (part) => ({ parts: [part] })],
    ["the child of a message", (part) => ({ mimeType: "message/rfc822", parts: [part] })],
    ["the child of a delivery-status", (part) => ({ mimeType: "message/delivery-status", parts: [part] })],
  ];
  test.each(places)("anything but what is due as %s: a MimeError, or nothing amiss", (_, place) => {
    for (const value of values) {
      for (const read of [payloadToMime, payloadToEntity, payloadToRaw]) {
        try {
          read(place(value) as PartLike);
        } catch (error) {
          expect(error).toBeInstanceOf(MimeError);
        }
      }
    }
  });

  test.each([undefined, null, 1, "x", [], true])("%o as the payload", (payload) => {
    const read = () => payloadToEntity(payload as unknown as PartLike);
    expect(read).toThrow(expect.objectContaining({ name: "MimeError", code: "input-invalid" }));
  });

  test("a part that is null", () => {
    const read = () => payloadToEntity({ parts: [null] } as unknown as PartLike);
    expect(read).toThrow(expect.objectContaining({ name: "MimeError", code: "input-invalid" }));
  });
});
