/** Two parsers of others, asked for what every reader of mail must understand alike. */

import mailparser from "mailparser";
import PostalMime from "postal-mime";
import { buildMime, mailboxes } from "../../src/index.js";
import type { ExpectedAttachment } from "./attachment-arbitrary.js";
import type { ExpectedMail, Sample } from "./mail-arbitrary.js";

/** What a reader understood of a message. */
interface Understood {
  readonly subject: string;
  readonly people: readonly Person[];
  readonly text: string;
  readonly html: string;
  readonly files: readonly File[];
}

interface Person {
  readonly name: string;
  readonly address: string;
}

interface File {
  readonly filename: string;
  readonly content: string;
}

/**
 * Lists what the two make of a built mail otherwise than it was meant, but for known faults of theirs:
 * 1. mailparser makes a run of blanks where a header line was folded one blank, and shows A-labels as IDN
 * 2. both break at quoted local parts, domain literals and rare characters, and at controls in names
 * 3. postal-mime adds a line end to texts and to attachments that are not in base64, and makes their CRLF LF
 * 4. both drop or add byte-order marks, in header text, too
 * 5. both join inline texts to the body, also named ones, and show AMP and calendars among the files
 * 6. postal-mime reads calendars as text
 * 7. both decode what looks like an encoded word in a filename that RFC 2231 says as it is
 */
export async function disagreements({ input, expected }: Sample): Promise<string[]> {
  const bytes = buildMime(input);
  const meant = whatIsMeant(expected);
  const readers = [
    ["mailparser", await readWithMailparser(bytes)],
    ["postal-mime", await readWithPostalMime(bytes)],
  ] as const;
  return readers.flatMap(([reader, read]) => {
    const found: string[] = [];
    const compare = (what: string, a: unknown, b: unknown): void => {
      if (JSON.stringify(a) !== JSON.stringify(b)) found.push(`${reader} ${what}: ${show(b)} for ${show(a)}`);
    };
    compare("subject", spaced(meant.subject), spaced(read.subject));
    if (!meant.people.some(isHard)) compare("people", meant.people.map(plain), read.people.map(plain));
    if (!holdsInlineText(expected)) {
      compare("text", lines(meant.text), lines(read.text));
      compare("html", lines(meant.html), lines(read.html));
    }
    for (const file of meant.files) {
      if (!read.files.some((other) => isSameFile(file, other)))
        found.push(`${reader} file: no ${show(file)}`);
    }
    return found;
  });
}

function show(value: unknown): string {
  return JSON.stringify(value).slice(0, 300);
}

function whatIsMeant(mail: ExpectedMail): Understood {
  const people = mailboxes(mail.to ?? []).map(({ name = "", address }) => ({ name, address }));
  const files = mail.attachments
    .filter((attachment) => !isText(attachment))
    .map(({ filename = "", content }) => ({ filename, content }));
  return { subject: mail.subject ?? "", people, text: mail.text ?? "", html: mail.html ?? "", files };
}

/** Faults 1 and 4. */
function spaced(text: string): string {
  return text
    .replaceAll("\ufeff", "")
    .replace(/[\t ]+/g, " ")
    .trim();
}

function plain({ name, address }: Person): Person {
  return { name: spaced(name), address: address.replaceAll("bücher", "xn--bcher-kva") };
}

/** Fault 2. */
function isHard({ name, address }: Person): boolean {
  return !/^[\w.+-]+@[\w.-]+$/.test(address) || /\p{Cc}/u.test(name);
}

/** Faults 3 and 4. */
function lines(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/\n+$/, "")
    .replace(/^\ufeff+/, "");
}

function isSameFile(meant: File, read: File): boolean {
  const named = meant.filename.includes("=?") || spaced(meant.filename) === spaced(read.filename); // fault 7
  return named && lines(meant.content) === lines(read.content);
}

/** Faults 5 and 6. */
function isText({ mimeType, disposition }: ExpectedAttachment): boolean {
  if (mimeType === "application/ics" || mimeType === "text/calendar") return true;
  return /^text\/|^message\/delivery-status$/.test(mimeType) && disposition === "inline";
}

function holdsInlineText({ attachments }: ExpectedMail): boolean {
  return attachments.some(isText);
}

interface MailParserAddress {
  readonly name?: string;
  readonly address?: string;
  readonly group?: readonly MailParserAddress[];
}

interface MailParserMail {
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string | false;
  readonly to?: { readonly value: readonly MailParserAddress[] };
  readonly attachments: readonly { readonly filename?: string; readonly content: Uint8Array }[];
}

const PLAIN = { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true };

async function readWithMailparser(bytes: Uint8Array): Promise<Understood> {
  const mail = (await mailparser.simpleParser(Buffer.from(bytes), PLAIN)) as MailParserMail;
  const people = (mail.to?.value ?? []).flatMap(({ group, ...box }) => group ?? [box]);
  return understood({ ...mail, html: mail.html || undefined }, people);
}

async function readWithPostalMime(bytes: Uint8Array): Promise<Understood> {
  const mail = await PostalMime.parse(bytes, { forceRfc822Attachments: true });
  const people = (mail.to ?? []).flatMap(({ group, ...box }) => group ?? [box]);
  const attachments = mail.attachments.map(({ filename, content }) => ({
    filename: filename ?? undefined,
    content: new Uint8Array(content as ArrayBuffer),
  }));
  return understood({ ...mail, attachments }, people);
}

function understood(
  mail: {
    readonly subject?: string | undefined;
    readonly text?: string | undefined;
    readonly html?: string | undefined;
    readonly attachments: readonly {
      readonly filename?: string | undefined;
      readonly content: Uint8Array;
    }[];
  },
  people: readonly { readonly name?: string | undefined; readonly address?: string | undefined }[],
): Understood {
  const files = mail.attachments.map(({ filename = "", content }) => ({
    filename,
    content: Buffer.from(content).toString("latin1"),
  }));
  return {
    subject: mail.subject ?? "",
    people: people.map(({ name = "", address = "" }) => ({ name, address })),
    text: mail.text ?? "",
    html: mail.html ?? "",
    files,
  };
}
