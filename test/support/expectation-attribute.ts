/** The attributes of a part that projects state, each with how we read it; a new one is a new row. */

import { createHash } from "node:crypto";
import { spanOf } from "../../src/entity/entity.js";
import {
  decodeContent,
  decodeText,
  type Entity,
  formatEntity,
  type GmailPart,
  parseContentDisposition,
  parseContentType,
} from "../../src/index.js";

/** One part as we read it. */
export interface PartReading {
  readonly entity: Entity;
  readonly part: GmailPart;
}

export const PART_ATTRIBUTES = {
  type: ({ part }) => part.mimeType,
  charset: ({ entity }) =>
    parseContentType(fieldValue(entity, "content-type") ?? "")
      ?.parameters.get("charset")
      ?.toLowerCase(),
  filename: ({ part }) => part.filename,
  "content id": ({ entity }) => fieldValue(entity, "content-id")?.replace(/^<|>$/g, ""),
  disposition: ({ entity }) => parseContentDisposition(fieldValue(entity, "content-disposition") ?? "")?.type,
  text: ({ entity }) => (entity.kind === "leaf" ? decodeText(entity) : undefined),
  size: ({ entity }) => String(contentOf(entity).length),
  "size of text": ({ entity }) => String(Buffer.byteLength(textOf(entity))),
  hash: ({ entity }) => sha256(contentOf(entity)),
  "hash of text": ({ entity }) => sha256(textOf(entity)),
  "trimmed hash": ({ entity }) => sha256(trimmedOf(entity).decoded),
  "trimmed size": ({ entity }) => String(trimmedOf(entity).encoded.length),
  range: ({ entity }) => formatRange(spanOf(entity)),
  fields: ({ entity }) =>
    formatFields(
      entity.fields.filter(({ name }) => name !== "").map(({ name, value }) => `${name}: ${value}`),
    ),
  preamble: ({ entity }) => (entity.kind === "multipart" ? withLf(entity.preamble) : undefined),
  epilogue: ({ entity }) => (entity.kind === "multipart" ? withLf(entity.epilogue) : undefined),
} satisfies Record<string, (reading: PartReading) => string | undefined>;

export type PartAttribute = keyof typeof PART_ATTRIBUTES;

export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Where the header and the body of a part start, and where the part ends. */
export function formatRange(
  range: { start: number; body: number; end: number } | undefined,
): string | undefined {
  return range && `${range.start}, ${range.body}, ${range.end}`;
}

/** Fields a line each, line breaks and the blanks around a value taken out. */
export function formatFields(lines: readonly string[]): string {
  return lines
    .map((line) =>
      line
        .replace(/[\r\n]+/g, "")
        .replace(/^([^\s:]+:)\s*/, "$1 ")
        .trimEnd(),
    )
    .join("\n");
}

function fieldValue(entity: Entity, key: string): string | undefined {
  return entity.fields.find(({ name }) => name.toLowerCase() === key)?.value;
}

/** The decoded bytes of a leaf; of a message those of the message in it. */
function contentOf(entity: Entity): Uint8Array {
  if (entity.kind === "leaf") return decodeContent(entity);
  return formatEntity(entity.kind === "message" ? entity.message : entity);
}

/** A content without the line break at its end, still transfer-encoded and decoded. */
function trimmedOf(entity: Entity): { encoded: Uint8Array; decoded: Uint8Array } {
  const content = entity.kind === "leaf" ? entity.content : contentOf(entity);
  if (!(content instanceof Uint8Array)) return { encoded: new Uint8Array(0), decoded: new Uint8Array(0) };
  const [last] = /(\r?\n)?$/.exec(Buffer.from(content).toString("latin1")) ?? [""];
  const encoded = content.subarray(0, content.length - last.length);
  return {
    encoded,
    decoded: entity.kind === "leaf" ? decodeContent({ ...entity, content: encoded }) : encoded,
  };
}

function textOf(entity: Entity): string {
  return entity.kind === "leaf" ? decodeText(entity) : "";
}

function withLf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "\n");
}
