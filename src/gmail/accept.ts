/** What Gmail makes of a message it is given to send (its rule 40). */

import { sameName } from "../bytes/ascii.js";
import { own, ownString } from "../bytes/given.js";
import type { Source } from "../bytes/source.js";
import { appendField, prependField, setField } from "../entity/edit.js";
import type { Entity } from "../entity/entity.js";
import { formatEntity } from "../entity/frame.js";
import { parseEntity } from "../entity/wire.js";
import { MimeError } from "../errors.js";
import { type Mailbox, mailboxes, parseAddressList } from "../header/address.js";
import { formatDate, parseDate } from "../header/date.js";
import { findField, hasName } from "../header/field.js";
import { formatMessageIds } from "../header/message-id.js";

/** What Gmail knows and the message may not say; what is left out is not touched. */
export interface AcceptOptions {
  /** The account's mailbox, as text or in parts. */
  readonly from?: string | Mailbox | undefined;
  /** The moment of sending; as text it is written as it stands. */
  readonly date?: Date | number | string | undefined;
  /** The id Gmail gives the message. */
  readonly messageId?: string | undefined;
  /** The value of the Received line. */
  readonly received?: string | undefined;
}

/**
 * Makes of a message what Gmail would store and send: every byte stays but those of the fields named here.
 *
 * - `from`: a From that is not exactly this mailbox's address is replaced in place, a missing one appended.
 * - `date`: appended where there is no Date.
 * - `messageId`: takes the place of the sender's Message-Id, or is appended.
 * - `received`: a Received line on top.
 *
 * MIME-Version and Content-Type are not added. Only sending does this: `messages.insert` and `import` store
 * what they are given.
 *
 * @throws {MimeError} `address-invalid`, `date-invalid`, `message-id-invalid`, `header-injection`,
 * `header-too-long` for a value that cannot be written; `input-invalid`, `input-too-large`.
 * @example
 * new TextDecoder().decode(acceptMessage("From: x@y.z\n\nhi", { from: "me@x.com", messageId: "<1@x>" }));
 * // => "From: me@x.com\nMessage-Id: <1@x>\n\nhi"
 * @see {@link renderReceipt} for what is answered; Gmail rule 40
 */
export function acceptMessage(source: Source, options: AcceptOptions = {}): Uint8Array {
  const from = own(options, "from");
  const date = own(options, "date");
  const messageId = ownString(options, "messageId");
  const received = ownString(options, "received");
  let entity = parseEntity(source);
  if (from !== undefined) entity = ownFrom(entity, from);
  if (date !== undefined) {
    const dated = appendField(entity, "Date", dateText(date)); // checked, even where it is not needed
    if (findField(entity.fields, "date") === undefined) entity = dated;
  }
  if (messageId !== undefined) entity = setField(entity, "Message-Id", formatMessageIds([messageId]));
  if (received !== undefined) entity = prependField(entity, "Received", received);
  return formatEntity(entity);
}

/** Keeps a From that names the account and nobody else; two fields are nobody's. */
function ownFrom(entity: Entity, from: unknown): Entity {
  const text = typeof from === "string" ? from : mailboxText(from);
  const [account, ...others] = mailboxes(parseAddressList(text));
  if (account === undefined || others.length > 0) {
    throw new MimeError("address-invalid", "Cannot accept the message: from is not one mailbox");
  }
  const replaced = setField(entity, "From", text); // checks what it writes, even where it is not needed
  const given = entity.fields.filter((field) => hasName(field, "from"));
  const senders = mailboxes(parseAddressList(given[0]?.value ?? ""));
  const isOwn = given.length === 1 && senders.length === 1 && sameAddress(senders[0], account);
  return isOwn ? entity : replaced;
}

function sameAddress(a: Mailbox | undefined, b: Mailbox): boolean {
  return a !== undefined && sameName(a.address, b.address);
}

function mailboxText(given: unknown): string {
  const address = ownString(given, "address");
  if (address === undefined) {
    throw new MimeError("input-invalid", "Cannot accept the message: from is neither text nor a mailbox");
  }
  const name = ownString(given, "name") ?? "";
  return name === "" ? address : `"${name.replace(/["\\]/g, "\\$&")}" <${address}>`;
}

function dateText(date: unknown): string {
  if (typeof date !== "string") return formatDate(date as Date | number);
  if (parseDate(date) !== undefined) return date;
  throw new MimeError("date-invalid", "Cannot accept the message: its date is none");
}
