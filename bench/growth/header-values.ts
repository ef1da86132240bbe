/** Header values: address lists, words, parameters, ids, dates. */

import { library } from "../library.js";
import { fill, MB, OPEN, type Series, series } from "./series.js";

const {
  decodeHeaderText,
  encodeHeaderText,
  formatAddressList,
  formatContentDisposition,
  formatMessageIds,
  mailboxes,
  parseAddressList,
  parseContentDisposition,
  parseContentType,
  parseDate,
  parseMessageIds,
} = library;

const ALL = { addresses: OPEN };
const WORDS = { encodedWords: OPEN };
const PARAMETERS = { parameters: OPEN, parameterSegments: OPEN };

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

function words(name: string, largest: number, make: (n: number) => string, least = 0): Series {
  return series(
    `text: ${name}`,
    largest,
    make,
    (text) => decodeHeaderText(text, WORDS),
    (text, n) => text.length >= least * n,
    WORDS,
  );
}

function parameters(name: string, largest: number, make: (n: number) => string, least = 0): Series {
  return series(
    `parameters: ${name}`,
    largest,
    make,
    (text) => parseContentType(text, PARAMETERS),
    (type, n) => (type?.parameters.size ?? 0) >= Math.min(1, least) * (least === 1 ? 1 : n),
    PARAMETERS,
  );
}

const join = (n: number, separator: string, make: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => make(i)).join(separator);

