/** Law 9: what is asked is what was meant, over every call, upload and batch; and law 8 of what is asked. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { MimeError } from "../../src/errors.js";
import {
  type BatchRequest,
  type BatchResponse,
  buildBatch,
  buildBatchResponse,
  parseBatch,
  parseBatchResponse,
} from "../../src/gmail/batch.js";
import type { GmailCall, GmailRequest } from "../../src/gmail/call.js";
import { buildRequest, parseRequest } from "../../src/gmail/request.js";
import { buildUpload, type Metadata, parseUpload } from "../../src/gmail/upload.js";
import { buildUploadChunk, parseUploadChunk } from "../../src/gmail/upload-chunk.js";
import { anyMail } from "../support/mail-like.js";

const anyText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.constantFrom("", "a b+c", "%", "&=?#/", "../..", "\r\nX: y", "é", "\u{1f600}", "me@x.com"),
);
const id = anyText.filter((value) => !["", ".", ".."].includes(value));
const texts = fc.array(anyText, { maxLength: 4 });
const some = fc.array(anyText, { minLength: 1, maxLength: 4 }); // a query cannot say an empty list
const count = fc.nat();
const flag = fc.boolean();
const user = { userId: id };
const paging = { maxResults: count, pageToken: anyText };
const list = { ...user, ...paging, q: anyText, includeSpamTrash: flag };
const source = fc.constantFrom("receivedTime", "dateHeader");

/** A call with some of its optional parameters. */
function call(
  method: string,
  required: Record<string, fc.Arbitrary<unknown>>,
  optional: Record<string, fc.Arbitrary<unknown>> = user,
): fc.Arbitrary<GmailCall> {
  const model = { method: fc.constant(method), ...required, ...optional };
  const requiredKeys = ["method", ...Object.keys(required)] as "method"[];
  return fc.record(model, { requiredKeys }) as fc.Arbitrary<unknown> as fc.Arbitrary<GmailCall>;
}

const changes = { addLabelIds: texts, removeLabelIds: texts };
const getting = { format: fc.constantFrom("minimal", "full", "metadata"), metadataHeaders: some };

const asking = fc.oneof(
  call("messages.get", { id }, { ...user, ...getting }),
  call("drafts.get", { id }, { ...user, ...getting }),
  call("threads.get", { id }, { ...user, ...getting }),
  call("attachments.get", { id, messageId: id }),
  call("messages.list", {}, { ...list, labelIds: some }),
  call("threads.list", {}, { ...list, labelIds: some }),
  call("drafts.list", {}, list),
  call("messages.modify", { id }, { ...user, ...changes }),
  call("threads.modify", { id }, { ...user, ...changes }),
  call("messages.batchModify", { ids: texts }, { ...user, ...changes }),
  call("messages.batchDelete", { ids: texts }),
  ...["messages.trash", "messages.untrash", "messages.delete", "drafts.delete"].map((name) =>
    call(name, { id }),
  ),
  ...["threads.trash", "threads.untrash", "threads.delete"].map((name) => call(name, { id })),
  call("drafts.send", { id: anyText }),
  call(
    "history.list",
    { startHistoryId: anyText },
    {
      ...user,
      ...paging,
      labelId: anyText,
      historyTypes: fc.array(
        fc.constantFrom("messageAdded", "messageDeleted", "labelAdded", "labelRemoved"),
        {
          minLength: 1,
        },
      ),
    },
  ),
);

const metadata = { ...user, threadId: anyText, labelIds: texts };
const storing = { internalDateSource: source, deleted: flag };
const bytes = fc.oneof(anyMail, fc.uint8Array());

