/** What a reader found in a message, held against what is there: only a right answer is timed. */

import type { AttachmentFacts, Facts } from "./letter.js";
import type { Workload } from "./workloads.js";

/** What a reader's result tells; a key that is absent is not told by results of its shape. */
export interface Answer {
  readonly parts?: number;
  readonly fields?: number;
  /** Found, or "" where it was not. */
  readonly subject?: string;
  /** Of From, To and Cc, one line each. */
  readonly addresses?: readonly string[];
  readonly text?: string;
  readonly html?: string;
  /** The html may be made of the text where the message has none. */
  readonly makesHtml?: boolean;
  readonly attachments?: readonly AttachmentFacts[];
  /** The bytes of attached messages that were handed over whole, one character a byte. */
  readonly kept?: string;
  /** The message itself, where it was only carried. */
  readonly message?: Uint8Array;
  /** What is against the standards in bytes that were written. */
  readonly fault?: string | undefined;
}

/** Names the first thing that is wrong with an answer; `undefined` for a right one. */
export function findMistake(answer: Answer, { expect, bytes }: Workload): string | undefined {
  if (answer.message !== undefined && Buffer.compare(answer.message, bytes) !== 0) return "bytes";
  if (answer.parts !== undefined && answer.parts !== expect.parts) return "parts";
  if (answer.fields !== undefined && answer.fields !== expect.fields) return "fields";
  if (answer.subject !== undefined && !sameText(answer.subject, expect.subject)) return "subject";
  if (answer.addresses !== undefined && answer.addresses.join() !== expect.addresses.join())
    return "addresses";
  if (!isTextRight(answer, expect)) return "text";
  const isMade = answer.makesHtml && expect.html.length === 0;
  if (!isMade && answer.html !== undefined && !sameText(answer.html, expect.html.join("\n"))) return "html";
  if (answer.attachments !== undefined && !sameAttachments(answer.attachments, expect.attachments)) {
    return "attachments";
  }
  return answer.fault;
}

/**
 * Readers may open an attached message, to any depth, put its envelope before its text, or keep it whole: there
 * each text must be found somewhere. Else the text must be this and no other.
 */
function isTextRight({ text, kept = "" }: Answer, expect: Facts): boolean {
  if (text === undefined) return true;
  if (!expect.attached) return sameText(text, expect.text.join("\n"));
  const found = collapse(`${text}\n${kept}`);
  return expect.text.every((piece) => found.includes(collapse(piece)));
}

function sameAttachments(found: readonly AttachmentFacts[], expect: readonly AttachmentFacts[]): boolean {
  return (
    found.length === expect.length &&
    found.every((file, i) => {
      const right = expect[i];
      if (file.name !== right?.name || file.size !== right.size) return false;
      return file.sha1 === undefined || file.sha1 === right.sha1;
    })
  );
}

/** Readers differ in line ends, in blanks between the parts and at the ends, and in folds of the subject. */
function sameText(found: string, expect: string): boolean {
  return collapse(found) === collapse(expect);
}

function collapse(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
