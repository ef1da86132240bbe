import { describe, expect, test } from "vitest";
import {
  type GmailMessage,
  type RenderQuery,
  renderAttachment,
  renderDraft,
  renderMessage,
  renderThread,
  type StoredMessage,
} from "../../../src/gmail/render.js";
import {
  decodeRaw,
  type Entity,
  findHeader,
  findPart,
  formatAttachmentId,
  formatEntity,
  MimeError,
  mimeToPayload,
  parseAttachmentId,
  parseEntity,
  payloadToEntity,
  removePart,
  setField,
} from "../../../src/index.js";
import { latin1, text, utf8 } from "../../support/bytes.js";

const MIXED = [
  "Subject: s",
  "Date: Mon, 2 Jan 2023 12:04:05 +0900",
  "Content-Type: multipart/mixed; boundary=B",
  "",
  "--B",
  "",
  "hello",
  "--B",
  "Content-Type: image/png",
  "Content-Transfer-Encoding: base64",
  "",
  "AAEC",
  "--B",
  "Content-Type: message/rfc822; name=a.eml",
  "",
  "A: b",
  "",
  "inner",
  "--B--",
  "",
].join("\r\n");

const stored = (raw: StoredMessage["raw"], more: Partial<StoredMessage> = {}): StoredMessage => ({
  id: "m1",
  threadId: "t1",
  raw,
  ...more,
});

const FORMATS = ["full", "metadata", "minimal", "raw"] as const;

describe("what is stored", () => {
  test.each(FORMATS)("bytes, text and a parsed tree give the same in %s", (format) => {
    const fromText = renderMessage(stored(MIXED), { format });
    expect(renderMessage(stored(utf8(MIXED)), { format })).toEqual(fromText);
    expect(renderMessage(stored(parseEntity(MIXED)), { format })).toEqual(fromText);
  });

  test("text is taken as UTF-8", () => {
    const message = renderMessage(stored("Subject: é\n\né"), { format: "raw" });
    expect(message.sizeEstimate).toBe(15);
    expect(decodeRaw(message.raw as string)).toEqual(utf8("Subject: é\n\né"));
  });

  test.each(FORMATS)("an edited tree is rendered as it is written, in %s", (format) => {
    const tree = setField(removePart(parseEntity(MIXED), "1"), "Subject", "é");
    expect(renderMessage(stored(tree), { format })).toEqual(
      renderMessage(stored(formatEntity(tree)), { format }),
    );
  });

  test.each(FORMATS)("so is one made by hand, in %s", (format) => {
    const tree: Entity = { kind: "leaf", fields: [{ name: "Subject", value: "s" }], content: utf8("hi") };
    expect(renderMessage(stored(tree), { format })).toEqual(
      renderMessage(stored("Subject: s\r\n\r\nhi"), { format }),
    );
  });

  test.each(FORMATS)("so is a part of another, in %s", (format) => {
    const part = parseEntity(MIXED);
    const message = part.kind === "multipart" && part.parts[2]?.kind === "message" && part.parts[2].message;
    expect(renderMessage(stored(message as Entity), { format })).toEqual(
      renderMessage(stored("A: b\r\n\r\ninner"), { format }),
    );
  });

  test("what the store gives wins", () => {
    const given = {
      labelIds: ["INBOX", "UNREAD"],
      historyId: "99",
      internalDate: "12345",
      snippet: "kept &amp;",
    };
    expect(renderMessage(stored(MIXED, given))).toMatchObject(given);
    expect(renderMessage(stored(MIXED, { internalDate: 12345 })).internalDate).toBe("12345");
    expect(renderMessage(stored(MIXED, { snippet: "" })).snippet).toBe("");
  });

  test("labels are the caller's no more", () => {
    const labelIds = ["INBOX"];
    const message = renderMessage(stored("", { labelIds }));
    expect(message.labelIds).toEqual(labelIds);
    expect(message.labelIds).not.toBe(labelIds);
  });

  test("what is stored is left as it is", () => {
    const bytes = utf8(MIXED);
    const frozen = Object.freeze(stored(bytes, { labelIds: Object.freeze(["A"]) as string[] }));
    for (const format of FORMATS) renderMessage(frozen, Object.freeze({ format }));
    expect(text(bytes)).toBe(MIXED);
  });

  test("a message of nothing", () => {
    expect(renderMessage(stored(""))).toEqual({
      id: "m1",
      threadId: "t1",
      snippet: "",
      payload: { partId: "", mimeType: "text/plain", filename: "", headers: [], body: { size: 0, data: "" } },
      sizeEstimate: 0,
      internalDate: "0",
    });
  });
});

