/** Base64 where no WebAssembly is, or none may be compiled: the library is loaded anew, so that it finds none. */

import { afterEach, describe, expect, test, vi } from "vitest";
import { encodeBase64LinesPortable } from "../../../src/codec/base64.js";
import { text } from "../../support/bytes.js";

/** Every byte beside many others. */
const bytesOf = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i * 2654435761) >>> (i % 24));

describe.each([100_000, 131_071, 131_072, 57 * 2300, 57 * 2300 + 1, 57 * 2300 + 2, 400_001])(
  "%i bytes",
  (length) => {
    const expected = text(encodeBase64LinesPortable(bytesOf(length)));
    afterEach(() => {
      vi.unstubAllGlobals();
      vi.resetModules();
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
    ])("are encoded as by the portable path where %s", async (_, webAssembly) => {
      vi.stubGlobal("WebAssembly", webAssembly);
      vi.resetModules();
      const elsewhere = await import("../../../src/codec/base64.js");
      const kernel = await import("../../../src/codec/base64-kernel.js");
      expect(kernel.writeLinesBySimd(bytesOf(length), new Uint8Array(2 * length), 0)).toBe(0);
      expect(text(elsewhere.encodeBase64Lines(bytesOf(length))) === expected).toBe(true);
    });
  },
);
