import { describe, expect, test } from "vitest";
import {
  type Entity,
  findEntity,
  formatEntity,
  type Multipart,
  parseEntity,
  walkEntity,
} from "../../../src/index.js";
import { latin1, text } from "../../support/bytes.js";

const write = (entity: Entity): string => text(formatEntity(entity));
const EMPTY = latin1("");
const TYPE = { name: "Content-Type", value: "multipart/mixed; boundary=B" };

function leaf(content: string, ...fields: readonly (readonly [string, string])[]): Entity {
  return { kind: "leaf", fields: fields.map(([name, value]) => ({ name, value })), content: latin1(content) };
}

function multipart(parts: readonly Entity[], around: Partial<Multipart> = {}): Multipart {
  return { kind: "multipart", fields: [TYPE], parts, preamble: EMPTY, epilogue: EMPTY, ...around };
}

describe("what was parsed", () => {
  const sources = [
    "",
    "x",
    "\n",
    "\r\n\r\n",
    "A: b",
    "A: b\r\n\r\n\0\xff\r\r\n\n",
    "From a@b Mon Jan  1 00:00:00 2001\nA:b\n  c\n\t\nno colon\n\nx",
    "Content-Type: multipart/mixed; boundary=B\r\n\r\npre\r\n--B  \r\n\r\na\r\n--B\n\nb\n--B--\t\nepi\r",
    "Content-Type: multipart/mixed; boundary=B\n--B\nA: b\n--B",
    "Content-Type: multipart/mixed; boundary=B\r\r--B\r\ra\r--B--",
    "Content-Type: message/rfc822\n\nContent-Type: message/rfc822\n\nA: b",
    "Content-Type: message/rfc822\n",
  ];
  test.each(sources)("%j is written as it was", (source) => {
    expect(write(parseEntity(latin1(source)))).toBe(source);
  });

  test.each(sources)("each part of %j is written as the bytes it was parsed from", (source) => {
    const root = parseEntity(latin1(source));
    for (const { entity } of walkEntity(root)) {
      expect(source).toContain(write(entity));
      if (entity.kind === "leaf")
        expect(write(entity).endsWith(text(entity.content as Uint8Array))).toBe(true);
    }
  });

  test("is given as memory of its own", () => {
    const source = latin1("A: b\n\nc");
    const bytes = formatEntity(parseEntity(source));
    expect(bytes.buffer).not.toBe(source.buffer);
    expect(bytes.byteLength).toBe(bytes.buffer.byteLength);
  });
});

describe("what was made by hand", () => {
  test.each([
    { title: "a leaf", entity: leaf("x\n", ["A", "b"], ["C", ""]), written: "A: b\r\nC:\r\n\r\nx\n" },
    { title: "a leaf of nothing", entity: leaf(""), written: "\r\n" },
    {
      title: "a long field is folded",
      entity: leaf("", ["A", "word ".repeat(20).trim()]),
      written: `A: ${"word ".repeat(14)}word\r\n word word word word word\r\n\r\n`,
    },
    {
      title: "a multipart",
      entity: multipart([leaf("a", ["X", "y"]), leaf("b")]),
      written:
        "Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nX: y\r\n\r\na\r\n--B\r\n\r\nb\r\n--B--\r\n",
    },
    {
      title: "a multipart with what stands around its parts",
      entity: multipart([leaf("a")], { preamble: latin1("pre"), epilogue: latin1("epi") }),
      written: "Content-Type: multipart/mixed; boundary=B\r\n\r\npre\r\n--B\r\n\r\na\r\n--B--\r\nepi",
    },
    {
      title: "a multipart of no parts",
      entity: multipart([]),
      written: "Content-Type: multipart/mixed; boundary=B\r\n\r\n",
    },
    {
      title: "a multipart of no parts with a preamble",
      entity: multipart([], { preamble: latin1("pre") }),
      written: "Content-Type: multipart/mixed; boundary=B\r\n\r\npre",
    },
    {
      title: "a multipart of no parts with an epilogue",
      entity: multipart([], { epilogue: latin1("epi") }),
      written: "Content-Type: multipart/mixed; boundary=B\r\n\r\n\r\n--B--\r\nepi",
    },
    {
      title: "a message",
      entity: {
        kind: "message",
        fields: [{ name: "Content-Type", value: "message/rfc822" }],
        message: leaf("x", ["A", "b"]),
      } as Entity,
      written: "Content-Type: message/rfc822\r\n\r\nA: b\r\n\r\nx",
    },
    {
      title: "the same part twice",
      entity: ((part) => multipart([part, part]))(leaf("a")),
      written: "Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\r\na\r\n--B\r\n\r\na\r\n--B--\r\n",
    },
  ])("$title", ({ entity, written }) => {
    expect(write(entity)).toBe(written);
  });

  test("a multipart of parts reads as it was made", () => {
    const made = multipart([leaf("a\r\n"), leaf("")], {
      preamble: latin1("pre\r\n"),
      epilogue: latin1("epi"),
    });
    const read = parseEntity(formatEntity(made)) as Multipart;
    expect(text(read.preamble)).toBe("pre\r\n");
    expect(text(read.epilogue)).toBe("epi");
    expect(read.parts.map((part) => part.kind === "leaf" && text(part.content as Uint8Array))).toEqual([
      "a\r\n",
      "",
    ]);
  });
});

