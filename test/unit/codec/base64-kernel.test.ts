import { describe, expect, test } from "vitest";
import { WebAssembly } from "../../../src/bytes/runtime.js";
import { encodeBase64Lines, encodeBase64LinesPortable } from "../../../src/codec/base64.js";
import { writeLinesBySimd } from "../../../src/codec/base64-kernel.js";
import { text } from "../../support/bytes.js";

const STROKE = 57 * 840;

/** Every byte beside many others. */
const bytesOf = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i * 2654435761) >>> (i % 24));

/** Workers may refuse to compile: nothing is written by SIMD there. */
const compiles = ((): boolean => {
  try {
    return (
      WebAssembly !== undefined &&
      Boolean(new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)))
    );
  } catch {
    return false;
  }
})();

describe("lines written by SIMD", () => {
  test.each([0, 1, 57, 58, 114, 115, 5700, STROKE, STROKE + 1, STROKE + 57, STROKE + 58, 3 * STROKE + 99])(
    "all but the last of %i bytes are those of the portable path",
    (length) => {
      const target = new Uint8Array(10 + 2 * length).fill(7);
      const lines = writeLinesBySimd(bytesOf(length), target, 9);
      expect(lines).toBe(compiles ? Math.max(0, Math.ceil(length / 57) - 1) : 0);
      const expected = text(encodeBase64LinesPortable(bytesOf(length))).slice(0, 78 * lines);
      expect(text(target.subarray(9, 9 + 78 * lines)) === expected).toBe(true);
      expect([target[8], target[9 + 78 * lines]]).toEqual([7, 7]); // nothing around them is touched
    },
  );
});

test.each([100_000, 131_071, 131_072, 57 * 2300, 57 * 2300 + 1, 57 * 2300 + 2, 400_001])(
  "%i bytes are encoded as by the portable path",
  (length) => {
    const expected = text(encodeBase64LinesPortable(bytesOf(length)));
    expect(text(encodeBase64Lines(bytesOf(length))) === expected).toBe(true);
  },
);
