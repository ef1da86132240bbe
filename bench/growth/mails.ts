/** The mail as a person means it: building, answering, passing on, quoting, threads. */

import type { Mail, MailInput } from "../../src/index.js";
import { library } from "../library.js";
import { ascii, fill, MB, OPEN, type Series, series } from "./series.js";

const { buildMime, buildPayload, forward, joinsThread, parseMime, quote, reply, safeFilename, withContents } =
  library;

const LISTS = { addresses: OPEN };
const FIELDS = { fields: OPEN, fieldBytes: OPEN, headerBytes: OPEN };
const PARTS = { parts: OPEN };
const BYTES = { inputBytes: OPEN };
const EMPTY: Mail = { bodies: [], attachments: [], headers: [], defects: [] };

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

const people = (n: number) =>
  Array.from({ length: n }, (_, i) => ({ name: `Person ${i}`, address: `p${i}@x.com` }));
const ids = (n: number): string[] => Array.from({ length: n }, (_, i) => `<id${i}@example.com>`);
const files = (n: number) =>
  Array.from({ length: n }, (_, i) => ({
    filename: `scan ${i}.png`,
    content: ascii("abc"),
    contentType: "image/png",
  }));

/** A mail that was read, with much of something. */
const original = (more: Partial<Mail>): Mail => ({
  ...EMPTY,
  from: [{ name: "Ann", address: "ann@x.com" }],
  subject: "s",
  messageId: "<last@x.com>",
  text: "hi\n",
  ...more,
});

