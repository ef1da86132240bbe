/** Which media type a file name means, and which extension a media type is saved under. */

import { asciiLowerCase } from "../bytes/ascii.js";
import { MEDIA_TYPE } from "../limits.js";
import { libmimeExtension, libmimeType } from "./libmime.js";

const UNKNOWN = "application/octet-stream";
/** A longer one is no extension but a sentence after a full stop. */
const LONGEST_EXTENSION = 20;

/**
 * What is common in mail, by IANA's names; libmime's older table, which calls some of these otherwise or does
 * not know them, answers for the rest. The first extension of a type is the one it is saved under.
 */
const COMMON: readonly (readonly [string, string])[] = [
  ["text/plain", "txt text log ini conf"],
  ["text/html", "html htm"],
  ["text/css", "css"],
  ["text/csv", "csv"],
  ["text/calendar", "ics ifb"],
  ["text/vcard", "vcf vcard"],
  ["text/markdown", "md markdown"],
  ["text/javascript", "js mjs"],
  ["text/tab-separated-values", "tsv"],
  ["text/x-python", "py"],
  ["application/json", "json"],
  ["application/xml", "xml xsl"],
  ["application/yaml", "yaml yml"],
  ["application/toml", "toml"],
  ["application/sql", "sql"],
  ["application/x-sh", "sh"],
  ["application/geo+json", "geojson"],
  ["application/gpx+xml", "gpx"],
  ["application/wasm", "wasm"],
  ["application/pdf", "pdf"],
  ["application/rtf", "rtf"],
  ["application/postscript", "ps ai eps"],
  ["application/zip", "zip"],
  ["application/gzip", "gz gzip"],
  ["application/x-tar", "tar"],
  ["application/x-7z-compressed", "7z"],
  ["application/vnd.rar", "rar"],
  ["application/x-bzip2", "bz2"],
  ["application/x-xz", "xz"],
  ["application/zstd", "zst"],
  ["application/pgp-encrypted", "pgp gpg"],
  ["application/pgp-signature", "asc sig"],
  ["application/pkcs7-signature", "p7s"],
  ["application/pkcs7-mime", "p7m p7c"],
  ["application/pkix-cert", "cer crt"],
  ["application/x-pem-file", "pem"],
  ["application/vnd.apple.pages", "pages"],
  ["application/vnd.apple.numbers", "numbers"],
  ["application/vnd.sqlite3", "sqlite sqlite3"],
  ["application/ms-tnef", "tnef"],
  ["image/png", "png"],
  ["image/jpeg", "jpg jpeg jpe jfif"],
  ["image/gif", "gif"],
  ["image/webp", "webp"],
  ["image/avif", "avif"],
  ["image/heic", "heic"],
  ["image/heif", "heif"],
  ["image/svg+xml", "svg"],
  ["image/bmp", "bmp"],
  ["image/tiff", "tiff tif"],
  ["image/vnd.microsoft.icon", "ico"],
  ["image/vnd.adobe.photoshop", "psd"],
  ["audio/mpeg", "mp3 mpga"],
  ["audio/mp4", "m4a"],
  ["audio/aac", "aac"],
  ["audio/ogg", "ogg oga opus"],
  ["audio/flac", "flac"],
  ["audio/wav", "wav"],
  ["audio/amr", "amr"],
  ["video/mp4", "mp4 m4v"],
  ["video/quicktime", "mov"],
  ["video/webm", "webm"],
  ["video/x-matroska", "mkv"],
  ["video/x-msvideo", "avi"],
  ["font/ttf", "ttf"],
  ["font/otf", "otf"],
  ["font/woff", "woff"],
  ["font/woff2", "woff2"],
  ["message/rfc822", "eml"],
];

const TYPES: ReadonlyMap<string, string> = new Map(
  COMMON.flatMap(([type, extensions]) =>
    extensions.split(" ").map((extension) => [extension, type] as const),
  ),
);
const EXTENSIONS: ReadonlyMap<string, string> = new Map(
  COMMON.map(([type, extensions]) => [type, extensions.split(" ")[0] ?? ""] as const),
);

/**
 * Tells the media type of a file by its name; never a multipart.
 *
 * @returns The type in lower case, `application/octet-stream` when the extension is unknown or missing.
 * @example
 * mediaTypeOf("Report.PDF"); // => "application/pdf"
 * @see {@link extensionOf} for the way back
 */
export function mediaTypeOf(filename: string): string {
  const name = filename.trimEnd();
  const dot = name.lastIndexOf(".");
  if (dot < 0 || name.length - dot > LONGEST_EXTENSION + 1) return UNKNOWN;
  const extension = asciiLowerCase(name.slice(dot + 1));
  if (!/^[\w$-]+$/.test(extension)) return UNKNOWN;
  return TYPES.get(extension) ?? libmimeType(extension) ?? UNKNOWN;
}

/**
 * Tells the extension, without its dot, a file of a media type is saved under.
 *
 * @param mediaType - `type/subtype` in any case; parameters are passed over.
 * @returns The extension, or `undefined` when none is known.
 * @example
 * extensionOf("image/jpeg"); // => "jpg"
 * @see {@link mediaTypeOf} for the way back
 */
export function extensionOf(mediaType: string): string | undefined {
  const semicolon = mediaType.indexOf(";");
  const type = (semicolon < 0 ? mediaType : mediaType.slice(0, semicolon)).trim();
  if (type.length > MEDIA_TYPE) return undefined;
  const name = asciiLowerCase(type);
  return EXTENSIONS.get(name) ?? libmimeExtension(name);
}
