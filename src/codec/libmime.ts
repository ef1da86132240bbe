/**
 * What we use of libmime: its table of media types and file name extensions.
 *
 * Admitted by these laws, checked on what it answers: a media type is `type/subtype` of token characters in
 * lower case and no multipart; an extension is letters and digits, or `- _ $`. Its format=flowed is not used
 * (see `flowed.ts`).
 */

import libmime from "libmime";

/** libmime's answer where it knows nothing; the extension "bin" comes back for it and for no other. */
const UNKNOWN_TYPE = "application/octet-stream";
const UNKNOWN_EXTENSION = "bin";

const MEDIA_TYPE = /^(?!multipart\/)[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/;
const EXTENSION = /^[a-z0-9][a-z0-9$_-]*$/;

/** The media type libmime knows for an extension in lower case, without its dot. */
export function libmimeType(extension: string): string | undefined {
  const type = libmime.detectMimeType(extension);
  return type !== UNKNOWN_TYPE && MEDIA_TYPE.test(type) ? type : undefined;
}

/** The extension libmime knows for a media type in lower case, without parameters. */
export function libmimeExtension(mediaType: string): string | undefined {
  const extension = libmime.detectExtension(mediaType);
  return extension !== UNKNOWN_EXTENSION && EXTENSION.test(extension) ? extension : undefined;
}
