/** Hostile cases: a mail that is read, a mail that is built, a function that is used; each says what must happen. */

import { expect } from "vitest";
import {
  type BuildOptions,
  buildMime,
  type Defect,
  type DefectCode,
  decodeContent,
  defectsOf,
  findEntity,
  formatEntity,
  type Limits,
  type Mail,
  type MailInput,
  MimeError,
  type MimeErrorCode,
  mimeToPayload,
  parseEntity,
  parseMime,
  payloadToMime,
  reply,
} from "../../src/index.js";
import { text } from "./bytes.js";
import { busy } from "./processor.js";

/** A stranger's mail: read without a throw, its oddities told, no byte lost, and all of it can be written again. */
export interface Reading {
  readonly name: string;
  /** The mail, or its lines; one character a byte. */
  readonly mail: string | readonly string[];
  readonly limits?: Partial<Limits>;
  /** What the mail says. */
  readonly says?: object;
  /** Every code that is told of it, no other. */
  readonly defects: readonly DefectCode[];
}

/** A caller's mail: refused, or written with these fields and read as this. */
export interface Building {
  readonly name: string;
  readonly build: unknown;
  readonly options?: unknown;
  readonly refused?: MimeErrorCode;
  /** The names of the fields of the message, in order: so nothing came in. */
  readonly fields?: readonly string[];
  readonly reads?: object;
}

/** A function of the public face: refused, or it gives this. */
export interface Using {
  readonly name: string;
  readonly use: () => unknown;
  readonly refused?: MimeErrorCode;
  readonly gives?: unknown;
}

export type HostileCase = Reading | Building | Using;

/** The most time of the processor that any case may take, in ms: peers took 2 000 to 10 000 for some. */
const MOST_CPU = 1_500;

/** Larger mails are only read, as each kind of them is there in small, too. */
const WRITTEN = 60_000;

export function runHostile(hostile: HostileCase): void {
  const before = busy();
  if ("mail" in hostile) runReading(hostile);
  else if ("build" in hostile) runBuilding(hostile);
  else runUsing(hostile);
  expect(busy() - before).toBeLessThan(MOST_CPU);
}

function runReading({ mail: given, limits, says, defects }: Reading): void {
  const source = typeof given === "string" ? given : given.join("\r\n");
  const bytes = new Uint8Array(Buffer.from(source, "latin1"));
  const root = parseEntity(bytes, { limits });
  expect(text(formatEntity(root)) === source).toBe(true);
  const mail = parseMime(bytes, { limits });
  if (says !== undefined) expectSaid(mail, says);
  const told: Defect[] = [...defectsOf(root), ...mail.defects];
  expect([...new Set(told.map(({ code }) => code))].sort()).toEqual([...defects].sort());
  for (const { offset } of told) expect(offset >= -1 && offset <= bytes.length).toBe(true);
  if (bytes.length <= WRITTEN) expectWritable(mail, bytes, limits);
  expect(text(bytes) === source).toBe(true); // it was not changed
}

/** The mail says this; a property that is `undefined` it does not have. */
function expectSaid(mail: Mail, says: object): void {
  const absent = Object.keys(says).filter((key) => Reflect.get(says, key) === undefined);
  for (const key of absent) expect(key in mail ? Reflect.get(mail, key) : undefined).toBeUndefined();
  const present = Object.entries(says).filter(([key]) => !absent.includes(key));
  expect(mail).toMatchObject(Object.fromEntries(present));
}

/** What was read can be built, answered and rendered: a hostile sender makes none of it fail. */
function expectWritable(mail: Mail, bytes: Uint8Array, limits: Partial<Limits> | undefined): void {
  expectWire(buildMime(mail));
  expectWire(buildMime({ ...reply(mail, { self: "me@x.example", all: true }), text: "yes" }));
  const payload = mimeToPayload(bytes, { limits });
  const root = parseEntity(bytes, { limits });
  payloadToMime(payload, { content: ({ partId }) => contentOf(root, partId) });
}

function contentOf(root: ReturnType<typeof parseEntity>, partId: string): Uint8Array | undefined {
  const part = findEntity(root, partId);
  if (part?.kind === "message") return formatEntity(part.message);
  return part?.kind === "leaf" ? decodeContent(part) : undefined;
}

function runBuilding({ build, options, refused, fields, reads }: Building): void {
  const write = () => buildMime(build as MailInput, options as BuildOptions);
  if (refused !== undefined) {
    expectRefused(write, refused);
    return;
  }
  const message = write();
  expectWire(message, (options as BuildOptions | undefined)?.utf8Headers);
  if (fields !== undefined) expect(parseEntity(message).fields.map(({ name }) => name)).toEqual(fields);
  if (reads !== undefined) expectSaid(parseMime(message), reads);
}

function runUsing({ use, refused, gives }: Using): void {
  if (refused !== undefined) expectRefused(use, refused);
  else expect(use()).toEqual(gives);
}

function expectRefused(use: () => unknown, code: MimeErrorCode): void {
  let thrown: unknown;
  try {
    use();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(MimeError);
  expect(thrown).toMatchObject({ code, message: expect.stringMatching(/^Cannot [\x20-\x7e]{1,230}$/) });
}

/** A message that is built: CRLF only, no NUL, no line over 998 bytes; its header in ASCII, no line of it empty. */
function expectWire(message: Uint8Array, utf8: boolean = false): void {
  const wire = text(message);
  expect(/\0|\r(?!\n)|(?<!\r)\n/.test(wire)).toBe(false);
  expect(/[^\r\n]{999}/.test(wire)).toBe(false);
  const header = wire.slice(0, wire.indexOf("\r\n\r\n"));
  expect(utf8 || /^[\t\r\n\x20-\x7e]*$/.test(header)).toBe(true);
}
