/** Two parsers of others, asked for what every reader of mail must understand alike. */

import mailparser from "mailparser";
import PostalMime from "postal-mime";
import { type Address, buildMime, type Mailbox, mailboxes } from "../../src/index.js";
import type { ExpectedAttachment } from "./attachment-arbitrary.js";
import type { ExpectedMail, Sample } from "./mail-arbitrary.js";

const FIELDS = ["from", "to", "cc", "bcc", "replyTo"] as const;
type AddressField = (typeof FIELDS)[number];

/** What a reader understood of a message. */
interface Understood {
  readonly subject: string;
  readonly people: Readonly<Record<AddressField, readonly Person[]>>;
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

type Reader = "mailparser" | "postal-mime";

/** What the readers were asked of a mail, and where they answered otherwise. */
export interface Inquiry {
  readonly asked: readonly ("subject" | "people" | "text" | "html" | "file")[];
  readonly disagreements: readonly string[];
}

/**
 * Lists what the two make of a built mail otherwise than it was meant, but for known faults of theirs:
 * 1. mailparser makes a run of blanks where a header line was folded one blank, and shows A-labels as IDN
 * 2. both break at quoted local parts, at domains that are no host names, and at controls in names
 * 3. both end a group at a ";" inside a quoted name, and mailparser leaves the names in a group encoded where the
 *    group's own name is
 * 4. postal-mime gives the first person, or group, of From alone
 * 5. postal-mime adds a line end to texts and to attachments that are not in base64, and makes their CRLF LF
 * 6. both drop or add byte-order marks, in header text, too
 * 7. both join inline texts to the body, also named ones, and show AMP and calendars among the files
 * 8. postal-mime reads calendars as text
 * 9. mailparser takes the line end behind an empty text or file for its content
 * 10. both decode what looks like an encoded word in a filename that RFC 2231 says as it is
 */
export async function inquire({ input, expected }: Sample): Promise<Inquiry> {
  const bytes = buildMime(input);
  const meant = whatIsMeant(expected);
  const answers: readonly (readonly [Reader, Understood])[] = [
    ["mailparser", await readWithMailparser(bytes)],
    ["postal-mime", await readWithPostalMime(bytes)],
  ];
  const asked: Inquiry["asked"][number][] = [];
  const disagreements: string[] = [];
  for (const [reader, read] of answers) {
    const ask = (what: Inquiry["asked"][number], a: unknown, b: unknown): void => {
      asked.push(what);
      if (JSON.stringify(a) !== JSON.stringify(b))
        disagreements.push(`${reader} ${what}: ${show(b)} for ${show(a)}`);
    };
    ask("subject", spaced(meant.subject), spaced(read.subject));
    for (const field of FIELDS) {
      const addresses = expected[field] ?? [];
      if (addresses.length === 0 || !isReadable(addresses, reader)) continue;
      const known = reader === "postal-mime" && field === "from" ? addresses.slice(0, 1) : addresses; // fault 4
      ask("people", mailboxes(known).map(plain), read.people[field].map(plain));
    }
    if (!holdsInlineText(expected)) {
      for (const what of ["text", "html"] as const) {
        const isEmpty = reader === "mailparser" && meant[what] === ""; // fault 9
        const mayEnd = reader === "postal-mime" || isEmpty || expected.calendar !== undefined; // faults 5 and 7
        ask(what, textLines(meant[what], mayEnd), textLines(read[what], mayEnd));
      }
    }
    for (const file of meant.files) {
      ask("file", file, read.files.find((other) => isSameFile(file, other, reader)) ? file : undefined);
    }
  }
  return { asked, disagreements };
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, 300);
}

function whatIsMeant(mail: ExpectedMail): Omit<Understood, "people"> {
  const files = mail.attachments
    .filter((attachment) => !isText(attachment))
    .map(({ filename = "", content }) => ({ filename, content }));
  return { subject: mail.subject ?? "", text: mail.text ?? "", html: mail.html ?? "", files };
}

