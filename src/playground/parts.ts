/** The parts of a payload from top to bottom, each with its place. */

import type { MessageLike, PartLike } from "../index.js";

export interface Part {
  readonly part: PartLike;
  readonly partId: string;
  readonly depth: number;
}

/** Lists the parts, parents before children; a part without an id is called after its place. */
export function partsOf(payload: MessageLike | PartLike): Part[] {
  const root = ("payload" in payload && payload.payload) || (payload as PartLike);
  const parts: Part[] = [];
  const stack: Part[] = [{ part: root, partId: root.partId ?? "", depth: 0 }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    parts.push(next);
    const { part, partId, depth } = next;
    const children = part.parts ?? [];
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i] as PartLike;
      const place = partId === "" ? String(i) : `${partId}.${i}`;
      stack.push({ part: child, partId: child.partId ?? place, depth: depth + 1 });
    }
  }
  return parts;
}
