/** What the API is asked and answers: messages, requests, uploads, batches. */

import type { GmailCall } from "../../src/index.js";
import { library } from "../library.js";
import { ascii, fill, MB, type Series, series } from "./series.js";

const {
  acceptMessage,
  buildBatch,
  buildBatchResponse,
  buildRequest,
  buildUpload,
  buildUploadChunk,
  formatAttachmentId,
  parseAttachmentId,
  parseBatch,
  parseBatchResponse,
  parseRequest,
  parseUpload,
  parseUploadChunk,
  renderAttachment,
  renderMessage,
  renderThread,
} = library;

const message = (n: number): Uint8Array => ascii(`Subject: s\r\n\r\n${fill("some words in a line\r\n", n)}`);
const wideBytes = (n: number): Uint8Array =>
  ascii(
    `Subject: s\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\nContent-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\nYWJj\r\n".repeat(n)}--b--\r\n`,
  );
const fileBytes = (n: number): Uint8Array =>
  ascii(
    `Subject: s\r\nContent-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\n${fill("TWFuTWFu\r\n", n)}`,
  );

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

export const REQUESTS: readonly Series[] = [
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
