/** Ways to open a mail, and what is shown of it. */

import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { buildMime, encodeRaw, mimeToPayload, parseMime } from "../../src/index.js";
import { utf8 } from "../support/bytes.js";
import { readMessage } from "../support/command.js";
import { describeInChromium, drop, openedSubject, paste } from "./browser.js";

const DEMO = readMessage("demo.eml");
const SUBJECT = parseMime(DEMO).subject ?? "";

describeInChromium("reading", ({ open }) => {
  test("a file is dropped", async () => {
    const page = await open();
    await drop(page, "demo.eml", DEMO);
    expect(await openedSubject(page)).toBe(SUBJECT);
    expect(await page.innerText("#verdicts")).toContain("Comes back byte for byte");
    const parts = await page.locator("[role=treeitem] .id").allInnerTexts();
    expect(parts).toEqual(['""', "0", "0.0", "0.0.0", "0.0.1", "0.1", "1", "1.0", "1.0.0", "1.0.1", "2"]);
    expect(await page.innerText("#defects")).toBe("None: this mail is sound.");
    const frame = page.frameLocator("iframe");
    expect(await frame.locator("body").innerText()).toContain("12 to 15 July");
    const image = await frame.locator("img").evaluate((img: HTMLImageElement) => img.naturalWidth);
    expect(image).toBeGreaterThan(0); // the mail's own, by its Content-ID
    await page.click("#view-text");
    expect(await page.textContent("#text pre")).toBe(parseMime(DEMO).text);
  });

  test("a file is dropped beside the field: the page stays", async () => {
    const page = await open();
    const transfer = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(["Subject: beside\n\nhi"], "a.eml"));
      return transfer;
    });
    await page.dispatchEvent(".masthead", "drop", { dataTransfer: transfer });
    expect(await openedSubject(page)).toBe("beside");
  });

  test("a text is dropped, as a selection from another window", async () => {
    const page = await open();
    const transfer = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.setData("text/plain", "Subject: selected\n\nhi");
      return transfer;
    });
    await page.dispatchEvent("#drop", "drop", { dataTransfer: transfer });
    expect(await openedSubject(page)).toBe("selected");
  });

  test("a file is chosen", async () => {
    const page = await open();
    await page.setInputFiles("#file", fileURLToPath(new URL("../messages/japanese.eml", import.meta.url)));
    expect(await openedSubject(page)).toBe(parseMime(readMessage("japanese.eml")).subject);
    await page.click("#view-text");
    expect(await page.textContent("#text pre")).toBe(parseMime(readMessage("japanese.eml")).text);
  });

  const raw = encodeRaw(
    buildMime({ subject: "in either alphabet", text: "\u00fb\u00ff\u00fe\u{1f3d4}~~~???>>>" }),
  );
  const alphabets = [
    ["base64url", raw],
    ["base64url without padding", raw.replaceAll("=", "")],
    ["base64", raw.replaceAll("-", "+").replaceAll("_", "/")],
    ["base64 in lines", raw.replaceAll("-", "+").replaceAll("_", "/").replace(/.{76}/g, "$&\r\n")],
  ];
  test.each(alphabets)("raw is pasted: %s", async (_, text = "") => {
    const page = await open();
    await paste(page, text);
    expect(await openedSubject(page)).toBe("in either alphabet");
    expect(await page.innerText("#verdicts")).toContain("Comes back byte for byte");
  });

  test("a message of the API is pasted, its attachments known only by id", async () => {
    const page = await open();
    await paste(page, JSON.stringify({ id: "1", threadId: "1", payload: mimeToPayload(DEMO) }, undefined, 1));
    expect(await openedSubject(page)).toBe(SUBJECT);
    expect(await page.innerText("#verdicts")).toContain("known only by attachmentId");
    expect(await page.innerText("#attachments")).toContain("Known only by its attachmentId");
    await page.click("#view-source");
    expect(await page.innerText("#source")).toContain("The bytes are not known");
  });

  test("a payload is pasted and comes back as a message", async () => {
    const page = await open();
    await paste(page, JSON.stringify(mimeToPayload(readMessage("mailing-list.eml"))));
    expect(await openedSubject(page)).toContain("Compost");
    await page.waitForSelector("#verdicts li:nth-child(3)");
    expect(await page.innerText("#verdicts")).toMatch(/Written as a message of[\s\S]*the same/);
  });

  test("a mail is typed", async () => {
    const page = await open();
    await page.fill("#pasted", "Subject: typed\n\nhi");
    await page.click("#read-pasted");
    expect(await openedSubject(page)).toBe("typed");
  });

  test("a large text is pasted without filling the field", async () => {
    const page = await open();
    await paste(page, encodeRaw(buildMime({ subject: "large", text: "line\n".repeat(40_000) })));
    expect(await openedSubject(page)).toBe("large");
    expect(await page.inputValue("#pasted")).toBe("");
    await page.click("#view-text");
    expect(await page.innerText("#text")).toContain("This is its beginning.");
  });

  const refused = [
    ["{ no json", "starts like JSON and is none"],
    ["{}", "no message, payload or draft"],
    ['{"attachments":[]}', "a mail to build"],
    ["AAAAA", "not base64url (raw-invalid)"],
  ];
  test.each(refused)("%s is refused in words, and the next mail opens", async (given = "", words = "") => {
    const page = await open();
    await paste(page, given);
    await page.waitForSelector("#trouble:not([hidden])");
    expect(await page.innerText("#trouble")).toContain(words);
    expect(await page.isVisible("#mail")).toBe(false);
    await paste(page, "Subject: next\n\nhi");
    expect(await openedSubject(page)).toBe("next");
    expect(await page.isVisible("#trouble")).toBe(false);
  });

  test("the fields of a part are shown decoded, and its place in the source", async () => {
    const page = await open();
    await drop(page, "demo.eml", DEMO);
    await openedSubject(page);
    await page.click("[role=treeitem] >> text=Bill");
    await page.waitForSelector("#fields h3 >> text=Part 2");
    expect(await page.innerText("#fields table")).toMatch(/Content-Disposition[\s\S]*attachment/);
    await page.click("#fields >> text=Show in source");
    await page.waitForSelector("#source .current");
    const line = await page.innerText("#source .current .code");
    expect(new TextDecoder().decode(DEMO).split("\r\n")).toContain(line);
    expect(line).toMatch(/^Content-/);
  });

  test("a click on a defect goes to its place, where it is marked and named", async () => {
    const page = await open();
    const lines = Array.from({ length: 5_000 }, (_, i) => `line ${i}\r\n`).join("");
    const before = `Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n${lines}`;
    const after = "--b\r\nContent-Transfer-Encoding: base64\r\n\r\nQUJD*REVG\r\n--b--\r\n";
    await drop(page, "far.eml", utf8(before + after));
    await openedSubject(page);
    await page.click("#defects button >> text=base64-invalid");
    await page.waitForSelector("#source .current mark");
    expect(await page.innerText("#source .current mark")).toBe("*REVG");
    expect(await page.innerText("#source .current .note")).toContain("base64-invalid");
    expect(await page.innerText("#source .current .number")).toBe(
      String((before + after).split("\r\n").indexOf("QUJD*REVG") + 1),
    );
    expect(await page.locator("#source .line").count()).toBeLessThan(100); // a window, not the whole
  });

  test("the payload is copied as JSON, the source as it is", async () => {
    const page = await open({ permissions: ["clipboard-read", "clipboard-write"] });
    await drop(page, "demo.eml", DEMO);
    await openedSubject(page);
    await page.click("#view-payload");
    await page.click("#payload >> text=Copy JSON");
    await page.waitForSelector("#status >> text=Copied.");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(JSON.parse(copied)).toEqual(mimeToPayload(DEMO));
  });

  test("a mail without html shows its text, one without either its fields", async () => {
    const page = await open();
    for (const [source, view] of [
      ["Subject: 1\n\nhi", "text"],
      ["Subject: 2\nContent-Type: image/png\n\n", "fields"],
      ["Subject: 3\nContent-Type: text/html\n\n<p>hi", "html"],
    ]) {
      await drop(page, "a.eml", utf8(source ?? ""));
      await page.waitForSelector(`#subject >> text=${source?.charAt(9)}`);
      expect(await page.locator("#views [aria-selected=true]").getAttribute("aria-controls")).toBe(view);
    }
  });

  test("both examples open", async () => {
    const page = await open();
    await page.click("#example-demo");
    expect(await openedSubject(page)).toBe(SUBJECT);
    await page.click("#example-broken");
    await page.waitForSelector("#defects button");
    expect(await page.locator("#defects button").count()).toBe(20);
  });

  test("no runtime sees another text: what the page shows is what Node reads", async () => {
    const page = await open();
    for (const name of ["eight-bit.eml", "japanese.eml", "mailing-list.eml", "signed.eml", "short.eml"]) {
      await drop(page, name, readMessage(name));
      await page.waitForSelector(`#status >> text=Now open: ${name}.`);
      await page.click("#view-text");
      expect(await page.evaluate(() => document.querySelector("#text pre")?.textContent)).toBe(
        parseMime(readMessage(name)).text,
      );
    }
  });
});
