/** The projects that state a tree of parts: Stalwart, mime4j, mailcore2, MimeKit. */

import { type Mail, parseMime } from "../../src/index.js";
import {
  type Claim,
  claimTree,
  type Expectation,
  readEntries,
  readMessage,
  type StatedPart,
} from "./expectation.js";
import { formatFields, formatRange } from "./expectation-attribute.js";
import {
  claimAttachments,
  claimMail,
  type StatedMail,
  type StatedMailbox,
  splitMailbox,
} from "./expectation-mail.js";

interface StalwartBody {
  readonly part: number;
  readonly kind: string;
  /** `null` for a part that is no text. */
  readonly text: string | null;
}

interface StalwartAttachment {
  readonly part: number;
  readonly kind: string;
  readonly filename?: string;
  readonly size?: number;
  readonly sha256?: string;
  readonly sha256OfUtf8Text?: string;
  readonly message?: StalwartMessage;
}

interface StalwartNode {
  readonly type: string | null;
  readonly kind: string;
  readonly part: number;
  readonly offsetHeader: number;
  readonly offsetBody: number;
  readonly offsetEnd: number;
  readonly children?: readonly StalwartNode[];
  readonly message?: StalwartNode;
}

interface StalwartMessage {
  readonly subject?: string;
  readonly from?: readonly StatedMailbox[];
  readonly to?: readonly StatedMailbox[];
  readonly date?: string;
  readonly messageId?: string;
  readonly textBodies: readonly StalwartBody[];
  readonly htmlBodies: readonly StalwartBody[];
  readonly attachments: readonly StalwartAttachment[];
  readonly structure: StalwartNode;
}

/** Stalwart speaks of the message without its CR bytes, or with CR before every LF that has none. */
export function readStalwart(form: "lf" | "crlf"): Expectation {
  const name = form === "lf" ? "stalwart-mail-parser" : "stalwart-mail-parser-crlf";
  return readEntries<StalwartMessage>(
    name,
    (entry, bytes) => {
      const reading = readMessage(bytes);
      return [...claimTree(stalwartTree(entry), reading), ...claimStalwartMail(entry, reading.mail)];
    },
    form,
  );
}

/** The whole mail is stated. Where there is no plain text an html text stands for it, and the other way about. */
function claimStalwartMail(entry: StalwartMessage, mail: Mail, at = ""): Claim[] {
  const { attachments, textBodies, htmlBodies } = entry;
  const texts = textBodies.filter(({ kind }) => kind === "Text").map(({ text }) => text ?? "");
  const stated = {
    subject: entry.subject ?? null,
    from: entry.from ?? [],
    to: entry.to ?? [],
    cc: [], // in none of them
    date: entry.date === undefined ? null : Date.parse(entry.date) / 1000,
    messageId: entry.messageId ?? null,
    text: texts.join("\n"),
    html: htmlBodies.find(({ kind }) => kind === "Html")?.text ?? "",
  };
  const files = attachments.map(({ kind, filename, size }) => ({
    filename,
    size: kind === "Text" ? undefined : size, // it is of the decoded text, told at the part
  }));
  const isComplete = files.length === mail.attachments.length; // else which is which is not known
  const inner = attachments.flatMap(({ message }, i) => {
    const content = isComplete ? mail.attachments[i]?.content : undefined;
    return message && content ? claimStalwartMail(message, parseMime(content), `${at}${i} `) : [];
  });
  return [...claimMail(stated, mail, at), ...claimAttachments(files, mail, files.length, at), ...inner];
}

function stalwartTree({ structure, textBodies, htmlBodies, attachments }: StalwartMessage): StatedPart {
  const build = (node: StalwartNode): StatedPart => {
    const body = [...textBodies, ...htmlBodies].find(({ part }) => part === node.part);
    const attachment = attachments.find(({ part }) => part === node.part);
    const isText = attachment?.sha256OfUtf8Text !== undefined;
    const inner = attachment?.message ?? node.message;
    return {
      stated: {
        type: node.type?.toLowerCase(),
        range: formatRange({ start: node.offsetHeader, body: node.offsetBody, end: node.offsetEnd }),
        text: body?.text ?? undefined,
        filename: attachment?.filename,
        [isText ? "size of text" : "size"]: attachment?.size?.toString(),
        [isText ? "hash of text" : "hash"]: attachment?.sha256OfUtf8Text ?? attachment?.sha256,
      },
      children: inner === undefined ? (node.children ?? []).map(build) : [innerTree(inner)],
    };
  };
  return build(structure);
}

/** A message in a message numbers its parts anew; where it is no attachment, only its tree is stated. */
function innerTree(inner: StalwartMessage | StalwartNode): StatedPart {
  if ("structure" in inner) return stalwartTree(inner);
  return stalwartTree({ structure: inner, textBodies: [], htmlBodies: [], attachments: [] });
}

