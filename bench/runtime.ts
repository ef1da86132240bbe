/** What the runtime itself needs for the bytes of a message: no reader can be faster than these. */

import { type Contestant, synchronous } from "./contestant.js";

let room = new Uint8Array(0);

/** Every byte read and written once. */
export const copy: Contestant = synchronous(
  "copy",
  (bytes) => {
    if (room.length < bytes.length) room = new Uint8Array(bytes.length);
    room.set(bytes);
  },
  () => ({}),
);

/** Every byte looked at once: a search for the start of a delimiter line. */
export const scan: Contestant = synchronous(
  'scan for "\\r\\n--"',
  (bytes) => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    let found = 0;
    for (let at = buffer.indexOf("\r\n--"); at >= 0; at = buffer.indexOf("\r\n--", at + 4)) found++;
    return found;
  },
  () => ({}),
);
