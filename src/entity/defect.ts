/** All that is odd about a tree: its structure, its header values and its contents, looked at on demand. */

import { CR, LF } from "../bytes/ascii.js";
import { decodeCharset } from "../codec/charset.js";
import { decodeTransfer } from "../codec/transfer-encoding.js";
import type { Defect, DefectCode, Report } from "../errors.js";
import { parseContentDisposition } from "../header/content-disposition.js";
import { parseContentType } from "../header/content-type.js";
import { fieldStart, findField, hasName } from "../header/field.js";
import { decodeHeaderText } from "../header/text.js";
import { contentTypeOf, isDetached, transferEncodingOf } from "./content.js";
import { type Entity, type Leaf, spanOf } from "./entity.js";
import { takeEntity } from "./given.js";
import { childPartId, childrenOf, walkEntity } from "./walk.js";
import { reportStructure } from "./wire.js";

/** The fields a message has once (RFC 5322 §3.6), Content-Type and its kind aside. */
const SINGLETONS = ["from", "sender", "reply-to", "to", "cc", "bcc", "subject", "date", "message-id"].concat(
  "in-reply-to",
  "references",
  "mime-version",
);

/**
 * Lists what is odd about a tree; every header value and every content is decoded for it.
 *
 * @returns One defect a code and field or content, offsets in the parsed source.
 * @throws {MimeError} `input-invalid` for what is no entity, `input-cyclic` for one that holds itself,
 * `input-too-large` for one over the default limits.
 * @example
 * defectsOf(parseEntity("no field\n\nx")).map((defect) => defect.code); // => ["field-invalid", "line-end-bare"]
 * @see {@link parseEntity}, whose `onDefect` tells those of the structure on the way; RFC 5322 §2, RFC 2045, RFC
 * 2046 §5.1
 */
export function defectsOf(given: Entity): readonly Defect[] {
  const entity = takeEntity(given);
  const defects: Defect[] = [];
  const seen = new Set<string>();
  const add = (defect: Defect): void => {
    const key = `${defect.code} ${defect.partId} ${defect.offset}`;
    if (seen.has(key)) return;
    seen.add(key);
    defects.push(defect);
  };
  reportStructure(entity, add);
  reportLineEnds(entity, add);
  for (const { entity: node, partId } of walkEntity(entity)) {
    reportFields(node, partId, add);
    if (node.kind === "leaf") reportContent(node, partId, add);
  }
  return defects;
}

/** The first NUL, bare CR and bare LF of the whole source. */
function reportLineEnds(root: Entity, add: (defect: Defect) => void): void {
  const span = spanOf(root);
  if (span === undefined) return;
  const { source, start, end } = span;
  const nul = source.indexOf(0, start);
  if (nul >= 0 && nul < end) add({ code: "nul", partId: partIdAt(root, nul), offset: nul });
  for (let i = start; i < end; i++) {
    const code = source[i];
    if (code !== CR && code !== LF) continue;
    if (code === CR && source[i + 1] === LF) {
      i++;
      continue;
    }
    add({ code: "line-end-bare", partId: partIdAt(root, i), offset: i });
    return;
  }
}

/** The innermost part of a parsed tree that holds a byte. */
function partIdAt(root: Entity, offset: number): string {
  let entity = root;
  let partId = "";
  for (;;) {
    const index = childrenOf(entity).findIndex((child) => {
      const span = spanOf(child);
      return span !== undefined && span.start <= offset && offset < span.end;
    });
    if (index < 0) return partId;
    entity = childrenOf(entity)[index] as Entity;
    partId = childPartId(partId, index);
  }
}

function reportFields(node: Entity, partId: string, add: (defect: Defect) => void): void {
  for (const field of node.fields) {
    if (field.name === "") continue;
    const offset = fieldStart(field);
    const report: Report = (code) => add({ code, partId, offset });
    if (hasName(field, "content-type")) parseContentType(field.value, { report });
    else if (hasName(field, "content-disposition")) parseContentDisposition(field.value, { report });
    decodeHeaderText(field.value, { report });
  }
  for (const name of SINGLETONS) {
    const first = findField(node.fields, name);
    if (first === undefined) continue;
    for (const field of node.fields) {
      if (field === first || !hasName(field, name)) continue;
      add({ code: "field-repeated", partId, offset: fieldStart(field) });
    }
  }
}

function reportContent(leaf: Leaf, partId: string, add: (defect: Defect) => void): void {
  if (isDetached(leaf.content)) return;
  const body = spanOf(leaf)?.body ?? -1;
  const report = (code: DefectCode, at = 0): void => {
    add({ code, partId, offset: body < 0 ? -1 : body + at });
  };
  const bytes = decodeTransfer(leaf.content, transferEncodingOf(leaf.fields, report), report);
  const contentType = contentTypeOf(leaf.fields);
  if (contentType !== undefined && !contentType.type.startsWith("text/")) return;
  decodeCharset(bytes, contentType?.parameters.get("charset"), (code) => report(code));
}
