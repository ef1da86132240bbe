import { expect, test } from "vitest";
import { buildFrame } from "../../../src/playground/frame.js";

const DATA = "data:image/png;base64,AA==";
const images = new Map([
  ["one@x", DATA],
  ["a b", DATA],
]);
const bodyOf = (html: string): string =>
  buildFrame(html, (id) => images.get(id)).srcdoc.replace(/^[\s\S]*?<\/style>/, "");

const cases = [
  { html: '<img src="cid:one@x">', shown: `<img src="${DATA}">` },
  { html: "<img src=cid:one@x>", shown: `<img src=${DATA}>` },
  { html: "<IMG SRC = 'CID:one@x' alt=a>", shown: `<IMG SRC = '${DATA}' alt=a>` },
  { html: '<img src="cid:a%20b">', shown: `<img src="${DATA}">` },
  { html: '<p style="background:url(cid:one@x)">', shown: `<p style="background:url(${DATA})">` },
  { html: "<p style=\"background:url('cid:one@x')\">", shown: `<p style="background:url('${DATA}')">` },
  { html: '<img src="cid:unknown">', shown: '<img src="cid:unknown">' },
  { html: '<img src="cid:%">', shown: '<img src="cid:%">' },
  { html: '<a target="_top" href="a">b</a>', shown: '<a data-target="_top" href="a">b</a>' },
  { html: "<A/TARGET=_self>", shown: "<A/data-TARGET=_self>" },
  { html: "<button formtarget=_top>", shown: "<button data-formtarget=_top>" },
  { html: "<p>a target=b</p>", shown: "<p>a target=b</p>" },
  { html: "<p>write cid:one@x there</p>", shown: "<p>write cid:one@x there</p>" },
];
test.each(cases)("$html", ({ html, shown }) => {
  expect(bodyOf(html)).toBe(shown);
});

test("the policy stands before the first byte of the mail", () => {
  const { srcdoc } = buildFrame("<meta http-equiv=refresh>", () => undefined);
  expect(srcdoc.indexOf("default-src 'none'")).toBeLessThan(srcdoc.indexOf("refresh"));
  expect(srcdoc).toMatch(/^<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"/);
});

const remotes = [
  { html: '<img src="https://a.example/x.png"><img src="//a.example/y">', remote: 2 },
  { html: "<p style='background: url( http://a.example/x )'>", remote: 1 },
  {
    html: '<link rel="stylesheet" href="https://a.example/x.css"><table background=http://a.example>',
    remote: 2,
  },
  { html: '<style>@import "https://a.example/x.css"</style>', remote: 1 },
  { html: '<a href="https://a.example">link</a><p>https://a.example</p>', remote: 0 },
];
test.each(remotes)("$html follows no reference: $remote", ({ html, remote }) => {
  expect(buildFrame(html, () => undefined).remote).toBe(remote);
});

test("hostile html is framed in linear time", () => {
  const time = (n: number): number => {
    const html = `${"src=".repeat(n)}${" ".repeat(n)}${"<link ".repeat(n)}${"cid:".repeat(n)}${"url(".repeat(n)}${"<a target".repeat(n)}<a${" target".repeat(n)}`;
    const start = performance.now();
    buildFrame(html, () => undefined);
    return performance.now() - start;
  };
  time(1_000);
  const [small, large] = [Math.max(1, time(20_000)), time(80_000)];
  expect(large / small).toBeLessThan(12);
});
