/** The command run in this process, over one input and the files of the disk. */

import { readdirSync, readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { expect } from "vitest";
import { openDirectory, read, readOwn } from "../../src/cli/files.js";
import { type Answer, run, type Surroundings } from "../../src/cli/run.js";
import { type Paint, plain } from "../../src/cli/terminal.js";
import type { Attachment, Mail } from "../../src/index.js";

const MESSAGES = new URL("../messages/", import.meta.url);

/** The names of the repository's own messages. */
export const messageNames: readonly string[] = readdirSync(MESSAGES).filter((name) => name.endsWith(".eml"));

export function readMessage(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(name, MESSAGES)));
}

/** For commands about one message that write nothing and serve nothing. */
export const harmless: Omit<Surroundings, "read" | "readOwn"> = {
  openDirectory: async () => {
    throw new Error("a directory was opened");
  },
  startServer: async () => {
    throw new Error("a server was started");
  },
  paint: plain,
  stdin: Readable.from([]),
  write: async () => {
    throw new Error("lines were written");
  },
  openPool: () => {
    throw new Error("threads were started");
  },
  terminal: undefined,
};

/** Runs a command, with its options, over bytes, text, or a value that becomes JSON. */
export function over(
  command: string | readonly string[],
  input: unknown,
  paint: Paint = plain,
): Promise<Answer> {
  const bytes = input instanceof Uint8Array ? input : textBytes(input);
  return run([...[command].flat(), "in"], {
    ...harmless,
    read: async (file) => (file === "in" ? bytes : await read(file)),
    readOwn,
    openDirectory,
    paint,
  });
}

function textBytes(input: unknown): Uint8Array {
  return new TextEncoder().encode(typeof input === "string" ? input : JSON.stringify(input));
}

/** What a command prints that has nothing to complain about. */
export async function outOf(command: string | readonly string[], input: unknown): Promise<string> {
  const { out, error } = await over(command, input);
  expect(error).toBeUndefined();
  return String(out);
}

/** What parse prints of an attachment. */
export type PrintedAttachment = Omit<Attachment, "content"> & Record<"content" | "encoding" | "file", string>;
export type Printed = Omit<Mail, "attachments"> & { readonly attachments: readonly PrintedAttachment[] };

export async function parse(input: unknown, ...options: readonly string[]): Promise<Printed> {
  return JSON.parse(await outOf(["parse", ...options], input));
}

export async function build(json: unknown, ...options: readonly string[]): Promise<Uint8Array> {
  const { out, error } = await over(["build", ...options], json);
  expect(error).toBeUndefined();
  expect(out).toBeInstanceOf(Uint8Array);
  return out as Uint8Array;
}
