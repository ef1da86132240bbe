/** Scenario 15: the client that Google publishes, pointed at the server of this library on loopback. */

import { request as openRequest } from "node:http";
import { auth, type gmail_v1, gmail as openClient } from "@googleapis/gmail";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  buildBatch,
  buildMime,
  buildRequest,
  buildUploadChunk,
  decodeBodyText,
  decodeRaw,
  encodeRaw,
  findHeader,
  findPart,
  type MailInput,
  parseBatchResponse,
  parsePayload,
  reply,
} from "../../src/index.js";
import { type RunningServer, startServer } from "../../src/serve/server.js";

const USER = "me@x.example";
const DATE = Date.parse("Mon, 2 Jan 2023 03:04:05 +0000");
const LARGEST = 36_700_160;

const received: MailInput = {
  from: "Ann <ann@x.example>",
  to: USER,
  subject: "Plan für März",
  date: DATE,
  messageId: "<plan@x.example>",
  text: "See the file.\n",
  attachments: [{ filename: "a.pdf", content: Uint8Array.of(1, 2, 3), contentType: "application/pdf" }],
};
const hello = buildMime({ to: "b@x.example", subject: "Hello", text: "hi\n" });

let server: RunningServer;
/** Of every call: the client sends uploads to Google where only its constructor knows the root. */
let there: { rootUrl: string };
let users: gmail_v1.Gmail["users"];
let first: string;

beforeAll(async () => {
  server = await startServer({ messages: [buildMime(received)], user: USER });
  there = { rootUrl: `${server.url}/` };
  users = openClient({ version: "v1", auth: "a-key", ...there }).users;
  const { data } = await users.messages.list({ userId: "me" }, there);
  first = data.messages?.[0]?.id ?? "";
});

afterAll(() => server.close());

async function getMessage(id: string | null | undefined): Promise<gmail_v1.Schema$Message> {
  const { data } = await users.messages.get({ userId: "me", id: id ?? "" }, there);
  return data;
}

/** The raw of a stored message, as text. */
async function rawOf(id: string | null | undefined): Promise<string> {
  const { data } = await users.messages.get({ userId: "me", id: id ?? "", format: "raw" }, there);
  return new TextDecoder().decode(decodeRaw(data.raw ?? ""));
}

function media(bytes: Uint8Array): { mimeType: string; body: string } {
  return { mimeType: "message/rfc822", body: new TextDecoder().decode(bytes) };
}

describe("get", () => {
  test("full: keys in Gmail's order, and a payload that reads as the mail", async () => {
    const message = await getMessage(first);
    expect(Object.keys(message)).toEqual(
      "id threadId labelIds snippet payload sizeEstimate historyId internalDate".split(" "),
    );
    expect(message).toMatchObject({
      labelIds: ["INBOX"],
      internalDate: String(DATE),
      snippet: "See the file.",
    });
    expect(message.sizeEstimate).toBe(buildMime(received).length);
    expect(findHeader(message, "subject")).toBe("Plan für März");
    expect(parsePayload(message)).toMatchObject({ text: "See the file.\n", messageId: "<plan@x.example>" });
  });

  test("metadata: only the headers asked for, in the order of the message", async () => {
    const params = { userId: USER, id: first, format: "metadata", metadataHeaders: ["SUBJECT", "from"] };
    const { data } = await users.messages.get(params, there);
    expect(data.payload).toEqual({
      mimeType: "multipart/mixed",
      headers: [
        { name: "From", value: "Ann <ann@x.example>" },
        { name: "Subject", value: "Plan für März" },
      ],
    });
  });

  test("minimal: no snippet, and an empty payload", async () => {
    const { data } = await users.messages.get({ userId: "me", id: first, format: "minimal" }, there);
    expect(data.payload).toEqual({ partId: "" });
    expect(data).not.toHaveProperty("snippet");
  });

  test("raw: byte for byte", async () => {
    const { data } = await users.messages.get({ userId: "me", id: first, format: "raw" }, there);
    expect(data.raw).toBe(encodeRaw(buildMime(received)));
  });

  test("an attachment by the id that the payload names", async () => {
    const part = findPart(await getMessage(first), { partId: "1" });
    const id = part?.body?.attachmentId ?? "";
    const { data } = await users.messages.attachments.get({ userId: "me", messageId: first, id }, there);
    expect(data).toEqual({ size: 3, data: "AQID" });
  });

  test("what is not there is not found, another's mailbox neither", async () => {
    await expect(getMessage("18c0")).rejects.toMatchObject({ status: 404 });
    const other = users.messages.get({ userId: "you@x.example", id: first }, there);
    await expect(other).rejects.toMatchObject({ status: 404 });
    expect((await fetch(`${server.url}/gmail/v1/users/me/letters`)).status).toBe(404);
  });
});

