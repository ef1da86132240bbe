/** What reply, forward and quote make of a received mail can be built, and adds nothing that was not asked for. */

import { expect } from "vitest";
import {
  buildMime,
  formatAddressList,
  formatEntity,
  forward,
  type MailInput,
  parseEntity,
  parseMime,
  quote,
  reply,
  stripQuoted,
} from "../../src/index.js";
import { text } from "./bytes.js";

const self = { self: "me@y.com", all: true };

/** The names of the fields a mail is built with, none but those it was given. */
function fieldNames(bytes: Uint8Array): string[] {
  return parseEntity(bytes).fields.map(({ name }) => name.toLowerCase());
}

const EXPECTED = new Set(
  "from to cc subject in-reply-to references mime-version content-type content-transfer-encoding content-disposition content-id".split(
    " ",
  ),
);

function expectBuilds(mail: MailInput): Uint8Array {
  const bytes = buildMime({ from: "me@y.com", ...mail });
  const names = fieldNames(bytes);
  expect(names.filter((name) => !EXPECTED.has(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
  const header = text(bytes).slice(0, text(bytes).indexOf("\r\n\r\n"));
  expect(header.split("\r\n").every((line) => line.length <= 998)).toBe(true);
  expect(header).not.toMatch(/[\0\x80-\xff]/);
  return bytes;
}

/** Replies to, quotes and forwards a mail: each builds, says what it was given, and adds nothing. */
export function expectConversation(bytes: Uint8Array): void {
  const original = parseMime(bytes);
  const answer = { ...reply(original, self), ...quote(original, { text: "mine" }) };
  const again = parseMime(expectBuilds(answer));
  expect(formatAddressList(again.to ?? [])).toBe(formatAddressList(answer.to));
  expect(formatAddressList(again.cc ?? [])).toBe(formatAddressList(answer.cc ?? []));
  expect(again.subject).toBe(answer.subject);
  expect(again.references).toEqual(answer.references);
  expect(again.text?.startsWith("mine\n")).toBe(true);
  expect(stripQuoted({ text: answer.text }).text).toBe("mine");
  expect(stripQuoted({ html: answer.html }).html?.startsWith('<div dir="ltr">mine</div>')).toBe(true);

  const sent = forward(original, { note: "mine" });
  const forwarded = parseMime(expectBuilds(sent));
  expect(forwarded.subject).toBe(sent.subject);
  expect(forwarded.text?.startsWith("mine\n\n---------- Forwarded message ---------\nFrom: ")).toBe(true);
  expect(forwarded.attachments.length).toBe(sent.attachments.length);
  expectBuilds(forward(original, { attach: formatEntity(parseEntity(bytes)) }));
}
