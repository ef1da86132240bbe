import { describe, expect, test } from "vitest";
import { buildMime, parseMime } from "../../../src/convert.js";
import { parseEntity } from "../../../src/entity/wire.js";
import { hasCid } from "../../../src/mail/attachment.js";
import { entityToMail } from "../../../src/mail/reading.js";
import { utf8 } from "../../support/bytes.js";
import { expectMailReturns } from "../../support/laws-of-mail.js";

const read = (part: string, limits = {}) =>
  entityToMail(
    parseEntity(`Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n${part}\r\n--B--\r\n`, { limits }),
  ).attachments[0];

describe("attachments", () => {
  test("what an attachment says", () => {
    const part = [
      'Content-Type: Application/PDF; name="a b.pdf"',
      "Content-Disposition: attachment; filename*=utf-8''caf%C3%A9.pdf; size=3",
      "Content-ID: <id@x>",
      "Content-Transfer-Encoding: base64",
      "Content-Description: =?utf-8?Q?caf=C3=A9?=",
      "X-Attachment-Id: f_1",
      "",
      "QUJD",
    ].join("\r\n");
    expect(read(part)).toEqual({
      partId: "0",
      kind: "attachment",
      filename: "café.pdf",
      mimeType: "application/pdf",
      contentType: 'Application/PDF; name="a b.pdf"',
      disposition: "attachment",
      contentId: "id@x",
      headers: [
        { name: "Content-Description", value: "café" },
        { name: "X-Attachment-Id", value: "f_1" },
      ],
      size: 3,
      content: utf8("ABC"),
    });
  });

  test("its content is memory of its own", () => {
    const source = utf8("Content-Type: application/x\r\n\r\nABC");
    const content = entityToMail(parseEntity(source)).attachments[0]?.content;
    source.fill(0x78);
    expect(content).toEqual(utf8("ABC"));
  });

  test.each([
    ["Content-Type: image/png; name==?utf-8?Q?=C3=A9?=", "image/png; name*=utf-8''%C3%A9"],
    ["Content-Type: image/png; name*0=a; name*1=b", "image/png; name=ab"],
    ["Content-Type: image/png;\r\n\tname=a", "image/png;\tname=a"],
    ['Content-Type: application/x; a b=c; é=d; e="é"', "application/x; e*=utf-8''%C3%A9"],
  ])("%s: the value can be written again", (field, expected) => {
    expect(read(`${field}\r\n\r\nx`)?.contentType).toBe(expected);
  });

  test("of parameters that take more sections than readers join, the first are kept", () => {
    const sections = (name: string) =>
      Array.from(
        { length: 20 },
        (_, i) => `${name}*${i}*=${i === 0 ? "utf-8''" : ""}${"%E6%97%A5".repeat(25)}`,
      );
    const parameters = ["a", "b", "c"].flatMap(sections).join(";\r\n ");
    const bytes = utf8(
      `Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: application/x;\r\n ${parameters}\r\n\r\nx\r\n--B--\r\n`,
    );
    const mail = parseMime(bytes);
    expect(mail.attachments[0]?.contentType).toContain("a*0*=");
    expect(mail.attachments[0]?.contentType).not.toContain("c*0*=");
    expect(mail.defects.map(({ code }) => code)).toEqual(["limit-parameters"]);
    expectMailReturns(bytes);
    const contentType = `application/x; ${["a", "b", "c"].map((name) => `${name}="${"日".repeat(500)}"`).join("; ")}`;
    expect(() => buildMime({ attachments: [{ content: "x", contentType }] })).toThrow(
      expect.objectContaining({ code: "header-too-long" }),
    );
  });

  test("a multipart too deep to be opened is a file of bytes", () => {
    const inner = "Content-Type: multipart/mixed; boundary=C\r\n\r\n--C\r\n\r\nx\r\n--C--";
    expect(read(inner, { depth: 1 })).toMatchObject({
      kind: "attachment",
      mimeType: "application/octet-stream",
      content: utf8("--C\r\n\r\nx\r\n--C--"),
    });
  });

  test("an encoded message is one, too", () => {
    const attachment = read(
      "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\nU3ViamVjdDogeA0KDQp5",
    );
    expect(attachment).toMatchObject({ kind: "message", content: utf8("Subject: x\r\n\r\ny") });
  });

  test("defects of its content are told with their place", () => {
    const mail = entityToMail(
      parseEntity("Content-Type: application/x\r\nContent-Transfer-Encoding: base64\r\n\r\nQU*JD"),
    );
    expect(mail.defects).toEqual([{ code: "base64-invalid", partId: "", offset: 68 }]);
  });
});

test.each([
  ['<img src="cid:logo1">', "logo1", true],
  ["<img src='CID:a%40b'>", "a@b", true],
  ["url(cid:x)", "x", true],
  ['src="cid:a&amp;b"', "a&b", true],
  ['src="cid:%zz"', "%zz", true],
  ["cid:logo12", "logo1", false],
  ["", "", false],
])("%s uses %s: %s", (html, contentId, expected) => {
  expect(hasCid(html)(contentId)).toBe(expected);
});

test.each(["a ".repeat(150), "a".repeat(300), `${"x".repeat(200)}; name=b.pdf`])(
  "a type with text behind it that building refuses is read without: %j",
  (junk) => {
    const part = `Content-Type: application/pdf ${junk}\r\n\r\nx`;
    expect(read(part)?.contentType).toMatch(/^application\/pdf(?:; name="?b\.pdf"?)?$/);
    expectMailReturns(utf8(part));
  },
);
