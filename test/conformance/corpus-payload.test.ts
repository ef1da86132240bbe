import { isUtf8 } from "node:buffer";
import { expect, test } from "vitest";
import {
  decodeContent,
  type Entity,
  findEntity,
  formatEntity,
  type GmailPart,
  mimeToPayload,
  parseEntity,
  payloadToMime,
  walkEntity,
  walkParts,
} from "../../src/index.js";
import { corpusPaths, describeCorpus, readCorpusBytes } from "../support/corpus.js";
import { contentsOf, payloadDifferences } from "../support/payload-differences.js";
import { LAW_5_EXCEPTIONS } from "./exceptions.js";
import { childId, childrenOf } from "./place.js";

describeCorpus("payloads of the corpus", () => {
  test.each(corpusPaths)("%s has the parts of its tree, each under its id", (path) => {
    const { payload, statuses, root } = read(path);
    const ids = [...walkParts(payload)].filter((part) => !statuses.has(part)).map(({ partId }) => partId);
    expect(ids).toEqual([...walkEntity(root)].map(({ partId }) => partId));
    for (const part of walkParts(payload)) {
      for (const [i, child] of (part.parts ?? []).entries()) {
        expect(child.partId).toBe(childId(part.partId, i));
      }
      const entity = findEntity(root, part.partId);
      expect(entity === undefined).toBe(statuses.has(part));
      if (entity !== undefined) expect(part.headers.map(({ name }) => name)).toEqual(namesOf(entity));
    }
  });

  test.each(corpusPaths)("%s has the keys of the API in their order (rule 9)", (path) => {
    const { payload, root } = read(path);
    expect(JSON.parse(JSON.stringify(payload))).toEqual(payload);
    for (const part of walkParts(payload)) {
      const entity = findEntity(root, part.partId);
      const isContainer =
        entity !== undefined && (entity.kind !== "leaf" || part.mimeType === "message/delivery-status");
      const holdsParts = isContainer && (entity.kind === "leaf" || childrenOf(entity).length > 0);
      const keys = ["partId", "mimeType", "filename", "headers", "body"];
      expect(Object.keys(part)).toEqual(holdsParts ? [...keys, "parts"] : keys);
      for (const header of part.headers) expect(Object.keys(header)).toEqual(["name", "value"]);
      expect(Object.keys(part.body)).toEqual(bodyKeys(part, isContainer));
    }
  });

  test.each(corpusPaths)("%s has true data and sizes (rules 26 to 30)", (path) => {
    const { payload, statuses, root } = read(path);
    for (const part of walkParts(payload)) {
      const { data, size } = part.body;
      if (data !== undefined) expect(isTextData(data)).toBe(true);
      if (statuses.has(part)) expectStatus(part, root);
      else expect(size).toBe(sizeOf(findEntity(root, part.partId) as Entity, part));
    }
  });
});

describeCorpus("law 5 over the corpus: a payload written as a message and read again", () => {
  const excepted = new Set(LAW_5_EXCEPTIONS.map(({ path }) => path));

  test("is excepted for fewer than ten messages", () => {
    expect(LAW_5_EXCEPTIONS.length).toBeLessThan(10);
    expect(corpusPaths).toEqual(expect.arrayContaining([...excepted]));
  });

  test.each(corpusPaths.filter((path) => !excepted.has(path)))("%s is the same", (path) => {
    expect(differencesOf(path)).toEqual([]);
  });

  test.each(LAW_5_EXCEPTIONS.map(({ path, why }) => [path, why] as const))(
    "%s is still excepted: %s",
    (path) => {
      expect(differencesOf(path)).not.toEqual([]);
    },
  );
});

function read(path: string): { payload: GmailPart; statuses: Set<GmailPart>; root: Entity } {
  const source = readCorpusBytes(path);
  const payload = mimeToPayload(source);
  return { payload, statuses: statusesOf(payload), root: parseEntity(source) };
}

function differencesOf(path: string): string[] {
  const source = readCorpusBytes(path);
  const payload = mimeToPayload(source);
  const content = contentsOf(source);
  return payloadDifferences(payload, mimeToPayload(payloadToMime(payload, { content })), content);
}

/** The text children of message/delivery-status, which only payloads have. */
function statusesOf(payload: GmailPart): Set<GmailPart> {
  const holders = [...walkParts(payload)].filter(({ mimeType }) => mimeType === "message/delivery-status");
  return new Set(holders.flatMap(({ parts }) => parts ?? []));
}

function namesOf(entity: Entity): string[] {
  return entity.fields.map(({ name }) => name).filter((name) => name !== "");
}

/** Containers have a size, text without a name its data, all other leaves and named messages an id. */
function bodyKeys({ mimeType, filename, body }: GmailPart, isContainer: boolean): string[] {
  if (isContainer && (filename === "" || mimeType.startsWith("multipart/"))) return ["size"];
  const isText = mimeType.startsWith("text/") && (filename === "" || body.size === 0);
  return isText ? ["size", "data"] : ["attachmentId", "size"];
}

function sizeOf(entity: Entity, { mimeType, filename }: GmailPart): number {
  if (entity.kind === "message" && filename !== "") return formatEntity(entity.message).length;
  if (entity.kind !== "leaf" || mimeType === "message/delivery-status") return 0;
  return decodeContent(entity).length;
}

/** The child's body is the end of the status: what follows the first field group (rule 4). */
function expectStatus(child: GmailPart, root: Entity): void {
  const content = decodeContent(findEntity(root, child.partId.replace(/\.?0$/, "")) as Entity);
  const { size, data } = child.body;
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(content.subarray(content.length - size));
  expect(Buffer.from(data ?? "", "base64url").toString()).toBe(text.replace(/^\uFEFF/, ""));
  const head = Buffer.from(content.subarray(0, content.length - size)).toString("latin1");
  for (const { name } of child.headers) expect(head).toContain(name);
  if (size > 0) expect(head).toMatch(/^[\r\n]|(\r\n|\n){2}$|\r\r$/);
}

/** Whether data is base64url with its padding, and UTF-8 under it (rules 28 and 30). */
function isTextData(data: string): boolean {
  const bytes = Buffer.from(data, "base64url");
  const isPadded = data.length % 4 === 0 && /^[\w-]*={0,2}$/.test(data);
  return isPadded && bytes.toString("base64url") === data.replace(/=+$/, "") && isUtf8(bytes);
}
