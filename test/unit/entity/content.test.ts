import { describe, expect, test } from "vitest";
import { concatBytes } from "../../../src/bytes/bytes.js";
import { encodeTransfer } from "../../../src/codec/transfer-encoding.js";
import { contentTypeOf, encodedLeaf, isDetached, transferEncodingOf } from "../../../src/entity/content.js";
import { refield } from "../../../src/entity/entity.js";
import {
  decodeContent,
  decodeText,
  type Entity,
  formatEntity,
  type Leaf,
  MimeError,
  parseEntity,
  setField,
} from "../../../src/index.js";
import { latin1, text } from "../../support/bytes.js";

const leaf = (fields: readonly (readonly [string, string])[], content: Uint8Array): Entity => ({
  kind: "leaf",
  fields: fields.map(([name, value]) => ({ name, value })),
  content,
});
const TYPE = "Content-Type";
const ENCODING = "Content-Transfer-Encoding";

test.each([
  { encoding: "base64", content: "QU\r\nI=", decoded: "AB" },
  { encoding: "BASE64", content: "QUI", decoded: "AB" },
  { encoding: "quoted-printable", content: "a=3Db=\r\nc", decoded: "a=bc" },
  { encoding: "7bit", content: "QUI=", decoded: "QUI=" },
  { encoding: "8bit", content: "\xe9", decoded: "\xe9" },
  { encoding: "binary", content: "\0\r", decoded: "\0\r" },
  { encoding: "x-unknown", content: "QUI=", decoded: "QUI=" },
  { encoding: "", content: "QUI=", decoded: "QUI=" },
])("$content in $encoding is $decoded", ({ encoding, content, decoded }) => {
  expect(text(decodeContent(leaf([[ENCODING, encoding]], latin1(content))))).toBe(decoded);
});

test("the first transfer encoding and the first type count", () => {
  const fields = [
    [ENCODING, "base64"],
    [ENCODING, "7bit"],
    [TYPE, "text/plain; charset=utf-16le"],
    [TYPE, "text/plain; charset=utf-8"],
  ] as const;
  expect(decodeText(leaf(fields, latin1("YQBiAA==")))).toBe("ab");
});

test.each([
  { type: "text/plain; charset=utf-8", content: "caf\xc3\xa9\r\n", decoded: "café\r\n" },
  { type: "text/plain; charset=iso-8859-1", content: "caf\xe9\n", decoded: "café\n" },
  { type: "text/plain", content: "caf\xc3\xa9", decoded: "café" },
  { type: "text/plain", content: "caf\xe9", decoded: "café" },
  { type: "application/pdf", content: "caf\xe9", decoded: "café" },
  { type: "text", content: "caf\xc3\xa9", decoded: "café" },
])("text of $type: $decoded", ({ type, content, decoded }) => {
  expect(decodeText(leaf([[TYPE, type]], latin1(content)))).toBe(decoded);
});

test("what was not encoded is a view on the source, what was is memory of its own", () => {
  const source = latin1("A: b\r\n\r\nx");
  expect(decodeContent(parseEntity(source)).buffer).toBe(source.buffer);
  const encoded = latin1("Content-Transfer-Encoding: base64\r\n\r\nQUI=");
  expect(decodeContent(parseEntity(encoded)).buffer).not.toBe(encoded.buffer);
});

describe.each([1, 57, 20_000, 200_001])("a leaf made of %i bytes", (length) => {
  const bytes = Uint8Array.from({ length }, (_, i) => i * 31);
  const made = (encoding: "base64" | "binary"): Leaf => encodedLeaf([], bytes, encoding);

  test.each(["base64", "binary"] as const)("holds them in %s", (encoding) => {
    expect(made(encoding).content).toEqual(encodeTransfer(bytes, encoding));
    expect(Object.keys(made(encoding)).sort()).toEqual(["content", "fields", "kind"]);
  });

  test("is written as a spread and a clone of it are, its content asked for or not", () => {
    const leaf = made("base64");
    const written = formatEntity(leaf);
    expect(formatEntity({ ...made("base64") })).toEqual(written);
    expect(formatEntity(structuredClone(made("base64")))).toEqual(written);
    expect(formatEntity(setField(leaf, "X", "y"))).toEqual(concatBytes([latin1("X: y\r\n"), written]));
    expect(leaf.content).toBe(leaf.content);
    expect(formatEntity(leaf)).toEqual(written);
    expect(formatEntity(refield(made("base64"), [{ name: "A", value: "b" }]))).toEqual(
      concatBytes([latin1("A: b\r\n"), written]),
    );
  });
});

describe("what has no content", () => {
  const detached: Entity = { kind: "leaf", fields: [], content: { attachmentId: "A", size: 3 } };
  const wrong: [string, unknown, string][] = [
    ["a multipart", parseEntity("Content-Type: multipart/mixed; boundary=B\n\n--B--"), "input-invalid"],
    ["a message", parseEntity("Content-Type: message/rfc822\n\nA: b\n\nc"), "input-invalid"],
    ["a detached leaf", detached, "content-missing"],
    ["nothing", undefined, "input-invalid"],
    ["null", null, "input-invalid"],
    ["a string", "x", "input-invalid"],
  ];
  test.each(wrong)("%s", (_, entity, code) => {
    for (const decode of [decodeContent, decodeText]) {
      expect(() => decode(entity as Entity)).toThrow(MimeError);
      expect(() => decode(entity as Entity)).toThrow(expect.objectContaining({ code }));
    }
  });
});

test("the fields that say what a content is", () => {
  expect(contentTypeOf([])).toBeUndefined();
  expect(contentTypeOf([{ name: TYPE, value: "text" }])).toBeUndefined();
  expect(contentTypeOf([{ name: TYPE, value: "Text/HTML" }])?.type).toBe("text/html");
  expect(transferEncodingOf([])).toBe("7bit");
  expect(transferEncodingOf([{ name: ENCODING, value: "x-odd" }])).toBeUndefined();
  expect(isDetached({ attachmentId: "A", size: 3 })).toBe(true);
  expect(isDetached(new Uint8Array(0))).toBe(false);
});
