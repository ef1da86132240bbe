/** What a container's own fields say of its parts: kind, boundary, the type of untyped children. */

import { asciiLowerCase } from "../bytes/ascii.js";
import { parseTransferEncoding } from "../codec/transfer-encoding.js";
import type { Report } from "../errors.js";
import { type Field, fieldStart, hasName } from "../header/field.js";
import { readBoundary } from "./boundary.js";
import { contentTypeOf } from "./content.js";

/** What the fields of a part make of it. */
export interface Structure {
  readonly kind: "leaf" | "multipart" | "message";
  /** Of a multipart that has a usable one. */
  readonly boundary: string | undefined;
  /** The type of children without a Content-Type: a digest's are messages (RFC 2046 §5.1.5). */
  readonly childType: string;
}

const LEAF: Structure = { kind: "leaf", boundary: undefined, childType: "text/plain" };
const MESSAGE: Structure = { kind: "message", boundary: undefined, childType: "text/plain" };

/** The media types that are opened as messages. */
function isMessageType(type: string): boolean {
  return type === "message/rfc822" || type === "message/news";
}

/**
 * Reads the kind of a part from its fields.
 *
 * The first Content-Type and the first Content-Transfer-Encoding count. A message/rfc822 is opened only in
 * 7bit, 8bit and binary; a multipart always, whatever encoding it claims.
 *
 * @param defaultType - The type of a part without a Content-Type.
 * @param report - Told each oddity with the field's place in the source.
 */
export function readStructure(fields: readonly Field[], defaultType: string, report: Report): Structure {
  let contentType: Field | undefined;
  let transferEncoding: Field | undefined;
  for (const field of fields) {
    if (field.name.length === 12 && hasName(field, "content-type")) {
      if (contentType === undefined) contentType = field;
      else report("field-repeated", fieldStart(field));
    } else if (field.name.length === 25 && hasName(field, "content-transfer-encoding")) {
      if (transferEncoding === undefined) transferEncoding = field;
      else report("field-repeated", fieldStart(field));
    }
  }
  if (contentType === undefined) {
    return isMessageType(defaultType) ? messageStructure(transferEncoding, report) : LEAF;
  }
  if (!mayBeComposite(contentType.value)) return LEAF;
  const type = contentTypeOf(fields)?.type ?? "text/plain";
  if (isMessageType(type)) return messageStructure(transferEncoding, report);
  if (!type.startsWith("multipart/")) return LEAF;

  if (transferEncoding !== undefined && !isIdentity(transferEncoding)) {
    report("transfer-encoding-composite", fieldStart(transferEncoding));
  }
  const at = fieldStart(contentType);
  const boundary = readBoundary(contentType.value, (code) => report(code, at));
  if (boundary === undefined) report("boundary-missing", at);
  return {
    kind: "multipart",
    boundary,
    childType: type === "multipart/digest" ? "message/rfc822" : "text/plain",
  };
}

/** A cheap look at the first letter: most parts are neither multipart nor message. */
function mayBeComposite(contentType: string): boolean {
  const first = contentType.charCodeAt(0) | 0x20;
  return first === 0x6d /* m */ || !(first >= 0x61 && first <= 0x7a);
}

function messageStructure(transferEncoding: Field | undefined, report: Report): Structure {
  if (transferEncoding === undefined || isIdentity(transferEncoding)) return MESSAGE;
  report("transfer-encoding-composite", fieldStart(transferEncoding));
  return LEAF;
}

function isIdentity(transferEncoding: Field): boolean {
  const encoding = parseTransferEncoding(asciiLowerCase(transferEncoding.value));
  return encoding === "7bit" || encoding === "8bit" || encoding === "binary";
}
