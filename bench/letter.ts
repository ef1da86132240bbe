/** Parts of mail written to bytes, each with what a right reader must find in it. */

import { createHash } from "node:crypto";
import { encodeText } from "./vocabulary.js";

/** What stands in a message, known before it was written. */
export interface Facts {
  /** Nodes of the MIME tree. */
  readonly parts: number;
  /** The text/plain parts in order, the text/html parts in order. */
  readonly text: readonly string[];
  readonly html: readonly string[];
  readonly attachments: readonly File[];
  /** Whether messages are attached: readers differ in how far they open them. */
  readonly attached: boolean;
}

export interface AttachmentFacts {
  readonly name: string;
  readonly size: number;
  /** SHA-1 of the decoded bytes; absent where a reader does not give them. */
  readonly sha1?: string;
}

/** An attachment as it was put into the message. */
export interface File extends AttachmentFacts {
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly contentId: string | undefined;
}

/** A part: its field lines, its content in pieces, and its facts. */
export interface Part {
  readonly fields: readonly string[];
  readonly body: readonly Uint8Array[];
  readonly facts: Facts;
}

export type Encoding = "7bit" | "8bit" | "quoted-printable" | "base64";

const NOTHING: Facts = { parts: 1, text: [], html: [], attachments: [], attached: false };

export const sha1 = (bytes: Uint8Array): string => createHash("sha1").update(bytes).digest("hex");

export function textPart(
  subtype: "plain" | "html",
  text: string,
  encoding: Encoding,
  charset = "utf-8",
  more: readonly string[] = [],
): Part {
  const fields = [`Content-Type: text/${subtype}; charset=${charset}`, transferField(encoding), ...more];
  const key = subtype === "plain" ? "text" : "html";
  return {
    fields,
    body: [encode(encodeText(text, charset), encoding)],
    facts: { ...NOTHING, [key]: [text] },
  };
}

export function filePart(name: string, type: string, bytes: Uint8Array, contentId?: string): Part {
  const place =
    contentId === undefined
      ? [`Content-Disposition: attachment; filename="${name}"`]
      : [`Content-ID: <${contentId}>`, `Content-Disposition: inline; filename="${name}"`];
  const attachments = [{ name, size: bytes.length, sha1: sha1(bytes), type, bytes, contentId }];
  return {
    fields: [`Content-Type: ${type};\r\n name="${name}"`, ...place, transferField("base64")],
    body: [encode(bytes, "base64")],
    facts: { ...NOTHING, attachments },
  };
}

export function multipart(subtype: string, boundary: string, parts: readonly Part[]): Part {
  const body = parts.flatMap((part) => [ascii(`--${boundary}\r\n`), ...piecesOf(part), ascii("\r\n")]);
  body.push(ascii(`--${boundary}--\r\n`));
  return {
    fields: [`Content-Type: multipart/${subtype};\r\n boundary="${boundary}"`],
    body,
    facts: joinFacts(parts.map((part) => part.facts)),
  };
}

/** A message as a part of another one. */
export function attachedMessage(fields: readonly string[], content: Part): Part {
  const facts = joinFacts([content.facts]);
  return {
    fields: ["Content-Type: message/rfc822"],
    body: piecesOf(message(fields, content)),
    facts: { ...facts, attached: true },
  };
}

/** A whole message: its own fields, then those of its content. */
export function message(fields: readonly string[], content: Part): Part {
  return { ...content, fields: [...fields, "MIME-Version: 1.0", ...content.fields] };
}

export function bytesOf(part: Part): Uint8Array {
  const joined = Buffer.concat(piecesOf(part));
  return new Uint8Array(joined.buffer, joined.byteOffset, joined.length);
}

/**
 * Encodes text as encoded words of whole characters, at most 75 columns each, one a line (RFC 2047).
 *
 * @param encoding - `Q` for charsets that are mostly ASCII, `B` for the others.
 */
export function encodedWords(text: string, charset: string, encoding: "Q" | "B"): string {
  const words: string[] = [];
  let word = "";
  let chunk = "";
  for (const character of text) {
    const longer = encodedWord(chunk + character, charset, encoding);
    if (longer.length > 75) {
      words.push(word);
      chunk = character;
      word = encodedWord(chunk, charset, encoding);
    } else {
      chunk += character;
      word = longer;
    }
  }
  return [...words, word].join("\r\n ");
}

function encodedWord(text: string, charset: string, encoding: "Q" | "B"): string {
  const bytes = Buffer.from(encodeText(text, charset));
  const content =
    encoding === "B"
      ? bytes.toString("base64")
      : bytes.toString("latin1").replace(/[^A-Za-z0-9]/g, quoteCharacter);
  return `=?${charset}?${encoding}?${content}?=`;
}

function transferField(encoding: Encoding): string {
  return `Content-Transfer-Encoding: ${encoding}`;
}

function piecesOf({ fields, body }: Part): Uint8Array[] {
  return [Buffer.from(`${fields.join("\r\n")}\r\n\r\n`, "latin1"), ...body];
}

function joinFacts(children: readonly Facts[]): Facts {
  return {
    parts: children.reduce((sum, { parts }) => sum + parts, 1),
    text: children.flatMap(({ text }) => text),
    html: children.flatMap(({ html }) => html),
    attachments: children.flatMap(({ attachments }) => attachments),
    attached: children.some(({ attached }) => attached),
  };
}

function encode(bytes: Uint8Array, encoding: Encoding): Uint8Array {
  if (encoding === "base64") return encodeBase64Lines(bytes);
  return encoding === "quoted-printable" ? encodeQuotedPrintable(bytes) : bytes;
}

/** Base64 in lines of 76 columns, a stroke of lines at a time: 25 MB are no short string. */
function encodeBase64Lines(bytes: Uint8Array): Uint8Array {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const strokes: Uint8Array[] = [];
  for (let at = 0; at < source.length; at += 57 * 1024) {
    const text = source.toString("base64", at, Math.min(source.length, at + 57 * 1024));
    strokes.push(ascii(text.replace(/.{1,76}/g, "$&\r\n")));
  }
  return Buffer.concat(strokes).subarray(0, -2);
}

/** Quoted-printable of text in CRLF lines, softly broken at 76 columns. */
function encodeQuotedPrintable(bytes: Uint8Array): Uint8Array {
  const lines = Buffer.from(bytes).toString("latin1").split("\r\n");
  return ascii(
    lines.map((line) => breakSoftly(line.replace(/[^\t -<>-~]|[\t ]$/g, quoteCharacter))).join("\r\n"),
  );
}

function breakSoftly(line: string): string {
  const pieces: string[] = [];
  let from = 0;
  while (line.length - from > 76) {
    let end = from + 75;
    const sign = line.lastIndexOf("=", end - 1);
    if (sign > end - 3) end = sign; // an escape is not cut
    pieces.push(line.slice(from, end));
    from = end;
  }
  return [...pieces, line.slice(from)].join("=\r\n");
}

function quoteCharacter(character: string): string {
  return `=${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

function ascii(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}
