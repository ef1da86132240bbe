/** The command as it is installed: packed, put into a project of its own, and run from there with its threads. */

import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { writeMailbox } from "../../bench/mailbox.js";
import { goThrough, readLines } from "../support/bulk.js";
import { runShell } from "../support/process.js";

const project = inject("project");
const manifest: {
  version: string;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
} = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));
const shell = (line: string) => runShell(line, { cwd: project, env: process.env });

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
  const directory = await mkdtemp(join(tmpdir(), "gmail-mime-"));
  try {
    const mailbox = join(directory, "All.mbox");
    const { messages } = writeMailbox(mailbox, 4_000_000, 11);
    const { status, out, error } = await shell(`npx gmail-mime payload --jobs 2 ${mailbox}`);
    expect(status).toBe(0);
    expect(error).toContain(`gmail-mime: ${messages} messages, 0 errors`);
    expect(readLines(out)).toHaveLength(messages);
    expect(out === (await goThrough(["payload", mailbox])).text).toBe(true);
  } finally {
    await rm(directory, { recursive: true });
  }
});
