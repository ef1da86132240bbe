/** Law 5 as a comparison: all that came back different in a payload, but for what the law excepts. */

import { parseTransferEncoding } from "../../src/codec/transfer-encoding.js";
import {
  type ContentPlace,
  decodeContent,
  decodeText,
  findEntity,
  formatEntity,
  type GmailHeader,
  type GmailPart,
  parseContentType,
  parseEntity,
} from "../../src/index.js";
import { sameBytes } from "./difference.js";

export type Contents = (place: ContentPlace) => Uint8Array | undefined;

/**
 * Lists the differences between a payload and the payload of its message written anew.
 *
 * Excepted, and nothing else:
 * 1. attachment ids
 * 2. the charset parameter of text, which becomes utf-8, where the data are not ASCII or the old charset reads
 *    them as another text
 * 3. `size` of text that was converted, which becomes the size of its data
 * 4. Content-Transfer-Encoding, set or added, where the old one cannot carry the content
 * 5. `size` of a named message in lines of bare CR: it cannot stand among CRLF lines and is written anew
 * 6. blanks of a Content-Type or Content-Disposition of more than 900 characters, hundreds of them in a run, where
 *    no fold is possible
 *
 * @param contents - The decoded contents of the parts as they were.
 */
export function payloadDifferences(before: GmailPart, after: GmailPart, contents: Contents): string[] {
  const differences: string[] = [];
  const stack: { was: GmailPart; is: GmailPart; boundaries: readonly string[] }[] = [
    { was: before, is: after, boundaries: [] },
  ];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { was, is, boundaries } = next;
    const differs = (what: string, a: unknown, b: unknown): void => {
      if (a !== b) differences.push(`part "${was.partId}" ${what}: ${show(a)} became ${show(b)}`);
    };
    differs("partId", was.partId, is.partId);
    differs("mimeType", was.mimeType, is.mimeType);
    differs("filename", was.filename, is.filename);
    const content = contentOf(was, contents);
    compareBodies(was, is, content, differs);
    compareHeaders(was, is, content, boundaries, differs);
    differs("number of parts", was.parts?.length, is.parts?.length);
    const inner = [...boundaries, ...boundariesOf(was), ...boundariesOf(is)];
    was.parts?.forEach((child, i) => {
      const other = is.parts?.[i];
      if (other !== undefined) stack.push({ was: child, is: other, boundaries: inner });
    });
  }
  return differences;
}

type Differs = (what: string, was: unknown, is: unknown) => void;

/** The decoded bytes of a leaf before and, where it has `data`, of what Gmail shows of them. */
interface Content {
  readonly decoded: Uint8Array | undefined;
  readonly data: Buffer | undefined;
}

function contentOf({ partId, body, parts }: GmailPart, contents: Contents): Content {
  const data = body.data === undefined ? undefined : Buffer.from(body.data, "base64url");
  const isNamedMessage = body.attachmentId !== undefined;
  if (data !== undefined || parts === undefined || isNamedMessage)
    return { decoded: contents({ partId }), data };
  const status = parts[0]?.body.data; // of a message/delivery-status: its text is its child's
  return { decoded: undefined, data: status === undefined ? undefined : Buffer.from(status, "base64url") };
}

function compareBodies(was: GmailPart, is: GmailPart, { decoded, data }: Content, differs: Differs): void {
  differs("body keys", Object.keys(was.body).join(), Object.keys(is.body).join());
  differs("data", was.body.data, is.body.data);
  const isConverted =
    was.body.data !== undefined && data !== undefined && !(decoded && sameBytes(decoded, data));
  const isMessage = was.parts !== undefined && decoded !== undefined;
  if (isMessage && decoded.includes(0x0d) && !decoded.includes(0x0a)) return; // exception 5
  const kept = is.body.size === was.body.size; // inside a named message that was given whole
  differs("size", isConverted && !kept ? data.length : was.body.size, is.body.size); // exception 3
}

