/** The boundaries of a mail that is built: derived from its content, and checked against it. */

import { LF } from "../bytes/ascii.js";
import { utf8Bytes } from "../bytes/bytes.js";
import { Delimiters } from "../entity/boundary.js";
import type { Entity } from "../entity/entity.js";
import { collectPieces } from "../entity/frame.js";
import { MimeError } from "../errors.js";
import type { Field } from "../header/field.js";

/** Gives the containers their boundaries: derived from the content, and checked against it. */
export function bound(root: Entity, given: string | undefined): Entity {
  if (root.kind !== "multipart") return root;
  const levels = countLevels(root);
  const seed = given ?? `=_${digest(root)}`;
  for (let attempt = 0; ; attempt++) {
    const boundary = attempt === 0 ? seed : `${seed}.${attempt}`;
    const boundaries = Array.from({ length: levels }, (_, level) =>
      level === 0 ? boundary : `${level}-${boundary}`,
    );
    if (!holdsAny(root, boundaries)) return withBoundaries(root, boundaries, 0);
    if (given !== undefined) {
      throw new MimeError("boundary-invalid", "Cannot use boundary: it occurs in the content");
    }
  }
}

/** Our containers hold each other only at the front. */
function countLevels(root: Entity): number {
  let levels = 0;
  for (let node: Entity | undefined = root; node?.kind === "multipart"; node = node.parts[0]) levels++;
  return levels;
}

function withBoundaries(root: Entity, boundaries: readonly string[], level: number): Entity {
  const boundary = boundaries[level];
  if (boundary === undefined || root.kind !== "multipart") return root;
  const fields = root.fields.map((field): Field => {
    if (field.name !== "Content-Type") return field;
    return { name: field.name, value: `${field.value}; boundary="${boundary}"` };
  });
  const [first, ...others] = root.parts;
  if (first === undefined) return { ...root, fields };
  return { ...root, fields, parts: [withBoundaries(first, boundaries, level + 1), ...others] };
}

function holdsAny(root: Entity, boundaries: readonly string[]): boolean {
  const delimiters = new Delimiters(LF);
  boundaries.forEach((boundary, level) => {
    delimiters.open(boundary, level);
  });
  const leaves: Entity[] = [];
  const stack: Entity[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === "multipart") for (const part of node.parts) stack.push(part);
    else leaves.push(node);
  }
  return leaves.some((leaf) =>
    collectPieces(leaf, new Delimiters(LF)).some((piece) => delimiters.findIn(piece)),
  );
}

/** 128 bits of what the parts hold, by their fields, lengths and the ends of their contents. */
function digest(root: Entity): string {
  let a = 0x811c9dc5;
  let b = 0x9e3779b1;
  const mix = (bytes: Uint8Array): void => {
    a = Math.imul(a ^ bytes.length, 0x01000193);
    for (let i = 0; i < bytes.length; i++) {
      if (i === SAMPLE && bytes.length > 2 * SAMPLE) i = bytes.length - SAMPLE;
      a = Math.imul(a ^ (bytes[i] as number), 0x01000193);
      b = Math.imul((b ^ (bytes[i] as number)) + (a >>> 15), 0x85ebca6b);
    }
  };
  for (const node of nodesOf(root)) {
    for (const { name, value } of node.fields) mix(utf8Bytes(name + value));
    if (node.kind === "leaf" && node.content instanceof Uint8Array) mix(node.content);
  }
  const hex = (n: number): string => (n >>> 0).toString(16).padStart(8, "0");
  return hex(a) + hex(b) + hex(Math.imul(a ^ b, 0xc2b2ae35));
}

/** How much of each end of a content the digest looks at. */
const SAMPLE = 512;

function nodesOf(root: Entity): Entity[] {
  const nodes: Entity[] = [];
  const stack: Entity[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    nodes.push(node);
    if (node.kind === "multipart") for (const part of node.parts) stack.push(part);
    if (node.kind === "message") stack.push(node.message);
  }
  return nodes;
}
