/** The limits that reading bytes and payloads has: at each the mail is read whole, one past it the rest stays raw. */

import { describe, expect, test } from "vitest";
import {
  type Defect,
  defectsOf,
  type Entity,
  encodeRaw,
  entityToPayload,
  findEntity,
  findHeader,
  formatEntity,
  type GmailPart,
  type Limits,
  mimeToPayload,
  parseEntity,
  payloadToEntity,
  payloadToMime,
  payloadToRaw,
  rawToPayload,
  walkEntity,
  walkParts,
} from "../../src/index.js";
import { checkLimits, DEFAULT_LIMITS } from "../../src/limits.js";
import { latin1, text } from "../support/bytes.js";

interface Reading {
  readonly root: Entity;
  readonly payload: GmailPart;
  readonly defects: readonly Defect[];
}

/** Reads a mail under limits; whatever they cut off is still there. */
function read(source: string, limits: Partial<Limits>): Reading {
  const defects: Defect[] = [];
  const root = parseEntity(latin1(source), { limits, onDefect: (defect) => defects.push(defect) });
  expect(text(formatEntity(root))).toBe(source);
  return { root, payload: mimeToPayload(latin1(source), { limits }), defects };
}

const kinds = ({ root }: Reading): string[] => [...walkEntity(root)].map(({ entity }) => entity.kind);
const codes = ({ defects }: Reading): string[] => defects.map(({ code }) => code);

describe("inputBytes", () => {
  const source = "A: b\r\n\r\ncd";
  test.each([
    { limit: source.length, refused: false },
    { limit: source.length - 1, refused: true },
  ])("$limit of 10: refused $refused", ({ limit, refused }) => {
    const limits = { inputBytes: limit };
    const raw = encodeRaw(latin1(source));
    const data = Buffer.from(source).toString("base64url");
    const ways = [
      () => parseEntity(source, { limits }),
      () => parseEntity(latin1(source), { limits }),
      () => mimeToPayload(source, { limits }),
      () => mimeToPayload(source, { limits, format: "metadata" }),
      () => rawToPayload(raw, { limits }),
      () => payloadToMime({ raw }, { limits }),
      () => payloadToMime({ body: { data } }, { limits }),
      () => payloadToEntity({ body: { data } }, { limits }),
      () => payloadToRaw({ body: { attachmentId: "A" } }, { limits, content: () => latin1(source) }),
    ];
    for (const way of ways) {
      if (refused)
        expect(way).toThrow(expect.objectContaining({ name: "MimeError", code: "input-too-large" }));
      else expect(way).not.toThrow();
    }
  });

  test("characters of a string count as their UTF-8", () => {
    expect(() => parseEntity("é", { limits: { inputBytes: 1 } })).toThrow(
      expect.objectContaining({ code: "input-too-large" }),
    );
  });

  test("the contents of a payload count together", () => {
    const part = { body: { data: "YWJj" } };
    expect(() => payloadToMime({ parts: [part, part] }, { limits: { inputBytes: 5 } })).toThrow(
      expect.objectContaining({ code: "input-too-large" }),
    );
  });

  test("64 MiB by default", () => {
    expect(DEFAULT_LIMITS.inputBytes).toBe(64 * 1024 * 1024);
  });
});

const mixed = (boundary: string, ...parts: string[]): string =>
  `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join("")}--${boundary}--\r\n`;

