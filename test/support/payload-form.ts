/** What every payload has that the library gives: the parts of its tree, the keys of the API, true sizes and data. */

import { expect } from "vitest";
import { childPartId, childrenOf } from "../../src/entity/walk.js";
import {
  decodeContent,
  decodeText,
  type Entity,
  findEntity,
  formatEntity,
  type GmailPart,
  mimeToPayload,
  parseEntity,
  walkEntity,
  walkParts,
} from "../../src/index.js";
import { isUtf8 } from "./bytes.js";

/** Each part of the tree under its id, with the fields of its header. */
export function expectPartsOfTree(bytes: Uint8Array): void {
  const { payload, statuses, root } = read(bytes);
  const ids = [...walkParts(payload)].filter((part) => !statuses.has(part)).map(({ partId }) => partId);
  expect(ids).toEqual([...walkEntity(root)].map(({ partId }) => partId));
  for (const part of walkParts(payload)) {
    for (const [i, child] of (part.parts ?? []).entries()) {
      expect(child.partId).toBe(childPartId(part.partId, i));
    }
    const entity = findEntity(root, part.partId);
    expect(entity === undefined).toBe(statuses.has(part));
    if (entity !== undefined) expect(part.headers.map(({ name }) => name)).toEqual(namesOf(entity));
  }
}

/** Rule 9: the keys of the API in their order, and nothing that JSON would lose. */
export function expectKeysInOrder(bytes: Uint8Array): void {
  const { payload, root } = read(bytes);
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
}

/** Rules 26 to 30: base64url of UTF-8, and the sizes of what was decoded. */
export function expectTrueSizes(bytes: Uint8Array): void {
  const { payload, statuses, root } = read(bytes);
  for (const part of walkParts(payload)) {
    const { data, size } = part.body;
    if (data !== undefined) expect(isTextData(data)).toBe(true);
    if (statuses.has(part)) expectStatus(part, root);
    else expect(size).toBe(sizeOf(findEntity(root, part.partId) as Entity, part));
  }
}

function read(bytes: Uint8Array): { payload: GmailPart; statuses: Set<GmailPart>; root: Entity } {
  const payload = mimeToPayload(bytes);
  return { payload, statuses: statusesOf(payload), root: parseEntity(bytes) };
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
  const told = { kind: "leaf", fields: [], content: content.subarray(content.length - size) } as const;
  const text = decodeText(told).replace(/^\uFEFF/, "");
  expect(Buffer.from(data ?? "", "base64url").toString()).toBe(text);
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
