/** The form that builds `raw`. */

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { decodeRaw, mailboxes, parseMime } from "../../src/index.js";
import { describeInChromium, openedSubject, savedBy } from "./browser.js";

const COPYING = { permissions: ["clipboard-read", "clipboard-write"] };

async function fillAll(page: Page): Promise<void> {
  await page.click("#mode-build");
  await page.fill("#from", "Zo\u00eb <zoe@huts.example>");
  await page.fill("#to", '"Lee, Ann" <ann@x.example>, bo@x.example');
  await page.fill("#cc", "c@x.example");
  await page.fill("#bcc", "d@x.example");
  await page.fill("#subject-field", "Gr\u00fc\u00dfe \u{1f3d4}");
  await page.fill("#in-reply-to", "<1@x.example>");
  await page.fill("#text-field", "Hello\nthere\n");
  await page.fill("#html-field", "<p>Hello</p>");
  const buffer = Buffer.from([0, 1, 2, 250, 251]);
  await page.setInputFiles("#files", [{ name: "a b.bin", mimeType: "application/x-own", buffer }]);
  await page.setInputFiles("#files", [
    { name: "\u00fc.txt", mimeType: "text/plain", buffer: Buffer.from("\u00fc") },
  ]);
}

describeInChromium("building", ({ open }) => {
  test("every field is in the message; raw and .eml are the same bytes", async () => {
    const page = await open(COPYING);
    await fillAll(page);
    await page.click("#form [type=submit]");
    await page.waitForSelector("#built:not([hidden])");
    await page.click("#built >> text=Copy raw");
    await page.waitForSelector("#build-status >> text=Copied.");
    const raw = await page.evaluate(() => navigator.clipboard.readText());
    const saved = await savedBy(page, () => page.click("#built >> text=Save .eml"));
    expect(saved.bytes).toEqual(decodeRaw(raw));
    expect(saved.name).toBe("Gr\u00fc\u00dfe \u{1f3d4}.eml");
    expect(await page.innerText("#built .raw")).toBe(raw);
    expect(await page.innerText("#built h2")).toMatch(/^Built: [\d\u202f]+ bytes$/);
    const mail = parseMime(saved.bytes);
    expect(mail).toMatchObject({
      from: [{ name: "Zo\u00eb", address: "zoe@huts.example" }],
      cc: [{ address: "c@x.example" }],
      bcc: [{ address: "d@x.example" }],
      subject: "Gr\u00fc\u00dfe \u{1f3d4}",
      inReplyTo: ["<1@x.example>"],
      references: ["<1@x.example>"],
      text: "Hello\nthere\n",
      html: "<p>Hello</p>",
      defects: [],
    });
    expect(mailboxes(mail.to ?? []).map(({ address }) => address)).toEqual(["ann@x.example", "bo@x.example"]);
    expect(mail.attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
      ["a b.bin", "application/x-own"],
      ["\u00fc.txt", "text/plain"],
    ]);
    expect(mail.attachments[0]?.content).toEqual(Uint8Array.of(0, 1, 2, 250, 251));
    await page.click("#built >> text=Copy .eml");
    await page.waitForFunction(
      (from) => navigator.clipboard.readText().then((text) => text.startsWith(from)),
      "From:",
    );
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.replaceAll("\r\n", "\n")).toBe(
      new TextDecoder().decode(saved.bytes).replaceAll("\r\n", "\n"),
    );
  });

  test("the bytes are shown, and the message can be read at once", async () => {
    const page = await open();
    await fillAll(page);
    await page.click("#form [type=submit]");
    await page.waitForSelector("#built .listing .line");
    expect(await page.locator("#built .listing .code").first().innerText()).toMatch(/^From: =\?utf-8\?/);
    await page.click("#built >> text=Read it");
    expect(await openedSubject(page)).toBe("Gr\u00fc\u00dfe \u{1f3d4}");
    expect(await page.innerText("#verdicts")).toContain("Comes back byte for byte");
    expect(await page.isVisible("#form")).toBe(false);
  });

  test("errors stand at their fields by code, the first has the focus, and go when they are mended", async () => {
    const page = await open();
    await page.click("#mode-build");
    await page.fill("#to", "not an address");
    await page.fill("#bcc", "a@b.example, c@");
    await page.fill("#in-reply-to", "<a b@c>");
    await page.click("#form [type=submit]");
    await page.waitForSelector(".complaint");
    const told = await page.locator("[aria-invalid=true]").evaluateAll((fields) =>
      fields.map((field) => {
        const words = document.getElementById(field.getAttribute("aria-describedby") ?? "");
        return [field.id, words?.querySelector("code")?.textContent];
      }),
    );
    expect(told).toEqual([
      ["to", "address-invalid"],
      ["bcc", "address-invalid"],
      ["in-reply-to", "message-id-invalid"],
    ]);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("to");
    expect(await page.isVisible("#built")).toBe(false);
    await page.fill("#to", "a@b.example");
    await page.fill("#bcc", "");
    await page.fill("#in-reply-to", "");
    await page.click("#form [type=submit]");
    await page.waitForSelector("#built:not([hidden])");
    expect(await page.locator(".complaint, [aria-invalid]").count()).toBe(0);
  });

  test("files are dropped on the form and taken away again; clearing empties all", async () => {
    const page = await open();
    await page.click("#mode-build");
    const transfer = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      for (const name of ["one.txt", "two.txt"]) transfer.items.add(new File(["x"], name));
      return transfer;
    });
    await page.dispatchEvent("#form", "drop", { dataTransfer: transfer });
    expect(await page.locator("#files-list .name").allInnerTexts()).toEqual(["one.txt", "two.txt"]);
    await page.click("[aria-label='Remove one.txt']");
    await page.click("#form [type=submit]");
    await page.waitForSelector("#built:not([hidden])");
    const saved = await savedBy(page, () => page.click("#built >> text=Save .eml"));
    expect(parseMime(saved.bytes).attachments.map(({ filename }) => filename)).toEqual(["two.txt"]);
    expect(saved.name).toBe("message.eml");
    await page.click("#form [type=reset]");
    expect(await page.locator("#files-list li").count()).toBe(0);
    expect(await page.isVisible("#built")).toBe(false);
  });
});