describe("depth", () => {
  const source = mixed("B", mixed("C", "Content-Type: message/rfc822\r\n\r\nX: y\r\n\r\nend"), "\r\nlast");
  test.each([
    { depth: 3, kinds: ["multipart", "multipart", "message", "leaf", "leaf"], at: undefined },
    {
      depth: 2,
      kinds: ["multipart", "multipart", "leaf", "leaf"],
      at: { partId: "0.0", line: "Content-Type: message" },
    },
    {
      depth: 1,
      kinds: ["multipart", "leaf", "leaf"],
      at: { partId: "0", line: "Content-Type: multipart/mixed; boundary=C" },
    },
  ])("$depth: $kinds", ({ depth, kinds: expected, at }) => {
    const reading = read(source, { depth });
    expect(kinds(reading)).toEqual(expected);
    const told =
      at === undefined ? [] : [{ code: "limit-depth", partId: at.partId, offset: source.indexOf(at.line) }];
    expect(reading.defects).toEqual(told);
    expect([...walkParts(reading.payload)]).toHaveLength(expected.length);
  });

  test("a container past the limit is a leaf of all its bytes", () => {
    const { root, payload } = read(source, { depth: 1 });
    const first = findEntity(root, "0") as Entity & { kind: "leaf" };
    expect(text(first.content as Uint8Array)).toContain("--C--");
    expect(payload.parts?.[0]).toMatchObject({
      mimeType: "multipart/mixed",
      body: { attachmentId: expect.any(String) },
    });
  });

  test("100 by default, no payload over 1 000", () => {
    const nest = (depth: number) => `${"Content-Type: message/rfc822\r\n\r\n".repeat(depth)}X: y\r\n\r\nend`;
    expect(codes(read(nest(100), {}))).toEqual([]);
    expect(codes(read(nest(101), {}))).toEqual(["limit-depth"]);
    const payload = (depth: number) =>
      [...walkParts(mimeToPayload(nest(depth), { limits: { depth: 5_000 } }))].length;
    expect(payload(1_000)).toBe(1_001);
    expect(payload(1_001)).toBe(1_001);
  });
});

describe("parts", () => {
  const source = mixed("B", "\r\na", "\r\nb", "\r\nc");
  test("as many as the limit", () => {
    const reading = read(source, { parts: 4 });
    expect(kinds(reading)).toHaveLength(4);
    expect(codes(reading)).toEqual([]);
  });

  test("past it the rest of the container is one raw leaf", () => {
    const reading = read(source, { parts: 3 });
    expect(kinds(reading)).toEqual(["multipart", "leaf", "leaf", "leaf"]);
    const rest = [...walkEntity(reading.root)].at(-1)?.entity as Entity & { kind: "leaf" };
    expect(rest.fields).toEqual([]);
    expect(text(rest.content as Uint8Array)).toBe("\r\nc\r\n--B--\r\n");
    expect(reading.defects).toEqual([{ code: "limit-parts", partId: "2", offset: source.indexOf("\r\nc") }]);
  });

  test("an enclosing container goes on behind it, each with one raw leaf", () => {
    const reading = read(mixed("A", mixed("B", "\r\na", "\r\nb", "\r\nc"), "\r\nd", "\r\ne"), { parts: 3 });
    expect([...walkEntity(reading.root)].map(({ partId }) => partId)).toEqual(["", "0", "0.0", "0.1", "1"]);
    expect(codes(reading)).toEqual(["limit-parts", "limit-parts"]);
  });

  test("10 000 by default", () => {
    const many = mixed("B", ...Array.from({ length: 10_000 }, () => "\r\n"));
    expect(codes({ ...read(many, {}) })).toEqual(["limit-parts"]);
    const fewer = mixed("B", ...Array.from({ length: 9_999 }, () => "\r\n"));
    expect(codes({ ...read(fewer, {}) })).toEqual([]);
  });
});

describe("fields", () => {
  const source = "A: 1\r\nB: 2\r\nC: 3\r\n x\r\nD: 4\r\n\r\nend";
  test.each([
    { fields: 4, names: ["A", "B", "C", "D"], offset: -1 },
    { fields: 3, names: ["A", "B", "C", ""], offset: source.indexOf("D") },
    { fields: 1, names: ["A", ""], offset: source.indexOf("B") },
  ])("$fields: $names", ({ fields, names, offset }) => {
    const { root, payload, defects } = read(source, { fields });
    expect(root.fields.map(({ name }) => name)).toEqual(names);
    expect(payload.headers.map(({ name }) => name)).toEqual(names.filter((name) => name !== ""));
    expect(payload.body.size).toBe(3);
    const told = defects.filter(({ code }) => code === "limit-fields");
    expect(told).toEqual(offset < 0 ? [] : [{ code: "limit-fields", partId: "", offset }]);
  });

  test("10 000 by default", () => {
    const many = (fields: number) => `${"A: 1\n".repeat(fields)}\nend`;
    expect(codes(read(many(10_000), {}))).toEqual([]);
    expect(codes(read(many(10_001), {}))).toContain("limit-fields");
  });
});