describe("formats", () => {
  test("full is the format when none is given", () => {
    expect(renderMessage(stored(MIXED), {})).toEqual(renderMessage(stored(MIXED), { format: "full" }));
    expect(renderMessage(stored(MIXED), { format: undefined })).toEqual(renderMessage(stored(MIXED)));
  });

  test("the payload of full is that of mimeToPayload, but for the ids", () => {
    const makeId = ({ partId }: { partId: string }): string =>
      formatAttachmentId({ messageId: "m1", partId });
    expect(renderMessage(stored(MIXED)).payload).toEqual(mimeToPayload(MIXED, { attachmentId: makeId }));
  });

  test("an attachment id names its message and its part", () => {
    const id = findPart(renderMessage(stored(MIXED)), { partId: "1" })?.body.attachmentId;
    expect(parseAttachmentId(id as string)).toEqual({ messageId: "m1", partId: "1" });
  });

  test("metadata and minimal of a long message", () => {
    const long = `${MIXED}${"x".repeat(1 << 20)}`;
    expect(renderMessage(stored(long), { format: "metadata" })).toMatchObject({
      snippet: "hello",
      sizeEstimate: long.length,
    });
    expect(renderMessage(stored(long), { format: "minimal" })).toMatchObject({
      internalDate: "1672628645000",
    });
  });

  test("limits are kept", () => {
    expect(codeOf(() => renderMessage(stored(MIXED), { limits: { inputBytes: 10 } }))).toBe(
      "input-too-large",
    );
    expect(renderMessage(stored(MIXED), { limits: { depth: 1 } }).payload?.parts?.[2]).not.toHaveProperty(
      "parts",
    );
    const deep = `${"Content-Type: message/rfc822\n\n".repeat(2000)}x`;
    for (const format of FORMATS) {
      const query = { format, limits: { depth: Number.POSITIVE_INFINITY } };
      expect(() => JSON.stringify(renderMessage(stored(deep), query))).not.toThrow();
    }
  });
});

describe("threads and drafts", () => {
  const messages = [
    stored("A: 1\n\n", { historyId: "9" }),
    stored("A: 2\n\n", { id: "m2", historyId: "10" }),
  ];

  test("a thread holds its messages, each in the format asked for", () => {
    const thread = renderThread({ id: "t1", messages }, { format: "metadata", metadataHeaders: ["a"] });
    expect(Object.keys(thread)).toEqual(["id", "historyId", "messages"]);
    expect(thread.historyId).toBe("10");
    expect(thread.messages.map((message) => findHeader(message, "A"))).toEqual(["1", "2"]);
    expect(thread.messages.map(({ id }) => id)).toEqual(["m1", "m2"]);
  });

  test("its own history id wins; without any there is none", () => {
    expect(renderThread({ id: "t1", historyId: "11", messages }).historyId).toBe("11");
    expect(renderThread({ id: "t1", messages: [stored("")] })).toEqual({
      id: "t1",
      messages: [renderMessage(stored(""))],
    });
    expect(renderThread({ id: "t1", messages: [] })).toEqual({ id: "t1", messages: [] });
  });

  test("a draft holds its message", () => {
    const message = stored(MIXED, { labelIds: ["DRAFT"] });
    for (const format of FORMATS) {
      const draft = renderDraft({ id: "r1", message }, { format });
      expect(Object.keys(draft)).toEqual(["id", "message"]);
      expect(draft).toEqual({ id: "r1", message: renderMessage(message, { format }) });
    }
  });
});

