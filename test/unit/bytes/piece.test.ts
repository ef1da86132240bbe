import { describe, expect, test } from "vitest";
import { concatBytes } from "../../../src/bytes/bytes.js";
import { joinPieces, type Pending, type Piece, pieceBytes } from "../../../src/bytes/piece.js";
import { latin1, text, utf8 } from "../../support/bytes.js";

/** Bytes that are their source twice. */
function twice(source: Uint8Array): Pending {
  const size = 2 * source.length;
  return { source, size, write: (target, at) => target.set(concatBytes([source, source]), at) };
}

describe.each([1, 30_000])("pieces of which one has %i letters", (length) => {
  const long = "x".repeat(length);
  test.each<[string, readonly Piece[], string]>([
    ["nothing", [], ""],
    ["text", [long, "", "b"], `${long}b`],
    ["text outside ASCII", [long, "é\u{1f600}"], `${long}\xc3\xa9\xf0\x9f\x98\x80`],
    ["a lone surrogate", ["\ud800", long], `\xef\xbf\xbd${long}`],
    ["bytes", [latin1(long), latin1("\xff\0")], `${long}\xff\0`],
    ["what is made in its place", ["a", twice(latin1(long)), "b"], `a${long}${long}b`],
    ["all of them", ["é", latin1("\xe9"), twice(latin1("1")), long], `\xc3\xa9\xe911${long}`],
  ])("%s", (_, pieces, joined) => {
    const bytes = joinPieces(pieces);
    expect(text(bytes)).toBe(joined);
    expect(bytes.buffer.byteLength).toBe(bytes.length);
    expect(text(concatBytes(pieces.map(pieceBytes)))).toBe(joined);
  });
});

test("what was joined stays when more is joined", () => {
  const first = joinPieces(["first"]);
  joinPieces(["again"]);
  expect(first).toEqual(utf8("first"));
});
