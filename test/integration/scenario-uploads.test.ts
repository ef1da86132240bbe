/** Scenario 12: uploads, as a server reads them. */

import { describe, expect, test } from "vitest";
import { buildUpload, parseRequest, parseUpload } from "../../src/index.js";
import { latin1, text } from "../support/bytes.js";

const send = "https://gmail.googleapis.com/gmail/v1/users/me/messages/send";
const headers = { "Content-Type": "application/json" };

describe("scenario 12", () => {
  test("multipart/related: the metadata, and the message exactly", () => {
    const body = latin1(
      "--up\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n" +
        '{"threadId":"18c0ffee"}\r\n' +
        "--up\r\nContent-Type: message/rfc822\r\n\r\nSubject: hi\r\n\r\nyo\r\n--up--\r\n",
    );
    const { metadata, bytes } = parseUpload("multipart/related; boundary=up", body);
    expect(metadata).toEqual({ threadId: "18c0ffee" });
    expect(text(bytes)).toBe("Subject: hi\r\n\r\nyo");
  });

  test("message/rfc822 comes through byte for byte", () => {
    const message = latin1("Subject: hi\n\ncaf\xe9\r\n\0");
    expect(parseUpload("message/rfc822", message)).toEqual({ metadata: {}, bytes: message });
  });

  test.each(["U3ViamVjdDogaGk-Pj8=", "U3ViamVjdDogaGk+Pj8=", "U3ViamVjdDogaGk-Pj8"])(
    "JSON with raw %s",
    (raw) => {
      const { metadata, bytes } = parseUpload("application/json", JSON.stringify({ raw, threadId: "t" }));
      expect(text(bytes)).toBe("Subject: hi>>?");
      expect(metadata).toEqual({ threadId: "t" });
      const draft = parseUpload("application/json", latin1(JSON.stringify({ message: { raw } })));
      expect(text(draft.bytes)).toBe("Subject: hi>>?");
      expect(draft.metadata).toEqual({ message: {} });
    },
  );

  test("strict refuses the standard alphabet, as Gmail does", () => {
    const request = (raw: string) => ({ method: "POST", url: send, headers, body: JSON.stringify({ raw }) });
    const standard = request("U3ViamVjdDogaGk+Pj8=");
    expect(() => parseRequest(standard, { strict: true })).toThrow(
      expect.objectContaining({ code: "raw-invalid" }),
    );
    const expected = {
      method: "messages.send",
      userId: "me",
      uploadType: "json",
      bytes: latin1("Subject: hi>>?"),
    };
    expect(parseRequest(standard)).toEqual(expected);
    for (const raw of ["U3ViamVjdDogaGk-Pj8=", "U3ViamVjdDogaGk-Pj8"]) {
      expect(parseRequest(request(raw), { strict: true })).toEqual(expected);
    }
  });

  test("what was built comes back, the boundary of another upload inside it too", () => {
    const inner = buildUpload({ threadId: "18c0ffee" }, latin1("Subject: hi\r\n\r\ncaf\xe9"));
    const outer = buildUpload({ labelIds: ["INBOX"] }, inner.body);
    expect(outer.contentType).not.toBe(inner.contentType);
    expect(parseUpload(outer.contentType, outer.body)).toEqual({
      metadata: { labelIds: ["INBOX"] },
      bytes: inner.body,
    });
  });
});
