/** The header of a reply: who gets it, what it is called, and where in the conversation it stands. */

import { own, ownArray } from "../bytes/given.js";
import { MimeError } from "../errors.js";
import { type Mailbox, mailboxes, parseAddressList } from "../header/address.js";
import { domainToAscii } from "../header/domain.js";
import { replySubject } from "../header/subject.js";
import { DEFAULT_LIMITS } from "../limits.js";
import type { Mail } from "./mail.js";
import { checkMail, originalSubject, writableIds, writableMailboxes } from "./original.js";

/** Who replies, and to how many. */
export interface ReplyOptions {
  /** The address of who replies, and their aliases: they do not get their own reply. */
  readonly self: string | readonly string[];
  /** Whether the other recipients get it, too. */
  readonly all?: boolean | undefined;
  /** Keeps addresses outside ASCII, for a mail that is built with `utf8Headers` (RFC 6532). */
  readonly utf8Headers?: boolean | undefined;
}

/** Fields to spread into a {@link MailInput}. */
export interface Reply {
  readonly to: readonly Mailbox[];
  readonly cc?: readonly Mailbox[];
  readonly subject: string;
  readonly inReplyTo?: string;
  readonly references?: readonly string[];
}

/** More ids than this are no conversation: the first, which is its root, and the last stay (RFC 5537 §3.4.4). */
const LONGEST_CHAIN = 100;

/**
 * Makes the header fields of a reply.
 *
 * It goes to Reply-To, else From, else Sender; with `all` the To and Cc of the original are its Cc. Groups are
 * flattened, and who replies is taken out by whole address without case, but `to` never empties: self stays when
 * alone. Where self wrote the original, To stays To, Cc (with `all`) stays Cc, and Reply-To is not looked at.
 *
 * What was read can be built: the subject is one line, and left out is what no header can carry (addresses with
 * encoded words inside or outside ASCII, addresses and ids of more than 900 characters), recipients past 10 000,
 * and of more than 100 references all but the first and the last 99.
 *
 * @throws {MimeError} `input-invalid`, `input-too-large`, `option-invalid`; `address-invalid` for a self that is no
 * address.
 * @example
 * const { to, subject } = reply(parseMime("From: a@x.com\nSubject: hi\n\nyo"), { self: "me@y.com" });
 * [to, subject]; // => [[{ address: "a@x.com" }], "Re: hi"]
 * @see {@link forward}; {@link quote} for its text; RFC 5322 §3.6.3 to §3.6.5
 */
export function reply(original: Mail, options: ReplyOptions): Reply {
  checkMail(original, "reply to");
  const self = readSelf(options);
  const all = readFlag(options, "all");
  const { to, cc } = chooseRecipients(original, self, all, readFlag(options, "utf8Headers"));
  const [parent] = writableIds(original, "messageId");
  const references = chainOf(original, parent);
  return {
    to,
    ...(cc.length > 0 && { cc }),
    subject: replySubject(originalSubject(original)),
    ...(parent !== undefined && { inReplyTo: parent }),
    ...(references.length > 0 && { references }),
  };
}

function readSelf(options: ReplyOptions): ReadonlySet<string> {
  const given = own(options, "self");
  const list = typeof given === "string" ? [given] : ownArray({ self: given }, "self");
  if (list === undefined) throw new MimeError("input-invalid", "Cannot reply: self is missing");
  const keys = new Set<string>();
  for (const one of list) {
    if (typeof one !== "string") throw new MimeError("input-invalid", "Cannot reply: self is no string");
    const read = mailboxes(parseAddressList(one));
    if (read.length === 0) throw new MimeError("address-invalid", "Cannot reply: self holds no address");
    for (const mailbox of read) keys.add(keyOf(mailbox));
  }
  return keys;
}

function readFlag(options: ReplyOptions, key: "all" | "utf8Headers"): boolean {
  const flag = own(options, key) ?? false;
  if (typeof flag === "boolean") return flag;
  throw new MimeError("option-invalid", `Cannot use ${key}: neither true nor false`);
}

/** What makes two addresses one: no case, and one spelling of the domain. */
function keyOf({ address }: Mailbox): string {
  const at = address.lastIndexOf("@");
  const domain = address.slice(at + 1);
  return `${address.slice(0, at)}@${domainToAscii(domain) ?? domain}`.toLowerCase();
}

function chooseRecipients(
  original: Mail,
  self: ReadonlySet<string>,
  all: boolean,
  utf8: boolean,
): { to: Mailbox[]; cc: Mailbox[] } {
  const read = (key: Parameters<typeof writableMailboxes>[1]): Mailbox[] =>
    writableMailboxes(original, key, utf8);
  const isSelf = (mailbox: Mailbox): boolean => self.has(keyOf(mailbox));
  const from = read("from");
  const author = from.length > 0 ? from : read("sender");
  const wasSent = author[0] !== undefined && isSelf(author[0]);
  const direct = firstOf(wasSent ? [read("to"), author] : [read("replyTo"), author]);
  const others = all ? (wasSent ? read("cc") : [...read("to"), ...read("cc")]) : [];

  const seen = new Set<string>();
  const take = (mailbox: Mailbox): boolean => {
    const key = keyOf(mailbox);
    if (seen.has(key) || seen.size >= DEFAULT_LIMITS.addresses) return false;
    seen.add(key);
    return true;
  };
  const wanted = direct.filter((mailbox) => !isSelf(mailbox));
  const to = (wanted.length > 0 ? wanted : direct).filter(take);
  return { to, cc: others.filter((mailbox) => !isSelf(mailbox) && take(mailbox)) };
}

function firstOf(lists: readonly Mailbox[][]): Mailbox[] {
  return lists.find((list) => list.length > 0) ?? [];
}

/** The References of the original (its In-Reply-To where it has none), each id once, ended by its own id. */
function chainOf(original: Mail, parent: string | undefined): string[] {
  const references = writableIds(original, "references");
  const before = references.length > 0 ? references : writableIds(original, "inReplyTo");
  const ids = new Set(before);
  if (parent !== undefined) {
    ids.delete(parent);
    ids.add(parent);
  }
  const chain = Array.from(ids);
  return chain.length <= LONGEST_CHAIN ? chain : [...chain.slice(0, 1), ...chain.slice(1 - LONGEST_CHAIN)];
}
