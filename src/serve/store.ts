/** A mailbox in memory: its messages, the threads they make, its drafts, and the history of them all. */

import {
  formatSnippet,
  internalDateOf,
  joinsThread,
  type Mail,
  mimeToPayload,
  parseEntity,
  parsePayload,
  type StoredMessage,
} from "../index.js";

/** A message of the store; a change of its labels makes a new one. */
export interface KeptMessage extends StoredMessage {
  readonly raw: Uint8Array;
  readonly labelIds: readonly string[];
  readonly historyId: string;
  readonly internalDate: string;
  readonly snippet: string;
  /** What decides about its thread. */
  readonly head: Mail;
}

/** A message on its way into the store. */
export interface Arrival {
  readonly id: string;
  readonly raw: Uint8Array;
  readonly labelIds: readonly string[];
  /** The thread that the request names. */
  readonly threadId?: string | undefined;
  /** The thread of the draft that it replaces: it stays there when the request names none. */
  readonly draftThreadId?: string | undefined;
  /** The Date field's when absent. */
  readonly internalDate?: number | undefined;
}

export type ChangeKind = "messageAdded" | "messageDeleted" | "labelAdded" | "labelRemoved";

/** One record of the history. */
export interface Change {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly message: KeptMessage;
  /** The labels that came or went. */
  readonly labelIds: readonly string[];
}

/** What is asked for and is not there. */
export class NotFound extends Error {
  override readonly name = "NotFound";
}

const FIRST_ID = 0x18c0_0000_0000_0000n;
const FIRST_HISTORY_ID = 1000;
const THREADING = ["Subject", "Message-ID", "In-Reply-To", "References"];

export class Store {
  readonly #messages = new Map<string, KeptMessage>();
  readonly #threads = new Map<string, Set<string>>();
  /** The thread of each Message-ID. */
  readonly #threadsOfMails = new Map<string, string>();
  /** The message of each draft. */
  readonly #drafts = new Map<string, string>();
  readonly #changes: Change[] = [];
  #made = 0;

  /** A new id, sixteen hexadecimal digits as Gmail's. */
  newId(): string {
    return (FIRST_ID + BigInt(++this.#made)).toString(16);
  }

  /** The id of the last change. */
  get historyId(): string {
    return String(FIRST_HISTORY_ID + this.#changes.length);
  }

  /** All changes, the oldest first. */
  get changes(): readonly Change[] {
    return this.#changes;
  }

  /** All messages, the newest first. */
  messages(): KeptMessage[] {
    const all = [...this.#messages.values()].reverse();
    return all.sort((a, b) => Number(b.internalDate) - Number(a.internalDate));
  }

  message(id: string): KeptMessage {
    return found(this.#messages.get(id), "message", id);
  }

  /** The messages of a thread, the oldest first. */
  thread(id: string): KeptMessage[] {
    return [...found(this.#threads.get(id), "thread", id)].map((member) => this.message(member));
  }

  /** Adds a message that the owner of the mailbox brought: its thread is its own, or the one it names (rule 43). */
  add(arrival: Arrival): KeptMessage {
    const head = readHead(arrival.raw);
    const { id, threadId: asked, draftThreadId } = arrival;
    if (asked === undefined) return this.#keep(arrival, draftThreadId ?? id, head);
    return this.#keep(arrival, this.#isOf(asked, head) ? asked : id, head);
  }

  /** Adds a message that others sent: it finds its thread by the mails it names. */
  receive(arrival: Arrival): KeptMessage {
    const head = readHead(arrival.raw);
    const named = [...(head.inReplyTo ?? []), ...(head.references ?? [])];
    const threads = named.map((id) => this.#threadsOfMails.get(id));
    const joined = threads.find((thread) => thread !== undefined && this.#isOf(thread, head));
    return this.#keep(arrival, joined ?? arrival.id, head);
  }

  /** Gmail rule 43: the request names the thread, the references lead into it, and the subjects match. */
  #isOf(threadId: string, head: Mail): boolean {
    const heads = this.thread(threadId).map((message) => message.head);
    const messageIds = heads.flatMap(({ messageId }) => messageId ?? []);
    return joinsThread(head, { subject: heads[0]?.subject, messageIds });
  }

  #keep({ id, raw, labelIds, internalDate }: Arrival, threadId: string, head: Mail): KeptMessage {
    const entity = parseEntity(raw);
    const date = internalDate === undefined ? internalDateOf(entity) : String(internalDate);
    const kept = { id, threadId, raw, labelIds: [...new Set(labelIds)], internalDate: date, head };
    const message = this.#change("messageAdded", { ...kept, snippet: formatSnippet(entity), historyId: "" });
    this.#threads.set(threadId, (this.#threads.get(threadId) ?? new Set()).add(id));
    if (head.messageId !== undefined) this.#threadsOfMails.set(head.messageId, threadId);
    return message;
  }

  /** Puts labels on a message and takes others off. */
  relabel(id: string, added: readonly string[] = [], removed: readonly string[] = []): KeptMessage {
    let message = this.message(id);
    const coming = added.filter((label) => !message.labelIds.includes(label));
    if (coming.length > 0) {
      const labelIds = [...message.labelIds, ...new Set(coming)];
      message = this.#change("labelAdded", { ...message, labelIds }, coming);
    }
    const going = message.labelIds.filter((label) => removed.includes(label));
    if (going.length === 0) return message;
    const labelIds = message.labelIds.filter((label) => !going.includes(label));
    return this.#change("labelRemoved", { ...message, labelIds }, going);
  }

  remove(id: string): void {
    const message = this.message(id);
    this.#change("messageDeleted", message);
    this.#messages.delete(id);
    const members = this.#threads.get(message.threadId);
    members?.delete(id);
    if (members?.size === 0) this.#threads.delete(message.threadId);
    for (const [draftId, messageId] of this.#drafts) if (messageId === id) this.#drafts.delete(draftId);
  }

  #change(kind: ChangeKind, changed: KeptMessage, labelIds: readonly string[] = []): KeptMessage {
    const id = String(FIRST_HISTORY_ID + this.#changes.length + 1);
    const message = { ...changed, historyId: id };
    this.#changes.push({ id, kind, message, labelIds });
    this.#messages.set(message.id, message);
    return message;
  }

  /** All drafts with their messages, the newest first. */
  drafts(): { readonly id: string; readonly message: KeptMessage }[] {
    const drafts = [...this.#drafts].reverse();
    return drafts.map(([id, messageId]) => ({ id, message: this.message(messageId) }));
  }

  /** The message of a draft. */
  draft(id: string): KeptMessage {
    return this.message(found(this.#drafts.get(id), "draft", id));
  }

  /** Makes a message the content of a draft, in place of the one before it. */
  setDraft(id: string, message: KeptMessage): void {
    const before = this.#drafts.get(id);
    this.#drafts.set(id, message.id);
    if (before !== undefined) this.remove(before);
  }
}

/** Only the fields that decide about a thread: no body is looked at. */
function readHead(raw: Uint8Array): Mail {
  return parsePayload({ payload: mimeToPayload(raw, { format: "metadata", metadataHeaders: THREADING }) });
}

function found<T>(value: T | undefined, what: string, id: string): T {
  if (value !== undefined) return value;
  throw new NotFound(`There is no ${what} "${id.slice(0, 60)}"`);
}
