import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AcceptOptions, acceptMessage } from "../../../src/gmail/accept.js";
import { formatEntity, MimeError, parseEntity, walkEntity } from "../../../src/index.js";
import { latin1, text } from "../../support/bytes.js";
import { anyMail } from "../../support/mail-like.js";

const accept = (source: string, options?: AcceptOptions): string =>
  text(acceptMessage(latin1(source), options));

describe("From", () => {
  test.each([
    [
      "another's is replaced in place",
      "To: b@x\r\nFROM: a@y\r\nCc: c@x",
      "me@x.com",
      "To: b@x\r\nFROM: me@x.com\r\nCc: c@x",
    ],
    [
      "the account's stays as it is written",
      'From:  "Me, Too"\r\n <ME@X.com>',
      "me@x.com",
      'From:  "Me, Too"\r\n <ME@X.com>',
    ],
    ["one missing comes last", "To: b@x", "Me <me@x.com>", "To: b@x\r\nFrom: Me <me@x.com>"],
    ["two authors are not the account", "From: me@x.com, a@y", "me@x.com", "From: me@x.com"],
    ["nor are two fields", "From: me@x.com\r\nTo: b@x\r\nFrom: a@y", "me@x.com", "From: me@x.com\r\nTo: b@x"],
    ["nor a longer address", "From: joann@x.com", "ann@x.com", "From: ann@x.com"],
    ["nor its name alone", "From: me@x.com <a@y>", "me@x.com", "From: me@x.com"],
    ["nor a group", "From: g:;", "me@x.com", "From: me@x.com"],
    ["nor nothing", "From:", "me@x.com", "From: me@x.com"],
    [
      "a name outside ASCII is encoded",
      "To: b@x",
      "Zaè <z@x.com>",
      "To: b@x\r\nFrom: =?utf-8?Q?Za=C3=A8?= <z@x.com>",
    ],
    [
      "a mailbox",
      "To: b@x",
      { name: 'Doe, "J" \\', address: "d@x.com" },
      'To: b@x\r\nFrom: "Doe, \\"J\\" \\\\" <d@x.com>',
    ],
    ["a mailbox without a name", "To: b@x", { address: "d@x.com" }, "To: b@x\r\nFrom: d@x.com"],
    [
      "a mailbox whose name looks encoded",
      "From: a@y",
      { name: "=?utf-8?Q?x?=", address: "d@x.com" },
      "From: =?utf-8?B?PT91dGYtOD9RP3g/PQ==?= <d@x.com>",
    ],
  ])("%s", (_, before, from, after) => {
    expect(accept(`${before}\r\n\r\nbody`, { from })).toBe(`${after}\r\n\r\nbody`);
  });
});

describe("Date, Message-Id and Received", () => {
  const date = new Date("2023-01-02T03:04:05Z");
  test.each<[string, string, AcceptOptions, string]>([
    ["a missing Date", "A: b", { date }, "A: b\r\nDate: Mon, 2 Jan 2023 03:04:05 +0000"],
    ["in milliseconds", "A: b", { date: date.getTime() }, "A: b\r\nDate: Mon, 2 Jan 2023 03:04:05 +0000"],
    [
      "as text",
      "A: b",
      { date: "Sun, 1 Jan 2023 19:04:05 -0800" },
      "A: b\r\nDate: Sun, 1 Jan 2023 19:04:05 -0800",
    ],
    ["a Date that is there", "date: x", { date }, "date: x"],
    ["a missing id", "A: b", { messageId: "<1@x>" }, "A: b\r\nMessage-Id: <1@x>"],
    [
      "the sender's id",
      "A: b\r\nMessage-ID: <s@y>\r\nC: d",
      { messageId: "1@x" },
      "A: b\r\nMessage-ID: <1@x>\r\nC: d",
    ],
    [
      "a Received line",
      "Received: x\r\nA: b",
      { received: "from a; b" },
      "Received: from a; b\r\nReceived: x\r\nA: b",
    ],
    [
      "all of them",
      "A: b",
      { received: "r", date, messageId: "<1@x>", from: "me@x" },
      "Received: r\r\nA: b\r\nFrom: me@x\r\nDate: Mon, 2 Jan 2023 03:04:05 +0000\r\nMessage-Id: <1@x>",
    ],
    ["nothing", "A: b", {}, "A: b"],
  ])("%s", (_, before, options, after) => {
    expect(accept(`${before}\r\n\r\nbody`, options)).toBe(`${after}\r\n\r\nbody`);
  });

  test.each(["\n", "\r\n", "\r"])("the line ends of the message are used: %j", (end) => {
    const lines = (...all: readonly string[]): string => all.join(end);
    expect(accept(lines("A: b", "", "c", ""), { messageId: "<1@x>", received: "r" })).toBe(
      lines("Received: r", "A: b", "Message-Id: <1@x>", "", "c", ""),
    );
  });

  test.each([
    ["a message of nothing", "", "Message-Id: <1@x>\r\n"],
    ["one without fields", "\r\nbody", "Message-Id: <1@x>\r\n\r\nbody"],
    ["one that is cut off", "A: b", "A: b\r\nMessage-Id: <1@x>\r\n"],
    ["an mbox line on top", "From x\nA: b\n\nc", "From x\nA: b\nMessage-Id: <1@x>\n\nc"],
    [
      "a header that runs into its parts",
      "Content-Type: multipart/mixed; boundary=B\n--B\nContent-Type: text/plain\n\nx\n--B--\n",
      "Content-Type: multipart/mixed; boundary=B\nMessage-Id: <1@x>\n--B\nContent-Type: text/plain\n\nx\n--B--\n",
    ],
  ])("%s", (_, before, after) => {
    expect(accept(before, { messageId: "<1@x>" })).toBe(after);
  });

  test("MIME-Version and Content-Type are not added, 8-bit bytes stay", () => {
    expect(accept("Subject: \xe9\r\n\r\n\xff\0", { messageId: "<1@x>" })).toBe(
      "Subject: \xe9\r\nMessage-Id: <1@x>\r\n\r\n\xff\0",
    );
  });
});

