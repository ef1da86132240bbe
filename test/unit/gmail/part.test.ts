import { describe, expect, test } from "vitest";
import {
  decodeBody,
  decodeBodyText,
  findHeader,
  findHeaders,
  findPart,
  type MessageLike,
  MimeError,
  type PartLike,
  walkParts,
} from "../../../src/index.js";
import { latin1 } from "../../support/bytes.js";

const leaf = (partId: string, contentId?: string): PartLike => ({
  partId,
  headers: contentId === undefined ? null : [{ name: "CONTENT-id", value: contentId }],
});

const image = leaf("0.1", " <logo1> ");
const tree: PartLike = {
  partId: "",
  headers: [
    { name: "Subject", value: "first" },
    { name: "SUBJECT", value: "second" },
    { name: "X-Empty", value: "" },
    { name: "X-Null", value: null },
    { name: null, value: "nameless" },
    { value: "nameless" },
    {},
  ],
  parts: [{ partId: "0", parts: [leaf("0.0"), image] }, leaf("1", "logo2")],
};
const message: MessageLike = { id: "18c0", payload: tree, raw: null };

describe.each([
  ["a part", tree],
  ["a message", message],
])("of %s", (_, x) => {
  test.each([
    { name: "Subject", values: ["first", "second"] },
    { name: "subject", values: ["first", "second"] },
    { name: "x-EMPTY", values: [""] },
    { name: "X-Null", values: [""] },
    { name: "X-None", values: [] },
    { name: "", values: [] },
    { name: "__proto__", values: [] },
  ])("the headers $name are $values", ({ name, values }) => {
    expect(findHeaders(x, name)).toEqual(values);
    expect(findHeader(x, name)).toBe(values[0]);
  });

  test("the parts are walked in order, parents first", () => {
    expect([...walkParts(x)].map((part) => part.partId)).toEqual(["", "0", "0.0", "0.1", "1"]);
  });

  test.each(["", "0", "0.0", "0.1", "1"])("part %j is found by its id", (partId) => {
    expect(findPart(x, { partId })?.partId).toBe(partId);
  });

  test("a part is found by its Content-ID, in brackets or not", () => {
    for (const contentId of ["logo1", "<logo1>", " <logo1>"]) expect(findPart(x, { contentId })).toBe(image);
    for (const contentId of ["logo2", "<logo2>"]) expect(findPart(x, { contentId })?.partId).toBe("1");
  });

  test("what is not there is undefined", () => {
    expect(findPart(x, { partId: "9" })).toBeUndefined();
    expect(findPart(x, { contentId: "LOGO1" })).toBeUndefined();
    expect(findPart(x, { contentId: "" })).toBeUndefined();
  });
});

test("the Kelvin sign is no k: names are compared as ASCII", () => {
  expect(findHeader({ headers: [{ name: "X-\u212a", value: "x" }] }, "X-k")).toBeUndefined();
});

describe("bodies", () => {
  test.each([
    { body: undefined, bytes: undefined },
    { body: null, bytes: undefined },
    { body: {}, bytes: undefined },
    { body: { data: null }, bytes: undefined },
    { body: { data: undefined, size: 3, attachmentId: "A" }, bytes: undefined },
    { body: { data: "" }, bytes: "" },
    { body: { data: "aGk=" }, bytes: "hi" },
    { body: { data: "aGk", size: null }, bytes: "hi" },
    { body: { data: "-_-_" }, bytes: "\xfb\xff\xbf" },
    { body: { data: "+/+/" }, bytes: "\xfb\xff\xbf" },
    { body: { data: "aG\r\nk=" }, bytes: "hi" },
  ])("$body holds $bytes", ({ body, bytes }) => {
    expect(decodeBody({ body })).toEqual(bytes === undefined ? undefined : latin1(bytes));
    if (bytes === undefined) expect(decodeBodyText({ body })).toBeUndefined();
  });

  const typed = (value: string | null | undefined, bytes: string): PartLike => ({
    headers: [{ name: "content-type", value }],
    body: { data: Buffer.from(bytes, "latin1").toString("base64url") },
  });
  test.each([
    { part: typed("text/plain; charset=iso-8859-1", "caf\xc3\xa9"), text: "café" },
    { part: typed("text/plain; charset=iso-8859-1", "caf\xe9"), text: "café" },
    { part: typed("text/plain; charset=koi8-r", "\xc1"), text: "а" },
    { part: typed("text/plain; charset=no-such", "\xe9"), text: "é" },
    { part: typed("text/plain", "\xe9"), text: "é" },
    { part: typed("text", "\xe9"), text: "é" },
    { part: typed("", "\xe9"), text: "é" },
    { part: typed(null, "\xe9"), text: "é" },
    { part: typed(undefined, "\xef\xbb\xbfx"), text: "x" },
    { part: { ...typed(null, "x"), headers: null }, text: "x" },
    { part: { body: { data: "aGk=" } }, text: "hi" },
  ])("$part.headers: $text", ({ part, text }) => {
    expect(decodeBodyText(part)).toBe(text);
  });

  test.each(["!", "a", "aGk=x", "aG=k", "€"])("data of %j are refused", (data) => {
    for (const decode of [decodeBody, decodeBodyText]) {
      expect(() => decode({ body: { data } })).toThrow(
        expect.objectContaining({ name: "MimeError", code: "raw-invalid" }),
      );
    }
  });
});

