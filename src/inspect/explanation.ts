/** Defects in words: what each code means to somebody who looks at the mail. */

import type { DefectCode } from "../index.js";

const EXPLANATIONS: Record<DefectCode, string> = {
  "field-invalid": "a line of the header is no field",
  "field-repeated": "the field may stand once and stands again: the first counts",
  "header-unterminated": "the header ends without an empty line",
  "header-8bit": "bytes over 0x7F in the header, which should be encoded words",
  "header-control": "a line break or NUL inside a header value",
  "content-type-invalid": "Content-Type is not type/subtype: taken as text/plain",
  "boundary-missing": "a multipart without a boundary: its parts cannot be told",
  "boundary-invalid": "the boundary is longer, or has other characters, than RFC 2046 allows",
  "boundary-unused": "the boundary of the multipart never occurs: all of it is preamble",
  "boundary-ambiguous":
    "other readers may take another boundary: two, one that begins another, RFC 2231, a comment",
  "delimiter-padded": "blanks after a delimiter line",
  "delimiter-unclosed": "the multipart lacks its close delimiter",
  "transfer-encoding-unknown": "unknown Content-Transfer-Encoding: the content is left as it stands",
  "transfer-encoding-composite": "a multipart or message may not be encoded",
  "line-end-bare": "lines end in bare LF or bare CR, not in CR LF",
  nul: "a NUL byte",
  "base64-invalid": "characters or padding that base64 does not allow: skipped",
  "base64-truncated": "base64 that breaks off inside a group",
  "quoted-printable-invalid": '"=" followed by neither two hex digits nor a line end: kept',
  "charset-unknown": "unknown charset: taken as UTF-8 where valid, else as windows-1252",
  "charset-malformed": "bytes that the charset has no character for: shown as U+FFFD",
  uuencoded: "uuencoded data inside a text: left in the text",
  "encoded-word-invalid": "looks like an encoded word and is none: left as written",
  "encoded-word-misplaced": "an encoded word inside an address: left as written",
  "parameter-invalid": "a piece of the parameter list is no parameter",
  "parameter-repeated": "a parameter stands again: the first counts",
  "address-invalid": "a piece of the address list is no address",
  "date-invalid": "the date cannot be read",
  "message-id-invalid": "the message id cannot be read",
  "payload-header-invalid": "a header of the payload that no mail can carry: cleaned or skipped",
  "limit-depth": "parts inside each other beyond the limit: not opened",
  "limit-parts": "more parts than the limit: the rest is one part",
  "limit-fields": "more fields than the limit: the rest is not read",
  "limit-field-bytes": "a field longer than the limit: not decoded",
  "limit-header-bytes": "a header longer than the limit: the rest is not read",
  "limit-parameters": "more parameters than the limit: the rest is ignored",
  "limit-encoded-words": "more encoded words than the limit: the rest is left as written",
  "limit-addresses": "more addresses than the limit: the rest is not read",
  "limit-comments": "comments inside each other beyond the limit",
  "limit-groups": "address groups inside each other",
};

/**
 * Says what a defect is, in half a sentence.
 *
 * @example
 * explainDefect("nul"); // => "a NUL byte"
 */
export function explainDefect(code: DefectCode): string {
  return EXPLANATIONS[code];
}
