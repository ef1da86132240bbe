import fc from "fast-check";
import { expect, test } from "vitest";
import { MimeError } from "../../src/errors.js";
import { toWellFormed } from "../../src/header/character.js";
import { formatContentDisposition, parseContentDisposition } from "../../src/header/content-disposition.js";
import { formatContentType, parseContentType } from "../../src/header/content-type.js";
import { decodeEncodedWords, encodeEncodedWords } from "../../src/header/encoded-word.js";
import { foldLine, unfold } from "../../src/header/fold.js";
import { formatParameter, parseParameters, scanParameters } from "../../src/header/parameter.js";
import { cleanHeaderText, decodeHeaderText, encodeHeaderText } from "../../src/header/text.js";
import { isToken, quoteString, readQuotedString, skipComments } from "../../src/header/token.js";

const all = { encodedWords: Number.POSITIVE_INFINITY };
const many = { parameters: Number.POSITIVE_INFINITY, parameterSegments: Number.POSITIVE_INFINITY };

/** Pieces that mean something to these grammars, among text of every plane. */
const piece = fc.oneof(
  { weight: 2, arbitrary: fc.string({ unit: "binary" }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme" }) },
  {
    weight: 1,
    arbitrary: fc.string({
      unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...[
        "=?utf-8?Q?",
        "=?utf-8?B?",
        "=?iso-2022-jp*en?b?",
        "=?x?q?",
        "?=",
        "=?",
        "=C3",
        "=A9",
        "w6k=",
        "?",
        "=",
        "_",
      ],
      ...[
        " ",
        "  ",
        "\t",
        "\r\n ",
        "\r",
        "\n",
        "\0",
        ";",
        '"',
        "\\",
        "(",
        ")",
        "/",
        "'",
        "''",
        "%",
        "%C3%A9",
        "*",
        "*0",
        "*1*=",
      ],
      ...[
        "name",
        "charset=",
        "filename=",
        "text/plain",
        "utf-8''",
        "é",
        "\u0301",
        "\u200d",
        "🇩",
        "👩",
        "\ud83d",
        "\ufeff",
      ],
    ),
  },
);
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));
const long = fc.tuple(text, fc.integer({ min: 1, max: 40 })).map(([part, times]) => part.repeat(times));
const line = long.map((value) => value.replace(/[\0\r\n]/g, ""));
const column = fc.integer({ min: 0, max: 120 });
const charset = fc.constantFrom(
  "utf-8",
  "iso-8859-1",
  "windows-1251",
  "iso-2022-jp",
  "shift_jis",
  "gb18030",
  "utf-16",
  "utf-7",
);

test("decodeEncodedWords(encodeEncodedWords(t)) is t", () => {
  fc.assert(
    fc.property(long, column, (t, at) => {
      const words = encodeEncodedWords(t, { column: at });
      expect(words.every((word) => word.length <= 75 && /^[\x21-\x7e]*$/.test(word))).toBe(true);
      expect(decodeEncodedWords(words.join(" "), all)).toBe(toWellFormed(t));
      expect(words.map((word) => decodeEncodedWords(word, all)).join("")).toBe(toWellFormed(t));
      expect(decodeEncodedWords(`"${words.join("\r\n ")}" x`, all)).toBe(`"${toWellFormed(t)}" x`);
    }),
  );
});

test("decodeEncodedWords(encodeEncodedWords(t)) is t in any charset that holds it", () => {
  fc.assert(
    fc.property(
      fc.oneof(long, fc.string({ unit: fc.constantFrom(..."abc é=?_Жテスト漢字") })),
      charset,
      (t, label) => {
        let words: string[];
        try {
          words = encodeEncodedWords(t, { charset: label });
        } catch (error) {
          expect((error as MimeError).code).toBe("charset-invalid");
          return;
        }
        expect(words.every((word) => word.length <= 75)).toBe(true);
        expect(decodeEncodedWords(words.join(" "), all)).toBe(toWellFormed(t));
      },
    ),
  );
});

test("decodeHeaderText(encodeHeaderText(t)) is cleanHeaderText(t), folded or not", () => {
  fc.assert(
    fc.property(line, column, (t, at) => {
      const wire = encodeHeaderText(t, { column: at });
      const field = foldLine(`Subject: ${wire}`);
      for (const folded of field.split("\r\n")) expect(folded.length).toBeLessThanOrEqual(998);
      expect(wire).toMatch(/^[\t\x20-\x7e]*$/);
      expect(decodeHeaderText(wire, all)).toBe(cleanHeaderText(toWellFormed(t)));
      expect(decodeHeaderText(unfold(field).slice(9), all)).toBe(cleanHeaderText(toWellFormed(t)));
    }),
  );
});

test("header text has settled after one round", () => {
  fc.assert(
    fc.property(long, (t) => {
      const read = decodeHeaderText(t, all);
      expect(read).not.toMatch(/[\0\r\n]|^[ \t]|[ \t]$/);
      expect(cleanHeaderText(read)).toBe(read);
      expect(decodeHeaderText(encodeHeaderText(read), all)).toBe(toWellFormed(read));
    }),
  );
});

test("parseParameters(formatParameter(n, v)) is v", () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 20 }).filter((n) => isToken(n) && !n.includes("*")),
      line,
      (name, value) => {
        const written = formatParameter(name, value);
        expect(written).toMatch(/^[\t\x20-\x7e]*$/);
        const key = name.toLowerCase();
        expect([...parseParameters(`; ${written}`, 0, many)]).toEqual([
          [key, cleanHeaderText(toWellFormed(value))],
        ]);
        if (key === "boundary" || key === "type") return;
        for (const parameter of scanParameters(written, 0, many)) {
          expect(parameter.end - parameter.start).toBeLessThanOrEqual(75);
        }
      },
    ),
  );
});

