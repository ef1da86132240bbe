/** Multiparts as HTTP carries them: a few parts joined and cut as bytes, never opened (RFC 2046 §5.1, RFC 2387). */

import { LF } from "../bytes/ascii.js";
import { concatBytes, indexOfText, latin1Bytes, utf8Bytes } from "../bytes/bytes.js";
import { beforeLineEnd } from "../bytes/lines.js";
import { TextWindow } from "../bytes/window.js";
import { decodeTransfer, parseTransferEncoding } from "../codec/transfer-encoding.js";
import { Delimiters, readBoundary } from "../entity/boundary.js";
import { MimeError } from "../errors.js";
import { readHeaderBlock } from "../header/block.js";
import { findField } from "../header/field.js";
import { DEFAULT_LIMITS } from "../limits.js";
import { checkHttpHeader } from "./http.js";

/** What an upload or a batch is sent as. */
export interface HttpMultipart {
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** One part to be written: its headers, and its content in pieces. */
export interface PartPieces {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly pieces: readonly Uint8Array[];
}

/** One part that was read; its content a view on the source where nothing was encoded. */
export interface PartCut {
  readonly contentType: string | undefined;
  readonly contentId: string | undefined;
  readonly content: Uint8Array;
}

/**
 * Joins parts into one body, copying each piece once.
 *
 * The boundary derives from the parts: the first of `stem-0`, `stem-1`… that stands nowhere in them.
 *
 * @throws {MimeError} `header-name`, `header-injection`.
 * @see {@link cutMultipart} for the way back; RFC 2046 §5.1
 */
export function joinMultipart(type: string, stem: string, parts: readonly PartPieces[]): HttpMultipart {
  const heads = parts.map(({ headers }) => utf8Bytes(formatHeaders(headers)));
  const contents = parts.flatMap(({ pieces }) => pieces);
  const boundary = freeBoundary(stem, [...heads, ...contents]);
  const joined: Uint8Array[] = [];
  for (const [i, { pieces }] of parts.entries()) {
    joined.push(latin1Bytes(i === 0 ? `--${boundary}\r\n` : `\r\n--${boundary}\r\n`), heads[i] as Uint8Array);
    for (const piece of pieces) joined.push(piece);
  }
  joined.push(latin1Bytes(parts.length === 0 ? `--${boundary}--\r\n` : `\r\n--${boundary}--\r\n`));
  return { contentType: `${type}; boundary=${boundary}`, body: concatBytes(joined) };
}

function formatHeaders(headers: PartPieces["headers"]): string {
  let text = "";
  for (const [name, value] of headers) {
    checkHttpHeader(name, value);
    text += `${name}: ${value}\r\n`;
  }
  return `${text}\r\n`;
}

/** One look at each piece finds every number that is taken: "--stem-12" takes 1 and 12. */
function freeBoundary(stem: string, pieces: readonly Uint8Array[]): string {
  const start = `--${stem}-`;
  const taken = new Set<number>();
  for (const piece of pieces) {
    for (let at = indexOfText(piece, start, 0); at >= 0; at = indexOfText(piece, start, at + 1)) {
      let number = 0;
      const digits = at + start.length;
      for (let i = digits; i < digits + MOST_DIGITS && isDigit(piece[i]); i++) {
        number = number * 10 + (piece[i] as number) - 0x30;
        taken.add(number);
      }
    }
  }
  let free = 0;
  while (taken.has(free)) free++;
  return `${stem}-${free}`;
}

/** More than the number of bytes in a message has. */
const MOST_DIGITS = 9;

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 0x30 && code <= 0x39;
}

/**
 * Cuts a body at its delimiter lines; what stands before the first and after the last is left out.
 *
 * A missing close delimiter is forgiven, line ends may be bare LF, and what a part says of its transfer encoding
 * is undone: some clients send a message in base64.
 *
 * @param most - The most parts there may be.
 * @throws {MimeError} `boundary-invalid` when the Content-Type has no boundary, or the body no such delimiter;
 * `input-too-large` for more parts.
 * @see {@link joinMultipart} for the way back; RFC 2046 §5.1
 */
export function cutMultipart(contentType: string, body: Uint8Array, most: number): PartCut[] {
  const boundary = readBoundary(contentType, () => {});
  const delimiters = new Delimiters(LF, new TextWindow(body));
  if (boundary === undefined || !delimiters.open(boundary, 0)) {
    throw new MimeError("boundary-invalid", "Cannot read the multipart: its Content-Type has no boundary");
  }
  const parts: PartCut[] = [];
  let start = -1;
  let closed = false;
  for (let from = 0; !closed && delimiters.find(from); from = delimiters.next) {
    if (start >= 0) parts.push(cutPart(body, start, beforeLineEnd(body, delimiters.lineStart, start, LF)));
    start = delimiters.next;
    closed = delimiters.closes;
    if (parts.length + (closed ? 0 : 1) > most) {
      throw new MimeError("input-too-large", `Cannot read the multipart: it has more than ${most} parts`);
    }
  }
  if (start < 0)
    throw new MimeError("boundary-invalid", "Cannot read the multipart: no delimiter in its body");
  if (!closed) parts.push(cutPart(body, start, body.length));
  return parts;
}

function cutPart(source: Uint8Array, start: number, end: number): PartCut {
  const { fields, body } = readHeaderBlock(source, start, end, LF, DEFAULT_LIMITS, undefined, () => {});
  const encoding = parseTransferEncoding(findField(fields, "content-transfer-encoding")?.value);
  return {
    contentType: findField(fields, "content-type")?.value,
    contentId: findField(fields, "content-id")?.value,
    content: decodeTransfer(source.subarray(Math.min(body, end), end), encoding),
  };
}
