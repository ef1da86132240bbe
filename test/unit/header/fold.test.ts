import { describe, expect, test } from "vitest";
import { foldLine, unfold } from "../../../src/header/fold.js";
import { MimeError } from "../../../src/index.js";

const words = (count: number, word = "word"): string => Array.from({ length: count }, () => word).join(" ");

describe("foldLine and unfold", () => {
  const cases = [
    { name: "short lines stay", line: "Subject: hi", lines: 1 },
    { name: "a long line folds before a space", line: `Subject: ${words(40)}`, lines: 3 },
    {
      name: "a run of blanks folds before its first",
      line: `X: ${"a".repeat(70)}   ${"b".repeat(70)}`,
      lines: 2,
    },
    { name: "a lone tab is no place for a fold", line: `X: ${"a".repeat(70)}\t${"b".repeat(70)}`, lines: 1 },
    {
      name: "a first word that fits on a line of its own goes there",
      line: `X-Name: ${"a".repeat(75)}`,
      lines: 2,
    },
    { name: "a first word that fits nowhere stays", line: `X-Name: ${"a".repeat(200)}`, lines: 1 },
    { name: "blanks at the end are no place for a fold", line: `X: ${"a".repeat(90)}    `, lines: 1 },
  ];
  test.each(cases)("$name", ({ line, lines }) => {
    const folded = foldLine(line);
    expect(folded.split("\r\n")).toHaveLength(lines);
    expect(unfold(folded)).toBe(line);
    for (const part of folded.split("\r\n").slice(1)) expect(part).toMatch(/^[ \t]+\S/);
  });

  test("lines are 78 characters at most where a fold exists", () => {
    for (const part of foldLine(`To: ${words(300, "a@example.com,")}`).split("\r\n")) {
      expect(part.length).toBeLessThanOrEqual(78);
    }
  });

  test("998 bytes are never passed, counted in UTF-8", () => {
    expect(() => foldLine(`X: ${"a".repeat(998)}`)).toThrow(MimeError);
    expect(foldLine(`X: ${"a".repeat(995)}`)).toHaveLength(998);
    expect(foldLine(`X: ${"a".repeat(997)}`)).toBe(`X:\r\n ${"a".repeat(997)}`);
    expect(() => foldLine(`X: ${"\u20ac".repeat(333)}`)).toThrow(MimeError);
    expect(() => foldLine(`X: ${"\u{20000}".repeat(248)}`)).not.toThrow();
  });
});
