import { describe, expect, test } from "vitest";
import { type Defect, type Entity, formatEntity, parseEntity, walkEntity } from "../../../src/index.js";
import { latin1, text } from "../../support/bytes.js";

/** A tree as words: "1 leaf: text" for each part, a multipart with what stands before and after its parts. */
function outline(root: Entity): string[] {
  return [...walkEntity(root)].map(({ entity, partId }) => `${partId} ${describeNode(entity)}`.trimStart());
}

function describeNode(entity: Entity): string {
  if (entity.kind === "leaf")
    return `leaf: ${text(entity.content as Uint8Array)}`.replace(/^leaf: $/, "leaf:");
  if (entity.kind === "message") return "message";
  const around = [entity.preamble, entity.epilogue].map(text).join("|");
  return around === "|" ? "multipart" : `multipart ${around}`;
}

interface Case {
  readonly title: string;
  readonly lines: readonly string[];
  readonly outline: readonly string[];
  /** Codes with the partId and the line (from 0) they are told at; a line past the last is the end. */
  readonly defects?: readonly (readonly [code: string, partId: string, line: number])[];
}

const mixed = (boundary: string, type = "mixed") => [
  `Content-Type: multipart/${type}; boundary=${boundary}`,
  "",
];
const ok = mixed("B");

const structures: Case[] = [
  { title: "nothing", lines: [], outline: ["leaf:"], defects: [["header-unterminated", "", 0]] },
  { title: "an empty line", lines: ["", "x"], outline: ["leaf: x"] },
  { title: "no empty line", lines: ["A: b"], outline: ["leaf:"], defects: [["header-unterminated", "", 1]] },
  { title: "a leaf", lines: ["A: b", "", "x", "y"], outline: ["leaf: x⏎y"] },
  {
    title: "a multipart",
    lines: [...ok, "--B", "", "a", "--B", "", "b", "--B--"],
    outline: ["multipart", "0 leaf: a", "1 leaf: b"],
  },
  {
    title: "a part of no lines",
    lines: [...ok, "--B", "", "--B", "", "", "--B--"],
    outline: ["multipart", "0 leaf:", "1 leaf:"],
  },
  {
    title: "preamble and epilogue",
    lines: [...ok, "pre", "--B", "", "a", "--B--", "epi", "logue"],
    outline: ["multipart pre|epi⏎logue", "0 leaf: a"],
  },
  {
    title: "line breaks around parts",
    lines: [...ok, "", "--B", "", "", "a", "", "--B--", "", ""],
    outline: ["multipart |⏎", "0 leaf: ⏎a⏎"],
  },
  { title: "a multipart of no parts", lines: [...ok, "--B--"], outline: ["multipart"] },
  {
    title: "an attached message",
    lines: ["Content-Type: message/rfc822", "", "A: b", "", "x"],
    outline: ["message", "0 leaf: x"],
  },
  {
    title: "an attached news message",
    lines: ["Content-Type: message/news", "Content-Transfer-Encoding: 8BIT", "", "A: b", "", "x"],
    outline: ["message", "0 leaf: x"],
  },
  {
    title: "a multipart in an attached message",
    lines: ["Content-Type: message/rfc822", "", ...ok, "--B", "", "a", "--B--", "z"],
    outline: ["message", "0 multipart |z", "0.0 leaf: a"],
  },
  {
    title: "other messages",
    lines: ["Content-Type: message/delivery-status", "", "A: b", "", "x"],
    outline: ["leaf: A: b⏎⏎x"],
  },
  {
    title: "a digest",
    lines: [
      ...mixed("B", "digest"),
      "--B",
      "",
      "A: b",
      "",
      "x",
      "--B",
      "Content-Type: text/plain",
      "",
      "y",
      "--B--",
    ],
    outline: ["multipart", "0 message", "0.0 leaf: x", "1 leaf: y"],
  },
  {
    title: "multiparts in multiparts",
    lines: [...ok, "--B", ...mixed("C"), "--C", "", "a", "--C--", "--B", "", "b", "--B--"],
    outline: ["multipart", "0 multipart", "0.0 leaf: a", "1 leaf: b"],
  },
];

