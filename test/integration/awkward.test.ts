/** Input that readers and builders of mail stumble over, each once, through the public face only. */

import { describe, expect, test } from "vitest";
import {
  buildMime,
  buildRaw,
  defectsOf,
  formatEntity,
  type MailInput,
  parseEntity,
  parseMime,
  parseRaw,
} from "../../src/index.js";
import { latin1, text, utf8 } from "../support/bytes.js";

/** A text part of these bytes. */
function bodyOf(contentType: string, body: string): string | undefined {
  return parseMime(latin1(`Content-Type: ${contentType}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${body}`))
    .text;
}

const built = (mail: MailInput): string => text(buildMime(mail));

describe("header text", () => {
  test("a character split over two encoded words is one", () => {
    const { subject } = parseMime("Subject: =?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=\r\n\r\n");
    expect(subject).toBe("café");
  });

  test("a run of U+20000 in a subject comes back, cut between characters", () => {
    const subject = "\u{20000}".repeat(300);
    expect(parseMime(buildMime({ subject })).subject).toBe(subject);
    for (const word of built({ subject }).match(/=\?[^?]*\?.\?[^?]*\?=/g) ?? []) {
      expect(parseMime(`Subject: ${word}\r\n\r\n`).subject).toMatch(/^\u{20000}+$/u);
    }
  });

  test("wide characters whose low byte is CR or LF are text", () => {
    const subject = "\u760d\u010a\u010d\u2028";
    const message = built({ subject, headers: { "X-A": subject } });
    expect(message).toMatch(/^[\r\n\x20-\x7e]*$/);
    expect(message.split("\r\n\r\n")[0]?.split("\r\n")).toHaveLength(3);
    expect(parseMime(message)).toMatchObject({ subject, headers: [{ name: "X-A", value: subject }] });
  });
});

describe("parameters", () => {
  test("RFC 2231 pieces, plain and encoded: only the encoded ones are decoded", () => {
    const field = "attachment; filename*0*=utf-8''caf%C3%A9%20; filename*1=a%20b.txt";
    const { attachments } = parseMime(`Content-Disposition: ${field}\r\n\r\n`);
    expect(attachments[0]?.filename).toBe("café a%20b.txt");
  });
});

describe("addresses", () => {
  const from = (field: string) => parseMime(`From: ${field}\r\n\r\n`).from;

  test("an encoded word that hides a comma names one person", () => {
    expect(from("=?utf-8?Q?Doe=2C_J?= <d@x.com>")).toEqual([{ name: "Doe, J", address: "d@x.com" }]);
  });

  test("a quoted local part with a blank and an @ is one address", () => {
    expect(from('"u@evil x"@ok')).toEqual([{ address: '"u@evil x"@ok' }]);
    expect(parseMime(buildMime({ to: '"u@evil x"@ok' })).to).toEqual([{ address: '"u@evil x"@ok' }]);
  });

  test("an encoded word inside an address stays text, and is built again as text", () => {
    const field = "=?utf-8?Q?a=40evil=2Ecom?=@ok.com, J <=?utf-8?Q?b?=@ok.com>, c@x";
    const mail = parseMime(`From: ${field}\r\n\r\n`);
    expect(mail.from).toEqual([
      { name: "=?utf-8?Q?a=40evil=2Ecom?=@ok.com", members: [] },
      { name: "J <=?utf-8?Q?b?=@ok.com>", members: [] },
      { address: "c@x" },
    ]);
    expect(mail.defects.map(({ code }) => code)).toContain("encoded-word-misplaced");
    expect(parseMime(buildMime(mail)).from).toEqual(mail.from);
  });

  test("groups, empty ones too", () => {
    const mail = parseMime("To: Team: a@x, B <b@x>;, undisclosed-recipients:;\r\n\r\n");
    expect(mail.to).toEqual([
      { name: "Team", members: [{ address: "a@x" }, { name: "B", address: "b@x" }] },
      { name: "undisclosed-recipients", members: [] },
    ]);
    expect(parseMime(buildMime(mail)).to).toEqual(mail.to);
  });

  test("an address outside ASCII is read, and built with UTF-8 headers", () => {
    const mail = parseMime("To: Märy <märy@exämple.net>\r\n\r\n");
    expect(mail.to).toEqual([{ name: "Märy", address: "märy@exämple.net" }]);
    expect(parseMime(buildMime(mail, { utf8Headers: true })).to).toEqual(mail.to);
    expect(() => buildMime(mail)).toThrow(expect.objectContaining({ code: "address-invalid" }));
  });

  test("1 000 recipients", () => {
    const to = Array.from({ length: 1000 }, (_, i) => ({
      name: `Person ${i}`,
      address: `p${i}@example.com`,
    }));
    const message = built({ to });
    expect(parseMime(message).to).toEqual(to);
    expect(Math.max(...message.split("\r\n").map(({ length }) => length))).toBeLessThanOrEqual(78);
  });
});

