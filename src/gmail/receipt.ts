/** What Gmail answers when a message was taken in (Gmail rule 42). */

import { ownString } from "../bytes/given.js";
import { MimeError } from "../errors.js";
import { findMethod } from "./method.js";
import { labelsOf } from "./render.js";

/** The message that was stored, by its ids. */
export interface StoredIds {
  readonly id: string;
  readonly threadId: string;
  readonly labelIds?: readonly string[] | undefined;
  /** Of drafts.create and drafts.update; an update gives the message in it a new id. */
  readonly draftId?: string | undefined;
}

/** What a call that brought a message answers. */
export interface MessageReceipt {
  id: string;
  threadId: string;
  labelIds?: string[];
}

/** What a call that stored a draft answers. */
export interface DraftReceipt {
  id: string;
  message: MessageReceipt;
}

/**
 * Renders the answer to a call that brought a message: `id, threadId, labelIds`, inside a Draft where one was stored.
 *
 * @throws {MimeError} `option-invalid` for a method that brings no message, `input-invalid` for an id that is
 * missing and for a label that is no string, `input-too-large` for a list of labels too long to be one.
 * @example
 * renderReceipt("messages.send", { id: "18c1", threadId: "18c0", labelIds: ["SENT"] });
 * // => { id: "18c1", threadId: "18c0", labelIds: ["SENT"] }
 * @see {@link parseRequest} for the call it answers; Gmail rule 42
 */
export function renderReceipt(method: "drafts.create" | "drafts.update", stored: StoredIds): DraftReceipt;
export function renderReceipt(
  method: "messages.send" | "messages.insert" | "messages.import" | "drafts.send",
  stored: StoredIds,
): MessageReceipt;
export function renderReceipt(method: string, stored: StoredIds): DraftReceipt | MessageReceipt {
  if (findMethod(method)?.upload === undefined) {
    throw new MimeError("option-invalid", "Cannot render the receipt: its method brings no message");
  }
  const message = { id: idOf(stored, "id"), threadId: idOf(stored, "threadId") };
  // Gmail rule 42: what a draft holds is labelled so, and nothing else
  if (method === "drafts.create" || method === "drafts.update") {
    return { id: idOf(stored, "draftId"), message: { ...message, labelIds: ["DRAFT"] } };
  }
  const labelIds = labelsOf(stored);
  return labelIds.length === 0 ? message : { ...message, labelIds }; // absent when empty, as in rule 32
}

function idOf(stored: StoredIds, key: "id" | "threadId" | "draftId"): string {
  const id = ownString(stored, key);
  if (id !== undefined && id !== "") return id;
  throw new MimeError("input-invalid", `Cannot render the receipt: it has no "${key}"`);
}