describe("parsed and made by hand together", () => {
  const source = "Content-Type:  multipart/mixed;\n\tboundary=B\n\n--B \nX:  0\n\na\n--B\nX: 1\n\nb\n--B--";
  const root = parseEntity(source) as Multipart;

  test("a spread has no bytes of its own: its frame is fresh, its fields and parts are as they were", () => {
    expect(write({ ...root })).toBe(
      "Content-Type:  multipart/mixed;\n\tboundary=B\n\r\n--B\r\nX:  0\n\na\r\n--B\r\nX: 1\n\nb\r\n--B--\r\n",
    );
  });

  test("a clone has not even its fields' lines", () => {
    expect(write(structuredClone(findEntity(root, "0") as Entity))).toBe("X: 0\r\n\r\na");
  });

  test("a field kept in a new list writes its own lines", () => {
    const [field] = (findEntity(root, "0") as Entity).fields;
    expect(write({ kind: "leaf", fields: field === undefined ? [] : [field], content: EMPTY })).toBe(
      "X:  0\n\r\n",
    );
  });

  test("a parsed part stands in a tree made by hand", () => {
    const moved = multipart([...root.parts].reverse());
    expect(write(moved)).toBe(
      "Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nX: 1\n\nb\r\n--B\r\nX:  0\n\na\r\n--B--\r\n",
    );
  });
});

describe("what cannot be written", () => {
  const inner = multipart([leaf("x")]);
  const cases: [string, unknown, string, string?][] = [
    [
      "a part known only by its id",
      multipart([leaf("a"), { kind: "leaf", fields: [], content: { attachmentId: "A", size: 3 } }]),
      "content-missing",
      '"1"',
    ],
    ["a boundary in a part", multipart([leaf("a\r\n--B")]), "boundary-invalid", '"0"'],
    ["a boundary on the first line", multipart([leaf("--B--\r\na")]), "boundary-invalid", '"0"'],
    ["a padded boundary after LF", multipart([leaf("a\n--B-- \t\nb")]), "boundary-invalid", '"0"'],
    [
      "a boundary in a part below",
      multipart([leaf("a"), { kind: "message", fields: [], message: leaf("--B") }]),
      "boundary-invalid",
      '"1.0"',
    ],
    [
      "a boundary in the preamble",
      multipart([leaf("a")], { preamble: latin1("--B") }),
      "boundary-invalid",
      '""',
    ],
    [
      "a boundary in the epilogue",
      multipart([leaf("a")], { epilogue: latin1("x\n--B") }),
      "boundary-invalid",
      '""',
    ],
    ["the same boundary inside itself", multipart([inner]), "boundary-invalid", '"0"'],
    ["no Content-Type", multipart([leaf("a")], { fields: [] }), "boundary-invalid", '""'],
    [
      "no boundary",
      multipart([leaf("a")], { fields: [{ name: "Content-Type", value: "multipart/mixed" }] }),
      "boundary-invalid",
    ],
    [
      "a boundary too long",
      multipart([leaf("a")], { fields: [{ ...TYPE, value: `${TYPE.value}${"b".repeat(70)}` }] }),
      "boundary-invalid",
    ],
    [
      "a boundary of no ASCII",
      multipart([leaf("a")], { fields: [{ ...TYPE, value: `${TYPE.value}é` }] }),
      "boundary-invalid",
    ],
    ["a line break in a field", leaf("", ["A", "b\r\nBcc: c@d"]), "header-injection", '"A"'],
    ["NUL in a field", leaf("", ["A", "b\0"]), "header-injection", '"A"'],
    ["a line break in a name", leaf("", ["A\r\nB", "c"]), "header-name"],
    ["a colon in a name", leaf("", ["A:", "c"]), "header-name"],
    ["no name", leaf("", ["", "c"]), "header-name"],
    ["a field that cannot be folded", leaf("", ["A", "b".repeat(999)]), "header-too-long", '"A"'],
    [
      "a field without a value",
      { kind: "leaf", fields: [{ name: "A" }], content: EMPTY },
      "input-invalid",
      '"A"',
    ],
    ["an unknown kind", { kind: "x", fields: [], content: EMPTY }, "input-invalid", '""'],
    ["no kind", { fields: [], content: EMPTY }, "input-invalid", '""'],
    ["no fields", { kind: "leaf", content: EMPTY }, "input-invalid", '""'],
    ["fields that are no array", { kind: "leaf", fields: {}, content: EMPTY }, "input-invalid", '""'],
    [
      "no parts",
      { kind: "multipart", fields: [TYPE], preamble: EMPTY, epilogue: EMPTY },
      "input-invalid",
      '""',
    ],
    ["no preamble", { kind: "multipart", fields: [TYPE], parts: [], epilogue: EMPTY }, "input-invalid", '""'],
    ["no message", { kind: "message", fields: [] }, "input-invalid", '""'],
    ["a part that is no entity", multipart([{} as Entity]), "input-invalid", '"0"'],
  ];
  test.each(cases)("%s", (_, entity, code, place = "") => {
    const format = () => formatEntity(entity as Entity);
    expect(format).toThrow(
      expect.objectContaining({ name: "MimeError", code, message: expect.stringContaining(place) }),
    );
  });

  test("a tree that holds itself", () => {
    const parts: Entity[] = [];
    const cycle = multipart(parts);
    parts.push(leaf("a"), { kind: "message", fields: [], message: cycle });
    expect(() => formatEntity(cycle)).toThrow(expect.objectContaining({ code: "input-cyclic" }));
  });
});
