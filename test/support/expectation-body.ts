/** Texts and files of a message, found without knowing where they stand. */

import { decodeBodyText, findEntity, findHeader, type GmailPart } from "../../src/index.js";
import { type Claim, claimPart, type Reading } from "./expectation.js";

export interface PartFile {
  readonly filename: string;
  readonly mimeType?: string;
  readonly disposition?: string;
  readonly size?: number;
  readonly sha256?: string;
  readonly content?: string;
}

/** Files are found by their name, else by their place among the files. */
export function claimFiles(
  files: readonly PartFile[],
  { root, payload }: Reading,
  how: "" | "trimmed " = "",
): Claim[] {
  const parts = topParts(payload).filter((part) => !isDisplayed(part));
  return files.flatMap((file, i) => {
    const part = parts.find(({ filename }) => filename === file.filename) ?? parts[i];
    const entity = part && findEntity(root, part.partId);
    if (part === undefined || entity === undefined) {
      return [{ attribute: "filename", at: file.filename, stated: file.filename, ours: undefined }];
    }
    const stated = {
      filename: file.filename,
      type: file.mimeType,
      disposition: file.disposition,
      [`${how}size`]: file.size?.toString(),
      [`${how}hash`]: file.sha256,
      text: file.content,
    };
    return claimPart(stated, file.filename, { entity, part });
  });
}

export function claimTexts(
  attribute: string,
  stated: readonly string[] | undefined,
  ours: readonly string[],
  normalise: (text: string) => string,
): Claim[] {
  return (stated ?? []).map((text, i) => {
    const mine = ours[i];
    return {
      attribute,
      at: String(i),
      stated: normalise(text),
      ours: mine === undefined ? undefined : normalise(mine),
    };
  });
}

/** The texts of the parts that are shown, in order. */
export function displayed({ payload }: Reading, type: string): string[] {
  const shown = topParts(payload).filter((part) => part.mimeType === type && isDisplayed(part));
  return shown.map((part) => decodeBodyText(part) ?? "");
}

function isDisplayed(part: GmailPart): boolean {
  const isAttached = /^\s*attachment\b/i.test(findHeader(part, "Content-Disposition") ?? "");
  return /^text\/(plain|html)$/.test(part.mimeType) && part.filename === "" && !isAttached;
}

/** The parts that are no multipart, those inside attached messages left out. */
function topParts(part: GmailPart): GmailPart[] {
  return part.mimeType.startsWith("multipart/") ? (part.parts ?? []).flatMap(topParts) : [part];
}

export function withCrlf(bytes: Uint8Array): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString("latin1").replace(/\r?\n/g, "\r\n"), "latin1");
}

export function withoutLastBreak(text: string): string {
  return text.replace(/\r?\n$/, "");
}

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: " ",
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  auml: "ä",
  ouml: "ö",
  uuml: "ü",
  Auml: "Ä",
  Ouml: "Ö",
  Uuml: "Ü",
  szlig: "ß",
};

export function withoutTags(html: string): string {
  const text = html.replace(/<[^>]*>/g, "");
  return text.replace(/&(\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity);
}
