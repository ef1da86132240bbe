/** Gmail's rules 31 to 38 and 40, each under its number: what it answers, and what it makes of what it is sent. */

import { describe, expect, test } from "vitest";
import { acceptMessage } from "../../src/gmail/accept.js";
import { internalDateOf } from "../../src/gmail/internal-date.js";
import { renderAttachment, renderMessage } from "../../src/gmail/render.js";
import { formatSnippet } from "../../src/gmail/snippet.js";
import { decodeRaw, findPart, parseEntity } from "../../src/index.js";
import { latin1, text, utf8 } from "../support/bytes.js";

const MESSAGE = [
  "From: a@b",
  "X-Two: 1",
  "Subject: s",
  "x-two: 2",
  "Date: Mon, 2 Jan 2023 12:04:05 +0900",
  "Content-Type: multipart/mixed; boundary=B",
  "",
  "--B",
  "",
  "body",
  "--B",
  "Content-Type: image/png",
  "",
  "abc",
  "--B--",
  "",
].join("\r\n");
const stored = { id: "m", threadId: "t", labelIds: ["INBOX"], historyId: "5", raw: MESSAGE };

describe("the message resource", () => {
  test("Gmail rule 31: an attachment id differs between messages, the part id under it does not", () => {
    const one = findPart(renderMessage(stored), { partId: "1" });
    const other = findPart(renderMessage({ ...stored, id: "n" }), { partId: "1" });
    expect(one?.body.attachmentId).not.toBe(other?.body.attachmentId);
    for (const part of [one, other]) {
      const attachment = renderAttachment(MESSAGE, { attachmentId: part?.body.attachmentId as string });
      expect(attachment).toEqual({ size: 3, data: "YWJj" });
    }
  });

  test.each([
    ["full", "id threadId labelIds snippet payload sizeEstimate historyId internalDate"],
    ["metadata", "id threadId labelIds snippet payload sizeEstimate historyId internalDate"],
    ["raw", "id threadId labelIds snippet sizeEstimate raw historyId internalDate"],
  ] as const)("Gmail rule 32: the keys of %s and their order", (format, keys) => {
    const message = renderMessage(stored, { format });
    expect(Object.keys(message).join(" ")).toBe(keys);
    expect(
      [message.historyId, message.internalDate, message.sizeEstimate].map((value) => typeof value),
    ).toEqual(["string", "string", "number"]);
  });

  test.each(["full", "metadata", "minimal", "raw"] as const)(
    "Gmail rule 32: no empty labelIds in %s",
    (format) => {
      expect(renderMessage({ ...stored, labelIds: [] }, { format })).not.toHaveProperty("labelIds");
      expect(renderMessage({ ...stored, labelIds: undefined }, { format })).not.toHaveProperty("labelIds");
    },
  );

  test.each<[string, readonly string[] | undefined, string[] | undefined]>([
    ["all", undefined, ["From", "X-Two", "Subject", "x-two", "Date", "Content-Type"]],
    ["those asked for, in the message's order", ["SUBJECT", "from"], ["From", "Subject"]],
    ["each that has the name", ["X-TWO"], ["X-Two", "x-two"]],
    ["no headers key where none is there", ["Bcc"], undefined],
    ["no headers key where none is asked for", [], undefined],
  ])("Gmail rule 33: metadata gives %s", (_, metadataHeaders, names) => {
    const { payload } = renderMessage(stored, { format: "metadata", metadataHeaders });
    expect(Object.keys(payload ?? {})).toEqual(names ? ["mimeType", "headers"] : ["mimeType"]);
    expect(payload?.mimeType).toBe("multipart/mixed");
    expect(payload?.headers?.map(({ name }) => name)).toEqual(names);
  });

  test("Gmail rule 34: minimal has an empty payload and no snippet", () => {
    const message = renderMessage(stored, { format: "minimal" });
    expect(Object.keys(message).join(" ")).toBe(
      "id threadId labelIds payload sizeEstimate historyId internalDate",
    );
    expect(message.payload).toEqual({ partId: "" });
  });

  test("Gmail rule 35: raw is the message byte for byte, bare LF, NUL and 8-bit bytes too", () => {
    const source = latin1("A: \xe9\nB: c\r\n\r\nx\ny\rz\0\xff");
    const { raw } = renderMessage({ ...stored, raw: source }, { format: "raw" });
    expect(decodeRaw(raw as string)).toEqual(source);
  });

  test.each(["", "a", "A: b\n\nc\n", MESSAGE, "é"])(
    "Gmail rule 36: sizeEstimate is the exact length of %j",
    (raw) => {
      for (const format of ["full", "metadata", "minimal", "raw"] as const) {
        expect(renderMessage({ ...stored, raw }, { format }).sizeEstimate).toBe(utf8(raw).length);
      }
    },
  );

  test.each([
    ["Date: Mon, 2 Jan 2023 12:04:05 +0900", "1672628645000"],
    ["date: Mon, 2 Jan 2023 03:04:05 GMT (comment)", "1672628645000"],
    ["Date: 2 Jan 2023 03:04:05.987 +0000", "1672628645000"],
    ["Date: Thu, 1 Jan 1970 00:00:00 +0000", "0"],
    ["Date: Wed, 31 Dec 1969 23:59:59 +0000", "-1000"],
    ["Date: soon", "0"],
    ["Date:", "0"],
    ["Subject: no date", "0"],
    ["Date: soon\r\nDate: Mon, 2 Jan 2023 12:04:05 +0900", "0"], // the first counts
  ])("Gmail rule 37: the internalDate of %j is %s", (field, date) => {
    const raw = `${field}\r\n\r\n`;
    expect(internalDateOf(parseEntity(raw))).toBe(date);
    expect(renderMessage({ ...stored, raw }, { format: "minimal" }).internalDate).toBe(date);
  });

  test("Gmail rule 37: the store's internalDate wins", () => {
    expect(renderMessage({ ...stored, internalDate: "1672628645123" }).internalDate).toBe("1672628645123");
    expect(renderMessage({ ...stored, internalDate: 0 }).internalDate).toBe("0");
  });
});

