/** Parameters, message ids and dates. */

import { library } from "../library.js";
import { fill, join, MB, OPEN, type Series, series } from "./series.js";

const {
  formatContentDisposition,
  formatMessageIds,
  parseContentDisposition,
  parseContentType,
  parseDate,
  parseMessageIds,
} = library;

const PARAMETERS = { parameters: OPEN, parameterSegments: OPEN };

function parameters(name: string, largest: number, make: (n: number) => string, least = 0): Series {
  return series(
    `parameters: ${name}`,
    largest,
    make,
    (text) => parseContentType(text, PARAMETERS),
    (type) => (type?.parameters.size ?? 0) >= least,
    PARAMETERS,
  );
}

export const PARAMETERS_IDS_DATES: readonly Series[] = [
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
