/** What other projects state and we do not say, on purpose; each with the reason. */

import type { Disagreement } from "../support/score.js";

const STALWART = ["stalwart-mail-parser", "stalwart-mail-parser-crlf"];
const MIME4J = ["james-mime4j"];
const MAILCORE2 = ["mailcore2"];
const ZBATESON = ["zbateson-mail-mime-parser"];
const WEBKLEX = ["webklex-php-imap"];

export const DISAGREEMENTS: readonly Disagreement[] = [
  // 8-bit text and names
  {
    sources: STALWART,
    message: "stalwart-mail-parser/eml/legacy/016.eml",
    claims: { filename: ["2"], "mail attachments": ["#1"] },
    why: "8-bit bytes of a header that are not UTF-8 are windows-1252, not U+FFFD",
  },
  {
    sources: STALWART,
    message: "stalwart-mail-parser/eml/legacy/026.eml",
    claims: { filename: ["1"], "size of text": ["1"], "hash of text": ["1"], "mail attachments": ["#0"] },
    why: "8-bit bytes without a charset that are not UTF-8 are windows-1252, in a name and in text",
  },
  {
    sources: STALWART,
    message: "stalwart-mail-parser/eml/legacy/052.eml",
    claims: { text: [""], "mail subject": [""], "mail names": ["to 0"], "mail text": [""] },
    why: "8-bit text without a charset that is not UTF-8 is windows-1252 (Gmail rule 28)",
  },
  {
    sources: STALWART,
    message: "stalwart-mail-parser/eml/legacy/035.eml",
    claims: { filename: ["0.1.1", "0.1.2"], "mail attachments": ["#0", "#1"] },
    why: "a lone backslash in a quoted filename is a Windows path, not a quoted pair",
  },

  // Boundaries
  {
    sources: STALWART,
    message: "stalwart-mail-parser/eml/malformed/000.eml",
    claims: { structure: [""] },
    why: "four delimiter lines before the close delimiter make four parts, even of headers alone",
  },
  {
    sources: STALWART,
    message: "stalwart-mail-parser/eml/malformed/001.eml",
    claims: { structure: [""], range: ["0"], "mail text": [""], "mail attachments": ["count"] },
    why: "a delimiter line of the outer multipart ends the inner one, whose own boundary is its prefix",
  },
  {
    sources: STALWART,
    message: "stalwart-mail-parser/eml/malformed/008.eml",
    claims: { structure: [""], range: ["0"], "mail html": [""], "mail attachments": ["count"] },
    why: "a delimiter line of the outer multipart ends the inner one, whose own boundary is its prefix",
  },
  {
    sources: STALWART,
    message: "stalwart-mail-parser/eml/malformed/012.eml",
    claims: { structure: [""], range: ["0", "0.1", "0.1.0"], text: ["0.1.0"], "mail attachments": ["count"] },
    why: "a delimiter line of the outermost multipart ends the messages and multiparts inside it",
  },
  {
    sources: STALWART,
    message: "stalwart-mail-parser/eml/malformed/016.eml",
    claims: { structure: [""], range: ["0", "0.0"], "mail text": [""], "mail attachments": ["count"] },
    why: "boundaries that are prefixes of each other are told apart by whole lines",
  },
  {
    sources: STALWART,
    message: "stalwart-mail-parser/eml/thirdparty/015.eml",
    claims: {
      structure: [""],
      range: ["1", "1.0"],
      type: ["1.0"],
      filename: ["1.0"],
      "mail attachments": ["count"],
    },
    why: "the outer delimiter ends each attached message: they stand beside each other, not inside each other",
  },
  {
    sources: MIME4J,
    message: "core/src/test/resources/testmsgs/ending-boundaries.msg",
    claims: { structure: [""], epilogue: [""] },
    why: "a line is a delimiter as a whole: text behind the boundary makes it none (safety rule 5)",
  },
  {
    sources: MIME4J,
    message: "core/src/test/resources/testmsgs/weird-boundary.msg",
    claims: { structure: [""], size: ["0"], hash: ["0"] },
    why: "blanks at the end of a boundary or delimiter do not count (RFC 2046 §5.1.1)",
  },

  // Headers that run into contents
  {
    sources: STALWART,
    message: "stalwart-mail-parser/eml/malformed/007.eml",
    claims: { structure: [""], type: ["0"], range: ["0"], text: ["0"], "mail attachments": ["count"] },
    why: "a multipart's header that runs into its first delimiter ends there, so its part is found",
  },
  {
    sources: STALWART,
    message: "stalwart-mail-parser/eml/malformed/021.eml",
    claims: { structure: [""], type: ["0"], text: ["0"], "mail text": [""], "mail html": [""] },
    why: "of two Content-Type fields the first counts, here the multipart's",
  },
  {
    sources: MIME4J,
    message: "core/src/test/resources/testmsgs/malformedHeaderStartsBody-noheader.msg",
    claims: { size: [""], hash: [""] },
    why: "a line that is no field stays in the header; this is mime4j's other setting, we hold with its first",
  },

  // What is opened
  {
    sources: STALWART,
    message: "stalwart-mail-parser/eml/malformed/002.eml",
    claims: { "size of text": [""], "hash of text": [""], "mail attachments": ["count"] },
    why: "a multipart whose boundary never occurs is one without parts, not a text (Gmail rule 8)",
  },
  {
    sources: STALWART,
    message: "stalwart-mail-parser/eml/rfc/008.eml",
    claims: { structure: [""] },
    why: "a transfer-encoded message/rfc822 stays a leaf (RFC 2046 §5.2.1, Gmail rule 4)",
  },
  {
    sources: MIME4J,
    message: "core/src/test/resources/testmsgs/base64encoded-rfc822message-nested.msg",
    claims: { structure: [""] },
    why: "a transfer-encoded message/rfc822 stays a leaf (RFC 2046 §5.2.1, Gmail rule 4)",
  },
  {
    sources: MAILCORE2,
    message: "mailcore2/parser/input/mbox/jwz/22",
    claims: { structure: [""] },
    why: "an empty parameter before the boundary does not hide it",
  },
  {
    sources: MAILCORE2,
    message: "mailcore2/parser/input/mbox/jwz/41",
    claims: { structure: [""] },
    why: "the delimiter lines stand there: the parts are read",
  },
  {
    sources: MAILCORE2,
    message: "mailcore2/parser/input/mbox/jwz/5",
    claims: { structure: [""], type: ["1.0"] },
    why: "an attached message is what its own Content-Type says, a multipart with its parts",
  },

  // Which files are attached
  {
    sources: MAILCORE2,
    message: "mailcore2/parser/input/mbox/jwz/83",
    claims: { "mail attachments": ["#0"] },
    why: "a file of an attached message is attached to that message, not to the one around it",
  },
  {
    sources: ZBATESON,
    message: "zbateson-mail-mime-parser/emails/m4004.txt",
    claims: { "mail attachments": ["count"] },
    why: "the signature of a signed mail is an attachment, too: every nameless part that is no text is one",
  },

  // Types
  simplified("mailcore2/parser/input/mbox/jwz/10", "0"),
  simplified("mailcore2/parser/input/mbox/jwz/8", "1"),
  simplified("mailcore2/parser/input/mbox/jwz/17", "1"),
  simplified("mailcore2/parser/input/mbox/jwz/18", "1"),
  simplified("mailcore2/parser/input/mbox/jwz/52", "1"),
  simplified("mimekit/UnitTests/TestData/messages/multipart-digest.txt", "0"),
  {
    sources: MAILCORE2,
    message: "mailcore2/parser/input/mbox/jwz/116",
    claims: { type: ["0"] },
    why: "an attached message is what its own Content-Type says, here application/x-pkcs7-mime",
  },
  {
    sources: MAILCORE2,
    message: "mailcore2/parser/input/mbox/jwz/117",
    claims: { type: ["1.0"] },
    why: "an attached message is what its own Content-Type says, here application/x-pkcs7-mime",
  },
  {
    sources: MAILCORE2,
    message: "mailcore2/parser/input/mbox/jwz/29",
    claims: { type: [""] },
    why: "a Content-Type without a slash is none: text/plain (Gmail rule 11)",
  },

  // Contents and names
  {
    sources: ZBATESON,
    message: "stalwart-mail-parser/eml/legacy/048.eml",
    claims: {
      size: ["blueball.png", "greenball.png", "redball.png"],
      hash: ["blueball.png", "greenball.png", "redball.png"],
      "mail attachments": ["#0", "#1", "#2"],
    },
    why: "x-uuencode is no transfer encoding of RFC 2045: the content stays as it stands",
  },
  {
    sources: WEBKLEX,
    message: "webklex-php-imap/messages/embedded_email_without_content_disposition.eml",
    claims: { filename: ["a1abc19a"], "mail attachments": ["#1"] },
    why: "a name is never invented (Gmail rule 23)",
  },
  {
    sources: WEBKLEX,
    message: "webklex-php-imap/messages/example_bounce.eml",
    claims: {
      filename: ["c541a506", "da786518"],
      "trimmed size": ["da786518"],
      "trimmed hash": ["da786518"],
      "mail attachments": ["#0", "#1"],
    },
    why: "a name is never invented (Gmail rule 23), and an unclosed part keeps its last two bytes",
  },
];

function simplified(message: string, partId: string): Disagreement {
  const why = "a multipart keeps its type: mailcore2 calls most of them mixed (Gmail rule 10)";
  return { sources: MAILCORE2, message, claims: { type: [partId] }, why };
}
