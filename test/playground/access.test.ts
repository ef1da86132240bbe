/** axe finds nothing that keeps people out: in both colour schemes, wide and at a phone's width. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { mimeToPayload } from "../../src/index.js";
import { readMessage } from "../support/command.js";
import { describeInChromium, openedSubject, paste } from "./browser.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}
declare const axe: { run(options: object): Promise<{ violations: Violation[] }> };

/** What axe complains about, of the page itself: the mail's own html is its sender's. */
async function complaints(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => (await axe.run({ iframes: false })).violations);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/** How far the page goes beyond the window to the right. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const states: readonly (readonly [name: string, reach: (page: Page) => Promise<unknown>])[] = [
  ["the start", async () => {}],
  ["a mail", (page) => page.click("#example-demo").then(() => openedSubject(page))],
  ["its text", (page) => page.click("#view-text")],
  ["its fields", (page) => page.click("[role=treeitem] >> nth=5")],
  ["its payload", (page) => page.click("#view-payload").then(() => page.waitForSelector("#payload .line"))],
  [
    "a broken mail",
    (page) => page.click("#example-broken").then(() => page.waitForSelector("#defects button")),
  ],
  [
    "its source",
    (page) => page.click("#defects button >> nth=4").then(() => page.waitForSelector("#source .current")),
  ],
  ["what is missing", (page) => paste(page, JSON.stringify(mimeToPayload(readMessage("demo.eml"))))],
  ["a refusal", (page) => paste(page, "{}").then(() => page.waitForSelector("#trouble:not([hidden])"))],
  ["the form", (page) => page.click("#mode-build")],
  [
    "its complaints",
    async (page) => {
      await page.fill("#to", "nobody");
      await page.setInputFiles("#files", [
        { name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("a") },
      ]);
      await page.click("#form [type=submit]");
      await page.waitForSelector(".complaint");
    },
  ],
  [
    "what it built",
    async (page) => {
      await page.fill("#to", "a@b.example");
      await page.click("#form [type=submit]");
      await page.waitForSelector("#built .line");
    },
  ],
];

describeInChromium("for everybody", ({ open }) => {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1280, 390]) {
      test(`${colorScheme}, ${width} px wide`, async () => {
        const page = await open({ colorScheme, viewport: { width, height: 844 } });
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        for (const [name, reach] of states) {
          await reach(page);
          await page.waitForTimeout(100);
          expect({ name, complaints: await complaints(page), overflow: await overflow(page) }).toEqual({
            name,
            complaints: [],
            overflow: 0,
          });
        }
        const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        expect(paper).toBe(colorScheme === "dark" ? "rgb(18, 21, 20)" : "rgb(246, 247, 246)");
      });
    }
  }

  test("axe does complain where there is something to complain about", async () => {
    const page = await open();
    await page.evaluate(() => {
      document.querySelector("main")?.insertAdjacentHTML("beforeend", "<img src='data:,'><input>");
    });
    expect((await complaints(page)).map((complaint) => complaint.split(":")[0])).toEqual([
      "image-alt",
      "label",
    ]);
  });
});
