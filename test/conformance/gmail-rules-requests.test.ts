/** Gmail's rules of what it takes in, 39 and 42, and the table of its methods with their largest messages. */

import { describe, expect, test } from "vitest";
import { buildBatch } from "../../src/gmail/batch.js";
import type { DeliveryCall, GmailCall, UploadType } from "../../src/gmail/call.js";
import { renderReceipt } from "../../src/gmail/receipt.js";
import { buildRequest, parseRequest } from "../../src/gmail/request.js";
import { latin1, text } from "../support/bytes.js";

const HOST = "https://gmail.googleapis.com";
const ROOT = "/gmail/v1/users/me";

describe("Gmail rule 39: raw is base64url", () => {
  const read = (raw: string, strict: boolean): GmailCall => {
    return parseRequest(
      { method: "POST", url: `${ROOT}/messages`, headers: {}, body: JSON.stringify({ raw }) },
      { strict },
    );
  };

  test.each(["QTogYg0KDQo-Pj8_", "QTogYg0KDQo-Pg==", "QTogYg0KDQo-Pg"])("padded or not: %s", (raw) => {
    for (const strict of [true, false]) expect(read(raw, strict)).toHaveProperty("bytes");
  });

  test("line ends may be LF", () => {
    expect(text((read("QTogYgoKPj4_", true) as DeliveryCall).bytes)).toBe("A: b\n\n>>?");
  });

  test.each(["QTogYg0KDQo+Pj8/", "QTogYg0KDQo+Pj8_", "QTogYg0KDQo-Pj8/"])(
    "the standard alphabet is refused: %s",
    (raw) => {
      expect(() => read(raw, true)).toThrow(expect.objectContaining({ code: "raw-invalid" }));
      expect(read(raw, false)).toEqual(read("QTogYg0KDQo-Pj8_", true));
    },
  );

  test("a raw of nothing is no message", () => {
    expect(() => read("", true)).toThrow(expect.objectContaining({ code: "content-missing" }));
  });

  test("what is built is base64url, padded", () => {
    const { body } = buildRequest({ method: "messages.insert", bytes: latin1("A: b\n\n>>?\xff") });
    expect(JSON.parse(body as string)).toEqual({ raw: "QTogYgoKPj4__w==" });
  });
});

describe("Gmail rule 42: what it answers when a message was taken in", () => {
  const stored = { id: "18c1", threadId: "18c0", labelIds: ["SENT"] };

  test.each(["messages.send", "messages.insert", "messages.import", "drafts.send"] as const)(
    "%s: the ids of the message",
    (method) => {
      const receipt = renderReceipt(method, stored);
      expect(receipt).toEqual(stored);
      expect(Object.keys(receipt)).toEqual(["id", "threadId", "labelIds"]);
    },
  );

  test.each(["drafts.create", "drafts.update"] as const)(
    "%s: the draft, its message labelled DRAFT",
    (method) => {
      const receipt = renderReceipt(method, { ...stored, draftId: "r1" });
      expect(receipt).toEqual({ id: "r1", message: { id: "18c1", threadId: "18c0", labelIds: ["DRAFT"] } });
      expect(Object.keys(receipt.message)).toEqual(["id", "threadId", "labelIds"]);
    },
  );

  test("labelIds are absent when there are none", () => {
    expect(renderReceipt("messages.insert", { id: "1", threadId: "1", labelIds: [] })).toEqual({
      id: "1",
      threadId: "1",
    });
  });

  test("a missing id and another method are refused", () => {
    expect(() => renderReceipt("drafts.create", stored)).toThrow(
      expect.objectContaining({ code: "input-invalid" }),
    );
    expect(() => renderReceipt("messages.get" as "messages.send", stored)).toThrow(
      expect.objectContaining({ code: "option-invalid" }),
    );
  });
});

