/** The fields of a payload's part written anew: its headers, and what `mimeType` and `filename` say besides. */

import { own, ownArray, ownString } from "../bytes/given.js";
import { parseTransferEncoding } from "../codec/transfer-encoding.js";
import type { Entity } from "../entity/entity.js";
import type { DefectCode } from "../errors.js";
import { formatContentDisposition } from "../header/content-disposition.js";
import { parseContentType } from "../header/content-type.js";
import { decodeEncodedWords, encodeEncodedWords } from "../header/encoded-word.js";
import { formatExtended } from "../header/extended-parameter.js";
import { type Field, findField, hasName } from "../header/field.js";
import { isFieldName } from "../header/field-name.js";
import { listStart, scanParameters } from "../header/parameter.js";
import { cleanHeaderText } from "../header/text.js";
import type { PartLike } from "./part.js";
import { CALENDAR_NAME, filenameOf } from "./payload.js";
import { needsUtf8 } from "./payload-body.js";
import { renderHeaderValue, setParameter, writeHeaderValue } from "./payload-header.js";

/**
 * Reads the fields of a part, and its type: what its headers lack of `mimeType` and `filename` is added.
 *
 * @param defaultType - The type of an untyped part; `undefined` for the root, which gets a MIME-Version, too,
 * where no headers were given at all.
 */
export function readFields(
  part: PartLike,
  defaultType: string | undefined,
  children: number,
  encode: boolean,
  report: (code: DefectCode) => void,
): { fields: Field[]; type: string } {
  const given = own(part, "headers");
  const fields = readHeaders(part, encode, report);
  const declared = findField(fields, "content-type");
  const declaredType = declared && parseContentType(declared.value)?.type;
  const mimeType = parseContentType(ownString(part, "mimeType") ?? "")?.type;
  const untyped = defaultType ?? "text/plain";
  let type = mimeType ?? declaredType ?? (children > 0 ? "multipart/mixed" : untyped);
  if (children > 0 && !mayHoldParts(type, children)) {
    type = "multipart/mixed";
    report("payload-header-invalid");
  }
  if (given === undefined && defaultType === undefined) fields.push({ name: "MIME-Version", value: "1.0" });
  const implied = declared === undefined ? untyped : (declaredType ?? "text/plain");
  if (type !== implied || (declared === undefined && given === undefined)) {
    const parameters = declared?.value.replace(/^[^;]*/, "") ?? "";
    setField(fields, "Content-Type", type + parameters);
  }
  nameFile(fields, ownString(part, "filename") ?? "", type);
  return { fields, type };
}

/** Reads the headers of a part as fields; one with an illegal name is skipped. */
export function readHeaders(part: PartLike, encode: boolean, report: (code: DefectCode) => void): Field[] {
  const fields: Field[] = [];
  const write = encode ? writeHeaderValue : keepHeaderValue;
  for (const header of ownArray(part, "headers") ?? []) {
    const name = ownString(header, "name") ?? "";
    const value = ownString(header, "value") ?? "";
    if (isFieldName(name)) fields.push({ name, value: write(name, value, report) });
    else report("payload-header-invalid");
  }
  return fields;
}

/** What is only read stays as it is shown, unless it would be decoded a second time. */
function keepHeaderValue(name: string, value: string, report: (code: DefectCode) => void): string {
  const text = cleanHeaderText(value.toWellFormed());
  if (decodeEncodedWords(text) !== text) return writeHeaderValue(name, value, report);
  if (text !== value) report("payload-header-invalid");
  return text;
}

function mayHoldParts(type: string, children: number): boolean {
  if (type.startsWith("multipart/")) return true;
  return children === 1 && /^message\/(rfc822|news|delivery-status)$/.test(type);
}

