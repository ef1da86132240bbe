import { describe, expect, test } from "vitest";
import { childPartId, childrenOf, findPath } from "../../../src/entity/walk.js";
import { type Entity, findEntity, parseEntity, walkEntity } from "../../../src/index.js";
import { latin1 } from "../../support/bytes.js";

const root = parseEntity(
  [
    "Content-Type: multipart/mixed; boundary=B",
    "",
    "--B",
    "X: 0",
    "",
    "a",
    "--B",
    "Content-Type: message/rfc822",
    "",
    "Content-Type: multipart/alternative; boundary=C",
    "",
    "--C",
    "X: 1.0.0",
    "",
    "b",
    "--C",
    "X: 1.0.1",
    "",
    "c",
    "--C--",
    "--B",
    "X: 2",
    "",
    "d",
    "--B--",
  ].join("\n"),
);

test("a tree is walked in the order of its bytes, parents first", () => {
  const visits = [...walkEntity(root)].map(({ partId, depth, entity }) => [partId, depth, entity.kind]);
  expect(visits).toEqual([
    ["", 0, "multipart"],
    ["0", 1, "leaf"],
    ["1", 1, "message"],
    ["1.0", 2, "multipart"],
    ["1.0.0", 3, "leaf"],
    ["1.0.1", 3, "leaf"],
    ["2", 1, "leaf"],
  ]);
});

test("each part is found under its id, and knows it", () => {
  for (const { entity, partId } of walkEntity(root)) {
    expect(findEntity(root, partId)).toBe(entity);
    const own = entity.fields.find(({ name }) => name === "X");
    if (own !== undefined) expect(own.value).toBe(partId);
  }
});

test.each([
  "3",
  "0.0",
  "1.1",
  "1.0.2",
  "00",
  "01",
  "0.",
  ".0",
  "-1",
  "+1",
  "1e0",
  " 0",
  "0 ",
  "a",
  "0x0",
  "__proto__",
  "length",
  "9".repeat(400),
])("there is no part %j", (partId) => {
  expect(findEntity(root, partId)).toBeUndefined();
  expect(findPath(root, partId)).toBeUndefined();
});

test.each([0, 1, null, undefined, {}, ["0"]])("%o is no part id", (partId) => {
  expect(findEntity(root, partId as string)).toBeUndefined();
});

test("a path leads from the root to the part", () => {
  expect(findPath(root, "")).toEqual([root]);
  expect(findPath(root, "1.0.1")).toEqual(
    ["", "1", "1.0", "1.0.1"].map((partId) => findEntity(root, partId)),
  );
});

test("the children of a node", () => {
  expect(childrenOf(root)).toHaveLength(3);
  expect(childrenOf(findEntity(root, "1") as Entity)).toHaveLength(1);
  expect(childrenOf(findEntity(root, "0") as Entity)).toEqual([]);
  expect(["", "0", "1.0"].map((parent) => childPartId(parent, 2))).toEqual(["2", "0.2", "1.0.2"]);
});

describe("trees made by hand", () => {
  const leaf: Entity = { kind: "leaf", fields: [], content: latin1("x") };
  const around = (parts: readonly Entity[]): Entity => ({
    kind: "multipart",
    fields: [],
    parts,
    preamble: latin1(""),
    epilogue: latin1(""),
  });

  test("the same part may stand twice", () => {
    const pair = around([leaf, leaf]);
    const ids = [...walkEntity(around([pair, pair]))].map(({ partId }) => partId);
    expect(ids).toEqual(["", "0", "0.0", "0.1", "1", "1.0", "1.1"]);
  });

  test.each([1, 2, 5])("a tree that holds itself %i levels down is refused", (levels) => {
    const parts: Entity[] = [];
    let tree = around(parts);
    for (let i = 1; i < levels; i++)
      tree = i % 2 === 0 ? around([leaf, tree]) : { kind: "message", fields: [], message: tree };
    parts.push(tree);
    const walk = () => [...walkEntity(tree)];
    expect(walk).toThrow(expect.objectContaining({ name: "MimeError", code: "input-cyclic" }));
  });

  test("a walk that is left early costs nothing", () => {
    const parts: Entity[] = [];
    const tree = around(parts);
    parts.push(tree);
    for (const { partId } of walkEntity(tree)) {
      expect(partId).toBe("");
      break;
    }
  });
});
