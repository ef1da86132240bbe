/** Gmail's `payload` back to the entity tree: fresh folds, words, quotes and boundaries around the same contents. */

import { CR, LF } from "../bytes/ascii.js";
import { concatBytes, EMPTY, utf8Bytes } from "../bytes/bytes.js";
import { isArray, own, ownArray, ownString } from "../bytes/given.js";
import { chooseNewline } from "../bytes/lines.js";
import { plainBytes } from "../bytes/source.js";
import { parseTransferEncoding } from "../codec/transfer-encoding.js";
import { Delimiters, isUsableBoundary, readBoundary } from "../entity/boundary.js";
import { encodedLeaf } from "../entity/content.js";
import type { Detached, Entity } from "../entity/entity.js";
import { childPartId } from "../entity/walk.js";
import { parseEntity } from "../entity/wire.js";
import { type DefectCode, MimeError } from "../errors.js";
import { type Field, findField, formatField } from "../header/field.js";
import type { Limits } from "../limits.js";
import {
  type Asking,
  type ContentOptions,
  type ContentPlace,
  readContentOptions,
} from "./content-options.js";
import { decodeBody, type MessageLike, type PartLike, payloadOf } from "./part.js";
import { restoreTransferEncoding } from "./payload-body.js";
import { declareUtf8, kindOf, readFields, readHeaders, setField } from "./payload-fields.js";
import { setParameter } from "./payload-header.js";
import { givenPartIds, isOver } from "./payload-ids.js";
import { decodeRaw } from "./raw.js";

/**
 * Takes a payload as an entity tree.
 *
 * Contents keep their bytes: only what their transfer encoding cannot carry is encoded anew. Text is declared
 * as the UTF-8 Gmail has made it. A part known only by its id, whose content is not given, is detached.
 *
 * @param x - A message (its `raw` counts, where it has one) or a part.
 * @throws {MimeError} `input-invalid`, `input-cyclic`, `input-too-large`, `raw-invalid`, `limit-invalid`,
 * `option-invalid`.
 * @example
 * payloadToEntity({ mimeType: "text/plain", body: { data: "aGk=" } }).kind; // => "leaf"
 * @see {@link entityToPayload} for the way back; Gmail rules 1 to 31
 */
export function payloadToEntity(x: MessageLike | PartLike, options: ContentOptions = {}): Entity {
  return readPayload(x, options, { unknown: "detach", encode: true });
}

/** How a payload is taken. */
export interface Reading {
  /** What becomes of a part whose content is not known: detached, or refused under its own partId. */
  readonly unknown: "detach" | "refuse";
  /** Whether contents are put into a transfer encoding: not for a tree that is only read. */
  readonly encode: boolean;
}

/** Takes a payload as an entity tree, for one of several ends. */
export function readPayload(x: MessageLike | PartLike, options: ContentOptions, reading: Reading): Entity {
  return takePayload(x, readContentOptions(options), reading).entity;
}

/** The same under options that are checked, and the partIds the payload gave. */
export function takePayload(
  x: MessageLike | PartLike,
  asking: Asking,
  reading: Reading,
): { entity: Entity; given: ReadonlyMap<string, string> } {
  const payload = payloadOf(x);
  const raw = payload === x ? ownString(x, "raw") : undefined;
  if (raw !== undefined) return { entity: parseEntity(decodeRaw(raw), asking), given: new Map() };
  const given = givenPartIds(payload, asking.limits);
  return { entity: new PayloadReader(given, asking, reading).read(payload), given };
}

function tooLarge(): MimeError {
  return new MimeError(
    "input-too-large",
    "Cannot read the payload: it is deeper or has more parts than the limits",
  );
}

/** A container whose children are being read. */
interface Pending {
  readonly fields: Field[];
  readonly kind: "multipart" | "message";
  readonly boundary: string | undefined;
  readonly part: PartLike;
  readonly children: Entity[];
  readonly siblings: Entity[];
}

interface Place {
  readonly part: PartLike;
  readonly partId: string;
  readonly depth: number;
  /** What an untyped part is here: a message in a digest; `undefined` for the root. */
  readonly defaultType: string | undefined;
  /** Whether it is written in wire form: what an attached message holds always is. */
  readonly encode: boolean;
  readonly siblings: Entity[];
}

