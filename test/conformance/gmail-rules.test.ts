/** Gmail's rules 1 to 31, each under its number; where a rule has a way back, from the payload to bytes, that too. */

import { describe, expect, test } from "vitest";
import {
  decodeBody,
  findHeader,
  findHeaders,
  findPart,
  type GmailPart,
  mimeToPayload,
  parseAttachmentId,
  payloadToMime,
  walkParts,
} from "../../src/index.js";
import { latin1, text, utf8 } from "../support/bytes.js";
import { contentsOf, payloadDifferences } from "../support/payload-differences.js";

/** Lines of a mail, one character a byte, each ended by CRLF but the last. */
function lines(...all: readonly string[]): Uint8Array {
  return latin1(all.join("\r\n"));
}

function multipart(type: string, ...parts: readonly (readonly string[])[]): string[] {
  return [`Content-Type: ${type}; boundary=B`, "", ...parts.flatMap((part) => ["--B", ...part]), "--B--", ""];
}

/** The payload of some lines, seen to come back the same from its bytes (law 5) before anything is said of it. */
function payloadOf(...all: readonly string[]): GmailPart {
  return comesBack(lines(...all));
}

function comesBack(bytes: Uint8Array): GmailPart {
  const payload = mimeToPayload(bytes);
  const contents = contentsOf(bytes);
  const again = mimeToPayload(payloadToMime(payload, { content: contents }));
  expect(payloadDifferences(payload, again, contents)).toEqual([]);
  return payload;
}

function shownValue(name: string, ...folded: readonly string[]): string | undefined {
  const [first = "", ...rest] = folded;
  return findHeader(payloadOf(`${name}: ${first}`, ...rest, "", "x"), name);
}

const ids = (payload: GmailPart): string[] => [...walkParts(payload)].map(({ partId }) => partId);
const types = (payload: GmailPart): string[] => [...walkParts(payload)].map(({ mimeType }) => mimeType);
const child = (payload: GmailPart, index = 0): GmailPart => payload.parts?.[index] as GmailPart;
const dataOf = (part: GmailPart): string => text(decodeBody(part) as Uint8Array);

