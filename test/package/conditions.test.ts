/** What a bundler finds under the conditions of browsers and workers: files that need nothing from Node. */

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { build, type Metafile } from "esbuild";
import { expect, test } from "vitest";
import { CHARSET_NAMES } from "../../src/codec/charset-labels.js";
import * as here from "../../src/index.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

async function bundle(
  contents: string,
  conditions: readonly string[],
): Promise<{ code: string; files: string[] }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: ROOT },
    absWorkingDir: ROOT,
    bundle: true,
    format: "iife",
    globalName: "there",
    platform: "neutral", // no condition and no module of Node but those named
    conditions: [...conditions],
    target: "es2023",
    write: false,
    metafile: true,
    logLevel: "error",
  });
  const { inputs } = metafile as Metafile;
  return {
    code: outputFiles[0]?.text ?? "",
    files: Object.keys(inputs).filter((file) => file !== "<stdin>"),
  };
}

test.each([["browser"], ["worker"], ["workerd", "worker", "browser"], ["edge-light"], []])(
  "under %s everything comes from the portable tree",
  async (...conditions) => {
    const { files } = await bundle('export * from "gmail-mime";', conditions.filter(Boolean));
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((file) => !file.startsWith("dist/portable/"))).toEqual([]);
  },
);

/** A world with nothing but the language and the two classes of the Encoding Standard. */
async function load(name: string): Promise<typeof here> {
  const { code } = await bundle(`export * from ${JSON.stringify(name)};`, ["browser"]);
  const world = vm.createContext({ TextDecoder, TextEncoder, Uint8Array, ArrayBuffer });
  return vm.runInContext(`${code}; there`, world) as typeof here;
}

const messages = readdirSync(`${ROOT}test/messages`).filter((name) => name.endsWith(".eml"));
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(`${ROOT}test/messages/${name}`));
const seen = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test("without anything of Node's the messages of the repository are read and written as here", async () => {
  const there = await load("gmail-mime");
  for (const name of messages) {
    const source = bytesOf(name);
    const mail = here.parseMime(source);
    expect(seen(there.parseMime(source))).toEqual(seen(mail));
    expect(seen(there.mimeToPayload(source))).toEqual(seen(here.mimeToPayload(source)));
    expect(there.formatSnippet(there.parseEntity(source))).toBe(here.formatSnippet(here.parseEntity(source)));
    expect(there.buildRaw(mail)).toBe(here.buildRaw(mail));
  }
});

test("without anything of Node's each charset gives the same text, and the same bytes", async () => {
  const there = await load("gmail-mime");
  const codes: number[] = [];
  for (let lead = 0; lead < 256; lead++) {
    for (let trail = lead & 7; trail < 256; trail += 8) codes.push(lead, trail, 0x0a);
  }
  for (const name of CHARSET_NAMES) {
    const head = new TextEncoder().encode(`Content-Type: text/plain; charset=${name}\n\n`);
    const source = Uint8Array.from([...head, ...codes]);
    const text = here.decodeText(here.parseEntity(source) as here.Leaf);
    expect([name, there.decodeText(there.parseEntity(source) as here.Leaf) === text]).toEqual([name, true]);
    const known = text.replace(/[\ufffd\p{Cc}]/gu, "");
    const build = (library: typeof here): unknown => {
      try {
        return library.buildRaw({ text: known }, { charset: name });
      } catch (error) {
        return (error as here.MimeError).code;
      }
    };
    expect([name, build(there) === build(here)]).toEqual([name, true]);
  }
});

test("gmail-mime/lite needs nothing of Node's either, and reads as the whole library does", async () => {
  const { files } = await bundle('export * from "gmail-mime/lite";', []);
  expect(files).toEqual(["dist/lite.js"]);
  const lite = await load("gmail-mime/lite");
  for (const name of messages) {
    const source = bytesOf(name);
    expect(seen(lite.mimeToPayload(source))).toEqual(seen(here.mimeToPayload(source)));
    expect(lite.formatEntity(lite.parseEntity(source))).toEqual(source);
  }
});