function peopleBy(
  listOf: (
    field: AddressField,
  ) => readonly { readonly name?: string | undefined; readonly address?: string | undefined }[],
): Understood["people"] {
  const pairs = FIELDS.map((field) => [
    field,
    listOf(field).map(({ name = "", address = "" }) => ({ name, address })),
  ]);
  return Object.fromEntries(pairs) as Understood["people"];
}

/** Faults 1 and 6. */
function spaced(text: string): string {
  return text
    .replaceAll("\ufeff", "")
    .replace(/[\t ]+/g, " ")
    .trim();
}

function plain({ name = "", address }: Mailbox): Person {
  return { name: spaced(name), address: address.replaceAll("bücher", "xn--bcher-kva") };
}

/** Faults 2 and 3. */
function isReadable(addresses: readonly Address[], reader: Reader): boolean {
  if (mailboxes(addresses).some(isHard)) return false;
  const groups = addresses.filter((address) => "members" in address);
  if (groups.some(({ members }) => members.some(({ name = "" }) => name.includes(";")))) return false;
  return reader !== "mailparser" || !groups.some(({ name }) => isEncoded(name));
}

function isHard({ name = "", address }: Mailbox): boolean {
  return !/^[^".@]+(?:\.[^".@]+)*@[a-z\d-]+(?:\.[a-z\d-]+)*$/i.test(address) || /\p{Cc}/u.test(name);
}

function isEncoded(name: string): boolean {
  return /[^\x20-\x7e]|=\?/.test(name) || name.length > 900;
}

/** Fault 6; without the line ends at its end where a reader may have added some. */
function textLines(text: string, mayEnd: boolean): string {
  const unmarked = text.replace(/\r\n?/g, "\n").replace(/^\ufeff+/, "");
  return mayEnd ? unmarked.replace(/\n+$/, "") : unmarked;
}

function isSameFile(meant: File, read: File, reader: Reader): boolean {
  const named = meant.filename.includes("=?") || spaced(meant.filename) === spaced(read.filename); // fault 10
  const isEmpty = meant.content === "" && read.content === "\r\n"; // fault 9
  if (reader === "mailparser") return named && (isEmpty || meant.content === read.content);
  return named && (meant.content === read.content || fileLines(meant.content) === fileLines(read.content));
}

function fileLines(content: string): string {
  return content.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
}

/** Faults 7 and 8. */
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
  readonly from?: MailParserList;
  readonly to?: MailParserList;
  readonly cc?: MailParserList;
  readonly bcc?: MailParserList;
  readonly replyTo?: MailParserList;
  readonly attachments: readonly { readonly filename?: string; readonly content: Uint8Array }[];
}

interface MailParserList {
  readonly value: readonly MailParserAddress[];
}

const PLAIN = { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true };

async function readWithMailparser(bytes: Uint8Array): Promise<Understood> {
  const mail = (await mailparser.simpleParser(Buffer.from(bytes), PLAIN)) as MailParserMail;
  const people = peopleBy((field) =>
    (mail[field]?.value ?? []).flatMap(({ group, ...box }) => group ?? [box]),
  );
  return understood({ ...mail, html: mail.html || undefined }, people);
}

async function readWithPostalMime(bytes: Uint8Array): Promise<Understood> {
  const mail = await PostalMime.parse(bytes, { forceRfc822Attachments: true });
  const people = peopleBy((field) =>
    [mail[field] ?? []].flat().flatMap(({ group, ...box }) => group ?? [box]),
  );
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
  people: Understood["people"],
): Understood {
  const files = mail.attachments.map(({ filename = "", content }) => ({
    filename,
    content: Buffer.from(content).toString("latin1"),
  }));
  return { subject: mail.subject ?? "", people, text: mail.text ?? "", html: mail.html ?? "", files };
}
