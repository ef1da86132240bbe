import { describe, expect, test } from "vitest";
import {
  decodeQuotedPrintable,
  encodeQuotedPrintable,
  fitsQuotedPrintable,
  quotedPrintableSize,
} from "../../../src/codec/quoted-printable.js";
import { latin1, text } from "../../support/bytes.js";

/** Decodes, keeping and not keeping; returns the result and what was reported. */
function read(encoded: string) {
  const reports: string[] = [];
  const again: string[] = [];
  const bytes = decodeQuotedPrintable(latin1(encoded), (code, at) => reports.push(`${code}@${at}`));
  expect(quotedPrintableSize(latin1(encoded), (code, at) => again.push(`${code}@${at}`))).toBe(bytes.length);
  expect(again).toEqual(reports);
  return { content: text(bytes), reports };
}

const x = (count: number) => "x".repeat(count);

describe("both ways", () => {
  test.each([
    ["", ""],
    ["a", "a"],
    ["caf\xc3\xa9", "caf=C3=A9"],
    ["a=b", "a=3Db"],
    ["a\r\nb\r\n", "a\r\nb\r\n"],
    ["\r\n\r\n", "\r\n\r\n"],
    ["a\tb c", "a\tb c"],
    // what is no CRLF comes back as it was
    ["a\nb", "a=0Ab"],
    ["a\rb", "a=0Db"],
    ["a\r", "a=0D"],
    ["a\r\r\nb", "a=0D\r\nb"],
    ["a\n\r\nb", "a=0A\r\nb"],
    ["\0\x01\x7f\xff", "=00=01=7F=FF"],
    // blanks at a line end
    ["a \r\nb\t\r\n", "a=20\r\nb=09\r\n"],
    ["a  ", "a =20"],
    [" ", "=20"],
    ["\t \r\n", "\t=20\r\n"],
    ["abc \r\n", "abc=20\r\n"],
    ["abcd \r\nefgh  \r\n", "abcd=20\r\nefgh =20\r\n"],
    ["a \n", "a =0A"],
    // line starts that something on the way would take for its own
    ["--B\r\n--", "=2D-B\r\n=2D-"],
    ["-", "-"],
    ["- -\r\n-\r\n-a", "- -\r\n-\r\n-a"],
    ["From me\r\nFrom", "=46rom me\r\nFrom"],
    ["From\r\nFromage", "From\r\nFromage"],
    [".", "=2E"],
    ["a\r\n.\r\n..\r\n.b", "a\r\n=2E\r\n..\r\n.b"],
    [" --\r\n From ", " --\r\n From=20"],
    // the longest lines
    [x(76), x(76)],
    [`${x(76)}\r\n`, `${x(76)}\r\n`],
    [x(77), `${x(75)}=\r\nxx`],
    [`${x(77)}\r\n${x(76)}`, `${x(75)}=\r\nxx\r\n${x(76)}`],
    [`${x(73)}=`, `${x(73)}=3D`],
    [`${x(74)}=`, `${x(74)}=\r\n=3D`],
    [`${x(72)}==`, `${x(72)}=3D=\r\n=3D`],
    [`${x(70)}\xe9\xe9\r\n`, `${x(70)}=E9=E9\r\n`],
    [`${x(75)} `, `${x(75)}=\r\n=20`],
    [`${x(74)} `, `${x(74)}=\r\n=20`],
    [`${x(73)} `, `${x(73)}=20`],
    [`${x(74)} \r\n`, `${x(74)}=\r\n=20\r\n`],
    [`${x(74)} x\r\n`, `${x(74)} x\r\n`],
    [`${x(74)} xx`, `${x(74)} =\r\nxx`],
    // guards hold after a soft break too
    [`${x(75)}--B`, `${x(75)}=\r\n=2D-B`],
    [`${x(75)}From me`, `${x(75)}=\r\n=46rom me`],
    [`${x(75)}.`, `${x(75)}.`],
    [`${x(73)}=.`, `${x(73)}=\r\n=3D.`],
    [`${"\xe9".repeat(25)}.`, `${"=E9".repeat(25)}.`],
    [`${"\xe9".repeat(25)}..`, `${"=E9".repeat(25)}=\r\n..`],
    ["\xe9".repeat(26), `${"=E9".repeat(25)}=\r\n=E9`],
    [`\r\n${"--".repeat(38)}`, `\r\n=2D${"-".repeat(72)}=\r\n=2D--`],
  ])("%j", (content, encoded) => {
    expect(text(encodeQuotedPrintable(latin1(content)))).toBe(encoded);
    expect(read(encoded)).toEqual({ content, reports: [] });
  });
});