describe("charsets of bodies", () => {
  test.each([
    ["text/plain; charset=cp850", "caf\x82 \xe1", "café ß"],
    ["text/plain; charset=utf-7", "Hi Mom +Jjo-!", "Hi Mom ☺!"],
    ["text/plain; charset=ks_c_5601-1987", "\xc7\xd1\x81\x41", "한갂"],
    ["text/plain; charset=gbk", "\xc4\xe3\xba\xc3\x81\x40", "你好丂"],
    ["text/plain; charset=no-such-charset", "caf\xe9 \x80", "café €"],
    ["text/plain; charset=no-such-charset", "caf\xc3\xa9", "café"],
  ])("%s", (contentType, body, expected) => {
    expect(bodyOf(contentType, body)).toBe(expected);
  });

  test("an unknown one is a defect", () => {
    const mail = parseMime("Content-Type: text/plain; charset=x-none\r\n\r\nhi");
    expect(mail.defects.map(({ code }) => code)).toEqual(["charset-unknown"]);
  });
});

describe("structure", () => {
  test("of two Content-Types the first counts, with a defect", () => {
    const mail = parseMime("Content-Type: text/html\r\nContent-Type: text/plain\r\n\r\n<p>");
    expect(mail.html).toBe("<p>");
    expect(mail.text).toBeUndefined();
    expect(mail.defects.map(({ code }) => code)).toContain("field-repeated");
  });

  test("a missing close boundary loses nothing", () => {
    const mail = parseMime(
      "Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\r\none\r\n--B\r\n\r\ntwo",
    );
    expect(mail.text).toBe("one\ntwo");
    expect(mail.defects.map(({ code }) => code)).toContain("delimiter-unclosed");
  });

  test("an inner boundary that is a prefix of the outer one ends no outer part", () => {
    const message = [
      "Content-Type: multipart/mixed; boundary=BB",
      "",
      "--BB",
      "Content-Type: multipart/alternative; boundary=B",
      "",
      "--B",
      "",
      "plain",
      "--B",
      "Content-Type: text/html",
      "",
      "<p>",
      "--B--",
      "--BB",
      "Content-Type: application/pdf",
      "",
      "%PDF",
      "--BB--",
      "",
    ].join("\r\n");
    const mail = parseMime(message);
    expect(mail).toMatchObject({ text: "plain", html: "<p>" });
    expect(mail.attachments).toMatchObject([{ partId: "1", mimeType: "application/pdf", size: 4 }]);
    expect(text(formatEntity(parseEntity(message)))).toBe(message);
  });

  test("a binary 8bit attachment is exact", () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    const head =
      "Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\r\nhi\r\n--B\r\n" +
      "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
    const message = latin1(`${head}${text(bytes)}\r\n--B--\r\n`);
    expect(parseMime(message).attachments[0]?.content).toEqual(bytes);
  });

  test("a boundary inside the text is not taken, and one that is asked for is refused", () => {
    const first = built({ text: "a", attachments: [{ content: "x" }] });
    const boundary = /boundary="([^"]*)"/.exec(first)?.[1] ?? "";
    const mail = { text: `--${boundary}\r\n--${boundary}--`, attachments: [{ content: "x" }] };
    expect(parseMime(buildMime(mail)).text).toBe(`--${boundary}\n--${boundary}--`);
    expect(() => buildMime({ ...mail, text: "--mine" }, { boundary: "mine" })).toThrow(
      expect.objectContaining({ code: "boundary-invalid" }),
    );
  });
});

