/** What is against the standards in a written message, though forgiving readers may not mind. */

import { isAscii } from "node:buffer";

const LF = 0x0a;
const CR = 0x0d;

/** Names every fault of the written form; `undefined` where there is none. */
export function findFault(message: Uint8Array): string | undefined {
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.length);
  const faults = [...findLineFaults(bytes), ...findTextFaults(bytes)];
  return faults.length === 0 ? undefined : `form: ${faults.join(", ")}`;
}

/** Lines end in CRLF (RFC 5322 §2.3) and have at most 998 bytes (§2.1.1). */
function findLineFaults(bytes: Buffer): string[] {
  let bare = false;
  let longest = 0;
  let start = 0;
  for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
    if (bytes[end - 1] !== CR) bare = true;
    longest = Math.max(longest, end - start);
    start = end + 1;
  }
  longest = Math.max(longest, bytes.length - start);
  return [
    ...(bare ? ["lines end in bare LF"] : []),
    ...(longest > 999 ? [`a line of ${longest} bytes`] : []), // the CR is counted here
  ];
}

/** Encoded words have at most 75 characters (RFC 2047 §2), 8-bit text says that it is (RFC 2045 §6.2). */
function findTextFaults(bytes: Buffer): string[] {
  const text = bytes.toString("latin1");
  const words = text.match(/=\?[^?\s]+\?[bq]\?[^?\s]*\?=/gi) ?? [];
  const longest = Math.max(0, ...words.map(({ length }) => length));
  const isUndeclared = !isAscii(bytes) && !/^Content-Transfer-Encoding: *(8bit|binary)/im.test(text);
  return [
    ...(longest > 75 ? [`an encoded word of ${longest} characters`] : []),
    ...(isUndeclared ? ["8-bit text under a 7bit label"] : []),
  ];
}
