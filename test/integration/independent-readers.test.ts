import fc from "fast-check";
import { expect, test } from "vitest";
import { disagreements } from "../support/independent-readers.js";
import { sampleMail } from "../support/mail-arbitrary.js";

test("mailparser and postal-mime read of a built mail what was meant, but for their known faults", async () => {
  await fc.assert(
    fc.asyncProperty(sampleMail, async (sample) => {
      expect(await disagreements(sample)).toEqual([]);
    }),
    { numRuns: 250 },
  );
});
