/**
 * What we use of libmime: its table of media types and file name extensions, read as libmime reads it.
 *
 * The table alone is imported: the rest of libmime wants Node's modules, and the table answers alike everywhere.
 * Admitted by these laws, checked on what it answers: a media type is `type/subtype` of token characters in
 * lower case and no multipart; an extension is letters and digits, or `- _ $`. Its format=flowed is not used
 * (see `flowed.ts`).
 */

import table from "libmime/lib/mimetypes.js";

const MEDIA_TYPE = /^(?!multipart\/)[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/;
const EXTENSION = /^[a-z0-9][a-z0-9$_-]*$/;
/** What libmime answers where it knows nothing: as good as no answer. */
const UNKNOWN_TYPE = "application/octet-stream";
const UNKNOWN_EXTENSION = "bin";

/** The media type libmime knows for an extension in lower case, without its dot. */
export function libmimeType(extension: string): string | undefined {
  const type = choose(table.extensions, extension, (type) => type.slice(type.indexOf("/") + 1) === extension);
  return type !== undefined && type !== UNKNOWN_TYPE && MEDIA_TYPE.test(type) ? type : undefined;
}

/** The extension libmime knows for a media type in lower case, without parameters. */
export function libmimeExtension(mediaType: string): string | undefined {
  const subtype = mediaType.slice(mediaType.indexOf("/") + 1);
  const extension = choose(table.list, mediaType, (extension) => extension === subtype);
  return extension !== undefined && extension !== UNKNOWN_EXTENSION && EXTENSION.test(extension)
    ? extension
    : undefined;
}

/** One answer of the table: of several, the one that is the name itself, else the first. */
function choose(
  answers: Readonly<Record<string, string | readonly string[]>>,
  key: string,
  isName: (answer: string) => boolean,
): string | undefined {
  const found = Object.hasOwn(answers, key) ? answers[key] : undefined;
  return found === undefined || typeof found === "string" ? found : (found.find(isName) ?? found[0]);
}
