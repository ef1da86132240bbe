/** Every exported function called with every kind of wrong argument, whole and nested: only an answer comes out, or a MimeError its docstring names. */

import { describe, expect, test } from "vitest";
import * as face from "../../../src/index.js";
import { documentedCodes } from "../../support/docstrings.js";
import { type Call, misuse } from "../../support/wrong-use.js";
import { wrongValues } from "../../support/wrong-values.js";
import { callsOfGmail } from "./calls-of-gmail.js";
import { callsOfHub } from "./calls-of-hub.js";
import { callsOfMail } from "./calls-of-mail.js";

const rows: Readonly<Record<string, readonly Call[]>> = { ...callsOfHub, ...callsOfGmail, ...callsOfMail };

/** All but the one class, whose constructor is that of every Error. */
const functions = Object.keys(face).filter((name) => name !== "MimeError");

test("every exported function has a row, and no row is of another name", () => {
  expect(Object.keys(rows).sort()).toEqual(functions.sort());
});

test("there are at least 60 kinds of wrong values, no two of one name", () => {
  expect(wrongValues.length).toBeGreaterThanOrEqual(60);
  expect(new Set(wrongValues.map(({ name }) => name)).size).toBe(wrongValues.length);
});

describe.each(functions)("%s", (name) => {
  const use = Reflect.get(face, name) as (...given: readonly unknown[]) => unknown;
  test.each(rows[name]?.map((call, n) => ({ n, call })) ?? [])("call $n", ({ call }) => {
    expect(misuse(use, call, documentedCodes(name))).toEqual([]);
  });
});