describe("the table of methods", () => {
  const SEND = 36_700_160;
  const STORE = 52_428_800;
  const table = [
    { method: "messages.send", line: "POST /messages/send", resource: "Message", largest: SEND },
    { method: "messages.insert", line: "POST /messages", resource: "Message", largest: STORE },
    { method: "messages.import", line: "POST /messages/import", resource: "Message", largest: STORE },
    { method: "drafts.create", line: "POST /drafts", resource: "Draft", largest: SEND },
    { method: "drafts.update", line: "PUT /drafts/r1", resource: "Draft", largest: SEND },
    { method: "drafts.send", line: "POST /drafts/send", resource: "Draft", largest: SEND },
  ] as const;

  describe.each(table)("$method", ({ method, line, resource, largest }) => {
    const id = method === "drafts.update" ? { id: "r1" } : {};
    const call = (bytes: Uint8Array, uploadType?: UploadType): GmailCall => ({
      method,
      ...id,
      bytes,
      uploadType,
    });
    const [verb, path] = line.split(" ") as [string, string];

    test.each([
      ["json", "", ""],
      ["media", "/upload", "?uploadType=media"],
      ["multipart", "/upload", "?uploadType=multipart"],
      ["resumable", "/resumable/upload", "?uploadType=resumable"],
    ] as const)("%s goes to its URI", (uploadType, route, query) => {
      const request = buildRequest(call(latin1("A: b\r\n\r\n"), uploadType));
      expect(request.method).toBe(verb);
      expect(request.url).toBe(`${HOST}${route}${ROOT}${path}${query}`);
      expect(parseRequest(request, { strict: true })).toMatchObject({ method, uploadType });
    });

    test(`the body is a ${resource}`, () => {
      const body = JSON.parse(buildRequest(call(latin1("A: b"))).body as string);
      expect(body).toEqual(resource === "Draft" ? { message: { raw: "QTogYg==" } } : { raw: "QTogYg==" });
    });

    test(`${largest} bytes go, one more does not`, () => {
      const upload = (bytes: Uint8Array) => ({
        method: verb,
        url: `/upload${ROOT}${path}?uploadType=media`,
        headers: { "content-type": "message/rfc822" },
        body: bytes,
      });
      const tooLarge = expect.objectContaining({ code: "input-too-large" });
      const most = new Uint8Array(largest);
      const { body } = buildRequest(call(most, "media"));
      // the same memory, not copied; compared by itself, for nobody could read what a difference would print
      expect(body instanceof Uint8Array && body.buffer === most.buffer && body.length === largest).toBe(true);
      expect(parseRequest(upload(most), { strict: true })).toMatchObject({ method });

      const more = new Uint8Array(largest + 1);
      for (const uploadType of ["json", "media", "multipart", "resumable"] as const) {
        expect(() => buildRequest(call(more, uploadType))).toThrow(tooLarge);
      }
      expect(() => parseRequest(upload(more), { strict: true })).toThrow(tooLarge);
      expect(parseRequest(upload(more))).toMatchObject({ method }); // a store of one's own may take more
    });

    test("an upload that announces more is refused as it opens", () => {
      const opening = (size: number) => ({
        method: verb,
        url: `/resumable/upload${ROOT}${path}?uploadType=resumable`,
        headers: { "x-upload-content-length": String(size) },
      });
      expect(parseRequest(opening(largest), { strict: true })).toMatchObject({ method });
      expect(() => parseRequest(opening(largest + 1), { strict: true })).toThrow(
        expect.objectContaining({ code: "input-too-large" }),
      );
    });

    test("what is uploaded is of a type message/*", () => {
      const request = buildRequest(call(latin1("A: b"), "media"));
      const named = (type: string) => ({ ...request, headers: { "Content-Type": type } });
      expect(parseRequest(named("Message/Global"), { strict: true })).toMatchObject({ method });
      expect(() => parseRequest(named("text/plain"), { strict: true })).toThrow(
        expect.objectContaining({ code: "media-type-invalid" }),
      );
    });
  });

  test.each(["minimal", "full", "raw", "metadata"] as const)(
    "messages.get and drafts.get have the format %s",
    (format) => {
      for (const method of ["messages.get", "drafts.get"] as const) {
        const request = buildRequest({ method, id: "1", format, metadataHeaders: ["To", "Cc"] });
        const thing = method.slice(0, -".get".length);
        expect(request.url).toBe(
          `${HOST}${ROOT}/${thing}/1?format=${format}&metadataHeaders=To&metadataHeaders=Cc`,
        );
        expect(parseRequest(request)).toEqual({
          method,
          userId: "me",
          id: "1",
          format,
          metadataHeaders: ["To", "Cc"],
        });
      }
    },
  );

  test("attachments.get names the message and the attachment", () => {
    const request = buildRequest({ method: "attachments.get", messageId: "1", id: "2" });
    expect(`${request.method} ${request.url}`).toBe(`GET ${HOST}${ROOT}/messages/1/attachments/2`);
  });

  test("a batch is multipart/mixed of application/http with path-only request lines, at most 100", () => {
    const request = buildRequest({ method: "messages.get", id: "1" });
    const { contentType, body } = buildBatch([request]);
    expect(contentType).toMatch(/^multipart\/mixed; boundary=/);
    expect(text(body)).toMatch(
      /\r\nContent-Type: application\/http\r\nContent-ID: <[^>]+>\r\n\r\nGET \/gmail\/v1\//,
    );
    expect(() => buildBatch(new Array(101).fill(request))).toThrow(
      expect.objectContaining({ code: "input-too-large" }),
    );
  });
});
