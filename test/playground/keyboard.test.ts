/** Everything by keyboard alone. */

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { encodeRaw, parseMime } from "../../src/index.js";
import { readMessage } from "../support/command.js";
import { describeInChromium, openedSubject, savedBy } from "./browser.js";

/** Presses Tab until the focus is there, where it can be seen. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press("Tab");
    const reached = await page.evaluate((selector) => document.activeElement?.matches(selector), selector);
    if (!reached) continue;
    const seen = await page.evaluate(() => {
      const focused = document.activeElement as HTMLElement;
      const shown = focused.closest("label.button") ?? focused; // the field of a file is hidden in its label
      const { outlineStyle, outlineWidth } = getComputedStyle(shown);
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1;
    });
    expect({ selector, seen }).toEqual({ selector, seen: true });
    return;
  }
  throw new Error(`The Tab key does not come to ${selector}`);
}

const focusedId = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.id);

describeInChromium("by keyboard alone", ({ open }) => {
  test("a mail is pasted, walked through and saved", async () => {
    const page = await open();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("skip");
    await tabTo(page, "#file");
    await tabTo(page, "#pasted");
    await page.keyboard.insertText(encodeRaw(readMessage("broken.eml")));
    await tabTo(page, "#read-pasted");
    await page.keyboard.press("Enter");
    expect(await openedSubject(page)).toBe(parseMime(readMessage("broken.eml")).subject);
    expect(await focusedId(page)).toBe("subject");

    await tabTo(page, "[role=treeitem]");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#fields h3 >> text=Part 1");
    await page.keyboard.press("ArrowLeft"); // to the parent
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-level"))).toBe("1");

    await tabTo(page, "#attachments button");
    const saved = await savedBy(page, () => page.keyboard.press("Enter"));
    expect(saved.name).toBe("data_.bin");

    await tabTo(page, "button.defect");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#source .current");
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("listing");
    const before = await page.evaluate(() => document.activeElement?.scrollTop);
    await page.keyboard.press("PageDown");
    await page.waitForFunction((before) => document.activeElement?.scrollTop !== before, before);
  });

  test("the views are tabs: one stop, arrows between them", async () => {
    const page = await open();
    await tabTo(page, "#example-demo");
    await page.keyboard.press("Enter");
    await openedSubject(page);
    await tabTo(page, "#view-html");
    const seen: (string | undefined)[] = [];
    for (const key of ["ArrowRight", "ArrowRight", "End", "ArrowRight", "ArrowLeft", "Home"]) {
      await page.keyboard.press(key);
      seen.push(await focusedId(page));
    }
    const views = ["view-text", "view-fields", "view-payload", "view-html", "view-payload", "view-html"];
    expect(seen).toEqual(views);
    expect(await page.locator("#views [tabindex='0']").count()).toBe(1);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("text");
  });

  test("a message is built, mended and read", async () => {
    const page = await open();
    await tabTo(page, "#mode-read");
    await page.keyboard.press("ArrowRight");
    expect(await focusedId(page)).toBe("mode-build");
    await tabTo(page, "#to");
    await page.keyboard.type("nobody");
    await tabTo(page, "#subject-field");
    await page.keyboard.type("by hand");
    await tabTo(page, "#text-field");
    await page.keyboard.type("hi");
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector(".complaint");
    expect(await focusedId(page)).toBe("to");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("a@b.example");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#built:not([hidden])");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Built:/);
    await tabTo(page, "#built button:nth-child(3)");
    await page.keyboard.press("Enter");
    expect(await openedSubject(page)).toBe("by hand");
  });
});
