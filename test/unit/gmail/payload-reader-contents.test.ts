import { describe, expect, test } from "vitest";
import {
  type ContentOptions,
  type ContentPlace,
  findEntity,
  formatEntity,
  type PartLike,
  payloadToEntity,
  payloadToMime,
} from "../../../src/index.js";
import { latin1, text } from "../../support/bytes.js";

const write = (x: PartLike, options?: ContentOptions): string => text(payloadToMime(x, options));
const data = (bytes: string): string => Buffer.from(bytes, "latin1").toString("base64url");
const header = (name: string, value: string) => ({ name, value });
const lines = (...all: readonly string[]): string => all.join("\r\n");

describe("contents", () => {
  const typed = (bytes: string, ...headers: { name: string; value: string }[]): PartLike => ({
    headers,
    body: { data: data(bytes) },
  });
  const encoding = (value: string) => header("Content-Transfer-Encoding", value);
  const utf8 = header("Content-Type", "text/plain; charset=utf-8");
  test.each([
    { title: "ASCII", part: typed("a\r\nb", utf8), fields: [], content: "a\r\nb" },
    {
      title: "base64 stays base64",
      part: typed("abc", utf8, encoding("base64")),
      fields: ["Content-Transfer-Encoding: base64"],
      content: "YWJj",
    },
    {
      title: "quoted-printable stays so",
      part: typed("a=b", utf8, encoding("quoted-printable")),
      fields: ["Content-Transfer-Encoding: quoted-printable"],
      content: "a=3Db",
    },
    {
      title: "8bit carries 8-bit text",
      part: typed("\xc3\xa9", utf8, encoding("8bit")),
      fields: ["Content-Transfer-Encoding: 8bit"],
      content: "\xc3\xa9",
    },
    {
      title: "7bit does not",
      part: typed("\xc3\xa9", utf8, encoding("7bit")),
      fields: ["Content-Transfer-Encoding: base64"],
      content: "w6k=",
    },
    {
      title: "bare LF",
      part: typed("a\nb", utf8),
      fields: ["Content-Transfer-Encoding: base64"],
      content: "YQpi",
    },
    {
      title: "bare CR",
      part: typed("a\rb", utf8),
      fields: ["Content-Transfer-Encoding: base64"],
      content: "YQ1i",
    },
    {
      title: "bare LF in quoted-printable",
      part: typed("a\nb", utf8, encoding("quoted-printable")),
      fields: ["Content-Transfer-Encoding: base64"],
      content: "YQpi",
    },
    { title: "NUL", part: typed("\0", utf8), fields: ["Content-Transfer-Encoding: base64"], content: "AA==" },
    { title: "a line of 998", part: typed("x".repeat(998), utf8), fields: [], content: "x".repeat(998) },
    {
      title: "an unknown encoding stays where it carries the content",
      part: typed("ab", utf8, encoding("x-odd")),
      fields: ["Content-Transfer-Encoding: x-odd"],
      content: "ab",
    },
  ])("$title", ({ part, fields, content }) => {
    expect(write(part)).toBe(lines("Content-Type: text/plain; charset=utf-8", ...fields, "", content));
  });

  test("a line of 999 goes in base64", () => {
    const [head, body = ""] = write(typed("x".repeat(999), utf8)).split("\r\n\r\n");
    expect(head).toContain("Content-Transfer-Encoding: base64");
    expect(body.split("\r\n").every((line) => line.length <= 76)).toBe(true);
    expect(Buffer.from(body, "base64").toString()).toBe("x".repeat(999));
  });

  test.each([
    {
      title: "latin1 that has become UTF-8",
      type: "text/plain; charset=iso-8859-1",
      bytes: "\xc3\xa9",
      declared: "text/plain; charset=utf-8",
    },
    {
      title: "in its place",
      type: 'text/plain; charset="koi8-r"; format=flowed',
      bytes: "\xc3\xa9",
      declared: "text/plain; charset=utf-8; format=flowed",
    },
    {
      title: "no charset",
      type: "text/html; x=y",
      bytes: "\xc3\xa9",
      declared: "text/html; x=y; charset=utf-8",
    },
    {
      title: "ASCII in latin1",
      type: "text/plain; charset=iso-8859-1",
      bytes: "a",
      declared: "text/plain; charset=iso-8859-1",
    },
    {
      title: "ASCII under a charset that is not made of it",
      type: "text/plain; charset=utf-16",
      bytes: "ab",
      declared: "text/plain; charset=utf-8",
    },
    {
      title: "bytes that are no UTF-8, so not from Gmail",
      type: "text/plain; charset=iso-8859-1",
      bytes: "\xe9",
      declared: "text/plain; charset=iso-8859-1",
    },
    {
      title: "a binary type",
      type: "application/x; charset=iso-8859-1",
      bytes: "\xc3\xa9",
      declared: "application/x; charset=iso-8859-1",
    },
  ])("the charset of $title", ({ type, bytes, declared }) => {
    expect(write(typed(bytes, header("Content-Type", type)))).toContain(`Content-Type: ${declared}\r\n`);
  });
});

