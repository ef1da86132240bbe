/** Mail that two readers read as two mails: one documented reading, and a defect each time. */

import type { HostileCase, Reading } from "../../support/hostile.js";

type Codes = Reading["defects"];

/** A part under these fields, in the body of a mail. */
const root = (
  name: string,
  fields: readonly string[],
  body: string,
  says: object,
  ...defects: Codes
): Reading => ({
  name,
  mail: [...fields, "", body],
  says,
  defects,
});
const type = (value: string): string => `Content-Type: ${value}`;
const coding = (value: string): string => `Content-Transfer-Encoding: ${value}`;
const mixed = (parameter: string): string => type(`multipart/mixed; ${parameter}`);
const one = "--B\r\n\r\none\r\n--B--\r\n";

const types: readonly Reading[] = [
  root(
    "two types: the first counts",
    [type("text/plain"), type("text/html")],
    "x",
    { text: "x", html: undefined },
    "field-repeated",
  ),
  root(
    "two types in two cases",
    [type("text/html"), "CONTENT-TYPE: text/plain"],
    "x",
    { html: "x" },
    "field-repeated",
  ),
  root("a type behind a blank before the colon", ["Content-Type : text/html"], "x", { html: "x" }),
  root("a type without a subtype", [type("text")], "x", { text: "x" }, "content-type-invalid"),
  root("an empty type", [type("")], "x", { text: "x" }, "content-type-invalid"),
  root("a type with two slashes", [type("text/html/plain")], "x", { html: "x" }, "parameter-invalid"),
  root("a type in quotes", [type('"text/html"')], "x", { text: "x" }, "content-type-invalid"),
  root("two types in one field", [type("text/plain, text/html")], "x", { text: "x" }, "parameter-invalid"),
  root(
    "a type of 200 characters",
    [type(`text/${"x".repeat(200)}`)],
    "x",
    { text: "x" },
    "content-type-invalid",
  ),
  root("an encoded type", [type("=?utf-8?Q?text/html?=")], "x", { text: "x" }, "content-type-invalid"),
  root("a folded type", [type("text/\r\n html")], "x", { html: "x" }),
  root("a type behind a comment", [type("(c) text/html")], "x", { html: "x" }),
  root("a type in a comment", [type("text/(html)plain")], "x", { text: "x" }),
  root(
    "a NUL in the type",
    [type("text/ht\0ml")],
    "x",
    { attachments: [{ mimeType: "text/ht" }] },
    "header-control",
    "parameter-invalid",
    "nul",
  ),
];

const boundaries: readonly Reading[] = [
  root(
    "two boundary parameters",
    [mixed("boundary=B; boundary=C")],
    one,
    { text: "one" },
    "boundary-ambiguous",
    "parameter-repeated",
  ),
  root(
    "a boundary by RFC 2231",
    [mixed("boundary*=us-ascii''B")],
    one,
    { text: "one" },
    "boundary-ambiguous",
  ),
  root(
    "a boundary in sections",
    [mixed("boundary*0=x; boundary*1=y; boundary=B")],
    one,
    { text: "one" },
    "boundary-ambiguous",
  ),
  root(
    "a boundary behind a comment",
    [type("multipart/mixed (boundary=C); boundary=B")],
    one,
    { text: "one" },
    "boundary-ambiguous",
  ),
  root(
    "a boundary in a comment with its semicolon",
    [type("multipart/mixed (; boundary=C); boundary=B")],
    one,
    { text: "one" },
    "boundary-ambiguous",
  ),
  root(
    "an encoded word for a boundary",
    [mixed('boundary="=?utf-8?Q?B?="')],
    one,
    { text: undefined },
    "boundary-unused",
  ),
  root(
    "no boundary",
    [type("multipart/mixed")],
    one,
    { text: undefined, attachments: [] },
    "boundary-missing",
  ),
  root("an empty boundary", [mixed('boundary=""')], one, { attachments: [] }, "boundary-missing"),
  root("a boundary of blanks", [mixed('boundary="  "')], one, { attachments: [] }, "boundary-missing"),
  root(
    "a boundary of 300 characters",
    [mixed(`boundary=${"B".repeat(300)}`)],
    one,
    {},
    "boundary-invalid",
    "boundary-missing",
  ),
  root(
    "a boundary of 100 characters",
    [mixed(`boundary=${"B".repeat(100)}`)],
    `--${"B".repeat(100)}\r\n\r\none\r\n--${"B".repeat(100)}--`,
    { text: "one" },
    "boundary-invalid",
  ),
  root("a boundary that never comes", [mixed("boundary=C")], one, { attachments: [] }, "boundary-unused"),
  root("a boundary with a blank at its end", [mixed('boundary="B "')], one, { text: "one" }),
  root(
    "a boundary in 8 bits",
    [mixed('boundary="\xe9"')],
    "--\xe9\r\n\r\none\r\n--\xe9--",
    {},
    "boundary-invalid",
    "boundary-unused",
    "header-8bit",
  ),
  root(
    "a boundary whose delimiter is padded",
    [mixed("boundary=B")],
    "--B \t\r\n\r\none\r\n--B-- ",
    { text: "one" },
    "delimiter-padded",
  ),
  root(
    "a delimiter with text behind it",
    [mixed("boundary=B")],
    "--B\r\n\r\none\r\n--Bx\r\n\r\ntwo\r\n--B--",
    { text: "one\n--Bx\n\ntwo" },
  ),
  root("a delimiter behind a blank", [mixed("boundary=B")], "--B\r\n\r\none\r\n --B\r\n\r\ntwo\r\n--B--", {
    text: "one\n --B\n\ntwo",
  }),
  root(
    "an inner boundary that is the outer",
    [mixed("boundary=B")],
    `--B\r\n${mixed("boundary=B")}\r\n\r\n--B\r\n\r\none\r\n--B--`,
    {},
    "boundary-ambiguous",
  ),
  root(
    "an inner boundary that begins with the outer",
    [mixed("boundary=B")],
    `--B\r\n${mixed("boundary=BB")}\r\n\r\n--BB\r\n\r\none\r\n--BB--\r\n--B--`,
    { text: "one" },
    "boundary-ambiguous",
  ),
  root(
    "an outer boundary that begins with the inner",
    [mixed("boundary=BB")],
    `--BB\r\n${mixed("boundary=B")}\r\n\r\n--B\r\n\r\none\r\n--B--\r\n--BB--`,
    { text: "one" },
    "boundary-ambiguous",
  ),
  root(
    "a boundary that ends like a close delimiter",
    [mixed("boundary=B--")],
    "--B--\r\n\r\none\r\n--B----",
    { text: "one" },
  ),
  root(
    "the inner delimiter is missing",
    [mixed("boundary=B")],
    `--B\r\n${mixed("boundary=C")}\r\n\r\n--C\r\n\r\none\r\n--B\r\n\r\ntwo\r\n--B--`,
    { text: "one\ntwo" },
    "delimiter-unclosed",
  ),
  root("no close delimiter", [mixed("boundary=B")], "--B\r\n\r\none", { text: "one" }, "delimiter-unclosed"),
  root(
    "no empty line before the first delimiter",
    [mixed("boundary=B"), "--B", "", "one", "--B--"],
    "",
    { text: "one" },
    "field-invalid",
    "header-unterminated",
  ),
  root(
    "a part whose header runs into the next delimiter",
    [mixed("boundary=B")],
    "--B\r\nA: b\r\n--B\r\n\r\ntwo\r\n--B--",
    { text: "two" },
    "header-unterminated",
  ),
];

