import { describe, expect, test } from "vitest";
import { buildMime, mimeToPayload, parseMime } from "../../../src/convert.js";
import { MimeError } from "../../../src/errors.js";
import { type ForwardOptions, forward } from "../../../src/mail/forward.js";
import type { Mail } from "../../../src/mail/mail.js";
import { latin1, text } from "../../support/bytes.js";

function mail(...lines: readonly string[]): Mail {
  return parseMime([...lines, "", "body"].join("\n"));
}

test("the header block of a full mail", () => {
  const made = forward(
    mail(
      'From: "Doe, Jane" <jane@x.com>',
      "To: b@x.com, Bob <bob@x.com>, Team: c@x;, Undisclosed:;",
      "Cc: d@x",
      "Subject: a < b",
      "Date: Mon, 2 Jan 2023 00:04:05 +0000",
    ),
    { note: "see <below>" },
  );
  expect(made.subject).toBe("Fwd: a < b");
  expect(made.text).toBe(
    [
      "see <below>",
      "",
      "---------- Forwarded message ---------",
      "From: Doe, Jane <jane@x.com>",
      "Date: Mon, Jan 2, 2023 at 12:04 AM",
      "Subject: a < b",
      "To: <b@x.com>, Bob <bob@x.com>, <c@x>, Undisclosed",
      "Cc: <d@x>",
      "",
      "",
      "body",
    ].join("\n"),
  );
  const link = (address: string): string => `&lt;<a href="mailto:${address}">${address}</a>&gt;`;
  expect(made.html).toBe(
    [
      '<div dir="ltr">see &lt;below&gt;</div><br>',
      '<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">',
      "---------- Forwarded message ---------<br>",
      `From: <strong class="gmail_sendername" dir="auto">Doe, Jane</strong> <span dir="auto">${link("jane@x.com")}</span><br>`,
      "Date: Mon, Jan 2, 2023 at 12:04 AM<br>",
      "Subject: a &lt; b<br>",
      `To: ${link("b@x.com")}, Bob ${link("bob@x.com")}, ${link("c@x")}, Undisclosed<br>`,
      `Cc: ${link("d@x")}<br>`,
      "</div><br><br>body</div>",
    ].join(""),
  );
  expect(made.attachments).toEqual([]);
});

test.each([
  ["Plan", "Fwd: Plan"],
  ["Fwd: Plan", "Fwd: Plan"],
  ["FW: Plan", "FW: Plan"],
  ["WG: Plan", "WG: Plan"],
  ["Re: Plan", "Fwd: Re: Plan"],
  ["", "Fwd:"],
])("subject %j", (subject, expected) => {
  expect(forward(mail(`Subject: ${subject}`)).subject).toBe(expected);
});

describe("what the block leaves out and makes up", () => {
  test.each<[string, string[], ForwardOptions, string]>([
    ["nothing known", ["X: y"], {}, "From: (unknown sender)\n"],
    ["no name", ["From: a@x"], {}, "From: <a@x>\n"],
    ["text for an address", ["From: root"], {}, "From: root\n"],
    ["a group without a name", ["From: :", "To: :;, a@x"], {}, "From: (unknown sender)\nTo: <a@x>\n"],
    ["Sender", ["Sender: S <s@x>"], {}, "From: S <s@x>\n"],
    [
      "a time zone",
      ["From: a@x", "Date: Mon, 2 Jan 2023 03:04:05 +0000"],
      { timeZone: "Asia/Tokyo" },
      "From: <a@x>\nDate: Mon, Jan 2, 2023 at 12:04 PM\n",
    ],
    [
      "line breaks in words",
      ["From: =?utf-8?Q?a=0D=0ATo:_b?= <a@x>", "Subject: =?utf-8?Q?a=0D=0ATo:_b?="],
      {},
      "From: a To: b <a@x>\nSubject: a To: b\n",
    ],
  ])("%s", (_, lines, options, block) => {
    expect(forward(mail(...lines), options).text).toBe(
      `---------- Forwarded message ---------\n${block}\n\nbody`,
    );
  });
});

