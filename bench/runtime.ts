/** What the runtime itself needs for the bytes of a message: no reader can be faster than these. */

import { bytesGiven, type Contestant, synchronous } from "./contestant.js";

let room = new Uint8Array(0);

/** Every byte read and written once. */
export const copy: Contestant = synchronous({
  name: "copy",
  input: bytesGiven,
  work: (bytes) => {
    if (room.length < bytes.length) room = new Uint8Array(bytes.length);
    room.set(bytes);
  },
  understand: () => ({}),
});

/** Every byte looked at once: a search for the start of a delimiter line. */
export const scan: Contestant = synchronous({
  name: 'scan for "\\r\\n--"',
  input: bytesGiven,
  work: (bytes) => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    let found = 0;
    for (let at = buffer.indexOf("\r\n--"); at >= 0; at = buffer.indexOf("\r\n--", at + 4)) found++;
    return found;
  },
  understand: () => ({}),
});
