/** Address fields of a mail, both ways: what cannot be an address in a field that we write is text. */

import { MimeError, type Report } from "../errors.js";
import { holdsEncodedWord } from "../header/addr-spec.js";
import { type Address, formatAddressList, type Group, type Mailbox } from "../header/address.js";
import { readAddressList } from "../header/address-list.js";
import { encodeEncodedWords } from "../header/encoded-word.js";
import { cleanHeaderText, decodeHeaderText } from "../header/text.js";
import type { Limits } from "../limits.js";
import { fieldText, formatText, type HeaderStyle } from "./header-text.js";

/**
 * Reads the addresses of a field; none where it holds nothing but blanks, commas, comments or `<>`.
 *
 * @see {@link formatAddressField} for the way back
 */
export function parseAddressField(value: string, limits: Limits, report: Report): Address[] {
  if (value.length > limits.fieldBytes) return [];
  const clean = cleanHeaderText(value, report); // a NUL inside an address must not hide it once only
  const { addresses: most, comments, groups, encodedWords } = limits;
  const addresses = readAddressList(
    clean,
    { addresses: most, comments, groups, encodedWords, report },
    false,
  );
  if (addresses.length > 0) {
    const mayHide = value.includes("=?") || value.length > LONGEST_ADDRESS;
    return !mayHide || addresses.every(isSound) ? addresses : addresses.flatMap(asWritable);
  }
  // A comment that cannot stand in a field as it is read would become addresses there.
  const text = fieldText({ name: "", value }, limits, () => {});
  return text === "" || (text === clean && isLiteral(text)) ? [] : [{ name: text, members: [] }];
}

/** A longer one, which cannot be folded, might not fit on a line: each of its characters takes up to three bytes. */
const LONGEST_ADDRESS = 320;

function isSound(address: Address): boolean {
  return "members" in address ? address.members.every(isWritable) : isWritable(address);
}

/** What is no address that may be written stays as text: one with an encoded word inside, and one that is too long. */
function asWritable(address: Address): Address[] {
  if (!("members" in address)) return [isWritable(address) ? address : asText(address)];
  const members = address.members.filter(isWritable);
  if (members.length === address.members.length) return [address];
  const texts = address.members.filter((member) => !isWritable(member)).map(asText);
  return [{ name: address.name, members }, ...texts];
}

function isWritable({ address }: Mailbox): boolean {
  return address.length <= LONGEST_ADDRESS && !holdsEncodedWord(address);
}

function asText({ name, address }: Mailbox): Group {
  return { name: name === undefined ? address : `${name} <${address}>`, members: [] };
}

/**
 * Writes addresses as a field value; "" where there are none.
 *
 * @throws {MimeError} what {@link formatAddressList} throws.
 * @see {@link parseAddressField} for the way back
 */
export function formatAddressField(name: string, given: unknown, style: HeaderStyle): string {
  return formatAddressList(given as Parameters<typeof formatAddressList>[0], {
    column: name.length + 2,
    charset: style.charset,
    utf8: style.utf8,
  });
}

/** Whether a field is of addresses; those of an earlier sending become no property. */
export function isAddressName(name: string): boolean {
  return /^(resent-)?(from|sender|reply-to|to|cc|bcc)$/i.test(name);
}

/**
 * Writes the text of an address field that no property tells: by the grammar of addresses where that says the
 * same, else, where it is not plain, as words throughout, so that no piece of it is taken for an address.
 *
 * @throws {MimeError} `header-injection`, `charset-invalid`.
 */
export function formatAddressText(name: string, text: string, style: HeaderStyle): string {
  const plain = formatText(name, text, style);
  const clean = cleanHeaderText(text.toWellFormed());
  if (plain === clean && isLiteral(clean)) return plain;
  try {
    const written = formatAddressField(name, text, style);
    if (decodeHeaderText(written) === clean) return written;
  } catch (error) {
    if (!(error instanceof MimeError) || error.code !== "address-invalid") throw error;
  }
  return encodeEncodedWords(clean, { column: name.length + 2, charset: style.charset }).join(" ");
}

/** Whether text stands in a field as it is. */
function isLiteral(text: string): boolean {
  return /^[\t\x20-\x7e]*$/.test(text) && !text.includes("=?");
}
