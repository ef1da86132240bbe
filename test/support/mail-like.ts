/** Arbitrary bytes that look like mail, broken in every way mail is: the fuel of the laws. */

import fc from "fast-check";
import { latin1 } from "./bytes.js";

const boundary = fc.constantFrom("B", "BB", "B-", "=_1", "a b");
const lineEnd = fc.constantFrom("\r\n", "\n", "\r", "\r\n", "\r\n", "");

const word = fc.constantFrom(
  "=?utf-8?Q?caf=C3=A9?=",
  "=?iso-8859-1?B?6Q==?=",
  "=?utf-8?B?4pyT?= =?utf-8?Q?x?=",
  "=?x?y?z?=",
  "=?",
  "?=",
  '"quoted, \\" name"',
  "plain",
  "\u00e9",
  "\u00c3\u00a9",
  "a@b.c",
  "<a@b.c>",
  ",",
  ";",
  "(comment",
  "\0",
  "\t",
  "   ",
  "x".repeat(90),
);

const value = fc.array(word, { maxLength: 6 }).map((words) => words.join(" "));
const folded = fc
  .array(fc.tuple(value, fc.constantFrom("\r\n ", "\r\n\t", "\r\n  ", "\n ", " \r\n \t")), { maxLength: 3 })
  .map((pieces) => pieces.flat().join(""));

const typeValue = fc.oneof(
  boundary.map((b) => `multipart/mixed; boundary="${b}"`),
  boundary.map((b) => `multipart/digest; boundary=${b}`),
  boundary.map((b) => `multipart/alternative;\r\n boundary="${b}"`),
  fc.constantFrom(
    "multipart/mixed",
    "message/rfc822",
    "message/delivery-status",
    "message/rfc822; name=a.eml",
    "text/plain",
    "text/plain; charset=iso-8859-1",
    "text/html; charset=utf-8",
    "text/plain; charset=iso-2022-jp",
    "text/plain; charset=utf-16le",
    "text/calendar",
    "text",
    "application/pdf; name*0=a; name*1=b.pdf",
    'application/pdf; name="=?utf-8?Q?=C3=A9?=.pdf"',
    "image/png",
  ),
);

const header = fc.oneof(
  typeValue.map((v) => `Content-Type: ${v}`),
  fc
    .constantFrom("7bit", "8bit", "base64", "quoted-printable", "x-uuencode", "BINARY (c)")
    .map((v) => `Content-Transfer-Encoding: ${v}`),
  fc
    .constantFrom(
      "attachment; filename=a.txt",
      "inline",
      "attachment; filename*=utf-8''%C3%A9%20x.pdf",
      "attachment; filename*0*=utf-8''%C3; filename*1*=%A9",
      'attachment; filename="a\\"b"',
      "attachment; filename=a b.txt",
    )
    .map((v) => `Content-Disposition: ${v}`),
  fc
    .tuple(fc.constantFrom("From", "To", "Subject", "X-Odd", "Received", "subject ", "--B"), value)
    .map(([name, v]) => `${name}: ${v}`),
  fc.tuple(fc.constantFrom("Subject", "Received", "From"), folded).map(([name, v]) => `${name}:${v}x`),
  fc.constantFrom("no colon here", "From a@b Mon Jan 1 00:00:00 2001", " blank first", ": no name", "a b: c"),
);

const delimiter = fc
  .tuple(boundary, fc.constantFrom("", "--", " ", "-- ", "\t", "x"))
  .map(([b, rest]) => `--${b}${rest}`);

const content = fc.constantFrom(
  "text",
  "caf\u00e9",
  "caf\u00c3\u00a9",
  "caf=E9=",
  "QUJD",
  "QUJ=D!",
  "\x1b$B%F\x1b(B",
  "Final-Recipient: rfc822; a@b",
  "-- ",
  "--",
  "\0",
  "a".repeat(1100),
  "From here",
  ".",
);

const line = fc.oneof(
  { weight: 5, arbitrary: header },
  { weight: 4, arbitrary: delimiter },
  { weight: 4, arbitrary: fc.constant("") },
  { weight: 4, arbitrary: content },
);

const lines = fc.array(fc.tuple(line, lineEnd), { maxLength: 40 });

/** Lines of mail in any order, with any line ends. */
export const mailLike: fc.Arbitrary<Uint8Array> = lines.map((all) => latin1(all.flat().join("")));

/** The same in one kind of line end, folds too, so that structures form more often. */
export const mailLikeRegular: fc.Arbitrary<Uint8Array> = fc
  .tuple(fc.array(line, { maxLength: 60 }), fc.constantFrom("\r\n", "\n", "\r"))
  .map(([all, end]) => latin1(all.map((one) => one.replaceAll("\r\n", end)).join(end)));

/** Any bytes at all. */
export const anyBytes: fc.Arbitrary<Uint8Array> = fc.uint8Array({ maxLength: 300 });

export const anyMail: fc.Arbitrary<Uint8Array> = fc.oneof(mailLikeRegular, mailLike, anyBytes);
