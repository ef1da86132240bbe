/** A mail that was opened: what the page shows of it at once, and what it asks for later. */

import { spanOf } from "../entity/entity.js";
import {
  type Attachment,
  type Defect,
  decodeBody,
  decodeContent,
  decodeHeaderText,
  defectsOf,
  type Entity,
  encodeRaw,
  entityToMail,
  findEntity,
  formatEntity,
  type Mail,
  type MessageLike,
  MimeError,
  mimeToPayload,
  type PartLike,
  parseEntity,
  parsePayload,
  payloadToMime,
  safeFilename,
} from "../index.js";
import { explainDefect } from "../inspect/explanation.js";
import type { Input } from "../inspect/input.js";
import { nameMessage } from "./drafting.js";
import { envelopeOf } from "./envelope.js";
import { buildFrame } from "./frame.js";
import { Listing } from "./listing.js";
import { type Part, partsOf } from "./parts.js";
import type {
  AttachmentRow,
  DefectRow,
  Frame,
  Named,
  Report,
  TextName,
  TextView,
  Verdict,
} from "./protocol.js";
import { compareThroughPayload, countDefects, judgeBytes, judgePayload } from "./verdict.js";
import { visible } from "./visible.js";

/** How much of a text, and of an html with its images, is shown unasked. */
const TEXT_SHOWN = 60_000;
const FRAME_SHOWN = 3_000_000;
/** More defects than this are counted, and marked in the source, but not listed. */
const DEFECTS_LISTED = 2_000;

export class Opened {
  readonly payload: MessageLike | PartLike;
  readonly mail: Mail;
  /** Absent for a payload with parts known only by their ids. */
  readonly bytes: Uint8Array | undefined;
  readonly #input: Input;
  readonly #entity: Entity | undefined;
  readonly #parts: readonly Part[];
  /** The place of each part in that list, and what the mail holds of it, by partId. */
  readonly #places: ReadonlyMap<string, number>;
  readonly #attachments: ReadonlyMap<string, Attachment>;
  readonly #defects: readonly Defect[];
  readonly #source: Listing | undefined;
  readonly #json: Listing;

