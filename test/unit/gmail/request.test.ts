import { describe, expect, test } from "vitest";
import { MimeError } from "../../../src/errors.js";
import type { GmailCall, GmailMethod, GmailRequest } from "../../../src/gmail/call.js";
import { buildRequest, parseRequest } from "../../../src/gmail/request.js";
import { buildUploadChunk, parseUploadChunk } from "../../../src/gmail/upload-chunk.js";
import { latin1, text, utf8 } from "../../support/bytes.js";

const HOST = "https://gmail.googleapis.com";
const bytes = latin1("Subject: hi\r\n\r\ncaf\xe9>>?");
const raw = "U3ViamVjdDogaGkNCg0KY2Fm6T4-Pw==";

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(MimeError);
    return (error as MimeError).code;
  }
  return "nothing thrown";
}

/** Whatever a caller in JavaScript may hand us. */
const build = (call: unknown, options?: unknown): GmailRequest =>
  buildRequest(call as GmailCall, options as object);
const parse = (request: unknown, options?: unknown): GmailCall =>
  parseRequest(request as GmailRequest, options as object);

/** Each call, the line of its request, and its body as JSON. */
const calls: readonly { call: GmailCall; line: string; json?: unknown }[] = [
  { call: { method: "messages.get", id: "1" }, line: "GET /users/me/messages/1" },
  {
    call: { method: "messages.get", id: "1", format: "metadata", metadataHeaders: ["From", "X-a"] },
    line: "GET /users/me/messages/1?format=metadata&metadataHeaders=From&metadataHeaders=X-a",
  },
  { call: { method: "messages.list" }, line: "GET /users/me/messages" },
  {
    call: {
      method: "messages.list",
      userId: "ann@x.com",
      q: "from:b a+c&d=é",
      labelIds: ["INBOX", "A B"],
      includeSpamTrash: true,
      maxResults: 500,
      pageToken: "09",
    },
    line: "GET /users/ann%40x.com/messages?q=from%3Ab%20a%2Bc%26d%3D%C3%A9&includeSpamTrash=true&maxResults=500&pageToken=09&labelIds=INBOX&labelIds=A%20B",
  },
  {
    call: { method: "messages.modify", id: "1", addLabelIds: ["STARRED"], removeLabelIds: [] },
    line: "POST /users/me/messages/1/modify",
    json: { addLabelIds: ["STARRED"], removeLabelIds: [] },
  },
  { call: { method: "messages.trash", id: "1" }, line: "POST /users/me/messages/1/trash" },
  { call: { method: "messages.untrash", id: "1" }, line: "POST /users/me/messages/1/untrash" },
  { call: { method: "messages.delete", id: "1" }, line: "DELETE /users/me/messages/1" },
  {
    call: { method: "messages.batchModify", ids: ["1", "2"], removeLabelIds: ["UNREAD"] },
    line: "POST /users/me/messages/batchModify",
    json: { ids: ["1", "2"], removeLabelIds: ["UNREAD"] },
  },
  {
    call: { method: "messages.batchDelete", ids: ["1"] },
    line: "POST /users/me/messages/batchDelete",
    json: { ids: ["1"] },
  },
  {
    call: { method: "attachments.get", messageId: "m/1", id: "ANGj_x-" },
    line: "GET /users/me/messages/m%2F1/attachments/ANGj_x-",
  },
  { call: { method: "drafts.get", id: "r1", format: "raw" }, line: "GET /users/me/drafts/r1?format=raw" },
  {
    call: { method: "drafts.list", q: "", includeSpamTrash: false },
    line: "GET /users/me/drafts?q=&includeSpamTrash=false",
  },
  { call: { method: "drafts.delete", id: "send" }, line: "DELETE /users/me/drafts/send" },
  { call: { method: "drafts.send", id: "r1" }, line: "POST /users/me/drafts/send", json: { id: "r1" } },
  {
    call: { method: "threads.get", id: "t", format: "minimal" },
    line: "GET /users/me/threads/t?format=minimal",
  },
  { call: { method: "threads.list", labelIds: ["L"] }, line: "GET /users/me/threads?labelIds=L" },
  {
    call: { method: "threads.modify", id: "t" },
    line: "POST /users/me/threads/t/modify",
    json: {},
  },
  { call: { method: "threads.trash", id: "t" }, line: "POST /users/me/threads/t/trash" },
  { call: { method: "threads.untrash", id: "t" }, line: "POST /users/me/threads/t/untrash" },
  { call: { method: "threads.delete", id: "t" }, line: "DELETE /users/me/threads/t" },
  {
    call: {
      method: "history.list",
      startHistoryId: "12345678901234567890",
      labelId: "INBOX",
      historyTypes: ["messageAdded", "labelRemoved"],
      maxResults: 0,
    },
    line: "GET /users/me/history?startHistoryId=12345678901234567890&labelId=INBOX&historyTypes=messageAdded&historyTypes=labelRemoved&maxResults=0",
  },
  {
    call: { method: "messages.send", bytes, threadId: "18c0ffee" },
    line: "POST /users/me/messages/send",
    json: { threadId: "18c0ffee", raw },
  },
  {
    call: {
      method: "messages.insert",
      bytes,
      labelIds: ["INBOX"],
      internalDateSource: "dateHeader",
      deleted: true,
    },
    line: "POST /users/me/messages?internalDateSource=dateHeader&deleted=true",
    json: { labelIds: ["INBOX"], raw },
  },
  {
    call: {
      method: "messages.import",
      bytes,
      internalDateSource: "receivedTime",
      deleted: false,
      neverMarkSpam: true,
      processForCalendar: false,
    },
    line: "POST /users/me/messages/import?internalDateSource=receivedTime&deleted=false&neverMarkSpam=true&processForCalendar=false",
    json: { raw },
  },
  {
    call: { method: "drafts.create", bytes, threadId: "t", labelIds: ["X"] },
    line: "POST /users/me/drafts",
    json: { message: { threadId: "t", labelIds: ["X"], raw } },
  },
  {
    call: { method: "drafts.update", id: "r1", bytes },
    line: "PUT /users/me/drafts/r1",
    json: { message: { raw } },
  },
  {
    call: { method: "drafts.send", id: "r1", bytes },
    line: "POST /users/me/drafts/send",
    json: { id: "r1", message: { raw } },
  },
];

