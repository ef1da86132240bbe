/** Whether a mail belongs to a conversation, as Gmail decides it. */

import { own, ownArray, ownString } from "../bytes/given.js";
import { MimeError } from "../errors.js";
import { baseSubject } from "../header/subject.js";
import type { Mail } from "./mail.js";
import { checkMail } from "./original.js";

/** What is known of a conversation. */
export interface Thread {
  /** The subject of any of its mails; absent where they have none. */
  readonly subject?: string | undefined;
  /** The ids of its mails, with or without their angle brackets. */
  readonly messageIds: readonly string[];
}

/**
 * Tells whether a mail joins a thread: its References or In-Reply-To name a mail of it, and the subjects are the
 * same but for reply and forward prefixes and blanks.
 *
 * The third of Gmail's conditions, the `threadId` of the request, is the caller's to check.
 *
 * @throws {MimeError} `input-invalid`, `input-too-large` for what is no mail or no thread.
 * @example
 * const mail = parseMime("Subject: RE: Plan\nIn-Reply-To: <a@x>\n\nyes");
 * joinsThread(mail, { subject: "Plan", messageIds: ["<a@x>"] }); // => true
 * @see {@link reply}, whose fields join the thread of the original; Gmail rule 43
 */
export function joinsThread(mail: Mail, thread: Thread): boolean {
  checkMail(mail, "thread");
  // Gmail rule 43
  const ids = new Set(readIds(thread, "messageIds", true).map(withoutBrackets));
  const named = [...readIds(mail, "references"), ...readIds(mail, "inReplyTo")];
  const subjects = [mail, thread].map((one) => baseSubject(ownString(one, "subject") ?? ""));
  return subjects[0] === subjects[1] && named.some((id) => ids.has(withoutBrackets(id)));
}

function readIds(owner: object, key: string, required: boolean = false): string[] {
  const given = own(owner, key);
  const list = typeof given === "string" ? [given] : ownArray({ [key]: given }, key);
  if (list === undefined && required) throw new MimeError("input-invalid", `Cannot thread: no ${key}`);
  return (list ?? []).map((id) => {
    if (typeof id === "string") return id;
    throw new MimeError("input-invalid", `Cannot thread: ${key} holds what is no string`);
  });
}

function withoutBrackets(id: string): string {
  return id.startsWith("<") && id.endsWith(">") ? id.slice(1, -1) : id;
}
