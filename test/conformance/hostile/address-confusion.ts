/** Addresses that other libraries read, or write, as someone else's. */

import { formatAddressList, parseAddressList } from "../../../src/index.js";
import type { Building, HostileCase, Reading, Using } from "../../support/hostile.js";

/** One address that must be refused, not read as another. */
const refused = [
  "a@good, b@evil",
  "a@good b@evil",
  "a@good;b@evil",
  "a@good>,<b@evil",
  "<a@good>",
  "A <a@good>",
  "a@good(b@evil)",
  "(b@evil)a@good",
  "a@good@evil",
  '"a@x y"@z@w',
  '"a"b@good',
  "a@",
  "@good",
  "",
  "   ",
  "a",
  "a@.good",
  "a@good.",
  "a@go..od",
  "a b@good",
  "a@good .evil",
  "a@[127.0.0.1",
  "a@[1]evil",
  "team: a@good;",
  "=?utf-8?Q?b=40evil=2C?=@good",
  "a@=?utf-8?Q?evil?=",
  "a\u00a0@good",
  "a@\u2024evil\u037e",
  "\u00e9@good",
  "a@good\u202e",
].map(
  (address): Building => ({
    name: `refused: ${address}`,
    build: { to: { address } },
    refused: "address-invalid",
  }),
);

/** Text of an address field: whose it is, and what is told of it. */
const read = (
  name: string,
  value: string,
  from: readonly object[],
  defects: Reading["defects"] = [],
): Reading => ({
  name: `read: ${name}`,
  mail: ["From: " + value, "", ""],
  says: { from },
  defects,
});
const only = (address: string, name?: string): object[] => [{ address, ...(name !== undefined && { name }) }];

const readings: readonly Reading[] = [
  read(
    "an encoded word with an address and a comma",
    "=?utf-8?Q?a=40evil=2C?= <b@good>",
    only("b@good", "a@evil,"),
  ),
  read("an encoded word with brackets", "=?utf-8?Q?=3Ca=40evil=3E?= <b@good>", only("b@good", "<a@evil>")),
  read(
    "an encoded word inside an address",
    "=?utf-8?Q?a=40evil?=@good",
    [{ name: "=?utf-8?Q?a=40evil?=@good", members: [] }],
    ["encoded-word-misplaced"],
  ),
  read(
    "an encoded word that is the address",
    "=?utf-8?Q?a=40evil?=",
    [{ name: "a@evil", members: [] }],
    ["address-invalid"],
  ),
  read(
    "an encoded word in the brackets",
    "A <=?utf-8?Q?a=40evil?=>",
    [{ members: [] }],
    ["address-invalid", "encoded-word-misplaced"],
  ),
  read("a quoted address as the name", '"a@evil" <b@good>', only("b@good", "a@evil")),
  read("a bare address as the name", "a@evil <b@good>", only("b@good", "a@evil"), ["address-invalid"]),
  read("a quoted address before a real one", '"a@evil" b@good', only("b@good", "a@evil"), [
    "address-invalid",
  ]),
  read("a quoted local part with an address", '"a@evil,"@good', only('"a@evil,"@good')),
  read("a quoted local part with a bracket", '"a>, <b"@good', only('"a>, <b"@good')),
  read("an escaped quote", '"a\\"@evil"@good', only('"a\\"@evil"@good')),
  read("an address in a comment", "(a@evil) b@good", only("b@good", "a@evil")),
  read("a comment inside an address", "b(a@evil)@good", only("b@good")),
  read("a nested comment with a bracket", "B ((<a@evil>)) <b@good>", only("b@good", "B")),
  read("doubled brackets", "B <<b@good>>", only("b@good", "B"), ["address-invalid"]),
  read(
    "two pairs of brackets",
    "<a@good> <b@evil>",
    [{ address: "a@good" }, { address: "b@evil" }],
    ["address-invalid"],
  ),
  read("a route", "<@evil,@x:b@good>", only("b@good")),
  read(
    "a group as a disguise",
    "a@evil:b@good;",
    [{ members: [{ address: "b@good" }] }],
    ["address-invalid"],
  ),
  read("an unclosed quote", '"a@evil <b@good>', [{ address: "b@good" }], ["address-invalid"]),
  read("an unclosed comment", "(a@evil <b@good>", [{ address: "b@good" }], ["address-invalid"]),
  read("a NUL inside an address", "a@good\0.evil", only("a@good.evil"), ["header-control", "nul"]),
  read(
    "a bare CR before a second address",
    "a@good\r,b@evil",
    [{ address: "a@good" }, { address: "b@evil" }],
    ["header-control", "line-end-bare"],
  ),
  read(
    "an encoded line break in a name",
    "=?utf-8?Q?A=0D=0ABcc:_e=40v.il?= <b@good>",
    only("b@good", "A Bcc: e@v.il"),
    ["header-control"],
  ),
  read(
    "a semicolon outside groups",
    "a@x; b@y",
    [{ address: "a@x" }, { address: "b@y" }],
    ["address-invalid"],
  ),
  read("a two-dot local part", "a..b@good", only("a..b@good")),
  read("a trailing dot of the domain", "a@good.", [{ name: "a@good.", members: [] }], ["address-invalid"]),
  read("a name with an RTL override", "=?utf-8?B?4oCubGl2ZQ==?= <b@good>", only("b@good", "\u202elive")),
];

