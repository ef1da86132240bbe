/** Where the parts of a tree stand in its source, told by the bytes they are written as and the views they hold. */

import { type Entity, formatEntity } from "../../src/index.js";
import type { Range } from "../support/difference.js";

/** A node with its bytes and its children, each placed in the source. */
export interface Place extends Range {
  readonly entity: Entity;
  readonly children: readonly Place[];
}

/**
 * Places a node: a leaf ends where its content does, a message where the message in it does, and a multipart
 * stands around its preamble.
 *
 * @throws {Error} when the bytes of a node do not stand there, or one of its views is none on the source.
 */
export function placeOf(entity: Entity, source: Uint8Array): Place {
  const bytes = formatEntity(entity);
  const children = childrenOf(entity).map((child) => placeOf(child, source));
  const start = startOf(entity, bytes, children, source);
  const place = { entity, start, end: start + bytes.length, children };
  if (start < 0 || Buffer.compare(source.subarray(start, place.end), bytes) !== 0) {
    throw new Error(`the bytes of a ${entity.kind} do not stand at ${start}`);
  }
  return place;
}

/** The id of a child: its parent's, a dot, its place. */
export function childId(parent: string, index: number): string {
  return parent === "" ? String(index) : `${parent}.${index}`;
}

export function childrenOf(entity: Entity): readonly Entity[] {
  if (entity.kind === "multipart") return entity.parts;
  return entity.kind === "message" ? [entity.message] : [];
}

function startOf(entity: Entity, bytes: Uint8Array, children: readonly Place[], source: Uint8Array): number {
  if (entity.kind === "leaf") return viewRange(entity.content, source).end - bytes.length;
  if (entity.kind === "message") return (children[0]?.end ?? -1) - bytes.length;
  const body = viewRange(entity.preamble, source).start;
  return Buffer.from(source.buffer, source.byteOffset, source.length).lastIndexOf(bytes, body);
}

/** The range of a view on the source: no copy, and nothing outside it. */
function viewRange(view: unknown, source: Uint8Array): Range {
  if (!(view instanceof Uint8Array) || view.buffer !== source.buffer)
    throw new Error("a content is no view on the source");
  const start = view.byteOffset - source.byteOffset;
  if (start < 0 || start + view.length > source.length) throw new Error("a content reaches past the source");
  return { start, end: start + view.length };
}
