/** The README keeps its word: its TypeScript is run and its `// =>` compared, its commands are run, too. */

import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { goThrough } from "../support/bulk.js";
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

test("the two commands stand at the top", () => {
  expect(readme.slice(0, 2_000)).toContain("npm ci && npm start");
  expect(readme.slice(0, 2_000)).toContain("npm ci && npm test");
});
