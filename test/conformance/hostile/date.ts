/** Dates outside all calendars, read and written. */

import {
  acceptMessage,
  formatDate,
  internalDateOf,
  parseDate,
  parseEntity,
  parseMime,
  quote,
  renderMessage,
} from "../../../src/index.js";
import type { Building, HostileCase } from "../../support/hostile.js";

const read = (value: string, gives: string | undefined): HostileCase => ({
  name: `read: ${value.slice(0, 50)}`,
  use: () => parseDate(value)?.date.toISOString().slice(0, 19),
  gives,
});
const refused = (name: string, date: unknown, dateOffset?: unknown): Building => ({
  name: `refused: ${name}`,
  build: { date, ...(dateOffset !== undefined && { dateOffset }) },
  refused: "date-invalid",
});
class Later extends Date {
  override getTime(): number {
    return Number.NaN;
  }
}

export const cases: readonly HostileCase[] = [
  read("Mon, 1 Jan 0000 00:00:00 +0000", undefined),
  read("Mon, 1 Jan 99999 00:00:00 +0000", undefined),
  read("Mon, 32 Jan 2020 00:00:00 +0000", undefined),
  read("Mon, 30 Feb 2020 00:00:00 +0000", undefined),
  read("Mon, 0 Jan 2020 00:00:00 +0000", undefined),
  read("Mon, 1 Foo 2020 00:00:00 +0000", undefined),
  read("Mon, 1 Jan 2020 25:00:00 +0000", undefined),
  read("Mon, 1 Jan 2020 00:61:00 +0000", undefined),
  read("Mon, 1 Jan 2020 23:59:60 +0000", "2020-01-02T00:00:00"),
  read("Mon, 1 Jan 2020 00:00:00 +9999", "2020-01-01T00:00:00"),
  read("Mon, 1 Jan 2020 00:00:00 -0000", "2020-01-01T00:00:00"),
  read("1 Jan 2020 00:00 XYZ", "2020-01-01T00:00:00"),
  read("1 Jan 20 00:00 +0000", "2020-01-01T00:00:00"),
  read("1 Jan 99 00:00 +0000", "1999-01-01T00:00:00"),
  read("", undefined),
  read("never", undefined),
  read("\0", undefined),
  read("Infinity", undefined),
  read("1577836800", undefined),
  read("-1", undefined),
  read("9".repeat(400), undefined),
  read("1 Jan 2020 00:00:00 +0000 (\r\nBcc: e@v.il)", "2020-01-01T00:00:00"),
  {
    name: "a Date field of the year 0",
    mail: "Date: 1 Jan 0000 00:00 +0000\r\n\r\nx",
    says: { date: undefined, headers: [{ name: "Date" }] },
    defects: ["date-invalid"],
  },
  {
    name: "a Date field of the year 10000",
    mail: "Date: 1 Jan 10000 00:00 +0000\r\n\r\nx",
    says: { date: undefined },
    defects: ["date-invalid"],
  },
  {
    name: "a Date field of nothing",
    mail: "Date:\r\n\r\nx",
    says: { date: undefined },
    defects: ["date-invalid"],
  },
  {
    name: "a Date field with an encoded word",
    mail: "Date: =?utf-8?Q?1_Jan_2020?=\r\n\r\nx",
    says: { date: new Date("2020-01-01") },
    defects: [],
  },
  refused("an invalid Date", new Date(Number.NaN)),
  refused("the end of time", new Date(8.64e15)),
  refused("the year 1899", new Date("1899-12-31T23:59:59Z")),
  refused("the year 10000", new Date("9999-12-31T23:59:59Z"), 60),
  refused("NaN", Number.NaN),
  refused("Infinity", Number.POSITIVE_INFINITY),
  refused("a word", "tomorrow"),
  refused("an object", {}),
  refused("a boolean", true),
  refused("an offset of a day and more", 0, 6_000),
  refused("an offset of half a minute", 0, 0.5),
  refused("an offset that is text", 0, "60"),
  refused("an offset that is NaN", 0, Number.NaN),
  { name: "a Date that lies", use: () => formatDate(new Later(0)), gives: "Thu, 1 Jan 1970 00:00:00 +0000" },
  {
    name: "the last second there is",
    use: () => formatDate(new Date("9999-12-31T23:59:59.999Z")),
    gives: "Fri, 31 Dec 9999 23:59:59 +0000",
  },
  {
    name: "an internalDate of no date",
    use: () => internalDateOf(parseEntity("Date: 1 Jan 0000\n\n")),
    gives: "0",
  },
  {
    name: "an internalDate that was stored wrongly",
    use: () => renderMessage({ id: "1", threadId: "1", internalDate: "soon", raw: "" }),
    refused: "date-invalid",
  },
  {
    name: "a date of sending that is none",
    use: () => acceptMessage("A: b\n\n", { date: "soon" }),
    refused: "date-invalid",
  },
  {
    name: "a quote of a mail with a broken date",
    use: () => quote({ ...parseMime("A: b\n\n"), date: new Date(Number.NaN) }),
    refused: "date-invalid",
  },
  {
    name: "a time zone that is none",
    use: () => quote(parseMime("A: b\n\n"), { timeZone: "Mars/Olympus" }),
    refused: "option-invalid",
  },
];
