/** Right calls of everything that Gmail means, to be spoiled. */

import { encodeRaw, parseEntity } from "../../../src/index.js";
import { latin1 } from "../../support/bytes.js";
import type { Call } from "../../support/wrong-use.js";

const mime = "Subject: hi\r\nDate: 1 Jan 2020 00:00 +0000\r\n\r\nyo";
const bytes = (): Uint8Array => latin1(mime);
const onDefect = (): void => {};
const part = () => ({
  partId: "",
  mimeType: "multipart/mixed",
  filename: "",
  headers: [{ name: "Content-Type", value: "multipart/mixed; boundary=b" }],
  body: { size: 0 },
  parts: [
    {
      partId: "0",
      mimeType: "text/plain",
      headers: [{ name: "Content-ID", value: "<c@x>" }],
      body: { size: 2, data: "aGk" },
    },
    {
      partId: "1",
      mimeType: "message/rfc822",
      filename: "m.eml",
      body: { size: 2, attachmentId: "B" },
      parts: [{ partId: "1.0", headers: [] }],
    },
    { partId: "2", mimeType: "image/png", filename: "a.png", body: { size: 2, attachmentId: "A" } },
  ],
});
const message = () => ({ id: "18c0", payload: part() });
const contents = () => ({ limits: { parts: 99, depth: 9 }, onDefect, content: () => bytes() });
const rendering = () => ({ limits: { depth: 9 }, onDefect, format: "full", attachmentId: () => "A" });
const metadata = () => ({ format: "metadata", metadataHeaders: ["Subject"], limits: { fields: 99 } });
const stored = () => ({
  id: "18c0",
  threadId: "18c0",
  labelIds: ["INBOX"],
  historyId: "7",
  internalDate: "1",
  snippet: "yo",
  raw: bytes(),
});
const request = () => ({
  method: "POST",
  url: "/upload/gmail/v1/users/me/messages/send?uploadType=media",
  headers: { "Content-Type": "message/rfc822" },
  body: bytes(),
});
const call = (given: () => readonly unknown[], echoes = false): Call => ({ given, echoes });

