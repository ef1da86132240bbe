import { afterEach, describe, expect, test, vi } from "vitest";
import { encodeBase64Lines, encodeBase64LinesPortable } from "../../../src/codec/base64.js";
import { writeLinesBySimd } from "../../../src/codec/base64-kernel.js";
import { text } from "../../support/bytes.js";

const STROKE = 57 * 840;

/** Every byte beside many others. */
const bytesOf = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i * 2654435761) >>> (i % 24));

describe("lines written by SIMD", () => {
  test.each([0, 1, 57, 58, 114, 115, 5700, STROKE, STROKE + 1, STROKE + 57, STROKE + 58, 3 * STROKE + 99])(
    "all but the last of %i bytes are those of the portable path",
    (length) => {
      const target = new Uint8Array(10 + 2 * length).fill(7);
      const lines = writeLinesBySimd(bytesOf(length), target, 9);
      expect(lines).toBe(Math.max(0, Math.ceil(length / 57) - 1));
      const expected = text(encodeBase64LinesPortable(bytesOf(length))).slice(0, 78 * lines);
      expect(text(target.subarray(9, 9 + 78 * lines)) === expected).toBe(true);
      expect([target[8], target[9 + 78 * lines]]).toEqual([7, 7]); // nothing around them is touched
    },
  );
});

describe.each([100_000, 131_071, 131_072, 57 * 2300, 57 * 2300 + 1, 57 * 2300 + 2, 400_001])(
  "%i bytes",
  (length) => {
    const expected = text(encodeBase64LinesPortable(bytesOf(length)));
    afterEach(() => {
      vi.unstubAllGlobals();
      vi.resetModules();
    });

    test("are encoded as by the portable path", () => {
      expect(text(encodeBase64Lines(bytesOf(length))) === expected).toBe(true);
    });

    test.each([
      ["there is no WebAssembly", undefined],
      [
        "it may not be compiled",
        {
          Module: class {
            constructor() {
              throw new EvalError("Refused to compile");
            }
          },
        },
      ],
    ])("and where %s", async (_, webAssembly) => {
      vi.stubGlobal("WebAssembly", webAssembly);
      vi.resetModules();
      const elsewhere = await import("../../../src/codec/base64.js");
      const kernel = await import("../../../src/codec/base64-kernel.js");
      expect(kernel.writeLinesBySimd(bytesOf(length), new Uint8Array(2 * length), 0)).toBe(0);
      expect(text(elsewhere.encodeBase64Lines(bytesOf(length))) === expected).toBe(true);
    });
  },
);
