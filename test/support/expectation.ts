/** What other projects state of a message, in one shape, beside what we say of it. */

import {
  type Entity,
  findEntity,
  findPart,
  type GmailPart,
  type Mail,
  mimeToPayload,
  parseEntity,
  parseMime,
} from "../../src/index.js";
import { readCorpusBytes, readCorpusJson } from "./corpus.js";
import { PART_ATTRIBUTES, type PartAttribute, type PartReading } from "./expectation-attribute.js";

/** One thing that is stated. */
export interface Claim {
  readonly attribute: string;
  /** The partId it is about, or what else tells it from its like. */
  readonly at: string;
  readonly stated: string;
  /** `undefined` where we have no such thing. */
  readonly ours: string | undefined;
}

/** A project's expectations: the claims of each message. */
export interface Expectation {
  readonly source: string;
  readonly messages: readonly { readonly message: string; readonly claims: readonly Claim[] }[];
}

/** A part as it is stated: only the attributes that are. */
export interface StatedPart {
  readonly stated: Readonly<Partial<Record<PartAttribute, string | undefined>>>;
  readonly children: readonly StatedPart[];
}

/** A message as we read it. */
export interface Reading {
  readonly root: Entity;
  readonly payload: GmailPart;
  readonly mail: Mail;
}

export function readMessage(bytes: Uint8Array): Reading {
  return { root: parseEntity(bytes), payload: mimeToPayload(bytes), mail: parseMime(bytes) };
}

/**
 * The claims of a stated tree: its nesting, and each attribute of each part. That we lack a part is told by the
 * nesting, once, and not again by its attributes.
 */
export function claimTree(tree: StatedPart, { root, payload }: Reading): Claim[] {
  const claims: Claim[] = [];
  claims.push({
    attribute: "structure",
    at: "",
    stated: nesting(tree, ({ children }) => children),
    ours: nesting(root, childrenOf),
  });
  const visit = ({ stated, children }: StatedPart, partId: string): void => {
    const entity = findEntity(root, partId);
    const part = findPart(payload, { partId });
    if (entity === undefined || part === undefined) return;
    claims.push(...claimPart(stated, partId, { entity, part }));
    children.forEach((child, i) => {
      visit(child, partId === "" ? String(i) : `${partId}.${i}`);
    });
  };
  visit(tree, "");
  return claims;
}

/** The claims of one part. */
export function claimPart(stated: StatedPart["stated"], at: string, reading: PartReading): Claim[] {
  return Object.entries(stated).flatMap(([attribute, value]) => {
    if (value === undefined) return [];
    return [{ attribute, at, stated: value, ours: PART_ATTRIBUTES[attribute as PartAttribute](reading) }];
  });
}

/** The shape of a tree: a part is a dot, what it holds stands in brackets behind it. */
function nesting<T>(part: T, childrenOf: (part: T) => readonly T[]): string {
  const inner = childrenOf(part).map((child) => nesting(child, childrenOf));
  return inner.length === 0 ? "." : `.[${inner.join("")}]`;
}

function childrenOf(entity: Entity): readonly Entity[] {
  if (entity.kind === "multipart") return entity.parts;
  return entity.kind === "message" ? [entity.message] : [];
}

interface Entry {
  readonly message: string;
  /** Tells apart the messages that are stated twice, under other settings. */
  readonly originMessage?: string;
}

/** Reads the expectations of a project; `form` says which line ends they speak of, if not those of the file. */
export function readEntries<T>(
  source: string,
  claimsOf: (entry: T, bytes: Uint8Array) => Claim[],
  form?: "lf" | "crlf",
): Expectation {
  const entries = readCorpusJson<(T & Entry)[]>(`expect/${source}.json`);
  const messages = entries.map((entry) => ({
    message: entry.originMessage ?? entry.message,
    claims: claimsOf(entry, inForm(readCorpusBytes(entry.message), form)),
  }));
  return { source, messages };
}

function inForm(bytes: Uint8Array, form: "lf" | "crlf" | undefined): Uint8Array {
  if (form === undefined) return bytes;
  const text = Buffer.from(bytes).toString("latin1");
  return Buffer.from(
    form === "lf" ? text.replaceAll("\r", "") : text.replace(/(?<!\r)\n/g, "\r\n"),
    "latin1",
  );
}
