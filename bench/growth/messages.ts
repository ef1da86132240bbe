/** Whole messages: header blocks, multiparts, boundaries, depth; the tree read, written and edited. */

import { library } from "../library.js";
import { ascii, fill, MB, OPEN, type Series, series } from "./series.js";

const {
  defectsOf,
  appendField,
  findEntity,
  formatEntity,
  parseEntity,
  parseMime,
  prependField,
  removeFields,
  removePart,
  replacePart,
  setField,
  walkEntity,
} = library;

type Entity = ReturnType<typeof parseEntity>;

const FIELDS = { fields: OPEN, fieldBytes: OPEN, headerBytes: OPEN };
const PARTS = { parts: OPEN };
const DEPTH = { depth: OPEN, parts: OPEN };
const BYTES = { inputBytes: OPEN };

/** Bytes that are read as a tree: for any bytes whatever the tree gives them back. */
function tree(
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
function mail(
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

const HEAD = "Subject: s\r\n";
const multipart = (boundary: string): string =>
  `Content-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n`;
const wide = (n: number): string =>
  `${HEAD}${multipart("b")}${"--b\r\nContent-Type: image/png; name=a.png\r\n\r\nabc\r\n".repeat(n)}--b--\r\n`;

/** Multiparts inside each other, each with its own boundary, all closed; the innermost holds `content`. */
function deep(n: number, content = "hi\r\n", closed = true): string {
  const open = Array.from({ length: n }, (_, i) => `${multipart(`b${i}`)}--b${i}\r\n`).join("");
  const close = Array.from({ length: n }, (_, i) => `\r\n--b${n - 1 - i}--\r\n`).join("");
  return `${HEAD}${open}\r\n${content}${closed ? close : ""}`;
}

const attached = (n: number): string =>
  `${HEAD}${"Content-Type: message/rfc822\r\n\r\n".repeat(n)}Content-Type: text/plain\r\n\r\nhi\r\n`;

/** A chain of as many edits as n, on a message of one size. */
function edits(name: string, edit: (entity: Entity, i: number) => Entity): Series {
  return series(
    `edits: ${name}, 10⁴ in sequence`,
    10_000,
    (n) => ({ n, root: parseEntity(ascii(wide(20))) }),
    ({ n, root }) => {
      let entity: Entity = root;
      for (let i = 0; i < n; i++) entity = edit(entity, i);
      return formatEntity(entity);
    },
    (bytes) => bytes.length > 100,
  );
}

/** One edit of a message that has much of something. */
function edit<Given>(
  name: string,
  largest: number,
  make: (n: number) => Entity,
  prepare: (root: Entity, n: number) => Given,
  change: (root: Entity, given: Given) => Entity,
  raises: Record<string, number>,
): Series {
  return series(
    `edits: ${name}`,
    largest,
    (n) => {
      const root = make(n);
      return { root, given: prepare(root, n) };
    },
    ({ root, given }) => formatEntity(change(root, given)),
    (bytes, n) => bytes.length > n,
    raises,
  );
}

const wideTree = (n: number): Entity => parseEntity(ascii(wide(n)), { limits: PARTS });
const fieldsTree = (n: number): Entity =>
  parseEntity(ascii(`${"X-Field: value\r\n".repeat(n)}\r\nhi\r\n`), { limits: FIELDS });

export const MESSAGES: readonly Series[] = [
  tree("10⁵ fields", 100_000, (n) => `${"X-Field: value\r\n".repeat(n)}\r\nhi\r\n`, FIELDS),
  mail("10⁵ fields", 100_000, (n) => `${HEAD}${"X-Field: value\r\n".repeat(n)}\r\nhi\r\n`, FIELDS),
  mail(
    "10⁵ fields, each an encoded word",
    100_000,
    (n) => `${HEAD}${"X-F: =?utf-8?Q?=C3=A9?=\r\n".repeat(n)}\r\nhi\r\n`,
    FIELDS,
  ),
  mail("10⁵ Subjects", 100_000, (n) => `${HEAD.repeat(n)}\r\nhi\r\n`, FIELDS),
  mail("10⁵ To fields", 100_000, (n) => `${HEAD}${"To: a@x.com\r\n".repeat(n)}\r\nhi\r\n`, {
    ...FIELDS,
    addresses: OPEN,
  }),
  mail(
    "10⁵ Content-Types",
    100_000,
    (n) => `${HEAD}${"Content-Type: text/html; charset=utf-8\r\n".repeat(n)}\r\nhi\r\n`,
    FIELDS,
  ),
  mail(
    "10⁵ addresses in To",
    100_000,
    (n) => `${HEAD}To: ${"a@x.com,\r\n ".repeat(n)}b@x.com\r\n\r\nhi\r\n`,
    { ...FIELDS, addresses: OPEN },
  ),
  mail(
    "a field of 10 MB, one line",
    10 * MB,
    (n) => `${HEAD}X-Long: ${fill("some words ", n)}\r\n\r\nhi\r\n`,
    FIELDS,
  ),
  mail(
    "a field of 10 MB, folded",
    10 * MB,
    (n) => `${HEAD}X-Long: ${fill("some words\r\n ", n)}\r\n\r\nhi\r\n`,
    FIELDS,
  ),
  mail(
    "a References of 1 MB",
    MB,
    (n) => `${HEAD}References: ${fill("<0123456789@example.com>\r\n ", n)}<a@b>\r\n\r\nhi\r\n`,
    FIELDS,
  ),
  tree(
    "lines that are no field",
    MB,
    (n) => `${HEAD}${"no field at all\r\n".repeat(n / 16)}\r\nhi\r\n`,
    FIELDS,
  ),
  mail(
    "lines that are no field",
    MB,
    (n) => `${HEAD}${"no field at all\r\n".repeat(n / 16)}\r\nhi\r\n`,
    FIELDS,
  ),
  mail("colons", 4 * MB, (n) => `${HEAD}${":".repeat(n)}\r\n\r\nhi\r\n`, FIELDS),
  mail("blanks before the colon", 4 * MB, (n) => `${HEAD}X${" ".repeat(n)}: a\r\n\r\nhi\r\n`, FIELDS),
  mail(
    "blanks before a line end in the header",
    4 * MB,
    (n) => `${HEAD}X: a${" ".repeat(n)}\r\n b\r\n\r\nhi\r\n`,
    FIELDS,
  ),
  mail("folds of blanks alone", 4 * MB, (n) => `${HEAD}X: a${"\r\n ".repeat(n / 3)}\r\n\r\nhi\r\n`, FIELDS),
  mail("bare CR in the header", 4 * MB, (n) => `${HEAD}X: ${"\r".repeat(n)}\r\n\r\nhi\r\n`, FIELDS),
  mail("fields ended by bare CR", MB, (n) => `${HEAD}${"X: a\r".repeat(n / 5)}\r\n\r\nhi\r\n`, FIELDS),
  mail("fields ended by bare LF", MB, (n) => `${HEAD}${"X: a\n".repeat(n / 5)}\r\n\r\nhi\r\n`, FIELDS),
  mail("NUL in the header", 4 * MB, (n) => `${HEAD}X: ${"\0".repeat(n)}\r\n\r\nhi\r\n`, FIELDS),
  tree("blank lines, 10 MB", 10 * MB, (n) => `${HEAD}\r\n${"\r\n".repeat(n / 2)}`, BYTES),
  mail("blank lines, 10 MB", 10 * MB, (n) => `${HEAD}\r\n${"\r\n".repeat(n / 2)}`, BYTES),
  mail(
    "blank lines in a multipart, 10 MB",
    10 * MB,
    (n) => `${HEAD}${multipart("b")}--b\r\n\r\n${"\r\n".repeat(n / 2)}--b--\r\n`,
  ),
  mail(
    "blank lines before the first delimiter",
    10 * MB,
    (n) => `${HEAD}${multipart("b")}${"\r\n".repeat(n / 2)}--b\r\n\r\nhi\r\n--b--\r\n`,
  ),
  mail("a text of 10 MB, one line", 10 * MB, (n) => `${HEAD}\r\n${fill("some words ", n)}`),
  mail(
    "a text of 10 MB in lines",
    10 * MB,
    (n) => `${HEAD}\r\n${fill("some words in a line of text\r\n", n)}`,
  ),
  mail("a text of bare CR", 10 * MB, (n) => `${HEAD}\r\n${"\r".repeat(n)}`),
  mail("a text of bare LF", 10 * MB, (n) => `${HEAD}\r\n${"\n".repeat(n)}`),
  mail("a text of NUL", 10 * MB, (n) => `${HEAD}\r\n${"\0".repeat(n)}`),
  mail(
    "blanks before the line ends of a text",
    10 * MB,
    (n) => `${HEAD}\r\n${fill(`a${" ".repeat(500)}\r\n`, n)}`,
  ),
  mail("8-bit text without a label", 10 * MB, (n) => `${HEAD}\r\n${fill("gr\xf6\xdfe ", n)}`),

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

  edits("a field set", (root, i) => setField(root, "Subject", `number ${i}`)),
  edits("a field added and removed", (root) => removeFields(appendField(root, "X-New", "value"), "X-New")),
  edits("a field put first and removed", (root) =>
    removeFields(prependField(root, "X-New", "value"), "X-New"),
  ),
  edits("a part replaced", (root, i) =>
    replacePart(root, String(i % 20), parseEntity("Content-Type: text/plain\r\n\r\nnew")),
  ),
  edits("a field of a part set", (root, i) => {
    const id = String(i % 20);
    return replacePart(
      root,
      id,
      setField(findEntity(root, id) as Entity, "Content-Description", `number ${i}`),
    );
  }),
  edit(
    "a field set among 10⁵",
    100_000,
    fieldsTree,
    () => "s",
    (root, text) => setField(root, "Subject", text),
    FIELDS,
  ),
  edit(
    "10⁵ fields of one name made one",
    100_000,
    (n) =>
      parseEntity(ascii(`${"X-Field: value\r\n".repeat(n)}Y: z\r\n\r\n${"hi\r\n".repeat(n)}`), {
        limits: FIELDS,
      }),
    () => "s",
    (root, text) => setField(root, "X-Field", text),
    FIELDS,
  ),
  edit(
    "10⁵ fields removed",
    100_000,
    (n) =>
      parseEntity(ascii(`${"X-Field: value\r\n".repeat(n)}Y: z\r\n\r\n${"hi\r\n".repeat(n)}`), {
        limits: FIELDS,
      }),
    () => "X-Field",
    removeFields,
    FIELDS,
  ),
  edit(
    "a field of 1 MB set",
    MB,
    () => parseEntity("Subject: a\r\n\r\nhi"),
    (_, n) => fill("größe ", n),
    (root, text) => setField(root, "Subject", text),
    {},
  ),
  edit("a part removed among 10⁵", 100_000, wideTree, (_, n) => String(n >> 1), removePart, PARTS),
  edit(
    "a part replaced among 10⁵",
    100_000,
    wideTree,
    (_, n) => String(n >> 1),
    (root, id) => replacePart(root, id, parseEntity("\r\nnew")),
    PARTS,
  ),
  edit(
    "the innermost of 10⁴ replaced",
    10_000,
    (n) => parseEntity(ascii(deep(n)), { limits: DEPTH }),
    (_, n) => "0.".repeat(n).slice(0, -1),
    (root, id) => replacePart(root, id, parseEntity("\r\nnew")),
    DEPTH,
  ),
];
