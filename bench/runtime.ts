/** What the runtime itself needs for the bytes of a message: no reader can be faster than these. */

import { type Contestant, rawGiven, synchronous } from "./contestant.js";
import type { Workload } from "./workloads.js";

let room = new Uint8Array(0);

/** Every byte read and written once. */
export const copy: Contestant = synchronous({
  name: "memcpy",
  input: bufferGiven,
  work: (bytes) => {
    if (room.length < bytes.length) room = new Uint8Array(bytes.length);
    room.set(bytes);
  },
  understand: () => ({}),
});

/** Every byte looked at once: a search for the start of a delimiter line. */
export const scan: Contestant = synchronous({
  name: "bare scan",
  input: bufferGiven,
  work: (buffer) => {
    let found = 0;
    for (let at = buffer.indexOf("\r\n--"); at >= 0; at = buffer.indexOf("\r\n--", at + 4)) found++;
    return found;
  },
  understand: () => ({}),
});

export const latin1: Contestant = synchronous({
  name: "latin1",
  input: bufferGiven,
  work: (buffer) => buffer.toString("latin1"),
  understand: (text) => ({ message: Buffer.from(text, "latin1") }),
});

export const utf8: Contestant = synchronous({
  name: "utf-8",
  input: bufferGiven,
  work: (buffer) => buffer.toString("utf8"),
  understand: () => ({}),
});

export const base64Encode: Contestant = synchronous({
  name: "base64 encode",
  input: bufferGiven,
  work: (buffer) => buffer.toString("base64"),
  understand: (text) => ({ message: Buffer.from(text, "base64") }),
});

export const base64Decode: Contestant = synchronous({
  name: "base64 decode",
  input: (workload) => Buffer.from(rawGiven(workload), "base64url").toString("base64"),
  work: (text): Uint8Array => Buffer.from(text, "base64"),
  understand: (message) => ({ message }),
});

function bufferGiven({ bytes }: Workload): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
