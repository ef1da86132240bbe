/** How trouble is told: wrong use by our caller is a `MimeError`, an oddity of a stranger's mail a `Defect`. */

/** What a caller did wrong. Branch on this; the wording of messages may improve at any time. */
export type MimeErrorCode =
  | "input-invalid" // a value of the wrong type, or one that cannot be read (a getter that throws)
  | "input-cyclic" // a tree that holds itself
  | "input-too-large" // more bytes, parts, fields, recipients or depth than the limits allow
  | "limit-invalid" // a limit that is no positive integer and not Infinity
  | "option-invalid" // an option outside its allowed values
  | "raw-invalid" // a raw string or body data that is not base64url
  | "header-name" // a field name with a character RFC 5322 does not allow
  | "header-injection" // CR, LF or NUL where a header line would be written
  | "header-too-long" // a header line that cannot be folded below 998 bytes
  | "header-refused" // a field that may not be given here (Content-* or MIME-Version among custom fields)
  | "address-invalid" // text that is not exactly one address, or not an address list
  | "date-invalid" // not a date between the years 1900 and 9999
  | "message-id-invalid" // text that is not a message id
  | "media-type-invalid" // text that is not type/subtype
  | "parameter-invalid" // a parameter name that is no token
  | "boundary-invalid" // an illegal or missing boundary, or one that occurs in the content
  | "charset-invalid" // a charset that is unknown, or cannot hold the text
  | "content-missing" // a part whose content is not known (only its attachmentId)
  | "part-not-found" // no part under this partId
  | "part-fixed"; // the root, or the child of a message, cannot be removed

/** The only error this library throws. */
export class MimeError extends Error {
  override readonly name = "MimeError";
  /** What was wrong: branch on this. */
  readonly code: MimeErrorCode;
  constructor(code: MimeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What is odd about a mail that was read all the same. */
export type DefectCode =
  // structure
  | "field-invalid" // a header line that is no field: its name is ""
  | "field-repeated" // a field that may stand once stands again; the first counts
  | "header-unterminated" // a header block without the empty line after it
  | "header-8bit" // bytes over 0x7F in a header
  | "header-control" // NUL, bare CR or bare LF in header text, decoded or not
  | "content-type-invalid" // not type/subtype: taken as text/plain
  | "boundary-missing" // a multipart without a boundary parameter
  | "boundary-invalid" // a boundary with characters or a length RFC 2046 does not allow
  | "boundary-unused" // a multipart whose boundary never occurs
  | "boundary-ambiguous" // equal to, or a prefix of, an enclosing one; given twice, by RFC 2231, or behind a comment
  | "delimiter-padded" // blanks after a delimiter
  | "delimiter-unclosed" // a multipart without its close delimiter
  | "transfer-encoding-unknown" // content left as it stands
  | "transfer-encoding-composite" // an encoding on a multipart, or on a message that is then left closed
  | "line-end-bare" // bare CR or bare LF: told for the first of a mail
  | "nul" // a NUL byte in content
  // contents
  | "base64-invalid" // characters or padding that RFC 4648 does not allow there; skipped
  | "base64-truncated" // a last group of one character
  | "quoted-printable-invalid" // "=" followed by neither two hex digits nor a line end; kept
  | "charset-unknown" // taken as UTF-8 when valid, else windows-1252
  | "charset-malformed" // bytes the charset has no character for: U+FFFD
  | "uuencoded" // uuencoded data inside a text; left in the text
  // header values
  | "encoded-word-invalid" // looks like an encoded word and is none: left as written
  | "encoded-word-misplaced" // an encoded word inside an address: left as written
  | "parameter-invalid" // a piece of a parameter list that is no parameter
  | "parameter-repeated" // a parameter name that stands again; the first counts
  | "address-invalid" // a piece of an address list that is no address
  | "date-invalid"
  | "message-id-invalid"
  // from a payload
  | "payload-header-invalid" // a header of a payload that no mail can carry: cleaned or skipped
  // limits
  | "limit-depth"
  | "limit-parts"
  | "limit-fields"
  | "limit-field-bytes"
  | "limit-header-bytes"
  | "limit-parameters"
  | "limit-encoded-words"
  | "limit-addresses"
  | "limit-comments"
  | "limit-groups";

/** One oddity: what, in which part, and where in the parsed source (-1 when read from a payload). */
export interface Defect {
  readonly code: DefectCode;
  readonly partId: string;
  readonly offset: number;
}

/** How the floors below tell an oddity: `at` counts from the start of what the function was given. */
export type Report = (code: DefectCode, at?: number) => void;
