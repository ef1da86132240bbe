/** Every example of the README and of the docstrings is TypeScript the compiler accepts: one program for all. */

import { expect, test } from "vitest";
import { complaints } from "../support/compile.js";
import { docstringExamples } from "../support/docstring-examples.js";
import { readmeExamples } from "../support/examples.js";

const wrong = {
  path: "README.md",
  name: "a call that is wrong",
  code: 'import { buildRaw } from "gmail-mime";\nbuildRaw({ subject: 1 });\n',
};

test("the compiler accepts every example, and refuses one that is wrong", async () => {
  const examples = [...readmeExamples, ...(await docstringExamples())];
  expect(examples.length).toBeGreaterThan(100);
  const { [wrong.name]: refused, ...others } = complaints([wrong, ...examples]);
  expect(refused).toEqual(["Type 'number' is not assignable to type 'string'."]);
  expect(others).toEqual({});
});
