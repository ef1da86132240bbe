import { describe, expect, test } from "vitest";
import { type DefectCode, MimeError } from "../../../src/errors.js";
import {
  countSections,
  formatParameter,
  parseParameters,
  scanParameters,
} from "../../../src/header/parameter.js";

function read(text: string, options: { parameters?: number; parameterSegments?: number } = {}) {
  const defects: DefectCode[] = [];
  const values = parseParameters(text, 0, { ...options, report: (code) => defects.push(code) });
  return { values: Object.fromEntries(values), defects };
}

describe("both ways", () => {
  test.each([
    { text: "name=token", name: "name", value: "token" },
    { text: 'name="a b"', name: "name", value: "a b" },
    { text: 'name=""', name: "name", value: "" },
    { text: 'name="a/b"', name: "name", value: "a/b" },
    { text: 'name="a \\"b\\" \\\\ c;d\te"', name: "name", value: 'a "b" \\ c;d\te' },
    { text: 'name="C:\\\\dir\\\\\\"f\\""', name: "name", value: 'C:\\dir\\"f"' },
    { text: "name=a%20b", name: "name", value: "a%20b" },
    { text: "name=utf-8''a", name: "name", value: "utf-8''a" },
    {
      text: "filename*=utf-8''q%22uo%3Bte%20%C3%A9.pdf",
      name: "filename",
      value: 'q"uo;te é.pdf',
    },
    { text: "name*=utf-8''a%01b", name: "name", value: "a\x01b" },
    { text: "name*=utf-8''%3D%3Futf-8%3FQ%3Fa%3F%3D", name: "name", value: "=?utf-8?Q?a?=" },
    { text: "name*=utf-8''%EF%BB%BFa%25%27%2A", name: "name", value: "\ufeffa%'*" },
    { text: "__proto__=a", name: "__proto__", value: "a" },
    {
      text: `filename*0="${"a".repeat(62)}"; filename*1="aa \\"b\\""`,
      name: "filename",
      value: `${"a".repeat(64)} "b"`,
    },
    {
      text: `filename*0*=utf-8''${"%C3%A9".repeat(9)}; filename*1*=%C3%A9a`,
      name: "filename",
      value: `${"é".repeat(10)}a`,
    },
    { text: `boundary="${"=".repeat(70)}"`, name: "boundary", value: "=".repeat(70) },
  ])("$text", ({ text, name, value }) => {
    expect(formatParameter(name, value)).toBe(text);
    expect([...parseParameters(`; ${text}`, 0)]).toEqual([[name, value]]);
    expect([...parseParameters(`x;(c)\r\n ${text} ;`, 1)]).toEqual([[name, value]]);
  });
});

describe("writing", () => {
  test.each([
    ["é", "é".repeat(300)],
    ["emoji", "👩‍👩‍👧‍👦🇩🇪".repeat(30)],
    ["quotes", '"\\'.repeat(200)],
    ["blanks", `a${" ".repeat(500)}b`],
    ["a token", "x".repeat(2_000)],
  ])("long values of %s: sections of at most 75, each of whole characters", (_, value) => {
    const text = formatParameter("filename", value);
    const pieces = scanParameters(text, 0, { parameterSegments: 1_000 });
    expect(pieces.map((piece) => piece.section)).toEqual(pieces.map((_, i) => i));
    for (const piece of pieces) {
      expect(piece.end - piece.start).toBeLessThanOrEqual(75);
      if (piece.extended) expect(() => decodeURIComponent(piece.value)).not.toThrow();
    }
    expect(read(text, { parameterSegments: 1_000 })).toEqual({ values: { filename: value }, defects: [] });
  });

  test("a very long name", () => {
    const name = "n".repeat(128);
    expect(read(formatParameter(name, "é".repeat(90))).values).toEqual({ [name]: "é".repeat(90) });
  });

  test("lone surrogates become U+FFFD", () => {
    expect(formatParameter("name", "\ud800")).toBe("name*=utf-8''%EF%BF%BD");
  });

  test.each(["a\rb", "a\nb", "a\0b"])("%j is refused", (value) => {
    expect(() => formatParameter("name", value)).toThrow(
      expect.objectContaining({ code: "header-injection" }),
    );
  });

  test.each(["", "a b", "a=b", "a;b", "é", "a*", "a*0", "a\r\n", "n".repeat(129)])(
    "name %j is refused",
    (name) => {
      expect(() => formatParameter(name, "v")).toThrow(
        expect.objectContaining({ code: "parameter-invalid" }),
      );
    },
  );

  test("only strings", () => {
    expect(() => formatParameter("a", 1 as unknown as string)).toThrow(MimeError);
    expect(() => formatParameter(undefined as unknown as string, "a")).toThrow(MimeError);
  });
});

