import { describe, expect, test } from "vitest";
import { buildMime, parseMime, parsePayload } from "../../../src/convert.js";
import { withContents } from "../../../src/mail/contents.js";
import type { Mail } from "../../../src/mail/mail.js";
import { utf8 } from "../../support/bytes.js";

const payload = {
  partId: "",
  mimeType: "multipart/mixed",
  parts: [
    { partId: "0", mimeType: "text/plain", body: { data: "aGk=" } },
    {
      partId: "1",
      mimeType: "text/calendar",
      filename: "invite.ics",
      headers: [{ name: "Content-Type", value: "text/calendar; method=REQUEST" }],
      body: { attachmentId: "A", size: 9 },
    },
    { partId: "2", mimeType: "application/pdf", filename: "a.pdf", body: { attachmentId: "B", size: 4 } },
  ],
};

describe("withContents", () => {
  const mail = parsePayload(payload);

  test("fills in what was known by its id only", () => {
    expect(mail.calendar).toEqual({ method: "REQUEST", partId: "1", attachmentId: "A" });
    expect(mail.attachments[0]).not.toHaveProperty("content");
    const filled = withContents(
      mail,
      new Map([
        ["1", utf8("\ufeffBEGIN:é\r\n")],
        ["2", utf8("%PDF!")],
        ["9", utf8("nobody's")],
      ]),
    );
    expect(filled.calendar).toMatchObject({ method: "REQUEST", text: "BEGIN:é\n" });
    expect(filled.attachments).toMatchObject([{ partId: "2", size: 5, content: utf8("%PDF!") }]);
    expect(mail.attachments[0]).not.toHaveProperty("content");
    expect(parseMime(buildMime(filled)).attachments).toMatchObject([{ filename: "a.pdf", size: 5 }]);
  });

  test("contents are memory of their own", () => {
    const bytes = utf8("%PDF");
    const [attachment] = withContents(mail, new Map([["2", bytes]])).attachments;
    bytes.fill(0);
    expect(attachment?.content).toEqual(utf8("%PDF"));
  });

  test.each([
    [mail, {}],
    [mail, new Map([["2", "text"]])],
    [undefined, new Map()],
    [{}, new Map()],
  ])("wrong use is refused", (given, contents) => {
    expect(() => withContents(given as Mail, contents as Map<string, Uint8Array>)).toThrow(
      expect.objectContaining({ name: "MimeError", code: "input-invalid" }),
    );
  });
});

describe("what a payload does not know", () => {
  test("an attached message with a part that is known by its id only has no content", () => {
    const inner = { partId: "0.0", mimeType: "application/pdf", body: { attachmentId: "A", size: 3 } };
    const mail = parsePayload({
      mimeType: "multipart/mixed",
      parts: [{ partId: "0", mimeType: "message/rfc822", parts: [inner] }],
    });
    expect(mail.attachments).toMatchObject([{ partId: "0", kind: "message", size: 0 }]);
    expect(mail.attachments[0]).not.toHaveProperty("content");
  });

  test("an illegal header is a defect of the mail", () => {
    const defects: string[] = [];
    const headers = [
      { name: "a b", value: "x" },
      { name: "Subject", value: "s" },
    ];
    const mail = parsePayload(
      { partId: "", mimeType: "text/plain", headers, body: { data: "" } },
      { onDefect: ({ code }) => defects.push(code) },
    );
    expect(mail.subject).toBe("s");
    expect(mail.defects).toEqual([{ code: "payload-header-invalid", partId: "", offset: -1 }]);
    expect(defects).toEqual(["payload-header-invalid"]);
  });
});
