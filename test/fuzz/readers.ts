/** Law 8 of whatever reads a message: each gives a result for any bytes, in linear time, and leaves them alone. */

import { expect } from "vitest";
import {
  acceptMessage,
  decodeContent,
  decodeText,
  defectsOf,
  encodeRaw,
  entityToMail,
  entityToPayload,
  formatEntity,
  formatSnippet,
  forward,
  internalDateOf,
  type Mail,
  mimeToPayload,
  parseEntity,
  parseMime,
  parsePayload,
  parseRaw,
  payloadToEntity,
  quote,
  rawToPayload,
  renderAttachment,
  renderMessage,
  reply,
  safeFilename,
  stripQuoted,
  walkEntity,
  walkParts,
} from "../../src/index.js";
import { text } from "../support/bytes.js";
import { type Cost, expectSame } from "./cost.js";

type Reader = (bytes: Uint8Array) => unknown;

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["parseEntity", parseEntity],
  ["formatEntity", (bytes) => formatEntity(parseEntity(bytes))],
  ["parseMime", parseMime],
  ["parseRaw", (bytes) => parseRaw(encodeRaw(bytes))],
  ["mimeToPayload", mimeToPayload],
  [
    "mimeToPayload metadata",
    (bytes) => mimeToPayload(bytes, { format: "metadata", metadataHeaders: ["to"] }),
  ],
  ["rawToPayload", (bytes) => rawToPayload(encodeRaw(bytes))],
  ["parsePayload", (bytes) => parsePayload(mimeToPayload(bytes))],
  ["payloadToEntity", (bytes) => payloadToEntity(mimeToPayload(bytes))],
  ["entityToPayload", (bytes) => entityToPayload(parseEntity(bytes))],
  ["entityToMail", (bytes) => entityToMail(parseEntity(bytes))],
  ["defectsOf", (bytes) => defectsOf(parseEntity(bytes))],
  ["decodeContent and decodeText", readLeaves],
  ["formatSnippet", (bytes) => formatSnippet(parseEntity(bytes))],
  ["internalDateOf", (bytes) => internalDateOf(parseEntity(bytes))],
  ["renderMessage", (bytes) => renderMessage({ id: "1", threadId: "2", raw: bytes })],
  ["renderAttachment", readAttachments],
  [
    "acceptMessage",
    (bytes) => acceptMessage(bytes, { from: "a@b", messageId: "<1@b>", date: 0, received: "x" }),
  ],
  ["reply, forward and quote", converse],
]);

function readLeaves(bytes: Uint8Array): void {
  for (const { entity } of walkEntity(parseEntity(bytes))) {
    if (entity.kind !== "leaf") continue;
    decodeContent(entity);
    decodeText(entity);
  }
}

/** The first ones: each is found in the message read anew. */
function readAttachments(bytes: Uint8Array): void {
  const ids = [...walkParts(mimeToPayload(bytes))].flatMap(({ body }) => body?.attachmentId ?? []);
  for (const attachmentId of ids.slice(0, 4)) renderAttachment(bytes, { attachmentId });
}

function converse(bytes: Uint8Array): void {
  const mail = parseMime(bytes);
  reply(mail, { self: "me@y.com", all: true });
  forward(mail, { note: "x" });
  quote(mail, { text: "x" });
  stripQuoted({ text: mail.text, html: mail.html });
  for (const attachment of mail.attachments) safeFilename(attachment);
}

/** None throws, runs past linear time, or changes what it was given. */
export function expectReadable(bytes: Uint8Array, cost: Cost): void {
  const before = text(bytes);
  for (const [name, read] of READERS) {
    cost.expectLinear(name, bytes.length, () => read(bytes));
    expectSame(name, before, bytes);
  }
}

/** Safety rule 3: no line break and no NUL in anything that was read of a header, from bytes or from a payload. */
export function expectCleanHeaderText(bytes: Uint8Array): void {
  for (const mail of [parseMime(bytes), parsePayload(mimeToPayload(bytes))]) {
    expect(headerTexts(mail).filter((value) => /[\0\r\n]/.test(value))).toEqual([]);
  }
  for (const part of walkParts(mimeToPayload(bytes))) {
    const { mimeType = "", filename = "", headers } = part;
    const told = [
      mimeType ?? "",
      filename ?? "",
      ...(headers ?? []).flatMap(({ name, value }) => [name, value]),
    ];
    expect(told.filter((value) => /[\0\r\n]/.test(value ?? ""))).toEqual([]);
  }
}

/** Every string of a mail but its texts and contents. */
function headerTexts({ text: _, html, amp, bodies, calendar, attachments, ...told }: Mail): string[] {
  const found: string[] = [];
  const stack: unknown[] = [
    told,
    calendar?.method,
    attachments.map(({ content, ...described }) => described),
  ];
  while (stack.length > 0) {
    const value = stack.pop();
    if (typeof value === "string") found.push(value);
    else if (typeof value === "object" && value !== null) stack.push(...Object.values(value));
  }
  return found;
}
