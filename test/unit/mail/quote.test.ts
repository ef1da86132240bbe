import { describe, expect, test } from "vitest";
import { buildMime, parseMime } from "../../../src/convert.js";
import { MimeError } from "../../../src/errors.js";
import { formatMoment } from "../../../src/mail/attribution.js";
import { htmlToLines, textToHtml } from "../../../src/mail/html-text.js";
import type { Mail } from "../../../src/mail/mail.js";
import { type QuoteOptions, quote } from "../../../src/mail/quote.js";
import { stripQuoted } from "../../../src/mail/strip-quoted.js";

const header = ["From: =?UTF-8?B?WmHDqA==?= <z@x.com>", "Date: Mon, 2 Jan 2023 12:04:05 +0000"];
const line = "On Mon, Jan 2, 2023 at 12:04 PM Zaè <z@x.com> wrote:";

function mail(body: string, type: string = "text/plain", fields: readonly string[] = header): Mail {
  return parseMime([...fields, `Content-Type: ${type}; charset=utf-8`, "", body].join("\n"));
}

test("both forms, as Gmail has them", () => {
  expect(quote(mail("Hi <there>\n\n> old\n"), { text: "Thanks & bye", signature: "Bob\nACME" })).toEqual({
    text: `Thanks & bye\n\n-- \nBob\nACME\n\n${line}\n\n> Hi <there>\n>\n>> old\n`,
    html: [
      '<div dir="ltr">Thanks &amp; bye</div>',
      '<br><div>-- </div><div dir="ltr" class="gmail_signature">Bob<br>\nACME</div><br>',
      '<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">',
      'On Mon, Jan 2, 2023 at 12:04 PM Zaè &lt;<a href="mailto:z@x.com">z@x.com</a>&gt; wrote:<br></div>',
      '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">',
      "Hi &lt;there&gt;<br>\n<br>\n&gt; old<br>\n</blockquote></div>",
    ].join(""),
  });
});

describe("the attribution", () => {
  test.each<[string, string[], QuoteOptions, string]>([
    ["UTC", header, {}, line],
    [
      "another zone",
      header,
      { timeZone: "America/New_York" },
      "On Mon, Jan 2, 2023 at 7:04 AM Zaè <z@x.com> wrote:",
    ],
    [
      "another day",
      header,
      { timeZone: "Pacific/Auckland" },
      "On Tue, Jan 3, 2023 at 1:04 AM Zaè <z@x.com> wrote:",
    ],
    [
      "no name",
      ["From: z@x.com", header[1] as string],
      {},
      "On Mon, Jan 2, 2023 at 12:04 PM <z@x.com> wrote:",
    ],
    ["no date", ["From: z@x.com"], {}, "<z@x.com> wrote:"],
    ["a broken date", ["From: z@x.com", "Date: soon"], {}, "<z@x.com> wrote:"],
    ["nobody", [header[1] as string], {}, "On Mon, Jan 2, 2023 at 12:04 PM (unknown sender) wrote:"],
    ["nothing", [], {}, "(unknown sender) wrote:"],
    ["several authors", ["From: a@x, b@x"], {}, "<a@x> wrote:"],
    ["the caller's", header, { attribution: "Zaè\r\nsaid:" }, "Zaè said:"],
    ["a name with line breaks", ["From: =?utf-8?Q?a=0D=0A=3E_b?= <a@x>"], {}, "a > b <a@x> wrote:"],
  ])("%s", (_, fields, options, expected) => {
    expect(quote(mail("x", "text/plain", fields), options).text).toBe(`${expected}\n\n> x\n`);
  });

  test("none", () => {
    const { text, html } = quote(mail("x"), { attribution: "" });
    expect(text).toBe("> x\n");
    expect(html).not.toContain("gmail_attr");
  });

  test.each([
    [0, "UTC", "Thu, Jan 1, 1970 at 12:00 AM"],
    [Date.UTC(2024, 1, 29, 12, 0), "UTC", "Thu, Feb 29, 2024 at 12:00 PM"],
    [Date.UTC(2024, 1, 29, 23, 59), "Etc/UTC", "Thu, Feb 29, 2024 at 11:59 PM"],
    [Date.UTC(2024, 2, 31, 0, 59), "Europe/Rome", "Sun, Mar 31, 2024 at 1:59 AM"],
    [Date.UTC(2024, 2, 31, 1, 0), "Europe/Rome", "Sun, Mar 31, 2024 at 3:00 AM"],
    [Date.UTC(2024, 0, 1, 18, 30), "Asia/Kolkata", "Tue, Jan 2, 2024 at 12:00 AM"],
    [Date.UTC(1901, 5, 1), "UTC", "Sat, Jun 1, 1901 at 12:00 AM"],
  ])("the moment %d in %s", (time, timeZone, expected) => {
    expect(formatMoment(new Date(time), timeZone)).toBe(expected);
  });
});

