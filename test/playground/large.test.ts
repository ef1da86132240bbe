/** 25 MB: everything that takes time happens in the worker, and the page stays free. */

import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildMime, encodeRaw } from "../../src/index.js";
import { describeInChromium, openedSubject, savedBy } from "./browser.js";

const MEGABYTE = 1024 * 1024;
/** How long the page may be busy in one piece, in ms of its thread. */
const LONGEST_TASK = 100;

function noise(size: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let state = seed;
  for (let i = 0; i < size; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

const file = noise(18 * MEGABYTE, 1);
const text = `${"All work and no play makes a long mail. ".repeat(2)}\n`.repeat(300_000);
const mails: Record<string, Uint8Array> = {
  "one large file": buildMime({
    subject: "one large file",
    html: "<p>see the file</p>",
    attachments: [{ filename: "noise.bin", content: file }],
  }),
  "one large text": buildMime({ subject: "one large text", text }),
  "many parts": buildMime({
    subject: "many parts",
    text: "see the files",
    attachments: Array.from({ length: 5_000 }, (_, i) => ({
      filename: `${i}.bin`,
      content: noise(3_600, i),
    })),
  }),
  "many defects": buildMime({ subject: "many defects", text: "hi" }, {}),
};
mails["many defects"] = new TextEncoder().encode(
  `Subject: many defects\r\n${"no field at all\r\n".repeat(9_000)}\r\n${"\u00ff=ZZ=\r\n".repeat(3_000_000)}`,
);
const names = Object.keys(mails);
const pathOf = (name: string): string =>
  join(tmpdir(), `playground-${process.pid}-${names.indexOf(name)}.eml`);

beforeAll(() => Promise.all(names.map((name) => writeFile(pathOf(name), mails[name] ?? ""))));
afterAll(() => Promise.all(names.map((name) => rm(pathOf(name), { force: true }))));

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** The longest tasks of the page's thread while something is done: ms of the thread itself, whatever else the machine does. */
async function longestTask(page: Page, act: () => Promise<unknown>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send("Tracing.start", {
    traceConfig: { includedCategories: ["toplevel", "__metadata"], excludedCategories: ["*"] },
    transferMode: "ReportEvents",
  });
  await act();
  const complete = new Promise<void>((resolve) => session.once("Tracing.tracingComplete", () => resolve()));
  await session.send("Tracing.end");
  await complete;
  await session.detach();
  const threads = new Set(
    events
      .filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain")
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = events.filter(({ ph, pid, tid }) => ph === "X" && threads.has(`${pid} ${tid}`));
  expect(tasks.length).toBeGreaterThan(10); // it was traced indeed
  return tasks.reduce((longest, { tdur = 0 }) => Math.max(longest, tdur / 1000), 0);
}

describeInChromium("a mail of 25 MB", ({ open }) => {
  test.each(names)("%s: opened, looked at from all sides, and no task is long", async (name) => {
    const size = (mails[name] ?? "").length / MEGABYTE;
    expect(size).toBeGreaterThan(23);
    const page = await open();
    let ready = 0;
    const longest = await longestTask(page, async () => {
      const start = performance.now();
      await page.setInputFiles("#file", pathOf(name));
      await page.click("#mode-build"); // the page answers while the mail is read
      await page.fill("#subject-field", "meanwhile");
      await page.click("#mode-read");
      expect(await openedSubject(page)).toBe(name);
      ready = performance.now() - start;
      for (const view of ["text", "fields", "payload", "source"]) await page.click(`#view-${view}`);
      await page.waitForSelector("#source .line");
      for (const part of [0.5, 1, 0.1]) {
        await page.evaluate((part) => {
          const listing = document.querySelector("#source .listing");
          if (listing !== null) listing.scrollTop = listing.scrollHeight * part;
        }, part);
        await page.waitForTimeout(150);
      }
      await page.waitForSelector("#verdicts li:nth-child(3)");
    });
    console.log(
      `${name}: ${size.toFixed(1)} MB shown after ${ready.toFixed(0)} ms, longest task ${longest.toFixed(0)} ms`,
    );
    expect(longest).toBeLessThan(LONGEST_TASK);
  });

  test("a page that is busy is found out", async () => {
    const page = await open();
    const longest = await longestTask(page, () =>
      page.evaluate(() => {
        for (let end = performance.now() + 400; performance.now() < end; );
      }),
    );
    expect(longest).toBeGreaterThan(LONGEST_TASK);
  });

  test("the last row of the source is its end, and the file comes out whole", async () => {
    const page = await open();
    await page.setInputFiles("#file", pathOf("one large file"));
    await openedSubject(page);
    await page.click("#view-source");
    await page.focus("#source .listing");
    await page.waitForSelector("#source .line");
    await page.evaluate(() => {
      const listing = document.querySelector("#source .listing");
      if (listing !== null) listing.scrollTop = listing.scrollHeight;
    });
    const lines = new TextDecoder().decode(mails["one large file"]).trimEnd().split("\r\n");
    await page.waitForSelector(`#source .line[data-row='${lines.length - 1}']`);
    expect(await page.locator("#source .line .code").last().innerText()).toBe(lines.at(-1));
    const saved = await savedBy(page, () => page.click("#attachments button"));
    expect(Buffer.compare(saved.bytes, file)).toBe(0);
  });

  test("raw of 25 MB is pasted", async () => {
    const page = await open();
    const raw = encodeRaw(mails["one large file"] ?? new Uint8Array());
    await page.evaluate((raw) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", raw);
      document
        .querySelector("#pasted")
        ?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, raw);
    expect(await openedSubject(page)).toBe("one large file");
    expect(await page.innerText("#verdicts")).toContain("Comes back byte for byte");
  });

  test("a mail is built with the large file, and another opens while the first is read", async () => {
    const page = await open();
    await page.setInputFiles("#file", pathOf("one large text"));
    await page.setInputFiles("#file", pathOf("one large file"));
    expect(await openedSubject(page)).toBe("one large file");
    await page.click("#mode-build");
    await page.setInputFiles("#files", pathOf("one large file"));
    const longest = await longestTask(page, async () => {
      await page.click("#form [type=submit]");
      await page.waitForSelector("#built .listing .line");
    });
    expect(longest).toBeLessThan(LONGEST_TASK);
  });
});
