import { describe, expect, test } from "vitest";
import {
  type AttachmentPlace,
  type Defect,
  type Entity,
  entityToPayload,
  mimeToPayload,
  type PayloadOptions,
  parseAttachmentId,
  parseEntity,
} from "../../../src/index.js";
import { latin1 } from "../../support/bytes.js";

const source = [
  "From: a@b",
  "SUBJECT: hi",
  "subject: again",
  "Content-Type: multipart/mixed; boundary=B",
  "",
  "--B",
  "",
  "text",
  "--B",
  "Content-Type: application/pdf; name=a.pdf",
  "Content-Transfer-Encoding: base64",
  "",
  "QUFB",
  "--B",
  "Content-Type: image/png",
  "",
  "png!",
  "--B--",
  "",
].join("\r\n");
const root = parseEntity(source);

describe("attachmentId", () => {
  test("is asked for once for each attachment", () => {
    const asked: AttachmentPlace[] = [];
    const payload = entityToPayload(root, {
      attachmentId: (place) => {
        asked.push(place);
        return `id-${place.partId}`;
      },
    });
    expect(asked).toEqual([
      { partId: "1", filename: "a.pdf", size: 3 },
      { partId: "2", filename: "", size: 4 },
    ]);
    expect(payload.parts?.map(({ body }) => body.attachmentId)).toEqual([undefined, "id-1", "id-2"]);
  });

  test("names the part by itself where nobody says otherwise", () => {
    const id = entityToPayload(root).parts?.[1]?.body.attachmentId ?? "";
    expect(parseAttachmentId(id)).toEqual({ partId: "1" });
  });

  test.each([undefined, null, "", 5, {}])("that gives %o is refused", (id) => {
    const render = () => entityToPayload(root, { attachmentId: () => id as string });
    expect(render).toThrow(expect.objectContaining({ name: "MimeError", code: "option-invalid" }));
  });
});

describe("format", () => {
  test("full and no format are the same, from the tree and from bytes", () => {
    const payload = entityToPayload(root);
    expect(entityToPayload(root, { format: "full" })).toEqual(payload);
    expect(mimeToPayload(source)).toEqual(payload);
    expect(mimeToPayload(latin1(source), { format: undefined })).toEqual(payload);
  });

  const headers = [
    { name: "From", value: "a@b" },
    { name: "SUBJECT", value: "hi" },
    { name: "subject", value: "again" },
    { name: "Content-Type", value: "multipart/mixed; boundary=B" },
  ];
  test.each([
    { title: "all", metadataHeaders: undefined, given: headers },
    {
      title: "those asked for, in the order of the message",
      metadataHeaders: ["Subject", "FROM", "X-None"],
      given: headers.slice(0, 3),
    },
    { title: "none, which leaves only the type", metadataHeaders: ["X-None"], given: undefined },
    { title: "none at all", metadataHeaders: [], given: undefined },
  ])("metadata with headers: $title", ({ metadataHeaders, given }) => {
    const expected =
      given === undefined ? { mimeType: "multipart/mixed" } : { mimeType: "multipart/mixed", headers: given };
    expect(mimeToPayload(source, { format: "metadata", metadataHeaders })).toEqual(expected);
    expect(entityToPayload(root, { format: "metadata", metadataHeaders })).toEqual(expected);
  });

  test("metadata looks at no body", () => {
    const broken =
      "Content-Type: text/plain; charset=no-such\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!";
    const defects: Defect[] = [];
    mimeToPayload(broken, { format: "metadata", onDefect: (defect) => defects.push(defect) });
    expect(defects).toEqual([]);
    mimeToPayload(broken, { onDefect: (defect) => defects.push(defect) });
    expect(defects.length).toBeGreaterThan(0);
  });

  const wrong: unknown[] = [
    { format: "raw" },
    { format: "minimal" },
    { format: null },
    { format: 5 },
    { format: "metadata", metadataHeaders: "From" },
    { format: "metadata", metadataHeaders: [5] },
    { format: "metadata", metadataHeaders: null },
    { attachmentId: "x" },
    { attachmentId: null },
  ];
  test.each(wrong)("%o is refused", (options) => {
    for (const render of [
      () => entityToPayload(root, options as PayloadOptions),
      () => mimeToPayload(source, options as PayloadOptions),
    ]) {
      expect(render).toThrow(expect.objectContaining({ name: "MimeError", code: "option-invalid" }));
    }
  });
});

