/** Bytes to the entity tree and back, losing none (RFC 5322 §2, RFC 2046 §5.1). */

import { EMPTY } from "../bytes/bytes.js";
import { readParseOptions } from "../bytes/given.js";
import { beforeLineEnd, chooseNewline, type Newline } from "../bytes/lines.js";
import { type Source, sourceBytes } from "../bytes/source.js";
import { TextWindow } from "../bytes/window.js";
import type { Defect, DefectCode } from "../errors.js";
import { HeaderReader } from "../header/block.js";
import { type Field, fieldStart, hasName } from "../header/field.js";
import type { Limits } from "../limits.js";
import { Delimiters } from "./boundary.js";
import {
  type Entity,
  type Leaf,
  makeLeaf,
  makeMessage,
  makeMultipart,
  type Oddity,
  originOf,
  spanOf,
} from "./entity.js";
import { readStructure, type Structure } from "./multipart.js";
import { childrenOf, walkEntity } from "./walk.js";

/** How a mail is read. */
export interface ParseOptions {
  readonly limits?: Partial<Limits> | undefined;
  /** Told each oddity of the mail, after the whole is read. */
  readonly onDefect?: ((defect: Defect) => void) | undefined;
}

/**
 * Parses a message into its entity tree; every byte stays reachable.
 *
 * @param source - The bytes of the message (they must not change afterwards), or its text.
 * @returns The root. `formatEntity` of it gives the same bytes, whatever they were.
 * @throws {MimeError} `input-invalid`, `input-too-large`, `limit-invalid`, `option-invalid`.
 * @example
 * parseEntity("Subject: hi\r\n\r\nyo").fields[0]?.value; // => "hi"
 * @see {@link formatEntity} for the way back; RFC 5322 §2.1, RFC 2046 §5.1
 */
export function parseEntity(source: Source, options?: ParseOptions): Entity {
  const { limits, onDefect } = readParseOptions(options);
  const root = parseBytes(source, limits);
  if (onDefect !== undefined) reportStructure(root, onDefect);
  return root;
}

/** The same under limits that are checked. */
export function parseBytes(source: Source, limits: Limits): Entity {
  return new Parser(sourceBytes(source, limits.inputBytes), limits).parse();
}

/** Parses only the header block of a message: a leaf of everything after it, whatever its type. */
export function parseHeader(source: Source, limits: Limits): Leaf {
  return new Parser(sourceBytes(source, limits.inputBytes), limits).parseHeader();
}

/** Tells the structural defects of a tree, in the order of its parts. */
export function reportStructure(root: Entity, onDefect: (defect: Defect) => void): void {
  if (!isOdd(root)) return; // most mail is sound, and its part ids need not be made
  for (const { entity, partId } of walkEntity(root)) {
    const origin = originOf(entity);
    if (origin === undefined || !("source" in origin) || origin.defects === undefined) continue;
    for (const { code, offset } of origin.defects) onDefect({ code, partId, offset });
  }
}

function isOdd(root: Entity): boolean {
  const stack: Entity[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const span = spanOf(node);
    if (span === undefined || span.defects !== undefined) return true; // a tree made by hand is walked with care
    for (const child of childrenOf(node)) stack.push(child);
  }
  return false;
}

/** A container whose end has not been seen. */
interface Open {
  readonly structure: Structure;
  readonly fields: Field[];
  readonly start: number;
  body: number;
  readonly defects: Oddity[];
  readonly parts: Entity[];
  /** Of a multipart: where its preamble ends, where its epilogue starts; -1 while not seen. */
  preambleEnd: number;
  epilogue: number;
  registered: boolean;
}

/** One pass over the source with a stack of open containers: nothing is read twice, nothing recurses. */
class Parser {
  readonly #source: Uint8Array;
  readonly #limits: Limits;
  readonly #newline: Newline;
  readonly #headers: HeaderReader;
  readonly #delimiters: Delimiters;
  readonly #stack: Open[] = [];
  #parts = 0;
  #oddities: Oddity[] | undefined;
  #root: Entity | undefined;
  // The part that starts where the last delimiter ended, until it is finished.
  #fields: Field[] = [];
  #start = 0;
  #body = 0;
  #current: Structure | undefined;

  constructor(source: Uint8Array, limits: Limits) {
    this.#source = source;
    this.#limits = limits;
    this.#newline = chooseNewline(source);
    const window = new TextWindow(source);
    this.#headers = new HeaderReader(window, this.#newline, limits, this.#report);
    this.#delimiters = new Delimiters(this.#newline, window);
  }

