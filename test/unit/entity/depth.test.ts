/** Depth is a matter of length, not of the call stack: 10 000 levels, the limits raised. */

import { describe, expect, test } from "vitest";
import { findPath } from "../../../src/entity/walk.js";
import {
  defectsOf,
  type Entity,
  findEntity,
  formatEntity,
  mimeToPayload,
  parseEntity,
  removePart,
  replacePart,
  setField,
  walkEntity,
} from "../../../src/index.js";
import { latin1, text } from "../../support/bytes.js";

const DEPTH = 10_000;
const limits = { depth: Number.POSITIVE_INFINITY, parts: Number.POSITIVE_INFINITY };

/** None of them begins another. */
const boundary = (level: number): string => `b${String(level).padStart(5, "0")}`;

const messages = `${"Content-Type: message/rfc822\r\n\r\n".repeat(DEPTH)}X: y\r\n\r\nend`;
const open = Array.from(
  { length: DEPTH },
  (_, i) => `Content-Type: multipart/mixed; boundary=${boundary(i)}\r\n\r\n--${boundary(i)}\r\n`,
);
const close = Array.from({ length: DEPTH }, (_, i) => `\r\n--${boundary(DEPTH - 1 - i)}--`);
const multiparts = `${open.join("")}X: y\r\n\r\nend${close.join("")}`;
const unclosed = `${open.join("")}X: y\r\n\r\nend`;
const deepest = "0".concat(".0".repeat(DEPTH - 1));

describe.each([
  ["messages", messages],
  ["multiparts", multiparts],
  ["unclosed multiparts", unclosed],
])("%s, 10 000 deep", (_, source) => {
  const root = parseEntity(source, { limits });

  test("are read and written", () => {
    expect(text(formatEntity(root)) === source).toBe(true);
  });

  test("are walked, and their last part found", () => {
    let last = 0;
    for (const { depth } of walkEntity(root)) last = depth;
    expect(last).toBe(DEPTH);
    const part = findEntity(root, deepest);
    expect(part?.fields).toMatchObject([{ name: "X", value: "y" }]);
    expect(findPath(root, deepest)).toHaveLength(DEPTH + 1);
  });

  test("are edited", () => {
    const part = setField(findEntity(root, deepest) as Entity, "X", "z");
    const edited = text(formatEntity(replacePart(root, deepest, part)));
    expect(edited === source.replace("X: y", "X: z")).toBe(true);
  });

  test("tell their defects", () => {
    const codes = new Set(defectsOf(root).map(({ code }) => code));
    expect([...codes]).toEqual(source === unclosed ? ["delimiter-unclosed"] : []);
  });

  test("are no payload: that ends at 1 000 levels, the rest is a leaf", () => {
    let part = mimeToPayload(source, { limits });
    let depth = 0;
    for (let next = part.parts?.[0]; next !== undefined; next = part.parts?.[0]) {
      part = next;
      depth++;
    }
    expect(depth).toBe(1_000);
    expect(part.body.attachmentId).toBeDefined();
    expect(() => JSON.parse(JSON.stringify(part))).not.toThrow();
  });
});

test("a part is removed 10 000 levels down", () => {
  const without = text(formatEntity(removePart(parseEntity(multiparts, { limits }), deepest)));
  expect(multiparts.length - without.length).toBe(`--${boundary(DEPTH - 1)}\r\nX: y\r\n\r\nend\r\n`.length);
});

test("a tree made by hand is written 10 000 levels down", () => {
  let tree: Entity = { kind: "leaf", fields: [], content: latin1("end") };
  for (let i = 0; i < DEPTH; i++)
    tree = { kind: "message", fields: [{ name: "Content-Type", value: "message/rfc822" }], message: tree };
  expect(text(formatEntity(tree)) === messages.replace("X: y\r\n", "")).toBe(true);
});

test("by default a tree ends at 100 levels", () => {
  const depths = [...walkEntity(parseEntity(multiparts))].map(({ depth }) => depth);
  expect(Math.max(...depths)).toBe(100);
  expect(text(formatEntity(parseEntity(multiparts))) === multiparts).toBe(true);
});