describe("the part tree", () => {
  test.each([
    ["a single part", ["", "x"]],
    ["a multipart", multipart("multipart/mixed", ["", "x"])],
    ["nothing at all", []],
  ])('Gmail rule 1: the root of %s is part ""', (_, source) => {
    expect(payloadOf(...source).partId).toBe("");
  });

  test("Gmail rule 2: children are numbered from 0, theirs behind a dot", () => {
    const inner = [
      "Content-Type: multipart/related; boundary=C",
      "",
      "--C",
      "",
      "a",
      "--C",
      "",
      "b",
      "--C",
      "",
      "c",
      "--C--",
    ];
    const middle = [
      "Content-Type: multipart/mixed; boundary=D",
      "",
      "--D",
      "",
      "x",
      "--D",
      ...inner,
      "--D--",
    ];
    const payload = payloadOf(...multipart("multipart/mixed", middle, ["", "last"]));
    expect(ids(payload)).toEqual(["", "0", "0.0", "0.1", "0.1.0", "0.1.1", "0.1.2", "1"]);
    expect(dataOf(findPart(payload, { partId: "0.1.2" }) as GmailPart)).toBe("c");
  });

  const attached = ["Subject: inner", ...multipart("multipart/alternative", ["", "one"], ["", "two"])]
    .map((line) => line.replace(/^--B|=B$/, (hit) => hit.replace("B", "C")))
    .slice(0, -1);

  test("Gmail rule 3: an attached message holds one child, the inner message", () => {
    const part = ["Content-Type: message/rfc822", "Content-Description: d", "", ...attached];
    const payload = payloadOf(...multipart("multipart/mixed", ["", "outer"], part));
    expect(ids(payload)).toEqual(["", "0", "1", "1.0", "1.0.0", "1.0.1"]);
    const message = child(payload, 1);
    expect(message.parts).toHaveLength(1);
    expect(message).toMatchObject({ mimeType: "message/rfc822", filename: "", body: { size: 0 } });
    expect(Object.keys(message.body)).toEqual(["size"]);
    expect(message.headers.map(({ name }) => name)).toEqual(["Content-Type", "Content-Description"]);
    expect(child(message).mimeType).toBe("multipart/alternative");
    expect(child(message).headers[0]).toEqual({ name: "Subject", value: "inner" });
  });

  test("Gmail rule 3: with a file name it has an id and its decoded size beside its child", () => {
    const part = ["Content-Type: message/rfc822; name=a.eml", "", ...attached];
    const payload = payloadOf(...multipart("multipart/mixed", ["", "outer"], part));
    const message = child(payload, 1);
    expect(message.filename).toBe("a.eml");
    expect(message.body).toEqual({ attachmentId: expect.any(String), size: attached.join("\r\n").length });
    expect(child(message).partId).toBe("1.0");
  });

  test("Gmail rule 3: a named message whose bytes nobody has is written from its parts", () => {
    const part = ["Content-Type: message/rfc822; name=a.eml", "", ...attached];
    const payload = mimeToPayload(lines(...multipart("multipart/mixed", ["", "outer"], part)));
    const again = mimeToPayload(payloadToMime(payload));
    expect(ids(again)).toEqual(ids(payload));
    expect(child(child(again, 1)).headers).toEqual(child(child(payload, 1)).headers);
  });

  test("Gmail rule 4: a delivery-status has one text child; its first group are headers, the rest is its body", () => {
    const status = [
      "Content-Type: message/delivery-status",
      "Content-Description: d",
      "",
      "Reporting-MTA: dns; a.example",
      "Arrival-Date: Mon, 2 Jan 2023 03:04:05 +0000",
      "",
      "Final-Recipient: rfc822; a@b.c",
      "Action: failed",
      "",
      "Final-Recipient: rfc822; d@e.f",
    ];
    const payload = payloadOf(...multipart("multipart/report", ["", "x"], status));
    const part = child(payload, 1);
    expect(part).toMatchObject({ partId: "1", filename: "", body: { size: 0 } });
    expect(part.headers.map(({ name }) => name)).toEqual(["Content-Type", "Content-Description"]);
    const body = status.slice(6).join("\r\n");
    expect(part.parts).toEqual([
      {
        partId: "1.0",
        mimeType: "text/plain",
        filename: "",
        headers: [
          { name: "Reporting-MTA", value: "dns; a.example" },
          { name: "Arrival-Date", value: "Mon, 2 Jan 2023 03:04:05 +0000" },
        ],
        body: {
          size: body.length,
          data: Buffer.from(body)
            .toString("base64url")
            .padEnd(Math.ceil(body.length / 3) * 4, "="),
        },
      },
    ]);
  });

  test.each([
    ["message/global", ["Content-Type: message/global", "", "Subject: \xc3\xa9", "", "x"], 16],
    ["message/partial", ["Content-Type: message/partial; id=x; number=1", "", "A: b"], 4],
    ["message/external-body", ["Content-Type: message/external-body; access-type=x", "", "A: b"], 4],
    [
      "message/rfc822 in base64",
      ["Content-Type: message/rfc822", "Content-Transfer-Encoding: base64", "", "QTogYg0KDQpj"],
      9,
    ],
    [
      "message/rfc822 in quoted-printable",
      ["Content-Type: message/rfc822", "Content-Transfer-Encoding: quoted-printable", "", "A:=20b", "", "c"],
      9,
    ],
  ])("Gmail rule 4: %s is a leaf with an id and its decoded size", (_, part, size) => {
    const payload = payloadOf(...multipart("multipart/mixed", part));
    expect(child(payload).body).toEqual({ attachmentId: expect.any(String), size });
    expect(child(payload)).not.toHaveProperty("parts");
  });

  test("Gmail rule 4: text/rfc822-headers is text", () => {
    const payload = payloadOf(
      ...multipart("multipart/report", ["Content-Type: text/rfc822-headers", "", "A: b", ""]),
    );
    expect(dataOf(child(payload))).toBe("A: b\r\n");
  });

  test.each(["signed", "encrypted", "related", "report", "alternative", "x-odd", "mixd"])(
    "Gmail rule 5: multipart/%s is a plain container",
    (subtype) => {
      const payload = payloadOf(
        ...multipart(`multipart/${subtype}`, ["", "a"], ["Content-Type: image/png", "", "b"]),
      );
      expect(types(payload)).toEqual([`multipart/${subtype}`, "text/plain", "image/png"]);
    },
  );

  test("Gmail rule 5: untyped children of a digest are messages", () => {
    const digest = multipart(
      "multipart/digest",
      ["", "Subject: a", "", "x"],
      ["Content-Type: text/plain", "", "y"],
    );
    const payload = payloadOf(...digest);
    expect(types(payload)).toEqual(["multipart/digest", "message/rfc822", "text/plain", "text/plain"]);
    expect(ids(payload)).toEqual(["", "0", "0.0", "1"]);
    expect(findHeader(child(child(payload)), "subject")).toBe("a");
  });

  test("Gmail rule 6: a container has no file name and only a size; what stands around its parts is nowhere", () => {
    const source = multipart("multipart/mixed; name=a.txt", ["", "x"]);
    source.splice(2, 0, "the preamble");
    const payload = payloadOf(...source, "the epilogue");
    expect(payload.filename).toBe("");
    expect(payload.body).toEqual({ size: 0 });
    expect(JSON.stringify(payload)).not.toMatch(/preamble|epilogue/);
    for (const part of walkParts(payload)) {
      if (part.body.data !== undefined) expect(dataOf(part)).toBe("x");
    }
  });

  test("Gmail rule 7: winmail.dat stays an ordinary attachment", () => {
    const tnef = [
      "Content-Type: application/ms-tnef; name=winmail.dat",
      "Content-Transfer-Encoding: base64",
      "",
      "eJ8+IgA=",
    ];
    const payload = payloadOf(...multipart("multipart/mixed", ["", "x"], tnef));
    expect(child(payload, 1)).toMatchObject({
      mimeType: "application/ms-tnef",
      filename: "winmail.dat",
      body: { attachmentId: expect.any(String), size: 5 },
    });
    expect(child(payload, 1)).not.toHaveProperty("parts");
  });

  test.each([
    ["empty", ["Content-Type: multipart/mixed; boundary=B", "", "--B--", ""]],
    ["without a boundary", ["Content-Type: multipart/mixed", "", "--B", "", "x", "--B--"]],
    [
      "whose boundary never occurs",
      ["Content-Type: multipart/mixed; boundary=C", "", "--B", "", "x", "--B--"],
    ],
    ["without any content", ["Content-Type: multipart/mixed; boundary=B", "", ""]],
  ])("Gmail rule 8: a multipart %s keeps its type and has no parts", (_, source) => {
    const payload = payloadOf(...source);
    expect(payload.mimeType).toBe("multipart/mixed");
    expect(payload.body).toEqual({ size: 0 });
    expect(payload).not.toHaveProperty("parts");
  });

  test("Gmail rule 9: keys come in this order, and only parts may be missing", () => {
    const pdf = ["Content-Type: application/pdf", "", "x"];
    const payload = payloadOf("From: a@b", ...multipart("multipart/mixed", ["", "x"], pdf));
    const keys = ["partId", "mimeType", "filename", "headers", "body"];
    expect(Object.keys(payload)).toEqual([...keys, "parts"]);
    expect(Object.keys(payload.headers[0] as object)).toEqual(["name", "value"]);
    expect(Object.keys(child(payload))).toEqual(keys);
    expect(Object.keys(child(payload).body)).toEqual(["size", "data"]);
    expect(Object.keys(child(payload, 1))).toEqual(keys);
    expect(Object.keys(child(payload, 1).body)).toEqual(["attachmentId", "size"]);
  });
});