describe("send", () => {
  /** What Gmail makes of the message it was given (rule 40), and answers (rule 42). */
  async function expectSent(data: gmail_v1.Schema$Message): Promise<void> {
    expect(Object.keys(data)).toEqual(["id", "threadId", "labelIds"]);
    expect(data).toMatchObject({ threadId: data.id, labelIds: ["SENT"] });
    const stored = await getMessage(data.id);
    expect(findHeader(stored, "From")).toBe(USER);
    expect(findHeader(stored, "To")).toBe("b@x.example");
    expect(stored.payload?.headers?.[0]?.name).toBe("Received");
    expect(Date.parse(findHeader(stored, "Date") ?? "")).not.toBeNaN();
    expect(findHeader(stored, "Message-Id")).toMatch(/^<.+@mail\.gmail\.com>$/);
    expect(decodeBodyText(stored.payload ?? {})).toBe("hi\r\n");
  }

  test("as JSON", async () => {
    const requestBody = { raw: encodeRaw(hello) };
    const { data } = await users.messages.send({ userId: "me", requestBody }, there);
    await expectSent(data);
  });

  test("as media", async () => {
    const { data } = await users.messages.send({ userId: "me", media: media(hello) }, there);
    await expectSent(data);
  });

  test("as multipart, the message behind its metadata", async () => {
    const params = { userId: "me", requestBody: { labelIds: ["Label_1"] }, media: media(hello) };
    const { data } = await users.messages.send(params, there);
    await expectSent(data);
  });

  test("resumable, in chunks", async () => {
    const opening = buildRequest({ method: "messages.send", bytes: hello, uploadType: "resumable" });
    const path = new URL(opening.url);
    const opened = await fetch(server.url + path.pathname + path.search, opening as RequestInit);
    expect(opened.status).toBe(200);
    const sessionUrl = opened.headers.get("location") ?? "";
    expect(sessionUrl.startsWith(server.url)).toBe(true);
    const send = (start: number, end: number): Promise<Response> => {
      const bytes = hello.subarray(start, end);
      const chunk = buildUploadChunk({ sessionUrl, bytes, start, total: hello.length });
      return fetch(chunk.url, chunk as RequestInit);
    };
    const begun = await send(0, 40);
    expect({ status: begun.status, range: begun.headers.get("range") }).toEqual({
      status: 308,
      range: "bytes=0-39",
    });
    const gap = await send(50, 60);
    expect({ status: gap.status, range: gap.headers.get("range") }).toEqual({
      status: 308,
      range: "bytes=0-39",
    });
    const whole = await send(40, hello.length);
    expect(whole.status).toBe(200);
    await expectSent((await whole.json()) as gmail_v1.Schema$Message);
    expect((await send(40, hello.length)).status).toBe(404);
  });

  test("rule 39: raw in the standard alphabet is refused", async () => {
    const raw = Buffer.from("Subject: hi>>?\r\n\r\n").toString("base64");
    expect(raw).toMatch(/[+/]/);
    const sent = users.messages.send({ userId: "me", requestBody: { raw } }, there);
    await expect(sent).rejects.toMatchObject({ status: 400 });
  });

  test("the largest message is taken; one byte more is refused", async () => {
    const largest = new Uint8Array(LARGEST + 1).fill(0x61);
    largest.set(hello);
    const send = (size: number, headers: Record<string, string>, query: string): Promise<Response> => {
      const url = `${server.url}/upload/gmail/v1/users/me/messages/send?uploadType=${query}`;
      return fetch(url, { method: "POST", headers, body: largest.subarray(0, size) });
    };
    const asMedia = { "Content-Type": "message/rfc822" };
    const taken = await send(LARGEST, asMedia, "media");
    expect(taken.status).toBe(200);
    const { id } = (await taken.json()) as { id: string };
    await users.messages.delete({ userId: "me", id }, there);

    const refused = await send(LARGEST + 1, asMedia, "media");
    expect(refused.status).toBe(413);
    expect(await refused.json()).toMatchObject({ error: { code: 413 } });
    const announced = { "X-Upload-Content-Length": String(LARGEST + 1) };
    expect((await send(0, announced, "resumable")).status).toBe(413);
    const raw = encodeRaw(largest);
    const sent = users.messages.send({ userId: "me", requestBody: { raw } }, there);
    await expect(sent).rejects.toMatchObject({ status: 413 });
  });
});

