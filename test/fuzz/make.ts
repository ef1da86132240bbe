/** Makes the inputs: mutated messages, and what is made of messages mutated after. */

import type { Random } from "../../bench/random.js";
import {
  buildBatch,
  buildBatchResponse,
  buildRequest,
  buildUpload,
  buildUploadChunk,
  type GmailCall,
  mimeToPayload,
  parseEntity,
  parseMime,
  renderMessage,
  walkEntity,
} from "../../src/index.js";
import { latin1, text } from "../support/bytes.js";
import { mutateJson } from "./mutate-json.js";
import { floodMessage, mutateMessage } from "./mutate-message.js";
import { TEXT_MUTATORS, WORDS } from "./mutate-text.js";
import { type Input, type Json, type Kind, randomOf, type Trial, toJson } from "./trial.js";

/** How each kind of input is made, and of a hundred runs how many are its. */
interface Maker {
  readonly share: number;
  readonly make: (messages: readonly string[], random: Random) => Input;
}

const MAKERS: Readonly<Record<Kind, Maker>> = {
  message: { share: 56, make: (messages, random) => latin1(mutateMessage(messages, random)) },
  flood: { share: 4, make: (messages, random) => latin1(floodMessage(messages, random)) },
  value: { share: 14, make: makeValue },
  mail: {
    share: 10,
    make: (messages, random) => mutateJson(toJson(parseMime(someMessage(messages, random))), random),
  },
  payload: { share: 10, make: makePayload },
  http: { share: 6, make: makeHttp },
};

/** The input of one run: of one seed and number always the same, so long as the messages are. */
export function makeTrial(
  seed: number,
  run: number,
  messages: readonly string[],
  kinds: readonly Kind[],
): Trial {
  const random = randomOf(seed, run);
  const kind = pickKind(kinds, random);
  return { kind, input: MAKERS[kind].make(messages, random), pick: random.below(1 << 16) };
}

function pickKind(kinds: readonly Kind[], random: Random): Kind {
  let left = random.below(kinds.reduce((sum, kind) => sum + MAKERS[kind].share, 0));
  for (const kind of kinds) {
    left -= MAKERS[kind].share;
    if (left < 0) return kind;
  }
  throw new Error("there is no kind of input to make");
}

function someMessage(messages: readonly string[], random: Random): Uint8Array {
  return latin1(random.below(2) === 0 ? random.pick(messages) : mutateMessage(messages, random));
}

/** A field of some message with its value changed, or words in a row. */
function makeValue(messages: readonly string[], random: Random): Json {
  const root = parseEntity(someMessage(messages, random));
  const fields = [...walkEntity(root)]
    .flatMap(({ entity }) => entity.fields)
    .filter(({ name }) => name !== "");
  const field = fields.length > 0 ? random.pick(fields) : { name: "Subject", value: "" };
  let { value } = field;
  if (random.below(6) === 0)
    value = Array.from({ length: random.below(12) }, () => random.pick(WORDS)).join(random.pick(["", " "]));
  if (random.below(40) === 0) value = random.pick(WORDS).repeat(20_000);
  for (let left = random.below(5); left > 0; left--) value = random.pick(TEXT_MUTATORS)(value, random);
  return { name: field.name, value };
}

function makePayload(messages: readonly string[], random: Random): Json {
  const bytes = someMessage(messages, random);
  const whole = random.below(8) === 0;
  const given = whole
    ? renderMessage({ id: "1", threadId: "1", raw: bytes }, { format: "full" })
    : mimeToPayload(bytes);
  return mutateJson(toJson(given), random);
}

/** What is sent over HTTP, its body as text of one character a byte so that it can be changed. */
function makeHttp(messages: readonly string[], random: Random): Json {
  const bytes = latin1(random.pick(messages).slice(0, 2000));
  const { road, given } = random.pick(ROADS)(bytes, random);
  const sent = toJson(given) as { [key: string]: Json };
  const body = given.body instanceof Uint8Array ? text(given.body) : given.body;
  if (typeof body === "string") sent.body = { $bytes: mutateBody(body, random) };
  const isHeadChanged = random.below(2) === 0;
  return { road, given: isHeadChanged ? mutateJson(sent, random) : sent };
}

function mutateBody(body: string, random: Random): string {
  let mutated = body;
  for (let left = random.below(4); left > 0; left--) mutated = random.pick(TEXT_MUTATORS)(mutated, random);
  return latin1Text(mutated);
}

/** The low byte of each character. */
function latin1Text(given: string): string {
  return text(latin1(given));
}

interface Sent {
  readonly road: string;
  readonly given: { readonly [key: string]: unknown; readonly body?: unknown };
}

const ROADS: readonly ((bytes: Uint8Array, random: Random) => Sent)[] = [
  (bytes) => ({ road: "upload", given: { ...buildUpload({ threadId: "t", labelIds: ["a"] }, bytes) } }),
  (bytes, random) => ({ road: "request", given: { ...buildRequest(someCall(bytes, random)) } }),
  (bytes, random) => {
    const calls = Array.from({ length: 1 + random.below(4) }, () => buildRequest(someCall(bytes, random)));
    return { road: "batch", given: { ...buildBatch(calls) } };
  },
  (bytes) => {
    const answers = [
      { status: 200, headers: { etag: "x" }, body: "{}" },
      { status: 404, headers: {}, body: bytes },
    ];
    return { road: "answers", given: { ...buildBatchResponse(answers) } };
  },
  (bytes) => {
    const chunk = { sessionUrl: "https://x.example/s?a=b", bytes, start: 0, total: bytes.length + 1 };
    return { road: "chunk", given: { ...buildUploadChunk(chunk) } };
  },
];

function someCall(bytes: Uint8Array, random: Random): GmailCall {
  const uploadType = random.pick(["json", "media", "multipart", "resumable"] as const);
  return random.pick<GmailCall>([
    { method: "messages.send", bytes, uploadType },
    { method: "drafts.update", bytes, id: "r-1", uploadType },
    { method: "messages.insert", bytes, uploadType, internalDateSource: "dateHeader", deleted: true },
    { method: "messages.get", id: "a b", format: "metadata", metadataHeaders: ["To", "é"] },
    { method: "messages.list", q: "from:a&b", labelIds: ["A", "B"], maxResults: 5 },
    { method: "messages.modify", id: "1", addLabelIds: ["A"], removeLabelIds: [] },
    { method: "history.list", startHistoryId: "7", historyTypes: ["labelAdded"] },
  ]);
}
