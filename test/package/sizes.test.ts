/** How much an import brings into a page or worker: each number has its bound, and none grows unseen. */

import { beforeAll, expect, test } from "vitest";
import { measureSizes, type Sizes } from "../../bench/sizes.js";

const KB = 1024;
let sizes: Sizes;
beforeAll(async () => {
  sizes = await measureSizes();
});

// What reads and writes mail, without tables. Twenty kilobytes were hoped for: rendering a payload keeps to them;
// what builds or reads a whole mail needs the grammars of addresses, ids, dates and parameters, and does not.
test.each([
  ["{ mimeToPayload }", 20],
  ["{ buildRaw }", 35],
  ["{ parsePayload }", 36],
  ["*", 73],
])("%s: at most %i KB without the static tables", (imported, bound) => {
  const found = sizes.imports.find((size) => size.imported === imported);
  expect(found?.code).toBeGreaterThan(0);
  expect(found?.code).toBeLessThanOrEqual(bound * KB);
});

test("what is imported alone is smaller than everything", () => {
  const everything = sizes.imports.find(({ imported }) => imported === "*")?.whole ?? 0;
  for (const { imported, whole } of sizes.imports) {
    if (imported !== "*") expect([imported, whole < everything - 40 * KB]).toEqual([imported, true]);
  }
});

test("the tables: charsets at most 200 KB, media types at most 18 KB", () => {
  expect(sizes.tables.charsets).toBeGreaterThan(100 * KB);
  expect(sizes.tables.charsets).toBeLessThanOrEqual(200 * KB);
  expect(sizes.tables.mediaTypes).toBeGreaterThan(5 * KB);
  expect(sizes.tables.mediaTypes).toBeLessThanOrEqual(18 * KB);
});

test("gmail-mime/lite: everything in less than 25 KB", () => {
  expect(sizes.lite).toBeGreaterThan(15 * KB);
  expect(sizes.lite).toBeLessThan(25 * KB);
});
