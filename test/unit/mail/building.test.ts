import { describe, expect, test } from "vitest";
import { buildMime, mimeToPayload, parseMime } from "../../../src/convert.js";
import { walkParts } from "../../../src/gmail/part.js";
import type { BuildOptions } from "../../../src/mail/building.js";
import type { AttachmentInput, MailInput } from "../../../src/mail/mail.js";
import { latin1, text, utf8 } from "../../support/bytes.js";

const built = (mail: MailInput, options?: BuildOptions) => text(buildMime(mail, options));

/** The shape of what is built: the subtypes of containers around the types of leaves. */
function shape(mail: MailInput): string {
  const write = (part: { mimeType?: string | null; parts?: readonly object[] | null }): string => {
    const type = part.mimeType ?? "";
    if (!type.startsWith("multipart/")) return type.replace(/^(text|application|image)\//, "");
    return `${type.slice(10)}[${(part.parts ?? []).map(write).join(" ")}]`;
  };
  return write(mimeToPayload(buildMime(mail)));
}

/** Content-Transfer-Encoding of each part that has one. */
function encodings(mail: MailInput, options?: BuildOptions): (string | undefined)[] {
  return [...walkParts(mimeToPayload(buildMime(mail, options)))].map(
    ({ headers }) => headers.find(({ name }) => name === "Content-Transfer-Encoding")?.value,
  );
}

const pdf: AttachmentInput = { filename: "a.pdf", content: "x" };
const logo: AttachmentInput = { filename: "l.png", content: "x", contentId: "logo" };

describe("containers", () => {
  test.each<[string, MailInput]>([
    ["plain", { text: "t" }],
    ["html", { html: "h" }],
    ["plain", {}],
    ["pdf", { attachments: [pdf] }],
    ["alternative[plain html]", { text: "t", html: "h" }],
    ["alternative[plain x-amp-html html calendar]", { calendar: "c", html: "h", amp: "a", text: "t" }],
    ["mixed[plain pdf]", { text: "t", attachments: [pdf] }],
    ["related[html png]", { html: "h", attachments: [logo] }],
    [
      "mixed[related[alternative[plain html] png] pdf pdf]",
      { text: "t", html: "h", attachments: [pdf, logo, pdf] },
    ],
    ["mixed[pdf]", { attachments: [{ ...pdf, headers: { "X-A": "b" } }] }],
    [
      "related[html plain]",
      { html: "h", attachments: [{ content: "t", contentType: "text/plain", disposition: "inline" }] },
    ],
    [
      "related[png plain]",
      { attachments: [{ content: "t", contentType: "text/plain", disposition: "inline" }, logo] },
    ],
  ])("%s", (expected, mail) => {
    expect(shape(mail)).toBe(expected);
  });

  test("a related names the type of its root", () => {
    const message = built({ html: "h", attachments: [logo] }).replaceAll("\r\n ", " ");
    expect(message).toContain('Content-Type: multipart/related; type="text/html"; boundary="');
  });

  test("an inline text stays an attachment, with and without a body", () => {
    const inline = { content: "note", contentType: "text/plain", disposition: "inline" } as const;
    for (const body of [{ text: "t" }, { html: "h" }, {}]) {
      const mail = parseMime(buildMime({ ...body, attachments: [inline] }));
      expect(mail.attachments).toMatchObject([{ kind: "inline", mimeType: "text/plain", size: 4 }]);
      expect(mail.text).toBe("text" in body ? "t" : undefined);
    }
  });
});

describe("texts", () => {
  test.each([
    ["plain", "7bit"],
    ["x".repeat(998), "7bit"],
    ["x".repeat(999), "quoted-printable"],
    [`café ${"a".repeat(100)}`, "quoted-printable"],
    ["日本語", "base64"],
    ["a\0b", "base64"],
  ])("%.20s is written in %s", (content, encoding) => {
    expect(encodings({ text: content })).toEqual([encoding]);
    expect(parseMime(buildMime({ text: content })).text).toBe(content);
  });

  test("the encoding may be asked for, and is used where it can hold the text", () => {
    expect(encodings({ text: "t" }, { transferEncoding: "base64" })).toEqual(["base64"]);
    expect(encodings({ text: "日本" }, { transferEncoding: "quoted-printable" })).toEqual([
      "quoted-printable",
    ]);
    expect(encodings({ text: "a\0" }, { transferEncoding: "quoted-printable" })).toEqual(["base64"]);
  });

  test.each([
    ["iso-2022-jp", "日本語テスト"],
    ["GB18030", "你好 €"],
    ["windows-1252", "café €"],
    ["koi8-r", "Привет"],
    ["utf-16", "a日"],
  ])("in %s, headers too", (charset, content) => {
    const message = built({ text: content, subject: content }, { charset });
    expect(message).toContain(`charset=${charset}`);
    expect(message.toLowerCase()).toContain(`=?${charset.toLowerCase()}?`);
    expect(message).not.toMatch(/[^\0-\x7f]/);
    expect(parseMime(message)).toMatchObject({ text: content, subject: content });
  });

  test.each<[MailInput, BuildOptions]>([
    [{ text: "日本" }, { charset: "windows-1252" }],
    [{ subject: "日本" }, { charset: "koi8-r" }],
    [{ text: "t" }, { charset: "no-such" }],
    [{ text: "t" }, { charset: "base64" }],
  ])("%j in %j: refused", (mail, options) => {
    expect(() => buildMime(mail, options)).toThrow(expect.objectContaining({ code: "charset-invalid" }));
  });

  test("flowed", () => {
    const long = `${"word ".repeat(40)}end\n> quoted\n-- \nme`;
    const message = built({ text: long, html: "<p> \n" }, { flowed: true });
    expect(message).toContain("Content-Type: text/plain; charset=utf-8; format=flowed\r\n");
    expect(message).toContain("Content-Type: text/html; charset=utf-8\r\n");
    expect(Math.max(...message.split("\r\n").map(({ length }) => length))).toBeLessThanOrEqual(78);
    expect(parseMime(message)).toMatchObject({ text: long, html: "<p> \n" });
  });

  test("a mark at the start of a text stays", () => {
    expect(parseMime(buildMime({ text: "\ufeffa" })).text).toBe("\ufeffa");
  });
});

describe("calendars", () => {
  test("stand last among the alternatives, with their method", () => {
    const calendar = "BEGIN:VCALENDAR\r\nMETHOD:request\r\nEND:VCALENDAR\r\n";
    const message = built({ text: "t", calendar });
    expect(message).toContain("Content-Type: text/calendar; charset=utf-8; method=REQUEST\r\n");
    expect(parseMime(message).calendar).toEqual({
      method: "REQUEST",
      text: calendar.replaceAll("\r\n", "\n"),
      partId: "1",
    });
  });

  test("the method that is given counts, and none is invented", () => {
    expect(built({ calendar: { method: "CANCEL", text: "METHOD:REQUEST" } })).toContain("; method=CANCEL");
    expect(built({ calendar: { text: "METHOD:REQUEST" } })).not.toContain("method=");
  });
});

describe("attachments", () => {
  const one = (attachment: AttachmentInput) =>
    parseMime(buildMime({ text: "t", attachments: [attachment] })).attachments[0];
  const all = Uint8Array.from({ length: 256 }, (_, i) => i);

  test.each<[string, AttachmentInput, object]>([
    [
      "bytes",
      { content: all },
      { content: all, mimeType: "application/octet-stream", disposition: "attachment" },
    ],
    [
      "a string",
      { content: "é", filename: "a.txt" },
      { content: utf8("é"), contentType: "text/plain; charset=utf-8; name=a.txt" },
    ],
    ["base64", { content: "AP8=", encoding: "base64" }, { content: new Uint8Array([0, 255]) }],
    ["base64url", { content: "-_8", encoding: "base64url" }, { content: new Uint8Array([251, 255]) }],
    ["a type by name", { content: "x", filename: "A.PNG" }, { mimeType: "image/png" }],
    [
      "a type that is given",
      { content: "x", filename: "a.png", contentType: "Image/X; a=b" },
      { contentType: "Image/X; a=b" },
    ],
    ["mimeType", { content: "x", mimeType: "text/csv; header=present" }, { mimeType: "text/csv" }],
    ["cid", { content: "x", cid: "<a@b>" }, { contentId: "a@b", disposition: "inline", kind: "inline" }],
    [
      "an attachment with an id",
      { content: "x", cid: "a", disposition: "attachment" },
      { kind: "attachment" },
    ],
    ["bare line ends", { content: "a\nb\rc", filename: "a.txt" }, { content: utf8("a\nb\rc") }],
    [
      "an 8-bit message",
      { content: latin1("A: b\n\n\xe9"), contentType: "message/rfc822" },
      { content: latin1("A: b\r\n\r\n\xe9"), kind: "message" },
    ],
    [
      "a message with NUL",
      { content: "A: b\n\n\0", contentType: "message/rfc822" },
      { content: utf8("A: b\n\n\0"), kind: "message" },
    ],
  ])("%s", (_, attachment, expected) => {
    expect(one(attachment)).toMatchObject(expected);
  });

  test.each<[string, AttachmentInput, string]>([
    ["message/rfc822", { content: "A: b\r\n\r\nc" }, "7bit"],
    ["message/rfc822", { content: latin1("A: b\r\n\r\n\xe9") }, "8bit"],
    ["message/rfc822", { content: "A: b\r\n\r\n\0" }, "base64"],
    ["message/rfc822", { content: `A: b\r\n\r\n${"x".repeat(999)}` }, "base64"],
    ["text/csv", { content: "a,b\r\n" }, "7bit"],
    ["text/csv", { content: "a,b\n" }, "base64"],
    ["application/pdf", { content: "a" }, "base64"],
  ])("%s %j is written in %s", (contentType, attachment, encoding) => {
    expect(encodings({ attachments: [{ ...attachment, contentType }] })[0]).toBe(encoding);
  });

  test("names outside ASCII are written twice: for readers of RFC 2231 and for old ones", () => {
    const attachments = [{ filename: "Yearly report Zoë.pdf", content: "x" }];
    const message = built({ attachments }).replaceAll("\r\n ", " ");
    expect(message).toContain('Type: application/pdf; name="=?utf-8?Q?Yearly_report_Zo=C3=AB=2Epdf?="\r\n');
    expect(message).toContain("Disposition: attachment; filename*=utf-8''Yearly%20report%20Zo%C3%AB.pdf\r\n");
  });

  test.each<[string, unknown, string]>([
    ["no object", "a.pdf", "input-invalid"],
    ["no content", { filename: "a" }, "content-missing"],
    ["a path", { filename: "a", path: "/etc/passwd" }, "content-missing"],
    ["a number as content", { content: 5 }, "input-invalid"],
    ["an unknown encoding", { content: "a", encoding: "hex" }, "option-invalid"],
    ["no base64", { content: "a*", encoding: "base64" }, "input-invalid"],
    ["no type", { content: "a", contentType: "pdf" }, "media-type-invalid"],
    [
      "a container as type",
      { content: "a", contentType: "multipart/mixed; boundary=x" },
      "media-type-invalid",
    ],
    ["an unknown disposition", { content: "a", disposition: "form-data" }, "option-invalid"],
    ["a field its properties tell", { content: "a", headers: { "Content-ID": "x" } }, "header-refused"],
    ["a name no reader joins", { content: "a", filename: "x".repeat(601) }, "header-too-long"],
  ])("%s is refused", (_, attachment, code) => {
    const mail = { attachments: [attachment] } as MailInput;
    expect(() => buildMime(mail)).toThrow(expect.objectContaining({ name: "MimeError", code }));
  });
});

describe("boundaries", () => {
  const mail: MailInput = { text: "t", html: "h", attachments: [pdf, logo] };

  test("derive from the content: the same mail, the same bytes", () => {
    expect(built(mail)).toBe(built(mail));
    const boundaries = (message: string) => message.match(/boundary="[^"]*"/g);
    expect(boundaries(built({ ...mail, text: "u" }))).not.toEqual(boundaries(built(mail)));
  });

  test("the one that is asked for is the outermost", () => {
    expect(built(mail, { boundary: "mine" }).match(/boundary="[^"]*"/g)).toEqual([
      'boundary="mine"',
      'boundary="1-mine"',
      'boundary="2-mine"',
    ]);
  });

  test.each(["", "a ", "é", 'a"b', "x".repeat(69)])("%j is refused", (boundary) => {
    expect(() => buildMime(mail, { boundary })).toThrow(
      expect.objectContaining({ code: "boundary-invalid" }),
    );
  });

  test.each(["--mine", "a\r\n--1-mine--\r\n", "--mine \t"])("content that holds %j is refused", (content) => {
    expect(() => buildMime({ ...mail, text: content }, { boundary: "mine" })).toThrow(
      expect.objectContaining({ code: "boundary-invalid" }),
    );
  });
});

test.each<[unknown, unknown, string]>([
  ["text", {}, "input-invalid"],
  [null, {}, "input-invalid"],
  [[], {}, "input-invalid"],
  [{ text: 5 }, {}, "input-invalid"],
  [{ attachments: {} }, {}, "input-invalid"],
  [{ calendar: { partId: "1", attachmentId: "A" } }, {}, "content-missing"],
  [{}, { flowed: "yes" }, "option-invalid"],
  [{}, { utf8Headers: 1 }, "option-invalid"],
  [{}, { transferEncoding: "8bit" }, "option-invalid"],
  [{}, { limits: { parts: 0 } }, "limit-invalid"],
  [{ attachments: [pdf, pdf] }, { limits: { parts: 1 } }, "input-too-large"],
])("buildMime(%j, %j) is refused", (mail, options, code) => {
  expect(() => buildMime(mail as MailInput, options as BuildOptions)).toThrow(
    expect.objectContaining({ name: "MimeError", code }),
  );
});
