import { describe, expect, test } from "vitest";
import { formatDate, parseDate } from "../../../src/header/date.js";

const iso = (text: string) => {
  const read = parseDate(text);
  return read && `${read.date.toISOString().replace(".000Z", "")} ${read.offset}`;
};

describe("both ways", () => {
  test.each([
    { text: "Mon, 2 Jan 2023 12:04:05 +0900", time: "2023-01-02T03:04:05Z", offset: 540 },
    { text: "Thu, 1 Jan 1970 00:00:00 +0000", time: "1970-01-01T00:00:00Z", offset: 0 },
    { text: "Fri, 19 May 2000 00:36:58 -0400", time: "2000-05-19T04:36:58Z", offset: -240 },
    { text: "Thu, 29 Feb 2024 23:59:59 -0330", time: "2024-03-01T03:29:59Z", offset: -210 },
    { text: "Mon, 1 Jan 1900 00:00:00 +0000", time: "1900-01-01T00:00:00Z", offset: 0 },
    { text: "Fri, 31 Dec 9999 23:59:59 +9959", time: "9999-12-27T20:00:59Z", offset: 5999 },
    { text: "Mon, 1 Jan 1900 00:00:00 -9959", time: "1900-01-05T03:59:00Z", offset: -5999 },
  ])("$text", ({ text, time, offset }) => {
    const date = new Date(time);
    expect(parseDate(text)).toEqual({ date, offset });
    expect(formatDate(date, { offset })).toBe(text);
    expect(formatDate(date.getTime(), { offset })).toBe(text);
    expect(formatDate(date.getTime() + 999, { offset })).toBe(text);
  });

  test("UTC unless an offset is given, and never -0", () => {
    expect(formatDate(0)).toBe("Thu, 1 Jan 1970 00:00:00 +0000");
    expect(formatDate(-1)).toBe("Wed, 31 Dec 1969 23:59:59 +0000");
    expect(formatDate(0, { offset: -0 })).toBe("Thu, 1 Jan 1970 00:00:00 +0000");
    expect(parseDate("1 Jan 1970 00:00:00 -0000")?.offset).toBe(0);
    expect(parseDate("1 Jan 70 00:00 -0000")?.offset).toBe(0);
  });
});

describe("RFC 5322, current and obsolete", () => {
  test.each([
    ["1 Jan 2001 00:01 +0000", "2001-01-01T00:01:00 0"],
    ["Mon,1 Jan 2001 00:01:02+0000", "2001-01-01T00:01:02 0"],
    ["Sun, 1 Jan 2001 00:01:02 +0000", "2001-01-01T00:01:02 0"], // a Monday
    ["Tue, 23 Nov 21 07:04:16 UTC", "2021-11-23T07:04:16 0"],
    ["1 Jan 49 00:00 GMT", "2049-01-01T00:00:00 0"],
    ["1 Jan 50 00:00 GMT", "1950-01-01T00:00:00 0"],
    ["1 Jan 103 00:00 GMT", "2003-01-01T00:00:00 0"],
    ["1 Jan 0005 00:00 GMT", "0005-01-01T00:00:00 0"],
    ["Fri, 7 Jun 91 09:09:05 EDT", "1991-06-07T13:09:05 -240"],
    ["Wed, 11 Feb 98 11:51 CST", "1998-02-11T17:51:00 -360"],
    ["1 Jan 2001 00:00 EST", "2001-01-01T05:00:00 -300"],
    ["1 Jan 2001 00:00 CDT", "2001-01-01T05:00:00 -300"],
    ["1 Jan 2001 00:00 MST", "2001-01-01T07:00:00 -420"],
    ["1 Jan 2001 00:00 MDT", "2001-01-01T06:00:00 -360"],
    ["1 Jan 2001 00:00 PST", "2001-01-01T08:00:00 -480"],
    ["1 Jan 2001 00:00 PDT", "2001-01-01T07:00:00 -420"],
    ["1 Jan 2001 00:00 UT", "2001-01-01T00:00:00 0"],
    ["1 Jan 2001 00:00 Z", "2001-01-01T00:00:00 0"],
    ["1 Jan 2001 00:00 B", "2001-01-01T00:00:00 0"], // RFC 5322 §4.3: as -0000
    ["1 Jan 2001 00:00 p", "2001-01-01T00:00:00 0"],
    [
      "Mon, (a (b\\)) c) 2 (day) Jan(month)2023 12 (h) : 04 (m) : 05 (s) +0900 (JST)",
      "2023-01-02T03:04:05 540",
    ],
    ["(c)Mon, 2 Jan 2023 12:04:05 +0900", "2023-01-02T03:04:05 540"],
    ["Mon,\r\n 2 Jan 2023\r\n\t12:04:05 +0900", "2023-01-02T03:04:05 540"],
    ["Sat, 31 Dec 2016 23:59:60 +0000", "2017-01-01T00:00:00 0"],
    ["Fri, 19 May 2000 00:36:58 -0400 (EDT)", "2000-05-19T04:36:58 -240"],
  ])("%s", (text, expected) => expect(iso(text)).toBe(expected));
});