/** safety.md, rule 5: one reading, a defect each time. */
const ambiguities: Case[] = [
  {
    title: "two Content-Types: the first counts",
    lines: [...ok.slice(0, 1), "Content-Type: text/plain", "", "--B", "", "a", "--B--"],
    outline: ["multipart", "0 leaf: a"],
    defects: [["field-repeated", "", 1]],
  },
  {
    title: "two Content-Types, the second of a multipart: the first counts",
    lines: ["Content-Type: text/plain", ...ok, "--B--"],
    outline: ["leaf: --B--"],
    defects: [["field-repeated", "", 1]],
  },
  {
    title: "two boundary parameters: the first counts",
    lines: ["Content-Type: multipart/mixed; boundary=B; boundary=C", "", "--B", "", "a", "--C", "b", "--B--"],
    outline: ["multipart", "0 leaf: a⏎--C⏎b"],
    defects: [["boundary-ambiguous", "", 0]],
  },
  {
    title: "a boundary that begins another: whole lines are compared",
    lines: [
      "Content-Type: multipart/mixed; boundary=BB",
      "",
      "--BB",
      ...ok,
      "--B",
      "",
      "a",
      "--B--",
      "--BB--",
    ],
    outline: ["multipart", "0 multipart", "0.0 leaf: a"],
    defects: [["boundary-ambiguous", "0", 3]],
  },
  {
    title: "the boundary of an enclosing multipart again: the lines are the outer one's",
    lines: [...ok, "--B", ...ok, "--B", "", "a", "--B--"],
    outline: ["multipart", "0 multipart", "1 leaf: a"],
    defects: [["boundary-ambiguous", "0", 3]],
  },
  {
    title: "blanks after delimiters: allowed",
    lines: [...ok, "--B \t", "", "a", "--B-- "],
    outline: ["multipart", "0 leaf: a"],
    defects: [
      ["delimiter-padded", "", 2],
      ["delimiter-padded", "", 5],
    ],
  },
  {
    title: "anything else after a delimiter: no delimiter",
    lines: [...ok, "--B", "", "a", "--Bx", "--B -", "--B--x", " --B--", "--B--"],
    outline: ["multipart", "0 leaf: a⏎--Bx⏎--B -⏎--B--x⏎ --B--"],
  },
  {
    title: "no close delimiter: the last part runs to the end",
    lines: [...ok, "--B", "", "a", "b", ""],
    outline: ["multipart", "0 leaf: a⏎b⏎"],
    defects: [["delimiter-unclosed", "", 7]],
  },
  {
    title: "the inner close delimiter is missing: the outer delimiter ends both",
    lines: [...ok, "--B", ...mixed("C"), "--C", "", "a", "--B", "", "b", "--B--"],
    outline: ["multipart", "0 multipart", "0.0 leaf: a", "1 leaf: b"],
    defects: [["delimiter-unclosed", "0", 8]],
  },
  {
    title: "the outer close delimiter stands before the inner one: it ends both",
    lines: [...ok, "--B", ...mixed("C"), "--C", "", "a", "--B--", "--C--"],
    outline: ["multipart |--C--", "0 multipart", "0.0 leaf: a"],
    defects: [["delimiter-unclosed", "0", 8]],
  },
  {
    title: "a multipart without a boundary: all is preamble",
    lines: ["Content-Type: multipart/mixed", "", "--B", "", "a"],
    outline: ["multipart --B⏎⏎a|"],
    defects: [["boundary-missing", "", 0]],
  },
  {
    title: "an empty boundary is none",
    lines: ['Content-Type: multipart/mixed; boundary=""', "", "--", "", "a"],
    outline: ["multipart --⏎⏎a|"],
    defects: [["boundary-missing", "", 0]],
  },
  {
    title: "a boundary that never occurs: all is preamble",
    lines: [...mixed("C"), "--B", "", "a"],
    outline: ["multipart --B⏎⏎a|"],
    defects: [["boundary-unused", "", 0]],
  },
  {
    title: "a boundary with blanks at its end: they are dropped",
    lines: ['Content-Type: multipart/mixed; boundary="B "', "", "--B", "", "a", "--B--"],
    outline: ["multipart", "0 leaf: a"],
  },
  {
    title: "a boundary in characters RFC 2046 does not allow",
    lines: ['Content-Type: multipart/mixed; boundary="B@*"', "", "--B@*", "", "a", "--B@*--"],
    outline: ["multipart", "0 leaf: a"],
    defects: [["boundary-invalid", "", 0]],
  },
  {
    title: "a boundary in UTF-8",
    lines: ['Content-Type: multipart/mixed; boundary="\xc3\xa9"', "", "--\xc3\xa9", "", "a", "--\xc3\xa9--"],
    outline: ["multipart", "0 leaf: a"],
    defects: [
      ["header-8bit", "", 0],
      ["boundary-invalid", "", 0],
    ],
  },
  {
    title: "a boundary that looks like an encoded word is taken literally",
    lines: [
      'Content-Type: multipart/mixed; boundary="=?utf-8?Q?B?="',
      "",
      "--=?utf-8?Q?B?=",
      "",
      "a",
      "--=?utf-8?Q?B?=--",
    ],
    outline: ["multipart", "0 leaf: a"],
  },
  {
    title: "boundaries differ by the case of their letters",
    lines: [...mixed("b"), "--B", "", "a", "--b", "", "c", "--b--"],
    outline: ["multipart --B⏎⏎a|", "0 leaf: c"],
  },
  {
    title: "a boundary of dashes",
    lines: [...mixed("----"), "------", "", "a", "------", "", "b", "--------"],
    outline: ["multipart", "0 leaf: a", "1 leaf: b"],
  },
  {
    title: "a delimiter ends a header block",
    lines: [...ok, "--B", "A: b", "--B", "", "c", "--B--"],
    outline: ["multipart", "0 leaf:", "1 leaf: c"],
    defects: [["header-unterminated", "0", 4]],
  },
  {
    title: "a multipart's own delimiter ends its header block",
    lines: [...ok.slice(0, 1), "X: y", "--B", "", "a", "--B--"],
    outline: ["multipart", "0 leaf: a"],
    defects: [
      ["field-invalid", "", 2],
      ["header-unterminated", "", 2],
    ],
  },
  {
    title: "a transfer encoding on a multipart: passed over",
    lines: ["Content-Transfer-Encoding: base64", ...ok, "--B", "", "a", "--B--"],
    outline: ["multipart", "0 leaf: a"],
    defects: [["transfer-encoding-composite", "", 0]],
  },
  {
    title: "a transfer encoding on a message: it stays closed",
    lines: ["Content-Type: message/rfc822", "Content-Transfer-Encoding: base64", "", "QTogYg0KDQpj"],
    outline: ["leaf: QTogYg0KDQpj"],
    defects: [["transfer-encoding-composite", "", 1]],
  },
  {
    title: "an unknown transfer encoding on a message: it stays closed",
    lines: ["Content-Type: message/rfc822", "Content-Transfer-Encoding: x-odd", "", "A: b"],
    outline: ["leaf: A: b"],
    defects: [["transfer-encoding-composite", "", 1]],
  },
  {
    title: "two transfer encodings: the first counts",
    lines: ["Content-Transfer-Encoding: 7bit", "Content-Transfer-Encoding: base64", "", "QUI="],
    outline: ["leaf: QUI="],
    defects: [["field-repeated", "", 1]],
  },
  {
    title: "lines that are no fields stay in their place",
    lines: ["From a@b Mon", "A: b", "no colon", "C: d", "", "x"],
    outline: ["leaf: x"],
    defects: [
      ["field-invalid", "", 0],
      ["field-invalid", "", 2],
    ],
  },
];

