/** Header blocks and texts. */

import { FIELDS, HEAD, mail, multipart, tree } from "./message.js";
import { fill, MB, OPEN, type Series } from "./series.js";

const BYTES = { inputBytes: OPEN };

export const HEADER_BLOCKS: readonly Series[] = [
  tree("10⁵ fields", 100_000, (n) => `${"X-Field: value\r\n".repeat(n)}\r\nhi\r\n`, FIELDS),
  mail("10⁵ fields", 100_000, (n) => `${HEAD}${"X-Field: value\r\n".repeat(n)}\r\nhi\r\n`, FIELDS),
  mail(
    "10⁵ fields, each an encoded word",
    100_000,
    (n) => `${HEAD}${"X-F: =?utf-8?Q?=C3=A9?=\r\n".repeat(n)}\r\nhi\r\n`,
    FIELDS,
  ),
  mail("10⁵ Subjects", 100_000, (n) => `${HEAD.repeat(n)}\r\nhi\r\n`, FIELDS),
  mail("10⁵ To fields", 100_000, (n) => `${HEAD}${"To: a@x.com\r\n".repeat(n)}\r\nhi\r\n`, {
    ...FIELDS,
    addresses: OPEN,
  }),
  mail(
    "10⁵ Content-Types",
    100_000,
    (n) => `${HEAD}${"Content-Type: text/html; charset=utf-8\r\n".repeat(n)}\r\nhi\r\n`,
    FIELDS,
  ),
  mail(
    "10⁵ addresses in To",
    100_000,
    (n) => `${HEAD}To: ${"a@x.com,\r\n ".repeat(n)}b@x.com\r\n\r\nhi\r\n`,
    { ...FIELDS, addresses: OPEN },
  ),
  mail(
    "a field of 10 MB, one line",
    10 * MB,
    (n) => `${HEAD}X-Long: ${fill("some words ", n)}\r\n\r\nhi\r\n`,
    FIELDS,
  ),
  mail(
    "a field of 10 MB, folded",
    10 * MB,
    (n) => `${HEAD}X-Long: ${fill("some words\r\n ", n)}\r\n\r\nhi\r\n`,
    FIELDS,
  ),
  mail(
    "a References of 1 MB",
    MB,
    (n) => `${HEAD}References: ${fill("<0123456789@example.com>\r\n ", n)}<a@b>\r\n\r\nhi\r\n`,
    FIELDS,
  ),
  tree(
    "lines that are no field",
    MB,
    (n) => `${HEAD}${"no field at all\r\n".repeat(n / 16)}\r\nhi\r\n`,
    FIELDS,
  ),
  mail(
    "lines that are no field",
    MB,
    (n) => `${HEAD}${"no field at all\r\n".repeat(n / 16)}\r\nhi\r\n`,
    FIELDS,
  ),
  mail("colons", 4 * MB, (n) => `${HEAD}${":".repeat(n)}\r\n\r\nhi\r\n`, FIELDS),
  mail("blanks before the colon", 4 * MB, (n) => `${HEAD}X${" ".repeat(n)}: a\r\n\r\nhi\r\n`, FIELDS),
  mail(
    "blanks before a line end in the header",
    4 * MB,
    (n) => `${HEAD}X: a${" ".repeat(n)}\r\n b\r\n\r\nhi\r\n`,
    FIELDS,
  ),
  mail("folds of blanks alone", 4 * MB, (n) => `${HEAD}X: a${"\r\n ".repeat(n / 3)}\r\n\r\nhi\r\n`, FIELDS),
  mail("bare CR in the header", 4 * MB, (n) => `${HEAD}X: ${"\r".repeat(n)}\r\n\r\nhi\r\n`, FIELDS),
  mail("fields ended by bare CR", MB, (n) => `${HEAD}${"X: a\r".repeat(n / 5)}\r\n\r\nhi\r\n`, FIELDS),
  mail("fields ended by bare LF", MB, (n) => `${HEAD}${"X: a\n".repeat(n / 5)}\r\n\r\nhi\r\n`, FIELDS),
  mail("NUL in the header", 4 * MB, (n) => `${HEAD}X: ${"\0".repeat(n)}\r\n\r\nhi\r\n`, FIELDS),
  tree("blank lines, 10 MB", 10 * MB, (n) => `${HEAD}\r\n${"\r\n".repeat(n / 2)}`, BYTES),
  mail("blank lines, 10 MB", 10 * MB, (n) => `${HEAD}\r\n${"\r\n".repeat(n / 2)}`, BYTES),
  mail(
    "blank lines in a multipart, 10 MB",
    10 * MB,
    (n) => `${HEAD}${multipart("b")}--b\r\n\r\n${"\r\n".repeat(n / 2)}--b--\r\n`,
  ),
  mail(
    "blank lines before the first delimiter",
    10 * MB,
    (n) => `${HEAD}${multipart("b")}${"\r\n".repeat(n / 2)}--b\r\n\r\nhi\r\n--b--\r\n`,
  ),
  mail("a text of 10 MB, one line", 10 * MB, (n) => `${HEAD}\r\n${fill("some words ", n)}`),
  mail(
    "a text of 10 MB in lines",
    10 * MB,
    (n) => `${HEAD}\r\n${fill("some words in a line of text\r\n", n)}`,
  ),
  mail("a text of bare CR", 10 * MB, (n) => `${HEAD}\r\n${"\r".repeat(n)}`),
  mail("a text of bare LF", 10 * MB, (n) => `${HEAD}\r\n${"\n".repeat(n)}`),
  mail("a text of NUL", 10 * MB, (n) => `${HEAD}\r\n${"\0".repeat(n)}`),
  mail(
    "blanks before the line ends of a text",
    10 * MB,
    (n) => `${HEAD}\r\n${fill(`a${" ".repeat(500)}\r\n`, n)}`,
  ),
  mail("8-bit text without a label", 10 * MB, (n) => `${HEAD}\r\n${fill("gr\xf6\xdfe ", n)}`),
];
