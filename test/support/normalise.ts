/** What law 4 excepts, and nothing else: two mails that say the same are equal once normalised. */

import { type Attachment, type Mail, parseContentType } from "../../src/index.js";
import type { ExpectedAttachment } from "./attachment-arbitrary.js";
import type { ExpectedMail } from "./mail-arbitrary.js";

/**
 * Leaves out of a mail what building it may change:
 * 1. `bodies`, the places of texts, which are arranged anew
 * 2. the `partId` of attachments and of the calendar
 * 3. `defects`
 * 4. the order of attachments
 * 5. line ends inside attached messages, which become CRLF
 */
export function normalise({ bodies, defects, calendar, attachments, ...told }: Mail): unknown {
  return {
    ...told,
    ...(calendar && { calendar: withoutPlace(calendar) }),
    attachments: attachments.map(normaliseAttachment).sort(byTheirText),
  };
}

interface Comparable {
  readonly told: object;
  readonly content: string | undefined;
  /** All of it, to sort by. */
  readonly text: string;
}

function normaliseAttachment(attachment: Attachment): Comparable {
  const { content, size, ...described } = withoutPlace(attachment);
  const bytes = content && Buffer.from(content).toString("latin1");
  const isMessage = attachment.kind === "message";
  const text = isMessage ? bytes?.replace(/\r\n|\r|\n/g, "\r\n") : bytes;
  const told = { ...described, size: isMessage ? text?.length : size };
  return { told, content: text, text: JSON.stringify([told, text]) };
}

function withoutPlace<T extends { readonly partId: string }>({ partId, ...rest }: T): Omit<T, "partId"> {
  return rest;
}

function byTheirText(a: Comparable, b: Comparable): number {
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
}

/** A mail that was built and read, as a sample says it: the Content-Type that the library makes has a `name`, too. */
export function asSampled(mail: Mail | ExpectedMail): unknown {
  const { bodies, defects, calendar, attachments, ...told } = mail as Mail;
  return {
    ...told,
    ...(calendar && { calendar: withoutPlace(calendar) }),
    attachments: attachments.map(sampleText).sort(),
  };
}

function sampleText({ contentType = "", content, ...described }: Attachment | ExpectedAttachment): string {
  const { type, parameters } = parseContentType(contentType) ?? { parameters: new Map() };
  const pairs = [...parameters].filter(([name]) => name !== "name");
  const bytes = typeof content === "string" ? content : Buffer.from(content ?? "").toString("latin1");
  const told = { ...described, partId: undefined, contentType: { type, pairs }, content: bytes };
  return JSON.stringify(Object.entries(told).sort(([a], [b]) => (a < b ? -1 : 1)));
}
