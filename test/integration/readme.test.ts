/** The README keeps its word: its TypeScript is run and its `// =>` compared, its commands are run, too. */

import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { MANUALS } from "../../src/cli/manual.js";
import * as face from "../../src/index.js";
import { goThrough } from "../support/bulk.js";
import { publicNames } from "../support/docstrings.js";
import { blocks, ROOT, readme, readmeExamples, runExample } from "../support/examples.js";

test.each(readmeExamples)("TypeScript of $name", (example) => runExample(example));

describe("commands", () => {
  const commands = blocks("console").flatMap(({ block }) =>
    [...block.matchAll(/^\$ gmail-mime (.+)\n((?:(?!\$ ).*\n)*)/gm)].map((match) => ({
      command: match[1] ?? "",
      output: match[2] ?? "",
    })),
  );

  test("there are some", () => expect(commands.length).toBeGreaterThan(0));

  test.each(commands)("gmail-mime $command", async ({ command, output }) => {
    const read = async (path: string): Promise<Uint8Array> => await readFile(new URL(path, ROOT));
    const openDirectory = async () => async () => true; // where files would go is not shown
    const { out, text } = await goThrough(command.split(" "), { read, readOwn: read, openDirectory });
    expect(`${text}${out}`).toBe(output); // of many messages, what was written on the way
  });
});

/** The cells of the rows of every table whose head starts with one of these words. */
function rowsUnder(...heads: readonly string[]): string[][] {
  return readme
    .split("\n\n")
    .filter((block) => heads.some((head) => block.startsWith(`| ${head} |`)))
    .flatMap((table) => table.split("\n").slice(2))
    .map((row) => row.split(/(?<!\\)\|/).map((cell) => cell.trim()));
}

const inBackticks = (text = ""): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
const linksOf = (text = ""): string[] => [...text.matchAll(/\]\(([^)#]+)/g)].map(([, link = ""]) => link);

test("what it links to is there", () => {
  const links = linksOf(readme).filter((link) => !link.includes(":"));
  expect(links.length).toBeGreaterThan(30);
  expect(links.filter((link) => !existsSync(new URL(link, ROOT)))).toEqual([]);
});

describe("the API by spoke", () => {
  const spokes = readme.split("\n## ").find((section) => section.startsWith("The API, by spoke")) ?? "";
  const heads = [...spokes.matchAll(/^\| (.+) \| \|$/gm)].map(([, head = ""]) => head);
  const rows = heads.map((head) => rowsUnder(head));

  test("has every public function once", () => {
    const named = rows.flat().flatMap(([, names]) => inBackticks(names));
    expect(named.sort()).toEqual(
      Object.keys(face)
        .filter((name) => name !== "MimeError")
        .sort(),
    );
  });

  test("links to where each of them is", () => {
    const wrong = rows.flatMap((table) =>
      table.flatMap(([, names]) =>
        inBackticks(names).filter(
          (name) => !table.some((row) => linksOf(row[2]).includes(`src/${publicNames.get(name)}`)),
        ),
      ),
    );
    expect(wrong).toEqual([]);
  });
});

describe("the command", () => {
  const rows = rowsUnder("command");

  test("has a row for each command, and no other", () => {
    const named = rows.map(([, command]) => inBackticks(command)[0]?.split(" ")[0]);
    expect(named.sort()).toEqual(MANUALS.map(({ name }) => name).sort());
  });

  test.each(MANUALS)("$name has the options of its page", ({ name, options }) => {
    const row = rows.find(([, command]) => command?.startsWith(`\`${name}`))?.join("|") ?? "";
    const named = [...row.matchAll(/`--([a-z0-9-]+)/g)].map(([, option = ""]) => option);
    expect(named.filter((option) => !(option in options))).toEqual([]);
    const untold = Object.keys(options).filter(
      (option) => !named.includes(option) && !readme.includes(`--${option}`),
    );
    expect(untold).toEqual([]);
  });
});

test("it speaks of every script that is there, and of no other", () => {
  const { scripts } = JSON.parse(readFileSync(new URL("package.json", ROOT), "utf8"));
  const spoken = [...readme.matchAll(/npm run ([a-z:]+)/g)].map(([, name = ""]) => name);
  const listed = rowsUnder("script")
    .flatMap(([, cell]) => inBackticks(cell))
    .map((code) => code.replace(/^npm (run )?/, ""));
  expect([...spoken, ...listed].filter((name) => !(name in scripts))).toEqual([]);
  const steps = ["build:lib", "build:cli", "types", "prepack"]; // of build, check and npm pack
  expect(Object.keys(scripts).filter((name) => !listed.includes(name) && !steps.includes(name))).toEqual([]);
});

test("the two commands stand at the top", () => {
  expect(readme.slice(0, 2_000)).toContain("npm ci && npm start");
  expect(readme.slice(0, 2_000)).toContain("npm ci && npm test");
});
