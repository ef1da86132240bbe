import fc from "fast-check";
import { expect, test } from "vitest";
import { formatEntity, parseEntity } from "../../src/index.js";
import { latin1 } from "../support/bytes.js";
import { expectLossless, expectReplaceable } from "../support/laws.js";
import { anyMail } from "../support/mail-like.js";

test("law 2: formatEntity(parseEntity(b)) is b for any bytes, made up of its nodes and their gaps", () => {
  fc.assert(fc.property(anyMail, expectLossless), { numRuns: 2000 });
});

test("law 2: replacing a part by itself changes nothing", () => {
  fc.assert(fc.property(anyMail, expectReplaceable), { numRuns: 1000 });
});

test("reading what was written gives the same tree", () => {
  fc.assert(
    fc.property(anyMail, (bytes) => {
      const root = parseEntity(bytes);
      expect(parseEntity(formatEntity(root))).toEqual(root);
    }),
    { numRuns: 500 },
  );
});

/** Counterexamples the properties found. */
test.each([
  "Content-Type: message/rfc822\r\n",
  "Content-Type: multipart/digest; boundary==_1\r\n--=_1",
  "--B\r\nContent-Type: multipart/digest; boundary=B",
  "--B\n\r",
])("law 2 holds for %j", (source) => {
  expectLossless(latin1(source));
  expectReplaceable(latin1(source));
});