export const HEADER_VALUES: readonly Series[] = [
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

  words("plain, 10 MB in one line", 10 * MB, (n) => fill("some words ", n), 0.9),
  words("folds", 2 * MB, (n) => fill("some words\r\n ", n), 0.5),
  words("encoded words in sequence, 10⁵, Q", 100_000, (n) => "=?utf-8?Q?=C3=A9_b?= ".repeat(n), 1),
  words("encoded words in sequence, 10⁵, B", 100_000, (n) => "=?utf-8?B?w6kgYg==?= ".repeat(n), 1),
  words(
    "encoded words in sequence, 10⁵, iso-2022-jp",
    100_000,
    (n) => "=?iso-2022-jp?B?GyRCMnE1RBsoQg==?= ".repeat(n),
    1,
  ),
  words("encoded words in sequence, 10⁵, koi8-r", 100_000, (n) => "=?koi8-r?Q?=D0=D2=C9?= ".repeat(n), 1),
  words(
    "encoded words of cut characters",
    100_000,
    (n) => "=?utf-8?Q?=C3?= =?utf-8?Q?=A9?= ".repeat(n / 2),
    0.5,
  ),
  words("encoded words without blanks between", 100_000, (n) => "=?utf-8?Q?=C3=A9?=".repeat(n), 1),
  words("encoded words, text between", 100_000, (n) => "=?utf-8?Q?=C3=A9?= and ".repeat(n), 1),
  words("one encoded word of 4 MB", 4 * MB, (n) => `=?utf-8?Q?${"a".repeat(n)}?=`, 0.9),
  words("=? alone", 4 * MB, (n) => "=?".repeat(n)),
  words("encoded words never closed", MB, (n) => "=?utf-8?Q?a ".repeat(n)),
  words("encoded words of an unknown charset", 100_000, (n) => "=?x-none?Q?a?= ".repeat(n)),
  words("question marks", 4 * MB, (n) => `=?utf-8?Q?${"?".repeat(n)}`),
  words("blanks between two words", 10 * MB, (n) => `=?utf-8?Q?a?=${" ".repeat(n)}=?utf-8?Q?b?=`),
  words("blanks before a line end", 10 * MB, (n) => `a${" ".repeat(n)}\r\n b`),
  words("runs of blanks before line ends", 4 * MB, (n) => fill(`a${" ".repeat(60)}\r\n `, n)),
  words("runs of blanks without line end", 4 * MB, (n) => fill(`a${" ".repeat(60)}`, n)),
  words("bare CR", 4 * MB, (n) => "\r".repeat(n)),
  words("bare CR between letters", 4 * MB, (n) => "a\r".repeat(n)),
  words("NUL", 4 * MB, (n) => "\0".repeat(n)),
  series(
    "text: written, 1 MB outside ASCII",
    MB,
    (n) => fill("Größe und Maß ", n),
    (text) => encodeHeaderText(text),
    (text, n) => text.length > n,
  ),
  series(
    "text: written, 1 MB of four-byte characters",
    MB / 2,
    (n) => "👍".repeat(n),
    (text) => encodeHeaderText(text),
    (text, n) => text.length > n,
  ),
  series(
    "text: written, 10 MB of ASCII words",
    10 * MB,
    (n) => fill("some words ", n),
    (text) => encodeHeaderText(text),
    (text, n) => text.length >= 0.9 * n,
  ),
  series(
    "text: written, what looks encoded",
    MB,
    (n) => fill("=?utf-8?Q?a?= ", n),
    (text) => encodeHeaderText(text),
    (text, n) => text.length > n,
  ),

  series(
    "parameters: 10⁵ of them",
    100_000,
    (n) => `text/plain; ${join(n, "; ", (i) => `p${i}=v`)}`,
    (text) => parseContentType(text, PARAMETERS),
    (type, n) => type?.parameters.size === n,
    PARAMETERS,
  ),
  series(
    "parameters: 10⁵ RFC 2231 segments",
    100_000,
    (n) => `text/plain; ${join(n, "; ", (i) => `name*${i}=v`)}`,
    (text) => parseContentType(text, PARAMETERS),
    (type, n) => type?.parameters.get("name")?.length === n,
    PARAMETERS,
  ),
  series(
    "parameters: 10⁵ RFC 2231 segments backwards, encoded",
    100_000,
    (n) => `text/plain; ${join(n, "; ", (i) => `name*${n - 1 - i}*=${i === n - 1 ? "utf-8''" : ""}%C3%A9`)}`,
    (text) => parseContentType(text, PARAMETERS),
    (type, n) => type?.parameters.get("name")?.length === n,
    PARAMETERS,
  ),
  series(
    "parameters: the first RFC 2231 segment 10⁵ times",
    100_000,
    (n) => `text/plain; ${join(n, "; ", () => "name*0=v")}`,
    (text) => parseContentType(text, PARAMETERS),
    (type) => (type?.parameters.get("name")?.length ?? 0) > 0,
    PARAMETERS,
  ),
  parameters("one name 10⁵ times", 100_000, (n) => `text/plain; ${join(n, "; ", () => "a=v")}`, 1),
  parameters("a value of 10 MB", 10 * MB, (n) => `text/plain; a=${"v".repeat(n)}`, 1),
  parameters("a quoted value of 10 MB", 10 * MB, (n) => `text/plain; a="${"v".repeat(n)}"`, 1),
  parameters("quoted pairs", 4 * MB, (n) => `text/plain; a="${"\\v".repeat(n)}"`, 1),
  parameters("quotes never closed", MB, (n) => `text/plain; ${'a="v; '.repeat(n)}`),
  parameters("percent signs", 4 * MB, (n) => `text/plain; a*=utf-8''${"%".repeat(n)}`),
  parameters("semicolons", 4 * MB, (n) => `text/plain${";".repeat(n)}`),
  parameters("semicolons and blanks", 4 * MB, (n) => `text/plain${"; ".repeat(n)}`),
  parameters("equals signs", 4 * MB, (n) => `text/plain; a${"=".repeat(n)}`),
  parameters("comments inside each other", MB, (n) => `text/plain ${"(".repeat(n)}${")".repeat(n)}; a=v`),
  parameters("comments side by side", MB, (n) => `text/plain ${"(c)".repeat(n)}; a=v`, 1),
  parameters("comments never closed", 4 * MB, (n) => `text/plain ${"(".repeat(n)}; a=v`),
  parameters("comments between parameters", 100_000, (n) => `text/plain; ${"(c) a=v; ".repeat(n)}`, 1),
  parameters(
    "encoded words in a value",
    100_000,
    (n) => `text/plain; a="${"=?utf-8?Q?=C3=A9?= ".repeat(n)}"`,
    1,
  ),
  series(
    "parameters: a filename of 1 MB written",
    MB,
    (n) => ({ type: "attachment", parameters: { filename: fill("größe ", n) } }),
    (value) => formatContentDisposition(value),
    (text, n) => text.length > n,
  ),
  series(
    "parameters: 10⁵ written",
    100_000,
    (n) => ({
      type: "attachment",
      parameters: Object.fromEntries(Array.from({ length: n }, (_, i) => [`p${i}`, "a b"])),
    }),
    (value) => formatContentDisposition(value),
    (text, n) => text.length > 8 * n,
  ),
  series(
    "parameters: a filename of 1 MB read back",
    MB,
    (n) => formatContentDisposition({ type: "attachment", parameters: { filename: fill("größe ", n) } }),
    (text) => parseContentDisposition(text, PARAMETERS),
    (value, n) => (value?.parameters.get("filename")?.length ?? 0) >= 0.9 * n,
    PARAMETERS,
  ),

  series(
    "ids: References of 10⁵",
    100_000,
    (n) => join(n, " ", (i) => `<id${i}@example.com>`),
    (text) => parseMessageIds(text),
    (ids, n) => ids.length === n,
  ),
  ...(
    [
      ["never closed", (n: number) => "<id@x ".repeat(n)],
      ["angle brackets open", (n: number) => "<".repeat(4 * n)],
      ["comments inside each other", (n: number) => `${"(".repeat(n)}${")".repeat(n)} <a@b>`],
      ["comments never closed", (n: number) => `<a@b> ${"(".repeat(4 * n)}`],
      ["quotes never closed", (n: number) => '<"a@b '.repeat(n)],
      ["words without brackets", (n: number) => "id@x.com ".repeat(n)],
      ["phrases between", (n: number) => 'your message of "today" <a@b> '.repeat(n / 8)],
      ["blanks", (n: number) => `<a@b>${" ".repeat(4 * n)}<c@d>`],
    ] as const
  ).map(([name, make]) =>
    series(
      `ids: ${name}`,
      MB,
      make,
      (text) => parseMessageIds(text),
      (ids) => Array.isArray(ids),
    ),
  ),
  series(
    "ids: written, 10⁵",
    100_000,
    (n) => Array.from({ length: n }, (_, i) => `<id${i}@example.com>`),
    (ids) => formatMessageIds(ids),
    (text, n) => text.length > 15 * n,
  ),

  ...(
    [
      ["digits", (n: number) => `Mon, ${"1".repeat(n)} Jan 2023 12:04:05 +0900`],
      ["blanks", (n: number) => `Mon,${" ".repeat(n)}2 Jan 2023 12:04:05 +0900`],
      [
        "comments inside each other",
        (n: number) => `Mon, 2 Jan 2023 12:04:05 +0900 ${"(".repeat(n)}${")".repeat(n)}`,
      ],
      ["comments never closed", (n: number) => `Mon, 2 Jan 2023 12:04:05 +0900 ${"(".repeat(n)}`],
      ["words", (n: number) => "Mon ".repeat(n / 4)],
      ["colons", (n: number) => "1:".repeat(n / 2)],
      ["numbers", (n: number) => "12 ".repeat(n / 3)],
    ] as const
  ).map(([name, make]) =>
    series(
      `dates: ${name}`,
      4 * MB,
      make,
      (text) => parseDate(text),
      () => true,
    ),
  ),
];
