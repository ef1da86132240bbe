/** The pages of the command: what they hold, and that each of their examples runs. */

import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MANUALS, type Manual } from "../../src/cli/manual.js";
import { encodeRaw } from "../../src/index.js";
import { goThrough } from "../support/bulk.js";
import { type Bundle, bundleCommand } from "../support/bundle.js";
import { readMessage } from "../support/command.js";
import { type Ended, runShell, testWith } from "../support/process.js";

const MESSAGES = fileURLToPath(new URL("../messages/", import.meta.url));

let bundle: Bundle;
let root: string;
beforeAll(async () => {
  bundle = await bundleCommand();
  root = await mkdtemp(join(tmpdir(), "gmail-mime-"));
  await mkdir(join(root, "bin"));
  await writeFile(
    join(root, "bin/gmail-mime"),
    `#!/bin/sh\nexec "${process.execPath}" "${bundle.main}" "$@"\n`,
  );
  await chmod(join(root, "bin/gmail-mime"), 0o755);
});
afterAll(async () => {
  await Promise.all([bundle.remove(), rm(root, { recursive: true })]);
});

/** A directory with the files that the examples speak of. */
async function makeFiles(): Promise<string> {
  const directory = await mkdtemp(join(root, "files-"));
  const raw = encodeRaw(readMessage("demo.eml"));
  await copyFile(join(MESSAGES, "demo.eml"), join(directory, "mail.eml"));
  const mbox = ["demo.eml", "short.eml", "mbox-lf.eml"].map((name) => {
    const text = Buffer.from(readMessage(name)).toString("latin1");
    return name === "mbox-lf.eml"
      ? text
      : `From a@x.example Sat Feb 12 10:14:55 2005\n${text.replace(/^From /gm, ">$&")}\n`;
  });
  await writeFile(join(directory, "All.mbox"), Buffer.from(mbox.join(""), "latin1"));
  for (const name of ["cur", "new", "tmp"])
    await mkdir(join(directory, "Maildir", name), { recursive: true });
  await copyFile(join(MESSAGES, "short.eml"), join(directory, "Maildir/new/1700.M1.host"));
  await writeFile(join(directory, "message.json"), JSON.stringify({ id: "18c0", raw }));
  await writeFile(join(directory, "messages.ndjson"), `${JSON.stringify({ id: "18c0", raw })}\n`.repeat(3));
  return directory;
}

async function runExample(line: string): Promise<Ended> {
  const env = { ...process.env, PATH: `${join(root, "bin")}${delimiter}${process.env.PATH}`, HOME: root };
  return await runShell(`set -o pipefail; ${line}`, { cwd: await makeFiles(), env });
}

describe.each(MANUALS.map((manual) => ({ name: manual.name, manual })))("$name", async ({ manual }) => {
  test("its page has the sections of a manual, in lines of a terminal", async () => {
    const page = await pageOf(manual);
    const titles = page.match(/^[A-Z ]+$/gm);
    const options = Object.keys(manual.options);
    const all = ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "EXAMPLES"];
    expect(titles).toEqual(all.filter((title) => title !== "OPTIONS" || options.length > 0));
    for (const option of options) expect(page).toMatch(new RegExp(`^ {2}--${option}( [A-Z]+)?$`, "m"));
    const examples = manual.examples.map(({ line }) => line);
    for (const line of page.split("\n")) {
      if (!examples.includes(line.trim())) expect(line.length).toBeLessThanOrEqual(100);
    }
  });

  for (const { line } of manual.examples) {
    if (manual.name === "serve") {
      test(line, async () => {
        // it runs until it is ended: by its client here, once that has an answer
        const client = 'read -r said; while read -r said; do case $said in "curl "*) break ;; esac; done';
        const { status, out } = await runExample(
          `coproc ${line}; { ${client}; } <&"\${COPROC[0]}"; node -e 'fetch(process.argv[1]).then((a) => a.text()).then(console.log)' "\${said#curl }"; kill "$COPROC_PID"`,
        );
        expect(status).toBe(0);
        expect(JSON.parse(out).messages).toHaveLength(3);
      });
    } else {
      const check = async (): Promise<void> => {
        const { status, out, error } = await runExample(line);
        expect({ status, error }).toEqual({
          status: 0,
          error: expect.not.stringMatching(/Cannot|needs|takes/),
        });
        const isQuiet = />|--resume|^eval|cmp/.test(line);
        if (isQuiet) expect(out).toBe("");
        else expect(out).not.toBe("");
      };
      const [program = ""] = line.split(" ");
      if (program === "gmail-mime") test(line, check);
      else await testWith(program, line, check);
    }
  }
});

async function pageOf({ name }: Manual): Promise<string> {
  const { out, status } = await goThrough([name, "--help"]);
  expect(status).toBe(0);
  return String(out);
}

test("the overview names each command, and fits a terminal that is wide", async () => {
  const { out } = await goThrough(["--help"]);
  for (const { name, summary } of MANUALS) {
    expect(out).toMatch(new RegExp(`^ {2}${name} .*$`, "m"));
    expect(out).toContain(summary);
  }
});

test("help of a command that is none says so", async () => {
  const { status, error } = await goThrough(["draw", "--help"]);
  expect({ status, error }).toEqual({
    status: 2,
    error: 'gmail-mime: There is no command "draw"; see gmail-mime --help\n',
  });
});
