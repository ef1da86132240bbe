/** Changes of a text that know nothing of its structure: bytes, slices, lines, and the words that readers stumble on. */

import type { Random } from "../../bench/random.js";

/** Makes one change; may give the same text where there is nothing to change. */
export type Mutator = (text: string, random: Random) => string;

/** Bytes that mean something somewhere. */
const SPECIAL =
  "\0\t\n\r \"#%&'()*+,-./0:;<=>?@A[\\]^_`{|}~\x7f\x80\x8e\x92\xa4\xc2\xc3\xe0\xed\xef\xf0\xf4\xfe\xff\x0b\x0c\x1b";

/** What has upset a reader of mail before, ours or another's. */
export const WORDS: readonly string[] = [
  ...["=?utf-8?Q?=0D=0AX:_y?=", "=?utf-8?B?w6k=?=", "=?utf-8?Q?a=40b=2C?=", "=?iso-2022-jp?B?GyRCJTsbKEI=?="],
  ...["=?utf-8?Q?a?= =?utf-8?Q?b?=", "=?x?y?z?=", "=?utf-16?B?AGE=?=", "=?utf-8*en?Q?=C3?=", "=?", "?="],
  ...["; name*0=a; name*1*=%A9", "; filename*=utf-8''%E2%80%AE", "; charset*=x''y", "; boundary=B", ";;"],
  ...["(c", ")", '"', '\\"', '"a\\', "<a@b>", "a@b, c@d", "g: a@b;", ":;", "@a,@b:c@d", "[1.2.3.4]", ",,"],
  ...["\r\n", "\n", "\r", "\r\n\r\n", "\n\n", "\r\r", "\r\n ", "\r\n\t\r\n", " \r\n", "\r\n.\r\n", "\0"],
  ...["--", "\r\n--", "-- \r\n", "From x\r\n", ">From x\n", ": ", " : x\r\n", "X: \r\n y\r\n"],
  ...[
    "+AGE-",
    "\x1b$B",
    "\x1b(B",
    "\xef\xbb\xbf",
    "\xff\xfe",
    "\xc3",
    "\xe9",
    "\xed\xa0\x80",
    "\xf0\x9f\x98\x80",
  ],
  ...["=", "=\r\n", "=C3=A9", "=3D", "QUJD", "QQ==", "Q", "====", "begin 644 a\n#0V%T\n`\nend\n", "%"],
  ...["__proto__", "constructor", "utf-8", "99999", "-1", "31 Dec 9999 23:59:60 +9959", "\u00a0"],
];

export const flipBytes: Mutator = (text, random) => {
  let mutated = text;
  for (let left = 1 + random.below(6); left > 0 && mutated !== ""; left--) {
    const at = random.below(mutated.length);
    const byte = random.below(2) === 0 ? SPECIAL[random.below(SPECIAL.length)] : chr(random.below(256));
    mutated = mutated.slice(0, at) + byte + mutated.slice(at + 1);
  }
  return mutated;
};

export const flipBit: Mutator = (text, random) => {
  if (text === "") return text;
  const at = random.below(text.length);
  const code = (text.charCodeAt(at) & 0xff) ^ (1 << random.below(8));
  return text.slice(0, at) + chr(code) + text.slice(at + 1);
};

export const truncate: Mutator = (text, random) =>
  random.below(3) === 0
    ? text.slice(random.below(text.length + 1))
    : text.slice(0, random.below(text.length + 1));

export const dropSlice: Mutator = (text, random) => {
  const { start, end } = slice(text, random);
  return text.slice(0, start) + text.slice(end);
};

export const repeatSlice: Mutator = (text, random) => {
  const { start, end } = slice(text, random);
  const times = random.below(4) === 0 ? 2 + random.below(12) : 2;
  return text.slice(0, start) + text.slice(start, end).repeat(times) + text.slice(end);
};

export const moveSlice: Mutator = (text, random) => {
  const { start, end } = slice(text, random);
  const rest = text.slice(0, start) + text.slice(end);
  const at = random.below(rest.length + 1);
  return rest.slice(0, at) + text.slice(start, end) + rest.slice(at);
};

export const insertWord: Mutator = (text, random) => insert(text, random, random.pick(WORDS));

/** A place where things are: beside a character that separates, more often than anywhere. */
export const insertBesideSpecial: Mutator = (text, random) => {
  const from = random.below(text.length + 1);
  const found = text.slice(from).search(/[;:,="<>@?()\r\n/]/);
  const at = found < 0 ? from : from + found + random.below(2);
  return text.slice(0, at) + random.pick(WORDS) + text.slice(at);
};

/** Line ends of another kind: in all of the text, or from one place on, or in one place. */
export const changeLineEnds: Mutator = (text, random) => {
  const end = random.pick(["\r\n", "\n", "\r", "\n\r", "\r\r\n", ""]);
  const at = random.below(text.length + 1);
  if (random.below(3) > 0 && end !== "") return text.replace(/\r\n|\r|\n/g, end);
  const rest = text.slice(at);
  return (
    text.slice(0, at) +
    (random.below(2) === 0 ? rest.replace(/\r\n|\r|\n/g, end) : rest.replace(/\r\n|\r|\n/, end))
  );
};

export const changeBlanks: Mutator = (text, random) => {
  const at = text.indexOf(" ", random.below(text.length + 1));
  if (at < 0) return text;
  return (
    text.slice(0, at) +
    random.pick(["", "  ", "\t", "\r\n ", "\n\t", "\r\n \r\n ", " ".repeat(80)]) +
    text.slice(at + 1)
  );
};

export const dropLine: Mutator = (text, random) => changeLine(text, random, () => "");
export const repeatLine: Mutator = (text, random) => changeLine(text, random, (line) => line + line);
export const indentLine: Mutator = (text, random) => changeLine(text, random, (line) => ` ${line}`);
export const lengthenLine: Mutator = (text, random) =>
  changeLine(
    text,
    random,
    (line) => random.pick(["a", " ", "\xe9", "=", "a "]).repeat(random.pick([80, 998, 1200])) + line,
  );

export const swapLines: Mutator = (text, random) => {
  const lines = splitLines(text);
  if (lines.length < 2) return text;
  const a = random.below(lines.length);
  const b = random.below(lines.length);
  [lines[a], lines[b]] = [lines[b] as string, lines[a] as string];
  return lines.join("");
};

/** Of any text, from the coarse to the fine. */
export const TEXT_MUTATORS: readonly Mutator[] = [
  ...[flipBytes, flipBit, truncate, dropSlice, repeatSlice, moveSlice, insertWord, insertBesideSpecial],
  ...[changeLineEnds, changeBlanks, dropLine, repeatLine, indentLine, lengthenLine, swapLines],
];

/** The lines of a text, each with its end. */
export function splitLines(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? [];
}

export function insert(text: string, random: Random, what: string): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + what + text.slice(at);
}

function changeLine(text: string, random: Random, change: (line: string) => string): string {
  const lines = splitLines(text);
  if (lines.length === 0) return text;
  const at = random.below(lines.length);
  lines[at] = change(lines[at] as string);
  return lines.join("");
}

function slice(text: string, random: Random): { start: number; end: number } {
  const start = random.below(text.length + 1);
  const longest = random.pick([4, 40, 400, text.length]);
  return { start, end: Math.min(text.length, start + random.below(longest + 1)) };
}

function chr(code: number): string {
  return String.fromCharCode(code);
}
