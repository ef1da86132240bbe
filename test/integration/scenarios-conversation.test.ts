/** Scenarios 2 (its reply), 9 and 10: conversation. */

import { describe, expect, test } from "vitest";
import {
  buildMime,
  findPart,
  forward,
  mimeToPayload,
  parseMime,
  parsePayload,
  reply,
  withContents,
} from "../../src/index.js";
import { latin1, text } from "../support/bytes.js";

test("scenario 2: a received subject that decodes to a line break", () => {
  const original = parseMime("From: a@x.com\r\nSubject: =?utf-8?Q?a=0D=0ABcc:_x@y?=\r\n\r\nhi");
  const fields = reply(original, { self: "me@y.com" });
  expect(fields.subject).toBe("Re: a Bcc: x@y");
  const built = text(buildMime({ ...fields, text: "yo" }));
  expect(built.split("\r\n\r\n")[0]).toContain("Subject: Re: a Bcc: x@y");
  expect(built).not.toMatch(/^Bcc:/im);
});

describe("scenario 9: reply-all", () => {
  const lines = [
    'From: "Doe, Jane" <jane@x.com>',
    'Reply-To: team@x.com, "Roe, R" <r@x.com>',
    "To: me@y.com, Bob <bob@x.com>",
    "Cc: carol@x.com, ME@y.com",
    "Subject: RE: Plan",
    "Message-Id: <p@x>",
    "References: <r1@x> <r2@x>",
  ];
  const original = parseMime([...lines, "", "hi", ""].join("\r\n"));

  test("the fields, exactly", () => {
    expect(reply(original, { self: "me@y.com", all: true })).toEqual({
      to: [{ address: "team@x.com" }, { name: "Roe, R", address: "r@x.com" }],
      cc: [{ name: "Bob", address: "bob@x.com" }, { address: "carol@x.com" }],
      subject: "RE: Plan",
      inReplyTo: "<p@x>",
      references: ["<r1@x>", "<r2@x>", "<p@x>"],
    });
  });

  test("cc only with all", () => {
    const made = reply(original, { self: "me@y.com" });
    expect(made).not.toHaveProperty("cc");
    expect(made.to).toEqual([{ address: "team@x.com" }, { name: "Roe, R", address: "r@x.com" }]);
  });

  test("self wrote the original", () => {
    const made = reply(original, { self: ["jane@x.com"], all: true });
    expect(made.to).toEqual([{ address: "me@y.com" }, { name: "Bob", address: "bob@x.com" }]);
    expect(made.cc).toEqual([{ address: "carol@x.com" }]);
  });

  test("self stays when alone; groups are flattened; other addresses that end so stay", () => {
    const alone = parseMime("From: me@y.com\r\nTo: me@y.com\r\n\r\n");
    expect(reply(alone, { self: "me@y.com" }).to).toEqual([{ address: "me@y.com" }]);
    const group = parseMime("From: a@x\r\nReply-To: Team: joann@x.com, ann@x.com;\r\n\r\n");
    expect(reply(group, { self: "ann@x.com" }).to).toEqual([{ address: "joann@x.com" }]);
  });

  test("it goes through a mail and back", () => {
    const fields = reply(original, { self: "me@y.com", all: true });
    const { inReplyTo, ...rest } = fields;
    expect(parseMime(buildMime({ ...fields, text: "yo" }))).toMatchObject({
      ...rest,
      inReplyTo: [inReplyTo],
    });
  });
});

describe("scenario 10: forward with an inline image and a hard filename", () => {
  const payload = (subject: string, filename: string) => ({
    mimeType: "multipart/mixed",
    headers: [{ name: "Subject", value: subject }],
    parts: [
      {
        mimeType: "multipart/related",
        parts: [
          {
            mimeType: "multipart/alternative",
            parts: [
              { mimeType: "text/plain", body: { size: 12, data: "UGxhaW4gYm9keQ0K" } },
              {
                mimeType: "text/html",
                body: { size: 33, data: "PHA-TG9nbyA8aW1nIHNyYz0iY2lkOmxvZ28xIj48L3A-" },
              },
            ],
          },
          {
            mimeType: "image/png",
            headers: [
              { name: "Content-Type", value: "image/png" },
              { name: "Content-Disposition", value: "inline" },
              { name: "Content-ID", value: "<logo1>" },
            ],
            body: { attachmentId: "A", size: 4 },
          },
        ],
      },
      { mimeType: "application/pdf", filename, body: { attachmentId: "B", size: 3 } },
    ],
  });
  const contents = new Map([
    ["0.1", latin1("\x89PNG")],
    ["1", latin1("AAA")],
  ]);

  test.each([
    ["Plan", "Fwd: Plan"],
    ["Fwd: Plan", "Fwd: Plan"],
    ["FW: Plan", "FW: Plan"],
  ])("subject %s", (subject, expected) => {
    expect(forward(parsePayload(payload(subject, "r.pdf"))).subject).toBe(expected);
  });

  test("it carries both attachments", () => {
    const { attachments } = forward(parsePayload(payload("Plan", "r.pdf")));
    expect(attachments).toMatchObject([
      { partId: "0.1", kind: "inline", contentId: "logo1" },
      { partId: "1", kind: "attachment", filename: "r.pdf" },
    ]);
  });

  test("built with their bytes", () => {
    const filename = 'q"uo;te é.pdf';
    const original = withContents(parsePayload(payload("Plan", filename)), contents);
    const bytes = buildMime({ to: "b@x.com", ...forward(original) });
    const tree = mimeToPayload(bytes);
    expect(tree.mimeType).toBe("multipart/mixed");
    expect(tree.parts?.map(({ mimeType }) => mimeType)).toEqual(["multipart/related", "application/pdf"]);
    expect(findPart(tree, { partId: "0.0.1" })?.mimeType).toBe("text/html");
    const image = findPart(tree, { contentId: "logo1" });
    expect(image?.partId).toBe("0.1");
    expect(image?.headers).toContainEqual({ name: "Content-ID", value: "<logo1>" });
    expect(image?.headers.find(({ name }) => name === "Content-Disposition")?.value).toMatch(/^inline/);
    const written = text(bytes);
    expect(written.replace(/\r\n /g, " ")).toContain("filename*=utf-8''q%22uo%3Bte%20%C3%A9.pdf");
    for (const line of written.split("\r\n")) expect(line.length).toBeLessThanOrEqual(998);

    const again = parseMime(bytes);
    expect(again.html).toContain('<p>Logo <img src="cid:logo1"></p>');
    expect(again.attachments.map(({ content }) => text(content as Uint8Array))).toEqual(["\x89PNG", "AAA"]);
    expect(again.attachments[1]?.filename).toBe(filename);
  });

  test("base64 lines are at most 76 characters", () => {
    const big = new Map([...contents, ["1", new Uint8Array(10_000).fill(0xff)]]);
    const built = text(buildMime(forward(withContents(parsePayload(payload("Plan", "r.pdf")), big))));
    const lines = built.split("\r\n").filter((line) => /^\/{20,}/.test(line));
    expect(lines.length).toBeGreaterThan(100);
    expect(Math.max(...lines.map((line) => line.length))).toBe(76);
  });
});