describe("parts known by their id", () => {
  const payload: PartLike = {
    partId: "",
    mimeType: "multipart/mixed",
    parts: [
      { partId: "0", mimeType: "text/plain", body: { data: "aGk=" } },
      { partId: "5", mimeType: "application/pdf", filename: "a.pdf", body: { attachmentId: "A", size: 3 } },
      { partId: "6", mimeType: "image/png", body: { attachmentId: "B", size: 4, data: "QUFB" } },
      { partId: "7", mimeType: "image/png", body: { size: 0 } },
    ],
  };

  test("are detached where nobody gives their content", () => {
    const entity = payloadToEntity(payload);
    expect(findEntity(entity, "1")).toMatchObject({ kind: "leaf", content: { attachmentId: "A", size: 3 } });
    expect(findEntity(entity, "3")).toMatchObject({ content: new Uint8Array(0) });
    expect(() => formatEntity(entity)).toThrow(expect.objectContaining({ code: "content-missing" }));
  });

  test("cannot be written then: the error names the partId", () => {
    const options: (ContentOptions | undefined)[] = [
      undefined,
      {},
      { content: undefined },
      { content: () => undefined },
    ];
    for (const option of options) {
      const to = () => payloadToMime(payload, option);
      expect(to).toThrow(
        expect.objectContaining({ code: "content-missing", message: expect.stringContaining('"5"') }),
      );
    }
  });

  test("are asked for once, in order, where there is no data", () => {
    const asked: ContentPlace[] = [];
    const written = write(payload, {
      content: (place) => {
        asked.push(place);
        return latin1("%PDF\xff");
      },
    });
    expect(asked).toEqual([{ partId: "5", attachmentId: "A" }]);
    expect(written).toContain(
      "Content-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERv8=\r\n",
    );
  });

  test("go by their place where they have no partId", () => {
    const asked: string[] = [];
    const nameless = (part: PartLike): PartLike => ({
      ...part,
      partId: null,
      parts: part.parts?.map(nameless),
    });
    const content = ({ partId }: ContentPlace) => {
      asked.push(partId);
      return latin1("x");
    };
    write(nameless(payload), { content });
    expect(asked).toEqual(["1"]);
  });

  test.each([
    ["a size that is no number", "x", 0],
    ["a negative size", -1, 0],
    ["no size", null, 0],
    ["a size", 7, 7],
  ])("%s", (_, size, told) => {
    const part = { mimeType: "image/png", body: { attachmentId: "A", size } } as PartLike;
    expect(payloadToEntity(part)).toMatchObject({ content: { attachmentId: "A", size: told } });
  });

  test("a multipart by its id is a leaf of it", () => {
    const part: PartLike = {
      mimeType: "multipart/mixed",
      headers: [header("Content-Type", "multipart/mixed; boundary=B")],
      body: { attachmentId: "A", size: 3 },
    };
    expect(payloadToEntity(part)).toMatchObject({ kind: "leaf", content: { attachmentId: "A", size: 3 } });
  });

  test("the bytes given for a named message are that message", () => {
    const message: PartLike = {
      mimeType: "message/rfc822",
      filename: "a.eml",
      headers: [header("Content-Type", "message/rfc822; name=a.eml")],
      body: { attachmentId: "A", size: 10 },
      parts: [{ headers: [header("Subject", "other")], body: { data: "aGk=" } }],
    };
    const start = "Content-Type: message/rfc822; name=a.eml\r\n\r\n";
    expect(write(message, { content: () => latin1("A:  b\n\nhi") })).toBe(`${start}A:  b\n\nhi`);
    expect(write(message)).toBe(`${start}Subject: other\r\n\r\nhi`);
  });

  const wrong: unknown[] = ["x", null, 5, {}, [1], new Uint16Array(2), new ArrayBuffer(2)];
  test.each(wrong)("content that gives %o is refused", (given) => {
    const to = () => payloadToMime(payload, { content: () => given as Uint8Array });
    expect(to).toThrow(
      expect.objectContaining({ code: "option-invalid", message: expect.stringContaining('"5"') }),
    );
  });

  test.each(["x", 5, {}, true])("content that is %o is refused", (content) => {
    const to = () => payloadToMime(payload, { content } as unknown as ContentOptions);
    expect(to).toThrow(expect.objectContaining({ name: "MimeError", code: "option-invalid" }));
  });
});
