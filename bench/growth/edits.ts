/** Edits of a message: many in sequence, and one where there is much of something. */

import { library } from "../library.js";
import { DEPTH, deep, FIELDS, PARTS, wide } from "./message.js";
import { ascii, fill, MB, type Series, series } from "./series.js";

const {
  appendField,
  findEntity,
  formatEntity,
  parseEntity,
  prependField,
  removeFields,
  removePart,
  replacePart,
  setField,
} = library;

type Entity = ReturnType<typeof parseEntity>;

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

export const EDITS: readonly Series[] = [
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