const encodings: readonly Reading[] = [
  root(
    "two encodings: the first counts",
    [coding("base64"), coding("quoted-printable")],
    "QUI=",
    { text: "AB" },
    "field-repeated",
  ),
  root("an unknown encoding", [coding("x-uue")], "QUI=", { text: "QUI=" }, "transfer-encoding-unknown"),
  root("an encoding with a comment", [coding("base64 (really)")], "QUI=", { text: "AB" }),
  root("an encoding in quotes", [coding('"base64"')], "QUI=", { text: "AB" }),
  root("an encoding with a semicolon", [coding("base64;")], "QUI=", { text: "AB" }),
  root(
    "an encoding on a multipart",
    [mixed("boundary=B"), coding("base64")],
    one,
    { text: "one" },
    "transfer-encoding-composite",
  ),
  root(
    "an encoding on a message",
    [type("message/rfc822"), coding("base64")],
    "QTogYg==",
    { attachments: [{ kind: "message" }] },
    "transfer-encoding-composite",
  ),
  root("an encoding with a line break in it", [coding("base\r\n 64")], "QUI=", { text: "AB" }),
];

const headers: readonly Reading[] = [
  root(
    "two senders",
    ["From: a@good", "From: b@evil"],
    "x",
    { from: [{ address: "a@good" }, { address: "b@evil" }] },
    "field-repeated",
  ),
  root(
    "two subjects: the first counts",
    ["Subject: a", "Subject: b"],
    "x",
    { subject: "a", headers: [{ name: "Subject", value: "b" }] },
    "field-repeated",
  ),
  root(
    "two dates",
    ["Date: 1 Jan 2020 00:00 +0000", "Date: 2 Jan 2020 00:00 +0000"],
    "x",
    { date: new Date("2020-01-01") },
    "field-repeated",
  ),
  root("two ids", ["Message-ID: <a@b>", "Message-ID: <c@d>"], "x", { messageId: "<a@b>" }, "field-repeated"),
  root("a line that is no field", ["A: b", "no field", "Subject: x"], "y", { subject: "x" }, "field-invalid"),
  root("a line of a colon alone", [": x", "Subject: y"], "z", { subject: "y" }, "field-invalid"),
  root("a name with a blank inside", ["Sub ject: x"], "y", { headers: [] }, "field-invalid"),
  root("a first line that is folded", [" Subject: x", "Subject: y"], "z", { subject: "y" }, "field-invalid"),
  root("a line of blanks in the header", ["Subject: x", " ", "To: a@b"], "y", {
    subject: "x",
    to: [{ address: "a@b" }],
  }),
  root("a header without its end", ["Subject: x"], "", { subject: "x" }),
  {
    name: "a mail that is a header only",
    mail: "Subject: x",
    says: { subject: "x" },
    defects: ["header-unterminated"],
  },
  { name: "a mail of nothing", mail: "", says: { attachments: [] }, defects: ["header-unterminated"] },
  {
    name: "line ends of all kinds",
    mail: "A: b\nSubject: x\r\n\r\ny\rz\n",
    says: { subject: "x", text: "y\nz\n" },
    defects: ["line-end-bare"],
  },
  {
    name: "a bare CR before a colon",
    mail: "A: b\rSubject: x\r\n\r\ny",
    says: { headers: [{ name: "A", value: "b Subject: x" }] },
    defects: ["header-control", "line-end-bare"],
  },
];

export const cases: readonly HostileCase[] = [...types, ...boundaries, ...encodings, ...headers];
