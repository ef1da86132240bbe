/** The fields a mail's properties tell: addresses, subject, date and ids, both ways (RFC 5322 §3.6). */

import { asciiLowerCase } from "../bytes/ascii.js";
import { own, ownArray, ownString } from "../bytes/given.js";
import { MimeError, type Report } from "../errors.js";
import { type Address, formatAddressList, mailboxes, parseAddressList } from "../header/address.js";
import { formatDate, parseDate } from "../header/date.js";
import { checkFieldName, type Field } from "../header/field.js";
import { formatMessageIds, parseMessageIds } from "../header/message-id.js";
import { decodeHeaderText, encodeHeaderText } from "../header/text.js";
import type { Limits } from "../limits.js";
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
type Building = { -readonly [K in keyof Omit<Envelope, "headers">]: Envelope[K] };

/** How each field becomes a property: false where it cannot, and so stays among the headers. */
type Reader = (envelope: Building, value: string, context: Context) => boolean;

interface Context {
  readonly limits: Limits;
  readonly report: Report;
}

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ...ADDRESSES.filter(([key]) => key !== "sender").map(([key, name]): [string, Reader] => [
    asciiLowerCase(name),
    addressReader(key as Exclude<AddressKey, "sender">),
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
    if (field.name === "") continue;
    const name = asciiLowerCase(field.name);
    if (name === "mime-version" || name.startsWith("content-")) continue;
    const report = onDefect(field);
    const reader = READERS.get(name);
    if (reader?.(envelope, field.value, { limits, report })) continue;
    headers.push({ name: field.name, value: fieldText(field, limits, report) });
  }
  return { ...envelope, headers };
}

/** The value of an unstructured field, decoded; past `fieldBytes` it stays as it is. */
export function fieldText(field: Field, limits: Limits, report: Report): string {
  if (field.value.length > limits.fieldBytes) return field.value;
  return decodeHeaderText(field.value, { encodedWords: limits.encodedWords, report });
}

function addressReader(key: Exclude<AddressKey, "sender">): Reader {
  return (envelope, value, context) => {
    const addresses = readAddresses(value, context);
    if (addresses.length === 0) return false;
    const before = envelope[key];
    if (before !== undefined) context.report("field-repeated");
    envelope[key] = before === undefined ? addresses : before.concat(addresses);
    return true;
  };
}

function readAddresses(value: string, { limits, report }: Context): Address[] {
  if (value.length > limits.fieldBytes) return [];
  return parseAddressList(value, { ...limits, report });
}

function readSender(envelope: Building, value: string, context: Context): boolean {
  if (envelope.sender !== undefined) return repeated(context);
  const [sender] = mailboxes(readAddresses(value, context));
  if (sender === undefined) return false;
  envelope.sender = sender;
  return true;
}

function readSubject(envelope: Building, value: string, context: Context): boolean {
  if (envelope.subject !== undefined) return repeated(context);
  envelope.subject = fieldText({ name: "Subject", value }, context.limits, context.report);
  return true;
}

function readDate(envelope: Building, value: string, context: Context): boolean {
  if (envelope.date !== undefined) return repeated(context);
  const read = parseDate(value);
  if (read === undefined) {
    context.report("date-invalid");
    return false;
  }
  envelope.date = read.date;
  envelope.dateOffset = read.offset;
  return true;
}

function readMessageId(envelope: Building, value: string, context: Context): boolean {
  if (envelope.messageId !== undefined) return repeated(context);
  const [id] = parseMessageIds(value, { report: context.report });
  if (id === undefined) return false;
  envelope.messageId = id;
  return true;
}

function idsReader(key: "inReplyTo" | "references"): Reader {
  return (envelope, value, context) => {
    if (envelope[key] !== undefined) return repeated(context);
    const ids = parseMessageIds(value, { report: context.report });
    if (ids.length === 0) return false;
    envelope[key] = ids;
    return true;
  };
}

function repeated({ report }: Context): boolean {
  report("field-repeated");
  return false;
}

/** How header text is written. */
export interface HeaderStyle {
  readonly charset: string;
  /** RFC 6532: text outside ASCII stands as it is. */
  readonly utf8: boolean;
}

