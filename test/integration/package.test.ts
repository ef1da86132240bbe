/** The command as it is installed: packed, put into a project of its own, and run from there with its threads. */

import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeMailbox } from "../../bench/mailbox.js";
import { goThrough, readLines } from "../support/bulk.js";
import { runShell } from "../support/process.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

let project: string;
let manifest: {
  name: string;
  version: string;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
const shell = (line: string, cwd = project) => runShell(line, { cwd, env: process.env });

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "gmail-mime-"));
  manifest = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  // A copy is packed: the build in place is of others, who may run it just now.
  const packed = await shell(
    `mkdir copy && tar -C "${ROOT}" --exclude ./.git --exclude ./node_modules --exclude ./dist -c . | tar -C copy -x &&
     ln -s "${ROOT}node_modules" copy/node_modules && cd copy && npm pack --silent --pack-destination ..`,
  );
  expect(packed).toMatchObject({ status: 0 });
  await writeFile(join(project, "package.json"), "{}");
  const installed = await shell("npm install --prefer-offline --no-audit --no-fund --loglevel=error *.tgz");
  expect(installed).toMatchObject({ status: 0, error: "" });
}, 300_000);
afterAll(() => rm(project, { recursive: true }));

test("nothing is installed that the library does not import", async () => {
  for (const name of Object.keys(manifest.dependencies))
    expect(await readdir(join(project, "node_modules"))).toContain(name);
  for (const name of ["tinypool", "esbuild", "typescript"]) {
    expect(manifest.devDependencies[name]).toMatch(/^\d/);
    expect(await readdir(join(project, "node_modules"))).not.toContain(name);
  }
});

test("the bundle holds the command alone: the library is beside it once, its packages are not in it", async () => {
  const directory = join(project, "node_modules/gmail-mime/dist/cli");
  const names = await readdir(directory, { recursive: true });
  expect(names).toEqual(
    expect.arrayContaining(["main.js", "worker.js", join("entry", "worker.js"), "tinypool.LICENSE"]),
  );
  const scripts = names.filter((name) => name.endsWith(".js"));
  const code = (await Promise.all(scripts.map((name) => readFile(join(directory, name), "utf8")))).join("\n");
  const imported = new Set(
    [...code.matchAll(/^(?:import|\} from) .*?"([^"]+)";$/gm)].map(([, path]) => path ?? ""),
  );
  const outside = [...imported].filter((path) => !path.startsWith("node:") && !path.startsWith("./"));
  expect(outside).toContain("../index.js");
  expect(outside.filter((path) => !/^\.\.\/(?:chunk-\w+|index)\.js$/.test(path))).toEqual([]);
  expect(code).not.toContain("class MimeError");
});

test("its version is that of the package", async () => {
  expect(await shell("npx gmail-mime --version")).toEqual({
    status: 0,
    out: `${manifest.version}\n`,
    error: "",
  });
});

test("it converts with threads, and prints what the source does", async () => {
  const mailbox = join(project, "All.mbox");
  const { messages } = writeMailbox(mailbox, 4_000_000, 11);
  const { status, out, error } = await shell(`npx gmail-mime payload --jobs 2 ${mailbox}`);
  expect(status).toBe(0);
  expect(error).toContain(`gmail-mime: ${messages} messages, 0 errors`);
  expect(readLines(out)).toHaveLength(messages);
  expect(out === (await goThrough(["payload", mailbox])).text).toBe(true);
});