const uploads = new Set<GmailMethod>([
  "messages.send",
  "messages.insert",
  "messages.import",
  "drafts.create",
  "drafts.update",
  "drafts.send",
]);

describe("every call", () => {
  test.each(calls)("$call.method is $line", ({ call, line, json }) => {
    const request = buildRequest(call);
    expect(`${request.method} ${request.url}`).toBe(line.replace(" ", ` ${HOST}/gmail/v1`));
    expect(request.headers).toEqual(json === undefined ? {} : { "Content-Type": "application/json" });
    expect(request.body === undefined ? undefined : JSON.parse(request.body as string)).toEqual(json);

    const explicit = { userId: "me", ...call, ...(uploads.has(call.method) && { uploadType: "json" }) };
    expect(parseRequest(request)).toEqual(explicit);
    expect(parseRequest(request, { strict: true })).toEqual(explicit);
    expect(parseRequest({ ...request, url: request.url.slice(HOST.length) })).toEqual(explicit);
    expect(buildRequest(parseRequest(request))).toEqual(request);
  });

  test("bodies may come as bytes, header names in any case, the verb in lower case", () => {
    const { url, body } = buildRequest({ method: "messages.send", bytes });
    const request = {
      method: "post",
      url,
      headers: { "content-type": "application/json" },
      body: utf8(body as string),
    };
    expect(parseRequest(request)).toEqual({
      method: "messages.send",
      userId: "me",
      uploadType: "json",
      bytes,
    });
  });

  test("null and undefined are not said", () => {
    expect(
      build({ method: "messages.list", userId: null, q: undefined, labelIds: null, nonsense: null }).url,
    ).toBe(`${HOST}/gmail/v1/users/me/messages`);
    const body = '{"raw":"","threadId":null,"labelIds":null}';
    const url = "/gmail/v1/users/me/messages/send";
    expect(parse({ method: "POST", url, headers: {}, body })).toEqual({
      method: "messages.send",
      userId: "me",
      uploadType: "json",
      bytes: new Uint8Array(0),
    });
  });
});

