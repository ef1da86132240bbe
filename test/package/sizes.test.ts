/** How much an import brings into a page or worker: each number has its bound, and none grows unseen. */

import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { measureSizes, type Sizes, sizeTables } from "../../bench/sizes.js";

const KB = 1024;
let sizes: Sizes;
beforeAll(async () => {
  sizes = await measureSizes();
});

// What reads and writes mail, without tables. Twenty kilobytes were hoped for; they do not hold it. Rendering a
// payload comes near. What builds or reads a whole mail has the grammars of addresses, ids, dates and parameters,
// the charsets that need code beside their tables, and the limits and refusals of each.
test.each([
  ["{ mimeToPayload }", 24],
  ["{ buildRaw }", 39],
  ["{ parsePayload }", 40],
  ["*", 78],
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

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

test("the README's tables are right to a kilobyte", () => {
  const numbersOf = (row: string): number[] => (row.match(/[\d.]+(?= KB)/g) ?? []).map(Number);
  const wanted = sizeTables(sizes).filter((row) => numbersOf(row).length > 0);
  const labelOf = (row: string): string => row.split(" | ")[0] ?? "";
  for (const row of wanted) {
    const told = readme.split("\n").find((line) => line.startsWith(`${labelOf(row)} |`));
    expect([labelOf(row), told === undefined ? "missing: npm run sizes" : numbersOf(told).length]).toEqual([
      labelOf(row),
      numbersOf(row).length,
    ]);
    numbersOf(told ?? "").forEach((number, at) => {
      expect([row, Math.abs(number - (numbersOf(row)[at] as number)) <= 1]).toEqual([row, true]);
    });
  }
});
