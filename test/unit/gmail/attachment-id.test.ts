import { expect, test } from "vitest";
import { type AttachmentKey, formatAttachmentId, parseAttachmentId } from "../../../src/index.js";

const keys: AttachmentKey[] = [
  { partId: "" },
  { partId: "0" },
  { partId: "1.0.12" },
  { messageId: "18c0ffee", partId: "0.1" },
  { messageId: "", partId: "0" },
  { messageId: "a:b é \u0000", partId: "" },
  { messageId: "x".repeat(500), partId: `0${".1".repeat(500)}` },
];
test.each(keys)("$messageId, $partId", (key) => {
  const id = formatAttachmentId(key);
  expect(id).toMatch(/^[A-Za-z0-9_-]+$/);
  expect(parseAttachmentId(id)).toEqual(key);
});

test("a message id that is undefined is none", () => {
  expect(formatAttachmentId({ messageId: undefined, partId: "1" })).toBe(formatAttachmentId({ partId: "1" }));
});

test("different parts have different ids", () => {
  expect(new Set(keys.map(formatAttachmentId)).size).toBe(keys.length);
});

test.each(["0.", ".0", "a", "0 ", "-1", "0:1", "0.0a", "\u0660"])("%j is no partId", (partId) => {
  const format = () => formatAttachmentId({ partId });
  expect(format).toThrow(expect.objectContaining({ name: "MimeError", code: "input-invalid" }));
});

test.each([undefined, null, 1, "0", {}, [], { partId: 1 }, { partId: null }, { partId: "0", messageId: 5 }])(
  "%o is no key",
  (key) => {
    const format = () => formatAttachmentId(key as unknown as AttachmentKey);
    expect(format).toThrow(expect.objectContaining({ name: "MimeError", code: "input-invalid" }));
  },
);

const own = formatAttachmentId({ messageId: "18c0", partId: "0.1" });
const strangers: unknown[] = [
  "",
  "ANGjdJ8x",
  "someone else's",
  `${own}!`,
  `x${own}`,
  `${own.slice(0, 4)}____`,
  "ANGj8J-YgA",
  undefined,
  null,
  5,
  {},
  [own],
];
test.each(strangers)("%o is no id of ours", (id) => {
  expect(parseAttachmentId(id as string)).toBeUndefined();
});
