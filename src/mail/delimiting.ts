/** The boundaries of a mail that is built: derived from its content, and checked against it. */

import { LF } from "../bytes/ascii.js";
import { Delimiters } from "../entity/boundary.js";
import { type Entity, pendingOf } from "../entity/entity.js";
import { collectPieces, holdsDelimiter } from "../entity/frame.js";
import { MimeError } from "../errors.js";
import { type Field, findField } from "../header/field.js";

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
    if (!holdsAny(root, boundaries, given === undefined)) return withBoundaries(root, boundaries, 0);
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

/** A derived boundary starts with "=_", which neither base64 nor quoted-printable ever holds. */
function isEncoded(node: Entity): boolean {
  if (node.kind !== "leaf") return false;
  const encoding = findField(node.fields, "content-transfer-encoding")?.value;
  return encoding === "base64" || encoding === "quoted-printable";
}

function holdsAny(root: Entity, boundaries: readonly string[], derived: boolean): boolean {
  const delimiters = new Delimiters(LF);
  boundaries.forEach((boundary, level) => {
    delimiters.open(boundary, level);
  });
  const leaves: Entity[] = [];
  const stack: Entity[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === "multipart") for (const part of node.parts) stack.push(part);
    else if (!derived || !isEncoded(node)) leaves.push(node);
  }
  return leaves.some((leaf) =>
    collectPieces(leaf, new Delimiters(LF)).some((piece) => holdsDelimiter(piece, delimiters)),
  );
}

/** 96 bits of what the parts hold: their fields, the lengths and the ends of their contents. */
function digest(root: Entity): string {
  const sum: Sum = { a: 0x811c9dc5, b: 0x9e3779b1 };
  for (const node of nodesOf(root)) {
    for (const { value } of node.fields) mixText(sum, value);
    const content = pendingOf(node)?.source ?? (node.kind === "leaf" ? node.content : undefined);
    if (!(content instanceof Uint8Array)) continue;
    mix(sum, content.length);
    for (let i = 0; i < content.length; i++) {
      if (i === SAMPLE && content.length > 2 * SAMPLE) i = content.length - SAMPLE;
      mix(sum, content[i] as number);
    }
  }
  const hex = (n: number): string => (n >>> 0).toString(16).padStart(8, "0");
  return hex(sum.a) + hex(sum.b) + hex(Math.imul(sum.a ^ sum.b, 0xc2b2ae35));
}

/** How much of a value, and of each end of a content, the digest looks at. */
const SAMPLE = 32;

interface Sum {
  a: number;
  b: number;
}

function mixText(sum: Sum, text: string): void {
  mix(sum, text.length);
  for (let i = Math.max(0, text.length - SAMPLE); i < text.length; i++) mix(sum, text.charCodeAt(i));
}

function mix(sum: Sum, code: number): void {
  sum.a = Math.imul(sum.a ^ code, 0x01000193);
  sum.b = Math.imul((sum.b ^ code) + (sum.a >>> 15), 0x85ebca6b);
}

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
