import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { collapseBlanks, escapeHtml, htmlToText } from "../../../src/codec/html.js";

describe("what is read of html", () => {
  test.each([
    ["nothing", "", ""],
    ["text alone", "just text", "just text"],
    ["inline tags run on", "a<b>b</b><span>c</span><font>d</font>", "abcd"],
    ["tags nobody knows run on", "a<x-y>b</x-y><o:p>c</o:p>", "abc"],
    ["block tags are a blank", "<div>a</div><div>b</div><p>c<p>d", "a b c d"],
    ["line breaks are a blank", "a<br>b<br/>c<BR />d", "a b c d"],
    [
      "cells and items are apart",
      "<table><tr><td>a</td><td>b</td></tr></table><ul><li>c<li>d</ul>",
      "a b c d",
    ],
    ["comments go", "a<!-- b --><!--[if mso]><p>c</p><![endif]-->d<!---->e<!>f", "adef"],
    ["what older browsers are told stays", "<![if !mso]>a<![endif]>b", "ab"],
    ["the doctype goes", "<!DOCTYPE html><html><body>a", "a"],
    ["processing instructions go", '<?xml version="1.0"?>a', "a"],
    [
      "style, script and title go",
      "<title>t&amp;<b></title><style>p{}</style><SCRIPT>if(a<b)</SCRIPT>a",
      "a",
    ],
    ["each to its own end", "<style></title>x</style>a<script></style>y</script >b", "ab"],
    ["without an end, all that follows goes", "a<style>b<p>c", "a"],
    ["hidden text stays", '<div style="display:none">pre</div><p hidden>a</p>', "pre a"],
    ["entities are decoded once", "&amp;lt; &lt;b&gt; &eacute;&#233;&#xE9; &nbsp;&#160; x", "&lt; <b> ééé x"],
    ["entities need no semicolon where none was needed", "a&ampb &copy 1&lt2", "a&b © 1<2"],
    ["what is no entity stays", "a & b &; &x; &#; &#x; AT&T", "a & b &; &x; &#; &#x; AT&T"],
    ["characters nobody has", "&#0;&#xD800;&#x110000;&#99999999999999999999;", "\ufffd\ufffd\ufffd\ufffd"],
    ["the windows page in numbers", "&#145;a&#146;", "‘a’"],
    ["beyond the first plane", "&#128512;", "😀"],
    ["white space runs are one blank", " a \t\r\n\f b &nbsp; \u202f\u2007\u3000\u0085 c ", "a b c"],
    [
      "zero-width and combining fillers stay",
      "a\u200b\u200c\u00ad\ufeff \u034f b",
      "a\u200b\u200c\u00ad\ufeff \u034f b",
    ],
    ["an image in a link shows its text", '<a href="x"><img src=y alt="Tom &amp; I"></a>', "Tom & I"],
    ["one in no link does not", '<img alt="a"><a href=x></a><img alt="b">c', "c"],
    ["nor one in an anchor", '<a name="x"><img alt="b">c', "c"],
    ["the first alt counts", "<a href=x><img alt=a alt=b></a>", "a"],
    ["addresses of links never", '<a href="https://x.y/">a</a>', "a"],
    ["no tag", "a < b > c <3 <", "a < b > c <3 <"],
    ["a tag cut off", "a<b", "a"],
    ["attributes without end", 'a<b c="<p>d', "a"],
    ["raw text", "<textarea><b>a</b></textarea><xmp><i></xmp>", "<b>a</b> <i>"],
    ["__proto__", "<__proto__>a<constructor>b", "<__proto__>ab"],
  ])("%s", (_, html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  test("what goes on is not taken to end", () => {
    expect(htmlToText("a<br>&am", { unfinished: true })).toBe("a");
    expect(htmlToText("a<br>&am")).toBe("a &am");
    expect(htmlToText("a <", { unfinished: true })).toBe("a");
  });

  test("reading stops when there is enough", () => {
    const html = "<p>one two</p>".repeat(1000);
    const text = htmlToText(html, { enough: 100 });
    expect(text.length).toBeGreaterThanOrEqual(100);
    expect(text.length).toBeLessThan(120);
    expect(htmlToText(html).startsWith(text)).toBe(true);
  });
});

describe("text inside html", () => {
  test("five characters are escaped, nothing else", () => {
    expect(escapeHtml(`a & <b> "c" 'd' é \u00a0`)).toBe(
      "a &amp; &lt;b&gt; &quot;c&quot; &#39;d&#39; é \u00a0",
    );
  });

  test("escaped text is read as the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        fc.pre(!/[\r\0\ud800-\udfff]/u.test(text));
        expect(htmlToText(escapeHtml(text))).toBe(collapseBlanks(text));
      }),
      { numRuns: 300 },
    );
  });

  test("collapsed text has settled", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(" ", "\t", "\n", "\u00a0", "\u202f", "a", "\u200b") }),
        (text) => {
          const once = collapseBlanks(text);
          expect(once).not.toMatch(/^\s|\s$|\s\s/);
          expect(collapseBlanks(once)).toBe(once);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("any text at all is read, whatever it holds", () => {
  const piece = fc.constantFrom(
    ..."< > </ <! <!-- --> & &# ; \" ' = / <a href=x> </a> <img alt= <title> </title> <style> <p>".split(" "),
    "&amp;",
    "text",
    " ",
    "<![CDATA[",
    "]]>",
    "\0",
    "\ud800",
    "é",
  );
  const html = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));

  test("in one line, trimmed, and a beginning of it is a beginning", () => {
    fc.assert(
      fc.property(html, fc.nat(20), (document, enough) => {
        const text = htmlToText(document);
        expect(text).toBe(collapseBlanks(text));
        const first = htmlToText(document, { enough });
        expect(text.startsWith(first)).toBe(true);
        if (text.length > enough + 1) expect(first.length).toBeGreaterThanOrEqual(enough);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ["1 MB of <", "<".repeat(1 << 20), "<".repeat(1 << 20)],
    ["1 MB of &", "&".repeat(1 << 20), "&".repeat(1 << 20)],
    ["1 MB of &#", "&#".repeat(1 << 19), "&#".repeat(1 << 19)],
    ["a number of 1 MB", `&#${"1".repeat(1 << 20)};`, "\ufffd"],
    ["100 000 open tags", `${"<div>".repeat(100_000)}a`, "a"],
    ["100 000 nested elements", `${"<b>".repeat(100_000)}a${"</b>".repeat(100_000)}`, "a"],
    ["100 000 end tags of nothing", `${"</x>".repeat(100_000)}a`, "a"],
    ["100 000 forms in one another", `${"<form>".repeat(100_000)}a`, "a"],
    ["100 000 svg in one another", `${"<svg><title>".repeat(100_000)}a`, ""],
    ["a tag of 100 000 attributes", `<a ${"b=c ".repeat(100_000)}>d`, "d"],
    ["a tag of 1 MB", `<${"a".repeat(1 << 20)}>b`, "b"],
    ["100 000 comments", `${"<!---->".repeat(100_000)}a`, "a"],
    ["comments without end", "<!--".repeat(100_000), ""],
    ["100 000 quotes without end", `<a b="${"'<p>".repeat(100_000)}`, ""],
    ["100 000 blank pieces", `${"<p> &nbsp; ".repeat(100_000)}a`, "a"],
    ["100 000 images in a link", `<a href=x>${"<img alt=a>".repeat(100_000)}`, "a".repeat(100_000)],
  ])("%s", (_, document, text) => {
    expect(htmlToText(document) === text).toBe(true); // not toBe: a difference of 1 MB is no message
  });
});
