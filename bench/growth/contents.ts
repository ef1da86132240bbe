/** Contents: transfer encodings, charsets, flowed text, what html says as text. */

import { library } from "../library.js";
import { ascii, fill, MB, type Series, series } from "./series.js";

const { decodeContent, decodeText, formatSnippet, parseEntity, parseMime, quote, stripQuoted } = library;

/** A content under its transfer encoding, decoded. */
function decoded(
  name: string,
  largest: number,
  make: (n: number) => string,
  fields: string,
  least = 0,
): Series {
  return series(
    `content: ${name}`,
    largest,
    (n) => parseEntity(ascii(`${fields}\r\n\r\n${make(n)}`)),
    (leaf) => decodeContent(leaf),
    (bytes, n) => bytes.length >= Math.floor(least * n),
  );
}

const base64 = (name: string, make: (n: number) => string, least = 0): Series =>
  decoded(`base64, ${name}`, 10 * MB, make, "Content-Transfer-Encoding: base64", least);
const quotedPrintable = (name: string, make: (n: number) => string, least = 0): Series =>
  decoded(`quoted-printable, ${name}`, 10 * MB, make, "Content-Transfer-Encoding: quoted-printable", least);

/** A text in a charset; `make` gives its bytes, one character a byte. */
function charset(label: string, make: (n: number) => string, name = label): Series {
  return series(
    `charset: ${name}`,
    8 * MB,
    (n) => parseEntity(ascii(`Content-Type: text/plain; charset=${label}\r\n\r\n${make(n)}`)),
    (leaf) => decodeText(leaf),
    (text, n) => text.length > n / 16,
  );
}

function flowed(name: string, make: (n: number) => string): Series {
  return series(
    `flowed: ${name}`,
    4 * MB,
    (n) => ascii(`Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\n${make(n)}`),
    (bytes) => parseMime(bytes).text ?? "",
    (text, n) => text.length > n / 16,
  );
}

/** A page made text, as a quote needs it. */
function page(name: string, largest: number, make: (n: number) => string): Series {
  return series(
    `html: ${name}, to text`,
    largest,
    (n) => ({ bodies: [], attachments: [], headers: [], defects: [], html: make(n) }),
    (mail) => quote(mail, { text: "yes", attribution: "" }),
    ({ html }, n) => html.length >= n,
  );
}

function stripped(
  name: string,
  largest: number,
  make: (n: number) => string,
  key: "text" | "html" = "text",
): Series {
  return series(
    `strip: ${name}`,
    largest,
    (n) => ({ [key]: make(n) }),
    (mail) => stripQuoted(mail),
    (result) => result[key] !== undefined,
  );
}

function snippet(name: string, type: string, make: (n: number) => string): Series {
  return series(
    `snippet: ${name}`,
    8 * MB,
    (n) => parseEntity(ascii(`Content-Type: ${type}\r\n\r\n${make(n)}`)),
    (entity) => formatSnippet(entity),
    (text) => text.length < 1000,
  );
}

const RANDOM = "TG9yZW0gaXBzdW0gZG9sb3Igc2l0IGFtZXQsIGNvbnNlY3RldHVyIGFkaXBpc2NpbmcgZWxpdCBz";