function deliveries(
  uploadType: fc.Arbitrary<string>,
  metadata: Record<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<GmailCall> {
  const optional = { ...metadata, uploadType };
  return fc.oneof(
    call("messages.send", { bytes }, optional),
    call("messages.insert", { bytes }, { ...optional, ...storing }),
    call(
      "messages.import",
      { bytes },
      { ...optional, ...storing, neverMarkSpam: flag, processForCalendar: flag },
    ),
    call("drafts.create", { bytes }, optional),
    call("drafts.update", { bytes, id }, optional),
    call("drafts.send", { bytes }, metadata === user ? optional : { ...optional, id: anyText }),
  );
}

const delivering = fc.oneof(
  deliveries(fc.constantFrom("json", "multipart", "resumable"), metadata),
  deliveries(fc.constant("media"), user),
);

/** The calls that bring a message have an uploadType. */
function explicit(given: GmailCall): object {
  const isDelivery = "bytes" in given || given.method === "drafts.send";
  return { userId: "me", ...(isDelivery && { uploadType: "json" }), ...given };
}

test("law 9: parseRequest(buildRequest(c)) is c, for what is asked", () => {
  fc.assert(
    fc.property(asking, (given) => {
      const request = buildRequest(given);
      expect(parseRequest(request)).toEqual(explicit(given));
      expect(parseRequest(request, { strict: true })).toEqual(explicit(given));
    }),
    { numRuns: 400 },
  );
});

test("law 9: parseRequest(buildRequest(c)) is c, for what is brought; resumable with its chunks", () => {
  fc.assert(
    fc.property(delivering, fc.integer({ min: 1, max: 200 }), (given, size) => {
      const request = buildRequest(given);
      const read = parseRequest(request) as { bytes: Uint8Array; uploadType: string };
      if (read.uploadType !== "resumable") expect(read).toEqual(explicit(given));
      else
        expect({ ...read, bytes: throughChunks((given as typeof read).bytes, size) }).toEqual(
          explicit(given),
        );
    }),
    { numRuns: 400 },
  );
});

function throughChunks(message: Uint8Array, size: number): Uint8Array {
  const joined = new Uint8Array(message.length);
  for (let at = 0; at < message.length; at += size) {
    const request = buildUploadChunk({
      sessionUrl: "https://x/s",
      bytes: message.subarray(at, at + size),
      start: at,
      total: message.length,
    });
    const chunk = parseUploadChunk(request);
    expect(chunk.total).toBe(message.length);
    joined.set(chunk.bytes, chunk.start);
  }
  return joined;
}

const json = fc
  .dictionary(anyText, fc.jsonValue())
  .map((value) => JSON.parse(JSON.stringify(value)) as Metadata); // -0 is 0 in JSON

/** Messages that hold the delimiter lines of our uploads and batches. */
const delimited = fc
  .array(
    fc.oneof(
      fc.constantFrom("--upload-", "--batch-", "\r\n", "--", "\n", "x"),
      fc.nat({ max: 12 }).map(String),
    ),
    { maxLength: 30 },
  )
  .map((pieces) => new TextEncoder().encode(pieces.join("")));

test("law 9: parseUpload(buildUpload(m, b)) is { m, b }, whatever other uploads b holds", () => {
  fc.assert(
    fc.property(json, fc.oneof(bytes, delimited), (meta, message) => {
      const once = buildUpload(meta, message);
      expect(parseUpload(once.contentType, once.body)).toEqual({ metadata: meta, bytes: message });
      const twice = buildUpload(meta, once.body);
      expect(parseUpload(twice.contentType, twice.body)).toEqual({ metadata: meta, bytes: once.body });
    }),
    { numRuns: 400 },
  );
});

const headerName = fc.constantFrom("X-a", "Authorization", "Etag", "__proto__", "constructor");
const headerValue = fc.constantFrom("", "a b", "é", 'a, b; c="d"', "x".repeat(2000));
const headers = fc.dictionary(headerName, headerValue, { noNullPrototype: true });
const content = fc.oneof(
  fc.constant({}),
  fc.record({ body: fc.oneof(bytes, delimited) }),
  fc.jsonValue().map((value) => ({ body: JSON.stringify(value) })),
);

/** Bodies in JSON are text, others bytes. */
function withType<T extends { headers: Record<string, string>; body?: unknown }>(message: T): T {
  if (typeof message.body !== "string") return message;
  return { ...message, headers: { ...message.headers, "Content-Type": "application/json" } };
}

const contentId = fc.constantFrom({}, {}, { contentId: "b29c5de2 + 1" }, { contentId: "é" });

/** No two calls of a batch bear one Content-ID. */
function distinct<T extends { contentId?: string | undefined }>(all: readonly T[]): T[] {
  const seen = new Set<string>();
  return all.filter(({ contentId: one }) => one === undefined || (!seen.has(one) && seen.add(one)));
}

const someRequest = fc.oneof(
  asking.map((given) => buildRequest(given, { accessToken: "t" })),
  delivering.map((given) => buildRequest(given)),
  fc
    .tuple(
      fc.record({
        method: fc.constantFrom("GET", "POST", "PATCH"),
        url: fc.constantFrom("/", "/a?b=c", "https://x.com/", "https://127.0.0.1:80/a%20b"),
        headers,
      }),
      content,
      contentId,
    )
    .map(([head, body, ids]) => withType<BatchRequest>({ ...head, ...body, ...ids })),
);

test("law 9: parseBatch(buildBatch(rs)) is rs", () => {
  fc.assert(
    fc.property(fc.array<BatchRequest>(someRequest, { maxLength: 12 }), (all) => {
      const requests = distinct(all);
      const { contentType, body } = buildBatch(requests);
      expect(parseBatch(contentType, body)).toEqual(requests);
    }),
    { numRuns: 200 },
  );
});

const someResponse = fc
  .tuple(fc.record({ status: fc.integer({ min: 100, max: 999 }), headers }), content, contentId)
  .map(([head, body, ids]) => withType<BatchResponse>({ ...head, ...body, ...ids }));

test("law 9: parseBatchResponse(buildBatchResponse(rs)) is rs", () => {
  fc.assert(
    fc.property(fc.array(someResponse, { maxLength: 12 }), (all) => {
      const responses = distinct(all);
      const { contentType, body } = buildBatchResponse(responses);
      expect(parseBatchResponse(contentType, body)).toEqual(responses);
    }),
    { numRuns: 200 },
  );
});

const junk = fc.oneof(
  fc.anything(),
  fc.record(
    {
      method: fc.oneof(fc.constantFrom("GET", "POST", "PUT", "DELETE"), fc.anything()),
      url: fc.oneof(
        fc
          .array(
            fc.oneof(
              {
                weight: 4,
                arbitrary: fc.constantFrom(
                  "/upload",
                  "/gmail/v1/users/",
                  "me",
                  "/messages",
                  "/drafts",
                  "/send",
                ),
              },
              fc.constantFrom(
                "/",
                "?",
                "&",
                "=",
                "%",
                "%FF",
                "uploadType=",
                "multipart",
                "media",
                "q",
                "\0",
                "#",
              ),
            ),
            { maxLength: 12 },
          )
          .map((pieces) => pieces.join("")),
        fc.anything(),
      ),
      headers: fc.oneof(
        fc.constantFrom<unknown>(
          { "content-type": "multipart/related; boundary=B" },
          { "content-type": "application/json" },
          { "content-range": "bytes 0-1/9" },
        ),
        fc.anything(),
      ),
      body: fc.oneof(
        anyMail,
        fc.json(),
        fc.jsonValue().map((message) => JSON.stringify({ raw: message, message, labelIds: message })),
        fc.anything(),
      ),
    },
    { requiredKeys: [] },
  ),
);

test("law 8: whatever is asked, nothing but a MimeError is thrown", () => {
  fc.assert(
    fc.property(junk, fc.anything(), (given, other) => {
      const request = given as GmailRequest;
      const { body } = (given ?? {}) as { body: Uint8Array };
      for (const run of [
        () => parseRequest(request, other as object),
        () => parseUploadChunk(request),
        () => buildUploadChunk(request as never),
        () => buildRequest(request as unknown as GmailCall, other as object),
        () => buildUpload(given as Metadata, body),
        () => buildBatch([request]),
        () => buildBatch(given as GmailRequest[]),
        () => buildBatchResponse([given as BatchResponse]),
        () => parseUpload("multipart/related; boundary=B", body),
        () => parseUpload(other as string, body),
        () => parseBatch("multipart/mixed; boundary=B", body),
        () => parseBatchResponse("multipart/mixed; boundary=B", body),
      ]) {
        try {
          run();
        } catch (error) {
          expect(error).toBeInstanceOf(MimeError);
        }
      }
    }),
    { numRuns: 1000 },
  );
});
