/** Bodies as Gmail answers them (its rules 26 to 31), and their bytes put back into a transfer encoding. */

import { isAscii, isUtf8, latin1Text, utf8Bytes } from "../bytes/bytes.js";
import { encodeBase64Url } from "../codec/base64url.js";
import { canonicalCharset, decodeCharset, isAsciiCompatible } from "../codec/charset.js";
import {
  carries,
  chooseTransferEncoding,
  decodedSize,
  surveyContent,
  type TransferEncoding,
  withDecoded,
} from "../codec/transfer-encoding.js";
import type { Delimiters } from "../entity/boundary.js";
import { isDetached, transferEncodingOf } from "../entity/content.js";
import type { Leaf } from "../entity/entity.js";
import type { Report } from "../errors.js";
import { LINE_BYTES } from "../limits.js";
import type { GmailBody } from "./part.js";

/**
 * Renders the body of a leaf: `data` for text without a name (Gmail rule 26), else an id and the size.
 *
 * @param makeId - Makes the id of an attachment of that decoded size.
 */
export function renderBody(
  leaf: Leaf,
  isText: boolean,
  filename: string,
  charset: string | undefined,
  makeId: (size: number) => string,
  report?: Report,
): GmailBody {
  const { content } = leaf;
  if (isDetached(content)) return { attachmentId: content.attachmentId, size: content.size };
  const encoding = transferEncodingOf(leaf.fields, report);
  if (isText && filename === "")
    return withDecoded(content, encoding, report, (bytes) => renderText(bytes, charset, report));
  const size = decodedSize(content, encoding, report);
  if (isText && size === 0) return renderText(new Uint8Array(0), charset);
  return { attachmentId: makeId(size), size };
}

/** Gmail rules 27 and 28: the size is that of the bytes before they became UTF-8. */
export function renderText(bytes: Uint8Array, charset: string | undefined, report?: Report): GmailBody {
  return { size: bytes.length, data: encodeBase64Url(textAsUtf8(bytes, charset, report)) };
}

function textAsUtf8(bytes: Uint8Array, charset: string | undefined, report: Report | undefined): Uint8Array {
  const name = charset === undefined ? "utf-8" : canonicalCharset(charset);
  if (name !== undefined && isAsciiCompatible(name) && isAscii(bytes)) return bytes;
  if (name === "utf-8" && isUtf8(bytes)) {
    const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    return marked ? bytes.subarray(3) : bytes;
  }
  return utf8Bytes(decodeCharset(bytes, charset, report));
}

/**
 * Whether the data of a payload must be declared as UTF-8 on the way back: where its bytes mean another text
 * under the charset declared now.
 */
export function needsUtf8(bytes: Uint8Array, charset: string | undefined): boolean {
  if (isAscii(bytes)) {
    if (charset === undefined || isAsciiCompatible(charset)) return false;
    return decodeCharset(bytes, charset) !== latin1Text(bytes, 0, bytes.length);
  }
  if (!isUtf8(bytes)) return false; // not from Gmail: the declared charset may be right
  return charset === undefined || canonicalCharset(charset) !== "utf-8";
}

/**
 * Chooses the transfer encoding for bytes on the way back: the declared one where it carries them and, as
 * they stand, no line of theirs is a delimiter of a multipart around them.
 *
 * @param declared - `undefined` for an encoding that is unknown, and so was none.
 */
export function restoreTransferEncoding(
  bytes: Uint8Array,
  declared: TransferEncoding | undefined,
  kind: "text" | "binary",
  delimiters: Delimiters,
): TransferEncoding | undefined {
  const encoded = declared === "base64" || declared === "quoted-printable";
  const split = !encoded && delimiters.any && delimiters.findIn(bytes);
  if (!split && carries(bytes, declared ?? "8bit")) return declared;
  if (kind === "text" && surveyContent(bytes).longestLine > LINE_BYTES) return "base64";
  const chosen = chooseTransferEncoding(bytes, kind);
  return split && chosen === "7bit" ? "quoted-printable" : chosen;
}