describe("attachments", () => {
  test.each([
    ["1", "\0\x01\x02"],
    ["2", "A: b\r\n\r\ninner"],
    ["2.0", "inner"],
    ["0", "hello"],
  ])("part %s", (partId, content) => {
    const expected = { size: content.length, data: Buffer.from(content, "latin1").toString("base64") };
    const wanted = expect.objectContaining(expected);
    expect(renderAttachment(MIXED, { partId })).toEqual(wanted);
    expect(Object.keys(renderAttachment(MIXED, { partId }))).toEqual(["size", "data"]);
    expect(renderAttachment(utf8(MIXED), { attachmentId: formatAttachmentId({ partId }) })).toEqual(wanted);
    expect(
      renderAttachment(parseEntity(MIXED), { attachmentId: formatAttachmentId({ messageId: "m", partId }) }),
    ).toEqual(wanted);
  });

  test("a text attachment keeps its charset", () => {
    const source = latin1("Content-Type: text/plain; charset=iso-8859-1; name=a.txt\n\n\xe9");
    expect(renderAttachment(source, { partId: "" })).toEqual({ size: 1, data: "6Q==" });
  });

  test.each<[unknown, string]>([
    [{ partId: "3" }, "part-not-found"],
    [{ partId: "2.0.0" }, "part-not-found"],
    [{ partId: "" }, "part-not-found"], // a multipart
    [{ partId: "nonsense" }, "part-not-found"],
    [{ attachmentId: "" }, "part-not-found"],
    [{ attachmentId: "ANGjdBJ9xOtherPeoples" }, "part-not-found"],
    [{ attachmentId: formatAttachmentId({ partId: "7" }) }, "part-not-found"],
    [{ attachmentId: `\r\n${"x".repeat(500)}` }, "part-not-found"],
    [{}, "option-invalid"],
    [undefined, "option-invalid"],
    [{ attachmentId: "a", partId: "1" }, "option-invalid"],
    [{ partId: 1 }, "input-invalid"],
  ])("%j: %s", (by, code) => {
    expect(codeOf(() => renderAttachment(MIXED, by as { partId: string }))).toBe(code);
  });
});

describe("wrong use", () => {
  const wrong = (given: object, query?: unknown): string =>
    codeOf(() => renderMessage({ ...stored("A: b\n\n"), ...given } as StoredMessage, query as RenderQuery));

  test.each<[object, string]>([
    [{ id: undefined }, "input-invalid"],
    [{ id: 7 }, "input-invalid"],
    [{ threadId: null }, "input-invalid"],
    [{ raw: undefined }, "input-invalid"],
    [{ raw: null }, "input-invalid"],
    [{ raw: 7 }, "input-invalid"],
    [{ raw: {} }, "input-invalid"],
    [{ raw: [] }, "input-invalid"],
    [{ raw: { kind: "multipart", fields: [] } }, "input-invalid"],
    [{ labelIds: "INBOX" }, "input-invalid"],
    [{ labelIds: ["INBOX", 7] }, "input-invalid"],
    [{ labelIds: new Array(1) }, "input-invalid"],
    [{ historyId: 7 }, "input-invalid"],
    [{ snippet: 7 }, "input-invalid"],
    [{ internalDate: "today" }, "date-invalid"],
    [{ internalDate: 1.5 }, "date-invalid"],
    [{ internalDate: Number.NaN }, "date-invalid"],
    [{ internalDate: new Date() }, "date-invalid"],
  ])("%j: %s", (given, code) => {
    expect(wrong(given)).toBe(code);
  });

  test.each<[unknown, string]>([
    [{ format: "FULL" }, "option-invalid"],
    [{ format: "" }, "option-invalid"],
    [{ format: 7 }, "option-invalid"],
    [{ format: "metadata", metadataHeaders: "From" }, "option-invalid"],
    [{ format: "metadata", metadataHeaders: [7] }, "option-invalid"],
    [{ limits: { depth: 0 } }, "limit-invalid"],
  ])("query %j: %s", (query, code) => {
    expect(wrong({}, query)).toBe(code);
  });

  test("nothing at all", () => {
    for (const nothing of [undefined, null, 7, "x", {}]) {
      expect(codeOf(() => renderMessage(nothing as unknown as StoredMessage))).toBe("input-invalid");
      expect(codeOf(() => renderThread(nothing as never))).toBe("input-invalid");
      expect(codeOf(() => renderDraft(nothing as never))).toBe("input-invalid");
      expect(codeOf(() => renderAttachment(nothing as never, { partId: "0" }))).toMatch(
        /input-invalid|part-not-found/,
      );
    }
  });

  test("a part whose content is not known", () => {
    const tree = payloadToEntity({
      mimeType: "image/png",
      headers: [],
      body: { attachmentId: "x", size: 3 },
    });
    expect(codeOf(() => renderMessage(stored(tree)))).toBe("content-missing");
  });

  test("a getter that throws, and one that answers twice", () => {
    const throwing = Object.defineProperty(stored(""), "snippet", {
      get: () => {
        throw new TypeError("no");
      },
    });
    expect(codeOf(() => renderMessage(throwing))).toBe("input-invalid");
    let asked = 0;
    const query = Object.defineProperty({}, "format", { get: () => FORMATS[asked++] });
    expect(Object.keys(renderMessage(stored(""), query as RenderQuery) as GmailMessage)).toContain("payload");
    expect(asked).toBe(1);
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
