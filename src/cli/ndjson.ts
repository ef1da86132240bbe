/** A batch of messages as lines of JSON: one a message, in their order, each with where it comes from. */

import { entityToPayload, type GmailMessage, MimeError, type RenderQuery, renderMessage } from "../index.js";
import { type Input, tellKind } from "../inspect/input.js";
import type { Batch, Item, Trouble } from "./batch.js";
import { Failure, WRONG_USE } from "./failure.js";
import { inputToBytes, inputToEntity, inputToMail, parseJson, readInput, readValue } from "./input.js";
import { mailToJson } from "./mail-json.js";
import { unquoteLines } from "./mbox.js";
import { hideUnseen } from "./terminal.js";

/** What is made of each message. */
export interface Wish {
  readonly command: "payload" | "parse";
  /** Of `payload`: `full` is the payload alone, any other the whole message. */
  readonly query: RenderQuery;
  /** Whether a message is a line of JSON that goes out with what else it said. */
  readonly filter: boolean;
}

/** Lines ready to be written, each ended. */
export interface Lines {
  readonly bytes: Uint8Array;
  readonly messages: number;
  readonly errors: number;
}

/** No store holds a message of a file: these ids stand in for those it would have there. */
export const MADE_UP = { id: "18c0ffee", threadId: "18c0ffee" };

/** Lines are encoded together up to so many characters: a string holds no more than half a billion. */
const LONGEST_TEXT = 16_000_000;

/**
 * Makes a line of each message; one that cannot be converted becomes a line with its error.
 *
 * `{"source", "index", "offset", "length", "postmark"?, "payload" | "message" | "mail"}`, or `"error": {"code",
 * "message"}` in place of the last. Of a filter the line begins with what the line that came in held beside its
 * message, and the fields of a message stand in it as `messages.get` answers them.
 */
export function batchToLines({ bytes, items }: Batch, wish: Wish): Lines {
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  let text = "";
  let errors = 0;
  for (const item of items) {
    const line = new Line(wish, item);
    const json = line.format(bytes);
    if (text.length + json.length > LONGEST_TEXT) {
      pieces.push(encoder.encode(text));
      text = "";
    }
    text += json;
    if (line.failed) errors++;
  }
  const last = encoder.encode(text);
  const all = pieces.length === 0 ? last : Buffer.concat([...pieces, last]);
  return { bytes: all, messages: items.length, errors };
}

/** One line while it is made: what is known of it when making it fails. */
class Line {
  failed = false;
  readonly #wish: Wish;
  readonly #item: Item;
  #known: object;

  constructor(wish: Wish, item: Item) {
    this.#wish = wish;
    this.#item = item;
    this.#known = wish.filter ? {} : item.place;
  }

  format(bytes: Uint8Array): string {
    try {
      const item = this.#item;
      if ("trouble" in item) return this.#fail(item.trouble);
      const { start, place } = item;
      const message = bytes.subarray(start, start + place.length);
      const input = this.#wish.filter ? this.#readLine(message) : readFile(message, place.postmark);
      return toJson({ ...this.#known, ...this.#convert(input) });
    } catch (error) {
      return this.#fail(troubleOf(error));
    }
  }

  #fail(error: Trouble): string {
    this.failed = true;
    return toJson({ ...this.#known, error });
  }

  #readLine(line: Uint8Array): Input {
    const kind = tellKind(line);
    if (kind === "eml") throw new Failure(WRONG_USE, "Cannot read the line: neither JSON nor base64url");
    const text = new TextDecoder().decode(line);
    const value = kind === "json" ? parseJson(text) : text;
    this.#known = besideMessage(value);
    return readValue(value);
  }

  #convert(input: Input): object {
    const { command, query, filter } = this.#wish;
    if (command === "parse") return { mail: mailToJson(inputToMail(input)) };
    if (query.format === "full") return { payload: entityToPayload(inputToEntity(input)) };
    const known = filter ? this.#known : {};
    const message: GmailMessage = renderMessage({ ...MADE_UP, ...known, raw: inputToBytes(input) }, query);
    return filter ? message : { message };
  }
}

/** A message of an mbox, or a file in any form the command takes. */
function readFile(message: Uint8Array, postmark: string | undefined): Input {
  return postmark === undefined ? readInput(message) : { kind: "bytes", bytes: unquoteLines(message) };
}

/** What a line holds beside the message itself: its id, labels, a key of the pipeline. */
function besideMessage(value: unknown): object {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  const { raw, payload, partId, mimeType, filename, headers, body, parts, message, ...beside } =
    value as Record<string, unknown>;
  return message === undefined ? beside : { ...beside, message: besideMessage(message) };
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof MimeError) return { code: error.code, message: error.message };
  if (error instanceof Failure) return { code: "input-invalid", message: error.message };
  if (error instanceof RangeError && /string/.test(error.message)) {
    return { code: "output-too-large", message: "Cannot print the JSON: it is longer than a string can be" };
  }
  return { code: "internal", message: String(error) };
}

function toJson(value: object): string {
  return `${hideUnseen(JSON.stringify(value))}\n`;
}
