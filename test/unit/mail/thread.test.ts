import { expect, test } from "vitest";
import { parseMime } from "../../../src/convert.js";
import { MimeError } from "../../../src/errors.js";
import { forward } from "../../../src/mail/forward.js";
import type { Mail } from "../../../src/mail/mail.js";
import { reply } from "../../../src/mail/reply.js";
import { joinsThread, type Thread } from "../../../src/mail/thread.js";

const thread: Thread = { subject: "Plan", messageIds: ["<a@x>", "<b@x>"] };

test.each<[boolean, string, string[], Thread]>([
  [
    true,
    "a reply by both fields",
    ["Subject: Re: Plan", "In-Reply-To: <b@x>", "References: <a@x> <b@x>"],
    thread,
  ],
  [true, "References alone", ["Subject: Re: Plan", "References: <z@x> <a@x>"], thread],
  [true, "In-Reply-To alone", ["Subject: Re: Plan", "In-Reply-To: <a@x>"], thread],
  [true, "the subject as it is", ["Subject: Plan", "References: <a@x>"], thread],
  [
    true,
    "many prefixes on both sides",
    ["Subject: AW: RE[2]: Plan", "References: <a@x>"],
    { ...thread, subject: "Fwd: Plan" },
  ],
  [
    true,
    "other blanks",
    ["Subject: Re:  the   plan", "References: <a@x>"],
    { ...thread, subject: "the plan" },
  ],
  [
    true,
    "an encoded subject",
    ["Subject: Re: =?utf-8?Q?caf=C3=A9?=", "References: <a@x>"],
    { ...thread, subject: "café" },
  ],
  [true, "ids without brackets", ["Subject: Plan", "References: <a@x>"], { ...thread, messageIds: ["a@x"] }],
  [true, "no subject on either side", ["References: <a@x>"], { messageIds: ["<a@x>"] }],
  [true, "an empty subject is none", ["Subject: Re:", "References: <a@x>"], { messageIds: ["<a@x>"] }],
  [false, "another subject", ["Subject: Re: Plans", "References: <a@x>"], thread],
  [false, "another case", ["Subject: Re: PLAN", "References: <a@x>"], thread],
  [false, "no ids", ["Subject: Re: Plan"], thread],
  [false, "other ids", ["Subject: Re: Plan", "References: <c@x>", "In-Reply-To: <A@x>"], thread],
  [false, "its own id", ["Subject: Plan", "Message-ID: <a@x>"], thread],
  [false, "a thread without mails", ["Subject: Plan", "References: <a@x>"], { ...thread, messageIds: [] }],
  [
    false,
    "a subject where the thread has none",
    ["Subject: Plan", "References: <a@x>"],
    { messageIds: ["<a@x>"] },
  ],
])("%s: %s", (joins, _, lines, given) => {
  expect(joinsThread(parseMime([...lines, "", "x"].join("\n")), given)).toBe(joins);
});

test("a reply joins the thread of its original; a forward does not", () => {
  const original = parseMime("Subject: Plan\nMessage-ID: <a@x>\nFrom: a@x\n\nx");
  const empty = parseMime("");
  expect(joinsThread({ ...empty, ...reply(original, { self: "b@x" }), inReplyTo: [] }, thread)).toBe(true);
  const { subject } = forward(original);
  expect(joinsThread({ ...empty, subject }, thread)).toBe(false);
});

test.each<[string, unknown, unknown]>([
  ["no mail", undefined, thread],
  ["no thread", {}, undefined],
  ["no ids", {}, { subject: "x" }],
  ["ids that are no strings", {}, { messageIds: [1] }],
  ["references that are no strings", { references: [1] }, thread],
  ["a subject that is none", { subject: 1 }, thread],
])("wrong use: %s", (_, mail, given) => {
  expect(() => joinsThread(mail as Mail, given as Thread)).toThrow(MimeError);
});
