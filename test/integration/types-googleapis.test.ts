/** Types: what is rendered fits Google's own, and those, every field null or missing, are taken in. */

import type { gmail_v1 } from "@googleapis/gmail";
import { expect, test } from "vitest";
import {
  buildMime,
  buildPayload,
  decodeBody,
  decodeBodyText,
  findHeader,
  findHeaders,
  findPart,
  type GmailAttachment,
  type GmailDraft,
  type GmailMessage,
  type GmailPart,
  type GmailThread,
  type Mail,
  mimeToPayload,
  parsePayload,
  payloadToEntity,
  payloadToMime,
  payloadToRaw,
  rawToPayload,
  renderAttachment,
  renderDraft,
  renderMessage,
  renderReceipt,
  renderThread,
  walkParts,
} from "../../src/index.js";

type Message = gmail_v1.Schema$Message;
type Part = gmail_v1.Schema$MessagePart;

/** The same at every depth, each field null or undefined. */
type Loose<T> = T extends readonly (infer Item)[]
  ? Loose<Item>[]
  : T extends object
    ? { [Key in keyof T]?: Loose<T[Key]> | null | undefined }
    : T;

const raw = buildMime({
  from: "a@x.example",
  subject: "Hello",
  text: "hi\n",
  attachments: [{ filename: "a.bin", content: Uint8Array.of(1, 2, 3) }],
});
const stored = { id: "18c0", threadId: "18c0", labelIds: ["INBOX"], raw };

test("what is rendered is assignable to Google's types", () => {
  const rendered: GmailMessage = renderMessage(stored);
  const message: Message = rendered;
  const thread: gmail_v1.Schema$Thread = renderThread({
    id: "18c0",
    messages: [stored],
  }) satisfies GmailThread;
  const draft: gmail_v1.Schema$Draft = renderDraft({ id: "r1", message: stored }) satisfies GmailDraft;
  const attachment: GmailAttachment = renderAttachment(raw, { partId: "1" });
  const body: gmail_v1.Schema$MessagePartBody = attachment;
  const receipt: Message = renderReceipt("messages.send", stored);
  const draftReceipt: gmail_v1.Schema$Draft = renderReceipt("drafts.create", { ...stored, draftId: "r1" });
  const payloads: GmailPart[] = [
    mimeToPayload(raw),
    rawToPayload(payloadToRaw(buildPayload({ text: "hi" }))),
  ];
  const parts: Part[] = payloads;
  const inMessage: Message = { id: "18c0", payload: mimeToPayload(raw) };

  expect(thread.messages?.[0]).toEqual(message);
  expect(draft.message).toEqual(message);
  expect(inMessage.payload?.parts).toHaveLength(2);
  expect(body.data).toBe("AQID");
  expect([receipt.id, draftReceipt.message?.id]).toEqual(["18c0", "18c0"]);
  expect(parts.map(({ partId }) => partId)).toEqual(["", ""]);
});

test("Google's types are accepted wherever a payload is read", () => {
  const message: Message = renderMessage(stored);
  const payload: Part = message.payload ?? {};
  const content = (): Uint8Array => Uint8Array.of(1, 2, 3);
  const mails: Mail[] = [parsePayload(message), parsePayload(payload)];
  expect(mails.map(({ subject, text }) => `${subject}: ${text}`)).toEqual(["Hello: hi\n", "Hello: hi\n"]);
  expect([findHeader(message, "from"), ...findHeaders(payload, "from")]).toEqual([
    "a@x.example",
    "a@x.example",
  ]);
  expect([...walkParts(message)].map((part) => part.partId)).toEqual(["", "0", "1"]);

  const text: Part = findPart(payload, { partId: "0" }) as Part;
  expect(decodeBodyText(text)).toBe("hi\r\n");
  expect(decodeBody(text)).toEqual(new TextEncoder().encode("hi\r\n"));
  expect(payloadToMime(message, { content })).toEqual(payloadToMime(payload, { content }));
  expect(payloadToEntity(message, { content }).kind).toBe("multipart");
  expect(payloadToRaw(payload, { content })).toBe(payloadToRaw(message, { content }));
});

const empty: Loose<Message>[] = [
  {},
  { id: null, threadId: null, labelIds: null, snippet: null, payload: null, raw: null, sizeEstimate: null },
  { id: undefined, payload: undefined, raw: undefined, historyId: undefined, internalDate: undefined },
  { payload: { partId: null, mimeType: null, filename: null, headers: null, body: null, parts: null } },
  {
    payload: { headers: [{ name: null, value: null }], body: { attachmentId: null, data: null, size: null } },
  },
  { payload: { headers: [{}], body: {}, parts: [{}, { body: { size: undefined, data: undefined } }] } },
];

test.each(empty)("a message of nothing is read without a throw: %j", (message) => {
  const payload = message.payload ?? {};
  expect(parsePayload(message).text ?? "").toBe("");
  expect(parsePayload(payload).subject).toBeUndefined();
  expect(findHeader(message, "subject")).toBeUndefined();
  expect(findHeaders(payload, "subject")).toEqual([]);
  expect(findPart(message, { contentId: "logo" })).toBeUndefined();
  for (const part of walkParts(message)) {
    expect(decodeBody(part)?.length ?? 0).toBe(0);
    expect(decodeBodyText(part) ?? "").toBe("");
  }
  expect(payloadToMime(message)).toBeInstanceOf(Uint8Array);
  expect(payloadToRaw(payload)).toBe(payloadToRaw(message));
});
