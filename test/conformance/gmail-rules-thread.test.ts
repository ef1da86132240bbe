/** Gmail's rule 43: when a message joins a thread, as a predicate. */

import { describe, expect, test } from "vitest";
import { buildMime, parseMime } from "../../src/convert.js";
import { forward } from "../../src/mail/forward.js";
import { reply } from "../../src/mail/reply.js";
import { joinsThread } from "../../src/mail/thread.js";

const first = parseMime("From: a@x\nSubject: Plan\nMessage-ID: <1@x>\n\none");
const thread = { subject: "Plan", messageIds: ["<1@x>"] };

describe("Gmail rule 43: a message joins a thread when its ids name it and the subject matches", () => {
  test("a reply as it is sent", () => {
    const sent = parseMime(buildMime({ from: "b@x", ...reply(first, { self: "b@x" }), text: "two" }));
    expect(sent).toMatchObject({ inReplyTo: ["<1@x>"], references: ["<1@x>"], subject: "Re: Plan" });
    expect(joinsThread(sent, thread)).toBe(true);
  });

  test("a reply to the reply, whose first mail is all that is known", () => {
    const second = { ...first, messageId: "<2@x>", references: ["<1@x>"], subject: "Re: Plan" };
    const sent = parseMime(buildMime({ ...reply(second, { self: "b@x" }), text: "three" }));
    expect(sent.references).toEqual(["<1@x>", "<2@x>"]);
    expect(joinsThread(sent, thread)).toBe(true);
  });

  test.each([
    ["Re: Plan", true],
    ["RE: Plan", true],
    ["AW: Plan", true],
    ["Re: Re: Fwd: Plan", true],
    ["Plan", true],
    ["Plan B", false],
    ["Re: Plan?", false],
    ["", false],
  ])("the ids are right and the subject is %j: %s", (subject, joins) => {
    const sent = parseMime(buildMime({ ...reply(first, { self: "b@x" }), subject, text: "two" }));
    expect(joinsThread(sent, thread)).toBe(joins);
  });

  test("the subject is right and no id is", () => {
    const sent = parseMime(buildMime({ to: "a@x", subject: "Re: Plan", text: "two" }));
    expect(joinsThread(sent, thread)).toBe(false);
    expect(joinsThread({ ...sent, references: ["<9@x>"] }, thread)).toBe(false);
  });

  test("a forward starts a thread of its own", () => {
    const sent = parseMime(buildMime({ to: "c@x", ...forward(first) }));
    expect(joinsThread(sent, thread)).toBe(false);
  });
});
