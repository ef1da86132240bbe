/** Everything a caller gives that reaches a header, a parameter or a boundary, filled with what breaks out of one. */

import { describe, expect, test } from "vitest";
import {
  type BuildOptions,
  buildMime,
  formatAddressList,
  formatContentDisposition,
  formatContentType,
  formatMessageIds,
  type MailInput,
  MimeError,
  parseMime,
} from "../../src/index.js";

/** A mail with a value in one place, and how it is read there again: `undefined` where it must be refused. */
interface Place {
  readonly name: string;
  readonly mail: (value: string) => MailInput;
  readonly options?: (value: string) => BuildOptions;
  readonly read?: (message: string) => string | undefined;
}

const first = (message: string) => parseMime(message).attachments[0];
const attached = (attachment: Record<string, unknown>): MailInput => ({
  text: "t",
  attachments: [{ content: "c", ...attachment }],
});

const places: readonly Place[] = [
  { name: "subject", mail: (subject) => ({ subject }), read: (message) => parseMime(message).subject },
  {
    name: "display name",
    mail: (name) => ({ to: { name, address: "a@b" } }),
    read: (message) => parseMime(message).to?.[0]?.name,
  },
  {
    name: "group name",
    mail: (name) => ({ cc: [{ name, members: [] }] }),
    read: (message) => parseMime(message).cc?.[0]?.name,
  },
  {
    name: "custom value",
    mail: (value) => ({ headers: [{ name: "X-A", value }] }),
    read: (message) => parseMime(message).headers[0]?.value,
  },
  {
    name: "value of a resent field",
    mail: (value) => ({ headers: { "Resent-To": value } }),
    read: (message) => parseMime(message).headers[0]?.value,
  },
  {
    name: "filename",
    mail: (filename) => attached({ filename }),
    read: (message) => first(message)?.filename,
  },
  {
    name: "content id",
    mail: (contentId) => attached({ contentId }),
    read: (message) => first(message)?.contentId,
  },
  {
    name: "field of an attachment",
    mail: (value) => attached({ headers: [["Content-Description", value]] }),
    read: (message) => first(message)?.headers[0]?.value,
  },
  {
    name: "calendar method",
    mail: (method) => ({ calendar: { method, text: "x" } }),
    read: (message) => parseMime(message).calendar?.method,
  },
  { name: "address", mail: (value) => ({ from: { address: `a${value}@b` } }) },
  { name: "domain", mail: (value) => ({ sender: { address: `a@b${value}` } }) },
  { name: "address string", mail: (value) => ({ bcc: `a@b${value}>` }) },
  { name: "message id", mail: (value) => ({ messageId: `<a${value}@b>` }) },
  { name: "in-reply-to", mail: (value) => ({ inReplyTo: [`<a@b${value}>`] }) },
  { name: "references", mail: (value) => ({ references: `<a@b> <c${value}@d>` }) },
  { name: "field name", mail: (value) => ({ headers: { [`X${value}`]: "v" } }) },
  { name: "field name of an attachment", mail: (value) => attached({ headers: [[`X${value}`, "v"]] }) },
  { name: "content type", mail: (value) => attached({ contentType: `text/${value}x` }) },
  { name: "media type", mail: (value) => attached({ mimeType: `text/${value}x` }) },
  { name: "parameter of a content type", mail: (value) => attached({ contentType: `text/x; a="${value}"` }) },
  { name: "cid", mail: (cid) => attached({ cid }), read: (message) => first(message)?.contentId },
  { name: "disposition", mail: (disposition) => attached({ disposition }) },
  { name: "date", mail: (date) => ({ date: `Mon, 2 Jan ${date}` }) },
  {
    name: "value of a record",
    mail: (value) => ({ headers: { "X-A": ["v", value] } }),
    read: (message) => parseMime(message).headers[1]?.value,
  },
  {
    name: "value of a pair",
    mail: (value) => ({ headers: [["X-A", value]] }),
    read: (message) => parseMime(message).headers[0]?.value,
  },
  {
    name: "transfer encoding",
    mail: () => ({ text: "t" }),
    options: (transferEncoding) => ({ transferEncoding }) as unknown as BuildOptions,
  },
  { name: "boundary", mail: () => attached({}), options: (boundary) => ({ boundary }) },
  { name: "charset", mail: () => ({ text: "t" }), options: (charset) => ({ charset }) },
];

const breakers = ["\r", "\n", "\r\n", "\0", "\r\nBcc: e@v.il", "\n\nbody", "\r\n\r\n--B\r\n"];
/** No breaks, though some software makes breaks of them. */
const harmless = [
  "\ud800",
  "\udc00a",
  "\u760d",
  "\u010a",
  "\u2028",
  "\u0085",
  "é",
  "=?utf-8?Q?=0D=0ABcc:_e@v.il?=",
];
const long = "long text ".repeat(10_240).trim();

const texts = [...harmless, long].map((value) => ({ value, shown: JSON.stringify(value).slice(0, 40) }));

describe.each(places)("$name", ({ mail, options, read }) => {
  const build = (value: string): string =>
    Buffer.from(buildMime(mail(value), options?.(value))).toString("latin1");

  test.each(breakers)("%j is refused", (value) => {
    expect(() => build(`x${value}y`)).toThrow(MimeError);
    expect(() => build(value)).toThrow(MimeError);
  });

  test.each(texts)("$shown is text, or refused", ({ value }) => {
    let message: string;
    try {
      message = build(`x${value}y`);
    } catch (error) {
      expect(error).toBeInstanceOf(MimeError);
      expect(read === undefined || value === long).toBe(true);
      return;
    }
    expect(message).toMatch(/^[\t\r\n\x20-\x7e]*$/);
    expect(message).not.toMatch(/^Bcc: e/im);
    expect(message.split("\r\n").every((line) => line.length <= 998 && !/[\r\n]/.test(line))).toBe(true);
    if (read !== undefined) expect(read(message)).toBe(`x${value}y`.toWellFormed());
  });
});

test.each([...breakers, "\u2028"])("values of headers alone: %j", (value) => {
  const writers = [
    () => formatAddressList([{ name: `x${value}y`, address: `a${value}@b` }]),
    () => formatMessageIds(`<a${value}@b>`),
    () => formatContentType({ type: `text/${value}x` }),
    () => formatContentType({ type: "text/x", parameters: { [`n${value}`]: "v" } }),
    () => formatContentDisposition({ type: `inline${value}` }),
  ];
  for (const write of writers) expect(write).toThrow(MimeError);
});

test("bodies hold anything, and stay bodies", () => {
  const text = `${[...breakers, ...harmless].join("")}.\r\n.\r\nSubject: x\r\n\r\n`;
  const message = Buffer.from(buildMime({ text, html: text, amp: text, calendar: { text } })).toString(
    "latin1",
  );
  expect(message).not.toContain("\0");
  expect(message).not.toMatch(/^Bcc/m);
  const lines = text.toWellFormed().replace(/\r\n?/g, "\n");
  expect(parseMime(message)).toMatchObject({
    text: lines,
    html: lines,
    amp: lines,
    calendar: { text: lines },
  });
});