test("content types and dispositions: parse(format(v)) is v, format(parse(t)) settles", () => {
  const parameters = fc.array(
    fc.tuple(fc.constantFrom("a", "name", "filename", "__proto__", "charset"), line),
    {
      maxLength: 4,
    },
  );
  fc.assert(
    fc.property(parameters, text, (pairs, t) => {
      const clean = new Map(pairs.map(([name, value]) => [name, cleanHeaderText(toWellFormed(value))]));
      const contentType = { type: "text/plain", parameters: clean };
      expect(parseContentType(formatContentType(contentType), many)).toEqual(contentType);
      const disposition = { type: "attachment", parameters: clean };
      expect(parseContentDisposition(formatContentDisposition(disposition), many)).toEqual(disposition);

      const read = parseContentType(`text/plain${t}`, many);
      if (read !== undefined) settles(read, formatContentType, parseContentType);
      const other = parseContentDisposition(t, many);
      if (other !== undefined) settles(other, formatContentDisposition, parseContentDisposition);
    }),
  );
});

interface Value {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

function settles(
  read: Value,
  format: (value: Value) => string,
  parse: (text: string, options: typeof many) => Value | undefined,
): void {
  const writable = [...read.parameters].filter(([name]) => isToken(name) && !name.includes("*"));
  const parameters = new Map(writable.map(([name, value]) => [name, toWellFormed(value)]));
  const written = format({ type: read.type, parameters });
  const again = parse(written, many);
  expect(again).toEqual({ type: read.type, parameters });
  expect(format(again as Value)).toBe(written);
}

test("the plain road through a parameter list reads what the general one does", () => {
  const plain = fc.array(
    fc.constantFrom(
      ";",
      "; ",
      " ",
      "a",
      "b",
      "B",
      "=",
      "=x",
      '"',
      '"c d"',
      "?",
      "*",
      "\\",
      "(e)",
      "'",
      "%41",
      "\t",
      "é",
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(plain, (pieces) => {
      const list = `;${pieces.join("")}`;
      // A comment that holds nothing makes no list plain, and changes none.
      const general = parseParameters(`()${list}`, 0);
      expect([...parseParameters(list, 0)]).toEqual([...general]);
    }),
    { numRuns: 2_000 },
  );
});

test("no reader throws, and pieces lie within the text, in order", () => {
  fc.assert(
    fc.property(long, (t) => {
      const report = (_: string, at?: number) => {
        if (at !== undefined) expect(at >= 0 && at <= t.length).toBe(true);
      };
      decodeEncodedWords(t, { report });
      decodeHeaderText(t, { report });
      parseContentType(t, { report });
      parseContentDisposition(t, { report });
      parseParameters(t, 0, { report });
      expect(skipComments(t, 0)).toBeLessThanOrEqual(t.length);
      let end = 0;
      for (const found of scanParameters(t, 0, { report })) {
        expect(found.start).toBeGreaterThanOrEqual(end);
        expect(found.end).toBeGreaterThan(found.start);
        end = found.end;
      }
      expect(end).toBeLessThanOrEqual(t.length);
    }),
  );
});

test("no writer lets a line break out, and it throws nothing but MimeError", () => {
  fc.assert(
    fc.property(long, long, (a, b) => {
      for (const write of [
        () => encodeHeaderText(a),
        () => formatParameter(a, b),
        () => formatContentType({ type: a, parameters: { [b]: a } }),
        () => formatContentType({ type: "text/plain", parameters: [["a", b]] }),
        () => formatContentDisposition({ type: a, parameters: { a: b } }),
      ]) {
        try {
          expect(write()).not.toMatch(/[\0\r\n]/);
        } catch (error) {
          expect(error).toBeInstanceOf(MimeError);
        }
      }
    }),
  );
});

test("readQuotedString(quoteString(t)) is t", () => {
  fc.assert(
    fc.property(text, (t) => {
      const quoted = quoteString(t);
      expect(readQuotedString(`${quoted} x`, 0)).toEqual({ value: t, end: quoted.length, closed: true });
    }),
  );
});
