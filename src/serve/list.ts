/** The lists that Gmail answers: which items a call asks for, page by page, and the history as a list. */

import { type HistoryCall, type ListCall, MimeError } from "../index.js";
import type { Change, ChangeKind, KeptMessage, Store } from "./store.js";

const USUAL_PAGE = 100;
const LARGEST_PAGE = 500;
const HIDDEN = ["SPAM", "TRASH"];

/** A page of a list, and where the next one begins. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextPageToken?: string;
}

/** Cuts out the page that a call asks for; a token is the place of its first item. */
export function cutPage<T>(all: readonly T[], call: ListCall | HistoryCall): Page<T> {
  const { pageToken = "0", maxResults = USUAL_PAGE } = call;
  if (!/^\d{1,9}$/.test(pageToken)) throw new MimeError("input-invalid", "Cannot list: unknown pageToken");
  const start = Number(pageToken);
  const end = start + Math.min(Math.max(maxResults, 1), LARGEST_PAGE);
  const items = all.slice(start, end);
  return end < all.length ? { items, nextPageToken: String(end) } : { items };
}

/** The messages that bear all labels of a call; what is spam or trash only where it is asked for. */
export function selectMessages(store: Store, call: ListCall): KeptMessage[] {
  const { q = "", labelIds = [], includeSpamTrash = false } = call;
  if (q.trim() !== "") throw new MimeError("input-invalid", "Cannot list: this server does not search by q");
  const hidden = includeSpamTrash ? [] : HIDDEN.filter((label) => !labelIds.includes(label));
  return store.messages().filter((message) => {
    const has = (label: string): boolean => message.labelIds.includes(label);
    return labelIds.every(has) && !hidden.some(has);
  });
}

/** The key under which each kind of change stands in a history record. */
const KEYS: { readonly [K in ChangeKind]: string } = {
  messageAdded: "messagesAdded",
  messageDeleted: "messagesDeleted",
  labelAdded: "labelsAdded",
  labelRemoved: "labelsRemoved",
};

/** The history since a change, as history.list answers it. */
export function listHistory(store: Store, call: HistoryCall): object {
  const { startHistoryId, historyTypes, labelId } = call;
  if (!/^\d{1,15}$/.test(startHistoryId)) {
    throw new MimeError("input-invalid", "Cannot list: startHistoryId is no number");
  }
  const asked = store.changes.filter(({ id, kind, message }) => {
    if (Number(id) <= Number(startHistoryId)) return false;
    if (historyTypes !== undefined && historyTypes.length > 0 && !historyTypes.includes(kind)) return false;
    return labelId === undefined || message.labelIds.includes(labelId);
  });
  const { items, ...next } = cutPage(asked, call);
  const history = items.map(historyRecord);
  return { ...(history.length > 0 && { history }), ...next, historyId: store.historyId };
}

function historyRecord({ id, kind, message, labelIds }: Change): object {
  const ids = { id: message.id, threadId: message.threadId };
  const labels = message.labelIds.length > 0 ? { labelIds: message.labelIds } : {};
  const changed = { message: { ...ids, ...labels }, ...(labelIds.length > 0 && { labelIds }) };
  return { id, messages: [ids], [KEYS[kind]]: [changed] };
}
