/** The entity tree as Gmail's `payload` (its rules 1 to 11 and 22 to 25). */

import { asciiLowerCase } from "../bytes/ascii.js";
import {
  copyArray,
  isArray,
  ownFunction,
  ownOption,
  type Reading,
  readParseOptions,
} from "../bytes/given.js";
import { decodeTransfer } from "../codec/transfer-encoding.js";
import { isDetached, transferEncodingOf } from "../entity/content.js";
import { type Entity, type Leaf, spanOf } from "../entity/entity.js";
import { takeEntity } from "../entity/given.js";
import { childPartId, childrenOf } from "../entity/walk.js";
import { type ParseOptions, parseHeader, reportStructure } from "../entity/wire.js";
import { type Defect, type DefectCode, MimeError, type Report } from "../errors.js";
import { readContentDisposition } from "../header/content-disposition.js";
import { type ContentType, readContentType } from "../header/content-type.js";
import { type Field, fieldStart, findField } from "../header/field.js";
import { DEFAULT_LIMITS, type Limits, PAYLOAD_DEPTH } from "../limits.js";
import { formatAttachmentId } from "./attachment-id.js";
import type { GmailHeader, GmailPart } from "./part.js";
import { renderBody, renderText } from "./payload-body.js";
import { renderHeaderValue, unfoldedValue } from "./payload-header.js";

/** What an attachment id is made for. */
export interface AttachmentPlace {
  readonly partId: string;
  readonly filename: string;
  /** Decoded bytes. */
  readonly size: number;
}

/** How a message is rendered as a payload. */
export interface PayloadOptions extends ParseOptions {
  /** `metadata`: only `mimeType` and `headers`, no body is looked at (Gmail rule 33). */
  readonly format?: "full" | "metadata" | undefined;
  /** With `metadata`: the names to give, compared without case. */
  readonly metadataHeaders?: readonly string[] | undefined;
  /** Makes the ids of attachments; by default they name the part (`formatAttachmentId`). */
  readonly attachmentId?: ((part: AttachmentPlace) => string) | undefined;
}

/** What `metadata` gives of a payload (Gmail rule 33). */
export interface GmailMetadata {
  mimeType: string;
  headers?: GmailHeader[];
}

/**
 * Renders an entity tree as Gmail would answer its `payload`.
 *
 * @returns The root part, keys in Gmail's order.
 * @throws {MimeError} `input-too-large` for a tree deeper than the limits or 1 000; `input-invalid` for what is no
 * entity, `input-cyclic` for one that holds itself; `limit-invalid`, `option-invalid`.
 * @example
 * entityToPayload(parseEntity("Subject: hi\n\nyo")).body; // => { size: 2, data: "eW8=" }
 * @see {@link payloadToEntity} for the way back; Gmail rules 1 to 31
 */
export function entityToPayload(entity: Entity, options: PayloadOptions = {}): GmailPart {
  return renderPayload(takeEntity(entity), readRendering(options));
}

/** The options of a rendering, checked. */
export interface Rendering extends Reading {
  readonly format: "full" | "metadata";
  /** The names that `metadata` is to give; all when not said. */
  readonly names: ReadonlySet<string> | undefined;
  readonly makeId: (part: AttachmentPlace) => string;
}

/** @throws {MimeError} `option-invalid`, `limit-invalid`. */
export function readRendering(options: PayloadOptions | undefined): Rendering {
  if (options === undefined) return IN_FULL;
  const { limits, onDefect } = readParseOptions(options);
  const format = checkFormat(ownOption(options, "format"));
  return { limits, onDefect, format, names: readMetadataHeaders(options), makeId: readAttachmentId(options) };
}

const nameByPlace = ({ partId }: AttachmentPlace): string => formatAttachmentId({ partId });

const IN_FULL: Rendering = {
  limits: DEFAULT_LIMITS,
  onDefect: undefined,
  format: "full",
  names: undefined,
  makeId: nameByPlace,
};