  readonly #report = (code: DefectCode, at?: number): void => {
    this.#oddities ??= [];
    this.#oddities.push({ code, offset: at ?? this.#start });
  };

  readonly #isDelimiter = (lineStart: number): boolean => this.#delimiters.at(lineStart);

  parseHeader(): Leaf {
    this.#readHeader(0);
    if (this.#fields.some(({ name }) => name === "")) {
      const structure = readStructure(this.#fields, "text/plain", this.#report);
      if (structure.kind === "multipart") this.#push(structure); // its own delimiter may end the header
    }
    return this.#makeLeaf(this.#source.length);
  }

  parse(): Entity {
    const delimiters = this.#delimiters;
    let from = this.#begin(0, "text/plain");
    while (delimiters.find(from)) {
      const { level, lineStart } = delimiters;
      this.#finishAbove(level, lineStart);
      const open = this.#stack[level] as Open;
      if (open.preambleEnd < 0) {
        open.preambleEnd = beforeLineEnd(this.#source, lineStart, open.body, this.#newline);
      }
      if (delimiters.padded) open.defects.push({ code: "delimiter-padded", offset: lineStart });
      if (delimiters.closes) {
        this.#unregister(open);
        open.epilogue = delimiters.next;
        from = delimiters.next;
      } else if (this.#parts >= this.#limits.parts) {
        from = this.#beginRaw(open, delimiters.next);
      } else {
        from = this.#begin(delimiters.next, open.structure.childType);
      }
    }
    this.#finishAbove(-1, this.#source.length);
    return this.#root as Entity;
  }

  /** Reads the header of the part at `at`, opening containers until a leaf; returns where to look for delimiters. */
  #begin(at: number, defaultType: string): number {
    let type = defaultType;
    let start = at;
    for (;;) {
      this.#readHeader(start);
      this.#parts++;
      let structure = readStructure(this.#fields, type, this.#report);
      if (structure.kind !== "leaf") {
        const tooDeep = this.#stack.length >= this.#limits.depth;
        const tooMany = structure.kind === "message" && this.#parts >= this.#limits.parts;
        if (tooDeep || tooMany) {
          this.#report(tooDeep ? "limit-depth" : "limit-parts", this.#start);
          structure = { ...structure, kind: "leaf" };
        }
      }
      this.#current = structure;
      if (structure.kind === "leaf") return this.#body;
      this.#push(structure);
      if (structure.kind === "multipart") return this.#body;
      type = structure.childType;
      start = this.#body;
    }
  }

  /** Past the limit of parts, the rest of a container is one leaf without fields. */
  #beginRaw(open: Open, at: number): number {
    this.#unregister(open);
    this.#oddities = undefined;
    this.#fields = [];
    this.#start = at;
    this.#body = at;
    this.#report("limit-parts", at);
    this.#current = { kind: "leaf", boundary: undefined, childType: "text/plain" };
    return at;
  }

  #readHeader(start: number): void {
    this.#start = start;
    this.#oddities = undefined;
    const block = this.#headers.read(start, this.#delimiters.any ? this.#isDelimiter : undefined);
    this.#fields = block.fields;
    this.#body = block.body;
  }

  #push(structure: Structure): void {
    const open: Open = {
      structure,
      fields: this.#fields,
      start: this.#start,
      body: this.#body,
      defects: this.#oddities ?? [],
      parts: [],
      preambleEnd: -1,
      epilogue: -1,
      registered: false,
    };
    if (structure.boundary !== undefined) {
      open.registered = this.#delimiters.open(structure.boundary, this.#stack.length);
      if (!open.registered || this.#delimiters.sharesPrefix(structure.boundary)) {
        open.defects.push({ code: "boundary-ambiguous", offset: this.#start });
      }
      if (open.registered) this.#cutAtOwnDelimiter(open);
    }
    this.#stack.push(open);
    this.#current = undefined;
  }

  /** A header that runs into its own first delimiter, the empty line forgotten, ends there. */
  #cutAtOwnDelimiter(open: Open): void {
    const declared = open.fields.findIndex((field) => hasName(field, "content-type"));
    for (let i = declared + 1; i < open.fields.length; i++) {
      const field = open.fields[i] as Field;
      if (field.name !== "" || !field.value.startsWith("--")) continue;
      const start = fieldStart(field);
      if (!this.#delimiters.at(start)) continue;
      open.fields.length = i;
      open.defects.push({ code: "header-unterminated", offset: start });
      open.body = start;
      this.#body = start;
      return;
    }
  }

  #unregister(open: Open): void {
    if (!open.registered) return;
    open.registered = false;
    this.#delimiters.close(open.structure.boundary as string);
  }

  /**
   * Ends the part being read and every container above `level`, before the delimiter line at `lineStart`.
   *
   * The line break before a delimiter belongs to the delimiter, so all of them end before it, even where that
   * is the empty line of a header: a signed part is exactly these bytes.
   */
  #finishAbove(level: number, lineStart: number): void {
    const outermost = this.#stack[level + 1]?.start ?? this.#start;
    const end = level < 0 ? lineStart : beforeLineEnd(this.#source, lineStart, outermost, this.#newline);
    if (this.#current !== undefined) {
      this.#current = undefined;
      this.#attach(this.#makeLeaf(end));
    }
    while (this.#stack.length - 1 > level) this.#attach(this.#finish(this.#stack.pop() as Open, end));
  }

  #finish(open: Open, end: number): Entity {
    const source = this.#source;
    const { fields, parts, defects, structure } = open;
    if (structure.kind === "multipart") {
      if (open.registered && open.preambleEnd < 0)
        defects.push({ code: "boundary-unused", offset: open.start });
      else if (open.registered) defects.push({ code: "delimiter-unclosed", offset: end });
    }
    this.#unregister(open);
    const body = Math.min(open.body, end);
    const origin = {
      source,
      start: Math.min(open.start, end),
      body,
      end,
      defects: defects.length > 0 ? defects : undefined,
    };
    if (structure.kind === "message") return makeMessage(origin, fields, parts[0] as Entity);
    const preamble = source.subarray(body, open.preambleEnd < 0 ? end : open.preambleEnd);
    const epilogue = open.epilogue < 0 || open.epilogue >= end ? EMPTY : source.subarray(open.epilogue, end);
    return makeMultipart(origin, fields, parts, preamble, epilogue);
  }

  #makeLeaf(end: number): Leaf {
    const source = this.#source;
    const body = Math.min(this.#body, end);
    const origin = { source, start: Math.min(this.#start, end), body, end, defects: this.#oddities };
    return makeLeaf(origin, this.#fields, source.subarray(body, end));
  }

  #attach(entity: Entity): void {
    const parent = this.#stack[this.#stack.length - 1];
    if (parent === undefined) this.#root = entity;
    else parent.parts.push(entity);
  }
}