  constructor(input: Input) {
    this.#input = input;
    this.bytes = input.kind === "bytes" ? input.bytes : writePayload(input.payload);
    this.#entity = this.bytes && parseEntity(this.bytes);
    this.payload = input.kind === "payload" ? input.payload : mimeToPayload(input.bytes);
    this.mail =
      input.kind === "payload" || this.#entity === undefined
        ? parsePayload(this.payload)
        : entityToMail(this.#entity);
    this.#defects = this.#findDefects();
    this.#parts = partsOf(this.payload);
    this.#places = new Map(this.#parts.map(({ partId }, i) => [partId, i]));
    this.#attachments = new Map(this.mail.attachments.map((one) => [one.partId, one]));
    const marks = this.#defects.map(({ offset }, defect) => ({ defect, offset }));
    this.#source = this.bytes && new Listing(this.bytes, marks);
    this.#json = new Listing(new TextEncoder().encode(JSON.stringify(this.payload, undefined, 2)));
  }

  /** Those of a source in its order; a payload has only those that reading it told. */
  #findDefects(): readonly Defect[] {
    if (this.#input.kind === "payload" || this.#entity === undefined) return this.mail.defects;
    const all = [...defectsOf(this.#entity), ...this.mail.defects];
    const byPlace = new Map(
      all.map((defect) => [`${defect.code} ${defect.partId} ${defect.offset}`, defect]),
    );
    return [...byPlace.values()].sort((a, b) => a.offset - b.offset);
  }

  report(): Report {
    return {
      kind: this.#input.kind === "payload" ? "payload" : "eml",
      subject: this.mail.subject,
      envelope: envelopeOf(this.mail),
      verdicts: [
        this.#input.kind === "bytes"
          ? judgeBytes(this.#input.bytes)
          : judgePayload(this.#input.payload, this.bytes),
        countDefects(this.#defects.length),
      ],
      parts: this.#parts.map(({ part, partId, depth }, i) => ({
        partId,
        depth,
        mimeType: part.mimeType ?? "text/plain",
        filename: visible(part.filename ?? ""),
        size: part.parts?.length ? undefined : (part.body?.size ?? 0),
        row: this.#rowOf(partId),
        saveAs: this.#contentOf(i) === undefined ? undefined : this.#nameOf(i),
      })),
      attachments: this.mail.attachments.map((attachment) => this.#describe(attachment)),
      defects: this.#defects.slice(0, DEFECTS_LISTED).map((defect) => this.#locate(defect)),
      defectCount: this.#defects.length,
      texts: textsOf(this.mail),
      html: this.#frameIfSmall(),
      filename: nameMessage(this.mail.subject),
      rows: { source: this.#source?.length, payload: this.#json.length },
    };
  }

  listing(name: "source" | "payload"): Listing {
    return name === "payload" ? this.#json : (this.#source ?? new Listing(new Uint8Array()));
  }

  /** What the other way round gives: through the payload and back. */
  compare(): Verdict {
    return compareThroughPayload(this.bytes, this.#entity);
  }

  fields(index: number): readonly Named[] {
    const headers = this.#parts[index]?.part.headers ?? [];
    return headers.map((header) => ({
      name: header.name ?? "",
      value: decodeHeaderText(header.value ?? ""),
    }));
  }

  /** The decoded content of a part; `undefined` for a container and where it is not known. */
  content(index: number): Uint8Array | undefined {
    return this.#contentOf(index)?.();
  }

  #contentOf(index: number): (() => Uint8Array | undefined) | undefined {
    const { part, partId } = this.#parts[index] ?? {};
    if (part === undefined || partId === undefined) return undefined;
    const attachment = this.#attachments.get(partId);
    if (attachment?.content !== undefined) return () => attachment.content;
    const entity = this.#entity && findEntity(this.#entity, partId);
    if (entity?.kind === "leaf" && this.#input.kind === "bytes") return () => decodeContent(entity);
    if (entity?.kind === "message" && this.#input.kind === "bytes") return () => formatEntity(entity.message);
    return part.body?.data == null ? undefined : () => decodeBody(part);
  }

  #nameOf(index: number): string {
    const { part, partId = "" } = this.#parts[index] ?? {};
    return safeFilename({
      partId,
      mimeType: part?.mimeType ?? "text/plain",
      filename: part?.filename ?? undefined,
    });
  }

  #rowOf(partId: string): number | undefined {
    const entity = this.#entity && findEntity(this.#entity, partId);
    const span = entity && spanOf(entity);
    return span && this.#source?.rowAt(span.start);
  }

  #describe(attachment: Attachment): AttachmentRow {
    const { partId, kind, mimeType, size, filename, content } = attachment;
    const safe = safeFilename(attachment);
    return {
      part: this.#places.get(partId) ?? -1,
      kind,
      mimeType,
      size,
      said: filename !== undefined && filename !== safe ? visible(filename) : undefined,
      safe,
      known: content !== undefined,
    };
  }

  #locate({ code, partId, offset }: Defect): DefectRow {
    const row = offset < 0 ? undefined : this.#source?.rowAt(offset);
    const line = row === undefined ? undefined : this.#source?.lineOf(row);
    return { code, explanation: explainDefect(code), partId, offset, row, line };
  }

  #frameIfSmall(): Report["html"] {
    const { html, attachments } = this.mail;
    if (html === undefined) return undefined;
    const images = attachments.filter((one) => one.contentId !== undefined);
    const size = html.length + images.reduce((sum, image) => sum + image.size, 0);
    return size <= FRAME_SHOWN ? this.frame() : { size };
  }

  /** The html as a document with the mail's own images in it. */
  frame(): Frame {
    return buildFrame(this.mail.html ?? "", (contentId) => {
      const image = this.mail.attachments.find((one) => one.contentId === contentId);
      if (image?.content === undefined || !IMAGE.test(image.mimeType)) return undefined;
      const base64 = encodeRaw(image.content).replaceAll("-", "+").replaceAll("_", "/");
      return `data:${image.mimeType};base64,${base64}`;
    });
  }
}

const IMAGE = /^image\/[a-z0-9.+-]+$/;

/** The bytes of a payload; `undefined` where a content is not known. */
function writePayload(payload: MessageLike | PartLike): Uint8Array | undefined {
  try {
    return payloadToMime(payload);
  } catch (error) {
    if (error instanceof MimeError && error.code === "content-missing") return undefined;
    throw error;
  }
}

/** One of the texts of a mail. */
export function textOf(mail: Mail, name: TextName): string | undefined {
  return name === "calendar" ? mail.calendar?.text : mail[name];
}

function textsOf(mail: Mail): TextView[] {
  const names: readonly TextName[] = ["text", "amp", "calendar"];
  return names.flatMap((name) => {
    const text = textOf(mail, name);
    if (text === undefined) return [];
    return [{ name, text: text.slice(0, TEXT_SHOWN).toWellFormed(), cut: text.length > TEXT_SHOWN }];
  });
}
