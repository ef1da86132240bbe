/** The projects that state texts and attachments without saying where they stand: zbateson, php-mime, webklex, jsmime. */

import { createHash } from "node:crypto";
import { decodeContent, type Entity, findEntity, formatEntity, type Mail } from "../../src/index.js";
import {
  type Claim,
  claimTree,
  type Expectation,
  type Reading,
  readEntries,
  readMessage,
} from "./expectation.js";
import { sha256 } from "./expectation-attribute.js";
import {
  claimFiles,
  claimTexts,
  displayed,
  type PartFile,
  withCrlf,
  withoutLastBreak,
  withoutTags,
} from "./expectation-body.js";
import {
  claimAttachments,
  claimMail,
  collapse,
  type StatedMail,
  type StatedMailbox,
  splitMailbox,
} from "./expectation-mail.js";

/** Texts are the same but for runs of blanks; html is compared without its tags. Of addresses only the first is stated. */
interface ZbatesonEntry {
  readonly textBodies?: readonly string[];
  readonly htmlBodies?: readonly string[];
  readonly structure?: readonly TypeTree[];
  readonly attachmentFilesByName?: readonly PartFile[];
  /** Its body is the md5 of the signed part with CRLF line ends. */
  readonly signed?: { readonly body: string };
  readonly subject: string;
  readonly from: readonly StatedMailbox[];
  readonly to: readonly StatedMailbox[];
  readonly date?: string;
  readonly messageId?: string;
  readonly attachmentCount?: number;
}

export function readZbateson(): Expectation {
  return readEntries<ZbatesonEntry>("zbateson-mail-mime-parser", (entry, bytes) => {
    const reading = readMessage(bytes);
    const [tree] = entry.structure ?? [];
    return [
      ...claimSignedPart(entry.signed?.body, reading),
      ...(tree === undefined ? [] : claimTree(typeTree(tree), reading)),
      ...claimTexts("text", entry.textBodies, displayed(reading, "text/plain"), collapse),
      ...claimTexts("html", entry.htmlBodies, displayed(reading, "text/html"), (html) =>
        collapse(withoutTags(html)),
      ),
      ...claimFiles(entry.attachmentFilesByName ?? [], reading),
      ...claimZbatesonMail(entry, reading.mail),
    ];
  });
}

function claimZbatesonMail(entry: ZbatesonEntry, mail: Mail): Claim[] {
  const { subject, from, to, messageId } = entry;
  const date = entry.date === undefined ? undefined : Date.parse(entry.date) / 1000;
  const text = entry.textBodies?.[0];
  const html = entry.htmlBodies?.[0];
  const stated = { subject, from, to, messageId, date, text, html: html && withoutTags(html) };
  const first = {
    ...mail,
    ...(mail.from && { from: mail.from.slice(0, 1) }),
    ...(mail.to && { to: mail.to.slice(0, 1) }),
    ...(mail.html !== undefined && { html: withoutTags(mail.html) }),
  };
  return [
    ...claimMail(stated, first),
    ...claimAttachments(entry.attachmentFilesByName ?? [], mail, entry.attachmentCount),
  ];
}

function claimSignedPart(stated: string | undefined, { root }: Reading): Claim[] {
  if (stated === undefined) return [];
  const signed = formatEntity(findEntity(root, "0") as Entity);
  return [
    {
      attribute: "signed part",
      at: "0",
      stated,
      ours: createHash("md5").update(withCrlf(signed)).digest("hex"),
    },
  ];
}

/** A text is stated whole, or by how often a phrase stands in it. */
export function readPhpMime(): Expectation {
  type TextExpect = { readonly exact: string } | { readonly contains: string; readonly times: number };
  interface Entry {
    readonly textExpect: TextExpect;
    readonly htmlExpect: TextExpect;
    readonly attachments: readonly PartFile[];
    readonly subject: string;
    readonly from: readonly StatedMailbox[];
    readonly to: readonly StatedMailbox[];
  }
  const claimText = (attribute: string, expected: TextExpect, text: string): Claim => {
    if ("exact" in expected) return { attribute, at: "", stated: expected.exact, ours: text };
    const times = text.split(expected.contains).length - 1;
    return { attribute, at: expected.contains, stated: `${expected.times} times`, ours: `${times} times` };
  };
  return readEntries<Entry>("php-mime-mail-parser", (entry, bytes) => {
    const reading = readMessage(bytes);
    return [
      claimText("text", entry.textExpect, displayed(reading, "text/plain").join("")),
      claimText("html", entry.htmlExpect, displayed(reading, "text/html").join("")),
      ...claimFiles(entry.attachments, reading),
      claimText("mail text", entry.textExpect, reading.mail.text ?? ""),
      claimText("mail html", entry.htmlExpect, reading.mail.html ?? ""),
      ...claimMail(
        { subject: entry.subject, from: entry.from.map(withoutEcho), to: entry.to.map(withoutEcho) },
        reading.mail,
      ),
      ...claimAttachments(entry.attachments, reading.mail, entry.attachments.length),
    ];
  });
}

