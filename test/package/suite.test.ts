/** Every test of the library can run on every runtime, or is left out by name, with its reason. */

import { expect, test } from "vitest";
import { readSuite } from "../runtimes/suite.js";

test("the suite of all runtimes is whole", () => {
  const { files, leftOut } = readSuite("");
  expect(files.length).toBeGreaterThan(80);
  expect(files).toContain("unit/codec/charset.test.ts");
  expect(files).toContain("runtimes/same-mail.test.ts");
  for (const [file, reason] of leftOut) expect([file, reason]).toEqual([file, expect.stringMatching(/\w/)]);
});
