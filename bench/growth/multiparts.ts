/** Many parts, deep parts, and what looks like a boundary. */

import { library } from "../library.js";
import { attached, DEPTH, deep, HEAD, mail, multipart, PARTS, tree, wide } from "./message.js";
import { ascii, fill, MB, type Series, series } from "./series.js";

const { defectsOf, findEntity, parseEntity, walkEntity } = library;

const wideTree = (n: number): ReturnType<typeof parseEntity> =>
  parseEntity(ascii(wide(n)), { limits: PARTS });

export const MULTIPARTS: readonly Series[] = [
  tree("10⁴ parts", 10_000, wide, PARTS),
  tree("10⁵ parts", 100_000, wide, PARTS),
  mail("10⁴ parts", 10_000, wide, PARTS),
  mail(
    "10⁴ texts",
    10_000,
    (n) => `${HEAD}${multipart("b")}${"--b\r\n\r\nabc\r\n".repeat(n)}--b--\r\n`,
    PARTS,
  ),
  mail(
    "10⁴ texts of html",
    10_000,
    (n) => `${HEAD}${multipart("b")}${"--b\r\nContent-Type: text/html\r\n\r\n<p>\r\n".repeat(n)}--b--\r\n`,
    PARTS,
  ),
  mail(
    "10⁴ attached messages",
    10_000,
    (n) =>
      `${HEAD}${multipart("b")}${"--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nhi\r\n".repeat(n)}--b--\r\n`,
    PARTS,
  ),
  mail(
    "10⁴ inline images and a page that uses them",
    10_000,
    (n) => {
      const images = Array.from(
        { length: n },
        (_, i) => `--b\r\nContent-Type: image/png\r\nContent-ID: <i${i}@x>\r\n\r\nabc\r\n`,
      );
      const page = Array.from({ length: n }, (_, i) => `<img src="cid:i${i}@x">`).join("\r\n");
      return `${HEAD}${multipart("b")}--b\r\nContent-Type: text/html\r\n\r\n${page}\r\n${images.join("")}--b--\r\n`;
    },
    PARTS,
  ),
  tree("multiparts 10⁴ deep", 10_000, (n) => deep(n), DEPTH),
  tree("multiparts 10⁴ deep, none closed", 10_000, (n) => deep(n, "hi\r\n", false), DEPTH),
  tree(
    "multiparts 10⁴ deep, delimiters of none in the innermost",
    10_000,
    (n) => deep(n, "--zzz\r\n".repeat(n)),
    DEPTH,
  ),
  tree(
    "multiparts 10⁴ deep, delimiters of the outermost in the innermost",
    10_000,
    (n) => deep(n, "--b0\r\n\r\n".repeat(n)),
    DEPTH,
  ),
  tree(
    "multiparts 10⁴ deep, one boundary for all",
    10_000,
    (n) => `${HEAD}${`${multipart("b")}--b\r\n`.repeat(n)}\r\nhi\r\n${"--b--\r\n".repeat(n)}`,
    DEPTH,
  ),
  tree(
    "multiparts 10⁴ deep, boundaries that begin alike",
    2_000,
    (n) => {
      const boundaries = Array.from({ length: n }, (_, i) => "b".repeat(1 + (i % 200)) + i);
      return `${HEAD}${boundaries.map((boundary) => `${multipart(boundary)}--${boundary}\r\n`).join("")}\r\n${"--bbbb\r\n".repeat(n)}`;
    },
    DEPTH,
  ),
  tree("attached messages 10⁴ deep", 10_000, attached, DEPTH),
  mail("multiparts 1 000 deep", 1_000, (n) => deep(n), DEPTH),
  mail("attached messages 1 000 deep", 1_000, attached, DEPTH),
  tree("multiparts past the depth that is read", 10_000, (n) => deep(n)),
  tree("parts past those that are read", 160_000, wide),
  tree("fields past those that are read", 160_000, (n) => `${"X-Field: value\r\n".repeat(n)}\r\nhi\r\n`),
  tree(
    "lines like delimiters",
    MB,
    (n) => `${HEAD}${multipart("b")}--b\r\n\r\n${"--bc\r\n".repeat(n / 6)}--b--\r\n`,
  ),
  tree(
    "lines of dashes",
    10 * MB,
    (n) => `${HEAD}${multipart("b")}--b\r\n\r\n${"--\r\n".repeat(n / 4)}--b--\r\n`,
  ),
  tree(
    "a line of dashes, 10 MB",
    10 * MB,
    (n) => `${HEAD}${multipart("b")}--b\r\n\r\n${"-".repeat(n)}\r\n--b--\r\n`,
  ),
  tree(
    "blanks after a delimiter, 10 MB",
    10 * MB,
    (n) => `${HEAD}${multipart("b")}--b${" ".repeat(n)}\r\n\r\nhi\r\n--b--\r\n`,
  ),
  tree(
    "blanks after each delimiter",
    10 * MB,
    (n) => `${HEAD}${multipart("b")}${fill(`--b${" ".repeat(1000)}x\r\n`, n)}--b--\r\n`,
  ),
  tree("delimiters on one line", 10 * MB, (n) => `${HEAD}${multipart("b")}${"--b".repeat(n / 3)}\r\n`),
  tree(
    "delimiters ended by bare LF",
    MB,
    (n) => `${HEAD}${multipart("b")}${"--b\n\nhi\n".repeat(n / 8)}--b--\n`,
    PARTS,
  ),
  tree(
    "delimiters ended by bare CR",
    MB,
    (n) => `${HEAD}${multipart("b")}${"--b\r\rhi\r".repeat(n / 8)}--b--\r`,
    PARTS,
  ),
  tree(
    "a preamble of 10 MB",
    10 * MB,
    (n) => `${HEAD}${multipart("b")}${fill("nothing here\r\n", n)}--b\r\n\r\nhi\r\n--b--\r\n`,
  ),
  tree(
    "an epilogue of 10 MB",
    10 * MB,
    (n) => `${HEAD}${multipart("b")}--b\r\n\r\nhi\r\n--b--\r\n${fill("--b\r\n", n)}`,
  ),
  series(
    "tree: walked, 10⁵ parts",
    100_000,
    wideTree,
    (root) => {
      let parts = 0;
      for (const _ of walkEntity(root)) parts++;
      return parts;
    },
    (parts, n) => parts === n + 1,
    PARTS,
  ),
  series(
    "tree: the last of 10⁵ parts found",
    100_000,
    (n) => ({ root: wideTree(n), id: String(n - 1) }),
    ({ root, id }) => findEntity(root, id),
    (found) => found !== undefined,
    PARTS,
  ),
  series(
    "tree: the innermost of 10⁴ found",
    10_000,
    (n) => ({ root: parseEntity(ascii(deep(n)), { limits: DEPTH }), id: "0.".repeat(n).slice(0, -1) }),
    ({ root, id }) => findEntity(root, id),
    (found) => found?.kind === "leaf",
    DEPTH,
  ),
  series(
    "tree: defects of 10⁴ parts",
    10_000,
    (n) =>
      parseEntity(
        ascii(
          `${HEAD}${multipart("b")}${"--b\r\nno field\r\nContent-Transfer-Encoding: x\r\n\r\na\r\n".repeat(n)}`,
        ),
        { limits: PARTS },
      ),
    (root) => defectsOf(root),
    (defects, n) => defects.length >= n,
    PARTS,
  ),
];
