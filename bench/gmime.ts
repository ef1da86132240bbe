/** GMime in its own process: compiled when it is wanted, asked in turns like everyone else, timed by its own clock. */

import { type ChildProcessByStdio, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Answer } from "./answer.js";
import type { Contestant } from "./contestant.js";
import { sha1 } from "./letter.js";
import { gmimeVersion } from "./setting.js";
import type { Workload } from "./workloads.js";

const SOURCE = fileURLToPath(new URL("native/gmime.c", import.meta.url));

/** The driver, compiled into a folder of this run; or why it is not there. */
type Built = { readonly folder: string; readonly program: string } | { readonly absent: string };

let built: Built | undefined;
let driver: Driver | undefined;

export const gmime: Contestant = {
  name: "GMime (C)",
  evenWrong: true, // of intl it loses the end of a subject, which costs it no time
  get absent() {
    built ??= compile();
    return "absent" in built ? built.absent : undefined;
  },
  run: async (workload, times) => {
    const line = await driverOf(workload).ask(String(times));
    return Number(line) / 1e6;
  },
  answer: async (workload) => {
    const driver = driverOf(workload);
    const told: [key: string, bytes: Buffer][] = [];
    for (let line = await driver.ask("answer"); line !== ""; line = await driver.nextLine()) {
      const [key = "", value = ""] = line.split(" ");
      told.push([key, key === "fields" ? Buffer.from(value) : Buffer.from(value, "base64")]);
    }
    return understand(told);
  },
};

function understand(told: readonly (readonly [key: string, bytes: Buffer])[]): Answer {
  const bytesOf = (key: string): Buffer[] => told.filter(([name]) => name === key).map(([, bytes]) => bytes);
  const textsOf = (key: string): string[] => bytesOf(key).map((bytes) => bytes.toString("utf8"));
  const names = textsOf("name");
  return {
    fields: Number(textsOf("fields")[0]),
    subject: textsOf("subject")[0] ?? "",
    addresses: textsOf("address"),
    text: textsOf("text").join("\n"),
    html: textsOf("html").join("\n"),
    attachments: bytesOf("content").map((content, i) => ({
      name: names[i] ?? "",
      size: content.length,
      sha1: sha1(content),
    })),
  };
}

function compile(): Built {
  if (gmimeVersion() === undefined) return { absent: "libgmime-3.0-dev or pkg-config is not installed" };
  const folder = mkdtempSync(join(tmpdir(), "gmail-mime-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, "gmime");
  try {
    const flags = execFileSync("pkg-config", ["--cflags", "--libs", "gmime-3.0"], { encoding: "utf8" });
    execFileSync("cc", ["-O2", "-o", program, SOURCE, ...flags.trim().split(/\s+/)], { stdio: "pipe" });
    return { folder, program };
  } catch {
    return { absent: "the C driver does not compile here" };
  }
}

/** One process a message; that of the message before is ended. */
function driverOf(workload: Workload): Driver {
  if (driver?.workload === workload) return driver;
  driver?.end();
  built ??= compile();
  if ("absent" in built) throw new Error(built.absent);
  const file = join(built.folder, `${workload.name}.eml`);
  writeFileSync(file, workload.bytes);
  driver = new Driver(workload, spawn(built.program, [file], { stdio: ["pipe", "pipe", "inherit"] }));
  return driver;
}

/** The process for one message: a line is asked, one or more are answered. */
class Driver {
  readonly workload: Workload;
  readonly #input: Writable;
  readonly #lines: AsyncIterator<string>;

  constructor(workload: Workload, child: ChildProcessByStdio<Writable, Readable, null>) {
    this.workload = workload;
    this.#input = child.stdin;
    this.#lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  }

  ask(line: string): Promise<string> {
    this.#input.write(`${line}\n`);
    return this.nextLine();
  }

  async nextLine(): Promise<string> {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error("the C driver ended");
    return value;
  }

  /** It ends when nothing more can be asked. */
  end(): void {
    this.#input.end();
  }
}
