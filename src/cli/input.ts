/** The one input of a command, as bytes, as a tree, as a mail. */

import {
  type Defect,
  type Entity,
  type Mail,
  parseEntity,
  parseMime,
  parsePayload,
  payloadToEntity,
  payloadToMime,
} from "../index.js";
import { type Input, takeInput, takeValue, type Unreadable } from "../inspect/input.js";
import { FAILED, Failure } from "./failure.js";

const REFUSALS: Record<Unreadable["reason"], string> = {
  "json-invalid": "it starts like JSON and is none",
  "json-mail": "its JSON is a mail; gmail-mime build makes it a message",
  "json-unknown": "its JSON is no message, payload or draft of the Gmail API",
};

/**
 * Reads a file as what it is: bytes of a message, or a payload.
 *
 * @throws {Failure} for JSON that is none, or holds no mail.
 * @throws {MimeError} `raw-invalid` for a `raw` that is not base64url.
 */
export function readInput(file: Uint8Array): Input {
  return accept(takeInput(file));
}

/**
 * Reads a value that was JSON, or the text of a `raw`, as what it is.
 *
 * @throws {Failure} for a value that holds no mail.
 * @throws {MimeError} `raw-invalid` for a `raw` that is not base64url.
 */
export function readValue(value: unknown): Input {
  return accept(takeValue(value));
}

/** @throws {Failure} for text that is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refuse({ kind: "unreadable", reason: "json-invalid", cause });
  }
}

function accept(input: Input | Unreadable): Input {
  if (input.kind === "unreadable") throw refuse(input);
  return input;
}

function refuse({ reason, cause }: Unreadable): Failure {
  return new Failure(FAILED, `Cannot read the input: ${REFUSALS[reason]}`, { cause });
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