export const callsOfGmail: Readonly<Record<string, readonly Call[]>> = {
  mimeToPayload: [call(() => [bytes(), rendering()]), call(() => [mime, metadata()])],
  rawToPayload: [call(() => [encodeRaw(bytes()), rendering()])],
  payloadToMime: [call(() => [message(), contents()]), call(() => [{ raw: "QTogYg" }])],
  payloadToRaw: [
    call(() => [{ payload: { headers: [{ name: "A", value: "b" }], body: { data: "aGk" } } }, contents()]),
  ],
  payloadToEntity: [call(() => [part().parts[1], contents()])],
  entityToPayload: [
    call(() => [parseEntity(mime), rendering()]),
    call(() => [{ kind: "leaf", fields: [{ name: "A", value: "b" }], content: bytes() }, metadata()]),
    call(() => [
      {
        kind: "message",
        fields: [],
        message: { kind: "leaf", fields: [], content: { attachmentId: "A", size: 3 } },
      },
    ]),
  ],
  encodeRaw: [call(() => [bytes()])],
  decodeRaw: [call(() => ["aGk-Pw"])],
  findHeader: [call(() => [message(), "Content-Type"])],
  findHeaders: [call(() => [part(), "content-type"])],
  walkParts: [call(() => [message()], true)],
  findPart: [call(() => [part(), { partId: "1" }], true), call(() => [part(), { contentId: "c@x" }], true)],
  decodeBody: [call(() => [part().parts[0]])],
  decodeBodyText: [
    call(() => [{ ...part().parts[0], headers: [{ name: "Content-Type", value: "text/plain" }] }]),
  ],
  formatAttachmentId: [call(() => [{ messageId: "18c0", partId: "0.1" }])],
  parseAttachmentId: [call(() => ["ANGjMA"])],
  formatSnippet: [
    call(() => [parseEntity(mime)]),
    call(() => [{ kind: "leaf", fields: [{ name: "A", value: "b" }], content: bytes() }]),
  ],
  internalDateOf: [
    call(() => [parseEntity(mime)]),
    call(() => [{ kind: "leaf", fields: [{ name: "Date", value: "1 Jan 2020" }], content: bytes() }]),
  ],
  acceptMessage: [
    call(() => [
      mime,
      { from: { name: "A", address: "a@x.example" }, date: 0, messageId: "<a@b>", received: "by x" },
    ]),
    call(() => [bytes(), { from: "a@x.example", date: new Date(0) }]),
  ],
  renderMessage: [
    call(() => [stored(), { format: "full", limits: { depth: 9 } }]),
    call(() => [{ id: "1", threadId: "1", raw: mime }, metadata()]),
    call(() => [{ ...stored(), raw: { kind: "leaf", fields: [], content: bytes() } }, { format: "raw" }]),
  ],
  renderThread: [call(() => [{ id: "1", historyId: "7", messages: [stored()] }, { format: "minimal" }])],
  renderDraft: [call(() => [{ id: "1", message: stored() }, { format: "metadata" }])],
  renderAttachment: [call(() => [bytes(), { partId: "" }]), call(() => [mime, { attachmentId: "ANGj" }])],
  renderReceipt: [
    call(() => ["messages.send", { id: "1", threadId: "1", labelIds: ["SENT"] }]),
    call(() => ["drafts.create", { id: "1", threadId: "1", draftId: "2" }]),
  ],
  buildRequest: [
    call(() => [
      {
        method: "messages.insert",
        userId: "me",
        threadId: "1",
        labelIds: ["A"],
        bytes: bytes(),
        uploadType: "multipart",
        internalDateSource: "dateHeader",
        deleted: true,
      },
      { accessToken: "t" },
    ]),
    call(() => [
      {
        method: "messages.list",
        q: "x",
        labelIds: ["A"],
        includeSpamTrash: true,
        maxResults: 9,
        pageToken: "p",
      },
    ]),
    call(() => [{ method: "messages.batchModify", ids: ["1"], addLabelIds: ["A"], removeLabelIds: ["B"] }]),
    call(() => [{ method: "history.list", startHistoryId: "1", labelId: "A", historyTypes: ["labelAdded"] }]),
    call(() => [{ method: "messages.get", id: "1", format: "metadata", metadataHeaders: ["A"] }]),
    call(() => [{ method: "attachments.get", messageId: "1", id: "2" }]),
  ],
  parseRequest: [
    call(() => [request(), { strict: true }]),
    call(() => [{ method: "POST", url: "/gmail/v1/users/me/messages", headers: {}, body: '{"raw":"aGk"}' }]),
  ],
  buildUpload: [call(() => [{ threadId: "1", labelIds: ["A"] }, bytes()])],
  parseUpload: [
    call(() => ["application/json", '{"raw":"aGk"}', { strict: true }]),
    call(() => [
      "multipart/related; boundary=b",
      "--b\r\n\r\n{}\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nA: b\r\n--b--",
    ]),
  ],
  buildUploadChunk: [
    call(() => [{ sessionUrl: "https://x.example/y", bytes: bytes(), start: 0, total: 99 }]),
  ],
  parseUploadChunk: [
    call(() => [{ method: "PUT", url: "/x", headers: { "Content-Range": "bytes 4-5/6" }, body: "ab" }]),
  ],
  buildBatch: [
    call(() => [
      [
        { ...request(), contentId: "a" },
        { method: "GET", url: "https://x.example/y", headers: {} },
      ],
    ]),
  ],
  parseBatch: [
    call(() => [
      "multipart/mixed; boundary=b",
      "--b\r\nContent-Type: application/http\r\n\r\nGET /x\r\n\r\n--b--",
    ]),
  ],
  buildBatchResponse: [
    call(() => [
      [
        { status: 200, headers: { A: "b" }, body: "{}", contentId: "a" },
        { status: 204, headers: {}, body: bytes() },
      ],
    ]),
  ],
  parseBatchResponse: [
    call(() => [
      "multipart/mixed; boundary=b",
      "--b\r\nContent-ID: <response-call-0>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n--b--",
    ]),
  ],
};
