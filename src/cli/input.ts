/** What a file holds: an .eml, a base64url `raw`, or JSON of the Gmail API, told apart by how it starts. */

import {
  type Defect,
  decodeRaw,
  type Entity,
  type Mail,
  type MessageLike,
  type PartLike,
  parseEntity,
  parseMime,
  parsePayload,
  payloadToEntity,
  payloadToMime,
} from "../index.js";
import { FAILED, Failure } from "./failure.js";

export type Input =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "payload"; readonly payload: MessageLike | PartLike };

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
 * Reads a file as what it is: bytes of a message, or a payload.
 *
 * @throws {Failure} for JSON that is none, or holds no mail.
 * @throws {MimeError} `raw-invalid` for a `raw` that is not base64url.
 */
export function readInput(file: Uint8Array): Input {
  const kind = tellKind(file);
  if (kind === "eml") return { kind: "bytes", bytes: file };
  const text = new TextDecoder().decode(file);
  return readValue(kind === "json" ? parseJson(text) : text);
}

/**
 * Reads a value that was JSON, or the text of a `raw`, as what it is.
 *
 * @throws {Failure} for a value that holds no mail.
 * @throws {MimeError} `raw-invalid` for a `raw` that is not base64url.
 */
export function readValue(value: unknown): Input {
  const mail = property(value, "message") ?? value; // a draft holds its message
  const raw = typeof mail === "string" ? mail : rawOf(mail);
  if (raw !== undefined) return { kind: "bytes", bytes: decodeRaw(raw) };
  if (MAIL_KEYS.some((key) => property(mail, key) !== undefined)) {
    throw new Failure(
      FAILED,
      "Cannot read the input: its JSON is a mail; gmail-mime build makes it a message",
    );
  }
  if (KNOWN_KEYS.some((key) => property(mail, key) !== undefined)) {
    return { kind: "payload", payload: mail as MessageLike | PartLike };
  }
  throw new Failure(
    FAILED,
    "Cannot read the input: its JSON is no message, payload or draft of the Gmail API",
  );
}

/** @throws {Failure} for text that is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Failure(FAILED, "Cannot read the input: it starts like JSON and is none", { cause });
  }
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

/** The message as bytes: those of the file, or of a payload written anew. */
export function inputToBytes(input: Input): Uint8Array {
  return input.kind === "payload" ? payloadToMime(input.payload) : input.bytes;
}

/** The message as a tree; `onDefect` is told what was odd about a payload. */
export function inputToEntity(input: Input, onDefect?: (defect: Defect) => void): Entity {
  return input.kind === "payload" ? payloadToEntity(input.payload, { onDefect }) : parseEntity(input.bytes);
}

/** The message as a mail; attachments of a payload may be known only by their ids. */
export function inputToMail(input: Input): Mail {
  return input.kind === "payload" ? parsePayload(input.payload) : parseMime(input.bytes);
}
