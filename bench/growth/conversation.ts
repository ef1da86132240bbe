/** Answering, passing on, quoting; threads, contents and names of files. */

import type { Mail } from "../../src/index.js";
import { library } from "../library.js";
import { files, ids, people } from "./message.js";
import { ascii, fill, MB, type Series, series } from "./series.js";

const { buildMime, forward, joinsThread, parseMime, quote, reply, safeFilename, withContents } = library;

const EMPTY: Mail = { bodies: [], attachments: [], headers: [], defects: [] };

/** A mail that was read, with much of something. */
const original = (more: Partial<Mail>): Mail => ({
  ...EMPTY,
  from: [{ name: "Ann", address: "ann@x.com" }],
  subject: "s",
  messageId: "<last@x.com>",
  text: "hi\n",
  ...more,
});

export const CONVERSATION: readonly Series[] = [
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
];