describe("beyond RFC 5322 we accept", () => {
  test.each([
    // 1. day names, commas and blanks
    ["Tue  2 Jan  2023   12:04:05  +0900", "2023-01-02T03:04:05 540"],
    ["Thursday, April 09, 2003 9:00 AM", "2003-04-09T09:00:00 0"],
    ["Tue, 029 Apr 2019 23:34:45 -0800 (PST)", "2019-04-30T07:34:45 -480"],
    ["2 Jan 2023 12:04:05 +0900 Mon", "2023-01-02T03:04:05 540"],
    // 2. full names, any case
    ["mon, 2 january 2023 12:04:05 gmt", "2023-01-02T12:04:05 0"],
    ["TUE, 28 MAY 1996 12:24:23 cst", "1996-05-28T18:24:23 -360"],
    ["2 Sept 2023 12:04:05 +0000", "2023-09-02T12:04:05 0"],
    // 3. separators inside the date
    ["Friday, 19-May-00 00:36:58 GMT", "2000-05-19T00:36:58 0"],
    ["19-May-2000 00:36:58 -0400", "2000-05-19T04:36:58 -240"],
    ["2000-05-19T00:36:58-04:00", "2000-05-19T04:36:58 -240"],
    ["2000-05-19T00:36:58.123Z", "2000-05-19T00:36:58 0"],
    ["2000-05-19 00:36:58", "2000-05-19T00:36:58 0"],
    ["2000-05-19", "2000-05-19T00:00:00 0"],
    ["2000/5/9 00:36", "2000-05-09T00:36:00 0"],
    ["29-04-2017 23:34", "2017-04-29T23:34:00 0"],
    ["19.05.2000 00:36", "2000-05-19T00:36:00 0"],
    ["19. May 2000 00:36", "2000-05-19T00:36:00 0"],
    // 4. ctime, US order
    ["Fri May 19 00:36:58 2000", "2000-05-19T00:36:58 0"],
    ["Mon May 20 15:22:22 EDT 1991", "1991-05-20T19:22:22 -240"],
    ["Fri Jun  7 09:08:57 -0400 1991", "1991-06-07T13:08:57 -240"],
    ["Fri May 19 00:36:58 2000 -0400", "2000-05-19T04:36:58 -240"],
    ["May 19, 2000 1:17 PM", "2000-05-19T13:17:00 0"],
    ["November 3, 2014 at 3:02:19 PM PST", "2014-11-03T23:02:19 -480"],
    ["November 3, 2014 at 3:02:19\u202fp.m. PST", "2014-11-03T23:02:19 -480"],
    ["May 19, 2000 12:17 AM", "2000-05-19T00:17:00 0"],
    ["May 19, 2000 12:17pm", "2000-05-19T12:17:00 0"],
    ["19 May 2000 13:17 PM", "2000-05-19T13:17:00 0"],
    // 5. the time
    ["19 May 2000 00.36.58 -0400", "2000-05-19T04:36:58 -240"],
    ["2012-10-31 04-46-42", "2012-10-31T04:46:42 0"],
    ["19 May 2000 1:2:3 +0000", "2000-05-19T01:02:03 0"],
    ["19 May 2000 00:36:58,25 +0100", "2000-05-18T23:36:58 60"],
    ["21 Nov 2014 22:18:09.0869 (UTC) FILETIME=[08477FD0:01D005D9]", "2014-11-21T22:18:09 0"],
    // 6. zones
    ["19 May 2000 00:36:58 +02:00", "2000-05-18T22:36:58 120"],
    ["19 May 2000 00:36:58 +2", "2000-05-18T22:36:58 120"],
    ["19 May 2000 00:36:58 -930", "2000-05-19T10:06:58 -570"],
    ["19 May 2000 00:36:58 GMT+0200", "2000-05-18T22:36:58 120"],
    ["19 May 2000 00:36:58 GMT+02:00", "2000-05-18T22:36:58 120"],
    ["Wed, 20 Sep 1995 00:19:00 (EDT) -0400", "1995-09-20T04:19:00 -240"],
    ["Wed, 20 Sep 1995 00:19:00 EDT -0400", "1995-09-20T04:19:00 -240"],
    ["19 May 2000 00:36:58 CEST", "2000-05-18T22:36:58 120"],
    ["19 May 2000 00:36:58 JST", "2000-05-18T15:36:58 540"],
    ["19 May 2000 00:36:58 IST", "2000-05-19T00:36:58 0"], // India, Israel, Ireland
    ["19 May 2000 00:36:58 LOCAL", "2000-05-19T00:36:58 0"],
    ["19 May 2000 00:36:58 +0875", "2000-05-19T00:36:58 0"], // 75 minutes are no zone
    // 7. what follows
    ["Thu, 29 Apr 2009 23:45:10 -0600Message-Id: <1@b>From: x", "2009-04-30T05:45:10 -360"],
    ["8 Dec 1991 09:11 (Sunday)", "1991-12-08T09:11:00 0"],
    ["Wed, 9 Nov 2011 18:14:52 +0100 (Westeuropäische Normalzeit)", "2011-11-09T17:14:52 60"],
    ["Thu, 10 Aug 2000 02:53:01", "2000-08-10T02:53:01 0"],
    ["19 May 2000", "2000-05-19T00:00:00 0"],
  ])("%s", (text, expected) => expect(iso(text)).toBe(expected));
});

