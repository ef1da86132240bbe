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
  ])("$text", ({ text, written }) => {
    expect(setParameter(text, "charset", "utf-8")).toBe(written);
  });
});
