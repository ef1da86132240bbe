/** One run of the command: its arguments to what it prints and its exit status. */

import { resolve } from "node:path";
import {
  buildMime,
  buildRaw,
  type Defect,
  defectsOf,
  encodeRaw,
  entityToPayload,
  MimeError,
  renderMessage,
} from "../index.js";
import { checkOptions, readArguments, readList, readWord } from "./arguments.js";
import type { BulkSurroundings } from "./bulk.js";
import { formatDefects } from "./check.js";
import { formatCompletion, SHELLS } from "./completion.js";
import { DEMO_MESSAGE, demonstrate } from "./demo.js";
import { FAILED, Failure, type FailureStatus, WRONG_USE } from "./failure.js";
import { formatManual, formatOverview } from "./help.js";
import { inputToBytes, inputToEntity, inputToMail, readInput } from "./input.js";
import { listMail } from "./mail-files.js";
import { mailToJson, readMailJson } from "./mail-json.js";
import { findManual, type Manual } from "./manual.js";
import { goThrough, isMany, noteMailbox } from "./many.js";
import { MADE_UP } from "./ndjson.js";
import type { OptionName, Options } from "./options.js";
import { printRequest, REQUESTS, readRequestOptions } from "./request.js";
import { type Save, saveAttachments } from "./saving.js";
import { readMessages, readPlace, type StartServer, serveMessages } from "./serve.js";
import { formatJson, type Paint, visible } from "./terminal.js";
import { drawTree } from "./tree.js";

/** What a run needs of the process around it. */
export interface Surroundings extends BulkSurroundings {
  /** Reads a file, or standard input for "-". @throws {Failure} with one line why it cannot. */
  readonly read: (file: string) => Promise<Uint8Array>;
  /** Reads a file of the package or repository, by its path from the root. */
  readonly readOwn: (path: string) => Promise<Uint8Array>;
  /** Makes a directory where there is none, to write new files into it. @throws {Failure} as above. */
  readonly openDirectory: (path: string) => Promise<Save>;
  readonly startServer: StartServer;
  readonly paint: Paint;
}

export interface Answer {
  readonly status: 0 | FailureStatus;
  /** For standard output. */
  readonly out: string | Uint8Array;
  /** One line for standard error. */
  readonly error?: string;
}

/** A command as it was called. */
interface Call {
  readonly name: string;
  readonly operands: readonly string[];
  readonly options: Options;
}

type Work = (call: Call, around: Surroundings) => Promise<Answer>;

const COMMANDS: ReadonlyMap<string, Work> = new Map<string, Work>([
  ["tree", tree],
  ["payload", payload],
  ["raw", async (call, around) => done(`${encodeRaw(await readBytes(call, around))}\n`)],
  ["mime", async (call, around) => done(await readBytes(call, around))],
  ["parse", parse],
  ["build", build],
  ["request", request],
  ["serve", serve],
  ["check", check],
  ["demo", demo],
  ["completion", completion],
]);

/** Runs the command; whatever goes wrong becomes one line and a status. */
export async function run(args: readonly string[], around: Surroundings): Promise<Answer> {
  try {
    return await obey(args, around);
  } catch (error) {
    if (error instanceof Failure) return fail(error.status, error.message);
    if (error instanceof MimeError) return fail(FAILED, error.message);
    throw error;
  }
}

async function obey(args: readonly string[], around: Surroundings): Promise<Answer> {
  const { help, version, name, operands, options } = readArguments(args);
  if (help) return done(name === undefined ? formatOverview() : formatManual(manualOf(name)));
  if (version) return done(`${readVersion(await around.readOwn("package.json"))}\n`);
  if (name === undefined) throw new Failure(WRONG_USE, "No command given; see gmail-mime --help");
  checkOptions(name, options, Object.keys(manualOf(name).options) as OptionName[]);
  return await (COMMANDS.get(name) as Work)({ name, operands, options }, around);
}

function manualOf(name: string): Manual {
  const manual = findManual(name);
  if (manual !== undefined) return manual;
  throw new Failure(WRONG_USE, `There is no command "${visible(name, 40)}"; see gmail-mime --help`);
}

function readVersion(manifest: Uint8Array): string {
  const { version } = JSON.parse(new TextDecoder().decode(manifest)) as { version: string };
  return version;
}

/** Reads the one file that a command is about. */
async function readFile({ name, operands }: Call, { read }: Surroundings): Promise<Uint8Array> {
  const [file] = operands;
  if (file === undefined) throw new Failure(WRONG_USE, `${name} needs a FILE, or - for standard input`);
  if (operands.length > 1) throw new Failure(WRONG_USE, `${name} takes one FILE, not ${operands.length}`);
  return await read(file);
}

