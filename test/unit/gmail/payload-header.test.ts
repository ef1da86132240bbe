import { describe, expect, test } from "vitest";
import type { DefectCode } from "../../../src/errors.js";
import {
  renderHeaderValue,
  setParameter,
  unfoldLikeGmail,
  writeHeaderValue,
} from "../../../src/gmail/payload-header.js";
import { formatField } from "../../../src/header/field.js";
import { DEFAULT_LIMITS } from "../../../src/limits.js";

/** A value as Gmail shows it, and as we write it; shown again it is the same. */
const values: { name: string; value: string; wire?: string }[] = [
  { name: "Subject", value: "" },
  { name: "Subject", value: "plain text" },
  { name: "Subject", value: "two  blanks\tand a tab" },
  { name: "Subject", value: 'quotes "and" * stars; a=b' },
  { name: "Subject", value: "why?= =? not" },
  { name: "Subject", value: "café", wire: "=?utf-8?B?Y2Fmw6k=?=" },
  { name: "Subject", value: "Re: café", wire: "Re: =?utf-8?B?Y2Fmw6k=?=" },
  { name: "Subject", value: "=?UTF-8?B?SGk=?=", wire: "=?utf-8?B?PT9VVEYtOD9CP1NHaz0/PQ==?=" },
  { name: "From", value: "Zaè <z@x.com>", wire: "=?utf-8?Q?Za=C3=A8?= <z@x.com>" },
  { name: "From", value: "John Doe <j@x.com>" },
  { name: "From", value: '"Doe, John" <j@x.com>' },
  { name: "From", value: '"John Doe" <j@x.com>' },
  { name: "To", value: 'é <a@b>, "C, D" <c@d>, è <e@f>' },
  { name: "To", value: '"É, é" <a@b>' },
  { name: "To", value: "undisclosed-recipients:;" },
  { name: "To", value: "Gruppe ä: é <a@b>, c@d;" },
  { name: "To", value: "a@b (é)" },
  { name: "Content-Type", value: "text/plain; charset=ISO-8859-1" },
  { name: "Content-Type", value: 'application/pdf; name="a;b.pdf"' },
  {
    name: "Content-Type",
    value: 'application/pdf; name="é.pdf"',
    wire: 'application/pdf; name="=?utf-8?B?w6kucGRm?="',
  },
  { name: "Content-Type", value: "application/pdf; name=é.pdf" },
  { name: "Content-Disposition", value: 'attachment; filename="é a.pdf"' },
  { name: "Content-Disposition", value: 'attachment; filename="q\\"uo;te é.pdf"; size=3' },
  { name: "Content-Disposition", value: `attachment; filename*0*="utf-8''%C3%A9"` },
  { name: "Content-Disposition", value: 'attachment; filename="a*b.pdf"' },
  { name: "Content-Disposition", value: "attachment; filename=é b c.pdf" },
  { name: "X-Long", value: "word ".repeat(400).trim() },
  { name: "X-Long", value: "x".repeat(5_000) },
  { name: "X-Long", value: "é".repeat(2_000) },
  { name: "To", value: `${"x".repeat(2_000)} <a@b>` },
  { name: "Content-Disposition", value: `attachment; filename="${"é".repeat(400)}.pdf"` },
];

test.each(values)("$name: $value is written so that it is shown again", ({ name, value, wire }) => {
  const written = writeHeaderValue(name, value);
  if (wire !== undefined) expect(written).toBe(wire);
  else if (/^[\t\x20-\x7e]*$/.test(value) && value.length < 100 && !value.includes('"John Doe"'))
    expect(written).toBe(value);
  expect(renderHeaderValue({ name, value: written })).toBe(value);
  const lines = formatField({ name, value: written }).split("\r\n");
  expect(lines.every((line) => line.length <= 998 && /^[\t\x20-\x7e]*$/.test(line))).toBe(true);
});

