/** The fields a mail's properties tell: addresses, subject, date and ids, both ways (RFC 5322 §3.6). */

import { asciiLowerCase } from "../bytes/ascii.js";
import { copyArray, isArray, own, ownString } from "../bytes/given.js";
import { MimeError, type Report } from "../errors.js";
import { type Address, mailboxes, parseAddressList } from "../header/address.js";
import { formatDate, parseDate, type ZonedDate } from "../header/date.js";
import { type Field, fieldKey, isPlain } from "../header/field.js";
import { formatMessageIds, parseMessageIds } from "../header/message-id.js";
import { cleanHeaderText, decodeHeaderText } from "../header/text.js";
import type { Limits } from "../limits.js";
import { formatAddressField, formatAddressText, isAddressName, parseAddressField } from "./address-field.js";
import { fieldText, formatText, type HeaderStyle, readHeaderInput } from "./header-text.js";
import type { Header, Mail, MailInput } from "./mail.js";

/** The address properties and their fields, in the order they are written. */
const ADDRESSES = [
  ["from", "From"],
  ["sender", "Sender"],
  ["replyTo", "Reply-To"],
  ["to", "To"],
  ["cc", "Cc"],
  ["bcc", "Bcc"],
] as const;

type AddressKey = (typeof ADDRESSES)[number][0];
type Envelope = Pick<
  Mail,
  AddressKey | "subject" | "date" | "dateOffset" | "messageId" | "inReplyTo" | "references" | "headers"
>;
type ListKey = Exclude<AddressKey, "sender">;
type Building = { -readonly [K in Exclude<keyof Envelope, ListKey>]?: Envelope[K] } & {
  [K in ListKey]?: Address[];
};

/** How each field becomes a property: false where it cannot, and so stays among the headers. */
type Reader = (envelope: Building, field: Field, context: Context) => boolean;

interface Context {
  readonly limits: Limits;
  readonly report: Report;
}

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ...ADDRESSES.filter(([key]) => key !== "sender").map(([key, name]): [string, Reader] => [
    asciiLowerCase(name),
    addressReader(key as ListKey),
  ]),
  ["sender", readSender],
  ["subject", readSubject],
  ["date", readDate],
  ["message-id", readMessageId],
  ["in-reply-to", idsReader("inReplyTo")],
  ["references", idsReader("references")],
]);

/**
 * Reads the fields of a root: repeated address fields are joined, of other repeated ones the first counts.
 *
 * What no property tells stays in `headers`, in order: repeated and unreadable fields, too, but neither
 * MIME-Version nor Content-*.
 *
 * @see {@link formatEnvelope} for the way back
 */
export function parseEnvelope(
  fields: readonly Field[],
  limits: Limits,
  onDefect: (field: Field) => Report,
): Envelope {
  const envelope: Building = {};
  const headers: Header[] = [];
  for (const field of fields) {
    const { name, value } = field;
    if (name === "") continue;
    const key = FIRST_LETTERS.includes(name.charAt(0)) ? fieldKey(field) : "";
    const read = READERS.get(key);
    if (read === undefined) {
      if (key === "mime-version" || key.startsWith("content-")) continue;
      if (isPlain(field)) {
        headers.push({ name, value });
        continue;
      }
    }
    const context = { limits, report: onDefect(field) };
    if (read?.(envelope, field, context)) continue;
    const text = fieldText(field, limits, context.report);
    const isHidden = key === "sender" && text !== value && hidesSender(envelope, text, limits);
    headers.push({ name, value: isHidden ? cleanHeaderText(value) : text });
  }
  envelope.headers = headers;
  return envelope as Envelope;
}

/** Of the names that are told apart: most others need not even be lower-cased. */
const FIRST_LETTERS = "bcdfimrstBCDFIMRST";

/** Whether only decoded words would make a sender: it is none, and must not become one when it is written. */
function hidesSender(envelope: Building, text: string, limits: Limits): boolean {
  return readSender({ ...envelope }, { name: "Sender", value: text }, { limits, report: () => {} });
}

function addressReader(key: ListKey): Reader {
  return (envelope, { value }, { limits, report }) => {
    const addresses = parseAddressField(value, limits, report);
    if (addresses.length === 0) {
      if (key !== "bcc") report("address-invalid"); // Bcc may be empty (RFC 5322 §3.6.3)
      return false;
    }
    const before = envelope[key];
    if (before === undefined) {
      envelope[key] = addresses;
      return true;
    }
    report("field-repeated");
    for (const address of addresses) before.push(address);
    return true;
  };
}

function readSender(envelope: Building, { value }: Field, { limits, report }: Context): boolean {
  if (envelope.sender !== undefined) return repeated(report);
  const [sender, other] = mailboxes(parseAddressField(value, limits, report));
  if (sender === undefined || other !== undefined) report("address-invalid");
  if (sender === undefined) return false;
  envelope.sender = sender;
  return true;
}

function readSubject(envelope: Building, field: Field, { limits, report }: Context): boolean {
  if (envelope.subject !== undefined) return repeated(report);
  envelope.subject = fieldText(field, limits, report);
  return true;
}

// Dates and ids are read as they are shown, words decoded: what is unreadable so stays unreadable when written again.

function readDate(envelope: Building, field: Field, { limits, report }: Context): boolean {
  if (envelope.date !== undefined) return repeated(report);
  const read = parseDate(fieldText(field, limits, report));
  if (read === undefined || !isWritable(read)) {
    report("date-invalid");
    return false;
  }
  envelope.date = read.date;
  envelope.dateOffset = read.offset;
  return true;
}

