/** A mailbox of any size as an export of it looks: an mbox with all kinds of mail, made from a seed. */

import { closeSync, openSync, writeSync } from "node:fs";
import { bytesOf } from "./letter.js";
import { Random } from "./random.js";
import {
  attachment,
  headers,
  intl,
  type Letter,
  nested,
  newsletter,
  tiny,
  typical,
  wide,
} from "./workloads.js";

/** A kind of mail, and how many of a thousand are of it. */
interface Kind {
  readonly share: number;
  readonly write: (random: Random) => Letter;
}

const KINDS: readonly Kind[] = [
  { share: 300, write: tiny },
  { share: 400, write: typical },
  { share: 170, write: newsletter },
  { share: 60, write: intl },
  { share: 45, write: (random) => attachment(random, 20_000 + random.below(400_000)) },
  { share: 10, write: (random) => attachment(random, 1_000_000 + random.below(2_000_000)) },
  { share: 5, write: (random) => nested(random, 1 + random.below(4)) },
  { share: 5, write: (random) => wide(random, 5 + random.below(30)) },
  { share: 5, write: (random) => headers(random, 40 + random.below(100)) },
];
const SHARES = KINDS.reduce((sum, { share }) => sum + share, 0);

/** Different messages; what is written of each is made its own by its fields. */
const DIFFERENT = 500;
const STROKE = 8 << 20;

export interface Mailbox {
  readonly messages: number;
  readonly bytes: number;
}

/**
 * Writes an mbox: postmarks with a number and a date, lines that look like postmarks quoted, CRLF.
 *
 * @param size - Bytes it has at least.
 */
export function writeMailbox(path: string, size: number, seed: number): Mailbox {
  const random = new Random(seed);
  const bodies = Array.from({ length: DIFFERENT }, () =>
    quotePostmarks(bytesOf(pickKind(random).write(random).message)),
  );
  const file = openSync(path, "w");
  let messages = 0;
  let bytes = 0;
  let stroke: Uint8Array[] = [];
  let held = 0;
  const flush = (): void => {
    writeSync(file, Buffer.concat(stroke));
    stroke = [];
    held = 0;
  };
  try {
    while (bytes < size) {
      const pieces = [announce(messages++, random), random.pick(bodies), Buffer.from("\r\n\r\n")];
      for (const piece of pieces) {
        stroke.push(piece);
        held += piece.length;
        bytes += piece.length;
      }
      if (held > STROKE) flush();
    }
    flush();
  } finally {
    closeSync(file);
  }
  return { messages, bytes };
}

function pickKind(random: Random): Kind {
  let place = random.below(SHARES);
  for (const kind of KINDS) {
    place -= kind.share;
    if (place < 0) return kind;
  }
  return KINDS[0] as Kind;
}

/** The postmark, and the fields that make a message its own. */
function announce(number: number, random: Random): Uint8Array {
  const id = `17${random.token(17, "0123456789")}`;
  const date = new Date(Date.UTC(2015, 0, 1) + number * 3_600_000).toUTCString();
  const [day, dayOfMonth, month, year, time] = date.replace(",", "").split(" ");
  return Buffer.from(
    `From ${id}@xxx ${day} ${month} ${dayOfMonth} ${time} +0000 ${year}\r\n` +
      `X-GM-THRID: ${id}\r\nX-Gmail-Labels: Archived,Number ${number}\r\n`,
  );
}

function quotePostmarks(message: Uint8Array): Uint8Array {
  const text = Buffer.from(message).toString("latin1");
  return Buffer.from(text.replace(/^>*From /gm, ">$&"), "latin1");
}

/**
 * Reads a size as people write it.
 *
 * @example
 * readSize("2G"); // => 2147483648
 */
export function readSize(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)([KMG]?)$/i.exec(text) ?? [];
  if (number === undefined) throw new Error(`a size is 500K, 200M or 2G, not ${text}`);
  const power = "KMG".indexOf((unit ?? "").toUpperCase()) + 1;
  return Math.round(Number(number) * 1024 ** (unit === "" ? 0 : power));
}