describe("what it carries", () => {
  const mixed = (...part: readonly string[]): Mail =>
    parseMime(
      [
        "Subject: s",
        "Content-Type: multipart/mixed; boundary=B",
        "",
        "--B",
        "",
        "t",
        "--B",
        ...part,
        "--B--",
        "",
      ].join("\n"),
    );

  test("attachments as they are", () => {
    const original = mixed(
      "Content-Type: application/pdf; name=a.pdf",
      "Content-ID: <c@x>",
      "X-Own: v",
      "",
      "AAA",
    );
    expect(forward(original).attachments).toEqual(original.attachments);
    const again = parseMime(buildMime(forward(original)));
    expect(again.attachments[0]).toMatchObject({
      filename: "a.pdf",
      contentId: "c@x",
      headers: [{ name: "X-Own", value: "v" }],
    });
    expect(again.attachments[0]?.content).toEqual(latin1("AAA"));
  });

  test("a second html part, which is only attached", () => {
    const original = parseMime(
      "Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/html\n\n<p>1</p>\n--B\nContent-Type: text/html\n\n<p>2</p>\n--B--\n",
    );
    const made = forward(original);
    expect(made.html).toContain("<p>1</p></div>");
    expect(made.html).not.toContain("<p>2</p>");
    expect(made.attachments.length).toBe(1);
  });

  test("an attached message", () => {
    const original = mixed("Content-Type: message/rfc822", "", "Subject: inner", "", "x");
    const again = parseMime(buildMime(forward(original)));
    expect(again.attachments[0]?.kind).toBe("message");
  });

  test("an invitation as a file", () => {
    const original = mixed(
      "Content-Type: text/calendar; method=REQUEST",
      "",
      "BEGIN:VCALENDAR",
      "END:VCALENDAR",
    );
    const again = parseMime(buildMime(forward(original)));
    expect(again.calendar).toBeUndefined();
    expect(again.attachments[0]).toMatchObject({
      filename: "invite.ics",
      kind: "calendar",
      contentType: expect.stringContaining("method=REQUEST"),
    });
    expect(text(again.attachments[0]?.content as Uint8Array)).toBe("BEGIN:VCALENDAR\r\nEND:VCALENDAR");
  });

  test("a second calendar without a name is no invitation of the forward's", () => {
    const calendar = ["Content-Type: text/calendar", "", "BEGIN:VCALENDAR"];
    const again = parseMime(buildMime(forward(mixed(...calendar, "--B", ...calendar))));
    expect(again.calendar).toBeUndefined();
    expect(again.attachments.map(({ kind, filename }) => [kind, filename])).toEqual([
      ["calendar", undefined],
      ["calendar", "invite.ics"],
    ]);
  });

  test("contents that are not known are asked for when it is built", () => {
    const original = {
      ...mail("Subject: s"),
      attachments: [
        { partId: "1", kind: "attachment", mimeType: "a/b", headers: [], size: 3, attachmentId: "A" },
      ],
    } as const;
    expect(forward(original).attachments).toEqual(original.attachments);
    expect(() => buildMime(forward(original))).toThrow(expect.objectContaining({ code: "content-missing" }));
  });
});

describe("attached whole", () => {
  const source = latin1("From: a@x\r\nSubject: Plan / B\r\n\r\nbody\r\n");

  test("the bytes as message/rfc822, and nothing shown", () => {
    const made = forward(parseMime(source), { attach: source, note: "fyi" });
    expect(made).toMatchObject({ subject: "Fwd: Plan / B", text: "fyi", html: '<div dir="ltr">fyi</div>' });
    const payload = mimeToPayload(buildMime(made));
    expect(payload.parts?.[1]).toMatchObject({ mimeType: "message/rfc822", filename: "Plan _ B.eml" });
    const [attachment] = parseMime(buildMime(made)).attachments;
    expect(attachment?.kind).toBe("message");
    expect(text(attachment?.content as Uint8Array)).toBe(text(source));
  });

  test.each([
    ["nothing", new Uint8Array(0)],
    ["no mail at all", latin1("\0\xff--x\r\r\n")],
    ["a line of 2 000 bytes", latin1("x".repeat(2000))],
  ])("%s", (_, bytes) => {
    const built = buildMime(forward(parseMime(""), { attach: bytes }));
    expect(parseMime(built).attachments[0]?.filename).toBe("message.eml");
  });

  test.each(["../../etc/passwd", "CON", 'a"b\\c', "\u202egpj.exe", "x".repeat(5000), "é".repeat(300), "..."])(
    "a subject %j as filename",
    (subject) => {
      const [attached] = forward({ ...mail("X: y"), subject }, { attach: source }).attachments;
      expect(attached?.filename).toMatch(/^[^/\\"\u202e]{1,255}\.eml$/);
      expect(() => buildMime(forward({ ...mail("X: y"), subject }, { attach: source }))).not.toThrow();
    },
  );
});

describe("html", () => {
  test("stands as it is, and a note in both forms, too", () => {
    const original = parseMime("From: a@x\nContent-Type: text/html\n\n<p>1<b>2");
    const made = forward(original, { note: { html: "<i>see</i> it" } });
    expect(made.html.startsWith('<div dir="ltr"><i>see</i> it</div><br>')).toBe(true);
    expect(made.html.endsWith("<br><br><p>1<b>2</div>")).toBe(true);
    expect(made.text.startsWith("see it\n\n-----")).toBe(true);
    expect(made.text.endsWith("\n\n12")).toBe(true);
  });

  test("names and addresses are escaped", () => {
    const { html } = forward(mail('From: "<img src=x onerror=1>" <"\'\\"><b>"@x>', "Subject: <script>"));
    expect(html).not.toMatch(/<(?:img|script|b>)/);
    expect(html).not.toMatch(/href="[^"]*[<>'][^"]*"/);
  });
});

test.each<[string, unknown, unknown, string]>([
  ["no mail", null, {}, "input-invalid"],
  ["attach is text", {}, { attach: "x" }, "input-invalid"],
  ["note is a number", {}, { note: 1 }, "input-invalid"],
  ["note holds a number", {}, { note: { text: 1 } }, "input-invalid"],
  ["an unknown time zone", {}, { timeZone: "Mars/Base" }, "option-invalid"],
  ["a date that is none", { date: new Date(Number.NaN) }, {}, "date-invalid"],
])("wrong use: %s", (_, original, options, code) => {
  let thrown: unknown;
  try {
    forward(original as Mail, options as ForwardOptions);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(MimeError);
  expect((thrown as MimeError).code).toBe(code);
});
