/** What is saved: the bytes as they are, under names that are safe. */

import { expect, test } from "vitest";
import { buildMime, parseMime, safeFilename } from "../../src/index.js";
import { messageNames, readMessage } from "../support/command.js";
import { describeInChromium, drop, openedSubject, savedBy } from "./browser.js";

describeInChromium("saving", ({ open }) => {
  test.each(messageNames)("the attachments of %s, and the mail itself", async (name) => {
    const page = await open();
    const bytes = readMessage(name);
    await drop(page, name, bytes);
    await openedSubject(page);
    const { attachments } = parseMime(bytes);
    for (const [i, attachment] of attachments.entries()) {
      const saved = await savedBy(page, () => page.click(`#attachments button >> nth=${i}`));
      expect(saved.name).toBe(safeFilename(attachment));
      expect(saved.bytes).toEqual(attachment.content);
    }
    expect(await page.locator("#attachments button").count()).toBe(attachments.length);
    await page.click("#view-source");
    const whole = await savedBy(page, () => page.click("#source >> text=Save as .eml"));
    expect(whole.bytes).toEqual(bytes);
    expect(whole.name).toMatch(/\.eml$/);
  });

  const names = ["../../.bashrc", "CON.txt", "a\u202egnp.exe", "x".repeat(400), "C:\\boot.ini", "page.html"];
  test.each(names)("an attachment called %s", async (filename) => {
    const page = await open();
    const content = Uint8Array.from({ length: 1_000 }, (_, i) => (i * 7) & 255);
    const bytes = buildMime({
      subject: "names",
      attachments: [{ filename, content, contentType: "text/html" }],
    });
    await drop(page, "names.eml", bytes);
    await openedSubject(page);
    const saved = await savedBy(page, () => page.click("#attachments button"));
    expect(saved.bytes).toEqual(content);
    expect(saved.name).toBe(safeFilename({ partId: "0", filename, mimeType: "text/html" }));
  });

  test("any part, and the payload as JSON", async () => {
    const page = await open();
    await drop(page, "demo.eml", readMessage("demo.eml"));
    await openedSubject(page);
    await page.click("[role=treeitem] >> nth=3");
    const part = await savedBy(page, () => page.click("#fields >> text=Save content as"));
    expect(part.name).toBe("part-0.0.0.txt");
    expect(new TextDecoder().decode(part.bytes)).toContain("12 to 15 July");
    await page.click("#view-payload");
    const payload = await savedBy(page, () => page.click("#payload >> text=Save JSON"));
    expect(payload.name).toMatch(/\.json$/);
    expect(JSON.parse(new TextDecoder().decode(payload.bytes))).toMatchObject({
      mimeType: "multipart/mixed",
    });
  });
});
