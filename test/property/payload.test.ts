import fc from "fast-check";
import { expect, test } from "vitest";
import { findEntity, mimeToPayload, parseEntity, payloadToMime, walkParts } from "../../src/index.js";
import { anyBytes, anyMail, mailLikeRegular } from "../support/mail-like.js";
import { contentsOf, payloadDifferences } from "../support/payload-differences.js";
import { runs } from "../support/runs.js";

test("law 5: mimeToPayload(payloadToMime(p)) is p", () => {
  // Not lines glued by bare CR: raw 8-bit bytes inside an RFC 2231 value are shown, but no header we write can say them.
  fc.assert(
    fc.property(fc.oneof(mailLikeRegular, anyBytes), (bytes) => {
      const payload = mimeToPayload(bytes);
      const contents = contentsOf(bytes);
      const again = mimeToPayload(payloadToMime(payload, { content: contents }));
      expect(payloadDifferences(payload, again, contents)).toEqual([]);
    }),
    runs(2000),
  );
});

test("law 7: part ids are unique, dotted, and name the same part in the payload and in the tree", () => {
  fc.assert(
    fc.property(anyMail, (bytes) => {
      const root = parseEntity(bytes);
      const ids = new Set<string>();
      for (const part of walkParts(mimeToPayload(bytes))) {
        expect(part.partId).toMatch(/^(\d+(\.\d+)*)?$/);
        expect(ids.has(part.partId)).toBe(false);
        ids.add(part.partId);
        const parent = part.partId.slice(0, Math.max(0, part.partId.lastIndexOf(".")));
        const entity = findEntity(root, part.partId);
        // Only payloads have the text child of a message/delivery-status.
        if (entity === undefined) expect(findEntity(root, parent)?.kind).toBe("leaf");
      }
    }),
    runs(500),
  );
});

test("law 8: metadata is the head of full", () => {
  fc.assert(
    fc.property(anyMail, (bytes) => {
      const { mimeType, headers } = mimeToPayload(bytes);
      const metadata = mimeToPayload(bytes, { format: "metadata" });
      expect(Object.keys(metadata)).toEqual(["mimeType", "headers"]);
      expect(metadata.headers.length).toBeGreaterThanOrEqual(headers.length);
      if (mimeType.startsWith("text/")) expect(metadata.mimeType).toBe(mimeType);
    }),
    runs(500),
  );
});
