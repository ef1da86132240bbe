import fc from "fast-check";
import { expect, test } from "vitest";
import { childrenOf } from "../../src/entity/walk.js";
import { findEntity, formatEntity, parseEntity, replacePart, walkEntity } from "../../src/index.js";
import { text } from "../support/bytes.js";
import { anyMail } from "../support/mail-like.js";
import { runs } from "../support/runs.js";

test("law 2: formatEntity(parseEntity(b)) is b for any bytes", () => {
  fc.assert(
    fc.property(anyMail, (bytes) => {
      expect(text(formatEntity(parseEntity(bytes)))).toBe(text(bytes));
    }),
    runs(2000),
  );
});

test("law 2: the nodes lie inside each other, in order, each in its own range", () => {
  fc.assert(
    fc.property(anyMail, (bytes) => {
      for (const { entity } of walkEntity(parseEntity(bytes))) {
        const whole = text(formatEntity(entity));
        let from = 0;
        for (const child of childrenOf(entity)) {
          const part = text(formatEntity(child));
          const at = whole.indexOf(part, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + part.length;
        }
        if (entity.kind === "leaf") expect(whole.endsWith(text(entity.content as Uint8Array))).toBe(true);
        if (entity.kind === "message") expect(whole.endsWith(text(formatEntity(entity.message)))).toBe(true);
      }
    }),
    runs(1000),
  );
});

test("law 2: replacing a part by itself changes nothing", () => {
  fc.assert(
    fc.property(anyMail, (bytes) => {
      const root = parseEntity(bytes);
      for (const { entity, partId } of walkEntity(root)) {
        expect(findEntity(root, partId)).toBe(entity);
        expect(replacePart(root, partId, entity)).toBe(root);
        // The same part as one without memory of the tree around it: its bytes come back all the same.
        const again = replacePart(root, partId, parseEntity(formatEntity(entity)));
        expect(text(formatEntity(again))).toBe(text(bytes));
      }
    }),
    runs(1000),
  );
});

test("reading what was written gives the same tree", () => {
  fc.assert(
    fc.property(anyMail, (bytes) => {
      const root = parseEntity(bytes);
      expect(parseEntity(formatEntity(root))).toEqual(root);
    }),
    runs(500),
  );
});
