/** What the page asks its worker, and what it is told: plain values, because they cross a border of threads. */

import type { DefectCode, MimeErrorCode } from "../index.js";
import type { Row } from "./listing.js";

/** What the worker answers to, one call at a time, in order. */
export interface Calls {
  /** Reads a mail in any form; it replaces the one before. */
  open(file: Blob): Report;
  /** Whether the way through the payload gives the mail back. */
  compare(): Verdict;
  /** Rows of a listing, from the first up to, not including, the second number. */
  rows(listing: ListingName, from: number, to: number): Row[];
  /** The fields of a part, decoded. */
  fields(part: number): readonly Named[];
  /** The decoded content of a part, as it is saved. */
  content(part: number): Blob;
  /** A whole text. */
  whole(document: DocumentName): Blob;
  /** The html, whatever its size, as it is shown. */
  frame(): Frame;
  build(draft: Draft): Built;
}

export type ListingName = "source" | "payload" | "built";
/** The texts a mail may have beside its html. */
export type TextName = "text" | "amp" | "calendar";
export type DocumentName = ListingName | TextName | "html" | "raw";

export interface Named {
  readonly name: string;
  readonly value: string;
}

/** A mail as the page shows it at once; what is large is asked for later. */
export interface Report {
  readonly kind: "eml" | "payload";
  readonly subject: string | undefined;
  /** Whom it is from, whom it is for, when. */
  readonly envelope: readonly Named[];
  readonly verdicts: readonly Verdict[];
  readonly parts: readonly PartRow[];
  readonly attachments: readonly AttachmentRow[];
  /** In the order of the source; only so many are listed. */
  readonly defects: readonly DefectRow[];
  readonly defectCount: number;
  readonly texts: readonly TextView[];
  readonly html: Frame | { readonly size: number } | undefined;
  /** The name to save the message under. */
  readonly filename: string;
  /** How many rows the listings have; a payload with parts known only by id has no source. */
  readonly rows: { readonly source: number | undefined; readonly payload: number };
}

export interface Verdict {
  readonly tone: "good" | "plain" | "bad";
  readonly text: string;
}

export interface PartRow {
  readonly partId: string;
  readonly depth: number;
  readonly mimeType: string;
  readonly filename: string;
  /** Decoded bytes; absent for a container. */
  readonly size: number | undefined;
  /** Where its fields start in the source. */
  readonly row: number | undefined;
  /** The name to save its content under; absent where the content is not known. */
  readonly saveAs: string | undefined;
}

export interface AttachmentRow {
  /** Its place among the parts. */
  readonly part: number;
  readonly kind: string;
  readonly mimeType: string;
  readonly size: number;
  /** What the mail calls it, where that is not the safe name. */
  readonly said: string | undefined;
  readonly safe: string;
  readonly known: boolean;
}

export interface DefectRow {
  readonly code: DefectCode;
  readonly explanation: string;
  readonly partId: string;
  /** -1 where the place is not known. */
  readonly offset: number;
  readonly row: number | undefined;
  readonly line: number | undefined;
}

export interface TextView {
  readonly name: TextName;
  readonly text: string;
  /** Whether this is only its beginning. */
  readonly cut: boolean;
}

/** A document for a sandboxed frame. */
export interface Frame {
  readonly srcdoc: string;
  /** References to other machines, which are not followed. */
  readonly remote: number;
}

/** The fields of the form. */
export interface Draft {
  readonly from: string;
  readonly to: string;
  readonly cc: string;
  readonly bcc: string;
  readonly subject: string;
  readonly inReplyTo: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly File[];
}

export type Built =
  | {
      readonly done: true;
      readonly size: number;
      readonly rows: number;
      readonly filename: string;
      /** The beginning of the base64url, and its whole length. */
      readonly raw: { readonly start: string; readonly length: number };
    }
  | { readonly done: false; readonly complaints: readonly Complaint[] };

/** Why a field of the form cannot be written; without a field, why the whole cannot. */
export interface Complaint {
  readonly field: keyof Draft | undefined;
  readonly code: MimeErrorCode;
  readonly message: string;
}

export interface Question<K extends keyof Calls = keyof Calls> {
  readonly id: number;
  readonly call: K;
  readonly given: Parameters<Calls[K]>;
}

export type Answer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly failure: string };