describe("mimeType", () => {
  test.each([
    ["TEXT/Plain; Charset=UTF-8", "text/plain"],
    ["img/png", "img/png"],
    ["Image/SVG+XML", "image/svg+xml"],
    ["application/x-Odd.Type;a=b", "application/x-odd.type"],
    ["text/html (a comment)", "text/html"],
  ])(
    "Gmail rule 10: %s is lower-cased without parameters, the header keeps its capitals",
    (value, mimeType) => {
      const payload = payloadOf(`Content-Type: ${value}`, "", "x");
      expect(payload.mimeType).toBe(mimeType);
      expect(findHeader(payload, "content-type")).toBe(value);
    },
  );

  test.each([
    ["no Content-Type at all", []],
    ["one that cannot be parsed", ["Content-Type: text"]],
    ["an empty one", ["Content-Type:"]],
    ["one of blanks", ["Content-Type: ;charset=x"]],
  ])("Gmail rule 11: %s is text/plain, in a root and in a part", (_, fields) => {
    expect(payloadOf(...fields, "", "x").mimeType).toBe("text/plain");
    expect(child(payloadOf(...multipart("multipart/mixed", [...fields, "", "x"]))).mimeType).toBe(
      "text/plain",
    );
  });
});

describe("header fields", () => {
  test("Gmail rule 12: all of them, in order, duplicates too, each name in its own case", () => {
    const payload = payloadOf("received: 1", "RECEIVED: 2", "X-a: 3", "Received: 4", "x-A: 5", "", "x");
    expect(payload.headers).toEqual([
      { name: "received", value: "1" },
      { name: "RECEIVED", value: "2" },
      { name: "X-a", value: "3" },
      { name: "Received", value: "4" },
      { name: "x-A", value: "5" },
    ]);
    expect(findHeaders(payload, "Received")).toEqual(["1", "2", "4"]);
  });

  test.each([
    ["X:a", "a"],
    ["X:   a  ", "a"],
    ["X:\ta\t", "a"],
    ["X: a:b: c", "a:b: c"],
    ["X:\r\n a", "a"],
    ["X: a\r\n ", "a"],
    ["X: a\rb", "a b"],
    ["X: =?utf-8?Q?=20a=20?=", "a"],
    ["X: =?utf-8?Q?a=0D=0A_b?=", "a b"],
  ])(
    "Gmail rule 13: the value of %j is what follows the colon, without breaks and outer blanks",
    (field, value) => {
      expect(findHeader(payloadOf(field, "", "x\r\n"), "X")).toBe(value);
    },
  );

  const unfolding = [
    { before: "", after: " ", between: " " },
    { before: "", after: "\t", between: " " },
    { before: " ", after: "\t", between: " " },
    { before: " ", after: " ", between: " " },
    { before: "  \t", after: " ", between: " " },
    { before: "", after: "        ", between: "        " },
    { before: "", after: "\t ", between: "\t " },
    { before: "", after: " \t", between: " \t" },
    { before: "", after: "\t\t", between: "\t\t" },
    { before: " ", after: "   ", between: "    " },
    { before: "\t", after: "  ", between: "\t  " },
  ];
  describe.each([
    ["CRLF", "\r\n"],
    ["LF", "\n"],
  ])("in %s", (_, lineEnd) => {
    test.each(unfolding)(
      "Gmail rule 14: $before, a break, $after becomes $between",
      ({ before, after, between }) => {
        const source = ["Received: by x;", "", "x", ""]
          .join(lineEnd)
          .replace(";", `;${before}${lineEnd}${after}Mon`);
        expect(findHeader(comesBack(latin1(source)), "Received")).toBe(`by x;${between}Mon`);
      },
    );

    test("Gmail rule 14: each break of a value by itself", () => {
      const source = `X: a ${lineEnd}\tb${lineEnd}  c${lineEnd} d${lineEnd}${lineEnd}x`;
      expect(findHeader(comesBack(latin1(source)), "X")).toBe("a b  c d");
    });
  });

  test.each([["X:"], ["X: "], ["X:\t "], ["X:\r\n "]])(
    "Gmail rule 15: the empty value of %j is kept",
    (field) => {
      expect(payloadOf(field, "Y: b", "", "x").headers).toEqual([
        { name: "X", value: "" },
        { name: "Y", value: "b" },
      ]);
    },
  );

  test.each([
    ["=?utf-8?Q?caf=C3=A9?=", "café"],
    ["=?UTF-8?B?WmHDqA==?= <z@x.com>", "Zaè <z@x.com>"],
    ["a =?utf-8?q?b?= c", "a b c"],
    ["=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab"],
    ["=?utf-8?Q?a?=  \t =?iso-8859-1?Q?=E9?=", "aé"],
    ["=?utf-8?Q?a?=\r\n =?utf-8?Q?b?=", "ab"],
    ["=?utf-8?Q?a?= \r\n\t\t=?utf-8?Q?b?=", "ab"],
    ["=?utf-8?B?4oI=?= =?utf-8?B?rA==?=", "€"],
    ["=?iso-8859-1?Q?=93x=94?=", "“x”"],
    ["=?us-ascii?Q?=80?=", "€"],
    ['"=?utf-8?Q?=C3=A9?="', '"é"'],
    ["(=?utf-8?Q?=C3=A9?=)", "(é)"],
    ["x=?utf-8?Q?=C3=A9?=y", "xéy"],
    ["why?= not", "why?= not"],
    ["=?x", "=?x"],
    ["=?utf-8?X?a?=", "=?utf-8?X?a?="],
    ["=?utf-8?Q?a", "=?utf-8?Q?a"],
    ["=?x-unknown?Q?a?=", "=?x-unknown?Q?a?="],
    ["=?utf-8?B?*?=", "=?utf-8?B?*?="],
    ["caf\xc3\xa9", "café"],
    ["caf\xe9 \x93x\x94", "café “x”"],
  ])("Gmail rule 16: %j reads %j", (written, value) => {
    expect(shownValue("Subject", ...written.split("\r\n"))).toBe(value);
    expect(shownValue("X-Any", ...written.split("\r\n"))).toBe(value);
  });

  test("Gmail rule 16: words inside quoted parameters are decoded, too", () => {
    expect(shownValue("Content-Type", 'application/pdf; name="=?utf-8?Q?=C3=A9?=.pdf"')).toBe(
      'application/pdf; name="é.pdf"',
    );
  });

  const phrases = [
    ['"John" <j@x.com>', "John <j@x.com>"],
    ['"John Doe" <j@x.com>', "John Doe <j@x.com>"],
    ['"John  Doe" <j@x.com>', '"John  Doe" <j@x.com>'],
    ['"J. Doe" <j@x.com>', '"J. Doe" <j@x.com>'],
    ['"Doe, John" <j@x.com>', '"Doe, John" <j@x.com>'],
    ['"j@x.com" <j@x.com>', '"j@x.com" <j@x.com>'],
    ['"John [x]" <j@x.com>', '"John [x]" <j@x.com>'],
    ['"John (x)" <j@x.com>', '"John (x)" <j@x.com>'],
    ['"A B" <a@x>, "C, D" <c@x>,"E" <e@x>', 'A B <a@x>, "C, D" <c@x>,E <e@x>'],
    ["<a@b>", "<a@b>"],
    ["a@b", "a@b"],
    ["John Doe <j@x.com>", "John Doe <j@x.com>"],
    ['"" <a@b>', '"" <a@b>'],
    ['"j d"@x.com', '"j d"@x.com'],
  ] as const;
  describe.each(["From", "Sender", "Reply-To", "To", "Cc", "Bcc", "to", "CC"])("%s", (name) => {
    test.each(phrases)("Gmail rule 17: %s is shown as %s", (written, value) => {
      expect(shownValue(name, written)).toBe(value);
    });
  });

  test.each(["Resent-To", "Subject", "X-To", "List-Id"])("Gmail rule 17: no quotes go in %s", (name) => {
    expect(shownValue(name, '"John Doe" <j@x.com>')).toBe('"John Doe" <j@x.com>');
  });

  test.each([
    ["attachment; filename=test.txt", "attachment; filename=test.txt"],
    ["attachment; filename*0=aaa; filename*1=bb", 'attachment; filename="aaabb"'],
    ["attachment; filename*=UTF-8''x", 'attachment; filename="x"'],
    ["attachment; filename*=utf-8''%C3%A9%20a.txt", 'attachment; filename="é a.txt"'],
    ["attachment; filename*0*=utf-8''%C3%A9; filename*1=b; size=3", 'attachment; filename="éb"; size=3'],
    [
      `attachment; filename*0*="utf-8''%C3%A9"; filename*1*="b"`,
      `attachment; filename*0*="utf-8''%C3%A9"; filename*1*="b"`,
    ],
    [`attachment; filename*="utf-8''%C3%A9"`, `attachment; filename*="utf-8''%C3%A9"`],
    ['attachment; filename*0="aaa"; filename*1="bb"', 'attachment; filename*0="aaa"; filename*1="bb"'],
    ["inline; x=1; filename*0=a; y=2; filename*1=b", 'inline; x=1; filename="ab"; y=2'],
  ])("Gmail rule 18: %s is shown as %s", (written, value) => {
    expect(shownValue("Content-Disposition", written)).toBe(value);
  });

  test("Gmail rule 18: in a Content-Type as in a Content-Disposition", () => {
    expect(shownValue("Content-Type", "application/pdf; name*0=aaa; name*1=bb")).toBe(
      'application/pdf; name="aaabb"',
    );
  });

  test.each([
    ["Content-Type", "multipart/mixed;boundary=x"],
    ["Content-Type", "text/plain ;  charset=utf-8 ; format=flowed"],
    ["Content-Type", 'text/plain; format=flowed; charset="us-ascii"'],
    ["Content-Disposition", "attachment;size=1;filename=a.txt"],
    ["To", "a@b,c@d ,  e@f"],
    ["Date", "Mon,  2 Jan 2023 03:04:05 +0000  (UTC)"],
    ["Message-ID", "<a@b>   "],
  ])("Gmail rule 19: the spacing and order of %s: %s stay", (name, value) => {
    expect(shownValue(name, value)).toBe(value.trim());
  });

  test("Gmail rule 20: the headers of a part are its own only", () => {
    const payload = payloadOf(
      "Subject: s",
      ...multipart("multipart/mixed", ["X-Part: 0", "", "a"], ["", "b"]),
    );
    expect(payload.headers.map(({ name }) => name)).toEqual(["Subject", "Content-Type"]);
    expect(child(payload).headers).toEqual([{ name: "X-Part", value: "0" }]);
    expect(child(payload, 1).headers).toEqual([]);
  });

  test("Gmail rule 21: Bcc is there", () => {
    expect(shownValue("Bcc", 'c@x.com, "Doe, J" <d@x.com>')).toBe('c@x.com, "Doe, J" <d@x.com>');
  });
});

