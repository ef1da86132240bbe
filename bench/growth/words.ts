/** Unstructured text and its encoded words, read and written. */

import { library } from "../library.js";
import { fill, MB, OPEN, type Series, series } from "./series.js";

const { decodeHeaderText, encodeHeaderText } = library;

const WORDS = { encodedWords: OPEN };

function words(name: string, largest: number, make: (n: number) => string, least = 0): Series {
  return series(
    `text: ${name}`,
    largest,
    make,
    (text) => decodeHeaderText(text, WORDS),
    (text, n) => text.length >= least * n,
    WORDS,
  );
}

export const WORDS_AND_TEXT: readonly Series[] = [
  words("plain, 10 MB in one line", 10 * MB, (n) => fill("some words ", n), 0.9),
  words("folds", 2 * MB, (n) => fill("some words\r\n ", n), 0.5),
  words("encoded words in sequence, 10⁵, Q", 100_000, (n) => "=?utf-8?Q?=C3=A9_b?= ".repeat(n), 1),
  words("encoded words in sequence, 10⁵, B", 100_000, (n) => "=?utf-8?B?w6kgYg==?= ".repeat(n), 1),
  words(
    "encoded words in sequence, 10⁵, iso-2022-jp",
    100_000,
    (n) => "=?iso-2022-jp?B?GyRCMnE1RBsoQg==?= ".repeat(n),
    1,
  ),
  words("encoded words in sequence, 10⁵, koi8-r", 100_000, (n) => "=?koi8-r?Q?=D0=D2=C9?= ".repeat(n), 1),
  words(
    "encoded words of cut characters",
    100_000,
    (n) => "=?utf-8?Q?=C3?= =?utf-8?Q?=A9?= ".repeat(n / 2),
    0.5,
  ),
  words("encoded words without blanks between", 100_000, (n) => "=?utf-8?Q?=C3=A9?=".repeat(n), 1),
  words("encoded words, text between", 100_000, (n) => "=?utf-8?Q?=C3=A9?= and ".repeat(n), 1),
  words("one encoded word of 4 MB", 4 * MB, (n) => `=?utf-8?Q?${"a".repeat(n)}?=`, 0.9),
  words("=? alone", 4 * MB, (n) => "=?".repeat(n)),
  words("encoded words never closed", MB, (n) => "=?utf-8?Q?a ".repeat(n)),
  words("encoded words of an unknown charset", 100_000, (n) => "=?x-none?Q?a?= ".repeat(n)),
  words("question marks", 4 * MB, (n) => `=?utf-8?Q?${"?".repeat(n)}`),
  words("blanks between two words", 10 * MB, (n) => `=?utf-8?Q?a?=${" ".repeat(n)}=?utf-8?Q?b?=`),
  words("blanks before a line end", 10 * MB, (n) => `a${" ".repeat(n)}\r\n b`),
  words("runs of blanks before line ends", 4 * MB, (n) => fill(`a${" ".repeat(60)}\r\n `, n)),
  words("runs of blanks without line end", 4 * MB, (n) => fill(`a${" ".repeat(60)}`, n)),
  words("bare CR", 4 * MB, (n) => "\r".repeat(n)),
  words("bare CR between letters", 4 * MB, (n) => "a\r".repeat(n)),
  words("NUL", 4 * MB, (n) => "\0".repeat(n)),
  series(
    "text: written, 1 MB outside ASCII",
    MB,
    (n) => fill("Größe und Maß ", n),
    (text) => encodeHeaderText(text),
    (text, n) => text.length > n,
  ),
  series(
    "text: written, 1 MB of four-byte characters",
    MB / 2,
    (n) => "👍".repeat(n),
    (text) => encodeHeaderText(text),
    (text, n) => text.length > n,
  ),
  series(
    "text: written, 10 MB of ASCII words",
    10 * MB,
    (n) => fill("some words ", n),
    (text) => encodeHeaderText(text),
    (text, n) => text.length >= 0.9 * n,
  ),
  series(
    "text: written, what looks encoded",
    MB,
    (n) => fill("=?utf-8?Q?a?= ", n),
    (text) => encodeHeaderText(text),
    (text, n) => text.length > n,
  ),
];