describe("insert and import", () => {
  const old = buildMime({ from: "ann@x.example", to: USER, subject: "Old", date: DATE, text: "hi\n" });

  test("insert by the Date field, stored as it is given", async () => {
    const params = { userId: "me", internalDateSource: "dateHeader", requestBody: { labelIds: ["Label_1"] } };
    const { data } = await users.messages.insert({ ...params, media: media(old) }, there);
    expect(data).toEqual({ id: data.id, threadId: data.id, labelIds: ["Label_1"] });
    expect((await getMessage(data.id)).internalDate).toBe(String(DATE));
    expect(await rawOf(data.id)).toBe(new TextDecoder().decode(old));
  });

  test("insert by the time it came, when nothing else is said", async () => {
    const before = Date.now();
    const { data } = await users.messages.insert({ userId: "me", media: media(old) }, there);
    expect(data).toEqual({ id: data.id, threadId: data.id });
    expect(Number((await getMessage(data.id)).internalDate)).toBeGreaterThanOrEqual(before);
  });

  test("insert as deleted: it is answered, and never seen again", async () => {
    const params = { userId: "me", deleted: true, requestBody: { raw: encodeRaw(old) } };
    const { data } = await users.messages.insert(params, there);
    expect(data.id).toMatch(/^[0-9a-f]{16}$/);
    await expect(getMessage(data.id)).rejects.toMatchObject({ status: 404 });
  });

  test("import goes by the Date field unless told otherwise", async () => {
    const params = { userId: "me", neverMarkSpam: true, requestBody: { raw: encodeRaw(old) } };
    const { data } = await users.messages.import(params, there);
    expect((await getMessage(data.id)).internalDate).toBe(String(DATE));
    const now = await users.messages.import({ ...params, internalDateSource: "receivedTime" }, there);
    expect(Number((await getMessage(now.data.id)).internalDate)).toBeGreaterThan(DATE);
  });
});