/** The same of a tree that we made, or took. */
export function renderPayload(entity: Entity, rendering: Rendering): GmailPart {
  if (rendering.format === "metadata") return renderMetadata(entity, rendering) as GmailPart; // rule 33: no other key is there
  const { limits, onDefect, makeId } = rendering;
  if (onDefect !== undefined) reportStructure(entity, onDefect);
  const most = spanOf(entity) === undefined ? limits.parts : Number.POSITIVE_INFINITY;
  const depthAllowed = Math.min(limits.depth, PAYLOAD_DEPTH);
  const roots: GmailPart[] = [];
  const stack: Step[] = [{ entity, partId: "", depth: 0, defaultType: "text/plain", siblings: roots }];
  let parts = 0;
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { entity: node, partId, depth, defaultType, siblings } = next;
    if (depth > depthAllowed || ++parts > most) throw overLimits(next);
    const part = renderPart(node, partId, defaultType, makeId, limits, onDefect);
    siblings.push(part);
    const children = childrenOf(node);
    if (children.length === 0) continue;
    part.parts = [];
    const childType = part.mimeType === "multipart/digest" ? "message/rfc822" : "text/plain";
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i] as Entity;
      stack.push({
        entity: child,
        partId: childPartId(partId, i),
        depth: depth + 1,
        defaultType: childType,
        siblings: part.parts,
        above: next,
      });
    }
  }
  return roots[0] as GmailPart;
}

/** A node on the way down, and the one it stands in. */
interface Step {
  readonly entity: Entity;
  readonly partId: string;
  readonly depth: number;
  readonly defaultType: string;
  readonly siblings: GmailPart[];
  readonly above?: Step;
}

function overLimits(step: Step): MimeError {
  const partId = step.partId.slice(0, 60);
  for (let { above } = step; above !== undefined; above = above.above) {
    if (above.entity !== step.entity) continue;
    return new MimeError("input-cyclic", `Cannot render part "${partId}": the tree holds itself`);
  }
  return new MimeError("input-too-large", `Cannot render part "${partId}": the tree is over the limits`);
}

function renderPart(
  entity: Entity,
  partId: string,
  defaultType: string,
  makeId: (part: AttachmentPlace) => string,
  limits: Limits,
  onDefect: ((defect: Defect) => void) | undefined,
): GmailPart {
  const body = spanOf(entity)?.body ?? -1;
  const report: Report | undefined =
    onDefect &&
    ((code, at = 0) => onDefect({ code, partId, offset: body < 0 ? -1 : Math.max(body, body + at) }));
  const headers = renderHeaders(entity.fields, limits, fieldReporter(partId, onDefect));
  const contentType = contentTypeOf(entity.fields, limits, report);
  const mimeType = mimeTypeOf(entity.fields, contentType, defaultType);
  if (entity.kind === "multipart") return { partId, mimeType, filename: "", headers, body: { size: 0 } }; // rule 6
  const filename = filenameOf(entity.fields, contentType, mimeType, limits);
  if (entity.kind === "message")
    return renderMessagePart(entity.message, { partId, mimeType, filename, headers }, makeId);
  if (mimeType === "message/delivery-status" && !isDetached(entity.content)) {
    return renderDeliveryStatus(entity, { partId, mimeType, headers }, limits);
  }
  const charset = contentType?.parameters.get("charset");
  const isText = mimeType.startsWith("text/");
  const id = (size: number): string => makeId({ partId, filename, size });
  return {
    partId,
    mimeType,
    filename,
    headers,
    body: renderBody(entity, isText, filename, charset, id, report),
  };
}

function fieldReporter(
  partId: string,
  onDefect: ((defect: Defect) => void) | undefined,
): ((field: Field) => Report) | undefined {
  return onDefect && ((field) => (code: DefectCode) => onDefect({ code, partId, offset: fieldStart(field) }));
}

/** Gmail rules 12 and 20: every field of the part itself, in order, duplicates too. */
function renderHeaders(
  fields: readonly Field[],
  limits: Limits,
  reporter?: (field: Field) => Report,
): GmailHeader[] {
  const headers: GmailHeader[] = [];
  for (const field of fields) {
    if (field.name === "") continue; // a line that is no field
    headers.push({ name: field.name, value: renderHeaderValue(field, limits, reporter?.(field)) });
  }
  return headers;
}

/** The Content-Type as Gmail unfolds it: the blanks in a name depend on that (rule 14). */
function contentTypeOf(fields: readonly Field[], limits: Limits, report?: Report): ContentType | undefined {
  const field = findField(fields, "content-type");
  return field && readContentType(unfoldedValue(field), report ? { ...limits, report } : limits);
}

