import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeFlowed, encodeFlowed } from "../../src/codec/flowed.js";

const pieces = fc.constantFrom(
  ...[
    " ",
    " ",
    "  ",
    "\n",
    "\n",
    ">",
    "> ",
    "--",
    "-- ",
    "\n-- ",
    "From ",
    "\nFrom ",
    "a",
    "word",
    "\r",
    "\r\n",
    "\t",
  ],
  ...["é", "\u{1F600}", "\n>", "\n> ", "\n>> -- ", "x".repeat(20), "x".repeat(76), "x".repeat(80)],
);
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 80 }).map((list) => list.join("")),
  fc.string(),
  fc.string({ unit: "binary" }),
);
const quotes = fc.array(fc.constantFrom("> ", ">> ", ">", " ", "", "a ", "b", "-- ", "\n", "\r\n"), {
  maxLength: 60,
});

const withoutTrailingBlanks = (text: string) =>
  text
    .split("\n")
    .map((line) => line.replace(/[ \r]+$/, ""))
    .join("\n");

test("decodeFlowed(encodeFlowed(t)) is t, but for blanks at the end of lines", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const decoded = decodeFlowed(encodeFlowed(text), false);
      expect(withoutTrailingBlanks(decoded)).toBe(withoutTrailingBlanks(text));
      expect(decodeFlowed(encodeFlowed(decoded), false)).toBe(decoded);
    }),
    { numRuns: 3000 },
  );
});

test("encodeFlowed writes lines of at most 78 characters where a blank allows it", () => {
  fc.assert(
    fc.property(texts, (text) => {
      for (const line of encodeFlowed(text).split("\n")) {
        const own = line.replace(/^>+ ?/, "").replace(/^ /, "").replace(/ +$/, "");
        if (line.length > 78 && !line.startsWith(">".repeat(21))) expect(own).not.toMatch(/^(?!-- ).* ./s);
      }
    }),
    { numRuns: 2000 },
  );
});

test("decodeFlowed reads anything, with LF or CRLF alike", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        texts,
        quotes.map((list) => list.join("")),
      ),
      fc.boolean(),
      (text, delSp) => {
        const decoded = decodeFlowed(text, delSp);
        expect(decodeFlowed(text.replace(/\r*\n/g, "\r\n"), delSp)).toBe(
          decodeFlowed(text.replace(/\r*\n/g, "\n"), delSp),
        );
        expect(decoded.split("\n").length).toBeLessThanOrEqual(text.split("\n").length);
        if (!delSp && !text.includes("\r")) {
          expect(decoded.replace(/[\n >]/g, "")).toBe(text.replace(/[\n >]/g, ""));
        }
      },
    ),
    { numRuns: 3000 },
  );
});
