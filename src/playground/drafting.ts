/** The form's fields as a message, or why each of them cannot be written. */

import { type AttachmentInput, buildMime, type MailInput, MimeError, safeFilename } from "../index.js";
import type { Complaint, Draft } from "./protocol.js";

/** The form with its files read. */
export interface ReadDraft extends Omit<Draft, "attachments"> {
  readonly attachments: readonly AttachmentInput[];
}

/**
 * Builds the message of a form; empty fields are not written.
 *
 * Where it fails each field is built alone, so that every one that is wrong is told at once.
 *
 * @returns The bytes, or the complaints.
 */
export function buildDraft(draft: ReadDraft): Uint8Array | Complaint[] {
  const mail = draftToMail(draft);
  const whole = tryBuild(mail, undefined);
  if (whole instanceof Uint8Array) return whole;
  const complaints: Complaint[] = [];
  for (const field of FIELDS) {
    const answer = tryBuild(draftToMail({ ...NOTHING, [field]: draft[field] }), field);
    if (!(answer instanceof Uint8Array)) complaints.push(answer);
  }
  return complaints.length > 0 ? complaints : [whole];
}

/** The name to save a built message under: after its subject. */
export function nameMessage(subject: string | undefined): string {
  const stem = subject?.trim() === "" ? undefined : subject;
  return safeFilename({ partId: "0", mimeType: "message/rfc822", filename: `${stem ?? "message"}.eml` });
}

const NOTHING: ReadDraft = {
  from: "",
  to: "",
  cc: "",
  bcc: "",
  subject: "",
  inReplyTo: "",
  text: "",
  html: "",
  attachments: [],
};
const FIELDS = Object.keys(NOTHING) as (keyof ReadDraft)[];

function draftToMail(draft: ReadDraft): MailInput {
  const given = (text: string): string | undefined => (text === "" ? undefined : text);
  const inReplyTo = given(draft.inReplyTo.trim());
  return {
    from: given(draft.from.trim()),
    to: given(draft.to.trim()),
    cc: given(draft.cc.trim()),
    bcc: given(draft.bcc.trim()),
    subject: given(draft.subject),
    inReplyTo,
    references: inReplyTo, // Gmail looks for the thread in both (Gmail rule 43)
    text: given(draft.text),
    html: given(draft.html),
    attachments: draft.attachments,
  };
}

function tryBuild(mail: MailInput, field: keyof Draft | undefined): Uint8Array | Complaint {
  try {
    return buildMime(mail);
  } catch (error) {
    if (!(error instanceof MimeError)) throw error;
    return { field, code: error.code, message: error.message };
  }
}
