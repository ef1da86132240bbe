/** Address lists, read and written. */

import { library } from "../library.js";
import { fill, join, MB, OPEN, type Series, series } from "./series.js";

const { formatAddressList, mailboxes, parseAddressList } = library;

const ALL = { addresses: OPEN };

/** A list that is read whole, however many addresses come out. */
function addresses(name: string, largest: number, make: (n: number) => string, least = 0): Series {
  return series(
    `addresses: ${name}`,
    largest,
    make,
    (text) => parseAddressList(text, ALL),
    (list) => list.length >= least,
    ALL,
  );
}

export const ADDRESSES: readonly Series[] = [
  series(
    "addresses: a list of 10⁵",
    100_000,
    (n) => join(n, ", ", (i) => `Person ${i} <p${i}@example.com>`),
    (text) => parseAddressList(text, ALL),
    (list, n) => list.length === n,
    ALL,
  ),
  series(
    "addresses: 10⁵ bare, one line",
    100_000,
    (n) => join(n, ",", (i) => `p${i}@x.com`),
    (text) => parseAddressList(text, ALL),
    (list, n) => list.length === n,
    ALL,
  ),
  series(
    "addresses: 10⁵ names of encoded words",
    100_000,
    (n) => join(n, ", ", (i) => `=?utf-8?Q?J=C3=B6rg_${i}?= <p${i}@x.com>`),
    (text) => parseAddressList(text, ALL),
    (list, n) => list.length === n,
    ALL,
  ),
  series(
    "addresses: 10⁵ groups in sequence",
    100_000,
    (n) => fill("g: a@x.com;, ", 13 * n),
    (text) => parseAddressList(text, { ...ALL, groups: OPEN }),
    (list, n) => mailboxes(list).length === n,
    { ...ALL, groups: OPEN },
  ),
  series(
    "addresses: one group of 10⁵",
    100_000,
    (n) => `g: ${join(n, ", ", (i) => `p${i}@x.com`)};`,
    (text) => parseAddressList(text, ALL),
    (list, n) => mailboxes(list).length === n,
    ALL,
  ),
  addresses("groups inside each other", 400_000, (n) => `${"g: ".repeat(n)}a@x.com${";".repeat(n)}`),
  addresses("comments inside each other", MB, (n) => `${"(".repeat(n)}${")".repeat(n)} a@x.com`, 1),
  addresses("comments side by side", MB, (n) => `${"(c) ".repeat(n)}a@x.com`, 1),
  addresses("comments never closed", 4 * MB, (n) => `a@x.com ${"(".repeat(n)}`, 1),
  addresses("comments half closed", MB, (n) => `a@x.com ${"(()".repeat(n)}`, 1),
  addresses("a comment in each of many", 100_000, (n) => fill("a@x.com (c), ", 13 * n), 1),
  addresses("domain literals side by side", 100_000, (n) => fill("a@[192.0.2.1], ", 15 * n), 1),
  addresses("a domain literal of 4 MB", 4 * MB, (n) => `a@[${"1".repeat(n)}]`),
  addresses("domain literals never closed", MB, (n) => "a@[".repeat(n)),
  addresses("opening brackets", 4 * MB, (n) => `a@${"[".repeat(n)}`),
  addresses("quoted words in one name", 400_000, (n) => `${'"a b" '.repeat(n)}<a@x.com>`, 1),
  addresses("a quoted string of 10 MB", 10 * MB, (n) => `"${"a".repeat(n)}" <a@x.com>`, 1),
  addresses("quoted pairs", 4 * MB, (n) => `"${'\\"'.repeat(n)}" <a@x.com>`, 1),
  addresses("quotes never closed", MB, (n) => `a@x.com, ${'"a '.repeat(n)}`),
  addresses("quotes alone", 4 * MB, (n) => '"'.repeat(n)),
  addresses("quotes and comments in turns", MB, (n) => '"("('.repeat(n)),
  addresses("backslashes", 4 * MB, (n) => "\\".repeat(n)),
  addresses("words in one name", MB, (n) => `${"word ".repeat(n)}<a@x.com>`, 1),
  addresses("encoded words in one name", 100_000, (n) => `${"=?utf-8?Q?=C3=A9?= ".repeat(n)}<a@x.com>`, 1),
  addresses("words and no address", MB, (n) => "word ".repeat(n)),
  addresses("dots in a local part", 4 * MB, (n) => `${"a.".repeat(n)}a@x.com`),
  addresses("at signs", 4 * MB, (n) => "@".repeat(n)),
  addresses("a@a@a@", MB, (n) => "a@".repeat(n)),
  addresses("commas", 4 * MB, (n) => ",".repeat(n)),
  addresses("semicolons", 4 * MB, (n) => ";".repeat(n)),
  addresses("colons", MB, (n) => "a:".repeat(n)),
  addresses("angle brackets open", 4 * MB, (n) => "<".repeat(n)),
  addresses("angle brackets never closed", MB, (n) => "<a@x.com ".repeat(n)),
  addresses("angle brackets in turns", MB, (n) => "<>".repeat(n)),
  addresses("a route of many hosts", MB, (n) => `<${"@a,".repeat(n)}@b:a@x.com>`),
  addresses("blanks between two", 10 * MB, (n) => `a@x.com,${" ".repeat(n)}b@x.com`, 2),
  addresses("folds between two", 2 * MB, (n) => `a@x.com,${"\r\n ".repeat(n)}b@x.com`, 2),
  addresses("bare CR", 4 * MB, (n) => `a@x.com,${"\r".repeat(n)}b@x.com`),
  series(
    "addresses: written, 10⁵",
    100_000,
    (n) => Array.from({ length: n }, (_, i) => ({ name: `Person, ${i}`, address: `p${i}@example.com` })),
    (list) => formatAddressList(list),
    (text, n) => text.length > 20 * n,
  ),
  series(
    "addresses: written, 10⁵ names outside ASCII",
    100_000,
    (n) => Array.from({ length: n }, (_, i) => ({ name: `Jörg ${i}`, address: `p${i}@example.com` })),
    (list) => formatAddressList(list),
    (text, n) => text.length > 20 * n,
  ),
  series(
    "addresses: written, a name of 1 MB",
    MB,
    (n) => [{ name: fill("Jörg ", n), address: "a@example.com" }],
    (list) => formatAddressList(list),
    (text, n) => text.length > n,
  ),
];