/** Whether a date is within the years that are written, on the clock that is shown. */
function isWritable({ date, offset }: ZonedDate): boolean {
  const year = new Date(date.getTime() + offset * 60_000).getUTCFullYear();
  return year >= 1900 && year <= 9999;
}

function readMessageId(envelope: Building, field: Field, context: Context): boolean {
  if (envelope.messageId !== undefined) return repeated(context.report);
  const [id, other] = readIds(field, context);
  if (id === undefined) return false;
  if (other !== undefined) context.report("message-id-invalid");
  envelope.messageId = id;
  return true;
}

function idsReader(key: "inReplyTo" | "references"): Reader {
  return (envelope, field, context) => {
    if (envelope[key] !== undefined) return repeated(context.report);
    const ids = readIds(field, context);
    if (ids.length === 0) return false;
    envelope[key] = ids;
    return true;
  };
}

/** The ids of a field, but for those that no line holds and those that would be read as another. */
function readIds(field: Field, { limits, report }: Context): string[] {
  const ids = parseMessageIds(fieldText(field, limits, report), { report });
  const kept = ids.filter((id) => id.length <= LONGEST_ID && decodeHeaderText(id) === id);
  if (kept.length < ids.length || ids.length === 0) report("message-id-invalid");
  return kept;
}

/** A longer one, which cannot be folded, would not fit on a line. */
const LONGEST_ID = 900;

function repeated(report: Report): boolean {
  report("field-repeated");
  return false;
}

/**
 * Writes the properties of a mail as fields, then its own fields, in order.
 *
 * @throws {MimeError} `address-invalid`, `date-invalid`, `message-id-invalid`, `header-injection`,
 * `header-name`, `header-refused` for MIME-Version and Content-* among the mail's own fields, `input-too-large`.
 * @see {@link parseEnvelope} for the way back
 */
export function formatEnvelope(mail: MailInput, style: HeaderStyle, limits: Limits): Field[] {
  const fields: Field[] = [];
  for (const [key, name] of ADDRESSES) {
    const given = own(mail, key);
    if (given === undefined || isEmpty(given)) continue;
    const value = formatAddressField(name, given, style);
    if (value !== "") fields.push({ name, value });
    checkCount(name, value, limits.addresses);
    if (key === "sender" && mailboxes(parseAddressList(value)).length !== 1) {
      throw new MimeError("address-invalid", 'Cannot write header "Sender": not exactly one mailbox');
    }
  }
  const subject = ownString(mail, "subject");
  if (subject !== undefined) fields.push({ name: "Subject", value: formatText("Subject", subject, style) });
  const date = own(mail, "date");
  if (date !== undefined) fields.push({ name: "Date", value: formatWhen(date, own(mail, "dateOffset")) });
  const ids = [
    ["Message-ID", own(mail, "messageId")],
    ["In-Reply-To", own(mail, "inReplyTo")],
    ["References", own(mail, "references")],
  ] as const;
  for (const [name, value] of ids) {
    if (value !== undefined && !isEmpty(value)) fields.push({ name, value: formatIds(name, value) });
  }
  for (const { name, value } of readHeaderInput(mail)) {
    if (/^(mime-version|content-.*)$/i.test(name)) {
      throw new MimeError("header-refused", `Cannot write header "${name}": the library writes it`);
    }
    fields.push({
      name,
      value: isAddressName(name) ? formatAddressText(name, value, style) : formatText(name, value, style),
    });
  }
  return fields;
}

/** Every address has an "@": only where there are so many of them, they are counted one by one. */
function checkCount(name: string, value: string, most: number): void {
  if (value.length <= most || value.split("@", most + 2).length - 1 <= most) return;
  if (mailboxes(parseAddressList(value, { addresses: most + 1 })).length <= most) return;
  throw new MimeError(
    "input-too-large",
    `Cannot write header "${name}": more addresses than the limits allow`,
  );
}

function isEmpty(given: unknown): boolean {
  return given === "" || (isArray(given) && copyArray(given, "ids").length === 0);
}

function formatWhen(given: unknown, givenOffset: unknown): string {
  const read = typeof given === "string" ? parseDate(given) : undefined;
  const date = typeof given === "string" ? read?.date : given;
  if (date === undefined) {
    throw new MimeError("date-invalid", 'Cannot write header "Date": not a date');
  }
  return formatDate(date as Date | number, { offset: (givenOffset ?? read?.offset) as number | undefined });
}

function formatIds(name: string, given: unknown): string {
  const isOne = typeof given === "string";
  const ids = isOne ? [given] : isArray(given) && name !== "Message-ID" ? copyArray(given, "ids") : [];
  if (ids.length === 0 || !ids.every((id) => typeof id === "string")) {
    throw new MimeError("message-id-invalid", `Cannot write header "${name}": not a string, nor strings`);
  }
  const value = formatMessageIds(isOne ? given : ids);
  if (decodeHeaderText(value) !== value) {
    throw new MimeError("message-id-invalid", `Cannot write header "${name}": an id holds an encoded word`);
  }
  if (name === "Message-ID" && parseMessageIds(value).length !== 1) {
    throw new MimeError("message-id-invalid", 'Cannot write header "Message-ID": not exactly one id');
  }
  return value;
}
