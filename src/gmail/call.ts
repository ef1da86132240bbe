/** The calls of the Gmail API as values: which method, and its own parameters under Gmail's own names. */

/** How a message travels: in JSON as `raw`, as the body itself, behind its metadata, or in chunks after them. */
export type UploadType = "json" | "media" | "multipart" | "resumable";

/** How much of a message is answered (Gmail rules 32 to 36). */
export type MessageFormat = "minimal" | "full" | "raw" | "metadata";

/** What a call answers of history: one of these kinds, or all of them. */
export type HistoryType = "messageAdded" | "messageDeleted" | "labelAdded" | "labelRemoved";

/** What all calls have. */
interface Call {
  /** The address of the account; `"me"`, the owner of the access token, when not said. */
  readonly userId?: string | undefined;
}

/** What the calls that bring a message have beside it. */
interface Delivery extends Call {
  /** Of the draft: drafts.update and drafts.send only. */
  readonly id?: string | undefined;
  readonly threadId?: string | undefined;
  readonly labelIds?: readonly string[] | undefined;
  readonly uploadType?: UploadType | undefined;
  /** messages.insert (`receivedTime` when not said) and messages.import (`dateHeader`) only. */
  readonly internalDateSource?: "receivedTime" | "dateHeader" | undefined;
  /** messages.insert and messages.import only, as the two after it are of messages.import only. */
  readonly deleted?: boolean | undefined;
  readonly neverMarkSpam?: boolean | undefined;
  readonly processForCalendar?: boolean | undefined;
}

/** Brings a message to Gmail: to be sent, stored, or kept as a draft. */
export interface DeliveryCall extends Delivery {
  readonly method:
    | "messages.send"
    | "messages.insert"
    | "messages.import"
    | "drafts.create"
    | "drafts.update";
  /** The message. Of a parsed opening of a resumable upload: empty, the chunks bring it. */
  readonly bytes: Uint8Array;
}

/** Sends a draft that is stored, by its id, or another message in its place. */
export interface DraftSendCall extends Delivery {
  readonly method: "drafts.send";
  readonly bytes?: Uint8Array | undefined;
}

/** The calls that name one thing and say no more of it. */
export interface ItemCall extends Call {
  readonly method:
    | "messages.trash"
    | "messages.untrash"
    | "messages.delete"
    | "drafts.delete"
    | "threads.trash"
    | "threads.untrash"
    | "threads.delete";
  readonly id: string;
}

/** Gets a message, a draft or a thread. */
export interface GetCall extends Call {
  readonly method: "messages.get" | "drafts.get" | "threads.get";
  readonly id: string;
  /** `full` when not said; a thread has no `raw`. */
  readonly format?: MessageFormat | undefined;
  readonly metadataHeaders?: readonly string[] | undefined;
}

/** Gets the content of an attachment. */
export interface AttachmentGetCall extends Call {
  readonly method: "attachments.get";
  readonly messageId: string;
  /** The attachmentId. */
  readonly id: string;
}

/** Lists what matches a query, a page at a time. */
export interface ListCall extends Call {
  readonly method: "messages.list" | "drafts.list" | "threads.list";
  readonly q?: string | undefined;
  /** Not of drafts.list. */
  readonly labelIds?: readonly string[] | undefined;
  readonly includeSpamTrash?: boolean | undefined;
  readonly maxResults?: number | undefined;
  readonly pageToken?: string | undefined;
}

/** Changes the labels of a message, or of all messages of a thread. */
export interface ModifyCall extends Call {
  readonly method: "messages.modify" | "threads.modify";
  readonly id: string;
  readonly addLabelIds?: readonly string[] | undefined;
  readonly removeLabelIds?: readonly string[] | undefined;
}

/** Changes the labels of many messages. */
export interface BatchModifyCall extends Call {
  readonly method: "messages.batchModify";
  /** At most 1 000. */
  readonly ids: readonly string[];
  readonly addLabelIds?: readonly string[] | undefined;
  readonly removeLabelIds?: readonly string[] | undefined;
}

/** Deletes many messages for good. */
export interface BatchDeleteCall extends Call {
  readonly method: "messages.batchDelete";
  readonly ids: readonly string[];
}

/** Lists what has changed since a point of the history. */
export interface HistoryCall extends Call {
  readonly method: "history.list";
  readonly startHistoryId: string;
  readonly labelId?: string | undefined;
  readonly historyTypes?: readonly HistoryType[] | undefined;
  readonly maxResults?: number | undefined;
  readonly pageToken?: string | undefined;
}

/** One call of the Gmail API. */
export type GmailCall =
  | DeliveryCall
  | DraftSendCall
  | ItemCall
  | GetCall
  | AttachmentGetCall
  | ListCall
  | ModifyCall
  | BatchModifyCall
  | BatchDeleteCall
  | HistoryCall;

/** The names of the methods, as Gmail's reference has them. */
export type GmailMethod = GmailCall["method"];

/** An HTTP request, as `fetch` takes it and a server gets it. */
export interface GmailRequest {
  method: string;
  /** With or without scheme and host. */
  url: string;
  headers: Record<string, string>;
  body?: Uint8Array | string;
}
