import { describe, expect, test } from "vitest";
import { MimeError } from "../../../src/errors.js";
import {
  type BatchRequest,
  type BatchResponse,
  buildBatch,
  buildBatchResponse,
  parseBatch,
  parseBatchResponse,
} from "../../../src/gmail/batch.js";
import { buildRequest, parseRequest } from "../../../src/gmail/request.js";
import { latin1, text } from "../../support/bytes.js";

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(MimeError);
    return (error as MimeError).code;
  }
  return "nothing thrown";
}

const lines = (...all: readonly string[]): Uint8Array => latin1(all.join("\r\n"));

const requests: readonly BatchRequest[] = [
  buildRequest({ method: "messages.get", id: "1", format: "minimal" }),
  buildRequest({ method: "messages.modify", id: "2", addLabelIds: ["é"] }, { accessToken: "t" }),
  {
    method: "POST",
    url: "/gmail/v1/users/me/messages",
    headers: { "X-a": "b c" },
    body: latin1("\xe9\0\r\n"),
  },
  { method: "DELETE", url: "https://x.com/a?b=c", headers: {}, body: latin1("") },
  { method: "GET", url: "/x", headers: {}, contentId: "<&\u00e9 + 1".slice(1) },
];

describe("calls", () => {
  test("stand as application/http with their paths, under a Content-ID each", () => {
    const { contentType, body } = buildBatch(requests.slice(0, 2));
    expect(contentType).toBe("multipart/mixed; boundary=batch-0");
    expect(text(body)).toBe(
      text(
        lines(
          "--batch-0",
          "Content-Type: application/http",
          "Content-ID: <call-0>",
          "",
          "GET /gmail/v1/users/me/messages/1?format=minimal HTTP/1.1",
          "Host: gmail.googleapis.com",
          "",
          "",
          "--batch-0",
          "Content-Type: application/http",
          "Content-ID: <call-1>",
          "",
          "POST /gmail/v1/users/me/messages/2/modify HTTP/1.1",
          "Authorization: Bearer t",
          "Content-Type: application/json",
          "Host: gmail.googleapis.com",
          "Content-Length: 22",
          "",
          '{"addLabelIds":["\xc3\xa9"]}',
          "--batch-0--",
          "",
        ),
      ),
    );
  });

  test("come back", () => {
    const { contentType, body } = buildBatch(requests);
    expect(parseBatch(contentType, body)).toEqual(requests);
    expect(parseRequest(parseBatch(contentType, body)[0] as BatchRequest)).toEqual({
      method: "messages.get",
      userId: "me",
      id: "1",
      format: "minimal",
    });
  });

  test("a batch inside a batch, and none at all", () => {
    const inner = buildBatch(requests);
    const outer = [
      { method: "POST", url: "/batch", headers: { "Content-Type": inner.contentType }, body: inner.body },
    ];
    const { contentType, body } = buildBatch(outer);
    expect(parseBatch(contentType, body)).toEqual(outer);
    const none = buildBatch([]);
    expect(parseBatch(none.contentType, none.body)).toEqual([]);
  });

  test("as other clients write them", () => {
    const body = lines(
      "--batch_foobarbaz",
      "content-type: application/http",
      "Content-ID: <b29c5de2-0db4-490b-b421-6a51b598bd22 + 1>",
      "",
      "GET /gmail/v1/users/me/drafts",
      "",
      "--batch_foobarbaz",
      "Content-Type: application/http",
      "",
      "POST https://gmail.googleapis.com/gmail/v1/users/me/threads/1/modify HTTP/1.1",
      "content-type: application/json",
      "content-length: 2",
      "",
      "{}",
      "",
      "--batch_foobarbaz--",
    );
    expect(parseBatch('multipart/mixed; boundary="batch_foobarbaz"', body)).toEqual([
      {
        method: "GET",
        url: "/gmail/v1/users/me/drafts",
        headers: {},
        contentId: "b29c5de2-0db4-490b-b421-6a51b598bd22 + 1",
      },
      {
        method: "POST",
        url: "https://gmail.googleapis.com/gmail/v1/users/me/threads/1/modify",
        headers: { "content-type": "application/json" },
        body: "{}",
      },
    ]);
  });

  test("a length that is too short, as of characters, cuts no JSON", () => {
    const head = ["--b", "", "POST /x HTTP/1.1", "Content-Type: application/json"];
    const body = lines(...head, "Content-Length: 9", "", '{"a":"\xc3\xa9\xc3\xa9"}', "--b--");
    expect(parseBatch("multipart/mixed; boundary=b", body)[0]?.body).toBe('{"a":"éé"}');
  });

  test("a body that is no UTF-8 stays bytes, whatever it is called", () => {
    const request = {
      method: "POST",
      url: "/x",
      headers: { "Content-Type": "application/json" },
      body: latin1("\xe9"),
    };
    const { contentType, body } = buildBatch([request]);
    expect(parseBatch(contentType, body)).toEqual([request]);
  });

  test("a path without its slash gets it, as it does when it is written", () => {
    const body = lines("--b", "", "GET x HTTP/1.1", "", "--b--");
    const read = parseBatch("multipart/mixed; boundary=b", body);
    expect(read[0]?.url).toBe("/x");
    const again = buildBatch(read);
    expect(parseBatch(again.contentType, again.body)).toEqual(read);
  });

  test("a host that would begin another path is not looked at", () => {
    const body = lines("--b", "", "GET /x HTTP/1.1", "Host: a/gmail/v1/users/b/messages?", "", "--b--");
    expect(parseBatch("multipart/mixed; boundary=b", body)[0]?.url).toBe("/x");
  });

  test("a header called __proto__ is only a name", () => {
    const body = lines("--b", "", "GET /x HTTP/1.1", "__proto__: y", "A: 1", "a: 2", "", "--b--");
    const headers = parseBatch("multipart/mixed; boundary=b", body)[0]?.headers;
    expect(Object.entries(headers ?? {})).toEqual([
      ["__proto__", "y"],
      ["A", "1, 2"],
    ]);
  });

  test("100 go, 101 do not", () => {
    const request = { method: "GET", url: "/x", headers: {} };
    const { contentType, body } = buildBatch(new Array(100).fill(request));
    expect(parseBatch(contentType, body).length).toBe(100);
    expect(codeOf(() => buildBatch(new Array(101).fill(request)))).toBe("input-too-large");
    const more = latin1(`--b\r\n\r\nGET /x\r\n\r\n`.repeat(101));
    expect(codeOf(() => parseBatch("multipart/mixed; boundary=b", more))).toBe("input-too-large");
  });

  test.each<[string, object | undefined, string]>([
    ["no request", undefined, "input-invalid"],
    ["a method with a blank", { method: "GET /y HTTP/1.1\r\nX: y" }, "input-invalid"],
    ["no url", { url: "" }, "input-invalid"],
    ["a url with a line break", { url: "/x HTTP/1.1\r\nX: y" }, "input-invalid"],
    ["a header name with a colon", { headers: { "a:b": "c" } }, "header-name"],
    ["a header with a line break", { headers: { a: "b\r\nc: d" } }, "header-injection"],
    ["a contentId with a line break", { contentId: "a>\r\n\r\nGET" }, "input-invalid"],
    ["a contentId with a line break and no bracket", { contentId: "a\r\nb" }, "header-injection"],
    ["the contentId of another", { contentId: "call-1" }, "input-invalid"],
    ["a number for a body", { body: 1 }, "input-invalid"],
  ])("%s is refused", (_, wrong, code) => {
    const request = wrong && { method: "GET", url: "/x", headers: {}, ...wrong };
    const other = { method: "GET", url: "/x", headers: {} };
    expect(codeOf(() => buildBatch([request as BatchRequest, other]))).toBe(code);
  });

  test.each<[string, string, string | Uint8Array, string]>([
    ["no boundary", "multipart/mixed", "x", "boundary-invalid"],
    ["no delimiter", "multipart/mixed; boundary=b", "x", "boundary-invalid"],
    ["a part without a request", "multipart/mixed; boundary=b", "--b\r\n\r\nhello\r\n--b--", "input-invalid"],
    [
      "a part of an answer",
      "multipart/mixed; boundary=b",
      "--b\r\n\r\nHTTP/1.1 200 very OK\r\n--b--",
      "input-invalid",
    ],
  ])("%s is no batch", (_, contentType, body, code) => {
    expect(codeOf(() => parseBatch(contentType, body))).toBe(code);
  });
});

