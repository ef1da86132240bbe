/** The scenarios every release must pass, as far as bytes, raw, the tree and payloads reach. */

import { describe, expect, test } from "vitest";
import {
  decodeBodyText,
  decodeRaw,
  encodeRaw,
  findEntity,
  findHeader,
  findPart,
  formatEntity,
  type GmailPart,
  mimeToPayload,
  parseEntity,
  payloadToMime,
  rawToPayload,
  setField,
} from "../../src/index.js";
import { latin1, text } from "../support/bytes.js";

describe("scenario 4: root and HTML-only bodies", () => {
  test("a plain root", () => {
    const payload = { mimeType: "text/plain", body: { size: 9, data: "TWVyaGFiYQ0K" } };
    expect(decodeBodyText(payload)).toBe("Merhaba\r\n");
    expect(mimeToPayload(payloadToMime(payload)).body).toEqual(payload.body);
  });

  test("an HTML root", () => {
    const payload = { mimeType: "text/html", body: { size: 13, data: "PHA-RmF0dXJhPC9wPg==" } };
    expect(decodeBodyText(payload)).toBe("<p>Fatura</p>");
    expect(mimeToPayload(payloadToMime(payload))).toMatchObject(payload);
  });
});

test("scenario 5: a deep nest with an inline image and a PDF", () => {
  const image = {
    mimeType: "image/png",
    headers: [
      { name: "Content-Type", value: "image/png" },
      { name: "Content-Disposition", value: "inline" },
      { name: "Content-ID", value: "<logo1>" },
    ],
    body: { attachmentId: "A", size: 4 },
  };
  const alternative = {
    mimeType: "multipart/alternative",
    parts: [
      { mimeType: "text/plain", body: { size: 12, data: "UGxhaW4gYm9keQ0K" } },
      { mimeType: "text/html", body: { size: 35, data: "PHA-TG9nbyA8aW1nIHNyYz0iY2lkOmxvZ28xIj48L3A-" } },
    ],
  };
  const payload = {
    mimeType: "multipart/mixed",
    parts: [
      { mimeType: "multipart/related", parts: [alternative, image] },
      { mimeType: "application/pdf", filename: "r.pdf", body: { attachmentId: "B", size: 3 } },
    ],
  };
  expect(findPart(payload, { contentId: "logo1" })).toBe(image);
  expect(findPart(payload, { contentId: "<logo1>" })).toBe(image);

  const given: Record<string, Uint8Array> = { A: latin1("\x89PNG"), B: latin1("AAA") };
  const bytes = payloadToMime(payload, { content: ({ attachmentId = "" }) => given[attachmentId] });
  const again = mimeToPayload(bytes);
  const at = (partId: string): GmailPart => findPart(again, { partId }) as GmailPart;
  expect(findPart(again, { contentId: "logo1" })?.partId).toBe("0.1");
  expect(decodeBodyText(at("0.0.0"))).toBe("Plain body\r\n");
  expect(decodeBodyText(at("0.0.1"))).toBe('<p>Logo <img src="cid:logo1"></p>');
  expect(at("0.1")).toMatchObject({ mimeType: "image/png", body: { size: 4 } });
  expect(at("1")).toMatchObject({ mimeType: "application/pdf", filename: "r.pdf", body: { size: 3 } });
});

test("scenario 6: an attached .eml does not replace the body", () => {
  const inner = { partId: "1.0", mimeType: "text/plain", body: { size: 5, data: "SU5ORVI=" } };
  const payload = {
    partId: "",
    mimeType: "multipart/mixed",
    parts: [
      { partId: "0", mimeType: "text/plain", body: { size: 5, data: "T1VURVI=" } },
      { partId: "1", mimeType: "message/rfc822", parts: [inner] },
    ],
  };
  expect(decodeBodyText(findPart(payload, { partId: "0" }) ?? {})).toBe("OUTER");
  expect(findPart(payload, { partId: "1.0" })).toBe(inner);
  expect(decodeBodyText(inner)).toBe("INNER");

  const again = mimeToPayload(payloadToMime(payload));
  expect(findPart(again, { partId: "1" })).toMatchObject({
    mimeType: "message/rfc822",
    filename: "",
    body: { size: 0 },
  });
  expect(decodeBodyText(findPart(again, { partId: "0" }) as GmailPart)).toBe("OUTER");
  expect(decodeBodyText(findPart(again, { partId: "1.0" }) as GmailPart)).toBe("INNER");
});

describe("scenario 8: charsets", () => {
  const part = (charset: string, data: string) => ({
    mimeType: "text/plain",
    headers: [{ name: "Content-Type", value: `text/plain; charset=${charset}` }],
    body: { data },
  });

  test("data that Gmail has made UTF-8, whatever the header still says", () => {
    expect(decodeBodyText(part("iso-2022-jp", "44OG44K544OIDQo="))).toBe("テスト\r\n");
  });

  test("data that is still in the declared charset", () => {
    expect(
      decodeBodyText(part("windows-1252", Buffer.from([0x63, 0x61, 0x66, 0xe9]).toString("base64url"))),
    ).toBe("café");
  });

  test("the same Japanese mail from bytes", () => {
    const bytes = latin1("Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n\x1b$B%F%9%H\x1b(B\r\n");
    const payload = mimeToPayload(bytes);
    expect(payload.body).toEqual({ size: 14, data: "44OG44K544OIDQo=" });
    expect(findHeader(payload, "Content-Type")).toBe("text/plain; charset=iso-2022-jp");
    expect(decodeBodyText(payload)).toBe("テスト\r\n");
    expect(mimeToPayload(payloadToMime(payload)).body.data).toBe(payload.body.data);
  });

  test.each(["iso-2022-jp", "utf-8", "utf-16", "utf-7", "big5", "no-such-charset", "hex", "base64", ""])(
    "bytes that %s cannot mean never throw",
    (charset) => {
      const bytes = latin1(
        `Content-Type: text/plain; charset="${charset}"\r\n\r\n\xff\xfe\x1b$B\x80+\xd8\x00`,
      );
      expect(typeof decodeBodyText(mimeToPayload(bytes))).toBe("string");
      expect(typeof decodeBodyText(part(charset, "__4bJEKAK9gA"))).toBe("string");
    },
  );
});

