/** The scenarios that every release must pass, of mails: 1 to 7, 10 and 13, through the public face only. */

import { describe, expect, test } from "vitest";
import {
  type AttachmentInput,
  buildMime,
  buildRaw,
  decodeRaw,
  findPart,
  formatEntity,
  type MailInput,
  MimeError,
  mimeToPayload,
  type PartLike,
  parseAddressList,
  parseEntity,
  parseMime,
  parsePayload,
  parseRaw,
  rawToPayload,
  replacePart,
  safeFilename,
  withContents,
} from "../../src/index.js";
import { normalise } from "../support/normalise.js";

const written = (mail: MailInput): string => Buffer.from(buildMime(mail)).toString("latin1");
const headOf = (message: string): string => message.slice(0, message.indexOf("\r\n\r\n"));
const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("1. accented subject", () => {
  const subjects = [
    "Relatório de Comissões - Segunda Quinzena de Março",
    "=?UTF-8?B?SGk=?=",
    "é".repeat(100),
    "👩‍👩‍👧‍👦".repeat(40),
    "\u{20000}".repeat(60),
  ];

  test.each(subjects)("%s", (subject) => {
    const message = written({ to: "b@x.com", subject, text: "ok" });
    expect(message).toMatch(/^[\r\n\x20-\x7e]*$/);
    expect(message.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    const lines = headOf(message).split("\r\n");
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(78);
    const words = headOf(message).match(/=\?utf-8\?[QB]\?[^?]*\?=/g) ?? [];
    expect(words.length).toBeGreaterThan(0);
    for (const word of words) {
      expect(word.length).toBeLessThanOrEqual(75);
      const alone = parseMime(`Subject: ${word}\r\n\r\n`).subject;
      expect(alone).not.toContain("\ufffd"); // whole characters
    }
    const { headers } = mimeToPayload(buildMime({ to: "b@x.com", subject, text: "ok" }));
    expect(headers.find(({ name }) => name === "Subject")?.value).toBe(subject);
    expect(parseMime(message).subject).toBe(subject);
  });

  test("an ASCII subject stays literal", () => {
    expect(written({ to: "b@x.com", subject: "Plain - report, 100%", text: "ok" })).toContain(
      "\r\nSubject: Plain - report, 100%\r\n",
    );
  });
});

describe("2. injection", () => {
  const attachment = (input: AttachmentInput): MailInput => ({ attachments: [{ content: "x", ...input }] });
  const cases: [string, MailInput, string][] = [
    ["a subject", { subject: "Hi\r\nBcc: e@v.il" }, "header-injection"],
    ["an id", { inReplyTo: "<a@b>\r\nBcc: e@v.il" }, "header-injection"],
    ["a filename", attachment({ filename: "a\r\nX: y.pdf" }), "header-injection"],
    ["a field name", { headers: { "X\r\nY": "z" } }, "header-name"],
    ["a display name", { to: { name: "a\nBcc: e@v.il", address: "a@b" } }, "header-injection"],
    ["an address", { to: { address: "a@b\r\nBcc: e@v.il" } }, "header-injection"],
    ["an address string", { to: "a@b\r\nBcc: e@v.il" }, "header-injection"],
    ["a content type", attachment({ contentType: "text/plain\r\nX: y" }), "header-injection"],
    ["a media type", attachment({ mimeType: "text/plain\nX: y" }), "header-injection"],
    ["a content id", attachment({ contentId: "a\r\nX: y" }), "header-injection"],
    ["a custom value with CR", { headers: [["X-A", "b\rc"]] }, "header-injection"],
    ["a custom value with LF", { headers: { "X-A": ["ok", "b\nc"] } }, "header-injection"],
    ["a custom value with NUL", { headers: [{ name: "X-A", value: "b\0c" }] }, "header-injection"],
    ["a field of an attachment", attachment({ headers: { "X-A": "b\r\n\r\nc" } }), "header-injection"],
    ["a calendar method", { calendar: { method: "REQUEST\r\nX: y", text: "" } }, "header-injection"],
  ];
  test.each(cases)("%s is refused", (_, mail, code) => {
    expect(() => buildMime(mail)).toThrow(MimeError);
    expect(() => buildMime(mail)).toThrow(expect.objectContaining({ code }));
  });

  test("a received subject that decodes to a line break is one line when it is written again", () => {
    const { subject } = parseMime("Subject: =?utf-8?Q?a=0D=0ABcc:_x@y?=\r\n\r\n");
    expect(subject).toBe("a Bcc: x@y");
    expect(headOf(written({ subject, text: "" }))).toBe(
      [
        "Subject: a Bcc: x@y",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 7bit",
      ].join("\r\n"),
    );
  });
});

test("3. Bcc survives", () => {
  const message = written({
    to: "b@x.com",
    bcc: ["c@x.com", '"Doe, J" <d@x.com>'],
    subject: "s",
    text: "t",
  });
  expect(message.match(/^Bcc: .*$/gm)).toEqual(['Bcc: c@x.com, "Doe, J" <d@x.com>']);
  expect(parseAddressList('c@x.com, "Doe, J" <d@x.com>')).toEqual([
    { address: "c@x.com" },
    { name: "Doe, J", address: "d@x.com" },
  ]);
});

describe("4. root and HTML-only bodies", () => {
  test("a plain root", () => {
    const mail = parsePayload({ mimeType: "text/plain", body: { size: 9, data: "TWVyaGFiYQ0K" } });
    expect(mail.text).toBe("Merhaba\n");
  });

  test("an html root", () => {
    const mail = parsePayload({ mimeType: "text/html", body: { size: 13, data: "PHA-RmF0dXJhPC9wPg==" } });
    expect(mail.html).toBe("<p>Fatura</p>");
    expect(mail.text).toBeUndefined();
  });
});

const nested = {
  mimeType: "multipart/mixed",
  headers: [{ name: "Subject", value: "Plan" }],
  parts: [
    {
      partId: "0",
      mimeType: "multipart/related",
      parts: [
        {
          partId: "0.0",
          mimeType: "multipart/alternative",
          parts: [
            { partId: "0.0.0", mimeType: "text/plain", body: { data: "UGxhaW4gYm9keQ0K" } },
            {
              partId: "0.0.1",
              mimeType: "text/html",
              body: { data: "PHA-TG9nbyA8aW1nIHNyYz0iY2lkOmxvZ28xIj48L3A-" },
            },
          ],
        },
        {
          partId: "0.1",
          mimeType: "image/png",
          headers: [
            { name: "Content-Disposition", value: "inline" },
            { name: "Content-ID", value: "<logo1>" },
          ],
          body: { attachmentId: "A", size: 4 },
        },
      ],
    },
    {
      partId: "1",
      mimeType: "application/pdf",
      filename: "r.pdf",
      body: { attachmentId: "B", size: 3 },
    },
  ],
};

test("5. deep nest with inline image and PDF", () => {
  const mail = parsePayload(nested);
  expect(mail.text).toBe("Plain body\n");
  expect(mail.html).toBe('<p>Logo <img src="cid:logo1"></p>');
  expect(mail.attachments).toMatchObject([
    { partId: "0.1", kind: "inline", contentId: "logo1", attachmentId: "A" },
    { partId: "1", kind: "attachment", filename: "r.pdf", attachmentId: "B", size: 3 },
  ]);
  expect(findPart(nested, { contentId: "logo1" })).toBe(nested.parts[0]?.parts?.[1]);
});

test("6. an attached .eml does not replace the body", () => {
  const payload = {
    mimeType: "multipart/mixed",
    parts: [
      { partId: "0", mimeType: "text/plain", body: { data: "T1VURVI=" } },
      {
        partId: "1",
        mimeType: "message/rfc822",
        parts: [{ partId: "1.0", mimeType: "text/plain", body: { data: "SU5ORVI=" } }],
      },
    ],
  };
  const mail = parsePayload(payload);
  expect(mail.text).toBe("OUTER");
  expect(mail.attachments).toMatchObject([{ partId: "1", kind: "message" }]);
  const inner = findPart(payload, { partId: "1.0" });
  expect(inner && parsePayload(inner).text).toBe("INNER");
});

describe("7. nameless and text attachments", () => {
  const encrypted = (first: string, second: string): PartLike => ({
    mimeType: "multipart/encrypted",
    parts: [
      {
        partId: "0",
        mimeType: "application/pgp-encrypted",
        filename: "",
        body: { attachmentId: first, size: 11 },
      },
      {
        partId: "1",
        mimeType: "application/octet-stream",
        filename: "",
        body: { attachmentId: second, size: 99 },
      },
    ],
  });

  test("nameless ones are there, under names that differ", () => {
    const { attachments } = parsePayload(encrypted("A", "B"));
    expect(attachments.map(({ filename }) => filename)).toEqual([undefined, undefined]);
    const [first = "", second = ""] = attachments.map(safeFilename);
    expect(first).toContain("0");
    expect(second).toContain("1");
    expect(first).not.toBe(second);
  });

  test("a text with a filename is an attachment, not the body", () => {
    const mail = parsePayload({
      mimeType: "text/csv",
      filename: "a.csv",
      headers: [{ name: "Content-Disposition", value: "attachment; filename=a.csv" }],
      body: { size: 4, data: "YSxiCg==" },
    });
    expect(mail.text).toBeUndefined();
    expect(mail.attachments).toMatchObject([
      { filename: "a.csv", content: new Uint8Array([97, 44, 98, 10]) },
    ]);
  });

  test("the stored partId finds an attachment whose attachmentId changed", () => {
    const [, stored] = parsePayload(encrypted("A", "B")).attachments;
    const again = encrypted("C", "D");
    expect(findPart(again, { partId: stored?.partId ?? "none" })?.body).toEqual({
      attachmentId: "D",
      size: 99,
    });
  });
});

describe("10. what forwarding builds", () => {
  const fetched = new Map([
    ["0.1", new Uint8Array([137, 80, 78, 71])],
    ["1", new Uint8Array([1, 2, 3])],
  ]);

  test("the contents that were fetched stand in the same containers", () => {
    const payload = mimeToPayload(buildMime(withContents(parsePayload(nested), fetched)));
    expect(payload.mimeType).toBe("multipart/mixed");
    expect(payload.parts?.map(({ mimeType }) => mimeType)).toEqual(["multipart/related", "application/pdf"]);
    const related = payload.parts?.[0]?.parts ?? [];
    expect(related.map(({ mimeType }) => mimeType)).toEqual(["multipart/alternative", "image/png"]);
    expect(related[0]?.parts?.map(({ mimeType }) => mimeType)).toEqual(["text/plain", "text/html"]);
    const image = findPart(payload, { contentId: "logo1" });
    expect(image?.headers).toContainEqual({ name: "Content-ID", value: "<logo1>" });
    expect(image?.headers).toContainEqual({ name: "Content-Disposition", value: "inline" });
    expect(payload.parts?.[1]).toMatchObject({ filename: "r.pdf", body: { size: 3 } });
  });

  test("without its content no attachment is built", () => {
    expect(() => buildMime(parsePayload(nested))).toThrow(
      expect.objectContaining({ code: "content-missing" }),
    );
  });

  test("a hard filename", () => {
    const filename = 'q"uo;te é.pdf';
    const content = Uint8Array.from({ length: 1000 }, (_, i) => i % 256);
    const message = written({ to: "b@x.com", text: "t", attachments: [{ filename, content }] });
    expect(message.replace(/\r\n /g, " ")).toContain("filename*=utf-8''q%22uo%3Bte%20%C3%A9.pdf");
    const lines = message.split("\r\n").filter((line) => /^[A-Za-z0-9+/=]{60,}$/.test(line));
    expect(lines.length).toBeGreaterThan(10);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(76);
    expect(parseMime(message).attachments).toMatchObject([{ filename, content }]);
  });
});

describe("13. draft edit", () => {
  const raw = Buffer.from(
    [
      "From: =?utf-8?Q?Za=C3=A8?= <z@x.com>",
      'To: "Doe, Jane" <jane@x.com>, Team: a@x.com, b@x.com;',
      "Cc: c@x.com",
      "Subject: =?utf-8?Q?caf=C3=A9?=",
      "Date: Mon, 2 Jan 2023 12:04:05 +0900",
      "Message-ID: <1@x.com>",
      "References: <r1@x> <r2@x>",
      "X-Custom: one",
      "X-Custom: two",
      "List-Unsubscribe: <https://x.com/u>",
      "MIME-Version: 1.0",
      "Content-Type: multipart/mixed; boundary=B",
      "",
      "--B",
      "Content-Type: multipart/related; boundary=R",
      "",
      "--R",
      "Content-Type: text/plain; charset=utf-8",
      "",
      "old",
      "--R",
      "Content-Type: image/png",
      "Content-ID: <logo1>",
      "Content-Transfer-Encoding: base64",
      "",
      base64("\x89PNG\0"),
      "--R--",
      "--B",
      'Content-Type: application/pdf; name="r.pdf"',
      'Content-Disposition: attachment; filename="r.pdf"',
      "Content-Transfer-Encoding: base64",
      "",
      base64("%PDF"),
      "--B--",
      "",
    ].join("\r\n"),
  ).toString("base64url");

  test("a mail with another text keeps all else", () => {
    const before = parseRaw(raw);
    const after = parseRaw(buildRaw({ ...before, text: "new" }));
    expect(after.text).toBe("new");
    expect(normalise({ ...after, text: "old" })).toEqual(normalise(before));
    expect(before.headers).toHaveLength(3);
    expect(after.attachments.map(({ contentId }) => contentId)).toEqual(["logo1", undefined]);
  });

  test("replacing a part of its entity keeps every other byte", () => {
    const root = parseEntity(decodeRaw(raw));
    const part = parseEntity("Content-Type: text/plain; charset=utf-8\r\n\r\nnew");
    const after = Buffer.from(formatEntity(replacePart(root, "0.0", part))).toString("latin1");
    expect(after.replace("\r\n\r\nnew\r\n", "\r\n\r\nold\r\n")).toBe(
      Buffer.from(raw, "base64url").toString("latin1"),
    );
    expect(rawToPayload(raw).parts).toHaveLength(2);
  });
});
