import { describe, expect, test } from "vitest";
import { decodeRaw, encodeRaw, payloadToRaw, rawToPayload } from "../../../src/index.js";
import { latin1, text } from "../../support/bytes.js";

const cases = [
  { bytes: "", raw: "" },
  { bytes: "h", raw: "aA==" },
  { bytes: "hi", raw: "aGk=" },
  { bytes: "hi!", raw: "aGkh" },
  { bytes: "\xfb\xff\xfe", raw: "-__-" },
  { bytes: "Subject: hi>>?", raw: "U3ViamVjdDogaGk-Pj8=" },
  { bytes: "\0\r\n", raw: "AA0K" },
];
test.each(cases)("$raw", ({ bytes, raw }) => {
  expect(encodeRaw(latin1(bytes))).toBe(raw);
  expect(decodeRaw(raw)).toEqual(latin1(bytes));
});

describe("decodeRaw takes", () => {
  test.each([
    { title: "no padding", raw: "U3ViamVjdDogaGk-Pj8" },
    { title: "the standard alphabet", raw: "U3ViamVjdDogaGk+Pj8=" },
    { title: "blanks and line breaks", raw: " U3Vi\r\namVj\tdDogaGk-\nPj8= \n" },
  ])("$title", ({ raw }) => {
    expect(text(decodeRaw(raw))).toBe("Subject: hi>>?");
  });

  const wrong: unknown[] = [
    "a",
    "aGk==",
    "aG=k",
    "aGk=aGk=",
    "aG!k",
    "é",
    "\0",
    undefined,
    null,
    5,
    {},
    [],
    latin1("aGk="),
  ];
  test.each(wrong)("not %o", (raw) => {
    for (const decode of [decodeRaw, rawToPayload]) {
      expect(() => decode(raw as string)).toThrow(
        expect.objectContaining({ name: "MimeError", code: "raw-invalid" }),
      );
    }
  });
});

describe("encodeRaw takes", () => {
  test("a Buffer, and memory inside other memory", () => {
    expect(encodeRaw(Buffer.from("hi"))).toBe("aGk=");
    expect(encodeRaw(latin1("xhix").subarray(1, 3))).toBe("aGk=");
  });

  const wrong: unknown[] = ["hi", undefined, null, 5, {}, [104], new Uint16Array(2), new ArrayBuffer(2)];
  test.each(wrong)("not %o", (bytes) => {
    const encode = () => encodeRaw(bytes as Uint8Array);
    expect(encode).toThrow(expect.objectContaining({ name: "MimeError", code: "input-invalid" }));
  });
});

test("a message goes from raw to payload and back", () => {
  const raw = encodeRaw(latin1("Subject: hi\r\n\r\nyo"));
  expect(rawToPayload(raw)).toEqual({
    partId: "",
    mimeType: "text/plain",
    filename: "",
    headers: [{ name: "Subject", value: "hi" }],
    body: { size: 2, data: "eW8=" },
  });
  expect(payloadToRaw(rawToPayload(raw))).toBe(raw);
  expect(payloadToRaw({ raw })).toBe(raw);
});
