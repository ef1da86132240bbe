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
const KINDS: readonly (readonly [string, (text: string) => void])[] = [
  ["addresses", settleAddresses],
  ["date", settleDate],
  ["message ids", settleIds],
  ["content type", (text) => settleParameters(text, parseContentType, formatContentType)],
  ["disposition", (text) => settleParameters(text, parseContentDisposition, formatContentDisposition)],
  ["header text", settleText],
];

/** Every kind of value is tried, whatever field the text is from. */
export function expectSettled(given: unknown, cost: Cost): void {
  const { name, value } = given as { name: string; value: string };
  const bytes = value.length + name.length;
  for (const [kind, settle] of KINDS) cost.expectLinear(kind, bytes, () => settle(value));
}

function settleAddresses(text: string): void {
  const read = parseAddressList(text);
  for (const { address } of mailboxes(read)) expect(address).not.toMatch(/[\0\r\n]/);
  for (const { name = "" } of read) expect(name).not.toMatch(/[\0\r\n]/);
  const written = orRefused(() => formatAddressList(read));
  if (written === undefined) return; // an address that RFC 5322 cannot say
  expect(written).toMatch(/^[\t\x20-\x7e]*$/);
  const again = parseAddressList(written);
  expect(mailboxes(again).map(({ address }) => address)).toEqual(
    mailboxes(read).map(({ address }) => address),
  );
  expect(formatAddressList(again)).toBe(written);
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