describe("filename", () => {
  function filenameOf(...fields: readonly string[]): string {
    const payload = payloadOf(...multipart("multipart/mixed", ["", "x"], [...fields, "", "y"]));
    return child(payload, 1).filename;
  }

  const pdf = "Content-Type: application/pdf";
  test.each([
    [[pdf, "Content-Disposition: attachment; filename=a.pdf"], "a.pdf"],
    [[`${pdf}; name=b.pdf`], "b.pdf"],
    [[`${pdf}; name=b.pdf`, "Content-Disposition: attachment"], "b.pdf"],
    [[`${pdf}; name=b.pdf`, "Content-Disposition: attachment; filename=a.pdf"], "a.pdf"],
    [[`${pdf}; name=b.pdf`, 'Content-Disposition: attachment; filename=""'], "b.pdf"],
    [["Content-Disposition: inline; filename=a.pdf", `${pdf}; name=b.pdf`], "a.pdf"],
    [[pdf], ""],
    [[pdf, 'Content-Disposition: attachment; filename="a/b\\\\..\\\\c?.pdf"'], "a/b\\..\\c?.pdf"],
    [[pdf, 'Content-Disposition: attachment; filename="../../x"'], "../../x"],
    [["Content-Type: text/plain; name=a.txt"], "a.txt"],
    [["Content-Type: text/html", 'Content-Disposition: attachment; filename="a;b.pdf"'], "a;b.pdf"],
  ])("Gmail rule 22: %j is called %j", (fields, filename) => {
    expect(filenameOf(...fields)).toBe(filename);
  });

  test.each([
    "application/octet-stream",
    "image/png",
    "message/rfc822",
    "message/global",
    "application/pgp-signature",
    "text/html",
    "text/x-vcard",
    "application/ics",
  ])("Gmail rule 23: a nameless %s stays nameless", (type) => {
    expect(filenameOf(`Content-Type: ${type}`, "Content-Disposition: attachment")).toBe("");
  });

  test("Gmail rule 23: only a nameless text/calendar is called invite.ics, and comes by its id", () => {
    const calendar = ["Content-Type: text/calendar; method=REQUEST", "", "BEGIN:VCALENDAR"];
    const bytes = lines(...multipart("multipart/alternative", ["", "x"], calendar));
    const payload = comesBack(bytes);
    expect(child(payload, 1)).toMatchObject({
      filename: "invite.ics",
      body: { attachmentId: expect.any(String), size: 15 },
    });
    expect(child(payload, 1).body).not.toHaveProperty("data");
    const written = text(payloadToMime(payload, { content: contentsOf(bytes) }));
    expect(written).not.toContain("invite.ics");
    expect(filenameOf("Content-Type: text/calendar; name=x.ics")).toBe("x.ics");
  });

  test.each([
    [['Content-Type: application/pdf; name="=?utf-8?Q?caf=C3=A9?=.pdf"'], "café.pdf"],
    [["Content-Type: application/pdf; name==?utf-8?Q?caf=C3=A9?=.pdf"], "café.pdf"],
    [['Content-Disposition: attachment; filename="=?utf-8?Q?a?= =?utf-8?B?w6k=?="'], "aé"],
    [['Content-Disposition: attachment; filename="=?utf-8?Q?a?=', ' =?utf-8?B?w6k=?="'], "aé"],
    [["Content-Disposition: attachment; filename=a b c.pdf"], "a b c.pdf"],
    [["Content-Disposition: attachment; filename=a b c.pdf; size=3"], "a b c.pdf"],
  ])("Gmail rule 24: %j is called %j", (fields, filename) => {
    expect(filenameOf(...fields)).toBe(filename);
  });

  test.each([
    ["filename*0=aaa; filename*1=bb", "aaabb"],
    ["filename*1=bb; filename*0=aaa", "aaabb"],
    ["filename*=UTF-8''%C3%A9%20b.pdf", "é b.pdf"],
    ["filename*0*=utf-8''%C3; filename*1*=%A9.pdf", "é.pdf"],
    [`filename*0*="utf-8''%E2%82%AC"; filename*1=".pdf"`, "€.pdf"],
    ["filename*=utf-8''a%2525b", "a%25b"],
    ["filename*=iso-8859-1'en'%E9", "é"],
    ["filename=plain.pdf; filename*=utf-8''%C3%A9.pdf", "é.pdf"],
  ])("Gmail rule 25: the pieces of %s are joined and decoded once: %s", (parameters, filename) => {
    expect(filenameOf(pdf, `Content-Disposition: attachment; ${parameters}`)).toBe(filename);
  });
});