describe("trees made by hand", () => {
  const leaf: Entity = {
    kind: "leaf",
    fields: [{ name: "Content-Type", value: "image/png" }],
    content: { attachmentId: "A", size: 7 },
  };
  const mixed = (...parts: Entity[]): Entity => ({
    kind: "multipart",
    fields: [{ name: "Content-Type", value: "multipart/mixed; boundary=B" }],
    parts,
    preamble: new Uint8Array(0),
    epilogue: new Uint8Array(0),
  });

  test("a detached part keeps its id and size", () => {
    const payload = entityToPayload(mixed(leaf));
    expect(payload.parts?.[0]).toEqual({
      partId: "0",
      mimeType: "image/png",
      filename: "",
      headers: [{ name: "Content-Type", value: "image/png" }],
      body: { attachmentId: "A", size: 7 },
    });
  });

  test("the limits hold for them", () => {
    expect(entityToPayload(mixed(leaf, leaf), { limits: { parts: 3, depth: 1 } }).parts).toHaveLength(2);
    for (const limits of [{ parts: 2 }, { depth: 1 }]) {
      const render = () => entityToPayload(mixed(leaf, mixed(leaf)), { limits });
      expect(render).toThrow(expect.objectContaining({ name: "MimeError", code: "input-too-large" }));
    }
  });

  test("one that holds itself is refused", () => {
    const parts: Entity[] = [];
    const cycle: Entity = { ...mixed(), parts } as Entity;
    parts.push(cycle);
    expect(() => entityToPayload(cycle)).toThrow(expect.objectContaining({ name: "MimeError" }));
  });
});

describe("messages and reports", () => {
  const eml = "Content-Type: message/rfc822; name=a.eml\r\n\r\nA: b\r\n\r\nxyz";

  test("a message with a name has an id and its size beside its child", () => {
    const asked: AttachmentPlace[] = [];
    const payload = mimeToPayload(eml, { attachmentId: (place) => `id ${asked.push(place)}` });
    expect(payload.body).toEqual({ attachmentId: "id 1", size: 11 });
    expect(asked).toEqual([{ partId: "", filename: "a.eml", size: 11 }]);
    expect(payload.parts?.map(({ partId, headers }) => [partId, headers])).toEqual([
      ["0", [{ name: "A", value: "b" }]],
    ]);
  });

  test("one without a name, or made by hand, has a size of 0", () => {
    expect(mimeToPayload(eml.replace("; name=a.eml", "")).body).toEqual({ size: 0 });
    const fields = parseEntity(eml).fields;
    const message: Entity = { kind: "leaf", fields: [], content: latin1("x") };
    expect(entityToPayload({ kind: "message", fields, message }).body).toEqual({ size: 0 });
  });

  test("an untyped part is a message in a digest, a text elsewhere", () => {
    const types = (type: string) =>
      mimeToPayload(`Content-Type: multipart/${type}; boundary=B\n\n--B\n\nA: b\n\nx\n--B--`).parts?.map(
        ({ mimeType, parts }) => [mimeType, parts?.length],
      );
    expect(types("digest")).toEqual([["message/rfc822", 1]]);
    expect(types("mixed")).toEqual([["text/plain", undefined]]);
  });

  test("a delivery-status has one text: its first fields, then all that follows", () => {
    const status = "Reporting-MTA: dns; x\r\n\r\nAction: failed\r\n";
    expect(mimeToPayload(`Content-Type: message/delivery-status; name=s.txt\r\n\r\n${status}`)).toEqual({
      partId: "",
      mimeType: "message/delivery-status",
      filename: "",
      headers: [{ name: "Content-Type", value: "message/delivery-status; name=s.txt" }],
      body: { size: 0 },
      parts: [
        {
          partId: "0",
          mimeType: "text/plain",
          filename: "",
          headers: [{ name: "Reporting-MTA", value: "dns; x" }],
          body: { size: 16, data: "QWN0aW9uOiBmYWlsZWQNCg==" },
        },
      ],
    });
  });

  test("defects of contents are told where the body stands, those of a node made by hand nowhere", () => {
    const text = "Content-Type: text/plain; charset=x-none\r\n\r\n\xe9";
    const told: Defect[] = [];
    const onDefect = (defect: Defect) => told.push(defect);
    mimeToPayload(latin1(text), { onDefect });
    entityToPayload({ ...parseEntity(latin1(text)) }, { onDefect });
    const unknown = { code: "charset-unknown", partId: "" };
    expect(told).toEqual([
      { ...unknown, offset: text.length - 1 },
      { ...unknown, offset: -1 },
    ]);
  });
});

test("what is rendered can be changed by who asked for it: nothing is shared", () => {
  const first = entityToPayload(root);
  first.headers.length = 0;
  first.parts?.pop();
  expect(entityToPayload(root).headers).toHaveLength(4);
  expect(entityToPayload(root).parts).toHaveLength(3);
});