/** More of rule 5: which reading; whether it is a defect is seen when the values are looked at. */
const readings: Case[] = [
  {
    title: "an RFC 2231 boundary beside a plain one: the plain one counts",
    lines: ["Content-Type: multipart/mixed; boundary*=us-ascii''C; boundary=B", "", "--B", "", "a", "--B--"],
    outline: ["multipart", "0 leaf: a"],
  },
  {
    title: "an RFC 2231 boundary alone: its decoded text",
    lines: [
      "Content-Type: multipart/mixed; boundary*0*=us-ascii''B%20; boundary*1=C",
      "",
      "--B C",
      "",
      "a",
      "--B C--",
    ],
    outline: ["multipart", "0 leaf: a"],
  },
  {
    title: "comments in Content-Type: passed over",
    lines: [
      "Content-Type: (a) multipart (b)/ mixed (c); (d) boundary (e) = (f) B (g)",
      "",
      "--B",
      "",
      "a",
      "--B--",
    ],
    outline: ["multipart", "0 leaf: a"],
  },
  {
    title: "a boundary that is a prefix of the outer one",
    lines: [...mixed("BB"), "--BB", ...ok, "--B", "", "a", "--B--", "--BB--"],
    outline: ["multipart", "0 multipart", "0.0 leaf: a"],
  },
  {
    title: "a boundary that the outer one is a prefix of",
    lines: [...ok, "--B", ...mixed("BB"), "--BB", "", "a", "--BB--", "--B--"],
    outline: ["multipart", "0 multipart", "0.0 leaf: a"],
  },
  {
    title: "a delimiter after the close delimiter is epilogue",
    lines: [...ok, "--B", "", "a", "--B--", "--B", "", "b", "--B--"],
    outline: ["multipart --B⏎⏎b⏎--B--".replace(" ", " |"), "0 leaf: a"],
  },
];

