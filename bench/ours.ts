/** Our own roads: bytes to the entity tree, to the full payload, to the metadata of one. */

import type { Entity, GmailPart } from "../src/index.js";
import type { Answer } from "./answer.js";
import { type Contestant, synchronous } from "./contestant.js";
import { type AttachmentFacts, sha1 } from "./letter.js";
import { library } from "./library.js";

const {
  decodeBodyText,
  decodeContent,
  decodeHeaderText,
  decodeText,
  findHeader,
  mimeToPayload,
  parseContentDisposition,
  parseContentType,
  parseEntity,
  walkEntity,
  walkParts,
} = library;

export const entity: Contestant = synchronous("parseEntity", (bytes) => parseEntity(bytes), understandEntity);

export const payload: Contestant = synchronous(
  "mimeToPayload",
  (bytes) => mimeToPayload(bytes),
  understandPayload,
);

export const metadata: Contestant = synchronous(
  "mimeToPayload",
  (bytes) => mimeToPayload(bytes, { format: "metadata" }),
  understandMetadata,
);

const OPEN = Number.POSITIVE_INFINITY;
const NO_LIMITS = { depth: OPEN, parts: OPEN, fields: OPEN, headerBytes: OPEN };

/** For messages past the limits. */
export const payloadWithoutLimits: Contestant = synchronous(
  "mimeToPayload",
  (bytes) => mimeToPayload(bytes, { limits: NO_LIMITS }),
  understandPayload,
);

function understandEntity(root: Entity): Answer {
  const texts: Record<string, string[]> = { "text/plain": [], "text/html": [] };
  const attachments: AttachmentFacts[] = [];
  let parts = 0;
  for (const { entity } of walkEntity(root)) {
    parts++;
    if (entity.kind !== "leaf") continue;
    const name = parseContentDisposition(fieldOf(entity, "content-disposition"))?.parameters.get("filename");
    if (name === undefined) {
      const type = parseContentType(fieldOf(entity, "content-type"))?.type ?? "text/plain";
      texts[type]?.push(decodeText(entity));
    } else {
      const content = decodeContent(entity);
      attachments.push({ name, size: content.length, sha1: sha1(content) });
    }
  }
  return {
    parts,
    fields: root.fields.length,
    subject: decodeHeaderText(fieldOf(root, "subject")),
    text: texts["text/plain"]?.join("\n") ?? "",
    html: texts["text/html"]?.join("\n") ?? "",
    attachments,
  };
}

function fieldOf({ fields }: Entity, name: string): string {
  return fields.find((field) => field.name.toLowerCase() === name)?.value ?? "";
}

function understandPayload(root: GmailPart): Answer {
  const all = [...walkParts(root)];
  const textOf = (type: string): string =>
    all
      .filter(({ mimeType, filename }) => mimeType === type && filename === "")
      .map((part) => decodeBodyText(part) ?? "")
      .join("\n");
  return {
    parts: all.length,
    fields: root.headers.length,
    subject: findHeader(root, "subject") ?? "",
    text: textOf("text/plain"),
    html: textOf("text/html"),
    attachments: all
      .filter(({ filename }) => filename !== "")
      .map(({ filename, body }) => ({ name: filename, size: body.size })),
  };
}

function understandMetadata(root: GmailPart): Answer {
  return { fields: root.headers.length, subject: findHeader(root, "subject") ?? "" };
}