describe("values that cannot be written", () => {
  test.each<[AcceptOptions, string]>([
    [{ from: "nobody" }, "address-invalid"],
    [{ from: "a@x, b@x" }, "address-invalid"],
    [{ from: "" }, "address-invalid"],
    [{ from: "me@x\r\nBcc: e@v" }, "header-injection"],
    [{ from: { name: "a\r\nBcc: e@v", address: "me@x" } }, "header-injection"],
    [{ from: { address: "a@x>, <b@x" } }, "address-invalid"],
    [{ from: { name: "x" } as unknown as string }, "input-invalid"],
    [{ from: 1 as unknown as string }, "input-invalid"],
    [{ date: Number.NaN }, "date-invalid"],
    [{ date: "soon" }, "date-invalid"],
    [{ date: "Mon, 2 Jan 2023 03:04:05 +0000\r\nBcc: e@v" }, "header-injection"],
    [{ messageId: "<a@b>\r\nBcc: e@v" }, "header-injection"],
    [{ messageId: "<a@b> <c@d>" }, "message-id-invalid"],
    [{ messageId: "" }, "message-id-invalid"],
    [{ received: "a\r\nBcc: e@v" }, "header-injection"],
    [{ received: "a\0" }, "header-injection"],
    [{ received: 1 as unknown as string }, "input-invalid"],
  ])("%j: %s", (options, code) => {
    const sources = ["A: b\r\n\r\nc", "From: a@b\r\nDate: Mon, 2 Jan 2023 03:04:05 +0000\r\n\r\nc"];
    for (const source of sources) {
      expect(() => acceptMessage(source, options)).toThrow(expect.objectContaining({ name: "MimeError" }));
      expect(codeOf(() => acceptMessage(source, options))).toBe(code);
    }
  });

  test.each([[undefined], [null], [{}], [1]])("%j is no message", (source) => {
    expect(codeOf(() => acceptMessage(source as unknown as string))).toBe("input-invalid");
  });
});

describe("any mail", () => {
  const options = { from: "me@x.com", date: 0, messageId: "<1@x>" };
  const others = (bytes: Uint8Array): unknown => {
    const named = /^(from|date|message-id)$/i;
    const entity = parseEntity(bytes);
    const fields = entity.fields
      .filter(({ name }) => !named.test(name))
      .map(({ name, value }) => [name, value]);
    return {
      fields,
      parts: [...walkEntity(entity)].slice(1).map(({ entity: part }) => text(formatEntity(part))),
    };
  };

  test("keeps all that is not named", () => {
    fc.assert(
      fc.property(anyMail, (bytes) => {
        const before = bytes.slice();
        expect(acceptMessage(bytes)).toEqual(bytes);
        expect(others(acceptMessage(bytes, options))).toEqual(others(bytes));
        expect(bytes).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });

  test("is accepted once: again changes nothing but the Received line", () => {
    fc.assert(
      fc.property(anyMail, (bytes) => {
        const accepted = acceptMessage(bytes, options);
        expect(acceptMessage(accepted, options)).toEqual(accepted);
        const received = text(acceptMessage(accepted, { ...options, received: "r" }));
        expect(received.replace(/Received: r(\r\n|\n|\r)/, "").length).toBe(accepted.length);
      }),
      { numRuns: 200 },
    );
  });
});

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof MimeError) return error.code;
    throw error;
  }
  return "nothing thrown";
}
