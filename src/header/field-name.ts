/** Names of header fields: which may be written, and the ones nearly all mail has, known at sight (RFC 5322 §3.6.8). */

import { COLON, isBlank } from "../bytes/ascii.js";
import { MimeError } from "../errors.js";

/** Longer names leave no room on a line of 998 bytes. */
const LONGEST_NAME = 900;

/** Whether a header field may be called so. */
export function isFieldName(name: string): boolean {
  return name.length > 0 && name.length <= LONGEST_NAME && isNameText(name, 0, name.length);
}

/** @throws {MimeError} `header-name` when a field cannot be called so. */
export function checkFieldName(name: unknown): asserts name is string {
  if (typeof name === "string" && isFieldName(name)) return;
  const shown = typeof name === "string" ? name.replace(/[^\x20-\x7e]/g, "?").slice(0, 60) : typeof name;
  throw new MimeError("header-name", `Cannot write a header field called "${shown}"`);
}

function isNameText(text: string, from: number, end: number): boolean {
  for (let i = from; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x21 || code > 0x7e || code === COLON) return false;
  }
  return true;
}

/** A name as it stands, and in lower case. */
interface FieldName {
  readonly name: string;
  readonly key: string;
}

/** As most mailers write them. Found, such a name is neither cut out nor looked at letter by letter. */
const COMMON = (
  "From Sender Reply-To To Cc Bcc Subject Date Message-ID Message-Id In-Reply-To References Received Return-Path " +
  "MIME-Version Mime-Version Content-Type Content-type Content-Disposition Content-Transfer-Encoding Content-ID " +
  "Content-Id Content-Description Delivered-To X-Received X-Mailer DKIM-Signature Authentication-Results " +
  "ARC-Seal ARC-Message-Signature ARC-Authentication-Results Received-SPF X-Google-DKIM-Signature " +
  "X-Gm-Message-State X-Google-Smtp-Source X-Attachment-Id User-Agent List-Unsubscribe List-Unsubscribe-Post " +
  "List-Id Precedence Thread-Topic Thread-Index"
).split(" ");

/** By length and first letter, each with those that share them. */
const BY_LENGTH: (FieldName[] | undefined)[] = [];
for (const name of COMMON) {
  BY_LENGTH[name.length] ??= [];
  BY_LENGTH[name.length]?.push({ name, key: name.toLowerCase() });
}

/** The common name that stands before a colon, if one does. */
export function commonName(text: string, from: number, colon: number): FieldName | undefined {
  const candidates = BY_LENGTH[colon - from];
  if (candidates === undefined) return undefined;
  for (const common of candidates) if (text.startsWith(common.name, from)) return common;
  return undefined;
}

/** The name before a colon, blanks at its end left out; "" when it holds what no field name may. */
export function cutName(text: string, from: number, colon: number): string {
  let end = colon;
  while (end > from && isBlank(text.charCodeAt(end - 1))) end--; // obsolete: blanks before the colon
  return end - from > LONGEST_NAME || !isNameText(text, from, end) ? "" : text.slice(from, end);
}