describe("the snippet", () => {
  const part = (type: string, content: string, more = ""): string =>
    `Content-Type: ${type}; charset=utf-8\r\n${more}\r\n${content}`;
  const many = (subtype: string, boundary: string, ...parts: readonly string[]): string =>
    `Content-Type: multipart/${subtype}; boundary=${boundary}\r\n\r\n${parts
      .map((one) => `--${boundary}\r\n${one}\r\n`)
      .join("")}--${boundary}--`;
  const plain = (content: string): string => part("text/plain", content);
  const html = (content: string): string => part("text/html", content);
  const snippet = (source: string): string => formatSnippet(parseEntity(source));

  test.each([
    ["nothing of what is encrypted", many("encrypted", "B", plain("a")), ""],
    ["nothing of blank text", plain(" \r\n\u00a0\t"), ""],
    ["the first text only", many("mixed", "B", plain("a"), plain("b")), "a"],
    [
      "the first that yields text",
      many("mixed", "B", plain(" "), many("mixed", "C", html("<br>"), plain("b"))),
      "b",
    ],
    ["none that is named", many("mixed", "B", part("text/plain; name=a", "a"), plain("b")), "b"],
    [
      "none marked attachment",
      many("mixed", "B", part("text/plain", "a", "Content-Disposition: attachment\r\n"), plain("b")),
      "b",
    ],
    [
      "none of an attached message",
      many("mixed", "B", `Content-Type: message/rfc822\r\n\r\n${plain("a")}`, plain("b")),
      "b",
    ],
    ["html before plain text in an alternative", many("alternative", "B", plain("a"), html("b")), "b"],
    ["html alone", html("a"), "a"],
    [
      "plain text before html in a related, without its <...>",
      many("alternative", "B", plain("a <b> c"), many("related", "C", html("d"))),
      "a c",
    ],
    ["plain text with its <...> elsewhere", plain("a <b> c"), "a &lt;b&gt; c"],
    [
      "no comments, doctype, style, script, title",
      html("<!DOCTYPE x><title>a</title><!-- b --><style>c</style><script>d</script>e"),
      "e",
    ],
    ["entities decoded once", html("&amp;lt; &eacute;"), "&amp;lt; é"],
    ["a blank for block tags, nothing for inline ones", html("a<b>b</b><div>c</div>d<br>e"), "ab c d e"],
    ["hidden text", html('<span style="display:none">pre</span> a'), "pre a"],
    ["an image's text in a link only", html('<img alt="a"><a href="u"><img alt="b"></a>'), "b"],
    ["no href", html('<a href="https://u">a</a>'), "a"],
    [
      "quoted text and signatures",
      plain("> a\r\nOn Monday b wrote:\r\n-- \r\nc"),
      "&gt; a On Monday b wrote: -- c",
    ],
    ["PGP armor", plain("-----BEGIN PGP MESSAGE-----\r\n\r\nhQ"), "-----BEGIN PGP MESSAGE----- hQ"],
    ["one blank for all white space", plain("\u202fa\u00a0 \t\r\nb\u3000c "), "a b c"],
    ["zero-width and combining fillers", plain("a\u200c\u034f \u200cb"), "a\u200c\u034f \u200cb"],
    ["five escapes and no other", plain("& < > \" ' é ©"), "&amp; &lt; &gt; &quot; &#39; é ©"],
    ["201 characters of escaped text", plain(`${"a ".repeat(98)}&`), `${"a ".repeat(98)}&amp;`],
    ["no part of a word after that", plain(`${"a ".repeat(98)}&bcd`), `${"a ".repeat(98)}&amp;`],
    ["no part of an escape", plain(`${"a ".repeat(99)}& b`), "a ".repeat(99).trimEnd()],
    ["no blank at the cut, no ellipsis", plain("abc ".repeat(60)), "abc ".repeat(50).trimEnd()],
  ])("Gmail rule 38: it has %s", (_, source, expected) => {
    expect(snippet(source)).toBe(expected);
  });

  test("Gmail rule 38: Chinese is cut between its words", () => {
    const words = "我们今天去北京大学学习中文。".repeat(20);
    const cut = snippet(plain(words));
    const ends = [...new Intl.Segmenter("en", { granularity: "word" }).segment(words)].map(
      ({ index }) => index,
    );
    expect(ends).toContain(cut.length);
    expect(cut.length).toBeGreaterThan(195);
    expect(cut.length).toBeLessThanOrEqual(201);
    expect(words.startsWith(cut)).toBe(true);
  });

  test.each([
    plain("short"),
    many("alternative", "B", plain("a"), html("b")),
    many("encrypted", "B", plain("a")),
  ])("Gmail rule 38: every format that has one has the same", (raw) => {
    for (const format of ["full", "metadata", "raw"] as const) {
      expect(renderMessage({ ...stored, raw }, { format }).snippet).toBe(snippet(raw));
    }
  });
});

