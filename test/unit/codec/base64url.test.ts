import { describe, expect, test } from "vitest";
import {
  type Base64Url,
  decodeBase64Url,
  decodeBase64UrlPortable,
  encodeBase64Url,
  encodeBase64UrlPortable,
} from "../../../src/codec/base64url.js";
import { latin1, text } from "../../support/bytes.js";

/** Decodes by both paths. */
function decode(encoded: string): string | undefined {
  const bytes = decodeBase64Url(encoded);
  const portable = decodeBase64UrlPortable(encoded);
  const content = bytes && text(bytes);
  expect(portable && text(portable)).toBe(content);
  return content;
}

test.each([
  ["", ""],
  ["f", "Zg=="],
  ["fo", "Zm8="],
  ["foo", "Zm9v"],
  ["\xfb\xff\xfe", "-__-"],
  ["Subject: hi>>?", "U3ViamVjdDogaGk-Pj8="],
])("both ways %j", (content, encoded) => {
  const url: Base64Url = encodeBase64Url(latin1(content));
  const plain: string = url;
  expect(plain).toBe(encoded);
  expect(encodeBase64UrlPortable(latin1(content))).toBe(encoded);
  expect(decode(encoded)).toBe(content);
  expect(decode(encoded.replace(/=+$/, ""))).toBe(content);
});

describe("accepted", () => {
  test.each([
    ["U3ViamVjdDogaGk+Pj8=", "Subject: hi>>?"],
    ["-_+/", "\xfb\xff\xbf"],
    [" Zm 9\r\nv\t", "foo"],
    ["Zm8\r\n=", "fo"],
    ["Zg= =\n", "f"],
    ["Zg==\r\n", "f"],
    [" \r\n", ""],
    ["Zh==", "f"],
  ])("%j", (encoded, content) => {
    expect(decode(encoded)).toBe(content);
  });
});

describe("refused", () => {
  const refused = [
    "Z",
    "Zm9vZ",
    "Zg=",
    "Zm8==",
    "Zm9v=",
    "=",
    "==",
    "====",
    "Zg===",
    "Zg==Zg==",
    "=Zm9",
    "Z=g=",
  ];
  const foreign = [
    "Zm9v!",
    "Zm9v.",
    "Zm\u01419v",
    "Zm9\u0176",
    "Zm\xe9v",
    "Zm\0v",
    "Zm\f9v",
    "Zm\u00a09v",
    "%3D",
    "Zm\ud8009v",
  ];
  test.each([...refused, ...foreign])("%j", (encoded) => {
    expect(decode(encoded)).toBeUndefined();
    expect(decode(` ${encoded}`)).toBeUndefined();
  });

  test("one wrong character anywhere in a long text", () => {
    const encoded = encodeBase64Url(new Uint8Array(150_000).fill(0xa5));
    for (const at of [0, 1, 2, 3, 65_535, 65_536, 65_537, 131_072, encoded.length - 1]) {
      for (const wrong of ["!", "=", "\u0141"]) {
        if (wrong === "=" && at === encoded.length - 1) continue;
        expect(decode(encoded.slice(0, at) + wrong + encoded.slice(at + 1))).toBeUndefined();
      }
    }
  });
});

test("strict: only the alphabet of Gmail", () => {
  const strict = (encoded: string) => decodeBase64Url(encoded, { strict: true });
  expect(strict("U3ViamVjdDogaGk+Pj8=")).toBeUndefined();
  expect(strict("U3ViamVjdDogaGk-Pj8/")).toBeUndefined();
  expect(strict("U3ViamVjdDogaGk-Pj8=")).toEqual(latin1("Subject: hi>>?"));
  expect(strict("U3ViamVjdDogaGk-Pj8")).toEqual(latin1("Subject: hi>>?"));
  expect(decodeBase64Url("+/8=", { strict: false })).toEqual(latin1("\xfb\xff"));
});

test.each([65_535, 65_536, 65_537, 65_538, 49_152, 98_304, 300_001])(
  "%d bytes, in strokes and wrapped",
  (size) => {
    const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 7919 + (i >> 6)) & 255);
    const whole = encodeBase64Url(bytes);
    const wrapped = whole.replace(/.{76}/g, "$&\r\n");
    for (const encoded of [whole, whole.replace(/=+$/, ""), wrapped, `x${whole}`.slice(1)]) {
      expect(Buffer.compare(decodeBase64Url(encoded) ?? new Uint8Array(), bytes)).toBe(0);
    }
    expect(Buffer.compare(decodeBase64UrlPortable(wrapped) ?? new Uint8Array(), bytes)).toBe(0);
  },
);