/** Gmail rules 10 and 11; rule 5: what is untyped in a digest is a message. */
function mimeTypeOf(
  fields: readonly Field[],
  contentType: ContentType | undefined,
  defaultType: string,
): string {
  if (contentType !== undefined) return contentType.type;
  return findField(fields, "content-type") === undefined ? defaultType : "text/plain";
}

/** Gmail rules 22 to 25: the disposition's name, else the type's; only a calendar gets one it never had. */
export function filenameOf(
  fields: readonly Field[],
  contentType: ContentType | undefined,
  mimeType: string,
  limits?: Limits,
): string {
  const disposition = findField(fields, "content-disposition");
  const named =
    disposition && readContentDisposition(unfoldedValue(disposition), limits)?.parameters.get("filename");
  const filename = named || contentType?.parameters.get("name") || "";
  return filename === "" && mimeType === "text/calendar" ? CALENDAR_NAME : filename;
}

/** Gmail rule 23: what a nameless text/calendar part is called. */
export const CALENDAR_NAME = "invite.ics";

/** Gmail rule 3: with a name, a message has an id and a size beside its child. */
function renderMessagePart(
  message: Entity,
  part: { partId: string; mimeType: string; filename: string; headers: GmailHeader[] },
  makeId: (part: AttachmentPlace) => string,
): GmailPart {
  const span = spanOf(message);
  if (part.filename === "" || span === undefined) return { ...part, body: { size: 0 } };
  const { partId, filename } = part;
  const size = span.end - span.start;
  return { ...part, body: { attachmentId: makeId({ partId, filename, size }), size } };
}

/** Gmail rule 4: one text child whose headers are the first field group, its body all that follows. */
function renderDeliveryStatus(
  leaf: Leaf,
  part: { partId: string; mimeType: string; headers: GmailHeader[] },
  limits: Limits,
): GmailPart {
  const { partId, mimeType, headers } = part;
  const content = decodeTransfer(leaf.content as Uint8Array, transferEncodingOf(leaf.fields));
  const status = parseHeader(content, { ...limits, inputBytes: Number.POSITIVE_INFINITY });
  const child: GmailPart = {
    partId: childPartId(partId, 0),
    mimeType: "text/plain",
    filename: "",
    headers: renderHeaders(status.fields, limits),
    body: renderText(status.content as Uint8Array, undefined),
  };
  return { partId, mimeType, filename: "", headers, body: { size: 0 }, parts: [child] };
}

/**
 * Renders what `metadata` gives: the type and the headers of the root, or those that were asked for.
 *
 * @see Gmail rule 33
 */
function renderMetadata(entity: Entity, { limits, names, onDefect }: Rendering): GmailMetadata {
  const mimeType = mimeTypeOf(entity.fields, contentTypeOf(entity.fields, limits), "text/plain");
  const fields =
    names === undefined ? entity.fields : entity.fields.filter(({ name }) => names.has(asciiLowerCase(name)));
  const headers = renderHeaders(fields, limits, fieldReporter("", onDefect));
  return headers.length === 0 && names !== undefined ? { mimeType } : { mimeType, headers };
}

function checkFormat(format: unknown): "full" | "metadata" {
  if (format === undefined || format === "full" || format === "metadata") return format ?? "full";
  throw new MimeError("option-invalid", 'Cannot use format: neither "full" nor "metadata"');
}

function readAttachmentId(options: PayloadOptions): (part: AttachmentPlace) => string {
  const makeId = ownFunction<(part: AttachmentPlace) => unknown>(options, "attachmentId");
  if (makeId === undefined) return nameByPlace;
  return (part) => {
    const id = makeId(part);
    if (typeof id === "string" && id !== "") return id;
    throw new MimeError("option-invalid", `Cannot use attachmentId: it gave no id for part "${part.partId}"`);
  };
}

/** @throws {MimeError} `option-invalid` for metadataHeaders that are no array of names. */
export function readMetadataHeaders(options: object): ReadonlySet<string> | undefined {
  const given = ownOption(options, "metadataHeaders");
  if (given === undefined) return undefined;
  const names = isArray(given) ? copyArray(given, "metadataHeaders") : [undefined];
  if (!names.every((name) => typeof name === "string")) {
    throw new MimeError("option-invalid", "Cannot use metadataHeaders: not an array of names");
  }
  return new Set(names.map(asciiLowerCase));
}