describe("uploads", () => {
  const send = { method: "messages.send", userId: "me", bytes } as const;

  test("media: the body is the message", () => {
    const request = buildRequest({ ...send, uploadType: "media" });
    expect(request).toEqual({
      method: "POST",
      url: `${HOST}/upload/gmail/v1/users/me/messages/send?uploadType=media`,
      headers: { "Content-Type": "message/rfc822" },
      body: bytes,
    });
    expect(parseRequest(request, { strict: true })).toEqual({ ...send, uploadType: "media" });
  });

  test("multipart: the metadata, then the message", () => {
    const call = { ...send, uploadType: "multipart", threadId: "t" } as const;
    const request = buildRequest(call);
    expect(request.url).toBe(`${HOST}/upload/gmail/v1/users/me/messages/send?uploadType=multipart`);
    expect(request.headers["Content-Type"]).toBe("multipart/related; boundary=upload-0");
    expect(text(request.body as Uint8Array)).toBe(
      '--upload-0\r\nContent-Type: application/json\r\n\r\n{"threadId":"t"}\r\n' +
        `--upload-0\r\nContent-Type: message/rfc822\r\n\r\n${text(bytes)}\r\n--upload-0--\r\n`,
    );
    expect(parseRequest(request, { strict: true })).toEqual(call);
  });

  test("multipart of a draft nests the metadata as the Draft does", () => {
    const call = {
      method: "drafts.update",
      userId: "me",
      id: "r/1",
      bytes,
      uploadType: "multipart",
      threadId: "t",
    } as const;
    const request = buildRequest(call);
    expect(`${request.method} ${request.url}`).toBe(
      `PUT ${HOST}/upload/gmail/v1/users/me/drafts/r%2F1?uploadType=multipart`,
    );
    expect(text(request.body as Uint8Array)).toContain('{"message":{"threadId":"t"}}');
    expect(parseRequest(request)).toEqual(call);
  });

  test("resumable: the opening request has the metadata, its chunks the message", () => {
    const call = { ...send, uploadType: "resumable", labelIds: ["X"] } as const;
    const opening = buildRequest(call, { accessToken: "ya29.a" });
    expect(opening).toEqual({
      method: "POST",
      url: `${HOST}/resumable/upload/gmail/v1/users/me/messages/send?uploadType=resumable`,
      headers: {
        Authorization: "Bearer ya29.a",
        "Content-Type": "application/json",
        "X-Upload-Content-Type": "message/rfc822",
        "X-Upload-Content-Length": String(bytes.length),
      },
      body: '{"labelIds":["X"]}',
    });
    const bare = buildRequest({ ...send, uploadType: "resumable" });
    expect("body" in bare || "Content-Type" in bare.headers).toBe(false);
    expect(parseRequest(opening, { strict: true })).toEqual({ ...call, bytes: new Uint8Array(0) });
    // Google's guides open it at /upload, too.
    const upload = opening.url.replace("/resumable", "");
    expect(parseRequest({ ...opening, url: upload })).toEqual({ ...call, bytes: new Uint8Array(0) });
  });

  test("up to 5 MiB go in JSON, more as multipart", () => {
    const small = buildRequest({ ...send, bytes: new Uint8Array(5 * 1024 * 1024) });
    expect(small.url).toBe(`${HOST}/gmail/v1/users/me/messages/send`);
    const large = buildRequest({ ...send, bytes: new Uint8Array(5 * 1024 * 1024 + 1) });
    expect(large.url).toBe(`${HOST}/upload/gmail/v1/users/me/messages/send?uploadType=multipart`);
  });

  test("25 MB as multipart are copied once: into the body", () => {
    const message = new Uint8Array(25_000_000).fill(0x61);
    const { body } = buildRequest({ ...send, bytes: message });
    expect((body as Uint8Array).buffer.byteLength).toBe((body as Uint8Array).length);
    expect((body as Uint8Array).length - message.length).toBeLessThan(200);
    const read = parseRequest(buildRequest({ ...send, bytes: message, uploadType: "multipart" })) as {
      bytes: Uint8Array;
    };
    expect(read.bytes.length).toBe(25_000_000);
    expect(read.bytes.buffer.byteLength).toBeGreaterThan(25_000_000); // a view on the body
  });

  test("an upload URI without uploadType is told by its Content-Type", () => {
    const { headers, body } = buildRequest({ ...send, uploadType: "multipart" });
    const url = "/upload/gmail/v1/users/me/messages/send";
    expect(parse({ method: "POST", url, headers, body })).toEqual({ ...send, uploadType: "multipart" });
    expect(parse({ method: "POST", url, headers: {}, body: bytes })).toEqual({
      ...send,
      uploadType: "media",
    });
  });
});

