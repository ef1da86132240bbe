/** The arguments of the command, read and checked. */

import { parseArgs } from "node:util";
import { Failure, WRONG_USE } from "./failure.js";

const OPTIONS = {
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
  out: { type: "string" },
  in: { type: "string" },
  raw: { type: "boolean" },
  utf8: { type: "boolean" },
} as const;

/** The options that belong to a command. */
export type OptionName = Exclude<keyof typeof OPTIONS, "help" | "version">;

export interface Options {
  /** The directory to write attachments to. */
  readonly out?: string | undefined;
  /** The directory to read attachments from. */
  readonly in?: string | undefined;
  /** Whether base64url is wanted instead of bytes. */
  readonly raw?: boolean | undefined;
  /** Whether header text outside ASCII is written as UTF-8. */
  readonly utf8?: boolean | undefined;
}

export interface Arguments {
  readonly help: boolean;
  readonly version: boolean;
  /** The command, where one is given. */
  readonly name: string | undefined;
  readonly files: readonly string[];
  readonly options: Options;
}

/**
 * Reads the arguments; which options a command takes is checked by {@link checkOptions}.
 *
 * @throws {Failure} for an option nobody knows, or one without its value.
 */
export function readArguments(args: readonly string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
    const { help = false, version = false, ...options } = values;
    const [name, ...files] = positionals;
    return { help, version, name, files, options };
  } catch (cause) {
    // parseArgs explains at length; its first sentence says what is wrong.
    const [sentence] = cause instanceof Error ? cause.message.split(/\.\s/) : [];
    throw new Failure(WRONG_USE, `${sentence ?? "Wrong arguments"}; see gmail-mime --help`, { cause });
  }
}

/**
 * Refuses options that a command does not take, and directories without a name.
 *
 * @throws {Failure} naming the option.
 */
export function checkOptions(name: string, options: Options, taken: readonly OptionName[]): void {
  for (const option of Object.keys(options) as OptionName[]) {
    if (!taken.includes(option)) {
      throw new Failure(WRONG_USE, `${name} takes no --${option}; see gmail-mime --help`);
    }
    if (options[option] === "") throw new Failure(WRONG_USE, `--${option} needs a directory`);
  }
}
