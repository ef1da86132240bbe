/** Walking a tree under Gmail's part ids: the root is "", its children "0", "1", theirs "0.0" (rules 1 to 3). */

import { MimeError } from "../errors.js";
import type { Entity } from "./entity.js";
import { takeNode } from "./given.js";

/** A node of a tree, with its place. */
export interface Visit {
  readonly entity: Entity;
  readonly partId: string;
  /** How many containers are around it. */
  readonly depth: number;
}

/** The id of a child: its parent's, a dot, its index. */
export function childPartId(parent: string, index: number): string {
  return parent === "" ? String(index) : `${parent}.${index}`;
}

/** The children of a node in order: a message has one. */
export function childrenOf(entity: Entity): readonly Entity[] {
  if (entity.kind === "multipart") return entity.parts;
  return entity.kind === "message" ? [entity.message] : [];
}

/**
 * Walks a tree, parents before children, in the order of the bytes.
 *
 * @throws {MimeError} `input-invalid` for what is no entity, `input-cyclic` for one that holds itself,
 * `input-too-large` for one over the default limits.
 * @example
 * [...walkEntity(parseEntity("A: b\n\nc"))].map((visit) => visit.partId); // => [""]
 * @see {@link findEntity} for one part; RFC 2046 §5.1, Gmail rules 1 to 3
 */
export function* walkEntity(root: Entity): Generator<Visit, void, undefined> {
  const stack: (Visit | Leave)[] = [{ entity: root, partId: "", depth: 0 }];
  const open = new Set<Entity>();
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    if ("leave" in visit) {
      open.delete(visit.leave);
      continue;
    }
    const { entity, partId, depth } = visit;
    const children = childrenOf(takeNode(entity, partId)); // read before it is handed out
    yield visit;
    if (children.length === 0) continue;
    if (open.has(entity))
      throw new MimeError("input-cyclic", `Cannot walk part "${partId}": it holds itself`);
    open.add(entity);
    stack.push({ leave: entity });
    for (let i = children.length - 1; i >= 0; i--) {
      stack.push({ entity: children[i] as Entity, partId: childPartId(partId, i), depth: depth + 1 });
    }
  }
}

/** Marks the end of a container on the stack. */
interface Leave {
  readonly leave: Entity;
}

/**
 * Finds the part with a part id.
 *
 * @returns The part, or `undefined` where there is none.
 * @throws {MimeError} `input-invalid` for what is no entity or no part id, `input-too-large` for one over the
 * default limits.
 * @example
 * findEntity(parseEntity("A: b\n\nc"), "")?.fields.length; // => 1
 * @see {@link walkEntity} for all of them; Gmail rules 1 to 3
 */
export function findEntity(root: Entity, partId: string): Entity | undefined {
  return findPath(root, partId)?.at(-1);
}

/** The nodes from the root down to a part, both included; `undefined` where there is no such part. */
export function findPath(root: Entity, partId: string): Entity[] | undefined {
  let taken = takeNode(root);
  const path = [root];
  if (partId === "") return path;
  if (typeof partId !== "string" || !/^\d+(\.\d+)*$/.test(partId)) return undefined;
  for (const step of partId.split(".")) {
    if (step.length > 1 && step.startsWith("0")) return undefined;
    const child = childrenOf(taken)[Number(step)];
    if (child === undefined) return undefined;
    taken = takeNode(child, partId);
    path.push(child);
  }
  return path;
}
