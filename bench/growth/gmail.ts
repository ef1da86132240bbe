/** What Gmail's API says and is told: payloads both ways, raw, answers, requests, uploads, batches. */

import type { GmailCall, GmailPart } from "../../src/index.js";
import { library } from "../library.js";
import { ascii, fill, MB, OPEN, type Series, series } from "./series.js";

const {
  acceptMessage,
  buildBatch,
  buildBatchResponse,
  buildRequest,
  buildUpload,
  buildUploadChunk,
  decodeRaw,
  encodeRaw,
  findHeader,
  findPart,
  formatAttachmentId,
  mimeToPayload,
  parseAttachmentId,
  parseBatch,
  parseBatchResponse,
  parsePayload,
  parseRaw,
  parseRequest,
  parseUpload,
  parseUploadChunk,
  payloadToMime,
  renderAttachment,
  renderMessage,
  renderThread,
  walkParts,
} = library;

const PARTS = { parts: OPEN };
const DEEP = { depth: 1_000, parts: OPEN };
const FIELDS = { fields: OPEN, fieldBytes: OPEN, headerBytes: OPEN };

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

/** A call written as a request and read again. */
function call(name: string, largest: number, make: (n: number) => GmailCall): Series {
  return series(
    `request: ${name}`,
    largest,
    make,
    (given) => ({ given, back: parseRequest(buildRequest(given)) }),
    ({ given, back }) => back.method === given.method,
  );
}

const sent = (uploadType: "json" | "media" | "multipart") =>
  call(`a message sent by ${uploadType}`, 16 * MB, (n) => ({
    method: "messages.send",
    bytes: message(n),
    uploadType,
  }));

