/** What each call of the Gmail API does to the store, and the resource it is answered with. */

import {
  acceptMessage,
  type DeliveryCall,
  type DraftSendCall,
  formatDate,
  type GetCall,
  type GmailCall,
  type ListCall,
  type RenderQuery,
  renderAttachment,
  renderDraft,
  renderMessage,
  renderReceipt,
  renderThread,
} from "../index.js";
import { cutPage, listHistory, selectMessages } from "./list.js";
import { type Arrival, type KeptMessage, NotFound, type Store } from "./store.js";

/** Whose mailbox it is, and the moment of the call. */
export interface Account {
  readonly store: Store;
  /** The address of its owner. */
  readonly user: string;
  readonly now: number;
}

/**
 * Does what a call says.
 *
 * @returns The resource to answer with; `undefined` where Gmail answers nothing.
 * @throws {NotFound} for an id that is unknown; `MimeError` for what Gmail refuses.
 */
export function answerCall(call: GmailCall, account: Account): object | undefined {
  const { store } = account;
  switch (call.method) {
    case "messages.send":
      return renderReceipt(call.method, accept(account, call.bytes, call, "SENT"));
    case "messages.insert":
    case "messages.import":
      return storeMessage(call, call.method, account);
    case "drafts.create":
      return createDraft(call, account);
    case "drafts.update":
      return updateDraft(call, account);
    case "drafts.send":
      return sendDraft(call, account);

    case "messages.get":
      return renderMessage(store.message(call.id), queryOf(call));
    case "attachments.get":
      return renderAttachment(store.message(call.messageId).raw, { attachmentId: call.id });
    case "drafts.get":
      return renderDraft({ id: call.id, message: store.draft(call.id) }, queryOf(call));
    case "threads.get":
      return renderThread({ id: call.id, messages: store.thread(call.id) }, queryOf(call));

    case "messages.list":
      return listMessages(call, store);
    case "drafts.list":
      return listDrafts(call, store);
    case "threads.list":
      return listThreads(call, store);
    case "history.list":
      return listHistory(store, call);

    case "messages.modify":
      return labelled(store.relabel(call.id, call.addLabelIds, call.removeLabelIds));
    case "messages.trash":
      return labelled(store.relabel(call.id, ["TRASH"]));
    case "messages.untrash":
      return labelled(store.relabel(call.id, [], ["TRASH"]));
    case "threads.modify":
      return relabelThread(store, call.id, call.addLabelIds, call.removeLabelIds);
    case "threads.trash":
      return relabelThread(store, call.id, ["TRASH"]);
    case "threads.untrash":
      return relabelThread(store, call.id, [], ["TRASH"]);
    case "messages.batchModify":
      for (const { id } of call.ids.map((id) => store.message(id))) {
        store.relabel(id, call.addLabelIds, call.removeLabelIds);
      }
      return undefined;

    case "messages.delete":
      return removeAll(store, [call.id]);
    case "messages.batchDelete":
      return removeAll(store, call.ids);
    case "drafts.delete":
      return removeAll(store, [store.draft(call.id).id]);
    case "threads.delete":
      return removeAll(
        store,
        store.thread(call.id).map(({ id }) => id),
      );
  }
}

/** Stores what Gmail makes of a message it is given to keep as a draft, or to send (rule 40); it goes nowhere. */
function accept(
  { store, user, now }: Account,
  bytes: Uint8Array,
  { threadId, draftThreadId }: Pick<Arrival, "threadId" | "draftThreadId">,
  label: "SENT" | "DRAFT",
): KeptMessage {
  const id = store.newId();
  const raw = acceptMessage(bytes, {
    from: user,
    date: now,
    messageId: `<${id}@mail.gmail.com>`,
    received: `by gmail.googleapis.com with HTTP; ${formatDate(now)}`,
  });
  return store.add({ id, raw, labelIds: [label], threadId, draftThreadId, internalDate: now });
}

