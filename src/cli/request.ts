/** A message as the request that brings it to Gmail, for somebody to look at: nothing is sent. */

import { buildRequest, type DeliveryCall, type GmailRequest, MimeError } from "../index.js";
import { readList, readWord } from "./arguments.js";
import { Failure, WRONG_USE } from "./failure.js";
import type { Options } from "./options.js";

/** The methods that bring a message, by the word of the command. */
const METHODS = {
  send: "messages.send",
  insert: "messages.insert",
  import: "messages.import",
  draft: "drafts.create",
} as const;

export type RequestName = keyof typeof METHODS;

export const REQUESTS: readonly RequestName[] = Object.keys(METHODS) as RequestName[];

/** What a request says beside its message. */
type Said = Omit<DeliveryCall, "method" | "bytes">;

/** A request ready for JSON. */
export interface PrintedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** There when the body is bytes that are no printable text. */
  readonly encoding?: "base64";
}

/**
 * Reads what the options say of a request.
 *
 * @throws {Failure} for a word that none of them takes.
 */
export function readRequestOptions(options: Options): Said {
  const { upload, labels, "internal-date-source": source } = options;
  const types = ["json", "media", "multipart", "resumable"] as const;
  const sources = ["receivedTime", "dateHeader"] as const;
  return {
    userId: options.user,
    threadId: options.thread,
    labelIds: labels === undefined ? undefined : readList("labels", labels),
    uploadType: upload === undefined ? undefined : readWord("--upload", upload, types),
    internalDateSource:
      source === undefined ? undefined : readWord("--internal-date-source", source, sources),
    deleted: options.deleted,
    neverMarkSpam: options["never-mark-spam"],
    processForCalendar: options["process-for-calendar"],
  };
}

/**
 * Builds the request of a message, without any token.
 *
 * @throws {Failure} for an option that its method does not take.
 * @throws {MimeError} `input-too-large` over the largest message of the method.
 */
export function printRequest(name: RequestName, bytes: Uint8Array, said: Said): PrintedRequest {
  try {
    const { body, ...head } = buildRequest({ ...said, method: METHODS[name], bytes });
    return { ...head, ...printBody(body) };
  } catch (cause) {
    // All that is optional in the call comes from the arguments.
    const isWrongUse = cause instanceof MimeError && cause.code === "option-invalid";
    throw isWrongUse ? new Failure(WRONG_USE, cause.message, { cause }) : cause;
  }
}

function printBody(body: GmailRequest["body"]): Pick<PrintedRequest, "body" | "encoding"> {
  if (body === undefined) return {};
  const text = typeof body === "string" ? body : printableText(body);
  if (text !== undefined) return { body: text };
  return { body: Buffer.from(body).toString("base64"), encoding: "base64" };
}

/** Text that gives the same bytes again, and nothing but lines of it. */
function printableText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return /[^\P{Cc}\t\r\n]/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