describe("list", () => {
  test("the newest first, page by page, by label", async () => {
    const ids: (string | null | undefined)[] = [];
    for (const day of [3, 1, 2]) {
      const raw = encodeRaw(buildMime({ subject: "Daily", date: Date.UTC(2022, 0, day), text: `${day}` }));
      const params = { userId: "me", internalDateSource: "dateHeader" };
      const requestBody = { raw, labelIds: ["DAILY"] };
      const { data } = await users.messages.insert({ ...params, requestBody }, there);
      ids.push(data.id);
    }
    const wanted = { userId: "me", labelIds: ["DAILY"], maxResults: 2 };
    const page = await users.messages.list(wanted, there);
    expect(page.data).toMatchObject({
      messages: [ids[0], ids[2]].map((id) => ({ id, threadId: id })),
      resultSizeEstimate: 3,
    });
    const pageToken = page.data.nextPageToken ?? "";
    const { data } = await users.messages.list({ ...wanted, pageToken }, there);
    expect(data).toEqual({ messages: [{ id: ids[1], threadId: ids[1] }], resultSizeEstimate: 3 });

    await users.messages.trash({ userId: "me", id: ids[0] ?? "" }, there);
    expect((await users.messages.list(wanted, there)).data.resultSizeEstimate).toBe(2);
    await users.messages.batchDelete({ userId: "me", requestBody: { ids: ids as string[] } }, there);
    expect((await users.messages.list(wanted, there)).data).toEqual({ resultSizeEstimate: 0 });
  });

  test("labels come and go, and the history tells it", async () => {
    const all = await users.history.list({ userId: "me", startHistoryId: "1" }, there);
    const startHistoryId = all.data.historyId ?? "";
    const requestBody = { addLabelIds: ["STARRED"], removeLabelIds: ["INBOX"] };
    const { data } = await users.messages.modify({ userId: "me", id: first, requestBody }, there);
    expect(data.labelIds).toEqual(["STARRED"]);
    const historyTypes = ["labelAdded"];
    const history = await users.history.list({ userId: "me", startHistoryId, historyTypes }, there);
    const told = history.data.history?.flatMap(({ labelsAdded = [] }) => labelsAdded);
    expect(told).toEqual([
      {
        message: { id: first, threadId: first, labelIds: ["INBOX", "STARRED"] },
        labelIds: ["STARRED"],
      },
    ]);
    const back = { addLabelIds: ["INBOX"], removeLabelIds: ["STARRED"] };
    await users.messages.batchModify({ userId: "me", requestBody: { ids: [first], ...back } }, there);
    expect((await getMessage(first)).labelIds).toEqual(["INBOX"]);
  });

  test("what the server cannot do it says: searching, and too many ids", async () => {
    await expect(users.messages.list({ userId: "me", q: "plan" }, there)).rejects.toMatchObject({
      status: 400,
    });
    const ids = Array.from({ length: 1001 }, () => first);
    const modified = users.messages.batchModify({ userId: "me", requestBody: { ids } }, there);
    await expect(modified).rejects.toMatchObject({ status: 400 });
  });
});

test("a draft is created, updated under a new message id, and sent", async () => {
  const draft = (text: string) => ({ raw: encodeRaw(buildMime({ to: "b@x.example", subject: "D", text })) });
  const created = await users.drafts.create({ userId: "me", requestBody: { message: draft("one") } }, there);
  const id = created.data.id ?? "";
  const before = created.data.message?.id ?? "";
  expect(created.data).toEqual({ id, message: { id: before, threadId: before, labelIds: ["DRAFT"] } });

  const text = buildMime({ to: "b@x.example", subject: "D", text: "two" });
  const updated = await users.drafts.update({ userId: "me", id, media: media(text) }, there);
  const after = updated.data.message?.id ?? "";
  expect(after).not.toBe(before);
  expect(updated.data).toEqual({ id, message: { id: after, threadId: before, labelIds: ["DRAFT"] } });
  await expect(getMessage(before)).rejects.toMatchObject({ status: 404 });
  const got = await users.drafts.get({ userId: "me", id }, there);
  expect(parsePayload(got.data.message ?? {}).text).toBe("two");
  const listed = await users.drafts.list({ userId: "me" }, there);
  expect(listed.data.drafts).toEqual([{ id, message: { id: after, threadId: before } }]);

  const sent = await users.drafts.send({ userId: "me", requestBody: { id } }, there);
  expect(sent.data).toMatchObject({ threadId: before, labelIds: ["SENT"] });
  expect(parsePayload(await getMessage(sent.data.id)).text).toBe("two");
  await expect(users.drafts.get({ userId: "me", id }, there)).rejects.toMatchObject({ status: 404 });
  expect((await users.drafts.list({ userId: "me" }, there)).data).toEqual({ resultSizeEstimate: 0 });
});

test("a batch of calls is answered call by call", async () => {
  const { contentType, body } = buildBatch([
    buildRequest({ method: "messages.get", id: first, format: "minimal" }),
    { ...buildRequest({ method: "messages.get", id: "18c0" }), contentId: "missing" },
    buildRequest({ method: "messages.send", bytes: hello }),
  ]);
  const headers = { "Content-Type": contentType };
  const response = await fetch(`${server.url}/batch/gmail/v1`, {
    method: "POST",
    headers,
    body: body.slice(),
  });
  const answered = new Uint8Array(await response.arrayBuffer());
  const answers = parseBatchResponse(response.headers.get("content-type") ?? "", answered);
  const byStatus = answers.map(({ status, contentId, body: json }) => ({
    status,
    contentId,
    body: JSON.parse(String(json)),
  }));
  expect(byStatus).toEqual([
    { status: 200, body: expect.objectContaining({ id: first, payload: { partId: "" } }) },
    { status: 404, contentId: "missing", body: { error: expect.objectContaining({ code: 404 }) } },
    { status: 200, body: expect.objectContaining({ labelIds: ["SENT"] }) },
  ]);
});