describe("headerBytes", () => {
  const source = "A: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\n\r\nend";
  test("a block within the limit is read whole", () => {
    const reading = read(source, { headerBytes: 24 });
    expect(reading.root.fields).toHaveLength(4);
    expect(codes(reading)).toEqual([]);
  });

  test("what comes far behind it stays raw", () => {
    const { root, payload, defects } = read(source, { headerBytes: 7 });
    expect(root.fields.at(-1)).toEqual({ name: "", value: expect.stringContaining("D: 4") });
    expect(findHeader(payload, "D")).toBeUndefined();
    expect(payload.body.size).toBe(3);
    expect(defects.map(({ code }) => code)).toContain("limit-header-bytes");
  });

  test("4 MiB by default", () => {
    expect(DEFAULT_LIMITS.headerBytes).toBe(4 * 1024 * 1024);
  });
});

describe("fieldBytes", () => {
  const word = "=?utf-8?Q?caf=C3=A9?=";
  const line = `Subject: ${word}\r\n`;
  const source = `A: ${word}\r\n${line}\r\nend`;

  test("a field within the limit is decoded", () => {
    const reading = read(source, { fieldBytes: line.length });
    expect(findHeader(reading.payload, "Subject")).toBe("café");
    expect(codes(reading)).toEqual([]);
  });

  test("a field past it is told, and others are decoded", () => {
    const { defects, payload, root } = read(source, { fieldBytes: line.length - 1 });
    expect(defects).toEqual([{ code: "limit-field-bytes", partId: "", offset: source.indexOf("Subject") }]);
    expect(findHeader(payload, "A")).toBe("café");
    expect(root.fields[1]?.value).toBe(word);
  });

  test("a value past it stays as written", () => {
    expect(findHeader(read(source, { fieldBytes: word.length - 1 }).payload, "Subject")).toBe(word);
  });

  test("1 MiB by default", () => {
    const long = (blanks: number) => `A: ${word}${" x".repeat(blanks)}\n\nend`;
    expect(findHeader(mimeToPayload(long(500_000)), "A")).toMatch(/^café x/);
    expect(findHeader(mimeToPayload(long(600_000)), "A")).toMatch(/^=\?utf-8/);
  });
});

describe("encodedWords", () => {
  const word = "=?utf-8?Q?a?=";
  const source = `Subject: ${[word, word, word].join(" ")}\r\nX: ${word} ${word}\r\n\r\nend`;
  test.each([
    { encodedWords: 3, subject: "aaa", x: "aa", told: 0 },
    { encodedWords: 2, subject: `aa ${word}`, x: "aa", told: 1 },
    { encodedWords: 1, subject: `a ${word} ${word}`, x: `a ${word}`, told: 2 },
  ])("$encodedWords: $subject", ({ encodedWords, subject, x, told }) => {
    const defects: Defect[] = [];
    const payload = mimeToPayload(source, {
      limits: { encodedWords },
      onDefect: (defect) => defects.push(defect),
    });
    expect(findHeader(payload, "Subject")).toBe(subject);
    expect(findHeader(payload, "X")).toBe(x);
    const places = [0, source.indexOf("X:")].slice(0, told);
    expect(defects).toEqual(places.map((offset) => ({ code: "limit-encoded-words", partId: "", offset })));
  });

  test("5 000 by default", () => {
    const many = (words: number) => `Subject: ${`${word} `.repeat(words)}\n\nend`;
    expect(findHeader(mimeToPayload(many(5_000)), "Subject")).toBe("a".repeat(5_000));
    expect(findHeader(mimeToPayload(many(5_001)), "Subject")).toBe(`${"a".repeat(5_000)} ${word}`);
    expect(defectsOf(parseEntity(many(5_001))).map(({ code }) => code)).toContain("limit-encoded-words");
  });
});

