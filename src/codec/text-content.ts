/** The text of a content: its transfer encoding and its charset undone at once, its line ends LF (RFC 2046 §4.1). */

import { withScratch } from "../bytes/scratch.js";
import type { Report } from "../errors.js";
import { decodeCharset, isAsciiCompatible } from "./charset.js";
import { decodeQuotedPrintableInto } from "./quoted-printable.js";
import { decodeTransfer, type TransferEncoding } from "./transfer-encoding.js";

/**
 * Decodes a content as text; every line end becomes LF.
 *
 * @param encoding - `undefined` for an unknown one: the content is left as it stands.
 * @param charset - As declared.
 * @example
 * decodeTextContent(new Uint8Array([61, 52, 49, 13, 10]), "quoted-printable", undefined); // => "A\n"
 * @see {@link decodeTransfer}, {@link decodeCharset}
 */
export function decodeTextContent(
  content: Uint8Array,
  encoding: TransferEncoding | undefined,
  charset: string | undefined,
  report?: Report,
): string {
  if (encoding !== "quoted-printable" || (charset !== undefined && !isAsciiCompatible(charset))) {
    return unixLines(decodeCharset(decodeTransfer(content, encoding, report), charset, report));
  }
  return withScratch(content.length, (scratch) => {
    const size = decodeQuotedPrintableInto(content, scratch, true, report);
    return unixLines(decodeCharset(scratch.subarray(0, size), charset, report));
  });
}

/** Every line end made LF; nearly all texts have CRLF only. */
function unixLines(text: string): string {
  if (!text.includes("\r")) return text;
  const lines = text.split("\r\n").join("\n");
  return lines.includes("\r") ? lines.replaceAll("\r", "\n") : lines;
}