export const MAILS: readonly Series[] = [
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

  series(
    "reply: to 10⁴ addresses",
    160_000,
    (n) => original({ to: people(n), cc: people(n) }),
    (mail) => reply(mail, { self: "p7@x.com", all: true }),
    ({ cc = [] }, n) => cc.length === n - 1,
  ),
  series(
    "reply: to one address 10⁵ times",
    160_000,
    (n) => original({ to: Array.from({ length: n }, () => ({ address: "b@x.com" })) }),
    (mail) => reply(mail, { self: "a@x.com", all: true }),
    ({ cc = [] }) => cc.length === 1,
  ),
  series(
    "reply: by somebody of 10⁴ aliases",
    40_000,
    (n) => ({ mail: original({ to: people(n) }), self: people(n).map(({ address }) => address) }),
    ({ mail, self }) => reply(mail, { self, all: true }),
    ({ to }) => to.length === 1,
  ),
  series(
    "reply: groups",
    160_000,
    (n) => original({ to: people(n).map((one) => ({ name: "g", members: [one] })) }),
    (mail) => reply(mail, { self: "p7@x.com", all: true }),
    ({ cc = [] }, n) => cc.length === n - 1,
  ),
  series(
    "reply: after References of 10⁵",
    160_000,
    (n) => original({ references: ids(n) }),
    (mail) => reply(mail, { self: "a@x.com" }),
    ({ references = [] }) => references.length > 1,
  ),
  series(
    "reply: a subject of 1 MB of Re:",
    MB,
    (n) => original({ subject: fill("Re: ", n) }),
    (mail) => reply(mail, { self: "a@x.com" }),
    ({ subject }) => subject.startsWith("Re:"),
  ),
  series(
    "reply: a subject of 1 MB of blanks",
    MB,
    (n) => original({ subject: `Re:${" ".repeat(n)}[a] b` }),
    (mail) => reply(mail, { self: "a@x.com" }),
    ({ subject }) => subject.startsWith("Re:"),
  ),
  series(
    "thread: 10⁵ ids and 10⁵ References",
    100_000,
    (n) => ({
      mail: original({ references: ids(n) }),
      thread: { subject: "s", messageIds: Array.from({ length: n }, (_, i) => `<other${i}@x.com>`) },
    }),
    ({ mail, thread }) => joinsThread(mail, thread),
    (joins) => !joins,
  ),
  series(
    "thread: a subject of 1 MB of prefixes",
    MB,
    (n) => ({
      mail: original({ subject: fill("Re: Fwd: AW: ", n), references: ["<a@b>"] }),
      thread: { subject: fill("Fwd: ", n), messageIds: ["<a@b>"] },
    }),
    ({ mail, thread }) => joinsThread(mail, thread),
    (joins) => typeof joins === "boolean",
  ),
  series(
    "thread: a subject of 1 MB of brackets",
    MB,
    (n) => ({
      mail: original({ subject: fill("[", n), references: ["<a@b>"] }),
      thread: { subject: fill("Re[", n), messageIds: ["<a@b>"] },
    }),
    ({ mail, thread }) => joinsThread(mail, thread),
    (joins) => typeof joins === "boolean",
  ),
  series(
    "forward: 10⁴ attachments",
    100_000,
    (n) =>
      original({
        attachments: parseMime(buildMime({ text: "hi", attachments: files(100) })).attachments.flatMap(
          (file) => Array.from({ length: n / 100 }, () => file),
        ),
      }),
    (mail) => forward(mail, { note: "see below" }),
    ({ attachments }, n) => attachments.length >= n / 2,
  ),
  series(
    "forward: 10⁵ recipients",
    100_000,
    (n) => original({ to: people(n) }),
    (mail) => forward(mail, { note: "see below" }),
    ({ text }, n) => text.length > 10 * n,
  ),
  series(
    "forward: a text of 10 MB",
    10 * MB,
    (n) => original({ text: fill("some words in a line\n", n) }),
    (mail) => forward(mail, { note: "see below" }),
    ({ text }, n) => text.length >= n,
  ),
  ...(
    [
      ["lines", (n: number) => fill("some words in a line\n", n)],
      ["one line", (n: number) => "a".repeat(n)],
      ["blank lines", (n: number) => "\n".repeat(n)],
      ["blanks", (n: number) => " ".repeat(n)],
      ["quoted lines", (n: number) => fill("> some words\n", n)],
      ["less-than signs", (n: number) => "<".repeat(n)],
      ["bare CR", (n: number) => "\r".repeat(n)],
      ["links", (n: number) => fill("https://example.com/a?b=c ", n)],
    ] as const
  ).map(([name, make]) =>
    series(
      `quote: a text of ${name}`,
      4 * MB,
      (n) => original({ text: make(n) }),
      (mail) => quote(mail, { text: "yes" }),
      ({ html }, n) => html.length >= n,
    ),
  ),
  series(
    "quote: an own text of 4 MB",
    4 * MB,
    (n) => fill("some  words in a line\n", n),
    (text) => quote(EMPTY, { text, signature: text }),
    ({ html }, n) => html.length >= n,
  ),
  series(
    "contents: of 10⁴ attachments, added",
    160_000,
    (n) => {
      const mail = parseMime(buildMime({ text: "hi", attachments: files(1) }));
      const [file] = mail.attachments;
      const attachments = Array.from({ length: n }, (_, i) => ({
        ...(file as Mail["attachments"][number]),
        partId: String(i),
      }));
      return {
        mail: { ...mail, attachments },
        contents: new Map(attachments.map(({ partId }) => [partId, ascii("abc")])),
      };
    },
    ({ mail, contents }) => withContents(mail, contents),
    ({ attachments }, n) => attachments.length === n,
  ),
  ...(
    [
      ["letters", (n: number) => `${"a".repeat(n)}.txt`],
      ["dots", (n: number) => ".".repeat(n)],
      ["blanks and dots", (n: number) => `a${" .".repeat(n / 2)}`],
      ["slashes", (n: number) => fill("../", n)],
      ["control characters", (n: number) => "\x01\u202e".repeat(n / 2)],
      ["four-byte characters", (n: number) => "👍".repeat(n / 2)],
      ["lone surrogates", (n: number) => "\ud800".repeat(n)],
    ] as const
  ).map(([name, make]) =>
    series(
      `filename: ${name}`,
      4 * MB,
      make,
      (filename) => safeFilename({ partId: "1", mimeType: "text/plain", filename }),
      (safe) => safe.length > 0 && safe.length <= 255,
    ),
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
