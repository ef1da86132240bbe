/** Addresses of From, To and their like: what they are, lists of them read and written (RFC 5322 §3.4). */

import { copyArray, isArray, own, ownArray, ownString, readOptions } from "../bytes/given.js";
import { MimeError, type Report } from "../errors.js";
import { formatAddrSpec } from "./addr-spec.js";
import { type Address, type Mailbox, type ParseAddressOptions, readAddressList } from "./address-list.js";
import { toWellFormed } from "./character.js";
import { formatPhrase, type PhraseOptions } from "./phrase.js";
import { checkText, cleanHeaderText } from "./text.js";

const READING = {
  addresses: "number",
  groups: "number",
  comments: "number",
  encodedWords: "number",
  report: "function",
} as const;
const WRITING = { utf8: "boolean", charset: "string", column: "number" } as const;

export type { Address, Group, Mailbox, ParseAddressOptions } from "./address-list.js";
export { simplifyPhrases } from "./phrase.js";

/** How addresses are written; `column` tells how much of the line is already used. */
export type FormatAddressOptions = PhraseOptions;

/**
 * Reads an address field value: quotes, comments, routes and groups understood, names decoded last.
 *
 * `a@b (Name)` gives the comment as the name where there is no other. What is no address gives a group without
 * members that holds the text, with the defect `address-invalid`, as everything RFC 5322 does not allow.
 *
 * @throws {MimeError} `input-invalid` when the text is no string; `option-invalid`.
 * @example
 * parseAddressList('c@x.com, "Doe, J" <d@x.com>');
 * // => [{ address: "c@x.com" }, { name: "Doe, J", address: "d@x.com" }]
 * @see {@link formatAddressList} for the way back; RFC 5322 §3.4, §4.4
 */
export function parseAddressList(text: string, options?: ParseAddressOptions): Address[] {
  checkText(text, "read");
  return readAddressList(text, readOptions(options, READING) ?? {}, false);
}

/**
 * Writes addresses as a field value, not yet folded.
 *
 * A string holds a whole list and must be one by RFC 5322; what looks like an encoded word in it is plain text.
 *
 * @throws {MimeError} `address-invalid` for what is not exactly one address, or not a list; `header-injection` for
 * CR, LF or NUL; `charset-invalid`; `input-invalid` for anything that is no address at all; `input-too-large`,
 * `option-invalid`.
 * @example
 * formatAddressList(["c@x.com", { name: "Doe, J", address: "d@x.com" }]); // => 'c@x.com, "Doe, J" <d@x.com>'
 * @see {@link parseAddressList} for the way back; RFC 5322 §3.4
 */
export function formatAddressList(
  addresses: readonly (Address | string)[] | Address | string,
  options?: FormatAddressOptions,
): string {
  const given = isArray(addresses) ? copyArray(addresses, "addresses") : [addresses];
  const written: string[] = [];
  const { utf8, charset, column: used } = readOptions(options, WRITING) ?? {};
  let column = used;
  for (const item of given) {
    for (const address of typeof item === "string" ? parseStrictly(item) : [item]) {
      written.push(formatAddress(address, { utf8, charset, column }));
      column = 1; // every later one can stand on a line of its own
    }
  }
  return written.join(", ");
}

/**
 * Lists the mailboxes of addresses, those of groups in their place.
 *
 * @throws {MimeError} `input-invalid` for what is no list of addresses, `input-too-large` for one too long to be
 * one.
 * @example
 * mailboxes([{ name: "Team", members: [{ address: "a@x" }] }, { address: "b@x" }]);
 * // => [{ address: "a@x" }, { address: "b@x" }]
 * @see {@link parseAddressList} for the addresses of a text; RFC 5322 §3.4
 */
export function mailboxes(addresses: readonly Address[]): Mailbox[] {
  const all: Mailbox[] = [];
  for (const address of copyArray(addresses, "addresses")) {
    for (const mailbox of ownArray(address, "members") ?? [address]) {
      if (typeof own(mailbox, "address") !== "string") throw notAnAddress();
      all.push(mailbox as Mailbox);
    }
  }
  return all;
}

/** Reads our caller's text: every oddity but an empty list element is an error. */
function parseStrictly(text: string): Address[] {
  refuseBreaks(text);
  const none = Number.POSITIVE_INFINITY;
  const report: Report = (code) => {
    throw new MimeError("address-invalid", `Cannot write addresses: the text is no address list (${code})`);
  };
  return readAddressList(text, { addresses: none, comments: none, encodedWords: none, report }, true);
}

function notAnAddress(): MimeError {
  return new MimeError("input-invalid", "Cannot use an address: neither a string nor a mailbox or group");
}

function formatAddress(given: unknown, options: PhraseOptions): string {
  const members = ownArray(given, "members");
  if (members === undefined) return formatMailbox(given, options);
  const name = formatPhrase(checkName(given) ?? "", options);
  const written = members.map((member) => formatMailbox(member, { ...options, column: 1 }));
  return written.length === 0 ? `${name}:;` : `${name}: ${written.join(", ")};`;
}

function formatMailbox(given: unknown, options: PhraseOptions): string {
  const address = ownString(given, "address");
  if (address === undefined) throw notAnAddress();
  const spec = formatAddrSpec(address, options.utf8);
  const name = checkName(given);
  return name === undefined || name === "" ? spec : `${formatPhrase(name, options)} <${spec}>`;
}

/** The name as it will be read again: trimmed, whole characters. */
function checkName(given: unknown): string | undefined {
  const name = ownString(given, "name");
  if (name === undefined) return undefined;
  refuseBreaks(name);
  return toWellFormed(cleanHeaderText(name));
}

function refuseBreaks(text: string): void {
  if (/[\0\r\n]/.test(text)) {
    throw new MimeError("header-injection", "Cannot write addresses: a line break or NUL stands in them");
  }
}