test.each([
  ["a", "short", 0],
  ["a", "é", 0],
  ["a", "z".repeat(200), 3],
  ["a", "*1=; a*2=", 0],
])("%s=%s is written in %i sections", (name, value, sections) => {
  expect(countSections(name, value)).toBe(sections);
});

describe("scanning", () => {
  test("where the pieces stand", () => {
    const text = 'text/plain; A="x \\"y" ;b*1*=%20 ; c = d (e) ;f*=g';
    expect(scanParameters(text, 10)).toEqual([
      { name: "a", extended: false, quoted: true, value: 'x "y', start: 12, end: 21 },
      { name: "b", section: 1, extended: true, quoted: false, value: "%20", start: 23, end: 31 },
      { name: "c", extended: false, quoted: false, value: "d", start: 34, end: 39 },
      { name: "f", extended: true, quoted: false, value: "g", start: 45, end: 49 },
    ]);
  });

  test("values are raw", () => {
    expect(scanParameters(";a==?utf-8?Q?b?=;c*=d%20", 0).map((piece) => piece.value)).toEqual([
      "=?utf-8?Q?b?=",
      "d%20",
    ]);
  });
});

describe("reading", () => {
  // The numbers are those of the leniencies in parameter-list.ts.
  test.each([
    ["1: blanks and comments", ' ;; (c) a (d) = (e) b (f) ; ; c\t=\r\n "d"', { a: "b", c: "d" }, []],
    ["1: no value", ";a=;b= ;c=", { a: "", b: "", c: "" }, []],
    ["2: blanks in a value", ";a=b  c d ;e=f", { a: "b  c d", e: "f" }, ["parameter-invalid"]],
    ["2: other characters", ";a=x/y,z@é[1];e=f", { a: "x/y,z@é[1]", e: "f" }, ["parameter-invalid"]],
    ["2: brackets", ";a=b (1).pdf;e=f", { a: "b (1).pdf", e: "f" }, ["parameter-invalid"]],
    ["2: quotes inside", ';a=b"c;e=f', { a: 'b"c', e: "f" }, ["parameter-invalid"]],
    ["3: no semicolon", 'a="b" c="d"e=f', { a: "b", c: "d", e: "f" }, []],
    ["3: no semicolon after a token", ";charset=x format=flowed", { charset: "x", format: "flowed" }, []],
    ["3: but only before a known name", ";name=x y=z.pdf", { name: "x y=z.pdf" }, ["parameter-invalid"]],
    [
      "3: after a loose value",
      ";name=x y.pdf filename*=z",
      { name: "x y.pdf", filename: "z" },
      ["parameter-invalid", "parameter-invalid"],
    ],
    ["4: unclosed quotes", ';a="b; c=d', { a: "b; c=d" }, ["parameter-invalid"]],
    ["5: an unclosed bracket", ";a=b (c; d=e", { a: "b (c", d: "e" }, ["parameter-invalid"]],
    ["6: Windows paths", ';a="C:\\dir\\file \\"x\\\\y\\""', { a: 'C:\\dir\\file "x\\y"' }, []],
    ["a comment in RFC 2045", ";charset=us-ascii (Plain; text)", { charset: "us-ascii" }, []],
    ["single quotes stay", ";a='b'", { a: "'b'" }, []],
    ["no =", ";a;b=c; d ;e f", { b: "c" }, ["parameter-invalid", "parameter-invalid", "parameter-invalid"]],
    ["no name", ';=a;"b"=c;d=e', { d: "e" }, ["parameter-invalid", "parameter-invalid"]],
    ["a long name", `;${"n".repeat(129)}=a;b=c`, { b: "c" }, ["parameter-invalid"]],
    ["repeated", ";a=1;A=2;b=3", { a: "1", b: "3" }, ["parameter-repeated"]],
    [
      "words",
      ';a="=?utf-8?Q?caf=C3=A9?=";b==?utf-8?B?SGk=?= x',
      { a: "café", b: "Hi x" },
      ["parameter-invalid"],
    ],
    ["a word with a line break", ';a="=?utf-8?Q?a=0D=0Ab?="', { a: "a b" }, ["header-control"]],
    ["outer blanks", ';a=" b "', { a: "b" }, []],
    ["names of objects", ";__proto__=a;constructor=b", { ["__proto__"]: "a", constructor: "b" }, []],
  ] as const)("%s", (_, text, values, defects) => {
    expect(read(text)).toEqual({ values, defects });
  });

  test.each([
    ["percent once", ";a*=utf-8''%2541%20b", { a: "%41 b" }, []],
    ["quoted", ";a*=\"utf-8''%C3%A9\"", { a: "é" }, []],
    ["a language", ";a*=iso-8859-1'en'%E9%80", { a: "é€" }, []],
    ["no charset", ";a*=''%C3%A9;b*=''%E9", { a: "é", b: "é" }, []],
    ["no quotes", ";a*=%C3%A9b", { a: "éb" }, ["parameter-invalid"]],
    ["an unknown charset", ";a*=no-such''%C3%A9", { a: "é" }, ["charset-unknown"]],
    ["bad bytes", ";a*=utf-8''%C3x", { a: "\ufffdx" }, ["charset-malformed"]],
    ["broken percent", ";a*=utf-8''1%2x%%41%", { a: "1%2x%A%" }, []],
    ["raw text", ";a*=\"utf-8''é%C3%A9\"", { a: "éé" }, []],
    ["no words in it", ";a*=utf-8''=?utf-8?Q?b?=", { a: "=?utf-8?Q?b?=" }, ["parameter-invalid"]],
    ["line breaks", ";a*=utf-8''b%0D%0Ac", { a: "b c" }, ["header-control"]],
    ["sections in any order", ';a*2=c;a*0="a";a*1=b', { a: "abc" }, []],
    ["plain sections are literal", ";a*0*=utf-8''%41%20;a*1=%20;a*2*=%42", { a: "A %20B" }, []],
    ["a split character", ";a*0*=utf-8''%E2;a*1*=%82;a*2*=%AC", { a: "€" }, []],
    ["words over plain sections", ';a*0="=?utf-8?Q?caf";a*1="=C3=A9?="', { a: "café" }, []],
    ["a gap", ";a*0=a;a*2=c", { a: "a" }, ["parameter-invalid"]],
    ["no first section", ";a*1=b;b=c", { b: "c" }, ["parameter-invalid"]],
    ["no first section, but a plain one", ";a*1=b;a=c", { a: "c" }, ["parameter-invalid"]],
    ["a repeated section", ";a*0=a;a*0*=b;a*1=c", { a: "ac" }, ["parameter-repeated"]],
    ["extended wins over plain", ";a=old;b=x;a*=utf-8''new", { a: "new", b: "x" }, []],
    ["but not one of nothing", ";a=old;a*=utf-8''", { a: "old" }, []],
    ["sections win over plain", ";a*0=new;b=x;a=old", { a: "new", b: "x" }, []],
    ["whole wins over sections", ";a*0=no;a*=utf-8''yes", { a: "yes" }, []],
    [
      "a section that is none",
      ";a*x=b;a*01=c;a**=d",
      { "a*x": "b", "a*01": "c", "a**": "d" },
      ["parameter-invalid", "parameter-invalid", "parameter-invalid"],
    ],
    ["a huge section", ";a*0=b;a*999999999=c", { a: "b" }, ["parameter-invalid"]],
  ] as const)("RFC 2231: %s", (_, text, values, defects) => {
    expect(read(text)).toEqual({ values, defects });
  });

  test("limits", () => {
    expect(read(";a=1;b=2;c=3", { parameters: 2 })).toEqual({
      values: { a: "1", b: "2" },
      defects: ["limit-parameters"],
    });
    expect(read(";a*0=1;a*1=2;a*2=3;b=4", { parameterSegments: 2 })).toEqual({
      values: { a: "12", b: "4" },
      defects: ["limit-parameters"],
    });
    const many = Array.from({ length: 300 }, (_, i) => `;p${i}=v`).join("");
    expect(Object.keys(read(many).values)).toHaveLength(256);
  });

  test.each([";", ";a=b(", ";a(", '; a="', " b", "(c)", ";a=1", ";a*=", "*", "\\", ';a="\\'])(
    "100 000 times %s is read",
    (piece) => {
      for (const end of ["", ")".repeat(100_000), ")x"]) {
        const values = parseParameters(`;name=a${piece.repeat(100_000)}${end}`, 0, {
          parameters: Number.POSITIVE_INFINITY,
          parameterSegments: Number.POSITIVE_INFINITY,
        });
        expect(values.size).toBeLessThanOrEqual(2);
      }
    },
  );
});