export const GMAIL: readonly Series[] = [
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

  series(
    "answer: a thread of 10⁴ messages",
    10_000,
    (n) => ({
      id: "1",
      messages: Array.from({ length: n }, (_, i) => ({ id: String(i), threadId: "1", raw: message(100) })),
    }),
    (thread) => renderThread(thread),
    ({ messages }, n) => messages.length === n,
  ),
  series(
    "answer: a message of 10⁴ labels",
    100_000,
    (n) => ({
      id: "1",
      threadId: "1",
      labelIds: Array.from({ length: n }, (_, i) => `Label_${i}`),
      raw: message(100),
    }),
    (stored) => renderMessage(stored, { format: "minimal" }),
    ({ labelIds = [] }, n) => labelIds.length === n,
  ),
  ...(["full", "metadata", "minimal", "raw"] as const).map((format) =>
    series(
      `answer: a message of 16 MB, ${format}`,
      16 * MB,
      (n) => ({ id: "1", threadId: "1", raw: fileBytes(n) }),
      (stored) => renderMessage(stored, { format }),
      ({ id }) => id === "1",
    ),
  ),
  series(
    "answer: an attachment of 16 MB",
    16 * MB,
    fileBytes,
    (bytes) => renderAttachment(bytes, { partId: "" }),
    ({ size }, n) => size > n / 2,
  ),
  series(
    "answer: the last of 10⁴ attachments",
    9_000,
    (n) => ({ bytes: wideBytes(n), by: { partId: String(n - 1) } }),
    ({ bytes, by }) => renderAttachment(bytes, by),
    ({ size }) => size === 3,
  ),
  series(
    "answer: attachment ids of 1 MB",
    MB,
    (n) => "0.".repeat(n / 2).slice(0, -1),
    (partId) => parseAttachmentId(formatAttachmentId({ partId })),
    () => true,
  ),
  series(
    "answer: junk as an attachment id",
    MB,
    (n) => fill("ANGjdJ_", n),
    (id) => parseAttachmentId(id),
    () => true,
  ),
  series(
    "accept: 10⁴ fields, 1 MB of text",
    9_000,
    (n) =>
      ascii(
        `From: a@x.com\r\n${"X-Field: value\r\n".repeat(n)}Bcc: b@x.com\r\n\r\n${"some text\r\n".repeat(10 * n)}`,
      ),
    (bytes) => acceptMessage(bytes, { date: 0, messageId: "<a@b>", from: "a@x.com" }),
    (bytes, n) => bytes.length > 100 * n,
  ),

  sent("json"),
  sent("media"),
  sent("multipart"),
  call("10⁴ labels", 100_000, (n) => ({
    method: "messages.modify",
    id: "1",
    addLabelIds: Array.from({ length: n }, (_, i) => `L${i}`),
  })),
  call("a search of 1 MB", MB, (n) => ({ method: "messages.list", q: fill("größe from:a ", n) })),
  call("an id of 1 MB", MB, (n) => ({ method: "messages.trash", id: "a".repeat(n) })),
  call("10⁵ headers of metadata", 100_000, (n) => ({
    method: "messages.get",
    id: "1",
    format: "metadata",
    metadataHeaders: Array.from({ length: n }, (_, i) => `X-${i}`),
  })),
  series(
    "request: a query of 1 MB that means nothing",
    MB,
    (n) => ({
      method: "GET",
      url: `https://gmail.googleapis.com/gmail/v1/users/me/messages/1?${fill("a=b&", n)}`,
      headers: {},
    }),
    (request) => parseRequest(request),
    ({ method }) => method === "messages.get",
  ),
  series(
    "request: 10⁵ headers",
    100_000,
    (n) => ({
      method: "GET",
      url: "https://gmail.googleapis.com/gmail/v1/users/me/messages/1",
      headers: Object.fromEntries(Array.from({ length: n }, (_, i) => [`x-${i}`, "v"])),
    }),
    (request) => parseRequest(request),
    ({ method }) => method === "messages.get",
  ),

  series(
    "upload: 16 MB both ways",
    16 * MB,
    message,
    (bytes) => {
      const { contentType, body } = buildUpload({ threadId: "1" }, bytes);
      return parseUpload(contentType, body).bytes;
    },
    (bytes, n) => bytes.length > n,
  ),
  series(
    "upload: lines like delimiters",
    16 * MB,
    (n) => {
      const { contentType } = buildUpload({}, ascii("Subject: s\r\n\r\nhi"));
      const boundary = /boundary="?([^";]+)/.exec(contentType)?.[1] ?? "";
      return ascii(fill(`--${boundary}x\r\n--${boundary}\r\n`, n));
    },
    (bytes) => {
      const { contentType, body } = buildUpload({ threadId: "1" }, bytes);
      return parseUpload(contentType, body).bytes;
    },
    (bytes, n) => bytes.length >= n,
  ),
  series(
    "upload: delimiters that end nothing",
    4 * MB,
    (n) => ascii(`--b\r\n\r\n{}\r\n--b\r\n\r\n${fill("--b \r\n-b--b\r\n", n)}\r\n--b--`),
    (body) => {
      try {
        return parseUpload("multipart/related; boundary=b", body).bytes.length;
      } catch {
        return 0; // more parts than two are refused
      }
    },
    () => true,
  ),
  series(
    "upload: metadata of 1 MB",
    MB,
    (n) => ({ labelIds: Array.from({ length: n / 8 }, (_, i) => `Label${i}`) }),
    (metadata) => {
      const { contentType, body } = buildUpload(metadata, ascii("Subject: s\r\n\r\nhi"));
      return parseUpload(contentType, body).metadata;
    },
    ({ labelIds }, n) => (labelIds as string[]).length === n / 8,
  ),
  series(
    "upload: a chunk of 16 MB both ways",
    16 * MB,
    (n) => ({
      sessionUrl: "https://gmail.googleapis.com/upload/session",
      bytes: new Uint8Array(n & ~0x3ffff),
      start: 0,
      total: 4 * n,
    }),
    (chunk) => parseUploadChunk(buildUploadChunk(chunk)).bytes,
    (bytes, n) => bytes.length > n / 2,
  ),
  series(
    "batch: 16 MB in 100 calls, both ways",
    16 * MB,
    (n) =>
      Array.from({ length: 100 }, () =>
        buildRequest({ method: "messages.insert", bytes: message(n / 100), uploadType: "json" }),
      ),
    (requests) => {
      const { contentType, body } = buildBatch(requests);
      return parseBatch(contentType, body);
    },
    (requests) => requests.length === 100,
  ),
  series(
    "batch: 16 MB in 100 answers, both ways",
    16 * MB,
    (n) =>
      Array.from({ length: 100 }, (_, i) => ({
        status: 200,
        headers: { "content-type": "application/json" },
        body: fill('{"id": "18c0"}\r\n', n / 100),
        contentId: `call-${i}`,
      })),
    (responses) => {
      const { contentType, body } = buildBatchResponse(responses);
      return parseBatchResponse(contentType, body);
    },
    (responses) => responses.length === 100,
  ),
  series(
    "batch: headers of a call never ended",
    4 * MB,
    (n) =>
      ascii(
        `--b\r\nContent-Type: application/http\r\n\r\nGET /gmail/v1/users/me/messages/1\r\n${fill("X-A: b\r\n", n)}\r\n--b--`,
      ),
    (body) => parseBatch("multipart/mixed; boundary=b", body),
    (requests) => requests.length === 1,
  ),
];
