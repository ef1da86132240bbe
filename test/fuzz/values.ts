/** Laws 1 and 8 of header values: any text is read, in linear time, and what was read is settled once it is written. */

import { expect } from "vitest";
import {
  decodeHeaderText,
  encodeHeaderText,
  formatAddressList,
  formatContentDisposition,
  formatContentType,
  formatDate,
  formatMessageIds,
  mailboxes,
  parseAddressList,
  parseContentDisposition,
  parseContentType,
  parseDate,
  parseMessageIds,
} from "../../src/index.js";
import type { Cost } from "./cost.js";
import { orRefused } from "./writers.js";

/** A value as it is read, and as it is written. */
const KINDS: readonly (readonly [string, (text: string) => unknown, (text: string) => void])[] = [
  ["addresses", (text) => formatRefused(formatAddressList, parseAddressList(text)), settleAddresses],
  ["date", parseDate, settleDate],
  ["message ids", (text) => formatMessageIds(parseMessageIds(text)), settleIds],
  ["content type", parseContentType, (text) => settleParameters(text, parseContentType, formatContentType)],
  [
    "disposition",
    parseContentDisposition,
    (text) => settleParameters(text, parseContentDisposition, formatContentDisposition),
  ],
  ["header text", (text) => encodeHeaderText(decodeHeaderText(text)), settleText],
];

function formatRefused<T>(format: (value: T) => string, value: T): string | undefined {
  return orRefused(() => format(value));
}

/** Reading ends at so many pieces of one parameter; a long value under a long name is written in more. */
const MOST_SEGMENTS = 128;
/** Longer values pass the limits of words, addresses and parameters: the rest stays as written, and is not settled. */
const LONGEST_SETTLED = 20_000;

/** Every kind of value is tried, whatever field the text is from. */
export function expectSettled(given: unknown, cost: Cost): void {
  const { name, value } = given as { name: string; value: string };
  const bytes = value.length + name.length;
  for (const [kind, read, settle] of KINDS) {
    cost.expectLinear(kind, bytes, () => read(value));
    if (value.length <= LONGEST_SETTLED) settle(value);
  }
}

function settleAddresses(text: string): void {
  const read = parseAddressList(text);
  for (const { address } of mailboxes(read)) expect(address).not.toMatch(/[\0\r\n]/);
  for (const { name = "" } of read) expect(name).not.toMatch(/[\0\r\n]/);
  const written = orRefused(() => formatAddressList(read));
  if (written === undefined) return; // an address that RFC 5322 cannot say
  expect(written).toMatch(/^[\t\x20-\x7e]*$/);
  const again = parseAddressList(written);
  expect(asciiAddresses(again)).toEqual(asciiAddresses(read));
  expect(mailboxes(again).length).toBe(mailboxes(read).length);
  expect(formatAddressList(again)).toBe(written);
}

/** Those that are written as they are read: a domain outside ASCII becomes its xn-- form. */
function asciiAddresses(read: ReturnType<typeof parseAddressList>): (string | undefined)[] {
  return mailboxes(read).map(({ address }) => (/[^\0-\x7f]|@xn--/.test(address) ? undefined : address));
}

function settleDate(text: string): void {
  const read = parseDate(text);
  if (read === undefined) return;
  const written = orRefused(() => formatDate(read.date, read));
  if (written !== undefined) expect(parseDate(written)).toEqual(read);
}

function settleIds(text: string): void {
  const read = parseMessageIds(text);
  const written = formatMessageIds(read);
  expect(written).not.toMatch(/[\0\r\n]/);
  expect(parseMessageIds(written)).toEqual(read);
}

interface Value {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

function settleParameters(
  text: string,
  parse: (text: string) => Value | undefined,
  format: (value: Value) => string,
): void {
  const read = parse(text);
  if (read === undefined) return;
  const written = orRefused(() => format(read));
  if (written === undefined) return; // a name that is no token
  expect(written).toMatch(/^[\t\x20-\x7e]*$/);
  if ((written.match(/\*\d+\*?=/g) ?? []).length > MOST_SEGMENTS) return;
  const again = parse(written) as Value;
  expect(again.type).toBe(read.type);
  expect([...again.parameters.keys()]).toEqual([...read.parameters.keys()]);
  expect(format(again)).toBe(written);
}

function settleText(text: string): void {
  const read = decodeHeaderText(text);
  expect(read).not.toMatch(/[\0\r\n]|^[ \t]|[ \t]$/);
  const written = encodeHeaderText(read);
  expect(written).toMatch(/^[\t\x20-\x7e]*$/);
  expect(decodeHeaderText(written)).toBe(read.toWellFormed());
}
