/** The projects that state a tree of parts: Stalwart, mime4j, mailcore2, MimeKit. */

import { claimTree, type Expectation, readEntries, readMessage, type StatedPart } from "./expectation.js";
import { formatFields, formatRange } from "./expectation-attribute.js";

interface StalwartBody {
  readonly part: number;
  /** `null` for a part that is no text. */
  readonly text: string | null;
}

interface StalwartAttachment {
  readonly part: number;
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
    (entry, bytes) => claimTree(stalwartTree(entry), readMessage(bytes)),
    form,
  );
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
  return readEntries<{ structure: Mime4jNode }>(
    "james-mime4j",
    ({ structure }, bytes) => claimTree(build(structure), readMessage(bytes)),
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
  return readEntries<{ structure: Mailcore2Node }>("mailcore2", ({ structure }, bytes) =>
    claimTree(build(structure), readMessage(bytes)),
  );
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