describe("null and undefined stand everywhere", () => {
  const nothings = [null, undefined];
  const keys = ["partId", "mimeType", "filename", "headers", "body", "parts"] as const;
  test.each(keys.flatMap((key) => nothings.map((nothing) => ({ [key]: nothing }))))("%o", (part) => {
    const x = part as PartLike;
    expect([...walkParts(x)]).toEqual([x]);
    expect(findPart(x, { partId: "" })).toBe(x);
    expect(findPart(x, { contentId: "x" })).toBeUndefined();
    expect(findHeaders(x, "A")).toEqual([]);
    expect(decodeBody(x)).toBeUndefined();
    expect(decodeBodyText(x)).toBeUndefined();
  });

  test.each(nothings)("as payload: %o", (payload) => {
    const x = { id: "18c0", payload };
    expect([...walkParts(x)]).toHaveLength(1);
    expect(findHeader(x, "A")).toBeUndefined();
  });

  test("as parts, which are passed over", () => {
    const holes: PartLike = { parts: [null, leaf("0"), undefined] as unknown as PartLike[] };
    expect([...walkParts(holes)].map((part) => part.partId)).toEqual([undefined, "0"]);
  });
});

describe("wrong use is a MimeError", () => {
  const throwing = new Proxy(
    {},
    {
      getOwnPropertyDescriptor() {
        throw new TypeError("trap");
      },
    },
  );
  const wrong: unknown[] = [undefined, null, 1, "x", true, Symbol("x"), [], [{}]];
  test.each(wrong)("for %o as a part", (x) => {
    const part = x as PartLike;
    for (const use of [
      () => findHeader(part, "A"),
      () => findHeaders(part, "A"),
      () => [...walkParts(part)],
      () => findPart(part, { partId: "0" }),
    ]) {
      expect(use).toThrow(expect.objectContaining({ name: "MimeError", code: "input-invalid" }));
    }
  });

  const values: unknown[] = [1, true, Symbol("x"), {}, ["x"], throwing, () => "x"];
  const places: [string, (value: unknown) => unknown][] = [
    ["partId", (partId) => ({ partId })],
    ["headers", (headers) => ({ headers })],
    ["a header's name", (name) => ({ headers: [{ name, value: "x" }] })],
    [
      "a header's value",
      (value) => ({
        headers: [
          { name: "Content-Type", value },
          { name: "Content-ID", value },
        ],
      }),
    ],
    ["body", (body) => ({ body })],
    ["data", (data) => ({ body: { data } })],
    ["parts", (parts) => ({ parts })],
    ["payload", (payload) => ({ payload })],
  ];
  test.each(places)("for anything but what is due as %s, or nothing at all", (_, place) => {
    for (const value of values) {
      const part = place(value) as PartLike;
      const uses = [
        () => findHeader(part, "Content-Type"),
        () => [...walkParts(part)],
        () => findPart(part, { partId: "9" }),
        () => findPart(part, { contentId: "9" }),
        () => decodeBody(part),
        () => decodeBodyText(part),
      ];
      for (const use of uses) {
        try {
          use();
        } catch (error) {
          expect(error).toBeInstanceOf(MimeError);
        }
      }
    }
  });

  test.each([{ partId: 5 }, { contentId: 5 }, { partId: ["0"] }])("for %o as what to find", (by) => {
    const use = () => findPart(tree, by as unknown as { partId: string });
    expect(use).toThrow(expect.objectContaining({ name: "MimeError", code: "input-invalid" }));
  });

  test("only own properties count", () => {
    const inherited = Object.create({
      headers: [{ name: "A", value: "b" }],
      parts: [{}],
      body: { data: "aGk=" },
    }) as PartLike;
    expect(findHeader(inherited, "A")).toBeUndefined();
    expect([...walkParts(inherited)]).toHaveLength(1);
    expect(decodeBody(inherited)).toBeUndefined();
  });
});

test("a payload that holds itself is refused, one that shares a part is not", () => {
  const parts: PartLike[] = [];
  const cycle: PartLike = { parts: [{ parts }] };
  parts.push(cycle);
  expect(() => [...walkParts(cycle)]).toThrow(
    expect.objectContaining({ name: "MimeError", code: "input-cyclic" }),
  );
  expect(() => findPart(cycle, { partId: "9" })).toThrow(expect.objectContaining({ code: "input-cyclic" }));
  const shared = leaf("0");
  expect([...walkParts({ parts: [shared, shared] })]).toHaveLength(3);
});

test("a payload 10 000 deep is walked", () => {
  let deep: PartLike = leaf("end");
  for (let i = 0; i < 10_000; i++) deep = { parts: [deep] };
  expect([...walkParts(deep)]).toHaveLength(10_001);
  expect(findPart(deep, { partId: "end" })).toBeDefined();
});
