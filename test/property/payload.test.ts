import fc from "fast-check";
import { expect, test } from "vitest";
import { mimeToPayload } from "../../src/index.js";
import { latin1 } from "../support/bytes.js";
import { expectPartIds, expectPayloadReturns } from "../support/laws.js";
import { anyBytes, anyMail, mailLikeRegular } from "../support/mail-like.js";
import { expectTrueSizes } from "../support/payload-form.js";

test("law 5: mimeToPayload(payloadToMime(p)) is p", () => {
  // Not lines glued by bare CR: raw 8-bit bytes inside an RFC 2231 value are shown, but no header we write can say them.
  fc.assert(fc.property(fc.oneof(mailLikeRegular, anyBytes), expectPayloadReturns), { numRuns: 2000 });
});

test("law 7: part ids are unique, dotted, and name the same part in the payload and in the tree", () => {
  fc.assert(fc.property(anyMail, expectPartIds), { numRuns: 500 });
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
    { numRuns: 500 },
  );
});

/** Counterexamples the properties found. */
test.each([
  "\r\ncaf\xe9\r\n",
  "Content-Type: text\r\n\r\nFrom: \xc3\xa9",
  "Content-Type: text/html; charset=utf-8\r\n\r\ncaf\xe9",
  "Content-Type: multipart/digest; boundary=B\r\n\r\n--B\r\nContent-Transfer-Encoding: quoted-printable\r\n",
  "Content-Type: multipart/mixedSubject:=?utf-8?Q?caf=C3=A9?=\r\n x\r\n",
  "Content-Type: multipart/mixed\x1b$B%F\x1b(B\r\n",
  'Content-Disposition: attachment; filename="a\\"b"caf\xc3\xa9\r\n',
  `Content-Disposition: attachment; filename=a.txt${"a".repeat(1100)}\r\n`,
  `Content-Disposition: attachment; filename="a\\"b"${"a".repeat(1100)}\r\n`,
  "Content-Disposition: attachment; filename=a.txt\rSubject:   \r\n x",
  `${"a".repeat(1100)}From: \r\n`,
  'Content-Type: multipart/mixed; boundary="a=?b"\r\n\r\n--a=?b\r\n\r\nx\r\n--a=?b--\r\n',
  "Content-Type: text/plain; charset=iso-2022-jp\r\n\r\nx",
  "Content-Type: message/rfc822; name=a.eml\r\r--B\rtext",
  "Content-Type: message/rfc822; name=a.eml\r\n\r\n\r\ncaf\xe9",
  "Content-Transfer-Encoding:\n\n\xe9",
  "Content-Type:;charset*=\n\n\xe9",
  'Content-Type:;charset=";=\n\n\xe9',
  "Content-Type:;charset\xe9\n\n\xe9",
  'Content-Type:;charset=""g\n\n\xd6',
  "Content-Type:e/g name\xe9",
  `Content-Type:multipart/d;boundary="${"a".repeat(66)}=?"\xe9\n\n--${"a".repeat(66)}=?`,
  "Content-Type:n/o;name=d; name*=''e",
  "Content-Type:n/o;name=d; name*=''",
  "Content-Disposition: attachment; filename=d; filename*=''e",
  "Content-Type:t/p name==?UTF8?q?=22?=",
  'Content-Type:t/p; name="=?UTF8?q?a=22b?="',
  `Content-Type: application/pdf;${" ".repeat(900)}name=a.pdf\n\nx`,
])("law 5 holds for %j", (source) => {
  expectPayloadReturns(latin1(source));
});

test("the text of a delivery-status that is no UTF-8 is that of its child", () => {
  expectTrueSizes(latin1("Content-Type:message/delivery-status\n\n\n\xe9"));
});
