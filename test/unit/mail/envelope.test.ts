import { describe, expect, test } from "vitest";
import { buildMime, parseMime } from "../../../src/convert.js";
import type { MailInput } from "../../../src/mail/mail.js";
import { busy } from "../../support/processor.js";

const read = (...fields: string[]) => parseMime(`${fields.join("\r\n")}\r\n\r\n`);
const head = (mail: MailInput, options = {}) =>
  Buffer.from(buildMime(mail, options))
    .toString("utf8")
    .split("\r\n\r\n")[0]
    ?.replaceAll("\r\n ", " ")
    .split("\r\n");
const codes = (...fields: string[]) => read(...fields).defects.map(({ code }) => code);

describe("reading", () => {
  test("properties, and every other field in order", () => {
    const mail = read(
      "Received: one",
      "From: A <a@x>",
      "Sender: s@x",
      "Reply-To: r@x",
      "Subject: s",
      "Received: two",
      "MIME-Version: 1.0",
      "Content-Language: de",
    );
    expect(mail).toMatchObject({
      from: [{ name: "A", address: "a@x" }],
      sender: { address: "s@x" },
      replyTo: [{ address: "r@x" }],
      subject: "s",
      headers: [
        { name: "Received", value: "one" },
        { name: "Received", value: "two" },
      ],
    });
    expect(mail).not.toHaveProperty("to");
    expect(mail).not.toHaveProperty("text");
  });

  test("an empty Subject is a subject, an empty To is a field", () => {
    expect(read("Subject:", "To:")).toMatchObject({ subject: "", headers: [{ name: "To", value: "" }] });
  });

  test("repeated address fields are joined, of other repeated ones the first counts", () => {
    const mail = read(
      "To: a@x",
      "Subject: one",
      "To: b@x",
      "Subject: =?utf-8?Q?tw=C3=B6?=",
      "Sender: a@x",
      "Sender: b@x",
    );
    expect(mail.to).toEqual([{ address: "a@x" }, { address: "b@x" }]);
    expect(mail.subject).toBe("one");
    expect(mail.headers).toEqual([
      { name: "Subject", value: "twö" },
      { name: "Sender", value: "b@x" },
    ]);
    expect(mail.defects.map(({ code }) => code)).toEqual([
      "field-repeated",
      "field-repeated",
      "field-repeated",
    ]);
  });

  test.each([
    ["Date: no date", "date-invalid"],
    ["Date: 1 Jan 1800 00:00 +0000", "date-invalid"],
    ["Message-ID: <é@x>", "message-id-invalid"],
    [`References: <${"x".repeat(1000)}@y>`, "message-id-invalid"],
  ])("%.30s stays among the headers", (field, code) => {
    const mail = read(field);
    const [name = "", value = ""] = field.split(": ");
    expect(mail.headers).toEqual([{ name, value }]);
    expect(codes(field)).toContain(code);
    expect(parseMime(buildMime(mail)).headers).toEqual(mail.headers);
  });

  test.each([
    ["From: <>", ["address-invalid"]],
    ["From:", ["address-invalid"]],
    ["To: ,", ["address-invalid"]],
    ["Cc: (nobody)", ["address-invalid"]],
    ["Sender: root", ["address-invalid"]],
    ["Bcc:", []], // the one that may be empty (RFC 5322 §3.6.3)
    ["Message-ID:", ["message-id-invalid"]],
    ["References: ,", ["message-id-invalid"]],
    ["Date:", ["date-invalid"]],
  ])("%s stays among the headers, with a defect", (field, defects) => {
    const mail = read(field);
    expect(mail.headers).toHaveLength(1);
    expect(codes(field)).toEqual(defects);
    expect(parseMime(buildMime(mail)).headers).toEqual(mail.headers);
  });

  test.each([
    ["Sender: =?utf-8?Q?a=40evil?=", "=?utf-8?Q?a=40evil?="],
    ["Sender: (=?utf-8?Q?=29_a=40evil?=)", "(=?utf-8?Q?=29_a=40evil?=)"],
  ])("%s: words that hide an address stay words", (field, value) => {
    const mail = read(field);
    expect(mail.sender).toBeUndefined();
    expect(mail.headers).toEqual([{ name: "Sender", value }]);
    const again = parseMime(buildMime(mail));
    expect(again.sender).toBeUndefined();
    expect(again.headers).toEqual(mail.headers);
  });

  test("a comment that hides an address is text", () => {
    const mail = read("To: (=?utf-8?Q?=29_a=40evil?=)");
    expect(mail.to).toEqual([{ name: "() a@evil)", members: [] }]);
    expect(parseMime(buildMime(mail)).to).toEqual(mail.to);
  });

  test("an address that fits on no line is text", () => {
    const mail = read(`To: ${"x".repeat(1200)}@y, b@x`);
    expect(mail.to).toEqual([{ name: `${"x".repeat(1200)}@y`, members: [] }, { address: "b@x" }]);
    expect(parseMime(buildMime(mail)).to).toEqual(mail.to);
  });

  test("of two ids in a Message-ID the first counts, with a defect", () => {
    expect(read("Message-ID: <a@b> <c@d>").messageId).toBe("<a@b>");
    expect(codes("Message-ID: <a@b> <c@d>")).toEqual(["message-id-invalid"]);
    expect(codes("References: <a@b> <c@d>")).toEqual([]);
  });

  test("ids are read as they are shown", () => {
    expect(read("In-Reply-To: =?utf-8?Q?=3Ca=40b=3E?=").inReplyTo).toEqual(["<a@b>"]);
    expect(read("References: <a@b> (c)\r\n <c@d>").references).toEqual(["<a@b>", "<c@d>"]);
    expect(read("Message-ID: <a@b> <c@d>").messageId).toBe("<a@b>");
  });

  test("address fields are joined in time that grows with their number only", () => {
    const lifted = { fields: Infinity, headerBytes: Infinity, addresses: Infinity };
    const before = busy();
    const mail = parseMime(`${"To: a@x.com\r\n".repeat(100_000)}\r\nhi`, { limits: lifted });
    expect(mail.to).toHaveLength(100_000);
    expect(busy() - before).toBeLessThan(2_000);
  });
});

