/** Address fields made to run away: nests, lists, quotes and literals without end. */

import { formatAddressList, mailboxes, parseAddressList } from "../../../src/index.js";
import type { HostileCase, Reading } from "../../support/hostile.js";

const read = (name: string, to: string, says: object, ...defects: Reading["defects"]): Reading => ({
  name,
  mail: `To: ${to}\r\n\r\nx`,
  says,
  defects,
});
const n = 30_000;

export const cases: readonly HostileCase[] = [
  read("comments nested 100 deep", `${"(".repeat(100)}${")".repeat(100)} a@b`, { to: [{ address: "a@b" }] }),
  read(
    "comments nested 101 deep",
    `${"(".repeat(101)}${")".repeat(101)} a@b`,
    { to: [{ address: "a@b" }] },
    "limit-comments",
  ),
  read(
    "comments nested without end",
    "(".repeat(n),
    { to: [{ members: [] }] },
    "address-invalid",
    "limit-comments",
  ),
  read("comments closed without end", ")".repeat(n), { to: [{ members: [] }] }, "address-invalid"),
  read("many small comments", `${"(a)".repeat(n)} a@b`, { to: [{ address: "a@b" }] }),
  read("groups in groups", "g:".repeat(n), {}, "address-invalid", "limit-groups"),
  read(
    "two groups in each other",
    "g: h: a@b;;",
    { to: [{ name: "g", members: [{ address: "a@b" }] }] },
    "limit-groups",
  ),
  read("groups after groups", "g:a@b;".repeat(4_000), {}),
  read("quotes without end", '"'.repeat(n + 1), {}, "address-invalid"),
  read("a quote of pairs", `"${"\\a".repeat(n)}`, {}, "address-invalid"),
  read("quoted words in a row", `${'"a" '.repeat(n)}<a@b>`, { to: [{ address: "a@b" }] }),
  read("brackets without end", "<".repeat(n), {}, "address-invalid"),
  read("literals without end", "a@[".repeat(n), {}, "address-invalid"),
  read("a literal that is long", `a@[${"1".repeat(n)}]`, {}),
  read("a literal of brackets", `a@${"[".repeat(n)}`, {}, "address-invalid"),
  read("a route without end", `<${"@a,".repeat(n)}`, {}, "address-invalid", "limit-addresses"),
  read("commas", `${",".repeat(n)}a@b`, { to: [{ address: "a@b" }] }),
  read("semicolons", `${";".repeat(n)}a@b`, { to: [{ address: "a@b" }] }, "address-invalid"),
  read("dots", `${".".repeat(n)}@b`, {}, "address-invalid"),
  read("at signs", "@".repeat(n), {}, "address-invalid"),
  read("blanks", `a${" ".repeat(n)}@${" ".repeat(n)}b`, { to: [{ address: "a@b" }] }),
  read("atoms without an address", "a ".repeat(n), { to: [{ members: [] }] }, "address-invalid"),
  read("10 000 addresses", "a@b,".repeat(10_000), {}),
  read("20 000 addresses: the rest is left", "a@b,".repeat(20_000), {}, "limit-addresses"),
  read("encoded words in names", "=?utf-8?Q?a?= <a@b>,".repeat(6_000), {}, "limit-encoded-words"),
  {
    ...read("a limit of one address", "a@b, c@d", { to: [{ address: "a@b" }] }, "limit-addresses"),
    limits: { addresses: 1 },
  },
  {
    ...read("a limit of one comment", "((x)) a@b", { to: [{ address: "a@b" }] }, "limit-comments"),
    limits: { comments: 1 },
  },
  {
    name: "30 000 addresses where the limit is raised",
    use: () => mailboxes(parseAddressList("a@b,".repeat(n), { addresses: n })).length,
    gives: n,
  },
  {
    name: "30 000 addresses written",
    use: () => formatAddressList(Array.from({ length: n }, () => ({ address: "a@b" }))).length,
    gives: n * 5 - 2,
  },
  {
    name: "10 001 recipients built",
    build: { to: Array.from({ length: 10_001 }, () => ({ address: "a@b" })) },
    refused: "input-too-large",
  },
];
