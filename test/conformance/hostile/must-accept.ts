/** Mail that is odd, rare or old, and right: read and built without a word of complaint. */

import type { HostileCase } from "../../support/hostile.js";

const said = (name: string, mail: string | readonly string[], says: object): HostileCase => ({
  name,
  mail,
  says,
  defects: [],
});
const field = (line: string, says: object): HostileCase => said(line.slice(0, 60), [line, "", "x"], says);
const built = (name: string, build: object, reads: object): HostileCase => ({ name, build, reads });
const from = (line: string, address: string, name?: string): HostileCase =>
  field(`From: ${line}`, { from: [{ address, ...(name !== undefined && { name }) }] });

export const cases: readonly HostileCase[] = [
  from("a@b", "a@b"),
  from("<a@b>", "a@b"),
  from('"Doe, J." <a@b>', "a@b", "Doe, J."),
  from('"a b"@c', '"a b"@c'),
  from('"@"@c', '"@"@c'),
  from("a@[127.0.0.1]", "a@[127.0.0.1]"),
  from("a@[IPv6:::1]", "a@[IPv6:::1]"),
  from("!#$%&'*+-/=?^_`{|}~@b", "!#$%&'*+-/=?^_`{|}~@b"),
  from("a+tag@b.museum", "a+tag@b.museum"),
  from("a@xn--bcher-kva.example", "a@xn--bcher-kva.example"),
  from("a@b (Ann)", "a@b", "Ann"),
  from("=?utf-8?Q?Zo=C3=AB?= <a@b>", "a@b", "Zo\u00eb"),
  from("O'Neil <a@b>", "a@b", "O'Neil"),
  from("a (c) @ (d) b", "a@b"),
  field("To: undisclosed-recipients:;", { to: [{ name: "undisclosed-recipients", members: [] }] }),
  field("To: Team: a@b, c@d;, e@f", {
    to: [{ name: "Team", members: [{ address: "a@b" }, { address: "c@d" }] }, { address: "e@f" }],
  }),
  field("Message-ID: <a.b+c@[1.2.3.4]>", { messageId: "<a.b+c@[1.2.3.4]>" }),
  field("References: <a@b>\r\n <c@d>\r\n\t<e@f>", { references: ["<a@b>", "<c@d>", "<e@f>"] }),
  field("Date: 1 Jan 2020 00:00 +0000", { date: new Date("2020-01-01") }),
  field("Date: Wed, 01 Jan 2020 00:00:00 GMT", { date: new Date("2020-01-01") }),
  field("Date: Wed,  1 Jan 2020 00:00:00 -0000 (UTC)", { date: new Date("2020-01-01") }),
  field("Subject:", { subject: "" }),
  field("SUBJECT: loud", { subject: "loud" }),
  field("Subject: =?ISO-8859-1?q?a?=\r\n =?ISO-8859-1?q?b?=", { subject: "ab" }),
  field(`X-Long: ${"word ".repeat(1_000).trim()}`, {}),
  field("Content-Type: TEXT/HTML; CHARSET=UTF-8", { html: "x" }),
  field('Content-Type: text/plain; charset="utf-8"; format=flowed; delsp=yes', { text: "x" }),
  field('Content-Type: application/x.y+json; a="b;c"', {
    attachments: [{ mimeType: "application/x.y+json" }],
  }),
  said("an encoding in capitals", ["Content-Transfer-Encoding: BASE64", "", "eA=="], { text: "x" }),
  said("a mail without a body", "Subject: x\r\n\r\n", { subject: "x" }),
  said(
    "a preamble and an epilogue",
    ["Content-Type: multipart/mixed; boundary=B", "", "preamble", "--B", "", "x", "--B--", "epilogue"],
    { text: "x" },
  ),
  said(
    "a boundary of all its characters",
    [
      'Content-Type: multipart/mixed; boundary="\'()+_,-./:=? b"',
      "",
      "--'()+_,-./:=? b",
      "",
      "x",
      "--'()+_,-./:=? b--",
      "",
    ],
    { text: "x" },
  ),
  said(
    "a part without fields",
    ["Content-Type: multipart/mixed; boundary=B", "", "--B", "", "x", "--B--", ""],
    { text: "x" },
  ),
  said("a message attached", ["Content-Type: message/rfc822", "", "Subject: inner", "", "x"], {
    attachments: [{ kind: "message" }],
  }),
  said(
    "a signed mail",
    [
      'Content-Type: multipart/signed; boundary=B; protocol="application/pgp-signature"; micalg=pgp-sha1',
      "",
      "--B",
      "",
      "x",
      "--B",
      "Content-Type: application/pgp-signature",
      "",
      "y",
      "--B--",
      "",
    ],
    { text: "x", attachments: [{ mimeType: "application/pgp-signature" }] },
  ),
  said("a line of 998", ["Subject: x", "", "y".repeat(998)], { text: "y".repeat(998) }),
  built("a mail of nothing", {}, { attachments: [] }),
  built("empty texts", { subject: "", text: "", html: "" }, { subject: "", text: "", html: "" }),
  built(
    "an empty attachment",
    { text: "t", attachments: [{ filename: "a", content: "" }] },
    { attachments: [{ filename: "a", size: 0 }] },
  ),
  built(
    "an address of 254",
    { to: `${"a".repeat(64)}@${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(61)}` },
    {},
  ),
  built(
    "a subject that a mailer would fold",
    { subject: "word ".repeat(500).trim() },
    { subject: "word ".repeat(500).trim() },
  ),
  built(
    "a field given twice",
    { headers: { Received: ["a", "b"] } },
    { headers: [{ value: "a" }, { value: "b" }] },
  ),
  built(
    "a file without a type",
    { attachments: [{ filename: "a.unknown", content: "x" }] },
    { attachments: [{ mimeType: "application/octet-stream" }] },
  ),
  built("1900", { date: new Date("1900-01-01T00:00:00Z") }, { date: new Date("1900-01-01T00:00:00Z") }),
  built(
    "attachments as they were read",
    {
      attachments: [
        {
          partId: "1",
          kind: "inline",
          mimeType: "image/png",
          contentId: "a",
          headers: [],
          size: 1,
          content: new Uint8Array([1]),
        },
      ],
    },
    { attachments: [{ kind: "attachment" }] },
  ),
];