describe("bodies", () => {
  function bodyOf(fields: readonly string[], content: string): GmailPart["body"] {
    return child(payloadOf(...multipart("multipart/mixed", [...fields, "", content]))).body;
  }

  const id = { attachmentId: expect.any(String) };
  test.each([
    ["plain text", [], "abc", { size: 3, data: "YWJj" }],
    ["html", ["Content-Type: text/html"], "abc", { size: 3, data: "YWJj" }],
    ["any text", ["Content-Type: text/x-odd"], "abc", { size: 3, data: "YWJj" }],
    ["text marked as attachment", ["Content-Disposition: attachment"], "abc", { size: 3, data: "YWJj" }],
    ["named text", ["Content-Type: text/plain; name=a.txt"], "abc", { ...id, size: 3 }],
    [
      "an inline image",
      ["Content-Type: image/png", "Content-Disposition: inline"],
      "abc",
      { ...id, size: 3 },
    ],
    ["a nameless leaf", ["Content-Type: application/x"], "abc", { ...id, size: 3 }],
    ["a nameless leaf of no bytes", ["Content-Type: application/x"], "", { ...id, size: 0 }],
    ["text of no bytes", [], "", { size: 0, data: "" }],
    ["named text of no bytes", ["Content-Type: text/plain; name=a.txt"], "", { size: 0, data: "" }],
    ["long text", [], "x".repeat(900), { size: 900, data: expect.stringMatching(/^(eHh4){300}$/) }],
  ])("Gmail rule 26: the body of %s", (_, fields, content, body) => {
    expect(bodyOf(fields, content)).toEqual(body);
  });

  test("Gmail rule 26: 232 KB of text come as data", () => {
    const long = "abcdefg\r\n".repeat(26_000);
    expect(bodyOf([], long).data).toHaveLength(Math.ceil(long.length / 3) * 4);
  });

  test.each([
    ["CRLF lines", [], "a\r\nb\r\n", "a\r\nb\r\n"],
    ["LF lines among CRLF", [], "a\nb\n", "a\nb\n"],
    ["no last line end", [], "a", "a"],
    ["quoted-printable", ["Content-Transfer-Encoding: quoted-printable"], "a=3Db=\r\nc=0D=0Ad", "a=bc\r\nd"],
    ["base64", ["Content-Transfer-Encoding: base64"], "YQ0K\r\nYgo=\r\n", "a\r\nb\n"],
    ["an unknown encoding", ["Content-Transfer-Encoding: x-odd"], "YQ0K", "YQ0K"],
  ])("Gmail rule 27: data of %s is decoded, its line ends stay", (_, fields, content, data) => {
    const body = bodyOf(fields, content);
    expect(Buffer.from(body.data ?? "", "base64url").toString()).toBe(data);
    expect(body.size).toBe(data.length);
  });

  const charsets = [
    { charset: "iso-8859-1", bytes: "caf\xe9", shown: "café" },
    { charset: "ISO-8859-1", bytes: "\xe2\x80\x99", shown: "â€™" },
    { charset: "us-ascii", bytes: "\x93x\x94", shown: "“x”" },
    { charset: "windows-1252", bytes: "\x80", shown: "€" },
    { charset: "utf-8", bytes: "caf\xc3\xa9", shown: "café" },
    { charset: "utf-8", bytes: "\xef\xbb\xbfx", shown: "x" },
    { charset: "utf-8", bytes: "a\xffb", shown: "a\ufffdb" },
    { charset: "iso-2022-jp", bytes: "\x1b$B%F%9%H\x1b(B", shown: "テスト" },
    { charset: "x-unknown", bytes: "caf\xc3\xa9", shown: "café" },
    { charset: "x-unknown", bytes: "caf\xe9", shown: "café" },
    { charset: undefined, bytes: "caf\xc3\xa9", shown: "café" },
    { charset: undefined, bytes: "caf\xe9", shown: "café" },
  ];
  test.each(charsets)(
    "Gmail rule 28: $bytes under $charset is shown as $shown",
    ({ charset, bytes, shown }) => {
      const value = charset === undefined ? "text/plain" : `text/plain; charset=${charset}`;
      const part = child(payloadOf(...multipart("multipart/mixed", [`Content-Type: ${value}`, "", bytes])));
      expect(decodeBody(part)).toEqual(utf8(shown));
      expect(part.body.size).toBe(bytes.length);
      expect(findHeader(part, "content-type")).toBe(value);
    },
  );

  test("Gmail rule 28: on the way back the text is declared as the UTF-8 it has become", () => {
    const payload = mimeToPayload(
      lines("Content-Type: text/plain; charset=ISO-8859-1; format=flowed", "", "caf\xe9"),
    );
    const again = mimeToPayload(payloadToMime(payload));
    expect(findHeader(again, "content-type")).toBe("text/plain; charset=utf-8; format=flowed");
    expect(again.body).toEqual({ size: 5, data: payload.body.data });
  });

  test.each([
    ["base64", "QUJDRA==\r\nRQ==", 5],
    ["quoted-printable", "=41=\r\n=42", 2],
    ["7bit", "AB\r\n", 4],
    ["8bit", "\xe9\xff", 2],
  ])("Gmail rule 29: the size of an attachment in %s is its decoded length", (encoding, content, size) => {
    const fields = ["Content-Type: image/png", `Content-Transfer-Encoding: ${encoding}`];
    expect(bodyOf(fields, content)).toEqual({ ...id, size });
  });

  test.each([
    ["\xfb\xff\xfe", "-__-"],
    ["a", "YQ=="],
    ["ab", "YWI="],
    ["abc", "YWJj"],
  ])("Gmail rule 30: %j is base64url with padding: %s; both forms are read", (content, data) => {
    const part = { mimeType: "text/plain", body: { data } };
    expect(decodeBody(part)).toEqual(latin1(content));
    expect(decodeBody({ body: { data: data.replace(/=+$/, "") } })).toEqual(latin1(content));
    expect(mimeToPayload(payloadToMime({ ...part, mimeType: "text/plain" })).body.size).toBe(content.length);
    if (!/[\x80-\xff]/.test(content)) expect(bodyOf([], content).data).toBe(data);
  });

  test("Gmail rule 31: the id of an attachment is opaque, its partId names it over fetches", () => {
    const pdf = ["Content-Type: application/pdf", "", "abc"];
    const bytes = lines(...multipart("multipart/mixed", ["", "x"], pdf));
    let fetches = 0;
    const fetch = (): GmailPart => {
      fetches++;
      return mimeToPayload(bytes, {
        attachmentId: ({ partId, size }) => `fetch-${fetches}-${partId}-${size}`,
      });
    };
    const [first, second] = [fetch(), fetch()];
    expect(child(first, 1).body.attachmentId).toBe("fetch-1-1-3");
    expect(child(second, 1).body.attachmentId).toBe("fetch-2-1-3");
    const content = contentsOf(bytes);
    expect(payloadToMime(first, { content })).toEqual(payloadToMime(second, { content }));
  });

  test("Gmail rule 31: an id of ours says by itself which part it names", () => {
    const payload = payloadOf(
      ...multipart("multipart/mixed", ["", "x"], ["Content-Type: application/pdf", "", "abc"]),
    );
    expect(parseAttachmentId(child(payload, 1).body.attachmentId as string)).toEqual({ partId: "1" });
  });
});
