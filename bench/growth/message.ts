/** Messages as the rows of several files make them, and the limits that are lifted for them. */

import { library } from "../library.js";
import { ascii, OPEN, type Series, series } from "./series.js";

const { formatEntity, parseEntity, parseMime } = library;

export const FIELDS = { fields: OPEN, fieldBytes: OPEN, headerBytes: OPEN };
export const PARTS = { parts: OPEN };
export const DEPTH = { depth: OPEN, parts: OPEN };

export const HEAD = "Subject: s\r\n";

export const multipart = (boundary: string): string =>
  `Content-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n`;

export const wide = (n: number): string =>
  `${HEAD}${multipart("b")}${"--b\r\nContent-Type: image/png; name=a.png\r\n\r\nabc\r\n".repeat(n)}--b--\r\n`;

/** Multiparts inside each other, each with its own boundary, all closed; the innermost holds `content`. */
export function deep(n: number, content = "hi\r\n", closed = true): string {
  const open = Array.from({ length: n }, (_, i) => `${multipart(`b${i}`)}--b${i}\r\n`).join("");
  const close = Array.from({ length: n }, (_, i) => `\r\n--b${n - 1 - i}--\r\n`).join("");
  return `${HEAD}${open}\r\n${content}${closed ? close : ""}`;
}

export const attached = (n: number): string =>
  `${HEAD}${"Content-Type: message/rfc822\r\n\r\n".repeat(n)}Content-Type: text/plain\r\n\r\nhi\r\n`;

/** Bytes that are read as a tree: for any bytes whatever the tree gives them back. */
export function tree(
  name: string,
  largest: number,
  make: (n: number) => string,
  limits: Record<string, number> = {},
): Series {
  return series(
    `tree: ${name}`,
    largest,
    (n) => ascii(make(n)),
    (bytes) => ({ bytes, root: parseEntity(bytes, { limits }) }),
    ({ bytes, root }) => Buffer.compare(formatEntity(root), bytes) === 0,
    limits,
  );
}

/** The same, read as the mail a person means, its defects told. */
export function mail(
  name: string,
  largest: number,
  make: (n: number) => string,
  limits: Record<string, number> = {},
): Series {
  return series(
    `mail: ${name}`,
    largest,
    (n) => ascii(make(n)),
    (bytes) => parseMime(bytes, { limits, onDefect: () => undefined }),
    (read) => read.subject === "s",
    limits,
  );
}

/** People, ids and files of a mail that is written. */
export const people = (n: number) =>
  Array.from({ length: n }, (_, i) => ({ name: `Person ${i}`, address: `p${i}@x.com` }));
export const ids = (n: number): string[] => Array.from({ length: n }, (_, i) => `<id${i}@example.com>`);
export const files = (n: number) =>
  Array.from({ length: n }, (_, i) => ({
    filename: `scan ${i}.png`,
    content: ascii("abc"),
    contentType: "image/png",
  }));
