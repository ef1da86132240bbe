/** The options of the command: what they want, and what a shell may offer for them. */

/** What stands behind an option that has a value. */
export interface Value {
  /** As a manual shows it. */
  readonly name: string;
  /** In words, for an error. */
  readonly wanted: string;
  /** The words it may be, or what kind of path. */
  readonly choices?: readonly string[] | "directory" | "file";
}

/** Options without a value are true when given. */
export const OPTIONS = {
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
  out: { type: "string", value: { name: "DIR", wanted: "a directory", choices: "directory" } },
  in: { type: "string", value: { name: "DIR", wanted: "a directory", choices: "directory" } },
  raw: { type: "boolean" },
  utf8: { type: "boolean" },
  format: {
    type: "string",
    value: { name: "FORMAT", wanted: "a format", choices: ["full", "metadata", "minimal", "raw"] },
  },
  "metadata-headers": {
    type: "string",
    value: { name: "NAMES", wanted: "names of fields, separated by commas" },
  },
  ndjson: { type: "boolean" },
  "stdin-ndjson": { type: "boolean" },
  jobs: { type: "string", value: { name: "N", wanted: "a number of threads from 1 to 256" } },
  resume: { type: "string", value: { name: "FILE", wanted: "a file", choices: "file" } },
  thread: { type: "string", value: { name: "ID", wanted: "a threadId" } },
  labels: { type: "string", value: { name: "IDS", wanted: "labelIds, separated by commas" } },
  upload: {
    type: "string",
    value: {
      name: "TYPE",
      wanted: "a type of upload",
      choices: ["json", "media", "multipart", "resumable"],
    },
  },
  "internal-date-source": {
    type: "string",
    value: { name: "SOURCE", wanted: "a source", choices: ["receivedTime", "dateHeader"] },
  },
  deleted: { type: "boolean" },
  "never-mark-spam": { type: "boolean" },
  "process-for-calendar": { type: "boolean" },
  user: { type: "string", value: { name: "ADDRESS", wanted: "an address" } },
  port: { type: "string", value: { name: "N", wanted: "a number" } },
} as const;

/** The options that belong to a command. */
export type OptionName = Exclude<keyof typeof OPTIONS, "help" | "version">;

/** What the arguments say of each option. */
export type Options = {
  readonly [Name in OptionName]?:
    | ((typeof OPTIONS)[Name]["type"] extends "boolean" ? boolean : string)
    | undefined;
};

/** The value that an option wants, if it wants one. */
export function findValue(name: OptionName): Value | undefined {
  const option = OPTIONS[name];
  return "value" in option ? option.value : undefined;
}