describe("no date", () => {
  test.each([
    "",
    " ",
    "Thu,",
    "yesterday",
    "xxxx xx xxx xxxx xxxxxxxx xxxxx",
    "Mon, 32 Jan 2023 12:04:05 +0900",
    "Mon, 0 Jan 2023 12:04:05 +0900",
    "Mon, 30 Feb 2023 12:04:05 +0900",
    "29 Feb 1900 00:00 +0000",
    "2023-13-01 00:00",
    "2023-00-01 00:00",
    "Mon, 2 Jan 2023 25:04:05 +0900",
    "Mon, 2 Jan 2023 24:00:00 +0900",
    "Mon, 2 Jan 2023 12:60:05 +0900",
    "Mon, 2 Jan 2023 12:04:61 +0900",
    "Mon, 2 Jan 0000 12:04:05 +0900",
    "Mon, 2 Jan 12023 12:04:05 +0900",
    "05/19/2000 12:04", // or the 5th of the 19th month
    "12:04:05 +0900",
    "Pn, 29 paX 2007 21:13:00 +0100",
    "(Mon, 2 Jan 2023 12:04:05 +0900",
  ])("%s", (text) => expect(parseDate(text)).toBeUndefined());
});

test("formatDate refuses what no header may hold", () => {
  const refused = (date: unknown, offset?: unknown) =>
    expect(() => formatDate(date as Date, { offset: offset as number })).toThrow(
      expect.objectContaining({ name: "MimeError", code: "date-invalid" }),
    );
  refused(new Date(Number.NaN));
  refused(Number.NaN);
  refused(Number.POSITIVE_INFINITY);
  refused(new Date("1899-12-31T23:59:59Z"));
  refused(new Date("+010000-01-01T00:00:00Z"));
  refused(new Date("1900-01-01T00:00:00Z"), -1);
  refused(new Date("9999-12-31T23:59:59Z"), 1);
  refused("Mon, 2 Jan 2023 12:04:05 +0900");
  refused({});
  refused(undefined);
  refused(0, 1.5);
  refused(0, 6000);
  refused(0, -6000);
  refused(0, Number.NaN);
  refused(0, "60");
});

test.each([
  ["open comments", "("],
  ["nested comments", "(1 "],
  ["digits", "9"],
  ["short numbers", "1-1-"],
  ["numbers and comments", "1 (x) "],
  ["letters", "J"],
  ["signs", "+1"],
  ["blanks", " "],
  ["times", "1:"],
])("a megabyte of it does not hang: %s", (_, piece) => {
  parseDate(piece.repeat(1_000_000 / piece.length));
  parseDate(`19 May 2000 00:36${piece.repeat(1_000_000 / piece.length)}`);
});