describe("dates", () => {
  test.each([
    ["Fri, 19 May 00 20:36 EDT (Eastern)", "2000-05-20T00:36:00.000Z", -240],
    ["(a) Mon (b), 2 (c) Jan 2023 12:04:05 (d) Z", "2023-01-02T12:04:05.000Z", 0],
    ["1 Jan 2023 00:00 PST", "2023-01-01T08:00:00.000Z", -480],
  ])("%s", (field, date, dateOffset) => {
    expect(parseMime(`Date: ${field}\r\n\r\n`)).toMatchObject({ date: new Date(date), dateOffset });
  });

  test("one that no clock shows stays among the headers", () => {
    const mail = parseMime("Date: Mon, 32 Foo 2023\r\nDate: 1 Jan 10000 00:00 +0000\r\n\r\n");
    expect(mail.date).toBeUndefined();
    expect(mail.headers.map(({ value }) => value)).toEqual(["Mon, 32 Foo 2023", "1 Jan 10000 00:00 +0000"]);
    expect(parseMime(buildMime(mail)).headers).toEqual(mail.headers);
  });
});

describe("texts", () => {
  test("a line of 10 KB comes back, no line of the message is over 998 bytes", () => {
    const line = "x".repeat(10_240);
    const message = built({ text: line, html: `<p>${line}</p>`, subject: line, headers: { "X-Long": line } });
    expect(Math.max(...message.split("\r\n").map(({ length }) => length))).toBeLessThanOrEqual(998);
    expect(parseMime(message)).toMatchObject({ text: line, html: `<p>${line}</p>`, subject: line });
  });

  test("lone LF and lone CR are line ends", () => {
    const message = built({ text: "a\nb\rc\r\nd" });
    expect(message.endsWith("\r\n\r\na\r\nb\r\nc\r\nd")).toBe(true);
    expect(parseMime(message).text).toBe("a\nb\nc\nd");
  });

  test("NUL and lone surrogates", () => {
    const message = built({ text: "a\0b\ud800" });
    expect(message).not.toContain("\0");
    expect(parseMime(message).text).toBe("a\0b\ufffd");
  });

  test("uuencoded data stays in the text, with a defect", () => {
    const mail = parseMime("\r\nbegin 644 a.txt\r\n#0V%T\r\n`\r\nend\r\n");
    expect(mail.text).toBe("begin 644 a.txt\n#0V%T\n`\nend\n");
    expect(mail.defects.map(({ code }) => code)).toEqual(["uuencoded"]);
  });
});

test("a message of 30 attached messages inside each other is built and read", () => {
  let message = utf8("Subject: 0\r\n\r\nhi");
  for (let i = 1; i <= 30; i++) {
    message = buildMime({
      subject: String(i),
      attachments: [{ content: message, contentType: "message/rfc822" }],
    });
  }
  let mail = parseMime(message);
  for (let i = 30; i > 0; i--) {
    expect(mail.subject).toBe(String(i));
    mail = parseMime(mail.attachments[0]?.content ?? "");
  }
  expect(mail).toMatchObject({ subject: "0", text: "hi" });
  expect(defectsOf(parseEntity(message))).toEqual([]);
  expect(parseRaw(buildRaw({ text: "x" })).text).toBe("x");
});
