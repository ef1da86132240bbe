import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeCharset, encodeCharset, isAsciiCompatible } from "../../src/codec/charset.js";
import { CHARSET_NAMES } from "../../src/codec/charset-labels.js";

const names = fc.constantFrom(...CHARSET_NAMES);
const text = fc.string({ unit: "binary" });
/** Bytes that reach the deeper states: escapes, shifts, lead bytes. */
const bytes = fc.oneof(
  fc.uint8Array(),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(0x1b, 0x24, 0x28, 0x42, 0x44, 0x49, 0x0e, 0x0f, 0x7e, 0x7b, 0x2b, 0x81, 0x30, 0x8f),
        fc.nat(255),
      ),
    )
    .map((codes) => Uint8Array.from(codes)),
);

test("decode(encode(text)) = text, where a charset holds it", () => {
  fc.assert(
    fc.property(text, names, (value, name) => {
      const encoded = encodeCharset(value, name);
      if (encoded !== undefined)
        expect(decodeCharset(encoded, name)).toBe(value.replace(/\p{Surrogate}/gu, "\ufffd"));
    }),
    { numRuns: 3000 },
  );
});

test("the forms of Unicode hold every text", () => {
  const forms = [
    "utf-8",
    "utf-16",
    "utf-16le",
    "utf-16be",
    "utf-32",
    "utf-32le",
    "utf-32be",
    "utf-7",
    "gb18030",
  ];
  fc.assert(
    fc.property(
      fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) }),
      fc.constantFrom(...forms),
      (value, name) => {
        const encoded = encodeCharset(value, name);
        if (name === "gb18030" && value.includes("\ue5e5")) return expect(encoded).toBeUndefined();
        expect(encoded).toBeDefined();
        expect(decodeCharset(encoded ?? new Uint8Array(), name)).toBe(
          value.replace(/\p{Surrogate}/gu, "\ufffd"),
        );
      },
    ),
    { numRuns: 3000 },
  );
});

test("any bytes under any label give well-formed text, and each defect at most once", () => {
  fc.assert(
    fc.property(bytes, fc.oneof(names, fc.string(), fc.constant(undefined)), (value, label) => {
      const before = value.slice();
      const codes: string[] = [];
      const decoded = decodeCharset(value, label, (code) => codes.push(code));
      expect(/\p{Surrogate}/u.test(decoded)).toBe(false);
      expect(new Set(codes).size).toBe(codes.length);
      expect(value).toEqual(before);
      if (decoded.includes("\ufffd") && label === "koi8-r") expect(codes).toEqual(["charset-malformed"]);
    }),
    { numRuns: 5000 },
  );
});

test("what was decoded whole, and is held, is decoded the same again", () => {
  fc.assert(
    fc.property(bytes, names, (value, name) => {
      const decoded = decodeCharset(value, name);
      const encoded = encodeCharset(decoded, name);
      if (encoded !== undefined) expect(decodeCharset(encoded, name)).toBe(decoded);
    }),
    { numRuns: 3000 },
  );
});

test("ASCII stays as it is where it is said to", () => {
  const asciiText = fc.string({ unit: fc.nat(0x7f).map((code) => String.fromCharCode(code)) });
  fc.assert(
    fc.property(asciiText, fc.oneof(names, fc.string()), (value, label) => {
      if (isAsciiCompatible(label))
        expect(decodeCharset(Uint8Array.from(Buffer.from(value)), label)).toBe(value);
    }),
  );
});

describe("time grows with the text only", () => {
  const floods = {
    escapes: [0x1b],
    designations: [0x1b, 0x24, 0x42, 0x1b, 0x24, 0x41],
    shifts: [0x0e, 0x0f],
    pluses: [0x2b],
    leads: [0x81],
    "four bytes": [0x81, 0x30, 0x81],
    tildes: [0x7e],
  };
  test.each(Object.entries(floods))("%s", (_, pattern) => {
    const flood = Uint8Array.from({ length: 200_000 }, (_, at) => pattern[at % pattern.length] as number);
    for (const name of CHARSET_NAMES) {
      const started = performance.now();
      decodeCharset(flood, name);
      expect(performance.now() - started).toBeLessThan(2_000);
    }
  });
});