describe("what is refused when a request is built", () => {
  test.each<[string, unknown, string]>([
    ["no call", undefined, "option-invalid"],
    ["an unknown method", { method: "messages.read" }, "option-invalid"],
    ["a method of Object", { method: "constructor" }, "option-invalid"],
    ["an inherited call", Object.create({ method: "messages.list" }), "option-invalid"],
    ["no id", { method: "messages.get" }, "input-invalid"],
    ["an empty id, which is another path", { method: "messages.delete", id: "" }, "input-invalid"],
    ["an id that climbs", { method: "messages.get", id: ".." }, "input-invalid"],
    ["a userId that climbs", { method: "messages.list", userId: "." }, "input-invalid"],
    ["a number for an id", { method: "messages.get", id: 1 }, "input-invalid"],
    ["an unknown format", { method: "messages.get", id: "1", format: "eml" }, "option-invalid"],
    ["raw of a thread", { method: "threads.get", id: "1", format: "raw" }, "option-invalid"],
    ["a string for a list", { method: "messages.list", labelIds: "INBOX" }, "input-invalid"],
    ["a hole in a list", { method: "messages.batchDelete", ids: ["1", undefined] }, "input-invalid"],
    ["no ids", { method: "messages.batchModify" }, "input-invalid"],
    ["1 001 ids", { method: "messages.batchModify", ids: new Array(1001).fill("1") }, "input-too-large"],
    ["a string for a flag", { method: "messages.insert", bytes, deleted: "true" }, "input-invalid"],
    ["half a result", { method: "messages.list", maxResults: 0.5 }, "input-invalid"],
    ["no startHistoryId", { method: "history.list" }, "input-invalid"],
    [
      "a parameter of another method",
      { method: "messages.send", bytes, neverMarkSpam: true },
      "option-invalid",
    ],
    ["a misspelt parameter", { method: "messages.send", bytes, thread: "t" }, "option-invalid"],
    ["no bytes", { method: "messages.send" }, "input-invalid"],
    ["a string for bytes", { method: "messages.send", bytes: "Subject: hi" }, "input-invalid"],
    ["drafts.send of nothing", { method: "drafts.send" }, "input-invalid"],
    ["an upload of nothing", { method: "drafts.send", id: "1", uploadType: "media" }, "option-invalid"],
    ["an unknown uploadType", { method: "messages.send", bytes, uploadType: "toString" }, "option-invalid"],
    [
      "media with metadata",
      { method: "messages.send", bytes, uploadType: "media", threadId: "t" },
      "option-invalid",
    ],
    [
      "a getter that throws",
      {
        get method() {
          throw new Error("x");
        },
      },
      "input-invalid",
    ],
  ])("%s", (_, call, code) => {
    expect(codeOf(() => build(call))).toBe(code);
  });

  test.each([
    ["a line break", "a\r\nX: y", "header-injection"],
    ["NUL", "a\0", "header-injection"],
    ["nothing", "", "option-invalid"],
    ["a blank", "a b", "option-invalid"],
    ["é", "é", "option-invalid"],
    ["a number", 1, "input-invalid"],
  ])("an access token with %s", (_, accessToken, code) => {
    expect(codeOf(() => build({ method: "messages.list" }, { accessToken }))).toBe(code);
  });

  test("the token stands in the Authorization header and nowhere else", () => {
    const request = buildRequest({ method: "messages.send", bytes }, { accessToken: "s3cret" });
    expect(request.headers).toEqual({ Authorization: "Bearer s3cret", "Content-Type": "application/json" });
    expect(request.url + (request.body as string)).not.toContain("s3cret");
  });

  test("line breaks in ids are encoded, and lone surrogates made U+FFFD", () => {
    const { url } = buildRequest({ method: "messages.get", userId: "a\r\nX: y", id: "\ud800/?#" });
    expect(url).toBe(`${HOST}/gmail/v1/users/a%0D%0AX%3A%20y/messages/%EF%BF%BD%2F%3F%23`);
  });

  test("messages quote no message and no token", () => {
    for (const run of [
      () => build({ method: "messages.send", bytes: "SECRET" }),
      () => build({ method: "messages.list" }, { accessToken: "SECRET\n" }),
      () =>
        parse({
          method: "POST",
          url: "/gmail/v1/users/me/messages/send",
          headers: {},
          body: '{"raw":"SECRET*"}',
        }),
      () =>
        parse({
          method: "POST",
          url: "/gmail/v1/users/me/messages/send",
          headers: {},
          body: '{"raw":SECRET}',
        }),
    ]) {
      expect(run).toThrow(MimeError);
      expect(run).not.toThrow("SECRET");
    }
  });
});