const LINE_ENDS = [
  ["CRLF", "\r\n"],
  ["LF", "\n"],
  ["CR", "\r"],
] as const;

describe.each(LINE_ENDS)("in %s", (_, lineEnd) => {
  test.each(readings)("$title", ({ lines, outline: expected }) => {
    const source = lines.join(lineEnd);
    const root = parseEntity(latin1(source));
    expect(outline(root)).toEqual(expected.map((line) => line.replaceAll("⏎", lineEnd)));
    expect(text(formatEntity(root))).toBe(source);
  });

  test.each([...structures, ...ambiguities])("$title", ({ lines, outline: expected, defects = [] }) => {
    const source = lines.join(lineEnd);
    const found: Defect[] = [];
    const root = parseEntity(latin1(source), { onDefect: (defect) => found.push(defect) });
    expect(outline(root)).toEqual(expected.map((line) => line.replaceAll("⏎", lineEnd)));
    const told = defects.map(([code, partId, line]) => {
      const start = line === 0 ? 0 : lines.slice(0, line).join(lineEnd).length + lineEnd.length;
      // A missing delimiter is told where the part before it ends, which is before the line break of the next one.
      const offset = code === "delimiter-unclosed" && line < lines.length ? start - lineEnd.length : start;
      return { code, partId, offset: Math.min(offset, source.length) };
    });
    expect(found).toEqual(told);
    expect(text(formatEntity(root))).toBe(source);
  });
});

describe("line ends", () => {
  test("LF and CRLF end lines beside each other", () => {
    const source = "Content-Type: multipart/mixed; boundary=B\n\r\n--B\r\n\na\r\n--B\n\r\nb\n--B--\r\n";
    expect(outline(parseEntity(source))).toEqual(["multipart", "0 leaf: a", "1 leaf: b"]);
  });

  test("bare CR ends a line only where there is no LF at all", () => {
    const source = "A: b\rC: d\r\rx";
    expect(parseEntity(source).fields).toHaveLength(2);
    expect(parseEntity(`${source}\n`).fields).toHaveLength(1);
  });

  test("only the line break right before a delimiter is the delimiter's", () => {
    const source = "Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\r\na\r\r\n--B\r\n\r\nb\n\n--B--";
    expect(outline(parseEntity(source))).toEqual(["multipart", "0 leaf: a\r", "1 leaf: b\n"]);
  });
});

describe("what is taken", () => {
  test("a string is its UTF-8", () => {
    const root = parseEntity("Subject: é\n\n€");
    expect(root.fields[0]?.value).toBe("é");
    expect(text(formatEntity(root))).toBe("Subject: \xc3\xa9\n\n\xe2\x82\xac");
  });

  test("a Buffer, and memory inside other memory", () => {
    const memory = new TextEncoder().encode("junkA: b\n\ncjunk");
    const view = memory.subarray(4, 11);
    for (const source of [view, Buffer.from(view), new Uint8Array(memory.buffer, 4, 7)]) {
      const root = parseEntity(source);
      expect(text(formatEntity(root))).toBe("A: b\n\nc");
      expect(Object.getPrototypeOf(root.kind === "leaf" && root.content)).toBe(Uint8Array.prototype);
    }
  });

  test("contents are views on the source, not copies", () => {
    const source = latin1("A: b\n\nc");
    const root = parseEntity(source);
    expect(root.kind === "leaf" && root.content instanceof Uint8Array && root.content.buffer).toBe(
      source.buffer,
    );
  });

  const wrong = [
    undefined,
    null,
    1,
    {},
    [],
    new Uint16Array(2),
    new ArrayBuffer(2),
    new DataView(new ArrayBuffer(2)),
  ];
  test.each(wrong)("%o is refused", (source) => {
    const given: unknown = source;
    expect(() => parseEntity(given as string)).toThrow(
      expect.objectContaining({ name: "MimeError", code: "input-invalid" }),
    );
  });
});