class PayloadReader {
  readonly #limits: Limits;
  readonly #asking: Asking;
  readonly #reading: Reading;
  readonly #given: ReadonlyMap<string, string>;
  readonly #delimiters: Delimiters = new Delimiters(LF);
  readonly #open: Set<PartLike> = new Set();
  #parts = 0;
  #bytes = 0;
  #partId = "";

  constructor(given: ReadonlyMap<string, string>, asking: Asking, reading: Reading) {
    this.#given = given;
    this.#limits = asking.limits;
    this.#reading = reading;
    this.#asking = asking;
  }

  readonly #report = (code: DefectCode): void => {
    this.#asking.onDefect?.({ code, partId: this.#partId, offset: -1 });
  };

  /** The partId the payload gives a part, where its partIds count, else its place. */
  #nameOf({ partId }: Place): string {
    return this.#given.get(partId) ?? partId;
  }

  read(payload: PartLike): Entity {
    const roots: Entity[] = [];
    const stack: (Place | Pending)[] = [
      {
        part: payload,
        partId: "",
        depth: 0,
        defaultType: undefined,
        encode: this.#reading.encode,
        siblings: roots,
      },
    ];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      if ("children" in next) this.#leave(next);
      else this.#enter(next, stack);
    }
    return roots[0] as Entity;
  }

  #enter(place: Place, stack: (Place | Pending)[]): void {
    const { part, partId, depth, siblings } = place;
    this.#check(place);
    this.#partId = this.#nameOf(place);
    const children = ownArray(part, "parts") ?? [];
    if (isOver(this.#limits, depth, this.#parts + children.length)) throw tooLarge();
    const { fields, type } = readFields(part, place.defaultType, children.length, place.encode, this.#report);
    const kind = kindOf(type, fields, part, children.length);
    if (kind === "leaf") {
      siblings.push(this.#readLeaf(place, fields, type));
      return;
    }
    if (kind === "delivery-status") {
      siblings.push(this.#readDeliveryStatus(place, fields, children[0] as PartLike));
      return;
    }
    const known = kind === "message" ? this.#knownMessage(place) : undefined;
    if (known !== undefined) {
      siblings.push({ kind: "message", fields, message: known });
      return;
    }
    const boundary = kind === "multipart" ? this.#openBoundary(fields, partId, children.length) : undefined;
    this.#open.add(part);
    const pending: Pending = { fields, kind, boundary, part, children: [], siblings };
    stack.push(pending);
    const defaultType = type === "multipart/digest" ? "message/rfc822" : "text/plain";
    for (let i = children.length - 1; i >= 0; i--) {
      stack.push({
        part: children[i] as PartLike,
        partId: childPartId(partId, i),
        depth: depth + 1,
        defaultType,
        encode: place.encode || kind === "message",
        siblings: pending.children,
      });
    }
  }

  #check({ part, partId, depth }: Place): void {
    if (typeof part !== "object" || part === null || isArray(part)) {
      throw new MimeError("input-invalid", `Cannot read part "${partId.slice(0, 60)}": it is no object`);
    }
    if (this.#open.has(part)) {
      throw new MimeError("input-cyclic", `Cannot read part "${partId.slice(0, 60)}": it holds itself`);
    }
    if (isOver(this.#limits, depth, ++this.#parts)) throw tooLarge();
  }

  #leave({ fields, kind, boundary, part, children, siblings }: Pending): void {
    this.#open.delete(part);
    if (boundary !== undefined) this.#delimiters.close(boundary);
    if (kind === "multipart") {
      siblings.push({ kind: "multipart", fields, parts: children, preamble: EMPTY, epilogue: EMPTY });
    } else siblings.push({ kind: "message", fields, message: children[0] as Entity });
  }

  /** Gmail rule 4 undone: the child's headers are the first field group, its data all that follows. */
  #readDeliveryStatus(place: Place, fields: Field[], child: PartLike): Entity {
    const pieces = readHeaders(child, true, this.#report).map((field) => utf8Bytes(formatField(field)));
    pieces.push(utf8Bytes("\r\n"), decodeBody(child) ?? EMPTY);
    const content = concatBytes(pieces);
    this.#count(content);
    return this.#encode(place, fields, content, "text");
  }

  #readLeaf(place: Place, fields: Field[], type: string): Entity {
    const { part } = place;
    const isText = type.startsWith("text/");
    const data = decodeBody(part);
    if (data !== undefined) {
      this.#count(data);
      if (isText) declareUtf8(fields, data);
      return this.#encode(place, fields, data, isText || type.startsWith("message/") ? "text" : "binary");
    }
    const attachmentId = ownString(own(part, "body"), "attachmentId");
    const content = this.#ask(place, attachmentId);
    if (content !== undefined) {
      return this.#encode(place, fields, content, isText || type.startsWith("message/") ? "text" : "binary");
    }
    if (attachmentId === undefined) return this.#encode(place, fields, EMPTY, "text");
    if (this.#reading.unknown === "refuse") {
      const partId = this.#nameOf(place);
      throw new MimeError(
        "content-missing",
        `Cannot write part "${partId}": only its attachmentId is known, and the content option gave nothing`,
      );
    }
    const size = own(own(part, "body"), "size");
    const detached: Detached = { attachmentId, size: typeof size === "number" && size >= 0 ? size : 0 };
    return { kind: "leaf", fields, content: detached };
  }

  #ask(given: Place, attachmentId: string | undefined): Uint8Array | undefined {
    if (attachmentId === undefined) return undefined;
    const place: ContentPlace = { partId: this.#nameOf(given), attachmentId };
    const content: unknown = this.#asking.content?.(place);
    if (content === undefined) return undefined;
    const bytes = plainBytes(content);
    if (bytes === undefined) {
      throw new MimeError(
        "option-invalid",
        `Cannot use content: it gave no bytes for part "${place.partId}"`,
      );
    }
    this.#count(bytes);
    return bytes;
  }

  #count(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    if (this.#bytes > this.#limits.inputBytes) {
      throw new MimeError(
        "input-too-large",
        "Cannot read the payload: its contents are over limits.inputBytes",
      );
    }
  }

  /** A named message whose bytes were given is those bytes, not its parts written afresh. */
  #knownMessage(place: Place): Entity | undefined {
    const attachmentId = ownString(own(place.part, "body"), "attachmentId");
    const content = this.#ask(place, attachmentId);
    if (content === undefined || (this.#delimiters.any && this.#delimiters.findIn(content))) return undefined;
    if (chooseNewline(content) === CR) return undefined; // its lines would not end among ours
    return parseEntity(content, { limits: { ...this.#limits, inputBytes: Number.POSITIVE_INFINITY } });
  }

  #encode({ encode }: Place, fields: Field[], bytes: Uint8Array, kind: "text" | "binary"): Entity {
    if (!encode) {
      setField(fields, "Content-Transfer-Encoding", "binary");
      return { kind: "leaf", fields, content: bytes };
    }
    const field = findField(fields, "content-transfer-encoding");
    const declared = parseTransferEncoding(field?.value);
    const encoding = restoreTransferEncoding(bytes, declared, kind, this.#delimiters);
    if (encoding === undefined) return { kind: "leaf", fields, content: bytes };
    if (encoding !== declared) setField(fields, "Content-Transfer-Encoding", encoding);
    return encodedLeaf(fields, bytes, encoding);
  }

  /**
   * Keeps the boundary, unless it is illegal or stands around already. Without parts it is not written, but a close
   * delimiter around it may be its delimiter.
   */
  #openBoundary(fields: Field[], partId: string, children: number): string | undefined {
    const declared = readBoundary(findField(fields, "content-type")?.value ?? "", () => {});
    const level = this.#open.size;
    if (children === 0) {
      const isMistaken = declared !== undefined && this.#delimiters.findIn(utf8Bytes(`--${declared}`));
      if (!isMistaken || !this.#delimiters.closes) return undefined;
    } else if (declared !== undefined && isUsableBoundary(declared)) {
      if (this.#delimiters.open(declared, level)) return declared;
    }
    let boundary = `=_part_${partId}`.slice(0, 60);
    for (let n = 1; !this.#delimiters.open(boundary, level); n++) boundary = `=_part_${n}`;
    const value = findField(fields, "content-type")?.value ?? "multipart/mixed";
    setField(fields, "Content-Type", setParameter(value, "boundary", boundary));
    return boundary;
  }
}
