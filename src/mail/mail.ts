/** The mail as a person means it: what reading gives, and the looser forms that building takes. */

import type { Defect } from "../errors.js";
import type { Address, Group, Mailbox } from "../header/address.js";

/** A field with its value decoded. */
export interface Header {
  readonly name: string;
  readonly value: string;
}

/** What reading gives. A property is absent where the mail says nothing; an empty Subject field is "". */
export interface Mail {
  readonly from?: readonly Address[];
  readonly sender?: Mailbox;
  readonly replyTo?: readonly Address[];
  readonly to?: readonly Address[];
  readonly cc?: readonly Address[];
  readonly bcc?: readonly Address[];
  readonly subject?: string;
  readonly date?: Date;
  /** Minutes east of UTC. */
  readonly dateOffset?: number;
  /** With its angle brackets, as ids always are. */
  readonly messageId?: string;
  readonly inReplyTo?: readonly string[];
  readonly references?: readonly string[];
  /** Line ends are LF in all texts. */
  readonly text?: string;
  readonly html?: string;
  readonly amp?: string;
  readonly calendar?: Calendar;
  /** Every displayed text part, in order. */
  readonly bodies: readonly Body[];
  readonly attachments: readonly Attachment[];
  /** Every field that no property tells, in order; never MIME-Version or Content-* of the root. */
  readonly headers: readonly Header[];
  readonly defects: readonly Defect[];
}

/** The invitation of a mail, its first text/calendar part. */
export interface Calendar {
  /** The iTIP method of the invitation, "REQUEST" for one. */
  readonly method?: string;
  /** Absent while only an id is known. */
  readonly text?: string;
  readonly partId: string;
  readonly attachmentId?: string;
}

/** A displayed text part. */
export interface Body {
  readonly partId: string;
  readonly mimeType: string;
  readonly text: string;
}

/** A file of a mail: whatever is not displayed as its text. */
export interface Attachment {
  /** The identity: stable across fetches, unlike `attachmentId`. */
  readonly partId: string;
  readonly kind: "attachment" | "inline" | "message" | "calendar";
  readonly filename?: string;
  readonly mimeType: string;
  /** The whole value of Content-Type, with its parameters. */
  readonly contentType?: string;
  readonly disposition?: "attachment" | "inline";
  /** Without brackets. */
  readonly contentId?: string;
  /** The other fields of the part: Content-Description, X-Attachment-Id… */
  readonly headers: readonly Header[];
  /** Decoded bytes. */
  readonly size: number;
  /** Memory of its own; absent while only the id is known. */
  readonly content?: Uint8Array;
  readonly attachmentId?: string;
}

/** Addresses as people hold them; a string may hold a whole list. */
export type AddressInput = string | Mailbox | Group | readonly (string | Mailbox | Group)[];

/** Fields as a list, as pairs, or as a record. */
export type HeaderInput =
  | readonly (Header | readonly [name: string, value: string])[]
  | Readonly<Record<string, string | readonly string[]>>;

/** What building takes: everything a {@link Mail} holds, and looser forms. */
export interface MailInput {
  readonly from?: AddressInput | undefined;
  readonly sender?: AddressInput | undefined;
  readonly replyTo?: AddressInput | undefined;
  readonly to?: AddressInput | undefined;
  readonly cc?: AddressInput | undefined;
  readonly bcc?: AddressInput | undefined;
  readonly subject?: string | undefined;
  /** A number is milliseconds since 1970. */
  readonly date?: Date | string | number | undefined;
  readonly dateOffset?: number | undefined;
  readonly messageId?: string | undefined;
  readonly inReplyTo?: string | readonly string[] | undefined;
  readonly references?: string | readonly string[] | undefined;
  readonly text?: string | undefined;
  readonly html?: string | undefined;
  readonly amp?: string | undefined;
  readonly calendar?:
    | string
    | { readonly method?: string | undefined; readonly text?: string | undefined }
    | undefined;
  readonly attachments?: readonly AttachmentInput[] | undefined;
  readonly headers?: HeaderInput | undefined;
  /** Not looked at: what is displayed stands in `text`, `html` and `attachments`. */
  readonly bodies?: unknown;
  /** Not looked at. */
  readonly defects?: unknown;
}

/** A file to build: an {@link Attachment} that was read, or looser forms. */
export interface AttachmentInput {
  readonly filename?: string | undefined;
  readonly content?: string | Uint8Array | undefined;
  /** How a string `content` is to be taken; utf-8 when not said. */
  readonly encoding?: "utf-8" | "base64" | "base64url" | undefined;
  readonly contentType?: string | undefined;
  readonly mimeType?: string | undefined;
  readonly contentId?: string | undefined;
  readonly cid?: string | undefined;
  readonly disposition?: "attachment" | "inline" | undefined;
  readonly kind?: Attachment["kind"] | undefined;
  readonly headers?: HeaderInput | undefined;
  readonly partId?: unknown;
  readonly size?: unknown;
  readonly attachmentId?: unknown;
}
