/** Attachments as files: parse --out and build --in, among hostile names and what stands there already. */

import { mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { numberName, saveAttachments } from "../../src/cli/saving.js";
import { type Attachment, buildMime, mimeToPayload, parseMime } from "../../src/index.js";
import { build, messageNames, outOf, over, parse, readMessage } from "../support/command.js";
import { normalise } from "../support/normalise.js";

let around: string;
let directory: string;
beforeEach(async () => {
  around = await mkdtemp(join(tmpdir(), "gmail-mime-"));
  directory = join(around, "made", "on the way");
});
afterEach(() => rm(around, { recursive: true }));

/** A message with attachments of these names; each holds the number of its place. */
function named(...filenames: readonly string[]): Uint8Array {
  return buildMime({
    text: "t",
    attachments: filenames.map((filename, i) => ({ filename, content: `${i}` })),
  });
}

/** Parses with --out and sees that each file is a plain new one of the directory and holds what it should. */
async function save(bytes: Uint8Array): Promise<string[]> {
  const { attachments } = await parse(bytes, "--out", directory);
  const contents = parseMime(bytes).attachments.map(({ content }) => content);
  for (const [i, { file, content }] of attachments.entries()) {
    expect(content).toBeUndefined();
    expect(new Uint8Array(await readFile(join(directory, file)))).toEqual(contents[i]);
  }
  const files = attachments.map(({ file }) => file);
  expect(new Set(files).size).toBe(files.length);
  expect(await readdir(directory)).toEqual(expect.arrayContaining(files));
  return files;
}

const hostile = [
  { filename: "../x", file: "x" },
  { filename: "..\\..\\x.txt", file: "x.txt" },
  { filename: "/etc/passwd", file: "passwd" },
  { filename: "C:\\boot.ini", file: "boot.ini" },
  { filename: "..", file: "part-1.txt" },
  { filename: ".bashrc", file: "bashrc" },
  { filename: "CON", file: "_CON" },
  { filename: "nul.txt", file: "_nul.txt" },
  { filename: "a\u202Egpj.exe", file: "a_gpj.exe" },
  { filename: "a\u001b[2J.txt", file: "a_[2J.txt" },
  { filename: "what? <now>.txt", file: "what_ _now_.txt" },
  { filename: "ends. . .", file: "ends" },
  { filename: `${"x".repeat(300)}.pdf`, file: `${"x".repeat(251)}.pdf` },
  { filename: `${"é".repeat(200)}.pdf`, file: `${"é".repeat(125)}.pdf` },
];
test.each(hostile)("$filename is written as $file", async ({ filename, file }) => {
  const contentType = "text/plain";
  const bytes = buildMime({ text: "t", attachments: [{ filename, content: "0", contentType }] });
  expect(await save(bytes)).toEqual([file]);
  expect(await readdir(directory)).toEqual([file]);
  expect(await readdir(around)).toEqual(["made"]);
});

test("NUL and line breaks behind percent signs", async () => {
  const bytes = new TextEncoder().encode(
    "Content-Type: a/b\nContent-Disposition: attachment; filename*=utf-8''a%00b%0D%0Ac%2F%2E%2E%2Fd%00.txt\n\n0",
  );
  expect(await save(bytes)).toEqual(["d.txt"]);
});

test("equal names are numbered, those that differ in case only, too", async () => {
  const bytes = named(
    "plan.pdf",
    "plan.pdf",
    "Plan.pdf",
    "plan-2.pdf",
    "plan",
    "plan",
    "a.tar.gz",
    "a.tar.gz",
  );
  const files = ["plan.pdf", "plan-2.pdf", "Plan-3.pdf", "plan-2-2.pdf", "plan", "plan-2"];
  expect(await save(bytes)).toEqual([...files, "a.tar.gz", "a.tar-2.gz"]);
});

test("a second run writes beside the first", async () => {
  expect(await save(named("plan.pdf"))).toEqual(["plan.pdf"]);
  expect(await save(named("plan.pdf"))).toEqual(["plan-2.pdf"]);
  const long = `${"é".repeat(200)}.pdf`;
  expect(await save(named(long))).toEqual([`${"é".repeat(125)}.pdf`]);
  expect(await save(named(long))).toEqual([`${"é".repeat(124)}-2.pdf`]);
});

test("links, directories and files that stand there are left alone", async () => {
  await mkdir(join(directory, "folder"), { recursive: true });
  await writeFile(join(around, "secret"), "kept");
  await writeFile(join(directory, "mine"), "kept");
  await symlink(join(around, "secret"), join(directory, "link"));
  await symlink(join(around, "nowhere"), join(directory, "dangling"));
  const files = await save(named("link", "dangling", "folder", "mine"));
  expect(files).toEqual(["link-2", "dangling-2", "folder-2", "mine-2"]);
  expect(await readFile(join(around, "secret"), "utf8")).toBe("kept");
  expect(await readFile(join(directory, "mine"), "utf8")).toBe("kept");
  expect(await readlink(join(directory, "dangling"))).toBe(join(around, "nowhere"));
  expect((await readdir(around)).sort()).toEqual(["made", "secret"]);
});

test("a file in the way of the directory ends in one line", async () => {
  const path = join(around, "file");
  await writeFile(path, "kept");
  for (const out of [path, join(path, "below")]) {
    const answer = await over(["parse", "--out", out], named("a"));
    const error = `gmail-mime: Cannot write to "${out}": it is no directory\n`;
    expect(answer).toEqual({ status: 1, out: "", error });
  }
});

test("what is known only by its id is not written", async () => {
  const { attachments } = await parse(mimeToPayload(named("a.txt")), "--out", directory);
  expect(attachments).toMatchObject([{ filename: "a.txt", attachmentId: expect.any(String) }]);
  expect(attachments[0]).not.toHaveProperty("file");
  expect(await readdir(directory)).toEqual([]);
});

test.each(messageNames)("%s is built again from its JSON and its files", async (name) => {
  const bytes = readMessage(name);
  const json = await outOf(["parse", "--out", directory], bytes);
  const built = await build(json, "--in", directory);
  expect(normalise(parseMime(built))).toEqual(normalise(parseMime(bytes)));
});

test.each(["../secret", "/etc/passwd", "a/b", "a\\b", "..", ".", "", "a\0b", "C:x"])(
  "build reads no file called %j",
  async (file) => {
    await writeFile(join(around, "secret"), "kept");
    const answer = await over(["build", "--in", around], { attachments: [{ file }] });
    expect({ status: answer.status, out: answer.out }).toEqual({ status: 1, out: "" });
    expect(answer.error).toContain("not the plain name of a file");
  },
);

test("build reads files only where --in says so, and says what is not there", async () => {
  const mail = { attachments: [{ filename: "a", file: "a.txt" }] };
  expect((await over("build", mail)).error).toContain('"a.txt": say where it is with --in DIR');
  expect((await over(["build", "--in", around], mail)).error).toContain("there is no such file");
});

test("10 000 equal names are 20 000 tries at most", async () => {
  const attachment: Attachment = {
    partId: "0",
    kind: "attachment",
    filename: "a.txt",
    mimeType: "text/plain",
    headers: [],
    size: 0,
    content: new Uint8Array(0),
  };
  const there = new Set<string>();
  let tries = 0;
  const saved = await saveAttachments(Array(10_000).fill(attachment), async (name) => {
    tries++;
    return !there.has(name) && there.add(name) !== undefined;
  });
  expect(there.size).toBe(10_000);
  expect(saved.at(-1)).toBe("a-10000.txt");
  expect(tries).toBeLessThanOrEqual(20_000);
});

test("a numbered name keeps its extension and fits", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), fc.nat(1e6), (name, number) => {
      const numbered = numberName(`x${name}.pdf`, number + 2);
      expect(numbered.endsWith(`-${number + 2}.pdf`)).toBe(true);
      expect(new TextEncoder().encode(numbered).length).toBeLessThanOrEqual(255);
      expect(numbered.isWellFormed()).toBe(true);
    }),
  );
});