describe("the forms that were not given", () => {
  test("html of text", () => {
    const { html, text } = quote(mail("x"), { text: "a < b\n  c" });
    expect(html.startsWith('<div dir="ltr">a &lt; b<br>\n&nbsp;&nbsp;c</div><br>')).toBe(true);
    expect(text.startsWith("a < b\n  c\n\nOn ")).toBe(true);
  });

  test("text of html", () => {
    const { html, text } = quote(mail("<p>One</p><p>Two", "text/html"), { html: "<b>yes</b><br>no" });
    expect(html.startsWith('<div dir="ltr"><b>yes</b><br>no</div><br>')).toBe(true);
    expect(text).toBe(`yes\nno\n\n${line}\n\n> One\n>\n> Two\n`);
  });

  test("a signature in both", () => {
    const signature = { text: "B.", html: "<i>B.</i>" };
    const made = quote(mail("x"), { text: "a", signature });
    expect(made.text).toContain("\n\n-- \nB.\n\n");
    expect(made.html).toContain('class="gmail_signature"><i>B.</i></div>');
  });

  test("only the first html part", () => {
    const original = parseMime(
      "Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/html\n\n<p>1</p>\n--B\nContent-Type: text/html\n\n<p>2</p>\n--B--\n",
    );
    const made = quote(original, { text: "a" });
    expect(made.html).not.toContain("2</p>");
    expect(made.text).not.toContain("2");
  });
});

describe("hostile originals", () => {
  test.each<[string, string, string]>([
    ["html that never closes", "text/html", "<div><b><!-- <p>x"],
    ["html that closes what it did not open", "text/html", "</blockquote></div></body>x"],
    ["an unclosed attribute", "text/html", '<a href="x>y'],
    ["an unclosed script", "text/html", "<script>var x = '</b>"],
    ["text that looks like html", "text/plain", "</blockquote><script>alert(1)</script>\"'&amp;"],
    ["text that looks like an attribution", "text/plain", `${line}\n> me`],
    ["nothing", "text/plain", ""],
    ["controls", "text/plain", "a\0b\x0bc\u2028d"],
    ["a line of 5 000 characters", "text/plain", "é".repeat(5000)],
  ])("%s", (_, type, body) => {
    const original = mail(body, type);
    const made = quote(original, { text: "mine" });
    expect(made.html.startsWith('<div dir="ltr">mine</div><br><div class="gmail_quote')).toBe(true);
    expect(
      made.text
        .split("\n")
        .slice(4, -1)
        .every((one) => one.startsWith(">")),
    ).toBe(true);
    if (type === "text/plain") expect(made.html).not.toContain("<script");
    const again = parseMime(buildMime({ to: "a@x", ...made }));
    expect(again.text?.startsWith("mine\n")).toBe(true);
    expect(stripQuoted({ text: made.text }).text).toBe("mine");
  });

  test.each([
    "<div>",
    "<",
    "<a ",
    "<!--",
    "</",
    "&",
    "<a b='",
    '<a b="c" ',
    "<script>",
    "<br>",
    "<blockquote>",
    "</p>",
  ])("a megabyte of %j does not hang", (piece) => {
    const html = piece.repeat(1_000_000 / piece.length);
    const original = { ...mail("x"), text: undefined, html } as unknown as Mail;
    const made = quote(original, { text: "mine" });
    expect(stripQuoted(made).text).toBe("mine");
    expect(stripQuoted({ html: made.html }).html?.startsWith('<div dir="ltr">mine</div>')).toBe(true);
  });
});

describe("html as text", () => {
  test.each([
    ["a<br>b", "a\nb"],
    ["<div>a</div><div>b</div>", "a\nb"],
    ["<div>a</div><div><br></div><div>b</div>", "a\n\nb"],
    ["<p>a</p>\n<p>b</p>", "a\n\nb"],
    ["a <b> b </b> c", "a b c"],
    ["a<b>b</b>", "ab"],
    ["<h1>T</h1>x", "T\n\nx"],
    ["<ul><li>a<li>b</ul>", "a\nb"],
    ["<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"],
    ["<style>p{}</style><title>t</title><script>x</script>a<!-- b -->c", "ac"],
    ["&lt;b&gt; &amp;amp; &#233;&#xe9;&eacute; &#150; &nope; &#0;", "<b> &amp; ééé – &nope; \uFFFD"],
    ["a&nbsp;&nbsp;b", "a b"],
    ["<pre>a  b\n c</pre>d", "a  b\n c\nd"],
    ["x<blockquote>a<blockquote>b</blockquote></blockquote>c", "x\n> a\n>> b\nc"],
    ['<a title="a > b" href=x>y</a>', "y"],
    ["a < b and c <3", "a < b and c <3"],
    ["<!doctype html><html><head></head><body>x</body></html>", "x"],
    ["<textarea><b>x</b></textarea>", "<b>x</b>"],
    ["<!-->x<!--->y<!-- z --!>w", "xyw"],
    ["</ x>y<?php z>w", "yw"],
    ["", ""],
  ])("%j", (html, expected) => {
    expect(htmlToLines(html)).toBe(expected);
  });

  test.each(["a", "a\nb", "<b>&amp;\"'", "a\n\nb", "é&#233;"])("and back: %j", (text) => {
    expect(htmlToLines(textToHtml(text))).toBe(text);
  });
});

test.each<[string, unknown, unknown, string]>([
  ["no mail", undefined, {}, "input-invalid"],
  ["text is a number", {}, { text: 1 }, "input-invalid"],
  ["signature is a number", {}, { signature: 1 }, "input-invalid"],
  ["html of the mail is a number", { html: 1 }, {}, "input-invalid"],
  ["an unknown time zone", {}, { timeZone: "x" }, "option-invalid"],
  ["a time zone that is no string", {}, { timeZone: 1 }, "input-invalid"],
  ["a date that is text", { date: "2023" }, {}, "date-invalid"],
])("wrong use: %s", (_, original, options, code) => {
  let thrown: unknown;
  try {
    quote(original as Mail, options as QuoteOptions);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(MimeError);
  expect((thrown as MimeError).code).toBe(code);
});
