/** Scenario 11: a message as the API answers it, in every format. */

import { describe, expect, test } from "vitest";
import { renderAttachment, renderMessage } from "../../src/index.js";

const LINES = [
  "Received: by 10.0.0.1 with SMTP id x;",
  "        Mon, 2 Jan 2023 03:04:06 +0000 (UTC)",
  "MIME-Version: 1.0",
  "From: =?UTF-8?B?WmHDqA==?= <z@x.com>",
  "To: b@x.com",
  "Subject: =?UTF-8?Q?caf=C3=A9?=",
  "Date: Mon, 2 Jan 2023 12:04:05 +0900",
  "Message-Id: <1@x.com>",
  "Content-Type: multipart/mixed; boundary=B",
  "",
  "--B",
  "Content-Type: text/plain; charset=ISO-8859-1",
  "Content-Transfer-Encoding: quoted-printable",
  "",
  "caf=E9",
  "--B",
  'Content-Type: application/pdf; name="a;b.pdf"',
  'Content-Disposition: attachment; filename="a;b.pdf"',
  "Content-Transfer-Encoding: base64",
  "",
  "QUFB",
  "--B",
  "Content-Type: application/pgp-signature",
  "",
  "sig",
  "--B--",
  "",
];
const source = new TextEncoder().encode(LINES.join("\r\n"));
const stored = { id: "18c0", threadId: "18bf", labelIds: ["INBOX"], historyId: "77", raw: source };
const KEYS = [
  "id",
  "threadId",
  "labelIds",
  "snippet",
  "payload",
  "sizeEstimate",
  "historyId",
  "internalDate",
];

describe("scenario 11", () => {
  test("the message is the one of the scenario", () => {
    expect(source.length).toBe(607);
  });

  test("full", () => {
    const message = renderMessage(stored, { format: "full" });
    expect(Object.keys(message)).toEqual(KEYS);
    expect(message).toEqual({
      id: "18c0",
      threadId: "18bf",
      labelIds: ["INBOX"],
      snippet: "café",
      payload: {
        partId: "",
        mimeType: "multipart/mixed",
        filename: "",
        headers: [
          {
            name: "Received",
            value: "by 10.0.0.1 with SMTP id x;        Mon, 2 Jan 2023 03:04:06 +0000 (UTC)",
          },
          { name: "MIME-Version", value: "1.0" },
          { name: "From", value: "Zaè <z@x.com>" },
          { name: "To", value: "b@x.com" },
          { name: "Subject", value: "café" },
          { name: "Date", value: "Mon, 2 Jan 2023 12:04:05 +0900" },
          { name: "Message-Id", value: "<1@x.com>" },
          { name: "Content-Type", value: "multipart/mixed; boundary=B" },
        ],
        body: { size: 0 },
        parts: [
          {
            partId: "0",
            mimeType: "text/plain",
            filename: "",
            headers: [
              { name: "Content-Type", value: "text/plain; charset=ISO-8859-1" },
              { name: "Content-Transfer-Encoding", value: "quoted-printable" },
            ],
            body: { size: 4, data: "Y2Fmw6k=" },
          },
          {
            partId: "1",
            mimeType: "application/pdf",
            filename: "a;b.pdf",
            headers: [
              { name: "Content-Type", value: 'application/pdf; name="a;b.pdf"' },
              { name: "Content-Disposition", value: 'attachment; filename="a;b.pdf"' },
              { name: "Content-Transfer-Encoding", value: "base64" },
            ],
            body: { attachmentId: expect.stringMatching(/^[\w-]+$/), size: 3 },
          },
          {
            partId: "2",
            mimeType: "application/pgp-signature",
            filename: "",
            headers: [{ name: "Content-Type", value: "application/pgp-signature" }],
            body: { attachmentId: expect.stringMatching(/^[\w-]+$/), size: 3 },
          },
        ],
      },
      sizeEstimate: 607,
      historyId: "77",
      internalDate: "1672628645000",
    });
  });

  test("its attachments by their ids", () => {
    const parts = renderMessage(stored).payload?.parts ?? [];
    const contents = parts.slice(1).map(({ body }) => {
      return renderAttachment(source, { attachmentId: body.attachmentId as string });
    });
    expect(contents).toEqual([
      { size: 3, data: "QUFB" },
      { size: 3, data: "c2ln" },
    ]);
  });

  test("metadata, with the headers asked for", () => {
    const query = { format: "metadata", metadataHeaders: ["from", "SUBJECT"] } as const;
    const message = renderMessage(stored, query);
    expect(Object.keys(message)).toEqual(KEYS);
    expect(message.payload).toEqual({
      mimeType: "multipart/mixed",
      headers: [
        { name: "From", value: "Zaè <z@x.com>" },
        { name: "Subject", value: "café" },
      ],
    });
    expect(message.snippet).toBe("café");
  });

  test("raw", () => {
    const message = renderMessage(stored, { format: "raw" });
    expect(Object.keys(message)).toEqual([
      "id",
      "threadId",
      "labelIds",
      "snippet",
      "sizeEstimate",
      "raw",
      "historyId",
      "internalDate",
    ]);
    expect(Buffer.from(message.raw as string, "base64url").equals(source)).toBe(true);
    expect(message.raw).toMatch(/LS0NCg==$/);
  });

  test("minimal", () => {
    const message = renderMessage(stored, { format: "minimal" });
    expect(message).toEqual({
      id: "18c0",
      threadId: "18bf",
      labelIds: ["INBOX"],
      payload: { partId: "" },
      sizeEstimate: 607,
      historyId: "77",
      internalDate: "1672628645000",
    });
    expect(Object.keys(message)).toEqual(KEYS.filter((key) => key !== "snippet"));
  });
});
