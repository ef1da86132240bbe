/** What there is to say of each command: its help, the completion of a shell and the check of its options come from here. */

import type { OptionName } from "./options.js";

export interface Manual {
  readonly name: string;
  /** What stands behind the name and the options. */
  readonly operands: string;
  /** The words the first operand may be; a file when absent. */
  readonly words?: readonly string[];
  /** In one line. */
  readonly summary: string;
  /** Paragraphs. */
  readonly about: readonly string[];
  /** The options it takes, and what each does there. */
  readonly options: { readonly [Name in OptionName]?: string };
  readonly statuses: readonly (readonly [status: number, meaning: string])[];
  readonly examples: readonly Example[];
}

/** A command line of a shell, and what it does. */
export interface Example {
  readonly line: string;
  readonly does: string;
}

const DONE = [0, "done"] as const;
const UNREADABLE = [1, "the file cannot be read or converted"] as const;
const WRONG = [2, "wrong use"] as const;
const USUAL = [DONE, UNREADABLE, WRONG];
const BULK = [
  DONE,
  [1, "the file cannot be read or converted; of many messages: some are lines with an error"],
  WRONG,
  [3, "of many messages: the output is not complete"],
] as const;

const ONE_FILE =
  'FILE holds an .eml, a base64url raw, or JSON: a message, payload or draft of the API. Which of them is told by the content, not by the name. "-" is standard input.';
const MANY = [
  'Several files, a directory, a file named .mbox, or one of the options --ndjson, --jobs, --resume make it many messages: each becomes one line of JSON, in the order of the input. A directory stands for the .eml and .mbox files below it in the order of their paths, and for the delivered mail of each Maildir. A file that starts with a postmark ("From ") is a mailbox, whatever its name, as Google Takeout exports it; it is read a piece at a time, and of lines quoted as ">From " one ">" is taken.',
  'A line says where its message is: "source", the path; "index", which message of it, from 0; "offset" and "length" of its bytes there; "postmark", the line of a mailbox before it.',
  'What cannot be converted is a line, too: it ends in "error" with a "code" and a "message". How many there were is said on standard error in the end, and by the exit status; how far it is, and the time left, while standard error is a terminal.',
] as const;
const FILTER =
  'With --stdin-ndjson each line of standard input is a message: {"raw": "..."}, any other JSON that a FILE may hold, or a bare base64url raw. One line goes out for each, in the same order, with whatever else the line held (its id, labels, a key). A program that keeps it running gets each answer as soon as it is there.';
const BULK_OPTIONS = {
  ndjson: "one line of JSON for each message, of one file, too: of a mailbox without a name in .mbox",
  "stdin-ndjson": "read messages as lines of JSON from standard input; no FILE is given",
  jobs: "so many threads; as many as the machine has processors when not said",
  resume:
    "write the lines to FILE, and go on behind its last whole line: a run that was interrupted, however it was, is completed by the same command, and a mailbox that has grown is followed",
} as const;

