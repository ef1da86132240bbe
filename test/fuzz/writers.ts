/** Law 8 of whatever writes: a MimeError, or a message of clean lines with nothing in it that was not asked for. */

import { expect } from "vitest";
import {
  buildMime,
  type Entity,
  findEntity,
  formatEntity,
  type GmailPart,
  type Header,
  type MailInput,
  MimeError,
  mimeToPayload,
  parseEntity,
  parseMime,
  parsePayload,
  payloadToMime,
  removePart,
  replacePart,
  setField,
  walkEntity,
} from "../../src/index.js";
import { text } from "../support/bytes.js";
import { partIdAt } from "../support/laws.js";
import { expectCleanLines, expectMailReturns } from "../support/laws-of-mail.js";
import { fromJson, type Json } from "./trial.js";

/** What an edit may be asked to write. */
const VALUES = [
  ...[
    "v",
    "",
    "é ✓",
    "a\r\nX-Evil: 1",
    "a\n b",
    "\0",
    "\ud800",
    "=?utf-8?Q?=0D=0AX?=",
    "x".repeat(1200),
    " x ",
    "\u2028",
  ],
  ...[
    "a@b",
    "é <a@b>, c@d",
    "a@b, ",
    "g: a@b;",
    '"a\\"b" <c@d>',
    "<>",
    "text/plain; charset=é",
    "multipart/mixed; boundary=B",
  ],
  ...[
    "message/rfc822",
    "base64",
    "quoted-printable",
    "attachment; filename=é",
    'a; b="c',
    "a ".repeat(600),
    "é".repeat(300),
  ],
];
const NAMES = [
  ...["Subject", "To", "From", "X-New", "Content-Type", "Content-Transfer-Encoding", "Content-Disposition"],
  ...["Received", "Date", "content-id", "__proto__", "X Y", "X:Y", "é", "\r\nX"],
];

/** The result, or `undefined` when it was refused; nothing but a MimeError is thrown. */
export function orRefused<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof MimeError) return undefined;
    throw error;
  }
}

/** A field set to anything is that one field: the header has no other new one, the contents are what they were. */
export function expectSafeEdit(bytes: Uint8Array, pick: number): void {
  const root = parseEntity(bytes);
  const id = partIdAt(root, pick);
  const part = findEntity(root, id) as Entity;
  const name = NAMES[pick % NAMES.length] as string;
  const value = VALUES[(pick >> 4) % VALUES.length] as string;
  const edited = orRefused(() => setField(part, name, value));
  const after = edited && orRefused(() => formatEntity(replacePart(root, id, edited)));
  if (edited === undefined || after === undefined) return;
  expect(isFieldName(name)).toBe(true);
  const key = name.toLowerCase();
  const before = namesOf(part);
  const first = before.indexOf(key);
  const wanted = before.filter((other, i) => other !== key || i === first);
  if (first < 0) wanted.push(key);
  expect(namesOf(edited)).toEqual(wanted);
  if (key === "content-type" || key === "content-transfer-encoding") return; // the part is read anew
  const again = findEntity(parseEntity(after), id);
  expect(again && namesOf(again)).toEqual(wanted);
  expect(idsOf(parseEntity(after))).toEqual(idsOf(root));
  if (part.kind === "leaf" && again?.kind === "leaf") {
    expect(text(again.content as Uint8Array)).toBe(text(part.content as Uint8Array));
  }
}

/** A part of one message in the place of a part of another: it is there, whole, and its neighbours as they were. */
export function expectSafeReplacement(bytes: Uint8Array, pick: number): void {
  const root = parseEntity(bytes);
  const id = partIdAt(root, pick);
  const other = findEntity(root, partIdAt(root, pick >> 5)) as Entity;
  const fresh = orRefused(() => parseEntity(formatEntity({ ...other })));
  const replaced = fresh && orRefused(() => replacePart(root, id, fresh));
  const after = replaced && orRefused(() => formatEntity(replaced));
  if (fresh === undefined || after === undefined) return;
  const prefix = id === "" ? "" : `${id}.`;
  const kept = idsOf(root).filter((one) => one !== id && !one.startsWith(prefix));
  expect(idsOf(parseEntity(after)).filter((one) => one !== id && !one.startsWith(prefix))).toEqual(kept);
  const again = findEntity(parseEntity(after), id);
  // A CR at its end makes one line end with the LF of the delimiter line after it.
  const whole = text(formatEntity(fresh)).replace(/\r+$/, "");
  expect(again && text(formatEntity(again)).replace(/\r+$/, "")).toBe(whole);
  orRefused(() => removePart(replaced as Entity, id));
}

