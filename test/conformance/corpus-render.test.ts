/** Every message of the corpus as the API answers it, in every format. */

import { expect, test } from "vitest";
import {
  type GmailMessage,
  type RenderQuery,
  renderAttachment,
  renderMessage,
} from "../../src/gmail/render.js";
import { formatSnippet } from "../../src/gmail/snippet.js";
import {
  decodeContent,
  type Entity,
  findEntity,
  formatEntity,
  mimeToPayload,
  parseEntity,
  walkParts,
} from "../../src/index.js";
import { corpusPaths, describeCorpus, readCorpusBytes } from "../support/corpus.js";

const labels = { labelIds: ["INBOX"], historyId: "42" };
const render = (raw: Uint8Array | Entity, query?: RenderQuery, more: object = labels): GmailMessage =>
  renderMessage({ id: "18c0ffee", threadId: "18c0ffee", ...more, raw }, query);

const COMMON = ["id", "threadId", "labelIds"];
const KEYS = {
  full: [...COMMON, "snippet", "payload", "sizeEstimate", "historyId", "internalDate"],
  metadata: [...COMMON, "snippet", "payload", "sizeEstimate", "historyId", "internalDate"],
  minimal: [...COMMON, "payload", "sizeEstimate", "historyId", "internalDate"],
  raw: [...COMMON, "snippet", "sizeEstimate", "raw", "historyId", "internalDate"],
} as const;
const FORMATS = Object.keys(KEYS) as (keyof typeof KEYS)[];

describeCorpus("rendering the corpus", () => {
  test.each(corpusPaths)("%s has the keys of each format in their order, and its true size", (path) => {
    const source = readCorpusBytes(path);
    for (const format of FORMATS) {
      const message = render(source, { format });
      expect(Object.keys(message)).toEqual(KEYS[format]);
      expect(Object.keys(render(source, { format }, {}))).toEqual(
        KEYS[format].filter((key) => key !== "labelIds" && key !== "historyId"),
      );
      expect(message.sizeEstimate).toBe(source.length);
      expect(message.internalDate).toMatch(/^(0|-?\d+000)$/);
      expect(JSON.parse(JSON.stringify(message))).toEqual(message);
      expect(render(parseEntity(source), { format })).toEqual(message);
    }
  });

  test.each(corpusPaths)("%s has the right contents in each format", (path) => {
    const source = readCorpusBytes(path);
    const payload = mimeToPayload(source);
    const full = render(source).payload;
    expect(withoutIds(full)).toEqual(withoutIds(payload));
    const metadata = render(source, { format: "metadata" }).payload;
    expect(metadata).toEqual({ mimeType: payload.mimeType, headers: payload.headers });
    expect(Object.keys(metadata ?? {})).toEqual(["mimeType", "headers"]);
    const some = render(source, { format: "metadata", metadataHeaders: ["TO", "from", "x-none"] }).payload;
    const headers = payload.headers.filter(({ name }) => /^(to|from)$/i.test(name));
    expect(some).toEqual(
      headers.length > 0 ? { mimeType: payload.mimeType, headers } : { mimeType: payload.mimeType },
    );
    expect(render(source, { format: "minimal" }).payload).toEqual({ partId: "" });
    const { raw } = render(source, { format: "raw" });
    expect(raw).toMatch(/^[\w-]*={0,2}$/);
    expect((raw as string).length % 4).toBe(0);
    expect(Buffer.from(raw as string, "base64url").equals(source)).toBe(true);
  });

  test.each(corpusPaths)("%s has one snippet, escaped and short, whatever it is taken from", (path) => {
    const source = readCorpusBytes(path);
    const { snippet = "" } = render(source);
    expect(snippet.length).toBeLessThanOrEqual(201);
    expect(snippet).not.toMatch(/[<>"'\r\n]|^\s|\s$|\s{2}|&(?!(amp|lt|gt|quot|#39);)/);
    expect(formatSnippet(parseEntity(source))).toBe(snippet);
    for (const format of ["metadata", "raw"] as const)
      expect(render(source, { format }).snippet).toBe(snippet);
  });

  test.each(corpusPaths)("%s gives each of its attachments by id", (path) => {
    const source = readCorpusBytes(path);
    const root = parseEntity(source);
    for (const { partId, body } of walkParts(render(source))) {
      if (body?.attachmentId == null) continue;
      const part = findEntity(root, partId as string) as Entity;
      const content = part.kind === "message" ? formatEntity(part.message) : decodeContent(part);
      const attachment = renderAttachment(root, { attachmentId: body.attachmentId });
      expect(Object.keys(attachment)).toEqual(["size", "data"]);
      expect(attachment.size).toBe(body.size);
      expect(attachment.size).toBe(content.length);
      expect(attachment.data).toBe(padded(content));
      expect(renderAttachment(root, { partId: partId as string })).toEqual(attachment);
    }
  });
});

function padded(content: Uint8Array): string {
  return Buffer.from(content).toString("base64").replaceAll("+", "-").replaceAll("/", "_");
}

function withoutIds(payload: object | undefined): string {
  return JSON.stringify(payload, (key, value) => (key === "attachmentId" ? "id" : value));
}
