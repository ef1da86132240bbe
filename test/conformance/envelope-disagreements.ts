/** What other projects state of subjects, dates and addresses and we do not say, on purpose; each with the reason. */

import type { Disagreement } from "../support/score.js";

const STALWART = ["stalwart-mail-parser", "stalwart-mail-parser-crlf"];
const MAILCORE2 = ["mailcore2"];
const ZBATESON = ["zbateson-mail-mime-parser"];
const WEBKLEX = ["webklex-php-imap"];

export const ENVELOPE_DISAGREEMENTS: readonly Disagreement[] = [
  // Subjects
  {
    sources: STALWART,
    message: "stalwart-mail-parser/eml/legacy/020.eml",
    claims: { "mail subject": [""], "mail names": ["to 0"] },
    why: "8-bit bytes of a header that are not UTF-8 are windows-1252, not U+FFFD",
  },
  {
    sources: ZBATESON,
    message: "zbateson-mail-mime-parser/emails/m0001.txt",
    claims: { "mail subject": [""] },
    why: "unfolding takes out the line break alone, its blanks stay (RFC 5322 §2.2.3)",
  },
  {
    sources: WEBKLEX,
    message: "webklex-php-imap/messages/imap_mime_header_decode_returns_false.eml",
    claims: { "mail subject": [""] },
    why: "a well-formed encoded word is decoded; its bytes that are not UTF-8 become U+FFFD",
  },
  {
    sources: WEBKLEX,
    message: "webklex-php-imap/messages/undefined_charset_header.eml",
    claims: { "mail subject": [""] },
    why: "an encoded word of an unknown charset stays as it is (Gmail rule 16, RFC 2047 §6.2)",
  },

  // Dates
  ...[
    "10",
    "113",
    "128",
    "20",
    "27",
    "34",
    "41",
    "42",
    "5",
    "50",
    "51",
    "54",
    "55",
    "62",
    "8",
    "86",
    "97",
  ].map(inLastCentury),
  ...["145", "7"].map(inJapan),
  {
    sources: MAILCORE2,
    message: "mailcore2/parser/input/mbox/jwz/125",
    claims: { "mail date": [""] },
    why: "a zone is read in any case: cst is CST, six hours west (RFC 5322 §4.3)",
  },

  // Addresses
  localOnly("12", ["from", "to", "cc"], ["from 0", "to 0", "cc 0"]),
  localOnly("139", ["from"], ["from 0"]),
  localOnly("16", ["from"], ["from 0"]),
  localOnly("33", ["from", "to"], ["from 0"]),
  localOnly("34", ["cc"]),
  localOnly("50", ["from", "to", "cc"]),
  localOnly("55", ["from", "to", "cc"]),
  localOnly("8", ["to"]),
  localOnly("90", ["from", "to", "cc"], ["from 0", "cc 0", "cc 1", "cc 2"]),
  {
    sources: MAILCORE2,
    message: "mailcore2/parser/input/mbox/jwz/86",
    claims: { "mail from": [""], "mail headers": ["To"] },
    why: "a path with two @ is no addr-spec, and a route without an address leads nowhere: text, in its property",
  },
  {
    sources: MAILCORE2,
    message: "mailcore2/parser/input/mbox/jwz/60",
    claims: { "mail names": ["from 0"] },
    why: "what stands in a quoted string stands as it is, two blanks too (RFC 5322 §3.2.4)",
  },
];

function inLastCentury(number: string): Disagreement {
  const why = "two digits from 50 mean a year of the last century (RFC 5322 §4.3), not of this one";
  return { sources: MAILCORE2, message: jwz(number), claims: { "mail date": [""] }, why };
}

function inJapan(number: string): Disagreement {
  const why = "JST is nine hours east, and the year 92 is of the last century (RFC 5322 §4.3)";
  return { sources: MAILCORE2, message: jwz(number), claims: { "mail date": [""] }, why };
}

/** `root`, `Name <root>`: without a domain there is no address, and none could be written (RFC 5322 §3.4.1). */
function localOnly(number: string, fields: readonly string[], names: readonly string[] = []): Disagreement {
  const why = "a local part without a domain is no addr-spec: it stays as text, as a group without members";
  const claims = Object.fromEntries(fields.map((field) => [`mail ${field}`, [""]]));
  return { sources: MAILCORE2, message: jwz(number), claims: { ...claims, "mail names": names }, why };
}

function jwz(number: string): string {
  return `mailcore2/parser/input/mbox/jwz/${number}`;
}