/** Stores a message as it is given; what is inserted as deleted nobody sees again. */
function storeMessage(
  call: DeliveryCall,
  method: "messages.insert" | "messages.import",
  { store, now }: Account,
): object {
  const usual = method === "messages.insert" ? "receivedTime" : "dateHeader";
  const { bytes, labelIds = [], threadId, internalDateSource = usual } = call;
  const internalDate = internalDateSource === "receivedTime" ? now : undefined;
  const message = store.add({ id: store.newId(), raw: bytes, labelIds, threadId, internalDate });
  if (call.deleted === true) store.remove(message.id);
  return renderReceipt(method, message);
}

function createDraft(call: DeliveryCall, account: Account): object {
  const message = accept(account, call.bytes, call, "DRAFT");
  const draftId = `r-${message.id}`;
  account.store.setDraft(draftId, message);
  return renderReceipt("drafts.create", { ...message, draftId });
}

/** Puts another message into a draft, under a new id (rule 42). */
function updateDraft(call: DeliveryCall, account: Account): object {
  const { id: draftId = "", bytes, threadId } = call;
  const draftThreadId = account.store.draft(draftId).threadId;
  const message = accept(account, bytes, { threadId, draftThreadId }, "DRAFT");
  account.store.setDraft(draftId, message);
  return renderReceipt("drafts.update", { ...message, draftId });
}

/** Sends what a draft holds, or the message that comes in its place; the draft is gone then. */
function sendDraft(call: DraftSendCall, account: Account): object {
  const { store } = account;
  const draft = call.id === undefined ? undefined : store.draft(call.id);
  const bytes = call.bytes ?? draft?.raw;
  if (bytes === undefined) throw new NotFound("There is no draft without an id");
  const threads = { threadId: call.threadId, draftThreadId: draft?.threadId };
  const message = accept(account, bytes, threads, "SENT");
  if (draft !== undefined) store.remove(draft.id);
  return renderReceipt(call.method, message);
}

function queryOf({ format, metadataHeaders }: GetCall): RenderQuery {
  return { format, metadataHeaders };
}

function listMessages(call: ListCall, store: Store): object {
  const all = selectMessages(store, call);
  const { items, ...next } = cutPage(all, call);
  const messages = items.map(idsOf);
  return { ...(messages.length > 0 && { messages }), ...next, resultSizeEstimate: all.length };
}

function listDrafts(call: ListCall, store: Store): object {
  const shown = new Set(selectMessages(store, call).map(({ id }) => id));
  const all = store.drafts().filter(({ message }) => shown.has(message.id));
  const { items, ...next } = cutPage(all, call);
  const drafts = items.map(({ id, message }) => ({ id, message: idsOf(message) }));
  return { ...(drafts.length > 0 && { drafts }), ...next, resultSizeEstimate: all.length };
}

/** A thread stands where its newest message does, with the snippet of that. */
function listThreads(call: ListCall, store: Store): object {
  const newest = new Map<string, KeptMessage>();
  for (const message of selectMessages(store, call)) {
    if (!newest.has(message.threadId)) newest.set(message.threadId, message);
  }
  const { items, ...next } = cutPage([...newest.values()], call);
  const threads = items.map(({ threadId, snippet }) => {
    const historyId = String(Math.max(...store.thread(threadId).map((one) => Number(one.historyId))));
    return { id: threadId, snippet, historyId };
  });
  return { ...(threads.length > 0 && { threads }), ...next, resultSizeEstimate: newest.size };
}

function relabelThread(
  store: Store,
  threadId: string,
  added?: readonly string[],
  removed?: readonly string[],
): object {
  const messages = store.thread(threadId).map(({ id }) => labelled(store.relabel(id, added, removed)));
  return { id: threadId, messages };
}

function removeAll(store: Store, ids: readonly string[]): undefined {
  for (const { id } of [...new Set(ids)].map((id) => store.message(id))) store.remove(id);
}

function idsOf({ id, threadId }: KeptMessage): object {
  return { id, threadId };
}

/** What a change of labels is answered with; `labelIds` are absent when there are none (rule 32). */
function labelled({ id, threadId, labelIds }: KeptMessage): object {
  return labelIds.length > 0 ? { id, threadId, labelIds } : { id, threadId };
}
