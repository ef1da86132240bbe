/** The arguments of the command, read and checked. */

import { parseArgs } from "node:util";
import { Failure, WRONG_USE } from "./failure.js";
import { findValue, OPTIONS, type OptionName, type Options } from "./options.js";
import { visible } from "./terminal.js";

export interface Arguments {
  readonly help: boolean;
  readonly version: boolean;
  /** The command, where one is given. */
  readonly name: string | undefined;
  /** What stands behind it. */
  readonly operands: readonly string[];
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
    const [name, ...operands] = positionals;
    return { help, version, name, operands, options };
  } catch (cause) {
    // parseArgs explains at length; its first sentence says what is wrong.
    const [sentence] = cause instanceof Error ? cause.message.split(/\.\s/) : [];
    throw new Failure(WRONG_USE, `${sentence ?? "Wrong arguments"}; see gmail-mime --help`, { cause });
  }
}

/**
 * Refuses options that a command does not take, and empty values.
 *
 * @throws {Failure} naming the option.
 */
export function checkOptions(name: string, options: Options, taken: readonly OptionName[]): void {
  for (const option of Object.keys(options) as OptionName[]) {
    if (!taken.includes(option)) {
      throw new Failure(WRONG_USE, `${name} takes no --${option}; see gmail-mime ${name} --help`);
    }
    if (options[option] === "")
      throw new Failure(WRONG_USE, `--${option} needs ${findValue(option)?.wanted}`);
  }
}

/**
 * Reads one of the words that are allowed there.
 *
 * @param what - What takes them, as the error names it.
 * @throws {Failure} naming the words.
 */
export function readWord<Word extends string>(what: string, given: string, words: readonly Word[]): Word {
  const word = words.find((allowed) => allowed === given);
  if (word !== undefined) return word;
  throw new Failure(WRONG_USE, `${what} takes ${words.join(", ")}, not "${visible(given, 40)}"`);
}

/**
 * Reads names separated by commas.
 *
 * @throws {Failure} where one is empty.
 */
export function readList(option: "metadata-headers" | "labels", given: string): string[] {
  const names = given.split(",").map((name) => name.trim());
  if (!names.includes("")) return names;
  throw new Failure(WRONG_USE, `--${option} needs ${findValue(option)?.wanted}: one is empty`);
}

/**
 * Reads a number of things.
 *
 * @throws {Failure} where it is none, or not from 1 to `most`.
 */
export function readCount(option: OptionName, given: string, most: number): number {
  if (/^\d{1,9}$/.test(given) && Number(given) >= 1 && Number(given) <= most) return Number(given);
  throw new Failure(WRONG_USE, `--${option} needs ${findValue(option)?.wanted}, not "${visible(given, 40)}"`);
}
