/** What projects state of a mail as a whole, beside how `parseMime` reads it; a new attribute is a new row. */

import { type Address, type Mail, mailboxes } from "../../src/index.js";
import type { Claim } from "./expectation.js";

export interface StatedMailbox {
  /** `null` where there is none; absent where none is stated. */
  readonly name?: string | null | undefined;
  /** `null` where a name stands alone. */
  readonly address: string | null;
}

export interface StatedFile {
  readonly filename?: string | null | undefined;
  readonly size?: number | undefined;
}

/** A mail as a project states it: `null` and an empty list tell that there is none, what is absent tells nothing. */
export interface StatedMail {
  readonly subject?: string | null | undefined;
  readonly from?: readonly StatedMailbox[] | undefined;
  readonly sender?: readonly StatedMailbox[] | undefined;
  readonly replyTo?: readonly StatedMailbox[] | undefined;
  readonly to?: readonly StatedMailbox[] | undefined;
  readonly cc?: readonly StatedMailbox[] | undefined;
  /** In seconds since 1970. */
  readonly date?: number | null | undefined;
  /** Ids stand without their angle brackets. */
  readonly messageId?: string | null | undefined;
  readonly inReplyTo?: readonly string[] | undefined;
  readonly references?: readonly string[] | undefined;
  /** One field of each name, whichever; runs of blanks count as one. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly text?: string | undefined;
  readonly html?: string | undefined;
}

const NONE = "none";

/** How each attribute is compared, the same of what is stated and of what we read. */
const MAIL_ATTRIBUTES = {
  subject: ({ subject }) => (subject === null ? NONE : subject?.trim()),
  from: ({ from }) => from && formatAddresses(from),
  to: ({ to }) => to && formatAddresses(to),
  cc: ({ cc }) => cc && formatAddresses(cc),
  sender: ({ sender }) => sender && formatAddresses(sender),
  "reply to": ({ replyTo }) => replyTo && formatAddresses(replyTo),
  date: ({ date }) => (date === null ? NONE : date?.toString()),
  "message id": ({ messageId }) => (messageId === null ? NONE : messageId),
  "in reply to": ({ inReplyTo }) => inReplyTo?.join(" "),
  references: ({ references }) => references?.join(" "),
  text: ({ text }) => (text === undefined ? undefined : collapse(text)),
  html: ({ html }) => (html === undefined ? undefined : collapse(html)),
} satisfies Record<string, (mail: StatedMail) => string | undefined>;

const ADDRESS_FIELDS = ["from", "to", "cc", "sender", "replyTo"] as const;

/** The claims of a mail; `at` tells an attached one from the one it is attached to. */
export function claimMail(stated: StatedMail, mail: Mail, at = ""): Claim[] {
  const ours = statedBy(mail);
  const claims = Object.entries(MAIL_ATTRIBUTES).flatMap(([attribute, show]): Claim[] => {
    const value = show(stated);
    return value === undefined
      ? []
      : [{ attribute: `mail ${attribute}`, at, stated: value, ours: show(ours) }];
  });
  return [...claims, ...claimNames(stated, ours, at), ...claimHeaders(stated.headers ?? {}, mail, at)];
}

/** The names in the address fields, as far as they are stated. */
function claimNames(stated: StatedMail, ours: StatedMail, at: string): Claim[] {
  return ADDRESS_FIELDS.flatMap((field) =>
    (stated[field] ?? []).flatMap(({ name }, i): Claim[] => {
      if (name === undefined) return [];
      const mine = ours[field]?.[i];
      return [
        {
          attribute: "mail names",
          at: `${at}${field} ${i}`,
          stated: name ?? "",
          ours: mine && (mine.name ?? ""),
        },
      ];
    }),
  );
}

function claimHeaders(stated: Readonly<Record<string, string>>, { headers }: Mail, at: string): Claim[] {
  return Object.entries(stated).map(([name, text]) => {
    const values = headers.filter((header) => header.name === name).map(({ value }) => collapse(value));
    const value = collapse(text);
    const ours = values.includes(value) ? value : values[0];
    return { attribute: "mail headers", at: `${at}${name}`, stated: value, ours };
  });
}

/**
 * The claims of files: how many there are, where that is stated, and each of them. Where there are more or fewer
 * than stated, the count tells it, and not again a file that is not found.
 */
export function claimAttachments(
  files: readonly StatedFile[],
  { attachments }: Mail,
  count: number | undefined,
  at = "",
): Claim[] {
  const attribute = "mail attachments";
  const sameCount = count === undefined || count === attachments.length;
  const claims = files.flatMap((file, i): Claim[] => {
    const named = attachments.find(({ filename }) => filename === file.filename);
    const mine = named ?? (count === attachments.length ? attachments[i] : undefined);
    if (mine === undefined && !sameCount) return [];
    const ours = mine && formatFile({ filename: mine.filename, size: file.size && mine.size });
    return [{ attribute, at: `${at}#${i}`, stated: formatFile(file), ours }];
  });
  if (count === undefined) return claims;
  const ours = String(attachments.length);
  return [...claims, { attribute, at: `${at}count`, stated: String(count), ours }];
}

function statedBy(mail: Mail): StatedMail {
  const stated = (addresses: readonly Address[] = []) => addresses.flatMap(statedAddresses);
  return {
    subject: mail.subject ?? null,
    from: stated(mail.from),
    sender: stated(mail.sender && [mail.sender]),
    replyTo: stated(mail.replyTo),
    to: stated(mail.to),
    cc: stated(mail.cc),
    date: mail.date === undefined ? null : mail.date.getTime() / 1000,
    messageId: mail.messageId === undefined ? null : withoutBrackets(mail.messageId),
    inReplyTo: (mail.inReplyTo ?? []).map(withoutBrackets),
    references: (mail.references ?? []).map(withoutBrackets),
    text: mail.text ?? "",
    html: mail.html ?? "",
  };
}

/** A group without members is a name alone; of others the members are stated. */
function statedAddresses(address: Address): readonly StatedMailbox[] {
  if (!("members" in address)) return [address];
  return address.members.length === 0 ? [{ name: address.name, address: null }] : mailboxes([address]);
}

function formatAddresses(addresses: readonly StatedMailbox[]): string {
  return addresses.flatMap(({ address }) => (address === null ? [] : [withLowerDomain(address)])).join(", ");
}

function withLowerDomain(address: string): string {
  const at = address.lastIndexOf("@");
  return address.slice(0, at + 1) + address.slice(at + 1).toLowerCase();
}

/** A mailbox stated as plain text, `a@b` or `Name <a@b>`. */
export function splitMailbox(text: string): StatedMailbox {
  const [, name, address] = /^(.*?) ?<(.*)>$/.exec(text) ?? [];
  return address === undefined ? { name: null, address: text } : { name, address };
}

function formatFile({ filename, size }: StatedFile): string {
  return `${filename || "nameless"}, ${size ?? "of any size"}`;
}

function withoutBrackets(id: string): string {
  return id.replace(/^<(.*)>$/, "$1");
}

/** Runs of blanks are one. */
export function collapse(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
