/** Mails written. */

import type { MailInput } from "../../src/index.js";
import { library } from "../library.js";
import { FIELDS, files, ids, PARTS, people } from "./message.js";
import { ascii, fill, MB, OPEN, type Series, series } from "./series.js";

const { buildMime, buildPayload, parseMime } = library;

const LISTS = { addresses: OPEN };
const BYTES = { inputBytes: OPEN };

/** A mail written. */
function built(
  name: string,
  largest: number,
  make: (n: number) => MailInput,
  limits: Record<string, number> = {},
  options: { readonly flowed?: boolean; readonly charset?: string } = {},
): Series {
  return series(
    `build: ${name}`,
    largest,
    make,
    (mail) => buildMime(mail, { ...options, limits }),
    (bytes, n) => bytes.length > n / 2,
    limits,
  );
}

export const BUILDING: readonly Series[] = [
  built("10⁵ recipients", 100_000, (n) => ({ to: people(n) }), { ...LISTS, ...FIELDS }),
  built("10⁵ recipients in one string", 100_000, (n) => ({ to: fill("a@x.com, ", 9 * n) }), {
    ...LISTS,
    ...FIELDS,
  }),
  built(
    "10⁵ recipients, names outside ASCII",
    100_000,
    (n) => ({ to: people(n).map(({ address }) => ({ name: "Jörg", address })) }),
    { ...LISTS, ...FIELDS },
  ),
  built("a group of 10⁵", 100_000, (n) => ({ to: { name: "g", members: people(n) } }), {
    ...LISTS,
    ...FIELDS,
  }),
  built(
    "10⁵ fields",
    100_000,
    (n) => ({ headers: Array.from({ length: n }, (_, i) => ({ name: `X-${i}`, value: "some value" })) }),
    FIELDS,
  ),
  built(
    "10⁵ fields in a record",
    100_000,
    (n) => ({ headers: Object.fromEntries(Array.from({ length: n }, (_, i) => [`X-${i}`, "größe"])) }),
    FIELDS,
  ),
  built("a subject of 1 MB", MB, (n) => ({ subject: fill("some words ", n) }), FIELDS),
  built("a subject of 1 MB outside ASCII", MB, (n) => ({ subject: fill("größe ", n) }), FIELDS),
  built("a field of 1 MB", MB, (n) => ({ headers: [["X-Long", fill("some words ", n)]] }), FIELDS),
  built("References of 10⁵", 100_000, (n) => ({ references: ids(n) }), FIELDS),
  built(
    "References in one string of 1 MB",
    MB,
    (n) => ({ references: fill("<id@example.com> ", n) }),
    FIELDS,
  ),
  built("a text of 10 MB in lines", 10 * MB, (n) => ({ text: fill("some words in a line\n", n) })),
  built("a text of 10 MB, one line", 10 * MB, (n) => ({ text: "a".repeat(n) })),
  built("a text of 8 MB outside ASCII", 8 * MB, (n) => ({ text: fill("größe und maß in einer zeile\n", n) })),
  built("a dense text of 4 MB", 4 * MB, (n) => ({ text: fill("会議の資料を送ります\n", n) })),
  built("a text of lone surrogates", 4 * MB, (n) => ({ text: "\ud800".repeat(n) })),
  built("a text of blank lines", 10 * MB, (n) => ({ text: "\n".repeat(n) })),
  built("a text of bare CR", 10 * MB, (n) => ({ text: "\r".repeat(n) })),
  built("a text of blanks before line ends", 10 * MB, (n) => ({ text: fill(`a${" ".repeat(500)}\n`, n) })),
  built("a text of equals signs", 10 * MB, (n) => ({ text: fill("===é\n", n) })),
  built("a text of dots and From lines", 10 * MB, (n) => ({ text: fill("From a\n.\n", n) })),
  built(
    "a text, flowed",
    10 * MB,
    (n) => ({ text: fill("some words that go on ", n) }),
    {},
    { flowed: true },
  ),
  built("a text without blanks, flowed", 10 * MB, (n) => ({ text: "a".repeat(n) }), {}, { flowed: true }),
  built("a text of quote signs, flowed", 10 * MB, (n) => ({ text: ">".repeat(n) }), {}, { flowed: true }),
  built(
    "quoted lines that are long, flowed",
    10 * MB,
    (n) => ({ text: fill(`>>>>>> ${fill("words ", 2000)}\n`, n) }),
    {},
    { flowed: true },
  ),
  built(
    "a text of signature lines, flowed",
    10 * MB,
    (n) => ({ text: fill("-- ", n) }),
    {},
    { flowed: true },
  ),
  built(
    "a text in iso-2022-jp",
    2 * MB,
    (n) => ({ text: fill("会議の資料を送ります\n", n) }),
    {},
    { charset: "iso-2022-jp" },
  ),
  built("a text in koi8-r", 4 * MB, (n) => ({ text: fill("отчёт готов\n", n) }), {}, { charset: "koi8-r" }),
  built("a page of 10 MB", 10 * MB, (n) => ({ html: fill("<p>some words &amp; more</p>\n", n) })),
  built("10⁴ attachments", 10_000, (n) => ({ attachments: files(n) }), PARTS),
  built(
    "10⁴ inline images and a page that uses them",
    10_000,
    (n) => ({
      html: Array.from({ length: n }, (_, i) => `<img src="cid:i${i}">`).join("\n"),
      attachments: files(n).map((file, i) => ({ ...file, cid: `i${i}` })),
    }),
    PARTS,
  ),
  built("an attachment of 32 MB", 32 * MB, (n) => ({
    attachments: [{ filename: "a.bin", content: new Uint8Array(n) }],
  })),
  built("an attachment of 16 MB given in base64", 16 * MB, (n) => ({
    attachments: [{ filename: "a.bin", content: fill("TWFu", n), encoding: "base64" as const }],
  })),
  built("an attachment of lines like delimiters", 16 * MB, (n) => ({ text: fill("--=_1\n--b\n----\n", n) })),
  built("an attached message of 16 MB, bare LF", 16 * MB, (n) => ({
    attachments: [
      { contentType: "message/rfc822", content: ascii(`Subject: s\n\n${fill("some text\n", n)}`) },
    ],
  })),
  built(
    "an attached message 1 000 deep",
    1_000,
    (n) => ({
      attachments: [
        {
          contentType: "message/rfc822",
          content: ascii(`${"Content-Type: message/rfc822\r\n\r\n".repeat(n)}\r\nhi`),
        },
      ],
    }),
    { depth: OPEN },
  ),
  series(
    "build: a payload of 10⁴ attachments",
    9_000,
    (n) => ({ attachments: files(n) }),
    (mail) => buildPayload(mail),
    ({ parts = [] }, n) => parts.length >= n,
  ),
  series(
    "build: a mail read and built, 10⁴ parts",
    9_000,
    (n) => buildMime({ subject: "s", text: "hi", attachments: files(n) }),
    (bytes) => buildMime(parseMime(bytes)),
    (bytes, n) => bytes.length > 100 * n,
  ),
  built(
    "a mail of all at once",
    40_000,
    (n) => ({
      from: "a@x.com",
      to: people(n),
      subject: fill("größe ", n),
      references: ids(n),
      text: fill("some words\n", 100 * n),
      html: fill("<p>words</p>\n", 100 * n),
      headers: Array.from({ length: n }, (_, i) => ({ name: `X-${i}`, value: "v" })),
    }),
    { ...LISTS, ...FIELDS, ...BYTES },
  ),
];
