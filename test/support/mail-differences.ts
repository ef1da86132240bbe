/** Law 6 as a comparison: what the two roads from a message to a mail disagree on, but for what the law excepts. */

import {
  type Attachment,
  decodeHeaderText,
  type Entity,
  type Field,
  findEntity,
  type Header,
  type Mail,
  mimeToPayload,
  parseContentType,
  parseEntity,
  parseMime,
  parsePayload,
} from "../../src/index.js";
import { contentsOf } from "./payload-differences.js";

/** The fields whose grammar a decoded word can upset, and the property each becomes. */
const STRUCTURED: ReadonlyMap<string, keyof Mail> = new Map<string, keyof Mail>([
  ["from", "from"],
  ["sender", "sender"],
  ["reply-to", "replyTo"],
  ["to", "to"],
  ["cc", "cc"],
  ["bcc", "bcc"],
  ["date", "date"],
  ["message-id", "messageId"],
  ["in-reply-to", "inReplyTo"],
  ["references", "references"],
]);

/**
 * Lists the properties that differ between a message read from its bytes and from its payload.
 *
 * Excepted, and nothing else:
 * 1. runs of blanks in header text, tabs too
 * 2. structured fields where a decoded word brings nothing, a special or the look of a word, or stood in a quoted string
 *    or an address
 * 3. bytes of attached messages, of delivery-status and of nameless text attachments
 * 4. the mark U+FEFF where a text begins: Gmail takes off the first, reading its data the next
 * 5. quotes in address fields of attachments, which are headers there: Gmail takes off those that are not needed
 * 6. `defects`: offsets are of the bytes, and a payload does not show what was cleaned
 */
export function mailDifferences(bytes: Uint8Array): string[] {
  const direct = parseMime(bytes);
  const rendered = parsePayload(mimeToPayload(bytes), { content: contentsOf(bytes) });
  const root = parseEntity(bytes);
  const names = new Set(root.fields.filter(isUpset).map(({ name }) => name.toLowerCase()));
  const was = told(direct, root, names);
  const is = told(rendered, root, names);
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return keys
    .map((key) => ({ key, a: JSON.stringify(was[key]), b: JSON.stringify(is[key]) }))
    .filter(({ a, b }) => a !== b)
    .map(({ key, a, b }) => `${key}: ${shown(a, b)} became ${shown(b, a)}`);
}

function told(mail: Mail, root: Entity, names: ReadonlySet<string>): Record<string, unknown> {
  const { defects, attachments, headers, ...rest } = mail;
  const told: Record<string, unknown> = { ...rest };
  for (const name of names) delete told[STRUCTURED.get(name) as string];
  if (names.has("date")) delete told.dateOffset;
  told.headers = headers.filter(({ name }) => !names.has(name.toLowerCase())).map(spaced);
  for (const key of STRUCTURED.values()) told[key] = mapText(told[key]);
  told.subject = mapText(told.subject);
  for (const key of ["text", "html", "amp"] as const) told[key] = unmarked(mail[key]); // exception 4
  told.bodies = mail.bodies.map((body) => ({ ...body, text: unmarked(body.text) }));
  told.calendar = mail.calendar && { ...mail.calendar, text: unmarked(mail.calendar.text) };
  told.attachments = attachments.map((attachment) => {
    const fields = findEntity(root, attachment.partId)?.fields ?? [];
    const isFree = fields.some((field) => /^content-type$/i.test(field.name) && isUpset(field));
    return { ...tellAttachment(attachment), ...(isFree && { contentType: undefined }) };
  });
  return told;
}

/** Exception 2. */
function isUpset({ name, value }: Field): boolean {
  if (!STRUCTURED.has(name.toLowerCase()) && !/^content-type$/i.test(name)) return false;
  const words = value.match(/=\?[^?]*\?[bq]\?.*?\?=/gi) ?? [];
  if (words.length === 0) return false;
  return (
    words.some((word) => /^$|[()<>[\]:;@\\,."]|=\?/.test(decodeHeaderText(word))) ||
    /"[^"]*=\?[^"]*"|<[^>]*=\?|@[^,\s]*=\?|\?=[^,\s<]*@/.test(value)
  );
}

function tellAttachment({ content, attachmentId, size, headers, ...described }: Attachment): object {
  const { kind, mimeType, filename, contentType, contentId } = described;
  const isFree = // exception 3
    kind === "message" ||
    mimeType === "message/delivery-status" ||
    (mimeType.startsWith("text/") && filename === undefined);
  return {
    ...described,
    contentType: contentType && readType(contentType, isFree),
    filename: filename && spacedText(filename),
    contentId: contentId && spacedText(contentId),
    headers: headers.map(spaced).map(unquoted),
    ...(isFree ? {} : { size, content: content && Buffer.from(content).toString("latin1") }),
  };
}

/** A Content-Type as it reads; what Gmail made UTF-8 is declared so, which is part of exception 3. */
function readType(contentType: string, isFree: boolean): unknown {
  const { type, parameters } = parseContentType(contentType) ?? { type: undefined, parameters: new Map() };
  const pairs = [...parameters].filter(([name]) => !(isFree && name === "charset"));
  return { type, pairs: pairs.map(([name, value]) => [name, spacedText(value)]) };
}

/** Exception 5. */
function unquoted({ name, value }: Header): Header {
  if (!/^(from|sender|reply-to|to|cc|bcc)$/i.test(name)) return { name, value };
  return { name, value: value.replace(/"/g, "") };
}

function unmarked(text: string | undefined): string | undefined {
  return text?.replace(/^\ufeff+/, "");
}

function spaced({ name, value }: Header): Header {
  return { name, value: spacedText(value) };
}

function spacedText(text: string): string {
  return text.replace(/[\t ]+/g, " ").trim();
}

/** Exception 1, in a value of any shape. */
function mapText(value: unknown): unknown {
  if (typeof value === "string") return spacedText(value);
  if (Array.isArray(value)) return value.map(mapText);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapText(inner)]));
}

/** The text from a little before the first difference on. */
function shown(text: string | undefined, other: string | undefined): string {
  if (text === undefined) return "nothing";
  let at = 0;
  while (at < text.length && text[at] === other?.[at]) at++;
  return text.slice(Math.max(0, at - 40), at + 100);
}