export const MANUALS: readonly Manual[] = [
  {
    name: "tree",
    operands: "FILE",
    summary: "draw its parts: partId, type, file name, size, charset, transfer encoding",
    about: [ONE_FILE],
    options: {},
    statuses: USUAL,
    examples: [{ line: "gmail-mime tree mail.eml", does: "the parts of a message" }],
  },
  {
    name: "payload",
    operands: "FILE...",
    summary: "print the payload Gmail would answer, as JSON; of many messages, one a line",
    about: [
      ONE_FILE,
      ...MANY,
      'Behind the place stands the "payload"; with a --format but full, the whole "message".',
      FILTER,
      "What goes out is a message as messages.get answers it.",
    ],
    options: {
      format:
        "metadata, minimal or raw: the whole message in that format of messages.get, its id and threadId made up where the input has none; full, which is what is printed without it, stays the payload alone",
      "metadata-headers": "with --format metadata: these fields only, as in From,Subject",
      ...BULK_OPTIONS,
    },
    statuses: BULK,
    examples: [
      { line: "gmail-mime payload mail.eml", does: "the payload of one message" },
      {
        line: "gmail-mime payload --format metadata --metadata-headers From,Subject mail.eml",
        does: "two of its fields, as messages.get answers",
      },
      {
        line: "gmail-mime payload All.mbox > payloads.ndjson",
        does: "each message of a mailbox, a line each",
      },
      {
        line: "gmail-mime payload --resume payloads.ndjson All.mbox Maildir",
        does: "the same with a Maildir; given again, it goes on where it was interrupted",
      },
      {
        line: "gmail-mime payload --jobs 1 --stdin-ndjson < messages.ndjson",
        does: "a filter, for a pipeline that runs many of them",
      },
      {
        line: "parallel --pipe --keep-order --block 1M gmail-mime payload --jobs 1 --stdin-ndjson < messages.ndjson",
        does: "the same by GNU parallel, on this machine or with --sshlogin on others",
      },
    ],
  },
  {
    name: "raw",
    operands: "FILE",
    summary: "print it as base64url, for the raw field of the API",
    about: [ONE_FILE],
    options: {},
    statuses: USUAL,
    examples: [{ line: "gmail-mime raw mail.eml", does: "what messages.send takes as raw" }],
  },
  {
    name: "mime",
    operands: "FILE",
    summary: "print its bytes, an .eml",
    about: [
      ONE_FILE,
      "Of a payload whose attachments are known only by their ids it says which part is missing.",
    ],
    options: {},
    statuses: USUAL,
    examples: [
      { line: "gmail-mime mime message.json > mail.eml", does: "a message of the API as a file" },
      { line: "gmail-mime raw mail.eml | gmail-mime mime - | cmp - mail.eml", does: "there and back" },
    ],
  },
  {
    name: "parse",
    operands: "FILE...",
    summary: "print the mail as JSON: addresses, date, texts, attachments; of many messages, one a line",
    about: [
      ONE_FILE,
      "Contents of attachments stand in base64url.",
      ...MANY,
      'Behind the place stands the "mail".',
      FILTER,
    ],
    options: {
      out: "write the attachments of one message to new files there instead, under safe names; one that is taken gets a number",
      ...BULK_OPTIONS,
    },
    statuses: BULK,
    examples: [
      { line: "gmail-mime parse mail.eml", does: "one mail" },
      {
        line: "gmail-mime parse --out files mail.eml > mail.json",
        does: "its attachments as files, all else as JSON",
      },
      { line: "gmail-mime parse All.mbox | head -n 2", does: "the first two mails of a mailbox" },
    ],
  },
  {
    name: "build",
    operands: "FILE",
    summary: "print the bytes of a mail given as JSON: as parse prints it, or less",
    about: [
      'At its simplest: {"to": "a@b.example", "subject": "hi", "text": "yo", "attachments": [{"filename": "a.txt", "content": "aGk=", "encoding": "base64"}]}. Content without encoding is text. "-" is standard input.',
    ],
    options: {
      raw: "as base64url, for messages.send",
      in: "where the files of parse --out are",
      utf8: "header text outside ASCII as UTF-8, not as encoded words",
    },
    statuses: USUAL,
    examples: [
      {
        line: `echo '{"to": "b@x.example", "subject": "Grüße", "text": "hi"}' | gmail-mime build -`,
        does: "a message from three words",
      },
      { line: "gmail-mime parse mail.eml | gmail-mime build -", does: "the same mail, written anew" },
    ],
  },
  {
    name: "request",
    operands: "send|insert|import|draft FILE",
    words: ["send", "insert", "import", "draft"],
    summary: "print the HTTP request that brings it to Gmail, as JSON",
    about: [
      ONE_FILE,
      'The JSON holds method, url, headers and body, with "encoding": "base64" where the body is no text. It has no token, and is not sent.',
    ],
    options: {
      upload: "how it travels; by its size when not said",
      thread: "its threadId",
      labels: "its labelIds, as in INBOX,STARRED",
      user: "whose mailbox; me when not said",
      "internal-date-source": "insert, import: where its date comes from",
      deleted: "insert, import: deleted at once, for Vault only",
      "never-mark-spam": "import: never to spam",
      "process-for-calendar": "import: its invitations go to the calendar",
    },
    statuses: USUAL,
    examples: [
      { line: "gmail-mime request send mail.eml", does: "the request that sends it" },
      { line: "gmail-mime request import --labels INBOX mail.eml", does: "the one that files it" },
    ],
  },
  {
    name: "serve",
    operands: "FILE_OR_DIR...",
    summary: "answer as Gmail does over their messages, on this machine only, for clients under test",
    about: [
      "Files of messages, mailboxes, and directories of both. It says how a client is pointed at it, and runs until it is ended.",
    ],
    options: { port: "a free one when not said", user: "whose mail it is; me@gmail.example when not said" },
    statuses: [DONE, [1, "a file cannot be read, or the port is taken"], WRONG],
    examples: [{ line: "gmail-mime serve --user me@x.example All.mbox", does: "a Gmail of one mailbox" }],
  },
  {
    name: "check",
    operands: "FILE",
    summary: "list its defects: offset, partId, code, explanation",
    about: [ONE_FILE],
    options: {},
    statuses: [DONE, [1, "there are defects, or the file cannot be read or converted"], WRONG],
    examples: [{ line: "gmail-mime check mail.eml", does: "what is odd about a message" }],
  },
  {
    name: "demo",
    operands: "",
    words: [],
    summary: "show all of it on a message of the repository",
    about: ["It needs a checkout of the repository."],
    options: {},
    statuses: [DONE, [1, "there is no checkout, or a way back did not give the same"], WRONG],
    examples: [{ line: "gmail-mime demo", does: "what there is to see" }],
  },
  {
    name: "completion",
    operands: "bash|zsh|fish",
    words: ["bash", "zsh", "fish"],
    summary: "print what makes that shell complete commands, options and words",
    about: ["It goes into the start file of the shell, or where the shell looks for such files."],
    options: {},
    statuses: [DONE, WRONG],
    examples: [
      { line: 'eval "$(gmail-mime completion bash)"', does: "in ~/.bashrc" },
      { line: "gmail-mime completion zsh > _gmail-mime", does: "in a directory of $fpath" },
      {
        line: "gmail-mime completion fish > gmail-mime.fish",
        does: "in ~/.config/fish/completions",
      },
    ],
  },
];

/** Finds the manual of a command. */
export function findManual(name: string): Manual | undefined {
  return MANUALS.find((manual) => manual.name === name);
}
