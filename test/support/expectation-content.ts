/** The projects that state texts and attachments without saying where they stand: zbateson, php-mime, webklex, jsmime. */

import { createHash } from "node:crypto";
import {
  decodeBodyText,
  decodeContent,
  type Entity,
  findEntity,
  findHeader,
  formatEntity,
  type GmailPart,
} from "../../src/index.js";
import {
  type Claim,
  claimPart,
  claimTree,
  type Expectation,
  type Reading,
  readEntries,
  readMessage,
} from "./expectation.js";
import { sha256 } from "./expectation-attribute.js";

/** Texts are the same but for runs of blanks; html is compared without its tags. */
export function readZbateson(): Expectation {
  interface Entry {
    readonly textBodies?: readonly string[];
    readonly htmlBodies?: readonly string[];
    readonly structure?: readonly TypeTree[];
    readonly attachmentFilesByName?: readonly StatedFile[];
    /** Its body is the md5 of the signed part with CRLF line ends. */
    readonly signed?: { readonly body: string };
  }
  return readEntries<Entry>("zbateson-mail-mime-parser", (entry, bytes) => {
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
    ];
  });
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
    readonly attachments: readonly StatedFile[];
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
    ];
  });
}

/** webklex drops the line break at the end of a content, has CRLF elsewhere, and counts encoded bytes. */
export function readWebklex(): Expectation {
  interface Entry {
    readonly textBodies?: readonly string[];
    readonly htmlBodies?: readonly string[];
    readonly attachments?: readonly StatedFile[];
  }
  return readEntries<Entry>(
    "webklex-php-imap",
    (entry, bytes) => {
      const reading = readMessage(bytes);
      return [
        ...claimTexts("text", entry.textBodies, displayed(reading, "text/plain"), withoutLastBreak),
        ...claimTexts("html", entry.htmlBodies, displayed(reading, "text/html"), withoutLastBreak),
        ...claimFiles(entry.attachments ?? [], reading, "trimmed "),
      ];
    },
    "crlf",
  );
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

interface StatedFile {
  readonly filename: string;
  readonly mimeType?: string;
  readonly disposition?: string;
  readonly size?: number;
  readonly sha256?: string;
  readonly content?: string;
}

/** Files are found by their name, else by their place among the files. */
function claimFiles(
  files: readonly StatedFile[],
  { root, payload }: Reading,
  how: "" | "trimmed " = "",
): Claim[] {
  const parts = topParts(payload).filter((part) => !isDisplayed(part));
  return files.flatMap((file, i) => {
    const part = parts.find(({ filename }) => filename === file.filename) ?? parts[i];
    const entity = part && findEntity(root, part.partId);
    if (part === undefined || entity === undefined) {
      return [{ attribute: "filename", at: file.filename, stated: file.filename, ours: undefined }];
    }
    const stated = {
      filename: file.filename,
      type: file.mimeType,
      disposition: file.disposition,
      [`${how}size`]: file.size?.toString(),
      [`${how}hash`]: file.sha256,
      text: file.content,
    };
    return claimPart(stated, file.filename, { entity, part });
  });
}

function claimTexts(
  attribute: string,
  stated: readonly string[] | undefined,
  ours: readonly string[],
  normalise: (text: string) => string,
): Claim[] {
  return (stated ?? []).map((text, i) => {
    const mine = ours[i];
    return {
      attribute,
      at: String(i),
      stated: normalise(text),
      ours: mine === undefined ? undefined : normalise(mine),
    };
  });
}

/** The texts of the parts that are shown, in order. */
function displayed({ payload }: Reading, type: string): string[] {
  const shown = topParts(payload).filter((part) => part.mimeType === type && isDisplayed(part));
  return shown.map((part) => decodeBodyText(part) ?? "");
}

function isDisplayed(part: GmailPart): boolean {
  const isAttached = /^\s*attachment\b/i.test(findHeader(part, "Content-Disposition") ?? "");
  return /^text\/(plain|html)$/.test(part.mimeType) && part.filename === "" && !isAttached;
}

/** The parts that are no multipart, those inside attached messages left out. */
function topParts(part: GmailPart): GmailPart[] {
  return part.mimeType.startsWith("multipart/") ? (part.parts ?? []).flatMap(topParts) : [part];
}

function withCrlf(bytes: Uint8Array): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString("latin1").replace(/\r?\n/g, "\r\n"), "latin1");
}

function withoutLastBreak(text: string): string {
  return text.replace(/\r?\n$/, "");
}

function collapse(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: " ",
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  auml: "ä",
  ouml: "ö",
  uuml: "ü",
  Auml: "Ä",
  Ouml: "Ö",
  Uuml: "Ü",
  szlig: "ß",
};

function withoutTags(html: string): string {
  const text = html.replace(/<[^>]*>/g, "");
  return text.replace(/&(\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity);
}
