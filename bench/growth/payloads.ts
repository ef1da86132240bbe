/** Payloads of the API both ways, and raw. */

import type { GmailPart } from "../../src/index.js";
import { library } from "../library.js";
import { FIELDS, PARTS } from "./message.js";
import { ascii, fill, MB, OPEN, type Series, series } from "./series.js";

const {
  decodeRaw,
  encodeRaw,
  findHeader,
  findPart,
  mimeToPayload,
  parsePayload,
  parseRaw,
  payloadToMime,
  walkParts,
} = library;

const DEEP = { depth: 1_000, parts: OPEN };

const bytesOf = (n: number): Uint8Array => ascii(fill("0123456789abcdef\r\n", n));
const message = (n: number): Uint8Array => ascii(`Subject: s\r\n\r\n${fill("some words in a line\r\n", n)}`);
const wideBytes = (n: number): Uint8Array =>
  ascii(
    `Subject: s\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\nContent-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\nYWJj\r\n".repeat(n)}--b--\r\n`,
  );
const deepBytes = (n: number): Uint8Array => {
  const open = Array.from(
    { length: n },
    (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`,
  );
  return ascii(`Subject: s\r\n${open.join("")}\r\nhi\r\n`);
};
const attachedBytes = (n: number): Uint8Array =>
  ascii(`Subject: s\r\n${"Content-Type: message/rfc822\r\n\r\n".repeat(n)}\r\nhi\r\n`);
const fieldsBytes = (n: number): Uint8Array =>
  ascii(`Subject: s\r\n${"X-Field: value\r\n".repeat(n)}\r\nhi\r\n`);
const fileBytes = (n: number): Uint8Array =>
  ascii(
    `Subject: s\r\nContent-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\n${fill("TWFuTWFu\r\n", n)}`,
  );

const leaf = (mimeType: string, text: string): GmailPart => ({
  partId: "",
  mimeType,
  filename: "",
  headers: [
    { name: "Subject", value: "s" },
    { name: "Content-Type", value: mimeType },
  ],
  body: { size: text.length, data: encodeRaw(ascii(text)) },
});
const container = (parts: GmailPart[]): GmailPart => ({
  partId: "",
  mimeType: "multipart/mixed",
  filename: "",
  headers: [
    { name: "Subject", value: "s" },
    { name: "Content-Type", value: "multipart/mixed; boundary=b" },
  ],
  body: { size: 0 },
  parts,
});
const wide = (n: number): GmailPart =>
  container(Array.from({ length: n }, (_, i) => ({ ...leaf("text/plain", "abc"), partId: String(i) })));
function deep(n: number): GmailPart {
  let part = leaf("text/plain", "hi");
  for (let i = 0; i < n; i++) part = container([part]);
  return part;
}
const withHeaders = (n: number, value: string): GmailPart => ({
  ...leaf("text/plain", "hi"),
  headers: [
    { name: "Subject", value: "s" },
    ...Array.from({ length: n }, () => ({ name: "X-Field", value })),
  ],
});

/** Bytes to a payload. */
function rendered(
  name: string,
  largest: number,
  make: (n: number) => Uint8Array,
  limits: Record<string, number> = {},
): Series {
  return series(
    `payload: ${name}`,
    largest,
    make,
    (bytes) => mimeToPayload(bytes, { limits }),
    (payload) => findHeader(payload, "subject") === "s",
    limits,
  );
}

/** A payload to bytes, and to the mail. */
function read(
  name: string,
  largest: number,
  make: (n: number) => GmailPart,
  limits: Record<string, number> = {},
): Series[] {
  return [
    series(
      `payload to bytes: ${name}`,
      largest,
      make,
      (payload) => payloadToMime(payload, { limits }),
      (bytes) => bytes.length > 10,
      limits,
    ),
    series(
      `payload to mail: ${name}`,
      largest,
      make,
      (payload) => parsePayload(payload, { limits }),
      (mail) => mail.subject === "s",
      limits,
    ),
  ];
}

function raw(name: string, make: (n: number) => string): Series {
  return series(
    `raw: ${name}`,
    16 * MB,
    make,
    (text) => decodeRaw(text),
    (bytes, n) => bytes.length > n / 16,
  );
}

export const PAYLOADS: readonly Series[] = [
  rendered("10⁴ parts", 10_000, wideBytes, PARTS),
  rendered("1 000 deep, multiparts", 1_000, deepBytes, DEEP),
  rendered("1 000 deep, attached messages", 1_000, attachedBytes, DEEP),
  rendered("10⁵ fields", 100_000, fieldsBytes, FIELDS),
  rendered("a text of 10 MB", 10 * MB, message),
  rendered("a file of 32 MB", 32 * MB, fileBytes),
  rendered(
    "a filename of 1 MB",
    MB,
    (n) => ascii(`Subject: s\r\nContent-Disposition: attachment; filename="${"a".repeat(n)}"\r\n\r\nhi`),
    FIELDS,
  ),
  rendered(
    "a field of 10 MB",
    10 * MB,
    (n) => ascii(`Subject: s\r\nX: ${fill("some words ", n)}\r\n\r\nhi`),
    FIELDS,
  ),
  series(
    "payload: 10⁴ names of metadata asked for, 10⁴ fields",
    10_000,
    (n) => ({
      bytes: ascii(`Subject: s\r\n${Array.from({ length: n }, (_, i) => `X-F${i}: v\r\n`).join("")}\r\nhi`),
      metadataHeaders: Array.from({ length: n }, (_, i) => `X-F${i}`),
    }),
    ({ bytes, metadataHeaders }) =>
      mimeToPayload(bytes, { format: "metadata", metadataHeaders, limits: FIELDS }),
    ({ headers }, n) => headers.length === n,
    FIELDS,
  ),
  ...read("10⁴ parts", 10_000, wide, PARTS),
  ...read("1 000 deep", 1_000, deep, DEEP),
  ...read("10⁵ headers", 100_000, (n) => withHeaders(n, "value"), FIELDS),
  ...read("10⁵ headers outside ASCII", 100_000, (n) => withHeaders(n, "größe"), FIELDS),
  ...read("a header of 1 MB", MB, (n) => withHeaders(1, fill("some words ", n)), FIELDS),
  ...read("a header of 1 MB outside ASCII", MB, (n) => withHeaders(1, fill("größe ", n)), {
    ...FIELDS,
    encodedWords: OPEN,
  }),
  ...read("a header of 1 MB of line ends", MB, (n) => withHeaders(1, `a${fill("\r\n ", n)}b`), FIELDS),
  ...read(
    "an address list of 1 MB",
    MB,
    (n) => ({
      ...leaf("text/plain", "hi"),
      headers: [
        { name: "Subject", value: "s" },
        { name: "To", value: fill("a@x.com, ", n) },
      ],
    }),
    { ...FIELDS, addresses: OPEN },
  ),
  ...read("a text of 10 MB", 10 * MB, (n) => leaf("text/plain", fill("some words in a line\r\n", n))),
  ...read("a text of 10 MB, one line", 10 * MB, (n) => leaf("text/plain", "a".repeat(n))),
  ...read("a text of 10 MB, bare LF", 10 * MB, (n) => leaf("text/plain", fill("some words in a line\n", n))),
  ...read("lines like delimiters", MB, (n) =>
    container([leaf("text/plain", fill("--b\r\n", n)), leaf("text/plain", fill("--b-1\r\n--1-b\r\n", n))]),
  ),
  series(
    "payload: walked and searched, 10⁵ parts",
    100_000,
    (n) => ({ payload: wide(n), by: { partId: String(n - 1) } }),
    ({ payload, by }) => ({ parts: [...walkParts(payload)].length, found: findPart(payload, by) }),
    ({ parts, found }, n) => parts === n + 1 && found !== undefined,
  ),
  series(
    "raw: written, 16 MB",
    16 * MB,
    bytesOf,
    (bytes): string => encodeRaw(bytes),
    (text, n) => text.length > n,
  ),
  raw("16 MB", (n) => encodeRaw(bytesOf(n))),
  raw("in lines", (n) => fill("TWFuTWFuTWFu\r\n", n)),
  raw("blanks between", (n) => fill("T W F u ", n)),
  series(
    "raw: to the mail, 16 MB",
    16 * MB,
    (n) => encodeRaw(message(n)),
    (text) => parseRaw(text),
    (mail) => mail.subject === "s",
  ),
];