/** A mail of any values is refused, or built with clean lines, the fields it was given and no part more. */
export function expectSafeMail(value: Json): void {
  const input = fromJson(value) as MailInput;
  const told = JSON.stringify(input);
  const built = orRefused(() => buildMime(input));
  expect(JSON.stringify(input)).toBe(told);
  if (built === undefined) return;
  expectCleanLines(built);
  const root = parseEntity(built);
  const asked = namesAsked(input);
  expect(namesOf(root).filter((name) => !asked.has(name))).toEqual([]);
  const texts = [input.text, input.html, input.amp, input.calendar].filter((given) => given !== undefined);
  expect(leavesOf(root)).toBeLessThanOrEqual(Math.max(1, texts.length + (input.attachments?.length ?? 0)));
  expectMailReturns(built);
}

const FIELD_OF: Readonly<Record<string, string>> = {
  ...{
    from: "from",
    sender: "sender",
    replyTo: "reply-to",
    to: "to",
    cc: "cc",
    bcc: "bcc",
    subject: "subject",
  },
  ...{ date: "date", messageId: "message-id", inReplyTo: "in-reply-to", references: "references" },
};
const OWN_FIELDS = [
  "mime-version",
  "content-type",
  "content-transfer-encoding",
  "content-disposition",
  "content-id",
];

function namesAsked(input: MailInput): Set<string> {
  const asked = new Set(OWN_FIELDS);
  for (const key of Object.keys(input)) if (FIELD_OF[key] !== undefined) asked.add(FIELD_OF[key]);
  // The fields of a lone attachment stand in the header of the mail.
  const attachments = Array.isArray(input.attachments) ? input.attachments.map((one) => one?.headers) : [];
  for (const list of [input.headers, ...attachments]) {
    const named: readonly unknown[] = Array.isArray(list) ? list : Object.keys(list ?? {});
    for (const one of named) {
      const name: unknown = Array.isArray(one)
        ? one[0]
        : typeof one === "object"
          ? (one as Header)?.name
          : one;
      asked.add(String(name).toLowerCase());
    }
  }
  return asked;
}

/** A payload of any values is refused, or written with the headers it names, part by part. */
export function expectSafePayload(value: Json): void {
  const given = fromJson(value) as GmailPart;
  const told = JSON.stringify(given);
  const content = () => Uint8Array.of(0x78, 0x0d, 0x0a);
  orRefused(() => parsePayload(given));
  const written = orRefused(() => payloadToMime(given, { content }));
  expect(JSON.stringify(given)).toBe(told);
  if (written === undefined) return;
  const shown = mimeToPayload(written);
  const asked = new Set(
    [...told.matchAll(/"name":"((?:[^"\\]|\\.)*)"/g)].map(([, name]) => cleanName(name as string)),
  );
  for (const name of OWN_FIELDS) asked.add(name);
  if (!/"raw":/.test(told)) {
    const names = namesOf(parseEntity(written)).filter((name) => name !== "");
    expect(names.filter((name) => !asked.has(name))).toEqual([]);
  }
  const content2 = () => Uint8Array.of(0x78, 0x0d, 0x0a);
  const again = orRefused(() => payloadToMime(shown, { content: content2 }));
  expect(again).toBeDefined();
  expect(parseMime(again as Uint8Array).attachments.length).toBe(parseMime(written).attachments.length);
}

function cleanName(json: string): string {
  return String(JSON.parse(`"${json}"`)).toLowerCase();
}

function namesOf(entity: Entity): string[] {
  return entity.fields.map(({ name }) => name.toLowerCase());
}

function idsOf(root: Entity): string[] {
  return [...walkEntity(root)].map(({ partId }) => partId);
}

/** The leaves and attached messages of a tree, not what is inside those. */
function leavesOf(root: Entity): number {
  if (root.kind !== "multipart") return 1;
  return root.parts.reduce((sum, part) => sum + leavesOf(part), 0);
}

function isFieldName(name: string): boolean {
  return /^[!-9;-~]+$/.test(name);
}
