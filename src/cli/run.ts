/** One run of the command: its arguments to what it prints and its exit status. */

import { parseArgs } from "node:util";
import { type Defect, defectsOf, encodeRaw, entityToPayload, MimeError } from "../index.js";
import { formatDefects } from "./check.js";
import { DEMO_MESSAGE, demonstrate } from "./demo.js";
import { FAILED, Failure, WRONG_USE } from "./failure.js";
import { HELP } from "./help.js";
import { type Input, inputToBytes, inputToEntity, readInput } from "./input.js";
import { formatJson, type Paint, visible } from "./terminal.js";
import { drawTree } from "./tree.js";

/** What a run needs of the process around it. */
export interface Surroundings {
  /** Reads a file, or standard input for "-". @throws {Failure} with one line why it cannot. */
  readonly read: (file: string) => Promise<Uint8Array>;
  /** Reads a file of the package or repository, by its path from the root. */
  readonly readOwn: (path: string) => Promise<Uint8Array>;
  readonly paint: Paint;
}

export interface Answer {
  readonly status: 0 | typeof FAILED | typeof WRONG_USE;
  /** For standard output. */
  readonly out: string | Uint8Array;
  /** One line for standard error. */
  readonly error?: string;
}

type Command = (input: Input, paint: Paint) => Answer;

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ["tree", (input, paint) => done(drawTree(entityToPayload(inputToEntity(input)), paint))],
  ["payload", (input) => done(formatJson(entityToPayload(inputToEntity(input))))],
  ["raw", (input) => done(`${encodeRaw(inputToBytes(input))}\n`)],
  ["mime", (input) => done(inputToBytes(input))],
  ["check", check],
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

async function obey(args: readonly string[], { read, readOwn, paint }: Surroundings): Promise<Answer> {
  const { help, version, name, files } = readArguments(args);
  if (help) return done(HELP);
  if (version) return done(`${readVersion(await readOwn("package.json"))}\n`);
  if (name === undefined) throw new Failure(WRONG_USE, "No command given; see gmail-mime --help");
  if (name === "demo") {
    if (files.length > 0) throw new Failure(WRONG_USE, "demo takes no FILE; see gmail-mime --help");
    const { text, same } = demonstrate(await readOwn(DEMO_MESSAGE), paint);
    return { status: same ? 0 : FAILED, out: text };
  }
  const command = COMMANDS.get(name);
  if (command === undefined) {
    throw new Failure(WRONG_USE, `There is no command "${visible(name, 40)}"; see gmail-mime --help`);
  }
  const [file] = files;
  if (file === undefined) throw new Failure(WRONG_USE, `${name} needs a FILE, or - for standard input`);
  if (files.length > 1) throw new Failure(WRONG_USE, `${name} takes one FILE, not ${files.length}`);
  return command(readInput(await read(file)), paint);
}

function readArguments(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { help: { type: "boolean", short: "h" }, version: { type: "boolean" } },
    });
    const [name, ...files] = positionals;
    return { help: values.help === true, version: values.version === true, name, files };
  } catch (cause) {
    // parseArgs explains at length; its first sentence says what is wrong.
    const [sentence] = cause instanceof Error ? cause.message.split(". ") : [];
    throw new Failure(WRONG_USE, `${sentence ?? "Wrong arguments"}; see gmail-mime --help`, { cause });
  }
}

function readVersion(manifest: Uint8Array): string {
  const { version } = JSON.parse(new TextDecoder().decode(manifest)) as { version: string };
  return version;
}

function check(input: Input, paint: Paint): Answer {
  const defects: Defect[] = [];
  const entity = inputToEntity(input, (defect) => defects.push(defect));
  defects.push(...defectsOf(entity));
  return { status: defects.length === 0 ? 0 : FAILED, out: formatDefects(defects, paint) };
}

function done(out: string | Uint8Array): Answer {
  return { status: 0, out };
}

function fail(status: typeof FAILED | typeof WRONG_USE, message: string): Answer {
  return { status, out: "", error: `gmail-mime: ${visible(message, 300)}\n` };
}
