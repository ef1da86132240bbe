/** The docstrings keep their word: their examples run, their claims hold, and the public ones say all they owe. */

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as face from "../../src/index.js";
import { docstringExamples } from "../support/docstring-examples.js";
import { documentedCodes, linksOf, publicDocstring, publicNames, tagsOf } from "../support/docstrings.js";
import { ROOT, runExample } from "../support/examples.js";

describe("examples", async () => {
  const examples = await docstringExamples();
  test("there are some", () => expect(examples.length).toBeGreaterThan(100));
  test.each(examples)("$name", (example) => runExample(example));

  test.each([
    ["that claims nothing", "1 + 1;"],
    ["whose claim is wrong", "1 + 1; // => 3"],
    ["whose claim on the next line is wrong", "1 + 1;\n// => 3"],
    ["with a claim behind nothing", "1 + 1; // => 2\n\n// => 3"],
    ["that throws", "null.x; // => undefined"],
  ])("one %s fails", async (name, code) => {
    await expect(runExample({ path: "README.md", name, code })).rejects.toThrow();
  });
});

describe("a public function", () => {
  const errors = readFileSync(new URL("src/errors.ts", ROOT), "utf8").split("export class")[0] ?? "";
  const functions = Object.keys(face).filter((name) => name !== "MimeError");

  test.each(functions)("%s has an example, its errors, a way on, and a rule it keeps", (name) => {
    const docstring = publicDocstring(name);
    expect(docstring.text).toMatch(/^(?:[A-Z][a-z]+s|Whether) /); // a verb, and what turns into what
    expect(tagsOf(docstring, "example")).not.toEqual([]);
    const codes = [...documentedCodes(name)];
    if (!docstring.text.includes("Throws nothing.")) expect(codes).not.toEqual([]);
    expect(codes.filter((code) => !errors.includes(`| "${code}"`))).toEqual([]);
    const links = linksOf(tagsOf(docstring, "see").join());
    expect(links).not.toEqual([]);
    expect(links.filter((link) => !publicNames.has(link))).toEqual([]);
    expect(docstring.text).toMatch(/RFC \d+|Gmail rules? \d+/);
  });
});
