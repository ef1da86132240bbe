/** The MIME tree in wire form: what every other shape is converted from and to (RFC 2045 §2.4). */

import { type Pending, pieceBytes } from "../bytes/piece.js";
import type { DefectCode } from "../errors.js";
import type { Field } from "../header/field.js";

/** A part known only by the id under which its content can be fetched. */
export interface Detached {
  readonly attachmentId: string;
  /** Decoded bytes. */
  readonly size: number;
}

/** A part without parts; its content is still transfer-encoded, a view on the source. */
export interface Leaf {
  readonly kind: "leaf";
  readonly fields: readonly Field[];
  readonly content: Uint8Array | Detached;
}

/** A multipart; without parts where its boundary is missing or never occurs: all is preamble then. */
export interface Multipart {
  readonly kind: "multipart";
  readonly fields: readonly Field[];
  readonly parts: readonly Entity[];
  readonly preamble: Uint8Array;
  readonly epilogue: Uint8Array;
}

/** A message/rfc822 or message/news in 7bit, 8bit or binary. Every other message/* is a leaf. */
export interface Message {
  readonly kind: "message";
  readonly fields: readonly Field[];
  readonly message: Entity;
}

/** A node of the MIME tree, in wire form: fields and contents still encoded, as views on the source. */
export type Entity = Leaf | Multipart | Message;

/** Where a node that was parsed stands in its source: its fields from `start`, its content from `body`. */
export interface Span {
  readonly source: Uint8Array;
  readonly start: number;
  readonly body: number;
  readonly end: number;
  /** What was odd about its structure; offsets are of the source. */
  readonly defects: readonly Oddity[] | undefined;
}

export interface Oddity {
  readonly code: DefectCode;
  readonly offset: number;
}

/** What stands between the fields and contents of a node that was edited: kept byte for byte. */
export interface Frame {
  /** Between the fields and the content: the empty line, or nothing where there was none. */
  readonly separator: Uint8Array;
  /** Around the parts of a multipart, one more than it has parts: the delimiter lines. */
  readonly gaps: readonly Uint8Array[];
  readonly lineEnd: string;
}

/** What a node remembers unseen. A spread or a clone remembers nothing and is written afresh. */
export type Origin = Span | Frame;

class Remembering {
  readonly #origin: Origin;
  constructor(origin: Origin) {
    this.#origin = origin;
  }
  static of(entity: object): Origin | undefined {
    return #origin in entity ? entity.#origin : undefined;
  }
}

class RememberingLeaf extends Remembering implements Leaf {
  readonly kind = "leaf";
  readonly fields: readonly Field[];
  readonly content: Uint8Array | Detached;
  constructor(origin: Origin, fields: readonly Field[], content: Uint8Array | Detached) {
    super(origin);
    this.fields = fields;
    this.content = content;
  }
}

class RememberingMultipart extends Remembering implements Multipart {
  readonly kind = "multipart";
  readonly fields: readonly Field[];
  readonly parts: readonly Entity[];
  readonly preamble: Uint8Array;
  readonly epilogue: Uint8Array;
  constructor(
    origin: Origin,
    fields: readonly Field[],
    parts: readonly Entity[],
    preamble: Uint8Array,
    epilogue: Uint8Array,
  ) {
    super(origin);
    this.fields = fields;
    this.parts = parts;
    this.preamble = preamble;
    this.epilogue = epilogue;
  }
}

class RememberingMessage extends Remembering implements Message {
  readonly kind = "message";
  readonly fields: readonly Field[];
  readonly message: Entity;
  constructor(origin: Origin, fields: readonly Field[], message: Entity) {
    super(origin);
    this.fields = fields;
    this.message = message;
  }
}

/** A leaf made by hand whose content is encoded when it is asked for, or straight into its place when it is written. */
class PendingLeaf implements Leaf {
  readonly kind = "leaf";
  readonly fields: readonly Field[];
  declare readonly content: Uint8Array;
  readonly #pending: Pending;
  constructor(fields: readonly Field[], pending: Pending) {
    this.fields = fields;
    this.#pending = pending;
    // A property of its own, so that a spread has it, too.
    const keep = (value: Uint8Array): Uint8Array => {
      Object.defineProperty(this, "content", { value, enumerable: true });
      return value;
    };
    Object.defineProperty(this, "content", {
      get: () => keep(pieceBytes(pending)),
      enumerable: true,
      configurable: true,
    });
  }
  static of(entity: object): Pending | undefined {
    return #pending in entity ? entity.#pending : undefined;
  }
}

/** The content of a leaf that is still to be encoded. */
export const pendingOf: (entity: object) => Pending | undefined = PendingLeaf.of;

/** Makes a leaf of content that is still to be encoded; its source must not change any more. */
export function makePendingLeaf(fields: readonly Field[], content: Pending): Leaf {
  return new PendingLeaf(fields, content);
}

export const originOf: (entity: object) => Origin | undefined = Remembering.of;

/** Where a node stands in its source; `undefined` once it was edited, or for one made by hand. */
export function spanOf(entity: Entity): Span | undefined {
  const origin = originOf(entity);
  return origin !== undefined && "source" in origin ? origin : undefined;
}

export function makeLeaf(origin: Origin, fields: readonly Field[], content: Uint8Array | Detached): Leaf {
  return new RememberingLeaf(origin, fields, content);
}

export function makeMultipart(
  origin: Origin,
  fields: readonly Field[],
  parts: readonly Entity[],
  preamble: Uint8Array,
  epilogue: Uint8Array,
): Multipart {
  return new RememberingMultipart(origin, fields, parts, preamble, epilogue);
}

export function makeMessage(origin: Origin, fields: readonly Field[], message: Entity): Message {
  return new RememberingMessage(origin, fields, message);
}

/** The same node made by hand with other fields; its content, where it is still to be encoded, stays so. */
export function refield<Node extends Entity>(entity: Node, fields: readonly Field[]): Node | Leaf {
  const pending = pendingOf(entity);
  return pending === undefined ? { ...entity, fields } : makePendingLeaf(fields, pending);
}

/** The same node under another origin and with other fields. */
export function withFields(entity: Entity, origin: Origin, fields: readonly Field[]): Entity {
  if (entity.kind === "leaf") return makeLeaf(origin, fields, entity.content);
  if (entity.kind === "message") return makeMessage(origin, fields, entity.message);
  return makeMultipart(origin, fields, entity.parts, entity.preamble, entity.epilogue);
}
