/** Which parts of a mail are its body: the texts that are displayed, and everything else (RFC 2046 §5.1). */

import { contentTypeOf, dispositionOf } from "../entity/content.js";
import type { Entity, Leaf } from "../entity/entity.js";
import { childPartId } from "../entity/walk.js";
import type { ContentDisposition } from "../header/content-disposition.js";
import type { ContentType } from "../header/content-type.js";
import { findField } from "../header/field.js";
import { readParameter } from "./header-text.js";

/** A leaf or an attached message, with what its fields say of it. */
export interface Piece {
  readonly entity: Leaf | (Entity & { readonly kind: "message" });
  readonly partId: string;
  readonly contentType: ContentType | undefined;
  readonly mimeType: string;
  readonly disposition: ContentDisposition | undefined;
  readonly filename: string | undefined;
  /** What it is: a text that counts, a text that is only displayed, or neither. */
  readonly role: "text" | "html" | "amp" | "calendar" | "shown" | "attached";
}

/** A container on the way down. */
interface Frame {
  readonly parent: Frame | undefined;
  /** How its children make its text: all of them joined, the first that has one, only the root's. */
  readonly kind: "joined" | "alternative" | "related";
  /** Whether a plain text found here belongs to the mail's text. */
  readonly counts: boolean;
  /** Whether texts are displayed here: not in a related part that is not its root. */
  readonly shown: boolean;
  /** Whether a child has given text. */
  yielded: boolean;
}

/** Which of the texts that count once were found. */
interface Taken {
  html: boolean;
  amp: boolean;
  calendar: boolean;
}

interface Step {
  readonly entity: Entity;
  readonly partId: string;
  readonly frame: Frame;
  readonly defaultType: string;
  /** Whether this is the root of the related it stands in, or stands in none. */
  readonly isRoot: boolean;
}

/**
 * Tells the pieces of a mail apart, in the order of their bytes.
 *
 * A text with a filename or marked attachment is an attachment, the others are displayed. Sequential plain
 * texts count together; of an alternative one, of a related only its root. The first html, the first AMP and
 * the first calendar count.
 */
export function sortPieces(root: Entity): Piece[] {
  const pieces: Piece[] = [];
  const taken: Taken = { html: false, amp: false, calendar: false };
  const top: Frame = { parent: undefined, kind: "joined", counts: true, shown: true, yielded: false };
  const stack: Step[] = [{ entity: root, partId: "", frame: top, defaultType: "text/plain", isRoot: true }];
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    const { entity, partId } = step;
    if (entity.kind !== "multipart") {
      pieces.push(sortPiece(entity, step, taken));
      continue;
    }
    const type = contentTypeOf(entity.fields)?.type;
    const frame = enter(step, type);
    const defaultType = type === "multipart/digest" ? "message/rfc822" : "text/plain";
    const rootIndex = type === "multipart/related" ? relatedRoot(entity) : -1;
    for (let i = entity.parts.length - 1; i >= 0; i--) {
      const isRoot = rootIndex < 0 || i === rootIndex;
      const part = entity.parts[i] as Entity;
      stack.push({ entity: part, partId: childPartId(partId, i), frame, defaultType, isRoot });
    }
  }
  return pieces;
}

function enter({ frame, isRoot }: Step, type: string | undefined): Frame {
  return {
    parent: frame,
    kind:
      type === "multipart/alternative" ? "alternative" : type === "multipart/related" ? "related" : "joined",
    counts: countsHere(frame, isRoot),
    shown: frame.shown && isRoot,
    yielded: false,
  };
}

function countsHere(frame: Frame, isRoot: boolean): boolean {
  return frame.counts && isRoot && !(frame.kind === "alternative" && frame.yielded);
}

function sortPiece(
  entity: Piece["entity"],
  { partId, frame, defaultType, isRoot }: Step,
  taken: Taken,
): Piece {
  const contentType = contentTypeOf(entity.fields);
  const mimeType =
    contentType?.type ?? (findField(entity.fields, "content-type") ? "text/plain" : defaultType);
  const disposition = dispositionOf(entity.fields);
  const filename =
    readParameter(disposition?.parameters.get("filename") || contentType?.parameters.get("name")) ||
    undefined;
  const named = filename !== undefined || disposition?.type === "attachment";
  const role = chooseRole(entity, mimeType, named, frame, isRoot, taken);
  return { entity, partId, contentType, mimeType, disposition, filename, role };
}

function chooseRole(
  entity: Entity,
  mimeType: string,
  named: boolean,
  frame: Frame,
  isRoot: boolean,
  taken: Taken,
): Piece["role"] {
  if (!named && mimeType === "text/calendar" && !taken.calendar) {
    taken.calendar = true;
    return "calendar";
  }
  const known = entity.kind === "leaf" && entity.content instanceof Uint8Array;
  if (named || !known || !frame.shown || !isRoot) return "attached";
  if (mimeType === "text/plain") {
    if (!countsHere(frame, isRoot)) return "shown";
    for (let above: Frame | undefined = frame; above !== undefined && !above.yielded; above = above.parent) {
      above.yielded = true;
    }
    return "text";
  }
  if (mimeType === "text/html") {
    const role = taken.html ? "shown" : "html";
    taken.html = true;
    return role;
  }
  if (mimeType === "text/x-amp-html" && !taken.amp) {
    taken.amp = true;
    return "amp";
  }
  return "attached";
}

/** The root of a related: the part its start parameter names, else the first (RFC 2387 §3.2). */
function relatedRoot(entity: Entity & { readonly kind: "multipart" }): number {
  const start = contentTypeOf(entity.fields)?.parameters.get("start");
  if (start === undefined) return 0;
  const at = entity.parts.findIndex(
    (part) => findField(part.fields, "content-id")?.value.trim() === start.trim(),
  );
  return Math.max(at, 0);
}