function compareHeaders(
  was: GmailPart,
  is: GmailPart,
  content: Content,
  boundaries: readonly string[],
  differs: Differs,
): void {
  const encodingWas = headerOf(was, "content-transfer-encoding");
  const mayReencode = !canCarry(encodingWas?.value ?? "7bit", content, boundaries); // exception 4
  const added = is.headers.slice(was.headers.length);
  const mayAdd = encodingWas === undefined && mayReencode && isNamed(added[0], "content-transfer-encoding");
  differs("number of headers", was.headers.length + (mayAdd ? 1 : 0), is.headers.length);
  if (mayAdd) differs("added encoding", true, canCarry(added[0]?.value ?? "", content, boundaries));
  was.headers.forEach((header, i) => {
    const other = is.headers[i];
    differs("header name", header.name, other?.name);
    if (header.value === other?.value) return;
    const spaced = isUnfoldable(header) ? header.value.replace(/[\t ]+/g, " ") : header.value;
    if (other?.value === spaced) return;
    if (header === encodingWas && mayReencode && canCarry(other?.value ?? "", content, boundaries)) return;
    const isType = header === headerOf(was, "content-type");
    if (isType && mayRecode({ ...header, value: spaced }, other, content)) return;
    differs(`header ${header.name}`, header.value, other?.value);
  });
}

/** Exception 6. */
function isUnfoldable({ name, value }: GmailHeader): boolean {
  return /^content-(type|disposition)$/i.test(name) && value.length > 900 && /[\t ]{300}/.test(value);
}

/** Exception 2: the value is the same but for its charset, which is utf-8 now. */
function mayRecode(was: GmailHeader, is: GmailHeader | undefined, { data }: Content): boolean {
  if (is === undefined || data === undefined) return false;
  if (!/;\s*charset="?utf-8\b/.test(is.value)) return false;
  if (withoutCharset(was.value) !== withoutCharset(is.value)) return false;
  const isAscii = data.every((byte) => byte < 0x80);
  const fields = [{ name: "Content-Type", value: was.value }];
  return !isAscii || decodeText({ kind: "leaf", fields, content: data }) !== data.toString();
}

/**
 * The RFC 2231 forms go as well, comments before a quoted value, and what is glued to the name: `charset\xe9` is
 * written with a word, and a `=`.
 */
function withoutCharset(value: string): string {
  return value
    .replace(/[;\s]*charset(?:[*\d]*\s*=\s*(?:\([^()]*\)\s*)*"[^"]*(?:"|$)|[^;]*)/gi, "")
    .replace(/[;\s]*$/, "");
}

/** Whether a transfer encoding carries the bytes that will be written (RFC 2045 §2.7 to 2.9, §6). */
function canCarry(encoding: string, { decoded, data }: Content, boundaries: readonly string[]): boolean {
  const bytes = data ?? decoded;
  if (bytes === undefined) return true;
  const text = Buffer.from(bytes).toString("latin1");
  const delimiters = new Set(boundaries.flatMap((boundary) => [`--${boundary}`, `--${boundary}--`]));
  const holdsDelimiter = text.split(/\r\n|\r|\n/).some((line) => delimiters.has(line.trimEnd()));
  const isLines = !/\0|\r(?!\n)|(?<!\r)\n/.test(text);
  const isShort = text.split("\r\n").every((line) => line.length <= 998);
  switch (parseTransferEncoding(encoding)) {
    case "base64":
      return true;
    case "quoted-printable":
      return isLines;
    case "7bit":
      return isLines && isShort && !holdsDelimiter && !/[^\0-\x7f]/.test(text);
    default: // 8bit, what is unknown, and binary: a transport that keeps bare line ends is rare (RFC 3030)
      return isLines && isShort && !holdsDelimiter;
  }
}

function boundariesOf(part: GmailPart): string[] {
  const boundary = parseContentType(headerOf(part, "content-type")?.value ?? "")?.parameters.get("boundary");
  return boundary === undefined || part.parts === undefined ? [] : [boundary];
}

function headerOf(part: GmailPart, key: string): GmailHeader | undefined {
  return part.headers.find((header) => isNamed(header, key));
}

function isNamed(header: GmailHeader | undefined, key: string): boolean {
  return header?.name.toLowerCase() === key;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/** Gives the contents of the parts of a message, as attachments that were fetched would. */
export function contentsOf(bytes: Uint8Array): Contents {
  const root = parseEntity(bytes);
  return ({ partId }) => {
    const entity = findEntity(root, partId);
    if (entity?.kind === "leaf") return decodeContent(entity);
    return entity?.kind === "message" ? formatEntity(entity.message) : undefined;
  };
}
