/** The playground in one file: script, style and worker inside it, nothing to be loaded. */

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { withoutNode } from "./without-node.js";

const PAGE = new URL("../src/playground/", import.meta.url);
const MESSAGES = new URL("../test/messages/", import.meta.url);
const TABLE_BUFFER = fileURLToPath(new URL("../src/codec/table-buffer.ts", import.meta.url));

/**
 * Bundles the page.
 *
 * @returns Its html; it works from any place, a file too.
 */
export async function bundlePage(): Promise<string> {
  const worker = await bundleScript("worker.ts", {});
  const script = await bundleScript("main.ts", {
    WORKER: JSON.stringify(worker),
    EXAMPLES: JSON.stringify({ demo: await readExample("demo"), broken: await readExample("broken") }),
  });
  const style = await bundleScript("style.css", {});
  const html = await readFile(new URL("index.html", PAGE), "utf8");
  return fill(html, {
    '<link rel="stylesheet" href="style.css">': `<style>${style.trim()}</style>`,
    '<script type="module" src="main.ts"></script>': `<script type="module">${script}</script>`,
    "script-src 'self'": `script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'`,
  });
}

/** Puts texts at their places, each of which has to be there once. */
function fill(html: string, texts: Readonly<Record<string, string>>): string {
  let page = html;
  for (const [place, text] of Object.entries(texts)) {
    const pieces = page.split(place);
    if (pieces.length !== 2) throw new Error(`The page has ${pieces.length - 1} times ${place}`);
    page = pieces.join(text);
  }
  return page;
}

async function readExample(name: string): Promise<string> {
  return (await readFile(new URL(`${name}.eml`, MESSAGES))).toString("base64url");
}

async function bundleScript(file: string, define: Readonly<Record<string, string>>): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(file, PAGE))],
    bundle: true,
    write: false,
    minify: true,
    charset: "utf8",
    format: "iife",
    platform: "browser",
    target: ["es2023", "chrome117", "firefox115", "safari16.4"],
    legalComments: "none",
    define: { ...define },
    plugins: [withoutNode({ path: TABLE_BUFFER })],
  });
  return (outputFiles as { text: string }[])[0]?.text ?? "";
}