/** php-mime gives the address as the name where there is none. */
function withoutEcho({ name, address }: StatedMailbox): StatedMailbox {
  return { name: name === address ? undefined : name, address };
}

/** webklex drops the line break at the end of a content, has CRLF elsewhere, and counts encoded bytes. */
export function readWebklex(): Expectation {
  return readEntries<WebklexEntry>(
    "webklex-php-imap",
    (entry, bytes) => {
      const reading = readMessage(bytes);
      return [
        ...claimTexts("text", entry.textBodies, displayed(reading, "text/plain"), withoutLastBreak),
        ...claimTexts("html", entry.htmlBodies, displayed(reading, "text/html"), withoutLastBreak),
        ...claimFiles(entry.attachments ?? [], reading, "trimmed "),
        ...claimMail(webklexMail(entry), reading.mail),
        ...claimAttachments(
          (entry.attachments ?? []).map(({ filename }) => ({ filename })),
          reading.mail,
          entry.attachmentCount,
        ),
      ];
    },
    "crlf",
  );
}

interface WebklexEntry {
  readonly textBodies?: readonly string[];
  readonly htmlBodies?: readonly string[];
  readonly attachments?: readonly PartFile[];
  readonly attachmentCount?: number;
  readonly subject?: string;
  readonly messageId?: string;
  readonly other: Readonly<Record<string, string | boolean | undefined>>;
}

function webklexMail({ subject, messageId, textBodies, htmlBodies, other }: WebklexEntry): StatedMail {
  const utc = other["date->first()->setTimezone('UTC')->format(\"Y-m-d H:i:s\")"];
  return {
    subject: subject ?? (other["subject->first()"] as string | undefined),
    messageId,
    date: utc === undefined ? undefined : Date.parse(`${utc}Z`) / 1000,
    from: webklexMailbox(other, "from"),
    to: webklexMailbox(other, "to"),
    sender: webklexMailbox(other, "sender"),
    text: textBodies?.[0] ?? (other.hasTextBody === false ? "" : undefined),
    html: htmlBodies?.[0] ?? (other.hasHTMLBody === false ? "" : undefined),
  };
}

/** A field is stated whole, or only its first address. */
function webklexMailbox(other: WebklexEntry["other"], field: string): readonly StatedMailbox[] | undefined {
  const whole = other[field] ?? other[`${field}->first()->mail`];
  return typeof whole === "string" ? [splitMailbox(whole)] : undefined;
}

/** jsmime states the lines of the file that make up the body of a part, joined with CRLF; it counts parts from 1. */
export function readJsmime(): Expectation {
  interface Entry {
    readonly bodyTests: readonly {
      readonly partBodies: readonly { readonly part: string; readonly sha256OfCrlfJoined: string }[];
    }[];
  }
  return readEntries<Entry>("comm-central-jsmime", ({ bodyTests }, bytes) => {
    const { root } = readMessage(bytes);
    return bodyTests.flatMap(({ partBodies }) =>
      partBodies.map(({ part, sha256OfCrlfJoined }) => {
        const partId = part
          .split(".")
          .map((number) => Number(number) - 1)
          .join(".");
        const entity = findEntity(root, partId) as Entity;
        return {
          attribute: "hash under CRLF",
          at: partId,
          stated: sha256OfCrlfJoined,
          ours: sha256(withCrlf(decodeContent(entity))),
        };
      }),
    );
  });
}

interface TypeTree {
  readonly type: string;
  readonly children?: readonly TypeTree[];
}

function typeTree({ type, children }: TypeTree): Parameters<typeof claimTree>[0] {
  return { stated: { type }, children: (children ?? []).map(typeTree) };
}