async function readBytes(call: Call, around: Surroundings): Promise<Uint8Array> {
  return inputToBytes(readInput(await readFile(call, around)));
}

async function tree(call: Call, around: Surroundings): Promise<Answer> {
  const entity = inputToEntity(readInput(await readFile(call, around)));
  return done(drawTree(entityToPayload(entity), around.paint));
}

async function payload(call: Call, around: Surroundings): Promise<Answer> {
  const { name, operands, options } = call;
  const { format: given = "full", "metadata-headers": names } = options;
  const format = readWord("--format", given, ["full", "metadata", "minimal", "raw"]);
  if (names !== undefined && format !== "metadata") {
    throw new Failure(WRONG_USE, "--metadata-headers needs --format metadata");
  }
  const metadataHeaders = names === undefined ? undefined : readList("metadata-headers", names);
  const query = { format, metadataHeaders };
  if (isMany(operands, options)) {
    return await goThrough(name, operands, options, { command: "payload", query }, around);
  }
  const file = await readFile(call, around);
  const input = readInput(file);
  const shown =
    format === "full"
      ? entityToPayload(inputToEntity(input))
      : renderMessage({ ...MADE_UP, raw: inputToBytes(input) }, query);
  return { ...done(formatJson(shown)), ...note(file) };
}

async function parse(call: Call, around: Surroundings): Promise<Answer> {
  const { name, operands, options } = call;
  if (isMany(operands, options)) {
    return await goThrough(name, operands, options, { command: "parse", query: {} }, around);
  }
  const file = await readFile(call, around);
  const mail = inputToMail(readInput(file));
  const files =
    options.out === undefined
      ? []
      : await saveAttachments(mail.attachments, await around.openDirectory(options.out));
  return { ...done(formatJson(mailToJson(mail, files))), ...note(file) };
}

function note(file: Uint8Array): Pick<Answer, "error"> {
  const error = noteMailbox(file);
  return error === undefined ? {} : { error };
}

async function build(call: Call, around: Surroundings): Promise<Answer> {
  const { in: directory, raw = false, utf8 } = call.options;
  const readNamed =
    directory === undefined ? undefined : (name: string) => around.read(resolve(directory, name));
  const mail = await readMailJson(await readFile(call, around), readNamed);
  const style = { utf8Headers: utf8 };
  return done(raw ? `${buildRaw(mail, style)}\n` : buildMime(mail, style));
}

async function request(call: Call, around: Surroundings): Promise<Answer> {
  const [given, ...operands] = call.operands;
  if (given === undefined) throw new Failure(WRONG_USE, `request needs ${REQUESTS.join(", ")}, and a FILE`);
  const name = readWord("request", given, REQUESTS);
  const said = readRequestOptions(call.options);
  const bytes = await readBytes({ ...call, name: `request ${name}`, operands }, around);
  return done(formatJson(printRequest(name, bytes, said)));
}

async function serve({ operands, options }: Call, around: Surroundings): Promise<Answer> {
  if (operands.length === 0) throw new Failure(WRONG_USE, "serve needs a FILE or a directory of them");
  const place = readPlace(options);
  const messages = await readMessages(listMail(operands), around.read);
  return done(await serveMessages(messages, place, around.startServer));
}

async function check(call: Call, around: Surroundings): Promise<Answer> {
  const defects: Defect[] = [];
  const entity = inputToEntity(readInput(await readFile(call, around)), (defect) => defects.push(defect));
  defects.push(...defectsOf(entity));
  return { status: defects.length === 0 ? 0 : FAILED, out: formatDefects(defects, around.paint) };
}

async function demo({ operands }: Call, { readOwn, paint }: Surroundings): Promise<Answer> {
  if (operands.length > 0) throw new Failure(WRONG_USE, "demo takes no FILE; see gmail-mime --help");
  const { text, same } = demonstrate(await readOwn(DEMO_MESSAGE), paint);
  return { status: same ? 0 : FAILED, out: text };
}

async function completion({ operands }: Call): Promise<Answer> {
  const [given = "", ...more] = operands;
  if (more.length > 0) throw new Failure(WRONG_USE, `completion takes one shell, not ${operands.length}`);
  return done(formatCompletion(readWord("completion", given, SHELLS)));
}

function done(out: string | Uint8Array): Answer {
  return { status: 0, out };
}

function fail(status: FailureStatus, message: string): Answer {
  return { status, out: "", error: `gmail-mime: ${visible(message, 300)}\n` };
}
