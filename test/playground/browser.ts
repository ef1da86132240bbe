/** The page in a real Chromium, cut off from every network once it is loaded. */

import { existsSync } from "node:fs";
import type { Server } from "node:http";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { bundlePage } from "../../.build/page.js";
import { listen, servePage } from "../../.build/playground.js";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = PLACES.find((place) => existsSync(place));
const ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface Chromium {
  /** The browser itself, once the tests run. */
  browser(): Browser;
  /** Loads the page; any error of its scripts, and anything it complains about, fails the test that has it open. */
  open(options?: BrowserContextOptions & { readonly online?: boolean }): Promise<Page>;
}

/** Describes tests of the page; where there is no Chromium they stand in the output as skipped, with the reason. */
export function describeInChromium(name: string, tests: (chromium: Chromium) => void): void {
  const reason = executablePath === undefined ? ": skipped, there is no Chromium at /usr/bin/chromium" : "";
  describe.skipIf(executablePath === undefined)(`${name}${reason}`, () => {
    let server: Server;
    let address: string;
    let browser: Browser | undefined;
    beforeAll(async () => {
      server = servePage(await bundlePage());
      address = await listen(server, 0);
      browser = await chromium.launch({ executablePath: executablePath ?? "", args: ARGUMENTS });
    });
    afterAll(async () => {
      await browser?.close();
      server?.close();
    });
    const running = (): Browser => {
      if (browser === undefined) throw new Error("Chromium is not running");
      return browser;
    };
    tests({
      browser: running,
      open: async ({ online = false, ...options } = {}) => {
        const context = await running().newContext(options);
        const page = await context.newPage();
        page.on("pageerror", (error) => expect.fail(`the page threw ${error.message}`));
        await page.goto(address);
        if (!online) await context.setOffline(true);
        return page;
      },
    });
  });
}

/** Drops a file on the page, as the hand does. */
export async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const given = { name, base64: Buffer.from(bytes).toString("base64") };
  const transfer = await page.evaluateHandle(({ name, base64 }) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
    return transfer;
  }, given);
  await page.dispatchEvent("#drop", "dragover", { dataTransfer: transfer });
  await page.dispatchEvent("#drop", "drop", { dataTransfer: transfer });
}

/** Pastes a text into the field, as the keyboard does. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.focus("#pasted");
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    const field = document.activeElement as HTMLTextAreaElement;
    if (field.dispatchEvent(event)) field.value = text; // what a browser does where nobody prevents it
  }, text);
}

/** Waits until the mail is shown, and gives its subject. */
export async function openedSubject(page: Page): Promise<string> {
  await page.waitForFunction(() => document.querySelector("#status")?.textContent?.startsWith("Now open:"));
  return await page.innerText("#subject");
}

/** The files a browser saved when something was done. */
export async function savedBy(
  page: Page,
  act: () => Promise<unknown>,
): Promise<{ name: string; bytes: Uint8Array }> {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  const chunks: Uint8Array[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Uint8Array);
  return { name: download.suggestedFilename(), bytes: new Uint8Array(Buffer.concat(chunks)) };
}