export const CONTENTS: readonly Series[] = [
  base64("lines of 76", (n) => fill(`${RANDOM}\r\n`, n), 0.7),
  base64("one line", (n) => fill("TWFu", n), 0.7),
  base64("a sign a line", (n) => fill("T\r\nW\r\nF\r\nu\r\n", n), 0.2),
  base64("junk between", (n) => fill("T!W\xe9F-*u", n)),
  base64("junk alone", (n) => "\xe9".repeat(n)),
  base64("blanks alone", (n) => " ".repeat(n)),
  base64("blank lines", (n) => "\r\n".repeat(n / 2)),
  base64("padding inside", (n) => fill("QQ==", n), 0.2),
  base64("padding alone", (n) => "=".repeat(n)),
  base64("padding inside lines", (n) => fill(`${RANDOM.slice(0, 74)}==\r\n`, n), 0.7),
  quotedPrintable("plain", (n) => fill("some words in a line of text\r\n", n), 0.9),
  quotedPrintable("dense", (n) => fill("=C3=A9", n), 0.3),
  quotedPrintable("soft breaks", (n) => fill("=\r\n", n)),
  quotedPrintable("soft breaks after blanks", (n) => fill("a =  \r\n", n)),
  quotedPrintable("equals signs", (n) => "=".repeat(n), 0.9),
  quotedPrintable("broken escapes", (n) => fill("=G1=1", n)),
  quotedPrintable("one line", (n) => "a".repeat(n), 0.9),
  quotedPrintable("blanks alone", (n) => " ".repeat(n)),
  quotedPrintable("blanks and no line end", (n) => fill(`a${" ".repeat(1000)}`, n), 0.9),
  quotedPrintable("blanks before line ends", (n) => fill(`a${" ".repeat(1000)}\r\n`, n)),
  quotedPrintable("bare CR", (n) => "\r".repeat(n)),
  decoded(
    "uuencode",
    10 * MB,
    (n) => `begin 644 a\n${fill("M0V%T\n", n)}end\n`,
    "Content-Transfer-Encoding: x-uuencode",
  ),
  decoded("an unknown encoding", 10 * MB, (n) => "a".repeat(n), "Content-Transfer-Encoding: x-none", 0.9),

  charset("utf-8", (n) => fill("gr\xc3\xb6\xc3\x9fe ", n)),
  charset("utf-8", (n) => fill("\xc3", n), "utf-8, broken"),
  charset("windows-1252", (n) => fill("gr\xf6\xdfe ", n)),
  charset("koi8-r", (n) => fill("\xd0\xd2\xc9 ", n)),
  charset("iso-2022-jp", (n) => fill("\x1b$B2q5D\x1b(B", n)),
  charset("iso-2022-jp", (n) => "\x1b".repeat(n), "iso-2022-jp, escapes alone"),
  charset("iso-2022-kr", (n) => fill("\x0e0!\x0f", n)),
  charset("gb18030", (n) => fill("\xbb\xe1\xd2\xe9", n)),
  charset("gb18030", (n) => fill("\x81\x30", n), "gb18030, broken"),
  charset("big5", (n) => fill("\xb7\x7c\xc4\xb3", n)),
  charset("euc-kr", (n) => fill("\xc8\xb8\xc0\xc7", n)),
  charset("utf-7", (n) => fill("+AOk-", n)),
  charset("utf-7", (n) => "+".repeat(n), "utf-7, shifts alone"),
  charset("utf-16le", (n) => fill("a\0b\0", n)),
  charset("x-none", (n) => fill("gr\xf6\xdfe ", n), "an unknown one"),

  flowed("lines that flow", (n) => fill("some words \r\n", n)),
  flowed("quoted lines that flow", (n) => fill("> some words \r\n", n)),
  flowed("depths in turns", (n) => fill("> a \r\n>> b \r\n", n)),
  flowed("quote signs, one line", (n) => `${">".repeat(n)} a \r\n`),
  flowed("blank lines that flow", (n) => fill(" \r\n", n)),
  flowed("signatures", (n) => fill("-- \r\n", n)),
  flowed("one line", (n) => fill("some words ", n)),
  series(
    "uuencode: begin lines in a text",
    8 * MB,
    (n) => ascii(`\r\n${fill("begin 644 a\r\n", n)}`),
    (bytes) => parseMime(bytes).text ?? "",
    (text, n) => text.length > n / 2,
  ),
  series(
    "uuencode: begins on one line",
    8 * MB,
    (n) => ascii(`\r\n${fill("begin 64", n)}`),
    (bytes) => parseMime(bytes).text ?? "",
    (text, n) => text.length > n / 2,
  ),

  page("paragraphs", 4 * MB, (n) => fill("<p>some words &amp; more</p>\n", n)),
  page("elements inside each other", MB, (n) => "<div>".repeat(n / 5) + "</div>".repeat(n / 5)),
  page("quotes inside each other", MB, (n) => `${"<blockquote>a".repeat(n / 13)}`),
  page("elements never closed", MB, (n) => fill("<b><i><p>", n)),
  page("closing tags alone", MB, (n) => fill("</div>", n)),
  page("less-than signs", 4 * MB, (n) => "<".repeat(n)),
  page("tags never closed", MB, (n) => fill("<a href=", n)),
  page("quotes never closed", MB, (n) => fill('<a href="x', n)),
  page("attributes of one tag", MB, (n) => `<a ${fill("b=c ", n)}>`),
  page("one attribute of 4 MB", 4 * MB, (n) => `<a b="${"c".repeat(n)}">`),
  page("comments", MB, (n) => fill("<!-- a -->", n)),
  page("comments never closed", MB, (n) => fill("<!--", n)),
  page("scripts never closed", MB, (n) => fill("<script>", n)),
  page("styles", MB, (n) => fill("<style>a{b:c}</style>", n)),
  page("titles never closed", MB, (n) => fill("<title><textarea>", n)),
  page("CDATA never closed", MB, (n) => fill("<![CDATA[", n)),
  page("entities", 4 * MB, (n) => fill("&eacute;", n)),
  page("unknown entities", 4 * MB, (n) => fill("&nothing", n)),
  page("ampersands", 4 * MB, (n) => "&".repeat(n)),
  page("numbers of characters", 4 * MB, (n) => fill("&#233;", n)),
  page("a number of 4 MB", 4 * MB, (n) => `&#${"1".repeat(n)};`),
  page("blanks", 4 * MB, (n) => `a${" ".repeat(n)}b`),
  page("line breaks", 4 * MB, (n) => fill("<br>", n)),
  page("cells", 4 * MB, (n) => fill("<td>a", n)),
  page("pre with blanks", 4 * MB, (n) => `<pre>${fill("a   \n", n)}</pre>`),

  stripped("lines of text", 16 * MB, (n) => fill("some words in a line\n", n)),
  stripped("quoted lines", 16 * MB, (n) => fill("> some words\n", n)),
  stripped("quoted lines and others in turns", 16 * MB, (n) => fill("> some words\nmore\n", n)),
  stripped("attributions", 16 * MB, (n) => fill("On Mon, Jan 2, 2023 at 12:04 PM Ann <a@x.com> wrote:\n", n)),
  stripped("attributions that never end", 16 * MB, (n) => fill("On Mon, Jan 2, 2023 at 12:04 PM Ann\n", n)),
  stripped("header blocks", 16 * MB, (n) => fill("From: a\nSent: b\n", n)),
  stripped("From lines", 16 * MB, (n) => fill("From: a\n", n)),
  stripped("forwards", 16 * MB, (n) => fill("---------- Forwarded message ---------\n", n)),
  stripped("originals", 16 * MB, (n) => fill("-----Original Message\n", n)),
  stripped("blank lines", 16 * MB, (n) => "\n".repeat(n)),
  stripped("lines of blanks", 16 * MB, (n) => fill("          \n", n)),
  stripped("one line of 10 MB", 10 * MB, (n) => fill("wrote: ", n)),
  stripped("quote signs, one line", 16 * MB, (n) => ">".repeat(n)),
  stripped("bare CR", 16 * MB, (n) => "\r".repeat(n)),
  stripped("html, quotes side by side", 4 * MB, (n) => fill('<div class="gmail_quote">a</div>b', n), "html"),
  stripped("html, quotes inside each other", 4 * MB, (n) => fill('<div class="gmail_quote">', n), "html"),
  stripped("html, elements inside each other", 4 * MB, (n) => fill("<div>", n), "html"),
  stripped("html, elements that close others", 4 * MB, (n) => fill("<div><b></div>", n), "html"),
  stripped("html, closing tags alone", 4 * MB, (n) => fill("</b>", n), "html"),
  stripped("html, classes of one element", 4 * MB, (n) => `<div class="${fill("a ", n)}">b</div>`, "html"),
  stripped(
    "html, a style of 1 MB",
    4 * MB,
    (n) => `<div style="${fill("border: none;", n)}">b</div>`,
    "html",
  ),
  stripped("html, tags never closed", 4 * MB, (n) => fill('<div class="', n), "html"),
  stripped("html, comments never closed", 4 * MB, (n) => fill("<!--", n), "html"),

  snippet("a text", "text/plain", (n) => fill("some words ", n)),
  snippet("blanks", "text/plain", (n) => " ".repeat(n)),
  snippet("blank lines", "text/plain", (n) => "\r\n".repeat(n / 2)),
  snippet("a page", "text/html", (n) => fill("<p>some words &amp; more</p>\n", n)),
  snippet("a page that shows nothing", "text/html", (n) => fill("<div><b></b></div>", n)),
  snippet("a page that hides all", "text/html", (n) => fill('<div style="display:none">a', n)),
  snippet("a page of styles", "text/html", (n) => `<style>${"a".repeat(n)}`),
  snippet("a page of less-than signs", "text/html", (n) => "<".repeat(n)),
  snippet("a page of ampersands", "text/html", (n) => "&".repeat(n)),
  snippet("a page of comments never closed", "text/html", (n) => fill("<!--", n)),
];
