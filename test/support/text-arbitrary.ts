/** Text as senders write it: all planes, emoji sequences, right-to-left, and all that means something to a parser. */

import fc from "fast-check";

const hard = fc.constantFrom(
  "é",
  "ß",
  "日本語",
  "שלום",
  "\u202eabc\u202c",
  "👩‍👩‍👧‍👦",
  "🏳️‍🌈",
  "🇩🇪",
  "e\u0301\u0323",
  "\u{20000}",
  "\u{10ffff}",
  "\ufeff",
  "\ufffd",
  "\u2028",
  "\u760d",
  "\u010a",
  "\u0085",
  "\x7f",
  "\x01",
  "\ud800",
  "\udc00",
);
const special = fc.constantFrom(
  '"',
  "\\",
  ",",
  ";",
  ":",
  "<",
  ">",
  "@",
  "(",
  ")",
  "[",
  "=",
  "?",
  "_",
  ".",
  "'",
  "%20",
  "*",
  "=?utf-8?Q?a=2C?=",
  "=?",
  "?=",
  "=?UTF-8?B?SGk=?=",
);
const blank = fc.constantFrom(" ", "  ", "\t", " \t ");
const plain = fc.constantFrom("a", "Hello", "world", "x".repeat(80), "0");

/** Text for a header field: anything but CR, LF and NUL. */
export const headerText: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.oneof(hard, special, blank, plain, plain), { maxLength: 14 }).map((pieces) => pieces.join("")),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 20 }).map((text) => text.replace(/[\0\r\n]/g, "")),
  fc.constantFrom("", "é".repeat(100), "👨‍👩‍👧".repeat(40), "\u{20000}".repeat(120), "x".repeat(1200)),
);

/** Header text as it is read again: without outer blanks, of whole characters. */
export function trimmed(text: string): string {
  return text.toWellFormed().replace(/^[ \t]+|[ \t]+$/g, "");
}