test("a type behind which no fold is possible stays a type: its hundreds of blanks become one", () => {
  const value = `application/pdf;${" ".repeat(900)}name="a b.pdf"`;
  expect(writeHeaderValue("Content-Type", value)).toBe('application/pdf; name="a b.pdf"');
  const short = value.replace(" ".repeat(500), "");
  expect(writeHeaderValue("Content-Type", short)).toBe(short);
});

/** RFC 2231 parameters and how Gmail shows them (rule 18); in other fields they are text like any other. */
test.each([
  ["x; f*0=aaa; f*1=bb; x=y", 'x; f="aaabb"; x=y'],
  ["x; f*1=b; f*0=a", 'x; f="ab"'],
  ["x; f*0=a; f=c; f*1=b", 'x; f="ab"; f=c'],
  ["x; a*0=1; b*0=2; a*1=3; b*1=4; c=5", 'x; a="13"; b="24"; c=5'],
  ["x; f*=utf-8''%C3%A9", 'x; f="é"'],
  ["x; f*0*=utf-8''%C3; f*1*=%A9", 'x; f="é"'],
  ["x; f*=utf-8''a%22b%5C", 'x; f="a\\"b\\\\"'],
  ["x; n==?utf-8?Q?x?=; f*0=a; f*1=b; m==?utf-8?Q?y?=", 'x; n=x; f="ab"; m=y'],
  ['x; f*0="a"; f*1=b', undefined],
  ['x; f*0=a; f*1="b"', undefined],
  ["x; f*0=a; f*2=b", undefined],
  ["x; f*1=a", undefined],
  ["x; f*0=a; f*0=b", undefined],
  ["x; f*=abc", undefined],
  ["x; f*=a'b", undefined],
  ["*; a=b", undefined],
])("%j is shown as %j, where no value is given as it stands", (value, shown = value) => {
  expect(renderHeaderValue({ name: "Content-Disposition", value })).toBe(shown);
  expect(renderHeaderValue({ name: "content-type", value })).toBe(shown);
  expect(renderHeaderValue({ name: "Subject", value })).toBe(
    value.replace("=?utf-8?Q?x?=", "x").replace("=?utf-8?Q?y?=", "y"),
  );
});

test.each([
  ["To", '"A B" <a@b>, "C, D" <c@d>', 'A B <a@b>, "C, D" <c@d>'],
  ["BCC", '"A" <a@b>', "A <a@b>"],
  ["Subject", '"A" <a@b>', '"A" <a@b>'],
])("%s: quotes that are not needed go from address fields alone: %j", (name, value, shown) => {
  expect(renderHeaderValue({ name, value })).toBe(shown);
});

test.each([
  ["To", '"A é" <a@b>, "B" <c@d>', "=?utf-8?B?IkEgw6ki?= <a@b>, =?utf-8?B?IkIi?= <c@d>"],
  ["To", 'D "x" é <a@b>', "=?utf-8?B?RCAieCIgw6k=?= <a@b>"],
  ["To", "a (é) <b@c>; é: d@e;", "a (=?utf-8?B?w6k=?=) <b@c>; =?utf-8?B?w6k=?=: d@e;"],
  ["From", '"=?x" <a@b>', '"=?x" <a@b>'],
  [
    "Content-Type",
    'a/b; n="é"; name="ü"; é=x; c=ö; d=e',
    `a/b; n*=utf-8''%C3%A9; name="=?utf-8?B?w7w=?="; =?utf-8?B?w6k=?==x; c==?utf-8?B?w7Y=?=; d=e`,
  ],
  ["Content-Disposition", 'x; filename="é"; n=ü é', "x; filename*=utf-8''%C3%A9; n==?utf-8?B?w7wgw6k=?="],
  ["X", "y".repeat(900), "y".repeat(900)],
])("%s: %j is written as %j", (name, value, wire) => {
  expect(writeHeaderValue(name, value)).toBe(wire);
  expect(renderHeaderValue({ name, value: wire })).toBe(value);
});

test.each([`${"é ".repeat(3)}${"x".repeat(950)} y`, `a${" ".repeat(950)}b`, "y".repeat(901)])(
  "text that no fold keeps short is written in words of its length: %j",
  (value) => {
    const wire = writeHeaderValue("X", value);
    expect(wire.split(" ").every((word) => word.length <= 75)).toBe(true);
    expect(renderHeaderValue({ name: "X", value: wire })).toBe(value);
  },
);

