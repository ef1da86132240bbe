/** What integrators import: every name of the hub is there, and wrong use of any is a MimeError. */

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as face from "../../src/index.js";

const FUNCTIONS = [
  ["parseEntity", "formatEntity", "walkEntity", "findEntity", "decodeContent", "decodeText", "defectsOf"],
  ["setField", "appendField", "prependField", "removeFields", "replacePart", "removePart"],
  ["entityToPayload", "payloadToEntity", "mimeToPayload", "payloadToMime", "rawToPayload", "payloadToRaw"],
  ["encodeRaw", "decodeRaw", "formatAttachmentId", "parseAttachmentId"],
  ["findHeader", "findHeaders", "walkParts", "findPart", "decodeBody", "decodeBodyText"],
  ["parseContentType", "formatContentType", "parseContentDisposition", "formatContentDisposition"],
  ["decodeHeaderText", "encodeHeaderText"],
].flat();

test.each(FUNCTIONS)("%s is a function", (name) => {
  expect(Reflect.get(face, name)).toBeTypeOf("function");
});

test("MimeError is an error with a code", () => {
  const cause = new TypeError("x");
  const error = new face.MimeError("raw-invalid", "Cannot", { cause });
  expect(error).toBeInstanceOf(Error);
  expect({ ...error, name: error.name, message: error.message, cause: error.cause }).toMatchObject({
    name: "MimeError",
    code: "raw-invalid",
    message: "Cannot",
    cause,
  });
});

test("every type of the hub is named there", () => {
  const code = readFileSync(new URL("../../src/index.ts", import.meta.url), "utf8");
  const names = new Set(code.match(/\w+/g));
  const types = [
    ["Source", "Base64Url", "Limits", "Field", "Defect", "DefectCode", "MimeErrorCode", "ParseOptions"],
    ["Entity", "Leaf", "Multipart", "Message", "Detached", "Visit", "ContentType", "ContentDisposition"],
    ["GmailPart", "GmailBody", "GmailHeader", "PartLike", "BodyLike", "HeaderLike", "MessageLike"],
    ["PayloadOptions", "ContentOptions", "AttachmentKey"],
  ].flat();
  expect(types.filter((type) => !names.has(type))).toEqual([]);
});

describe("nothing throws anything but a MimeError", () => {
  const things: unknown[] = [
    undefined,
    null,
    0,
    Number.NaN,
    true,
    "",
    "x\r\ny",
    "\0",
    "\ud800",
    Symbol("x"),
    1n,
    [],
    [null],
    {},
    () => "x",
    new Date(Number.NaN),
    new Map(),
    new Uint8Array(3),
    new Uint16Array(3),
    Object.create(null),
  ];
  type Use = (thing: never) => unknown;
  const uses: [string, Use][] = [
    ["parseEntity", (thing) => face.parseEntity(thing)],
    ["decodeContent", (thing) => face.decodeContent(thing)],
    ["decodeText", (thing) => face.decodeText(thing)],
    ["findEntity", (thing) => face.findEntity(face.parseEntity("A: b\n\nc"), thing)],
    ["setField's name", (thing) => face.setField(face.parseEntity("A: b\n\nc"), thing, "x")],
    ["setField's text", (thing) => face.setField(face.parseEntity("A: b\n\nc"), "A", thing)],
    ["setField's address", (thing) => face.setField(face.parseEntity("A: b\n\nc"), "To", thing)],
    ["appendField", (thing) => face.appendField(face.parseEntity("A: b\n\nc"), thing, thing)],
    ["prependField", (thing) => face.prependField(face.parseEntity("A: b\n\nc"), thing, thing)],
    ["removeFields", (thing) => face.removeFields(face.parseEntity("A: b\n\nc"), thing)],
    ["mimeToPayload", (thing) => face.mimeToPayload(thing)],
    ["rawToPayload", (thing) => face.rawToPayload(thing)],
    ["payloadToEntity", (thing) => face.payloadToEntity(thing)],
    ["payloadToMime", (thing) => face.payloadToMime(thing)],
    ["payloadToRaw", (thing) => face.payloadToRaw(thing)],
    ["encodeRaw", (thing) => face.encodeRaw(thing)],
    ["decodeRaw", (thing) => face.decodeRaw(thing)],
    ["formatAttachmentId", (thing) => face.formatAttachmentId(thing)],
    ["parseAttachmentId", (thing) => face.parseAttachmentId(thing)],
    ["findHeader", (thing) => face.findHeader(thing, "A")],
    ["findHeaders", (thing) => face.findHeaders(thing, "A")],
    ["walkParts", (thing) => [...face.walkParts(thing)]],
    ["findPart", (thing) => face.findPart(thing, { partId: "1" })],
    ["findPart's key", (thing) => face.findPart({ parts: [{}] }, thing)],
    ["decodeBody", (thing) => face.decodeBody(thing)],
    ["decodeBodyText", (thing) => face.decodeBodyText(thing)],
    ["parseContentType", (thing) => face.parseContentType(thing)],
    ["formatContentType", (thing) => face.formatContentType(thing)],
    [
      "formatContentType's parameters",
      (thing) => face.formatContentType({ type: "text/plain", parameters: thing }),
    ],
    ["parseContentDisposition", (thing) => face.parseContentDisposition(thing)],
    ["formatContentDisposition", (thing) => face.formatContentDisposition(thing)],
    ["decodeHeaderText", (thing) => face.decodeHeaderText(thing)],
    ["encodeHeaderText", (thing) => face.encodeHeaderText(thing)],
  ];
  test.each(uses)("%s", (_, use) => {
    for (const thing of things) {
      try {
        use(thing as never);
      } catch (error) {
        expect(error).toBeInstanceOf(face.MimeError);
        expect((error as face.MimeError).message).toMatch(/^[\x20-\x7e]{1,200}$/);
      }
    }
  });
});