interface Mime4jNode {
  readonly headersRaw: readonly string[];
  readonly size?: number;
  readonly sha256?: string;
  readonly preamble?: string;
  readonly epilogue?: string;
  readonly children?: readonly Mime4jNode[];
  readonly message?: Mime4jNode;
}

/** mime4j read the message with CRLF line ends; preamble and epilogue are stated with LF. */
export function readMime4j(): Expectation {
  const build = (node: Mime4jNode): StatedPart => ({
    stated: {
      fields: formatFields(node.headersRaw),
      size: node.size?.toString(),
      hash: node.sha256,
      preamble: node.preamble,
      epilogue: node.epilogue,
    },
    children: (node.children ?? (node.message ? [node.message] : [])).map(build),
  });
  interface Entry {
    readonly structure: Mime4jNode;
    readonly subjectRaw?: string;
    readonly fromRaw?: string;
    readonly toRaw?: string;
    readonly dateRaw?: string;
    readonly messageIdRaw?: string;
  }
  return readEntries<Entry>(
    "james-mime4j",
    (entry, bytes) => {
      const reading = readMessage(bytes);
      const stated = {
        subject: entry.subjectRaw,
        from: entry.fromRaw === undefined ? undefined : [splitMailbox(entry.fromRaw)],
        to: entry.toRaw === undefined ? undefined : [splitMailbox(entry.toRaw)],
        date: entry.dateRaw === undefined ? undefined : Date.parse(entry.dateRaw) / 1000,
        messageId: entry.messageIdRaw?.slice(1, -1),
      };
      return [...claimTree(build(entry.structure), reading), ...claimMail(stated, reading.mail)];
    },
    "crlf",
  );
}

interface Mailcore2Node {
  readonly type: string;
  readonly charset?: string;
  readonly filename?: string;
  readonly contentID?: string;
  readonly children?: readonly Mailcore2Node[];
  readonly message?: Mailcore2Node;
}

interface Mailcore2Entry extends Omit<StatedMail, "date" | "headers"> {
  readonly structure: Mailcore2Node;
  readonly dateEpoch: number;
  readonly attachments: readonly { readonly filename: string }[];
  readonly extraHeaders: Readonly<Record<string, string>>;
}

export function readMailcore2(): Expectation {
  const build = (node: Mailcore2Node): StatedPart => ({
    stated: {
      type: node.type.toLowerCase(),
      charset: node.charset?.toLowerCase(),
      filename: node.filename,
      "content id": node.contentID,
    },
    children: (node.children ?? (node.message ? [node.message] : [])).map(build),
  });
  return readEntries<Mailcore2Entry>("mailcore2", (entry, bytes) => {
    const reading = readMessage(bytes);
    return [
      ...claimTree(build(entry.structure), reading),
      ...claimMail(mailcore2Mail(entry), reading.mail),
      ...claimAttachments(entry.attachments, reading.mail, undefined),
    ];
  });
}

/** What mailcore2's tests put where there is no Message-ID and no Date. */
const MAILCORE2_ID = "MyMessageID123@mail.gmail.com";
const MAILCORE2_DATE = Date.UTC(2001, 0, 1) / 1000;

/** The whole mail is stated; but no name is read in a comment, so where there is none, none is stated. */
function mailcore2Mail(entry: Mailcore2Entry): StatedMail {
  const named = (addresses: readonly StatedMailbox[] = []) =>
    addresses.map(({ name, address }) => ({ name: name ?? undefined, address }));
  const headers = Object.entries(entry.extraHeaders).filter(
    ([name]) => !/^(mime-version|content-.*)$/i.test(name),
  );
  return {
    subject: entry.subject ?? null,
    from: named(entry.from),
    to: named(entry.to),
    cc: named(entry.cc),
    sender: named(entry.sender),
    replyTo: named(entry.replyTo),
    date: entry.dateEpoch === MAILCORE2_DATE ? null : entry.dateEpoch,
    messageId: entry.messageId === MAILCORE2_ID ? null : entry.messageId,
    inReplyTo: entry.inReplyTo ?? [],
    references: entry.references ?? [],
    headers: Object.fromEntries(headers),
  };
}

interface MimeKitNode {
  readonly type: string;
  readonly beginOffset: number;
  readonly headersEndOffset: number;
  readonly endOffset: number;
  readonly children?: readonly MimeKitNode[];
  readonly message?: MimeKitNode;
}

/** MimeKit states offsets in the LF form of the message. */
export function readMimeKit(): Expectation {
  const build = (node: MimeKitNode): StatedPart => ({
    stated: {
      type: node.type.toLowerCase(),
      range: formatRange({ start: node.beginOffset, body: node.headersEndOffset, end: node.endOffset }),
    },
    children: (node.children ?? (node.message ? [node.message] : [])).map(build),
  });
  return readEntries<{ structure: MimeKitNode }>(
    "mimekit",
    ({ structure }, bytes) => claimTree(build(structure), readMessage(bytes)),
    "lf",
  );
}
