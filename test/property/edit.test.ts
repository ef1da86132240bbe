import fc from "fast-check";
import { test } from "vitest";
import {
  type Entity,
  findEntity,
  formatEntity,
  parseEntity,
  replacePart,
  setField,
} from "../../src/index.js";
import { latin1 } from "../support/bytes.js";
import { expectEditable, expectOnlyMimeError, expectRemovable, partIdAt } from "../support/laws.js";
import { anyMail } from "../support/mail-like.js";

test("law 3: a field that is set adds its own line and changes nothing else", () => {
  const values = fc.constantFrom("v", "é ✓", "");
  fc.assert(fc.property(anyMail, fc.nat(), values, expectEditable), { numRuns: 1000 });
});

test("law 3: a part that is removed takes its delimiter line along and nothing else", () => {
  fc.assert(fc.property(anyMail, fc.nat(), expectRemovable), { numRuns: 1000 });
});

test("law 8: an edit throws nothing but MimeError", () => {
  const names = fc.constantFrom("Subject", "To", "Content-Type", "content-transfer-encoding", "X\r\nY", "");
  const values = fc.constantFrom("multipart/mixed; boundary=B", "base64", "a@b", "é <a@b>", "x\ny", "\ud800");
  fc.assert(
    fc.property(anyMail, fc.nat(), names, values, (bytes, pick, name, value) => {
      const root = parseEntity(bytes);
      const id = partIdAt(root, pick);
      expectOnlyMimeError(() =>
        formatEntity(replacePart(root, id, setField(findEntity(root, id) as Entity, name, value))),
      );
    }),
    { numRuns: 1000 },
  );
});

/** Counterexamples the properties found: source, and which of its parts is edited. */
const cases = [
  ["text\r\nContent-Disposition: attachment; filename=a.txt\r", 0],
  ["Content-Type: message/rfc822; name=a.eml\r", 1],
  ["Content-Type: message/rfc822; name=a.eml\r\n\r\nContent-Type: message/rfc822", 2],
  ['Content-Type: multipart/alternative;\r\n boundary="B"\r', 0],
  ['Content-Type: multipart/mixed; boundary="B-"\r\n--B-', 1],
  ["Content-Type: multipart/digest; boundary=B\r\n--B", 1],
  ["--B\n\r", 0],
] as const;
test.each(cases)("law 3 holds for %j, part %i", (source, pick) => {
  expectEditable(latin1(source), pick, "v");
  expectRemovable(latin1(source), pick);
});
