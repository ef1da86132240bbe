/** Attachments as parts of the mail that is built: their fields, their encoding and their place (RFC 2183, RFC 2392). */

import { withCrlf } from "../bytes/lines.js";
import { chooseTransferEncoding, surveyContent } from "../codec/transfer-encoding.js";
import { encodedLeaf } from "../entity/content.js";
import type { Entity } from "../entity/entity.js";
import { parseEntity } from "../entity/wire.js";
import { MimeError } from "../errors.js";
import { formatContentDisposition } from "../header/content-disposition.js";
import { type ContentType, formatContentType } from "../header/content-type.js";
import { encodeEncodedWords } from "../header/encoded-word.js";
import { checkField, type Field } from "../header/field.js";
import { formatParameter } from "../header/parameter.js";
import { encodeHeaderText } from "../header/text.js";
import { LINE_BYTES } from "../limits.js";
import { type Given, readGiven } from "./attachment-input.js";
import {
  checkSections,
  formatText,
  type HeaderStyle,
  readHeaderInput,
  readParameter,
} from "./header-text.js";

/** A part, and where in the mail it has to stand. */
export interface Built {
  readonly entity: Entity;
  readonly place: "alternative" | "related" | "mixed";
  /** Whether it would be a text of the mail anywhere else. */
  readonly unmarked: boolean;
  /** Whether it has fields of its own that are none of MIME's. */
  readonly headers: boolean;
}

/**
 * Builds the part of one attachment; its bytes stay as they are, but an attached message gets CRLF.
 *
 * @param isUsed - Whether the html of the mail links to a Content-ID.
 * @throws {MimeError} what {@link readGiven} throws; `header-refused` for a field that its properties tell.
 */
export function buildAttachment(
  input: unknown,
  style: HeaderStyle,
  isUsed: (contentId: string) => boolean,
): Built {
  const given = readGiven(input);
  const custom = readHeaderInput(input as object).map(({ name, value }): Field => {
    if (/^content-(type|disposition|transfer-encoding|id)$/i.test(name)) {
      throw new MimeError(
        "header-refused",
        `Cannot write header "${name}" of an attachment: use its properties`,
      );
    }
    return { name, value: formatText(name, value, style) };
  });
  const fields: Field[] = [...describe(given), ...custom];
  for (const field of fields) checkField(field);
  return {
    entity: encode(given, fields),
    place: placeOf(given, isUsed),
    unmarked: isUnmarked(given),
    headers: custom.length > 0,
  };
}

/** The MIME fields of an attachment. */
function describe({ filename, type, value, contentId, disposition, kind }: Given): Field[] {
  const fields: Field[] = [];
  const untyped = kind !== undefined && value === undefined && type.type === "text/plain";
  if (!untyped) fields.push({ name: "Content-Type", value: formatType(type, value, filename, disposition) });
  const named = value !== undefined && readParameter(type.parameters.get("name")) === filename;
  if (disposition !== undefined || (filename !== undefined && !named)) {
    const parameters: Record<string, string> = filename === undefined ? {} : { filename };
    fields.push({
      name: "Content-Disposition",
      value: formatContentDisposition({ type: disposition ?? "attachment", parameters }),
    });
  }
  if (contentId !== undefined) fields.push({ name: "Content-ID", value: encodeHeaderText(`<${contentId}>`) });
  return fields;
}

/** A value that was given is written as it is where it can be; a guessed one names the file for old readers. */
function formatType(
  type: ContentType,
  value: string | undefined,
  filename: string | undefined,
  disposition: string | undefined,
): string {
  if (value !== undefined) {
    if (/^[\t\x20-\x7e]{1,900}$/.test(value)) return value;
    checkSections(type.parameters);
    return formatContentType(type);
  }
  const base = formatContentType(type);
  if (filename === undefined || disposition === undefined || type.parameters.has("name")) return base;
  if (/^[\x20-\x7e]{1,60}$/.test(filename) && !filename.includes("=?"))
    return `${base}; ${formatParameter("name", filename)}`;
  return `${base}; name="${encodeEncodedWords(filename, { column: 8 }).join(" ")}"`;
}

function encode({ bytes, type }: Given, fields: readonly Field[]): Entity {
  const isMessage = type.type === "message/rfc822" || type.type === "message/news";
  if (isMessage) {
    const message = withCrlf(bytes);
    const survey = surveyContent(message);
    if (!survey.nul && survey.longestLine <= LINE_BYTES) {
      const encoding = survey.ascii ? "7bit" : "8bit";
      return {
        kind: "message",
        fields: [...fields, transferEncoding(encoding)],
        message: parseEntity(message, { limits: { inputBytes: Number.POSITIVE_INFINITY } }),
      };
    }
  }
  const kind = !isMessage && /^(?:text|message)\//.test(type.type) ? "text" : "binary";
  const encoding = chooseTransferEncoding(bytes, kind);
  return encodedLeaf([...fields, transferEncoding(encoding)], bytes, encoding);
}

function transferEncoding(value: string): Field {
  return { name: "Content-Transfer-Encoding", value };
}

/** Types that would be taken for a text of the mail where nothing marks them an attachment. */
const DISPLAYED = new Set(["text/plain", "text/html", "text/x-amp-html"]);

/** Whether a part is no text of the mail only because of where it stands. */
function isUnmarked({ type, filename, disposition }: Given): boolean {
  return filename === undefined && disposition !== "attachment" && DISPLAYED.has(type.type);
}

/**
 * Where a part has to stand to be read as what it is. An unmarked text was either displayed beside the texts of
 * the mail, a second plain text among the alternatives, or stood beside the root of a related.
 */
function placeOf(given: Given, isUsed: (contentId: string) => boolean): Built["place"] {
  const { type, disposition, kind, contentId } = given;
  if (isUnmarked(given)) {
    const wasShown = kind === "inline" && disposition === undefined && !(contentId && isUsed(contentId));
    if (!wasShown) return "related";
    return type.type === "text/plain" ? "alternative" : "mixed";
  }
  return contentId !== undefined && (disposition === "inline" || kind === "inline") ? "related" : "mixed";
}
