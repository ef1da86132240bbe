/** The entity tree read as the mail a person means. */

import { type Reading, readParseOptions } from "../bytes/given.js";
import { decodeFlowed } from "../codec/flowed.js";
import { decodeTextContent } from "../codec/text-content.js";
import { isDetached, transferEncodingOf } from "../entity/content.js";
import { type Entity, type Leaf, spanOf } from "../entity/entity.js";
import { takeEntity } from "../entity/given.js";
import { type ParseOptions, reportStructure } from "../entity/wire.js";
import type { Defect, Report } from "../errors.js";
import { type Field, fieldStart } from "../header/field.js";
import type { Limits } from "../limits.js";
import { hasCid, readAttachment } from "./attachment.js";
import { type Piece, sortPieces } from "./body.js";
import { parseEnvelope } from "./envelope.js";
import { readParameter } from "./header-text.js";
import type { Attachment, Body, Calendar, Mail } from "./mail.js";

/** What a part is called: its place in the tree, or the partId a payload gave it. */
export type Naming = (partId: string) => string;

/** How the floors below are told where an oddity was seen. */
export interface Reporter {
  readonly limits: Limits;
  readonly ofField: (field: Field, partId: string) => Report;
  readonly ofContent: (entity: Entity, partId: string) => Report;
}

/**
 * Reads an entity tree as a mail: its texts, attachments, addresses and every other field.
 *
 * @returns All contents decoded, in memory of their own; those of detached parts absent.
 * @throws {MimeError} `input-invalid` for what is no entity, `input-cyclic` for one that holds itself,
 * `input-too-large` for one over the limits; `limit-invalid`, `option-invalid`.
 * @example
 * entityToMail(parseEntity("Subject: hi\n\nyo")).text; // => "yo"
 * @see {@link mailToEntity} for the way back; RFC 5322 §3.6, RFC 2046 §5.1
 */
export function entityToMail(entity: Entity, options: ParseOptions = {}): Mail {
  return readMail(takeEntity(entity), readParseOptions(options));
}

const BY_PLACE: Naming = (partId) => partId;

/**
 * The same of a tree that we made, or took, with the parts named as their payload did, and the defects found on
 * the way to the tree.
 */
export function readMail(
  root: Entity,
  { limits, onDefect }: Reading,
  naming: Naming = BY_PLACE,
  found: readonly Defect[] = [],
): Mail {
  const defects: Defect[] = [];
  let seen: Set<string> | undefined;
  const add = (defect: Defect): void => {
    const key = `${defect.code} ${defect.partId} ${defect.offset}`;
    seen ??= new Set();
    if (seen.has(key)) return;
    seen.add(key);
    defects.push(defect);
    onDefect?.(defect);
  };
  const reporter: Reporter = {
    limits,
    ofField: (field, partId) => (code) => add({ code, partId, offset: fieldStart(field) }),
    ofContent: (entity, partId) => {
      const body = spanOf(entity)?.body ?? -1;
      return (code, at = 0) => add({ code, partId, offset: body < 0 ? -1 : body + at });
    },
  };
  found.forEach(add);
  reportStructure(root, (defect) => add({ ...defect, partId: naming(defect.partId) }));
  const envelope = parseEnvelope(root.fields, limits, (field) => reporter.ofField(field, naming("")));
  const sorted = sortPieces(root);
  const pieces =
    naming === BY_PLACE ? sorted : sorted.map((piece) => ({ ...piece, partId: naming(piece.partId) }));
  const texts = readTexts(pieces, reporter, root);
  const attachments = readAttachments(pieces, texts.html, reporter, root);
  return Object.assign(envelope, texts, { attachments, defects });
}

type Texts = Pick<Mail, "text" | "html" | "amp" | "calendar" | "bodies">;

function readTexts(pieces: readonly Piece[], reporter: Reporter, root: Entity): Texts {
  const bodies: Body[] = [];
  const texts: { -readonly [K in keyof Texts]: Texts[K] } = { bodies };
  for (const piece of pieces) {
    const { partId, mimeType, role } = piece;
    if (role === "attached") continue;
    if (role === "calendar") {
      texts.calendar = readCalendar(piece, reporter);
      continue;
    }
    const text = readText(piece, reporter);
    if (text === "" && piece.entity === root && piece.contentType === undefined) continue; // a mail of fields only
    if (role !== "amp") bodies.push({ partId, mimeType, text });
    if (role === "text") texts.text = texts.text === undefined ? text : joinTexts(texts.text, text);
    else if (role !== "shown") texts[role] = text;
  }
  return texts;
}

/** A list footer starts on a line of its own. */
function joinTexts(before: string, after: string): string {
  return before === "" || before.endsWith("\n") ? before + after : `${before}\n${after}`;
}

function readCalendar(piece: Piece, reporter: Reporter): Calendar {
  const { content } = piece.entity as Leaf;
  const method = readParameter(piece.contentType?.parameters.get("method"));
  return {
    ...(method !== undefined && { method }),
    ...(isDetached(content)
      ? { partId: piece.partId, attachmentId: content.attachmentId }
      : { text: readText(piece, reporter), partId: piece.partId }),
  };
}

/** The text of a leaf: decoded, its flowed lines joined, its line ends LF. */
function readText({ entity, partId, contentType, mimeType }: Piece, reporter: Reporter): string {
  const leaf = entity as Leaf;
  const report = reporter.ofContent(leaf, partId);
  const encoding = transferEncodingOf(leaf.fields, report);
  const charset = contentType?.parameters.get("charset");
  const text = decodeTextContent(leaf.content as Uint8Array, encoding, charset, report);
  if (mimeType !== "text/plain") return text;
  if (text.includes("begin ") && /(?:^|\n)begin [0-7]{3,4} \S/.test(text)) report("uuencoded");
  const isFlowed = contentType?.parameters.get("format")?.toLowerCase() === "flowed";
  return isFlowed ? decodeFlowed(text, contentType?.parameters.get("delsp")?.toLowerCase() === "yes") : text;
}

function readAttachments(
  pieces: readonly Piece[],
  html: string | undefined,
  reporter: Reporter,
  root: Entity,
): Attachment[] {
  const attachments: Attachment[] = [];
  const isUsed = hasCid(html ?? "");
  for (const piece of pieces) {
    if (piece.role !== "attached" && piece.role !== "shown") continue;
    attachments.push(readAttachment(piece, isUsed, reporter, piece.entity === root));
  }
  return attachments;
}
