import fc from "fast-check";
import { expect, test } from "vitest";
import {
  appendField,
  type Entity,
  findEntity,
  formatEntity,
  MimeError,
  parseEntity,
  prependField,
  removeFields,
  removePart,
  replacePart,
  setField,
  walkEntity,
} from "../../src/index.js";
import { text } from "../support/bytes.js";
import { anyMail } from "../support/mail-like.js";
import { runs } from "../support/runs.js";

/** The bytes that both ends of two texts share, without overlap. */
function untouched(before: string, after: string): number {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return start + end;
}

const partOf = (root: Entity, pick: number): string => {
  const ids = [...walkEntity(root)].map(({ partId }) => partId);
  return ids[pick % ids.length] as string;
};

test("law 3: a field that is set adds its own line and changes nothing else", () => {
  fc.assert(
    fc.property(anyMail, fc.nat(), fc.constantFrom("v", "é ✓", ""), (bytes, pick, value) => {
      const root = parseEntity(bytes);
      const id = partOf(root, pick);
      const part = findEntity(root, id) as Entity;
      for (const edit of [setField, appendField, prependField]) {
        const after = text(formatEntity(replacePart(root, id, edit(part, "X-New", value))));
        expect(untouched(text(bytes), after)).toBe(bytes.length);
        const read = findEntity(parseEntity(after), id);
        expect(read?.fields.some(({ name }) => name === "X-New")).toBe(true);
      }
      const back = removeFields(setField(part, "X-New", value), "x-new");
      const restored = text(formatEntity(replacePart(root, id, back)));
      if (restored === text(bytes)) return;
      // Headers that broke off have got the line ends they lacked.
      expect(restored.replace(/[\r\n]/g, "")).toBe(text(bytes).replace(/[\r\n]/g, ""));
      expect(restored.length - bytes.length).toBeLessThanOrEqual(6);
    }),
    runs(1000),
  );
});

test("law 3: a part that is removed takes its delimiter line along and nothing else", () => {
  fc.assert(
    fc.property(anyMail, fc.nat(), (bytes, pick) => {
      const root = parseEntity(bytes);
      const id = partOf(root, pick);
      const before = text(bytes);
      let after: string;
      try {
        after = text(formatEntity(removePart(root, id)));
      } catch (error) {
        expect((error as MimeError).code).toBe("part-fixed");
        return;
      }
      expect(untouched(before, after)).toBe(after.length);
      const part = text(formatEntity(findEntity(root, id) as Entity));
      const cut = before.length - after.length;
      expect(cut).toBeGreaterThan(part.length);
      const parent = id.includes(".") ? id.slice(0, id.lastIndexOf(".")) : "";
      const siblings = (findEntity(root, parent) as Entity & { kind: "multipart" }).parts.length;
      const left = findEntity(parseEntity(after), parent) as Entity & { kind: "multipart" };
      expect(left.parts.length).toBe(siblings - 1);
    }),
    runs(1000),
  );
});

test("an edit never throws anything but MimeError", () => {
  const names = fc.constantFrom("Subject", "To", "Content-Type", "content-transfer-encoding", "X\r\nY", "");
  const values = fc.constantFrom("multipart/mixed; boundary=B", "base64", "a@b", "é <a@b>", "x\ny", "\ud800");
  fc.assert(
    fc.property(anyMail, fc.nat(), names, values, (bytes, pick, name, value) => {
      const root = parseEntity(bytes);
      const id = partOf(root, pick);
      try {
        formatEntity(replacePart(root, id, setField(findEntity(root, id) as Entity, name, value)));
      } catch (error) {
        expect(error).toBeInstanceOf(MimeError);
      }
    }),
    runs(1000),
  );
});
