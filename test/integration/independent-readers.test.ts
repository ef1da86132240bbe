import fc from "fast-check";
import { expect, test } from "vitest";
import { inquire } from "../support/independent-readers.js";
import { sampleMail } from "../support/mail-arbitrary.js";

test("mailparser and postal-mime read of a built mail what was meant, but for their known faults", async () => {
  const asked = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(sampleMail, async (sample) => {
      const inquiry = await inquire(sample);
      expect(inquiry.disagreements).toEqual([]);
      for (const what of inquiry.asked) asked.set(what, (asked.get(what) ?? 0) + 1);
    }),
    { numRuns: 250 },
  );
  // Their faults may not leave next to nothing to ask.
  for (const what of ["subject", "people", "text", "html", "file"]) {
    expect(asked.get(what), what).toBeGreaterThan(250);
  }
});
