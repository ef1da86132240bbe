/** The mail that is answered or forwarded: its properties read once, and made fit to be written again. */

import { utf8Bytes } from "../bytes/bytes.js";
import { copyArray, isArray, own, ownArray, ownString } from "../bytes/given.js";
import { MimeError } from "../errors.js";
import { formatAddrSpec } from "../header/addr-spec.js";
import type { Mailbox } from "../header/address.js";
import { toWellFormed } from "../header/character.js";
import { formatMessageIds } from "../header/message-id.js";
import { cleanHeaderText, decodeHeaderText } from "../header/text.js";
import type { Mail } from "./mail.js";

/** Words the caller adds: plain text, or both of its forms. */
export type Passage = string | { readonly text?: string | undefined; readonly html?: string | undefined };

/** An address as it is shown: a group without members has a name only, and so has text that was no address. */
export interface Shown {
  readonly name: string;
  readonly address: string;
}

type AddressKey = "from" | "sender" | "replyTo" | "to" | "cc";

/** A longer address or id could not stand on a line of 998 bytes with what belongs to it. */
const LONGEST_WORD = 900;

/** @throws {MimeError} `input-invalid` for anything but an object. */
export function checkMail(original: Mail, action: string): void {
  if (typeof original === "object" && original !== null && !isArray(original)) return;
  throw new MimeError("input-invalid", `Cannot ${action} the mail: this is no Mail`);
}

interface Read extends Shown {
  /** The address as it was given: what had to be cleaned is shown, but not written to. */
  readonly exact: string;
}

/** The addresses of a field, groups flattened, names without line breaks; those that say nothing are left out. */
export function shownAddresses(original: Mail, key: AddressKey): Read[] {
  const given = own(original, key);
  const shown: Read[] = [];
  if (given === undefined) return shown;
  const list = isArray(given) ? copyArray(given, key) : [given];
  for (const address of list) {
    const members = ownArray(address, "members");
    if (members !== undefined && members.length > 0)
      for (const member of members) shown.push(readOne(member));
    else shown.push(readOne(address));
  }
  return shown.filter(({ name, address }) => name !== "" || address !== "");
}

function readOne(given: unknown): Read {
  if (typeof given !== "object" || given === null) {
    throw new MimeError("input-invalid", "Cannot read an address of the mail: neither a mailbox nor a group");
  }
  const exact = ownString(given, "address") ?? "";
  return { name: oneLine(ownString(given, "name") ?? ""), address: oneLine(exact), exact };
}

/** Text as it may stand in a header or on a line: no line break, no NUL, whole characters. */
export function oneLine(text: string): string {
  return toWellFormed(cleanHeaderText(text));
}

/**
 * The mailboxes of a field that can be written into another mail, in order; the others are left out:
 * 1. those with an encoded word inside the address, and other text that is not exactly one address
 * 2. addresses outside ASCII in their local part, unless `utf8` says that they may be written (RFC 6532)
 * 3. addresses too long for a line of 998 bytes
 */
export function writableMailboxes(original: Mail, key: AddressKey, utf8: boolean): Mailbox[] {
  const writable: Mailbox[] = [];
  for (const { name, exact: address } of shownAddresses(original, key)) {
    if (!isWritableAddress(address, utf8)) continue;
    writable.push(name === "" ? { address } : { name, address });
  }
  return writable;
}

function isWritableAddress(address: string, utf8: boolean): boolean {
  if (address.length > LONGEST_WORD) return false;
  const spec = orUndefined(() => formatAddrSpec(address, utf8));
  return spec !== undefined && utf8Bytes(spec).length <= LONGEST_WORD;
}

/** The ids of a property that can be written into another mail and read as the same, in order. */
export function writableIds(original: Mail, key: "messageId" | "inReplyTo" | "references"): string[] {
  const given = own(original, key);
  const list = typeof given === "string" ? [given] : given === undefined ? [] : copyArray(given, key);
  return list.flatMap((id) => {
    if (typeof id !== "string") {
      throw new MimeError("input-invalid", `Cannot use "${key}" of the mail: neither a string nor strings`);
    }
    if (id.length > LONGEST_WORD || decodeHeaderText(id) !== id) return [];
    return orUndefined(() => formatMessageIds([id])) ?? [];
  });
}

function orUndefined<T>(write: () => T): T | undefined {
  try {
    return write();
  } catch (error) {
    if (error instanceof MimeError) return undefined;
    throw error;
  }
}

/** The subject, one line; "" where there is none. */
export function originalSubject(original: Mail): string {
  return oneLine(ownString(original, "subject") ?? "");
}