describe("what is refused when a request is read", () => {
  const users = "/gmail/v1/users/me";
  test.each<[string, unknown, string]>([
    ["nothing", undefined, "option-invalid"],
    ["no path", { method: "GET", url: "" }, "option-invalid"],
    ["an unknown path", { method: "GET", url: `${users}/labels` }, "option-invalid"],
    ["another version", { method: "GET", url: "/gmail/v2/users/me/messages" }, "option-invalid"],
    ["no user", { method: "GET", url: "/gmail/v1/users//messages" }, "option-invalid"],
    ["an empty id", { method: "GET", url: `${users}/messages/` }, "option-invalid"],
    ["too long a path", { method: "GET", url: `${users}/messages/1/attachments/2/3` }, "option-invalid"],
    ["another verb", { method: "PUT", url: `${users}/messages` }, "option-invalid"],
    [
      "an upload to a method that takes none",
      { method: "GET", url: `/upload${users}/messages` },
      "option-invalid",
    ],
    ["a broken escape", { method: "GET", url: `${users}/messages/%` }, "input-invalid"],
    ["an escape that is no UTF-8", { method: "GET", url: `${users}/messages?q=%FF` }, "input-invalid"],
    ["an unknown format", { method: "GET", url: `${users}/messages/1?format=eml` }, "input-invalid"],
    [
      "a flag that is none",
      { method: "GET", url: `${users}/messages?includeSpamTrash=yes` },
      "input-invalid",
    ],
    ["a negative count", { method: "GET", url: `${users}/messages?maxResults=-1` }, "input-invalid"],
    ["no startHistoryId", { method: "GET", url: `${users}/history` }, "input-invalid"],
    ["no JSON", { method: "POST", url: `${users}/messages/1/modify`, body: "{" }, "input-invalid"],
    [
      "a list for an object",
      { method: "POST", url: `${users}/messages/1/modify`, body: "[]" },
      "input-invalid",
    ],
    ["no ids", { method: "POST", url: `${users}/messages/batchDelete`, body: "{}" }, "input-invalid"],
    [
      "a number for a label",
      { method: "POST", url: `${users}/threads/1/modify`, body: '{"addLabelIds":[1]}' },
      "input-invalid",
    ],
    ["no message", { method: "POST", url: `${users}/messages/send`, body: "{}" }, "content-missing"],
    ["no body", { method: "POST", url: `${users}/drafts` }, "content-missing"],
    [
      "drafts.send of nothing",
      { method: "POST", url: `${users}/drafts/send`, body: "{}" },
      "content-missing",
    ],
    ["a raw that is none", { method: "POST", url: `${users}/messages`, body: '{"raw":"*"}' }, "raw-invalid"],
    ["a number for raw", { method: "POST", url: `${users}/messages`, body: '{"raw":1}' }, "input-invalid"],
    ["a number for a body", { method: "POST", url: `${users}/messages`, body: 1 }, "input-invalid"],
    [
      "a list for a header",
      { method: "POST", url: `${users}/messages`, headers: { a: ["b"] } },
      "input-invalid",
    ],
    [
      "an unknown uploadType",
      { method: "POST", url: `/upload${users}/messages?uploadType=x` },
      "input-invalid",
    ],
    [
      "a chunk",
      { method: "PUT", url: `/upload${users}/drafts/1?uploadType=resumable&upload_id=x` },
      "input-invalid",
    ],
    [
      "a multipart without a boundary",
      {
        method: "POST",
        url: `/upload${users}/messages`,
        headers: { "content-type": "multipart/related" },
        body: "x",
      },
      "boundary-invalid",
    ],
  ])("%s", (_, request, code) => {
    expect(codeOf(() => parse(request))).toBe(code);
  });

  test("values of a query: a plus is a blank, the first of many counts, other parameters are not looked at", () => {
    const url = `${users}/messages?q=a+b%2B&q=c&alt=json&key=k&&x&INCLUDE=1&includeSpamTrash=TRUE#frag`;
    expect(parse({ method: "GET", url, headers: {} })).toEqual({
      method: "messages.list",
      userId: "me",
      q: "a b+",
      includeSpamTrash: true,
    });
  });

  test("dangerous names are only names", () => {
    const body = '{"__proto__":{"raw":"eA=="},"constructor":1,"raw":"eQ=="}';
    const call = parse({ method: "POST", url: `${users}/messages?__proto__=x`, headers: {}, body }) as {
      bytes: Uint8Array;
    };
    expect(text(call.bytes)).toBe("y");
    expect(Object.getPrototypeOf(call)).toBe(Object.prototype);
    expect(
      codeOf(() => parse({ method: "POST", url: `${users}/messages`, body: '{"__proto__":{"raw":"eA=="}}' })),
    ).toBe("content-missing");
  });
});