describe("answers", () => {
  const responses: readonly BatchResponse[] = [
    { status: 200, headers: { "Content-Type": "application/json" }, body: '{"id":"é"}' },
    { status: 204, headers: {} },
    { status: 404, headers: { Etag: '"x"' }, body: latin1("\xe9"), contentId: "b29c5de2 + 1" },
  ];

  test("stand under the Content-ID of their calls", () => {
    const { contentType, body } = buildBatchResponse(responses);
    expect(text(body)).toContain("Content-ID: <response-call-0>\r\n\r\nHTTP/1.1 200 OK\r\n");
    expect(text(body)).toContain("Content-ID: <response-b29c5de2 + 1>\r\n\r\nHTTP/1.1 404 Not Found\r\n");
    expect(parseBatchResponse(contentType, body)).toEqual(responses);
  });

  test("are paired with their calls in whatever order they come, one that is missing has the status 0", () => {
    const answer = (id: number, status: number): string[] => [
      "--b",
      "Content-Type: application/http",
      `Content-ID: <response-call-${id}>`,
      "",
      `HTTP/1.1 ${status} x`,
      "",
    ];
    const body = lines(...answer(3, 203), ...answer(0, 200), ...answer(2, 202), "--b--");
    expect(parseBatchResponse("multipart/mixed; boundary=b", body)).toEqual([
      { status: 200, headers: {} },
      { status: 0, headers: {} },
      { status: 202, headers: {} },
      { status: 203, headers: {} },
    ]);
  });

  test("a server hands on the ids of a stranger's calls", () => {
    const { contentType, body } = buildBatch([
      { method: "GET", url: "/a", headers: {}, contentId: "x" },
      { method: "GET", url: "/b", headers: {} },
    ]);
    const answers = parseBatch(contentType, body).map(({ url, contentId }): BatchResponse => {
      return { status: 200, headers: {}, body: latin1(url), contentId };
    });
    const answer = buildBatchResponse(answers);
    expect(parseBatchResponse(answer.contentType, answer.body)).toEqual([
      { status: 200, headers: {}, body: latin1("/a"), contentId: "x" },
      { status: 200, headers: {}, body: latin1("/b") },
    ]);
  });

  test.each([undefined, 0, 99, 1000, 200.5, "200"])("the status %j is refused", (status) => {
    expect(codeOf(() => buildBatchResponse([{ status, headers: {} } as BatchResponse]))).toBe(
      "input-invalid",
    );
  });

  test("a part that is no answer is refused", () => {
    const body = lines("--b", "", "GET /x HTTP/1.1", "", "--b--");
    expect(codeOf(() => parseBatchResponse("multipart/mixed; boundary=b", body))).toBe("input-invalid");
  });
});