const using: readonly Using[] = [
  {
    name: "a string holds a whole list",
    use: () => formatAddressList("a@good, b@evil"),
    gives: "a@good, b@evil",
  },
  {
    name: "a string that is no list",
    use: () => formatAddressList("a@good b@evil"),
    refused: "address-invalid",
  },
  {
    name: "a name that looks like an address is quoted",
    use: () => formatAddressList({ name: "a@evil,", address: "b@good" }),
    gives: '"a@evil," <b@good>',
  },
  {
    name: "a name that looks like an encoded word is encoded",
    use: () => parseAddressList(formatAddressList({ name: "=?utf-8?Q?x?=", address: "b@good" })),
    gives: [{ name: "=?utf-8?Q?x?=", address: "b@good" }],
  },
  {
    name: "Cyrillic letters are told from Latin ones",
    use: () => formatAddressList("a@\u0430pple.example"),
    gives: "a@xn--pple-43d.example",
  },
  { name: "a full stop of CJK", use: () => formatAddressList("a@x\u3002example"), gives: "a@x.example" },
  {
    name: "a Greek question mark is no semicolon",
    use: () => formatAddressList({ address: "a@x\u037eb@evil" }),
    refused: "address-invalid",
  },
  {
    name: "capitals of punycode",
    use: () => formatAddressList("a@XN--PPLE-43D.example"),
    gives: "a@XN--PPLE-43D.example",
  },
  {
    name: "a fullwidth @ is no @",
    use: () => formatAddressList({ address: "a\uff20good" }),
    refused: "address-invalid",
  },
];

export const cases: readonly HostileCase[] = [
  ...refused,
  ...readings,
  ...using,
  { name: "one sender", build: { sender: "a@good, b@evil" }, refused: "address-invalid" },
  {
    name: "a member of two",
    build: { to: [{ name: "g", members: [{ address: "a@good, b@evil" }] }] },
    refused: "address-invalid",
  },
  {
    name: "a display name that breaks out",
    build: { from: { name: 'x" <e@v.il>, "', address: "a@good" } },
    fields: ["From", "MIME-Version"],
    reads: { from: [{ name: 'x" <e@v.il>, "', address: "a@good" }] },
  },
  {
    name: "a group name that breaks out",
    build: { to: [{ name: "x: e@v.il;", members: [{ address: "a@good" }] }] },
    reads: { to: [{ name: "x: e@v.il;", members: [{ address: "a@good" }] }] },
  },
];