describe("what Gmail makes of a message that is sent", () => {
  const accepted = {
    from: "Me <me@x.com>",
    date: new Date("2023-01-02T03:04:05Z"),
    messageId: "<new@mail.gmail.com>",
    received: "from 1 named unknown by gmailapi.google.com with HTTPREST; Mon, 2 Jan 2023 03:04:05 +0000",
  };
  const accept = (...lines: readonly string[]): string[] =>
    text(acceptMessage([...lines, "", "body"].join("\r\n"), accepted)).split("\r\n");
  const received = [
    "Received: from 1 named unknown by gmailapi.google.com with HTTPREST; Mon, 2",
    " Jan 2023 03:04:05 +0000",
  ];
  const date = "Date: Mon, 2 Jan 2023 03:04:05 +0000";

  test("Gmail rule 40: a Received line on top, what is missing at the end", () => {
    expect(accept("From: Other <me@X.com>", "To: b@x.com").join("\n")).toBe(
      [
        ...received,
        "From: Other <me@X.com>",
        "To: b@x.com",
        date,
        "Message-Id: <new@mail.gmail.com>",
        "",
        "body",
      ].join("\n"),
    );
  });

  test("Gmail rule 40: another's From is replaced in place, and so is the sender's Message-Id", () => {
    const own = "Date: Sun, 1 Jan 2023 00:00:00 +0000";
    expect(accept("Message-ID: <old@x>", "From: evil@y.com", own, "To: b@x.com").slice(2)).toEqual([
      "Message-ID: <new@mail.gmail.com>",
      "From: Me <me@x.com>",
      own,
      "To: b@x.com",
      "",
      "body",
    ]);
  });

  test("Gmail rule 40: MIME-Version and Content-Type are not added", () => {
    expect(accept("From: me@x.com").join("\n")).not.toMatch(/^(MIME-Version|Content-Type):/im);
  });
});
