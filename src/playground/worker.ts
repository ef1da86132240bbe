/** The worker: everything that takes time happens here, and the page stays free. */

import { encodeRaw } from "../index.js";
import { takeInput, type Unreadable } from "../inspect/input.js";
import { buildDraft, nameMessage } from "./drafting.js";
import { Listing } from "./listing.js";
import { Opened, textOf } from "./opened.js";
import type { Answer, Built, Calls, DocumentName, Draft, ListingName, Question } from "./protocol.js";

/** Twice the largest message the library reads, for one in base64url; more is not even loaded. */
const LARGEST_FILE = 128 * 1024 * 1024;
/** How much of a raw is shown. */
const RAW_SHOWN = 2_000;

const REFUSALS: Record<Unreadable["reason"], string> = {
  "json-invalid": "This starts like JSON and is none.",
  "json-mail": "This JSON is a mail to build, not one to read: its fields go into the form.",
  "json-unknown": "This JSON is no message, payload or draft of the Gmail API.",
};

let opened: Opened | undefined;
let built: { readonly bytes: Uint8Array; readonly listing: Listing } | undefined;

const calls: { readonly [K in keyof Calls]: (...given: Parameters<Calls[K]>) => unknown } = {
  open: async (file) => {
    opened = undefined;
    if (file.size > LARGEST_FILE) throw new Error("This file is larger than any mail: more than 128 MB.");
    const input = takeInput(new Uint8Array(await file.arrayBuffer()));
    if (input.kind === "unreadable") throw new Error(REFUSALS[input.reason]);
    opened = new Opened(input);
    return opened.report();
  },
  compare: () => mail().compare(),
  rows: (name, from, to) => listing(name).rows(from, to),
  fields: (part) => mail().fields(part),
  content: (part) => asBlob(mail().content(part) ?? new Uint8Array()),
  whole: (name) => asBlob(wholeOf(name)),
  frame: () => mail().frame(),
  build,
};

async function build(draft: Draft): Promise<Built> {
  built = undefined;
  const attachments = await Promise.all(
    draft.attachments.map(async (file) => ({
      filename: file.name,
      ...(file.type === "" ? {} : { contentType: file.type }),
      content: new Uint8Array(await file.arrayBuffer()),
    })),
  );
  const answer = buildDraft({ ...draft, attachments });
  if (!(answer instanceof Uint8Array)) return { done: false, complaints: answer };
  built = { bytes: answer, listing: new Listing(answer) };
  const raw = encodeRaw(answer);
  return {
    done: true,
    size: answer.length,
    rows: built.listing.length,
    filename: nameMessage(draft.subject),
    raw: { start: raw.slice(0, RAW_SHOWN), length: raw.length },
  };
}

function wholeOf(name: DocumentName): Uint8Array | string {
  switch (name) {
    case "raw":
      return encodeRaw(message());
    case "html":
      return mail().mail.html ?? "";
    case "text":
    case "amp":
    case "calendar":
      return textOf(mail().mail, name) ?? "";
    default:
      return listing(name).bytes;
  }
}

function listing(name: ListingName): Listing {
  if (name !== "built") return mail().listing(name);
  if (built === undefined) throw new Error("Nothing is built.");
  return built.listing;
}

function mail(): Opened {
  if (opened === undefined) throw new Error("No mail is open.");
  return opened;
}

function message(): Uint8Array {
  if (built === undefined) throw new Error("Nothing is built.");
  return built.bytes;
}

/** Never of a type that a browser would open as a page. */
function asBlob(content: Uint8Array | string): Blob {
  return new Blob([content as BlobPart], { type: "application/octet-stream" });
}

/** One after the other: a question about a mail must not overtake the mail. */
let queue: Promise<void> = Promise.resolve();

self.addEventListener("message", ({ data }: MessageEvent<Question>) => {
  queue = queue.then(() => answer(data));
});

async function answer({ id, call, given }: Question): Promise<void> {
  let reply: Answer;
  try {
    reply = { id, result: await (calls[call] as (...given: unknown[]) => unknown)(...given) };
  } catch (error) {
    reply = { id, failure: explain(error) };
  }
  self.postMessage(reply);
}

/** MimeErrors and our own errors say what is wrong; a `code` stands beside it. */
function explain(error: unknown): string {
  const { message, code } = error as { message: string; code?: unknown };
  return typeof code === "string" && !message.includes(code) ? `${message} (${code}).` : message;
}
