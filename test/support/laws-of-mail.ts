/** The laws of mails as checks of one message each: properties, the corpus and counterexamples share them. */

import { expect } from "vitest";
import { spanOf } from "../../src/entity/entity.js";
import {
  buildMime,
  type Entity,
  type Mail,
  type MailInput,
  parseEntity,
  parseMime,
  walkEntity,
} from "../../src/index.js";
import { normalise } from "./normalise.js";

/** Law 4, second half: what was read is built, and says the same when it is read again. */
export function expectMailReturns(bytes: Uint8Array): void {
  const read = parseMime(bytes);
  const options = { utf8Headers: holdsForeignAddress(read) };
  expect(normalise(parseMime(buildMime(read, options)))).toEqual(normalise(read));
}

/** Whether an address of a mail is not ASCII: only UTF-8 headers can say it (RFC 6532). */
function holdsForeignAddress(mail: Mail): boolean {
  return /"address":"[^"]*[^\0-\x7f]/.test(JSON.stringify(mail));
}

/** Safety rule 6: CRLF only, no NUL, no line over 998 bytes; a header line over 78 characters has no place to fold. */
export function expectCleanLines(bytes: Uint8Array): void {
  const text = Buffer.from(bytes).toString("latin1");
  expect(/\0|\r(?!\n)|(?<!\r)\n/.exec(text)?.index).toBeUndefined();
  const lines = text.split("\r\n");
  expect(lines.filter((line) => line.length > 998)).toEqual([]);
  const heads = ownHeads(parseEntity(bytes)).flatMap((span) =>
    text.slice(span.start, span.body).split("\r\n"),
  );
  expect(heads.filter((line) => line.length > 78 && hasFold(line))).toEqual([]);
}

/** Where the headers of a built mail stand: those of its parts too, but not of what its attached messages hold. */
function ownHeads(root: Entity): { start: number; body: number }[] {
  const heads: { start: number; body: number }[] = [];
  let attached = Number.POSITIVE_INFINITY; // the depth of the attached message we are in
  for (const { entity, depth } of walkEntity(root)) {
    if (depth > attached) continue;
    attached = entity.kind === "message" ? depth : Number.POSITIVE_INFINITY;
    heads.push(spanOf(entity) as { start: number; body: number });
  }
  return heads;
}

/** A fold may stand before one space, or before more blanks than one, inside a value. */
function hasFold(line: string): boolean {
  return /\S(?: |[\t ]{2,})[^\t ]/.test(line.replace(/^[^\s:]+:/, "").trimStart());
}

/** Whether a mail has to be written in bytes over 0x7F: an attached message may hold them. */
export function mayHoldEightBit({ attachments = [] }: MailInput): boolean {
  return attachments.some(({ contentType = "" }) => contentType.startsWith("message/"));
}
