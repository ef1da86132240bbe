/** Trees a caller made: read once and copied at the door, so that what was checked is what is used. */

import { copyArray, isArray, own } from "../bytes/given.js";
import { plainBytes } from "../bytes/source.js";
import { MimeError } from "../errors.js";
import { type Field, fieldLines } from "../header/field.js";
import { checkFieldName } from "../header/field-name.js";
import { type Detached, type Entity, originOf, pendingOf } from "./entity.js";

/** More nodes than any tree of mail has: a tree that shares its branches unfolds without end. */
const MOST_NODES = 200_000;

/** Names the part in an error: made only then, as the ids of a deep tree are long. */
type Naming = () => string;

/** A copy whose children are still those that were given. */
type Container = { kind: "multipart"; parts: Entity[] } | { kind: "message"; message: Entity };

interface Step {
  readonly from: unknown;
  readonly copy: Container;
  next: number;
}

/**
 * Takes a node that a caller gave: one that was parsed as it is, of one made by hand a copy. Its children are
 * those that were given, not looked at yet.
 *
 * @throws {MimeError} `input-invalid` when it is no Entity.
 */
export function takeNode(given: unknown, partId: string | Naming = ""): Entity {
  if (typeof given === "object" && given !== null) {
    if ((originOf(given) ?? pendingOf(given)) !== undefined) return given as Entity;
    const kind = own(given, "kind");
    const fields = takeFields(own(given, "fields"), partId);
    if (kind === "leaf") {
      const content = takeContent(own(given, "content"));
      if (content !== undefined) return { kind, fields, content };
    } else if (kind === "message") {
      const message = own(given, "message") as Entity | undefined;
      if (message !== undefined) return { kind, fields, message };
    } else if (kind === "multipart") {
      const parts = takeParts(own(given, "parts"), partId);
      const preamble = plainBytes(own(given, "preamble"));
      const epilogue = plainBytes(own(given, "epilogue"));
      if (preamble && epilogue) return { kind, fields, parts, preamble, epilogue };
    }
  }
  throw noEntity(partId);
}

/**
 * Takes a whole tree: the nodes that were made by hand are copied, with their children.
 *
 * @throws {MimeError} `input-invalid`, `input-cyclic`, and `input-too-large` for a tree that unfolds without end.
 */
export function takeEntity(given: unknown, rootId: string = ""): Entity {
  const root = takeNode(given, rootId);
  const open = new Set<unknown>();
  const stack: Step[] = [];
  const enter = (node: Entity, from: unknown): void => {
    if (node === from || node.kind === "leaf") return;
    open.add(from);
    stack.push({ from, copy: node as Container, next: 0 });
  };
  const partId: Naming = () =>
    [rootId, ...stack.map(({ next }) => next - 1)].filter((id) => id !== "").join(".");
  let nodes = 0;
  enter(root, given);
  for (let step = stack.at(-1); step !== undefined; step = stack.at(-1)) {
    const { copy } = step;
    const place = step.next++;
    if (place === (copy.kind === "multipart" ? copy.parts.length : 1)) {
      open.delete(step.from);
      stack.pop();
      continue;
    }
    const from: unknown = copy.kind === "multipart" ? copy.parts[place] : copy.message;
    if (open.has(from)) throw new MimeError("input-cyclic", `Cannot use ${shown(partId)}: it holds itself`);
    if (++nodes > MOST_NODES) throw new MimeError("input-too-large", "Cannot use the tree: too many parts");
    const child = takeNode(from, partId);
    if (copy.kind === "multipart") copy.parts[place] = child;
    else copy.message = child;
    enter(child, from);
  }
  return root;
}

function noEntity(partId: string | Naming): MimeError {
  return new MimeError("input-invalid", `Cannot use ${shown(partId)}: it is no Entity`);
}

function shown(partId: string | Naming): string {
  return `part "${(typeof partId === "string" ? partId : partId()).replace(/[^\d.]/g, "?").slice(0, 60)}"`;
}

function takeFields(given: unknown, partId: string | Naming): Field[] {
  if (!isArray(given)) throw noEntity(partId);
  return copyArray(given, "fields").map((field): Field => {
    if (typeof field === "object" && field !== null) {
      if (fieldLines(field as Field) !== undefined) return field as Field; // it was parsed
      const [name, value] = [own(field, "name"), own(field, "value")];
      if (typeof name === "string" && typeof value === "string") return { name, value };
      if (typeof name === "string") {
        checkFieldName(name);
        throw new MimeError("input-invalid", `Cannot use header "${name}": its value is no string`);
      }
    }
    throw noEntity(partId);
  });
}

function takeParts(given: unknown, partId: string | Naming): Entity[] {
  if (!isArray(given)) throw noEntity(partId);
  return copyArray(given, "parts") as Entity[];
}

function takeContent(given: unknown): Uint8Array | Detached | undefined {
  const bytes = plainBytes(given);
  if (bytes !== undefined) return bytes;
  const attachmentId = own(given, "attachmentId");
  const size = own(given, "size");
  if (typeof attachmentId !== "string") return undefined;
  return { attachmentId, size: typeof size === "number" && size >= 0 ? size : 0 };
}