describe("reading", () => {
  test.each([
    // RFC 2045 §6.7: blanks at the end of a line go, those before a soft break stay
    ["a \r\nb", "a\r\nb", []],
    ["a \t \nb\t", "a\nb", []],
    ["a =\r\nb", "a b", []],
    ["a =\r\n \r\nb", "a \r\nb", []],
    ["a=20 \r\n", "a \r\n", []],
    ["a=20=\r\n", "a ", []],
    ["   ", "", []],
    // line ends stay as they are
    ["a\nb\rc\r\nd\n\re", "a\nb\rc\r\nd\n\re", []],
    ["a \rb", "a\rb", []],
    // 1
    ["a=\nb", "ab", []],
    ["a=\rb", "ab", []],
    ["a=", "a", []],
    ["a=\r", "a", []],
    ["a=\r\r\nb", "a\r\nb", []],
    // 2
    ["a= \t\r\nb", "ab", []],
    ["a= \nb", "ab", []],
    ["a=  ", "a", []],
    // 3
    ["=c3=a9=3d", "\xc3\xa9=", []],
    // 4
    ["a=b", "a=b", ["quoted-printable-invalid@1"]],
    ["a=4", "a=4", ["quoted-printable-invalid@1"]],
    ["=4\r\n1", "=4\r\n1", ["quoted-printable-invalid@0"]],
    ["==41", "=A", ["quoted-printable-invalid@0"]],
    ["=4=41", "=4A", ["quoted-printable-invalid@0"]],
    ["= x", "= x", ["quoted-printable-invalid@0"]],
    ["=XY=ZZ=41", "=XY=ZZA", ["quoted-printable-invalid@0"]],
    ["= = \n", "= ", ["quoted-printable-invalid@0"]],
    ['<a href="x">', '<a href="x">', ["quoted-printable-invalid@7"]],
    // 5
    ["\xe9\0\x01", "\xe9\0\x01", []],
    [x(5000), x(5000), []],
    ["\t\tindented\v\f", "\t\tindented\v\f", []],
  ])("%j", (encoded, content, reports) => {
    expect(read(encoded)).toEqual({ content, reports });
  });

  test("the same wherever it stands among the bytes looked at together", () => {
    for (let before = 0; before < 17; before++) {
      for (let after = 0; after < 17; after++) {
        const { content } = read(`${x(before)}=3D= \r\n =C3=A9 \t\r\n${x(after)} =`);
        expect(content).toBe(`${x(before)}= \xc3\xa9\r\n${x(after)} `);
      }
    }
  });

  test("more than one stroke, with and without line ends", () => {
    const line = "a line of text =3D with =C3=A9 and a blank at its end \r\nand a soft break =\r\n";
    const decoded = "a line of text = with \xc3\xa9 and a blank at its end\r\nand a soft break ";
    expect(read(line.repeat(3000)).content).toBe(decoded.repeat(3000));
    expect(read("ab=3D ".repeat(50_000)).content).toBe("ab= ".repeat(50_000).trimEnd());
    const { reports } = read(`${line.repeat(3000)}=?${line.repeat(3000)}=?`);
    expect(reports).toEqual([`quoted-printable-invalid@${line.length * 3000}`]);
  });

  test("views into larger memory", () => {
    const memory = latin1("=41=41 =41=\r\n=41=41");
    expect(text(decodeQuotedPrintable(memory.subarray(3, 15)))).toBe("A A=4");
    expect(quotedPrintableSize(memory.subarray(3, 15))).toBe(5);
    expect(text(encodeQuotedPrintable(memory.subarray(1, 5)))).toBe("41=3D4");
  });
});

test.each([
  ["blanks", " "],
  ["blanks and a letter", `${" ".repeat(999)}x`],
  ["signs", "="],
  ["signs and blanks", "= "],
  ["bare CR", "\r"],
  ["empty lines", "\r\n"],
  ["blank lines", " \r\n"],
  ["NUL", "\0"],
  ["dashes", "-"],
])("a megabyte of it does not hang: %s", (_, piece) => {
  const bytes = latin1(piece.repeat(Math.floor(1_000_000 / piece.length)));
  expect(quotedPrintableSize(bytes)).toBe(decodeQuotedPrintable(bytes).length);
  expect(decodeQuotedPrintable(encodeQuotedPrintable(bytes)).length).toBe(bytes.length);
});

test("fitsQuotedPrintable says what encoding would", () => {
  const samples = [
    "",
    "a",
    "caf\xe9 ".repeat(40),
    x(1000),
    "=".repeat(500),
    "a\r\n".repeat(300),
    " \r\n".repeat(99),
    "\xe9x".repeat(99),
  ];
  for (const sample of samples) {
    const { length } = encodeQuotedPrintable(latin1(sample));
    for (let limit = length - 60; limit < length + 60; limit++) {
      expect(fitsQuotedPrintable(latin1(sample), limit)).toBe(length <= limit);
    }
    expect(fitsQuotedPrintable(latin1(sample), 0)).toBe(length === 0);
    expect(fitsQuotedPrintable(latin1(sample), 1e6)).toBe(true);
  }
});