/** What a part becomes in the tree. */
export function kindOf(
  type: string,
  fields: Field[],
  part: PartLike,
  children: number,
): Entity["kind"] | "delivery-status" {
  if (type.startsWith("multipart/")) {
    return children === 0 && ownString(own(part, "body"), "attachmentId") !== undefined
      ? "leaf"
      : "multipart";
  }
  if (children !== 1) return "leaf";
  if (type === "message/delivery-status") return "delivery-status";
  const encoding = parseTransferEncoding(findField(fields, "content-transfer-encoding")?.value);
  if (encoding === "base64" || encoding === "quoted-printable") {
    setField(fields, "Content-Transfer-Encoding", "8bit"); // it would not be opened
  }
  return "message";
}

/** A name that no field tells is written into the disposition; Gmail's own invention is not (rule 23). */
function nameFile(fields: Field[], filename: string, type: string): void {
  if (filename === "" || (type === "text/calendar" && filename === CALENDAR_NAME)) return;
  if (tellsFile(fields, filename, type)) return;
  for (const [name, parameter] of NAMES) {
    const field = findField(fields, name);
    for (const value of field === undefined ? [] : waysToName(field.value, parameter, filename)) {
      const told = fields.map((one) => (one === field ? { name: field.name, value } : one));
      const isSame =
        renderHeaderValue({ name, value }) === renderHeaderValue({ name, value: field?.value ?? "" });
      if (!isSame || !tellsFile(told, filename, type)) continue;
      setField(fields, name, value);
      return;
    }
  }
  const disposition = findField(fields, "content-disposition");
  const value = disposition?.value ?? formatContentDisposition({ type: "attachment" });
  setField(
    fields,
    "Content-Disposition",
    setParameter(value, "filename", filename.replace(/[\0\r\n]/g, " ")),
  );
}

/** The parameters that may hold a filename. */
const NAMES = [
  ["content-disposition", "filename"],
  ["content-type", "name"],
] as const;

function tellsFile(fields: readonly Field[], filename: string, type: string): boolean {
  const contentType = findField(fields, "content-type");
  return filenameOf(fields, contentType && parseContentType(contentType.value), type) === filename;
}

/** Each way is tried: a value that repeats its filename without end must not take as long as it repeats it often. */
const MOST_WAYS = 8;

/**
 * A value with its filename encoded where it stands: by RFC 2231, which wins over a plain parameter before it, or in
 * words, as a quote in it may end it early. Only what is shown says so: encoded so, it is shown as it was.
 */
function waysToName(value: string, parameter: string, filename: string): string[] {
  const ways: string[] = [];
  const list = listStart(value);
  const from = list < 0 ? (/^[^\s="]*(?=\s)/.exec(value)?.[0].length ?? 0) : list; // a ";" may be missing
  for (const { name, start, end } of scanParameters(value, from)) {
    if (name !== parameter || ways.length > MOST_WAYS) continue;
    const written = value.slice(start, start + name.length);
    ways.push(`${value.slice(0, start)}${formatExtended(written, filename).join("; ")}${value.slice(end)}`);
    const at = value.indexOf(filename, start);
    const before = value.slice(start, at);
    if (at < 0 || !/^[^="]*=\s*"?$/.test(before)) continue;
    const words = encodeEncodedWords(filename).join(" ");
    ways.push(value.slice(0, at) + words + value.slice(at + filename.length));
  }
  return ways;
}

/** Declares text as the UTF-8 that Gmail has made it, where its declared charset reads it otherwise. */
export function declareUtf8(fields: Field[], data: Uint8Array): void {
  const contentType = findField(fields, "content-type");
  if (contentType === undefined) return; // untyped text is read as UTF-8 where it is valid (rule 28)
  const charset = parseContentType(contentType.value)?.parameters.get("charset");
  if (!needsUtf8(data, charset)) return;
  setField(fields, "Content-Type", setParameter(contentType.value, "charset", "utf-8"));
}

/** Sets a field in place, or adds it. */
export function setField(fields: Field[], name: string, value: string): void {
  const key = name.toLowerCase();
  const at = fields.findIndex((field) => hasName(field, key));
  if (at < 0) fields.push({ name, value });
  else fields[at] = { name: (fields[at] as Field).name, value };
}
