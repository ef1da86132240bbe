/** What a file holds: an .eml, a base64url `raw`, or JSON of the Gmail API, told apart by how it starts. */

import { decodeRaw, type MessageLike, type PartLike } from "../index.js";

export type Input =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "payload"; readonly payload: MessageLike | PartLike };

/** JSON that starts like JSON and is none; that is a mail to build; that is nothing we know. */
export interface Unreadable {
  readonly kind: "unreadable";
  readonly reason: "json-invalid" | "json-mail" | "json-unknown";
  readonly cause?: unknown;
}

/** What a file looks like. */
export type FileKind = "eml" | "raw" | "json";

/** How much of a file is looked at to tell its kind. */
const HEAD = 4096;
/** An object, an array or a string: no header field starts so. */
const JSON_START = /^\s*[{["]/;
/** Nothing but the base64 alphabets, in lines: a message has a colon, or starts with its empty line. */
const RAW_ONLY = /^[ \t]*[\w+/-][\w+/=\s-]*$/;
const WORDS = /\S[ \t]+\S/;
/** One of these makes an object a message, a payload or a part. */
const KNOWN_KEYS = ["payload", "mimeType", "headers", "body", "parts"];
/** One of these makes it a mail, as `parse` prints it: `build` takes those. */
const MAIL_KEYS = ["bodies", "attachments", "defects"];

/**
 * Tells the kind of a file by its first 4 KB: its name says nothing.
 *
 * @example
 * tellKind(new TextEncoder().encode("U3ViamVjdDogaGkNCg0KeW8=\n")); // => "raw"
 */
export function tellKind(file: Uint8Array): FileKind {
  const head = new TextDecoder().decode(file.subarray(0, HEAD));
  if (JSON_START.test(head)) return "json";
  return RAW_ONLY.test(head) && !WORDS.test(head) ? "raw" : "eml";
}

/**
 * Takes a file as what it is: bytes of a message, or a payload.
 *
 * @throws {MimeError} `raw-invalid` for a `raw` that is not base64url.
 * @example
 * takeInput(new TextEncoder().encode("{}")); // => { kind: "unreadable", reason: "json-unknown" }
 */
export function takeInput(file: Uint8Array): Input | Unreadable {
  const kind = tellKind(file);
  if (kind === "eml") return { kind: "bytes", bytes: file };
  const text = new TextDecoder().decode(file);
  if (kind === "raw") return takeValue(text);
  try {
    return takeValue(JSON.parse(text));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    return { kind: "unreadable", reason: "json-invalid", cause };
  }
}

/**
 * Takes a value that was JSON, or the text of a `raw`, as what it is.
 *
 * @throws {MimeError} `raw-invalid` for a `raw` that is not base64url.
 * @example
 * takeValue({ raw: "aGk=" }).kind; // => "bytes"
 */
export function takeValue(value: unknown): Input | Unreadable {
  const mail = property(value, "message") ?? value; // a draft holds its message
  const raw = typeof mail === "string" ? mail : rawOf(mail);
  if (raw !== undefined) return { kind: "bytes", bytes: decodeRaw(raw) };
  if (MAIL_KEYS.some((key) => property(mail, key) !== undefined)) {
    return { kind: "unreadable", reason: "json-mail" };
  }
  if (KNOWN_KEYS.some((key) => property(mail, key) !== undefined)) {
    return { kind: "payload", payload: mail as MessageLike | PartLike };
  }
  return { kind: "unreadable", reason: "json-unknown" };
}

/** The `raw` of a message that was asked for in that format. */
function rawOf(mail: unknown): string | undefined {
  const raw = property(mail, "raw");
  return typeof raw === "string" && property(mail, "payload") === undefined ? raw : undefined;
}

/** An own property that is there and not null. */
function property(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key] ?? undefined;
}
