/** Text of every kind in every place of a mail that is built: what is read again is what was given. */

import type { Building, HostileCase } from "../../support/hostile.js";

const texts: readonly (readonly [string, string])[] = [
  ["characters whose low byte is CR or LF", "\u760d\u010a\u010d\u0a0d"],
  ["line and paragraph separators", "a\u2028b\u2029c"],
  ["next line", "a\u0085b"],
  ["a lone high surrogate", "a\ud800b"],
  ["a lone low surrogate", "a\udc00b"],
  ["surrogates in the wrong order", "\udc00\ud800"],
  ["planes above the first", "\u{1f600}\u{20000}".repeat(60)],
  ["joined emoji", "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}".repeat(20)],
  ["combining marks", `e${"\u0301".repeat(200)}`],
  ["right to left", "\u05d0\u05d1 \u202eabc\u202c"],
  ["a byte-order mark", "\ufeffa\ufeff"],
  ["noncharacters", "\ufffe\uffff"],
  ["a replacement character", "a\ufffdb"],
  ["controls", "a\u0001\u001f\u007fb"],
  ["an escape of a terminal", "\u001b[31mred"],
  ["what looks like an encoded word", "=?utf-8?Q?a?= =?x"],
  ["what looks like RFC 2231", "utf-8''a%20b"],
  ["quotes and backslashes", 'a"b\\c"'],
  ["brackets and commas", "a <b>, (c); [d]"],
  ["blanks inside", "a  \t b"],
  ["300 letters without a blank", "\u00e9".repeat(300)],
  ["400 letters of ASCII without a blank", "x".repeat(400)],
  ["no-break spaces", "a\u00a0b\u202fc"],
  ["composed and decomposed", "\u00e9e\u0301"],
];

export const cases: readonly HostileCase[] = texts.flatMap(([name, text]): Building[] => {
  const said = text.toWellFormed();
  return [
    {
      name: `header text: ${name}`,
      build: {
        subject: `x${text}y`,
        from: { name: `x${text}y`, address: "a@b" },
        headers: [["X-A", `x${text}y`]],
      },
      fields: ["From", "Subject", "X-A", "MIME-Version"],
      reads: {
        subject: `x${said}y`,
        from: [{ name: `x${said}y`, address: "a@b" }],
        headers: [{ value: `x${said}y` }],
      },
    },
    {
      name: `UTF-8 header text: ${name}`,
      build: { subject: `x${text}y`, to: { name: `x${text}y`, address: "a@b" } },
      options: { utf8Headers: true },
      reads: { subject: `x${said}y`, to: [{ name: `x${said}y`, address: "a@b" }] },
    },
    {
      name: `a file: ${name}`,
      build: { attachments: [{ filename: `x${text}y`, content: text }] },
      reads: { attachments: [{ filename: `x${said}y`, content: new TextEncoder().encode(text) }] },
    },
    {
      name: `a body: ${name}`,
      build: { text: `x${text}`, html: `x${text}` },
      options: { flowed: true },
      reads: { text: `x${said}`, html: `x${said}` },
    },
  ];
});