/**
 * Writes the properties of a mail as fields, then its own fields, in order.
 *
 * @throws {MimeError} `address-invalid`, `date-invalid`, `message-id-invalid`, `header-injection`,
 * `header-name`, `header-refused` for MIME-Version and Content-* among the mail's own fields.
 * @see {@link parseEnvelope} for the way back
 */
export function formatEnvelope(mail: MailInput, style: HeaderStyle): Field[] {
  const fields: Field[] = [];
  for (const [key, name] of ADDRESSES) {
    const value = formatAddresses(own(mail, key), name, style);
    if (value !== "") fields.push({ name, value });
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
    fields.push({ name, value: formatOwn(name, value, style) });
  }
  return fields;
}

function formatAddresses(given: unknown, name: string, style: HeaderStyle): string {
  if (given === undefined || isEmpty(given)) return "";
  const value = formatAddressList(given as Parameters<typeof formatAddressList>[0], {
    column: name.length + 2,
    charset: style.charset,
    utf8: style.utf8,
  });
  if (name === "Sender" && parseAddressList(value).length !== 1) {
    throw new MimeError("address-invalid", 'Cannot write header "Sender": not exactly one mailbox');
  }
  return value;
}

function isEmpty(given: unknown): boolean {
  return given === "" || (Array.isArray(given) && given.length === 0);
}

/** Writes unstructured text, encoded where it must be. */
export function formatText(name: string, text: string, style: HeaderStyle): string {
  if (style.utf8 && !text.includes("=?") && !/[\0\r\n]/.test(text)) return text.toWellFormed().trim();
  return encodeHeaderText(text, { column: name.length + 2, charset: style.charset });
}

/** A field of the mail's own: by the grammar of addresses where it is of that kind and can be read so. */
function formatOwn(name: string, value: string, style: HeaderStyle): string {
  if (/^(resent-)?(from|sender|reply-to|to|cc|bcc)$/i.test(name) && /[^\x20-\x7e]/.test(value)) {
    try {
      return formatAddresses(value, name, style);
    } catch (error) {
      if (!(error instanceof MimeError) || error.code !== "address-invalid") throw error;
    }
  }
  return formatText(name, value, style);
}

function formatWhen(given: unknown, givenOffset: unknown): string {
  const read = typeof given === "string" ? parseDate(given) : undefined;
  const date = read?.date ?? (typeof given === "number" ? new Date(given) : given);
  if (!(date instanceof Date)) {
    throw new MimeError("date-invalid", 'Cannot write header "Date": not a date');
  }
  const offset = givenOffset ?? read?.offset ?? 0;
  if (typeof offset !== "number") {
    throw new MimeError("date-invalid", 'Cannot write header "Date": dateOffset is no number');
  }
  return formatDate(date, { offset });
}

function formatIds(name: string, given: unknown): string {
  const ids = Array.isArray(given) ? Array.from(given) : [given];
  if (!ids.every((id) => typeof id === "string")) {
    throw new MimeError("message-id-invalid", `Cannot write header "${name}": not a string, nor strings`);
  }
  const value = formatMessageIds(name === "Message-ID" || !Array.isArray(given) ? (ids[0] as string) : ids);
  if (name === "Message-ID" && parseMessageIds(value).length !== 1) {
    throw new MimeError("message-id-invalid", 'Cannot write header "Message-ID": not exactly one id');
  }
  return value;
}

/** The custom fields of a mail or an attachment, from any of the forms they may be given in. */
export function readHeaderInput(owner: object): Header[] {
  const given = own(owner, "headers");
  if (given === undefined) return [];
  if (typeof given !== "object" || given === null) {
    throw new MimeError("input-invalid", "Cannot use headers: neither a list nor a record");
  }
  if (Array.isArray(given)) return (ownArray(owner, "headers") ?? []).map(readHeader);
  const headers: Header[] = [];
  for (const name of Object.keys(given)) {
    const value = own(given, name);
    const values = Array.isArray(value) ? (ownArray(given, name) ?? []) : value === undefined ? [] : [value];
    for (const one of values) headers.push(readHeader([name, one]));
  }
  return headers;
}

function readHeader(given: unknown): Header {
  const [name, value] = Array.isArray(given) ? Array.from(given) : [own(given, "name"), own(given, "value")];
  checkFieldName(name);
  if (typeof value === "string") return { name, value };
  throw new MimeError("input-invalid", `Cannot write header "${name}": its value is no string`);
}
