/**
 * A process that has done nothing yet: loads one program, answers once, then answers for a large message.
 *
 * Plain JavaScript, so that nothing but the runtime stands between the program and the clock. Prints
 * `{ loading, first, extra }`: milliseconds, and bytes of memory at the peak beyond those before the large message.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [program, work, folder, library] = process.argv.slice(2);

/** By program and work: loads it, and gives a function of what it is given. */
const PROGRAMS = {
  "gmail-mime": async () => {
    const { parseMime, mimeToPayload, buildMime } = await import(library);
    return { parse: parseMime, payload: mimeToPayload, build: buildMime };
  },
  "postal-mime": async () => {
    const { default: PostalMime } = await import("postal-mime");
    return { parse: (bytes) => PostalMime.parse(bytes) };
  },
  mailparser: async () => {
    const { simpleParser } = createRequire(import.meta.url)("mailparser");
    const lean = { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true };
    return { parse: (bytes) => simpleParser(bytes, lean) };
  },
  letterparser: async () => {
    const { extract } = createRequire(import.meta.url)("letterparser");
    return { parse: (bytes) => extract(bytes.toString("utf8")) };
  },
  nodemailer: async () => {
    const MailComposer = createRequire(import.meta.url)("nodemailer/lib/mail-composer");
    return { build: (options) => new MailComposer(options).compile().build() };
  },
};

/** What the work is given for a message. */
function read(name) {
  if (work !== "build") return readFileSync(`${folder}/${name}.eml`);
  const draft = JSON.parse(readFileSync(`${folder}/${name}.json`, "utf8"));
  draft.date = new Date(draft.date);
  draft.attachments.forEach((file, i) => {
    file.content = readFileSync(`${folder}/${name}.${i}`);
  });
  return draft;
}

const typical = read("typical");
const start = performance.now();
const { [work]: run } = await PROGRAMS[program]();
const loaded = performance.now();
let kept = await run(typical);
const answered = performance.now();

for (let i = 0; i < 50; i++) kept = await run(typical);
const large = read("attach-25M");
globalThis.gc?.();
const before = resetPeak();
kept = await run(large);
const extra = peak() - before;
if (kept === undefined) throw new Error("No answer");
console.log(JSON.stringify({ loading: loaded - start, first: answered - loaded, extra }));

/** Bytes in memory now; from here on the peak counts anew, where the system can do so. */
function resetPeak() {
  try {
    writeFileSync("/proc/self/clear_refs", "5");
    return statusOf("VmRSS");
  } catch {
    return peak();
  }
}

function peak() {
  try {
    return statusOf("VmHWM");
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

function statusOf(key) {
  const line = readFileSync("/proc/self/status", "utf8").match(new RegExp(`${key}:\\s+(\\d+) kB`));
  return Number(line[1]) * 1024;
}
