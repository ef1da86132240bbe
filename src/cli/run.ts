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
import {
  checkOptions,
  type OptionName,
  type Options,
  readArguments,
  readList,
  readWord,
} from "./arguments.js";
import { formatDefects } from "./check.js";
import { DEMO_MESSAGE, demonstrate } from "./demo.js";
import { FAILED, Failure, WRONG_USE } from "./failure.js";
import { HELP } from "./help.js";
import { inputToBytes, inputToEntity, inputToMail, readInput } from "./input.js";
import { mailToJson, readMailJson } from "./mail-json.js";
import { printRequest, REQUESTS, readRequestOptions } from "./request.js";
import { type Save, saveAttachments } from "./saving.js";
import { readMessages, readPlace, type StartServer, serveMessages } from "./serve.js";
import { formatJson, type Paint, visible } from "./terminal.js";
import { drawTree } from "./tree.js";

/** What a run needs of the process around it. */
export interface Surroundings {
  /** Reads a file, or standard input for "-". @throws {Failure} with one line why it cannot. */
  readonly read: (file: string) => Promise<Uint8Array>;
  /** Reads a file of the package or repository, by its path from the root. */
  readonly readOwn: (path: string) => Promise<Uint8Array>;
  /** Makes a directory where there is none, to write new files into it. @throws {Failure} as above. */
  readonly openDirectory: (path: string) => Promise<Save>;
  /** Lists the files of mail below a directory; of a file itself. @throws {Failure} as above. */
  readonly list: (path: string) => Promise<string[]>;
  readonly startServer: StartServer;
  readonly paint: Paint;
}

export interface Answer {
  readonly status: 0 | typeof FAILED | typeof WRONG_USE;
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

interface Command {
  readonly work: (call: Call, around: Surroundings) => Promise<Answer>;
  readonly options?: readonly OptionName[];
}

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ["tree", { work: tree }],
  ["payload", { work: payload, options: ["format", "metadata-headers"] }],
  ["raw", { work: async (call, around) => done(`${encodeRaw(await readBytes(call, around))}\n`) }],
  ["mime", { work: async (call, around) => done(await readBytes(call, around)) }],
  ["parse", { work: parse, options: ["out"] }],
  ["build", { work: build, options: ["in", "raw", "utf8"] }],
  [
    "request",
    {
      work: request,
      options: [
        "thread",
        "labels",
        "upload",
        "user",
        "internal-date-source",
        "deleted",
        "never-mark-spam",
        "process-for-calendar",
      ],
    },
  ],
  ["serve", { work: serve, options: ["port", "user"] }],
  ["check", { work: check }],
  ["demo", { work: demo }],
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
  if (help) return done(HELP);
  if (version) return done(`${readVersion(await around.readOwn("package.json"))}\n`);
  if (name === undefined) throw new Failure(WRONG_USE, "No command given; see gmail-mime --help");
  const command = COMMANDS.get(name);
  if (command === undefined) {
    throw new Failure(WRONG_USE, `There is no command "${visible(name, 40)}"; see gmail-mime --help`);
  }
  checkOptions(name, options, command.options ?? []);
  return await command.work({ name, operands, options }, around);
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

/** No store holds the message: these ids stand in for those it would have there. */
const MADE_UP = { id: "18c0ffee", threadId: "18c0ffee" };

async function payload(call: Call, around: Surroundings): Promise<Answer> {
  const { format: given = "full", "metadata-headers": names } = call.options;
  const format = readWord("--format", given, ["full", "metadata", "minimal", "raw"]);
  if (names !== undefined && format !== "metadata") {
    throw new Failure(WRONG_USE, "--metadata-headers needs --format metadata");
  }
  const metadataHeaders = names === undefined ? undefined : readList("metadata-headers", names);
  if (format === "full") {
    return done(formatJson(entityToPayload(inputToEntity(readInput(await readFile(call, around))))));
  }
  const stored = { ...MADE_UP, raw: await readBytes(call, around) };
  return done(formatJson(renderMessage(stored, { format, metadataHeaders })));
}

async function parse(call: Call, around: Surroundings): Promise<Answer> {
  const { out } = call.options;
  const mail = inputToMail(readInput(await readFile(call, around)));
  const files =
    out === undefined ? [] : await saveAttachments(mail.attachments, await around.openDirectory(out));
  return done(formatJson(mailToJson(mail, files)));
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
  const files: string[] = [];
  for (const path of operands) for (const file of await around.list(path)) files.push(file);
  return done(await serveMessages(await readMessages(files, around.read), place, around.startServer));
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

function done(out: string | Uint8Array): Answer {
  return { status: 0, out };
}

function fail(status: typeof FAILED | typeof WRONG_USE, message: string): Answer {
  return { status, out: "", error: `gmail-mime: ${visible(message, 300)}\n` };
}
