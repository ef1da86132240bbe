/** The laws of the hub as checks of one message: the properties try them on many, the kept cases on one each. */

import { expect } from "vitest";
import { childrenOf } from "../../src/entity/walk.js";
import {
  appendField,
  type Entity,
  findEntity,
  findPart,
  formatEntity,
  MimeError,
  mimeToPayload,
  parseEntity,
  parseMime,
  payloadToMime,
  prependField,
  removeFields,
  removePart,
  replacePart,
  setField,
  walkEntity,
  walkParts,
} from "../../src/index.js";
import { text } from "./bytes.js";
import { contentsOf, payloadDifferences } from "./payload-differences.js";

/** Law 2: the bytes come back, and the nodes lie inside each other, in order, each in its own range. */
export function expectLossless(bytes: Uint8Array): void {
  const root = parseEntity(bytes);
  expect(text(formatEntity(root))).toBe(text(bytes));
  for (const { entity } of walkEntity(root)) {
    const whole = text(formatEntity(entity));
    let from = 0;
    for (const child of childrenOf(entity)) {
      const part = text(formatEntity(child));
      const at = whole.indexOf(part, from);
      expect(at).toBeGreaterThanOrEqual(from);
      from = at + part.length;
    }
    if (entity.kind === "leaf") expect(whole.endsWith(text(entity.content as Uint8Array))).toBe(true);
    if (entity.kind === "message") expect(whole.endsWith(text(formatEntity(entity.message)))).toBe(true);
  }
}

/** Law 2: a part replaced by itself, or by a copy that remembers nothing of the tree around it. */
export function expectReplaceable(bytes: Uint8Array): void {
  const root = parseEntity(bytes);
  for (const { entity, partId } of walkEntity(root)) {
    expect(findEntity(root, partId)).toBe(entity);
    expect(replacePart(root, partId, entity)).toBe(root);
    const copy = parseEntity(formatEntity(entity));
    let replaced: Entity;
    try {
      replaced = replacePart(root, partId, copy);
    } catch (error) {
      // Apart from its message a part may hold a line that closes a multipart around it.
      expect((error as MimeError).code).toBe("boundary-invalid");
      continue;
    }
    expect(text(formatEntity(replaced))).toBe(text(bytes));
  }
}

/** Law 3: a new field adds its own line and changes nothing else. */
export function expectEditable(bytes: Uint8Array, pick: number, value: string): void {
  const root = parseEntity(bytes);
  const id = partIdAt(root, pick);
  const part = findEntity(root, id) as Entity;
  for (const edit of [setField, appendField, prependField]) {
    const after = text(formatEntity(replacePart(root, id, edit(part, "X-New", value))));
    expect(untouched(text(bytes), after)).toBe(bytes.length);
    const read = findEntity(parseEntity(after), id);
    expect(read?.fields.some(({ name }) => name === "X-New")).toBe(true);
  }
  const back = removeFields(setField(part, "X-New", value), "x-new");
  const restored = text(formatEntity(replacePart(root, id, back)));
  if (restored === text(bytes)) return;
  // Headers that broke off have got the line ends they lacked.
  expect(restored.replace(/[\r\n]/g, "")).toBe(text(bytes).replace(/[\r\n]/g, ""));
  expect(restored.length - bytes.length).toBeLessThanOrEqual(6);
}

/** Law 3: a part that is removed takes its delimiter line along and nothing else. */
export function expectRemovable(bytes: Uint8Array, pick: number): void {
  const root = parseEntity(bytes);
  const id = partIdAt(root, pick);
  const before = text(bytes);
  let after: string;
  try {
    after = text(formatEntity(removePart(root, id)));
  } catch (error) {
    expect((error as MimeError).code).toBe("part-fixed");
    return;
  }
  expect(untouched(before, after)).toBe(after.length);
  const part = text(formatEntity(findEntity(root, id) as Entity));
  expect(before.length - after.length).toBeGreaterThan(part.length);
  const parent = id.includes(".") ? id.slice(0, id.lastIndexOf(".")) : "";
  const siblings = (findEntity(root, parent) as Entity & { kind: "multipart" }).parts.length;
  const left = findEntity(parseEntity(after), parent) as Entity & { kind: "multipart" };
  expect(left.parts.length).toBe(siblings - 1);
}

/** Law 5: a payload written as a message and read again is the same payload. */
export function expectPayloadReturns(bytes: Uint8Array): void {
  const payload = mimeToPayload(bytes);
  const content = contentsOf(bytes);
  const again = mimeToPayload(payloadToMime(payload, { content }));
  expect(payloadDifferences(payload, again, content)).toEqual([]);
}

/** Law 7: part ids are unique and dotted, and name the same part in the payload, in the tree and in the mail. */
export function expectPartIds(bytes: Uint8Array): void {
  const root = parseEntity(bytes);
  const payload = mimeToPayload(bytes);
  const ids = new Set<string>();
  for (const part of walkParts(payload)) {
    expect(part.partId).toMatch(/^(\d+(\.\d+)*)?$/);
    expect(ids.has(part.partId)).toBe(false);
    ids.add(part.partId);
    expect(findPart(payload, { partId: part.partId })).toBe(part);
    const parent = part.partId.slice(0, Math.max(0, part.partId.lastIndexOf(".")));
    const entity = findEntity(root, part.partId);
    // Only payloads have the text child of a message/delivery-status.
    if (entity === undefined) expect(findEntity(root, parent)?.kind).toBe("leaf");
  }
  const mail = parseMime(bytes);
  for (const { partId, mimeType } of mail.attachments) {
    expect(findEntity(root, partId)).toBeDefined();
    expect(findPart(payload, { partId })?.mimeType).toBe(mimeType);
  }
  for (const { partId } of mail.bodies) expect(findEntity(root, partId)?.kind).toBe("leaf");
}

/** Law 8: whatever is thrown is a MimeError. */
export function expectOnlyMimeError(action: () => unknown): void {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(MimeError);
  }
}

/** One of the part ids of a tree. */
export function partIdAt(root: Entity, pick: number): string {
  const ids = [...walkEntity(root)].map(({ partId }) => partId);
  return ids[pick % ids.length] as string;
}

/** How many characters two texts share at their ends, without overlap. */
function untouched(before: string, after: string): number {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return start + end;
}