describe("scenario 11: rendering", () => {
  const source = [
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
  ].join("\r\n");
  const bytes = latin1(source);
  const headers = [
    { name: "Received", value: "by 10.0.0.1 with SMTP id x;        Mon, 2 Jan 2023 03:04:06 +0000 (UTC)" },
    { name: "MIME-Version", value: "1.0" },
    { name: "From", value: "Zaè <z@x.com>" },
    { name: "To", value: "b@x.com" },
    { name: "Subject", value: "café" },
    { name: "Date", value: "Mon, 2 Jan 2023 12:04:05 +0900" },
    { name: "Message-Id", value: "<1@x.com>" },
    { name: "Content-Type", value: "multipart/mixed; boundary=B" },
  ];
  const attachmentId = expect.any(String);
  const payload = {
    partId: "",
    mimeType: "multipart/mixed",
    filename: "",
    headers,
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
        body: { attachmentId, size: 3 },
      },
      {
        partId: "2",
        mimeType: "application/pgp-signature",
        filename: "",
        headers: [{ name: "Content-Type", value: "application/pgp-signature" }],
        body: { attachmentId, size: 3 },
      },
    ],
  };

  test("the message is 607 bytes, and its raw ends as Gmail's would", () => {
    expect(bytes).toHaveLength(607);
    expect(encodeRaw(bytes)).toMatch(/LS0NCg==$/);
    expect(decodeRaw(encodeRaw(bytes))).toEqual(bytes);
  });

  test("full", () => {
    expect(mimeToPayload(bytes)).toEqual(payload);
    expect(mimeToPayload(bytes, { format: "full" })).toEqual(payload);
    expect(rawToPayload(encodeRaw(bytes))).toEqual(payload);
    expect(mimeToPayload(source)).toEqual(payload);
  });

  test("metadata", () => {
    expect(mimeToPayload(bytes, { format: "metadata" })).toEqual({ mimeType: "multipart/mixed", headers });
    const some = mimeToPayload(bytes, { format: "metadata", metadataHeaders: ["from", "SUBJECT"] });
    expect(some).toEqual({ mimeType: "multipart/mixed", headers: [headers[2], headers[4]] });
    const none = mimeToPayload(bytes, { format: "metadata", metadataHeaders: ["X-None"] });
    expect(none).toEqual({ mimeType: "multipart/mixed" });
  });

  test("the way back: the same payload, its text in UTF-8", () => {
    const contents: Record<string, string> = { "1": "AAA", "2": "sig" };
    const again = mimeToPayload(
      payloadToMime(mimeToPayload(bytes), { content: ({ partId }) => latin1(contents[partId] ?? "") }),
    );
    const [plain, ...attachments] = payload.parts;
    const type = { name: "Content-Type", value: "text/plain; charset=utf-8" };
    const recoded = { ...plain, headers: [type, plain?.headers[1]], body: { size: 5, data: "Y2Fmw6k=" } };
    expect(again).toEqual({ ...payload, parts: [recoded, ...attachments] });
  });
});

describe("scenario 14: signed mail passes", () => {
  const signed = (lineEnd: string): Uint8Array =>
    latin1(
      [
        "From: a@x.com",
        "Subject: signed",
        "Content-Type: multipart/signed; micalg=pgp-sha256;",
        '\tprotocol="application/pgp-signature"; boundary="-- S"',
        "",
        "not signed",
        "---- S  ",
        "Content-Type: multipart/mixed ;boundary=I",
        "",
        "--I\t",
        "content-type:   text/plain",
        "",
        "trailing blanks \t",
        "From here, a caf\xe9,\0 and a bare \r in it",
        "",
        "--I--",
        "",
        "---- S",
        "Content-Type: application/pgp-signature",
        "",
        "sig",
        "---- S--",
        "",
      ].join(lineEnd),
    );

  test.each([
    ["CRLF", "\r\n"],
    ["LF", "\n"],
  ])("raw, entity, setField, raw in %s: the bytes of the signed part are unchanged", (_, lineEnd) => {
    const bytes = signed(lineEnd);
    const root = parseEntity(decodeRaw(encodeRaw(bytes)));
    const part = findEntity(root, "0");
    const labelled = parseEntity(decodeRaw(encodeRaw(formatEntity(setField(root, "X-Label", "é")))));
    expect(findHeader(mimeToPayload(formatEntity(labelled)), "X-Label")).toBe("é");

    const signedBytes = text(formatEntity(part ?? root));
    expect(signedBytes.startsWith("Content-Type: multipart/mixed ;boundary=I")).toBe(true);
    expect(signedBytes.endsWith(`--I--${lineEnd}`)).toBe(true);
    expect(text(formatEntity(findEntity(labelled, "0") ?? root))).toBe(signedBytes);

    const line = `X-Label: =?utf-8?B?w6k=?=${lineEnd}`;
    expect(text(formatEntity(labelled)).replace(line, "")).toBe(text(bytes));
  });
});