describe("building", () => {
  test("the properties come first, then the headers in order", () => {
    expect(
      head({
        headers: {
          "X-B": ["1", "2"],
          "List-Unsubscribe": "<https://x/u>",
          "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        references: ["<r@x>", "s@x"],
        inReplyTo: "s@x",
        messageId: "m@x",
        date: "2023-01-02T03:04:05Z",
        subject: "s",
        to: "a@x, B <b@x>",
        from: { name: "Doe, J", address: "d@x" },
      }),
    ).toEqual([
      'From: "Doe, J" <d@x>',
      "To: a@x, B <b@x>",
      "Subject: s",
      "Date: Mon, 2 Jan 2023 03:04:05 +0000",
      "Message-ID: <m@x>",
      "In-Reply-To: <s@x>",
      "References: <r@x> <s@x>",
      "X-B: 1",
      "X-B: 2",
      "List-Unsubscribe: <https://x/u>",
      "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
      "MIME-Version: 1.0",
    ]);
  });

  test.each<[string, MailInput["date"], number | undefined]>([
    ["Mon, 2 Jan 2023 03:04:05 +0000", new Date("2023-01-02T03:04:05.999Z"), undefined],
    ["Mon, 2 Jan 2023 12:04:05 +0900", Date.UTC(2023, 0, 2, 3, 4, 5), 540],
    ["Mon, 2 Jan 2023 12:04:05 +0900", "Mon, 2 Jan 2023 12:04:05 +0900", undefined],
  ])("Date: %s", (written, date, dateOffset) => {
    expect(head({ date, dateOffset })).toContain(`Date: ${written}`);
  });

  test("without a date or an id none is written", () => {
    expect(head({ text: "t", to: [], cc: "", references: [] })?.map((line) => line.split(":")[0])).toEqual([
      "MIME-Version",
      "Content-Type",
      "Content-Transfer-Encoding",
    ]);
  });

  test("a resent field is written by the grammar of addresses where that says the same", () => {
    expect(head({ headers: { "Resent-To": "Joachim Müllenbach <j@x>, b@x" } })).toContain(
      "Resent-To: =?utf-8?Q?Joachim_M=C3=BCllenbach?= <j@x>, b@x",
    );
    const text = '"Müller, Jörg" <j@x> (é)';
    expect(parseMime(buildMime({ headers: { "Resent-To": text } })).headers).toEqual([
      { name: "Resent-To", value: text },
    ]);
  });

  test("with utf8Headers text stands as it is, unless it has no place to fold", () => {
    expect(head({ subject: " Zoë\u00a0", from: "Zoë <zoë@bücher.example>" }, { utf8Headers: true })).toEqual([
      "From: Zoë <zoë@bücher.example>",
      "Subject: Zoë\u00a0",
      "MIME-Version: 1.0",
    ]);
    const subject = "é".repeat(600);
    const message = buildMime({ subject }, { utf8Headers: true });
    expect(parseMime(message).subject).toBe(subject);
    expect(message.findIndex((byte) => byte > 0x7f)).toBe(-1);
  });

  test.each<[string, MailInput, string]>([
    ["MIME-Version", { headers: { "mime-version": "1.0" } }, "header-refused"],
    ["Content-Type", { headers: [["Content-Type", "text/plain"]] }, "header-refused"],
    ["two senders", { sender: "a@x, b@x" }, "address-invalid"],
    ["a group as sender", { sender: { name: "G", members: [] } }, "address-invalid"],
    ["two addresses in one", { to: { address: "a@x, b@x" } }, "address-invalid"],
    ["a route", { to: { address: '"a@x y"@z, b@c' } }, "address-invalid"],
    ["no address", { to: "root" }, "address-invalid"],
    ["an encoded address", { to: "=?utf-8?Q?a?=@b" }, "address-invalid"],
    ["no date", { date: "soon" }, "date-invalid"],
    ["an invalid date", { date: new Date(Number.NaN) }, "date-invalid"],
    ["the year 10000", { date: Date.UTC(10_000, 0, 1) }, "date-invalid"],
    ["an offset of a fraction", { date: 0, dateOffset: 0.5 }, "date-invalid"],
    ["two ids in one", { messageId: "<a@b> <c@d>" }, "message-id-invalid"],
    ["a list as id", { messageId: ["<a@b>"] as unknown as string }, "message-id-invalid"],
    ["an id with a word", { messageId: "<=?utf-8?Q?a?=@b>" }, "message-id-invalid"],
    ["a number as subject", { subject: 5 as unknown as string }, "input-invalid"],
    ["a number as header", { headers: { a: 5 as unknown as string } }, "input-invalid"],
    ["a string as headers", { headers: "a: b" as unknown as [] }, "input-invalid"],
    ["an id too long", { messageId: `<${"x".repeat(1000)}@y>` }, "header-too-long"],
    ["10 001 recipients", { to: Array.from({ length: 10_001 }, () => "a@b") }, "input-too-large"],
    [
      "10 001 fields",
      { headers: Array.from({ length: 10_001 }, () => ["a", "b"] as const) },
      "input-too-large",
    ],
  ])("%s is refused", (_, mail, code) => {
    expect(() => buildMime(mail)).toThrow(expect.objectContaining({ name: "MimeError", code }));
  });
});