describe("parameters", () => {
  const type = (parameters: number) =>
    `Content-Type: application/x${Array.from({ length: parameters - 1 }, (_, i) => `; p${i}=x`).join("")}; name=a.txt\n\nend`;

  test("256 of a field by default: the rest is ignored, but kept", () => {
    expect(mimeToPayload(type(256)).filename).toBe("a.txt");
    expect(mimeToPayload(type(257)).filename).toBe("");
    expect(findHeader(mimeToPayload(type(257)), "Content-Type")).toMatch(/; name=a.txt$/);
    const told = (source: string) =>
      defectsOf(parseEntity(source)).filter(({ code }) => code === "limit-parameters");
    expect(told(type(256))).toEqual([]);
    expect(told(type(257))).toEqual([{ code: "limit-parameters", partId: "", offset: 0 }]);
  });

  test.each([
    { parameters: 2, filename: "a.txt" },
    { parameters: 1, filename: "" },
  ])("as given: $parameters", ({ parameters, filename }) => {
    for (const fields of [
      "Content-Type: application/x; p=x; name=a.txt",
      "Content-Disposition: inline; p=x; filename=a.txt",
    ]) {
      expect(mimeToPayload(`${fields}\n\nend`, { limits: { parameters } }).filename).toBe(filename);
    }
  });

  test("128 of them RFC 2231 segments by default", () => {
    const name = (segments: number) =>
      `Content-Type: application/x${Array.from({ length: segments }, (_, i) => `; name*${i}=x`).join("")}\n\nend`;
    expect(mimeToPayload(name(128)).filename).toBe("x".repeat(128));
    expect(mimeToPayload(name(129)).filename).toBe("x".repeat(128));
    const told = (source: string) =>
      defectsOf(parseEntity(source)).filter(({ code }) => code === "limit-parameters");
    expect(told(name(128))).toEqual([]);
    expect(told(name(129))).toHaveLength(1);
  });
});

describe("the length of a boundary", () => {
  test.each([
    { length: 70, kinds: ["multipart", "leaf"], told: [] },
    { length: 71, kinds: ["multipart", "leaf"], told: ["boundary-invalid"] },
    { length: 256, kinds: ["multipart", "leaf"], told: ["boundary-invalid"] },
    { length: 257, kinds: ["multipart"], told: ["boundary-invalid", "boundary-missing"] },
  ])("$length: $told", ({ length, kinds: expected, told }) => {
    const reading = read(mixed("b".repeat(length), "\r\na"), {});
    expect(kinds(reading)).toEqual(expected);
    expect(reading.defects).toEqual(told.map((code) => ({ code, partId: "", offset: 0 })));
  });
});

describe("limits are positive integers or Infinity", () => {
  const names = Object.keys(DEFAULT_LIMITS) as (keyof Limits)[];
  const wrong: unknown[] = [
    0,
    Number.NaN,
    -1,
    1.5,
    "5",
    null,
    true,
    [],
    {},
    5n,
    Number.NEGATIVE_INFINITY,
    2 ** 53,
  ];
  const ways: [string, (limits: unknown) => unknown][] = [
    ["parseEntity", (limits) => parseEntity("A: b\n\nc", { limits: limits as Limits })],
    ["mimeToPayload", (limits) => mimeToPayload("A: b\n\nc", { limits: limits as Limits })],
    ["rawToPayload", (limits) => rawToPayload("QQ==", { limits: limits as Limits })],
    ["entityToPayload", (limits) => entityToPayload(parseEntity("A: b\n\nc"), { limits: limits as Limits })],
    ["payloadToEntity", (limits) => payloadToEntity({}, { limits: limits as Limits })],
    ["payloadToMime", (limits) => payloadToMime({}, { limits: limits as Limits })],
    ["payloadToRaw", (limits) => payloadToRaw({}, { limits: limits as Limits })],
  ];
  const refusal = (message = "") =>
    expect.objectContaining({
      name: "MimeError",
      code: "limit-invalid",
      message: expect.stringContaining(message),
    });

  test.each(ways)("%s", (_, way) => {
    for (const name of names) {
      for (const value of wrong) expect(() => way({ [name]: value })).toThrow(refusal(`limits.${name}`));
      for (const value of [1_000_000, Number.POSITIVE_INFINITY, undefined])
        expect(() => way({ [name]: value })).not.toThrow();
    }
    for (const value of [null, 5, "x", true]) expect(() => way(value)).toThrow(refusal());
    expect(() => way({})).not.toThrow();
  });

  test("what is not given is the default", () => {
    expect(checkLimits(undefined)).toEqual(DEFAULT_LIMITS);
    expect(checkLimits({ depth: 3, parts: undefined })).toEqual({ ...DEFAULT_LIMITS, depth: 3 });
  });

  test("only own properties count", () => {
    expect(checkLimits(Object.create({ depth: 0 }))).toEqual(DEFAULT_LIMITS);
  });
});