describe("rule 43: a message joins a thread", () => {
  const send = async (mail: MailInput, threadId?: string): Promise<gmail_v1.Schema$Message> => {
    const requestBody = { raw: encodeRaw(buildMime(mail)), ...(threadId !== undefined && { threadId }) };
    return (await users.messages.send({ userId: "me", requestBody }, there)).data;
  };

  test("that the request names, its references lead to and its subject matches", async () => {
    const answer = reply(parsePayload(await getMessage(first)), { self: USER });
    const sent = await send({ ...answer, text: "yes\n" }, first);
    expect(sent.threadId).toBe(first);
    const thread = await users.threads.get({ userId: "me", id: first, format: "minimal" }, there);
    expect(thread.data.messages?.map(({ id }) => id)).toEqual([first, sent.id]);
    const { data } = await users.threads.list({ userId: "me", labelIds: ["SENT"] }, there);
    expect(data.threads).toContainEqual({ id: first, snippet: "yes", historyId: thread.data.historyId });
  });

  test("and else is the first of its own", async () => {
    const answer = reply(parsePayload(await getMessage(first)), { self: USER });
    const others = [
      await send(answer),
      await send({ ...answer, subject: "Another" }, first),
      await send({ to: "ann@x.example", subject: "Plan für März" }, first),
    ];
    for (const { id, threadId } of others) expect(threadId).toBe(id);
  });

  test("a thread that is not there is not found", async () => {
    await expect(send({ to: "b@x.example" }, "18c0")).rejects.toMatchObject({ status: 404 });
  });

  test("what was received before makes threads by itself, in whatever order it is given", async () => {
    const original = { ...received, subject: "Lunch", messageId: "<lunch@x.example>" };
    const answer = { inReplyTo: "<lunch@x.example>", subject: "Re: Lunch", date: DATE + 60_000 };
    const messages = [buildMime(answer), buildMime(original)];
    const other = await startServer({ messages, user: USER });
    try {
      const client = openClient({ version: "v1", rootUrl: other.url });
      const { data } = await client.users.threads.list({ userId: "me" });
      expect(data.threads).toHaveLength(1);
    } finally {
      await other.close();
    }
  });
});

test("an OAuth 2.0 client with any token is answered as one with a key", async () => {
  const owner = new auth.OAuth2();
  owner.setCredentials({ access_token: "any" });
  const client = openClient({ version: "v1", auth: owner, ...there });
  const { data } = await client.users.messages.get({ userId: "me", id: first, format: "minimal" });
  expect(data.id).toBe(first);
});

test("the server is on loopback, and answers under no other name", async () => {
  expect(new URL(server.url).hostname).toBe("127.0.0.1");
  const status = await new Promise((resolve, reject) => {
    const headers = { Host: "mail.example" };
    openRequest(`${server.url}/gmail/v1/users/me/messages`, { headers }, ({ statusCode }) =>
      resolve(statusCode),
    )
      .on("error", reject)
      .end();
  });
  expect(status).toBe(403);
});

test("a request that breaks off leaves the server as it was", async () => {
  await new Promise<void>((resolve) => {
    const broken = openRequest(`${server.url}/gmail/v1/users/me/messages/send`, { method: "POST" });
    broken.on("error", () => resolve());
    broken.write("{", () => broken.destroy(new Error("gone")));
  });
  expect((await getMessage(first)).id).toBe(first);
});

test("a user that is no mailbox is refused before anything listens", async () => {
  const started = startServer({ messages: [], user: "no address" });
  await expect(started).rejects.toMatchObject({ code: "address-invalid" });
});