describe("chunks", () => {
  const sessionUrl = `${HOST}/upload/gmail/v1/users/me/messages/send?upload_id=x`;

  test("a chunk says where it stands", () => {
    const chunk = { bytes: latin1("ab\xff"), start: 262_144, total: 262_147 };
    const request = buildUploadChunk({ sessionUrl, ...chunk });
    expect(request).toEqual({
      method: "PUT",
      url: sessionUrl,
      headers: { "Content-Type": "message/rfc822", "Content-Range": "bytes 262144-262146/262147" },
      body: chunk.bytes,
    });
    expect(parseUploadChunk(request)).toEqual(chunk);
  });

  test.each([
    ["of an unknown whole", { bytes: latin1("a"), start: 0 }, "bytes 0-0/*"],
    ["of nothing", { bytes: latin1(""), start: 0, total: 0 }, "bytes */0"],
  ])("a chunk %s", (_, chunk, range) => {
    const request = buildUploadChunk({ sessionUrl: "/session", ...chunk });
    expect(request.headers["Content-Range"]).toBe(range);
    expect(parseUploadChunk(request)).toEqual(chunk);
  });

  test("without Content-Range it is the whole", () => {
    expect(parseUploadChunk({ method: "PUT", url: "/x", headers: {}, body: "abc" })).toEqual({
      bytes: latin1("abc"),
      start: 0,
      total: 3,
    });
  });

  test.each([
    "bytes 0-1/3",
    "bytes 1-0/3",
    "bytes 0-2/2",
    "bytes */3",
    "items 0-2/3",
    "bytes 0-2",
    "bytes 0-2/3x",
  ])("%j does not fit three bytes", (range) => {
    const request = { method: "PUT", url: "/x", headers: { "content-range": range }, body: "abc" };
    expect(codeOf(() => parseUploadChunk(request))).toBe("input-invalid");
  });

  test.each<[string, object]>([
    ["no session", { sessionUrl: undefined }],
    ["a session with a line break", { sessionUrl: "https://x/\r\ny" }],
    ["a session of another kind", { sessionUrl: "file:///etc" }],
    ["a negative start", { start: -1 }],
    ["more than the whole", { start: 2 }],
    ["no bytes", { bytes: "ab" }],
  ])("%s is refused", (_, wrong) => {
    const chunk = { sessionUrl, bytes: latin1("ab"), start: 0, total: 3, ...wrong };
    expect(codeOf(() => buildUploadChunk(chunk as never))).toBe("input-invalid");
  });
});
