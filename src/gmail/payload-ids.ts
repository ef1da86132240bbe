/** The parts of a payload before they are read: the ids it gives them, and whether there are too many. */

import { ownArray, ownString } from "../bytes/given.js";
import { childPartId } from "../entity/walk.js";
import { type Limits, PAYLOAD_DEPTH } from "../limits.js";
import type { PartLike } from "./part.js";

/**
 * The partIds a payload gives its parts, by their place in the tree; they count when every part has one and no
 * two are the same, else the place does.
 */
export function givenPartIds(payload: PartLike, limits: Limits): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  const seen = new Set<string>();
  const stack: { part: unknown; place: string; depth: number }[] = [{ part: payload, place: "", depth: 0 }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { place, depth } = next;
    const partId = ownString(next.part, "partId");
    if (partId === undefined || seen.has(partId)) return new Map();
    if (isOver(limits, depth, given.size)) return new Map(); // it will be refused
    seen.add(partId);
    given.set(place, partId);
    const parts = ownArray(next.part, "parts") ?? [];
    if (isOver(limits, depth, given.size + parts.length)) return new Map();
    parts.forEach((part, i) => {
      stack.push({ part, place: childPartId(place, i), depth: depth + 1 });
    });
  }
  return given;
}

/**
 * Past the limit of parts each open container keeps its rest as one more; a message/delivery-status adds a level
 * that the tree does not have.
 */
export function isOver({ depth: deepest, parts: most }: Limits, depth: number, parts: number): boolean {
  return depth > Math.min(deepest, PAYLOAD_DEPTH) + 1 || parts > most + deepest;
}