describe("values that cannot be shown are cleaned", () => {
  test.each([
    ["a\r\nBcc: e@v.il", "a Bcc: e@v.il"],
    ["a \r\n\t b", "a b"],
    ["a\nb", "a b"],
    ["a\rb", "a b"],
    ["a\0b", "ab"],
    ["\ud800", "\ufffd"],
    ["\r\n", ""],
  ])("%j is written as %j", (value, clean) => {
    const codes: DefectCode[] = [];
    const written = writeHeaderValue("X", value, (code) => codes.push(code));
    expect(renderHeaderValue({ name: "X", value: written })).toBe(clean);
    expect(codes).toEqual(["payload-header-invalid"]);
  });

  test("values that can be are not told", () => {
    const codes: DefectCode[] = [];
    for (const { name, value } of values) writeHeaderValue(name, value, (code) => codes.push(code));
    expect(codes).toEqual([]);
  });
});

describe("limits", () => {
  const show = (value: string, limits: Partial<typeof DEFAULT_LIMITS>): [string, DefectCode[]] => {
    const codes: DefectCode[] = [];
    const shown = renderHeaderValue({ name: "X", value }, { ...DEFAULT_LIMITS, ...limits }, (code) =>
      codes.push(code),
    );
    return [shown, codes];
  };
  const word = "=?utf-8?Q?a?=";

  test("a value past fieldBytes stays undecoded", () => {
    const line = `X: ${word}\r\n`.length - 1; // of a field made by hand: its name and value, ": " and line end
    expect(show(word, { fieldBytes: line + 1 })).toEqual(["a", []]);
    expect(show(word, { fieldBytes: line - 1 })[0]).toBe(word);
  });

  test("words past encodedWords stay as written", () => {
    const words = `${word} ${word} ${word}`;
    expect(show(words, { encodedWords: 3 })).toEqual(["aaa", []]);
    expect(show(words, { encodedWords: 2 })).toEqual([`aa ${word}`, ["limit-encoded-words"]]);
  });
});

describe("unfoldLikeGmail", () => {
  test.each([
    ["a\r\n b", "a b"],
    ["a\n\tb", "a b"],
    ["a \t\r\n b", "a b"],
    ["a\r\n  b", "a  b"],
    ["a \r\n \tb", "a  \tb"],
    ["a\r\n \r\n b", "a b"],
    ["a\r b", "a b"],
    ["a\rb\n c", "a\rb c"],
    ["a\nb", "a b"],
    ["\n x", " x"],
    ["\n  b", "  b"],
    ["\r\n b", " b"],
    ["\n\n b", " b"],
    ["a\n", "a "],
    ["a \r\n x\r\n  y", "a x  y"],
    ["a\r  b\r c", "a  b c"],
    ["a", "a"],
    ["", ""],
  ])("%j becomes %j", (folded, unfolded) => {
    expect(unfoldLikeGmail(folded)).toBe(unfolded);
  });
});

describe("setParameter", () => {
  test.each([
    { text: "text/plain", written: "text/plain; charset=utf-8" },
    { text: "text/plain;", written: "text/plain; charset=utf-8" },
    { text: "text/plain; ", written: "text/plain; charset=utf-8" },
    { text: "text/plain; format=flowed", written: "text/plain; format=flowed; charset=utf-8" },
    { text: "text/plain; charset=latin1", written: "text/plain; charset=utf-8" },
    {
      text: 'text/plain;CHARSET = "latin1" ; format=flowed',
      written: "text/plain;charset=utf-8 ; format=flowed",
    },
    { text: ';charset=""g', written: ';charset="utf-8"g' }, // without the quotes it would be "utf-8g"
    { text: ';charset="x" g', written: ';charset="utf-8" g' },
  ])("$text", ({ text, written }) => {
    expect(setParameter(text, "charset", "utf-8")).toBe(written);
  });
});
