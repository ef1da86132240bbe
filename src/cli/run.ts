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
} from "../index.js";
import { checkOptions, type OptionName, type Options, readArguments } from "./arguments.js";
import { formatDefects } from "./check.js";
import { DEMO_MESSAGE, demonstrate } from "./demo.js";
import { FAILED, Failure, WRONG_USE } from "./failure.js";
import { HELP } from "./help.js";
import { inputToBytes, inputToEntity, inputToMail, readInput } from "./input.js";
import { mailToJson, readMailJson } from "./mail-json.js";
import { type Save, saveAttachments } from "./saving.js";
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
  readonly paint: Paint;
}

export interface Answer {
  readonly status: 0 | typeof FAILED | typeof WRONG_USE;
  /** For standard output. */
  readonly out: string | Uint8Array;
  /** One line for standard error. */
  readonly error?: string;
}

/** What a command makes of its file. */
type Work = (file: Uint8Array, options: Options, around: Surroundings) => Answer | Promise<Answer>;

interface Command {
  readonly work: Work;
  readonly options?: readonly OptionName[];
}

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ["tree", { work: tree }],
  ["payload", { work: payload }],
  ["raw", { work: (file) => done(`${encodeRaw(inputToBytes(readInput(file)))}\n`) }],
  ["mime", { work: (file) => done(inputToBytes(readInput(file))) }],
  ["parse", { work: parse, options: ["out"] }],
  ["build", { work: build, options: ["in", "raw", "utf8"] }],
  ["check", { work: check }],
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
  const { help, version, name, files, options } = readArguments(args);
  const { read, readOwn, paint } = around;
  if (help) return done(HELP);
  if (version) return done(`${readVersion(await readOwn("package.json"))}\n`);
  if (name === undefined) throw new Failure(WRONG_USE, "No command given; see gmail-mime --help");
  if (name === "demo") {
    checkOptions(name, options, []);
    if (files.length > 0) throw new Failure(WRONG_USE, "demo takes no FILE; see gmail-mime --help");
    const { text, same } = demonstrate(await readOwn(DEMO_MESSAGE), paint);
    return { status: same ? 0 : FAILED, out: text };
  }
  const command = COMMANDS.get(name);
  if (command === undefined) {
    throw new Failure(WRONG_USE, `There is no command "${visible(name, 40)}"; see gmail-mime --help`);
  }
  checkOptions(name, options, command.options ?? []);
  const [file] = files;
  if (file === undefined) throw new Failure(WRONG_USE, `${name} needs a FILE, or - for standard input`);
  if (files.length > 1) throw new Failure(WRONG_USE, `${name} takes one FILE, not ${files.length}`);
  return await command.work(await read(file), options, around);
}

function readVersion(manifest: Uint8Array): string {
  const { version } = JSON.parse(new TextDecoder().decode(manifest)) as { version: string };
  return version;
}

function tree(file: Uint8Array, _options: Options, { paint }: Surroundings): Answer {
  return done(drawTree(entityToPayload(inputToEntity(readInput(file))), paint));
}

function payload(file: Uint8Array): Answer {
  return done(formatJson(entityToPayload(inputToEntity(readInput(file)))));
}

async function parse(file: Uint8Array, { out }: Options, { openDirectory }: Surroundings): Promise<Answer> {
  const mail = inputToMail(readInput(file));
  const files = out === undefined ? [] : await saveAttachments(mail.attachments, await openDirectory(out));
  return done(formatJson(mailToJson(mail, files)));
}

async function build(file: Uint8Array, options: Options, { read }: Surroundings): Promise<Answer> {
  const { in: directory, raw = false, utf8 } = options;
  const readFile = directory === undefined ? undefined : (name: string) => read(resolve(directory, name));
  const mail = await readMailJson(file, readFile);
  const style = { utf8Headers: utf8 };
  return done(raw ? `${buildRaw(mail, style)}\n` : buildMime(mail, style));
}

function check(file: Uint8Array, _options: Options, { paint }: Surroundings): Answer {
  const defects: Defect[] = [];
  const entity = inputToEntity(readInput(file), (defect) => defects.push(defect));
  defects.push(...defectsOf(entity));
  return { status: defects.length === 0 ? 0 : FAILED, out: formatDefects(defects, paint) };
}

function done(out: string | Uint8Array): Answer {
  return { status: 0, out };
}

function fail(status: typeof FAILED | typeof WRONG_USE, message: string): Answer {
  return { status, out: "", error: `gmail-mime: ${visible(message, 300)}\n` };
}
