/** Whether a mail comes back as it was: the sentences the page says about it, each after trying. */

import {
  decodeBody,
  decodeContent,
  type Entity,
  findEntity,
  findPart,
  formatEntity,
  type MessageLike,
  MimeError,
  mimeToPayload,
  type PartLike,
  parseEntity,
  payloadToMime,
} from "../index.js";
import { count } from "./number.js";
import type { Verdict } from "./protocol.js";

/** Cuts bytes into a tree and joins them again. */
export function judgeBytes(bytes: Uint8Array): Verdict {
  const difference = firstDifference(bytes, formatEntity(parseEntity(bytes)));
  if (difference === undefined) {
    return { tone: "good", text: `Comes back byte for byte: read and written again, ${same(bytes.length)}.` };
  }
  return { tone: "bad", text: `Does not come back byte for byte: it differs at byte ${count(difference)}.` };
}

/** Says whether a payload could be written as bytes. */
export function judgePayload(payload: MessageLike | PartLike, bytes: Uint8Array | undefined): Verdict {
  if (bytes !== undefined) {
    return { tone: "good", text: `Written as a message of ${count(bytes.length)} bytes.` };
  }
  const missing = findMissing(payload);
  const parts = missing === 1 ? "1 part is" : `${count(missing)} parts are`;
  return {
    tone: "plain",
    text: `Cannot be written as bytes: ${parts} known only by attachmentId. Fetch the contents, or open the message in raw format.`,
  };
}

/** Renders the bytes as a payload, writes that as bytes, and renders these: the payload has to be the same. */
export function compareThroughPayload(bytes: Uint8Array | undefined, entity: Entity | undefined): Verdict {
  if (bytes === undefined || entity === undefined) {
    return { tone: "plain", text: "The way through the payload needs the contents that are missing." };
  }
  const rendered = mimeToPayload(bytes);
  try {
    const again = payloadToMime(rendered, {
      content: ({ partId }) => {
        const part = findEntity(entity, partId);
        if (part?.kind === "leaf") return decodeContent(part);
        return part?.kind === "message"
          ? formatEntity(part.message)
          : decodeBody(findPart(rendered, { partId }) ?? {});
      },
    });
    if (firstDifference(bytes, again) === undefined) {
      return { tone: "good", text: "Through the payload and back: the same bytes, too." };
    }
    const samePayload = JSON.stringify(mimeToPayload(again)) === JSON.stringify(rendered);
    const sizes = `${count(bytes.length)} bytes become ${count(again.length)}`;
    return samePayload
      ? {
          tone: "good",
          text: `Through the payload and back: the same payload. Folds, encodings and boundaries are new (${sizes}).`,
        }
      : {
          tone: "plain",
          text: `Through the payload and back: the payload differs, for it cannot hold all that the bytes say (${sizes}).`,
        };
  } catch (error) {
    if (!(error instanceof MimeError)) throw error;
    return { tone: "plain", text: `Through the payload and back: ${error.message} (${error.code}).` };
  }
}

/** Says how many defects there are. */
export function countDefects(defects: number): Verdict {
  if (defects === 0) return { tone: "good", text: "No defects." };
  const found = defects === 1 ? "1 defect" : `${count(defects)} defects`;
  return { tone: "plain", text: `${found}: listed below, and marked where they are in the source.` };
}

function findMissing(payload: MessageLike | PartLike): number {
  const missing = new Set<string>();
  const content = ({ partId }: { partId: string }): undefined => {
    missing.add(partId);
    return undefined;
  };
  try {
    payloadToMime(payload, { content: (place) => content(place) ?? new Uint8Array() });
  } catch (error) {
    if (!(error instanceof MimeError)) throw error;
  }
  return missing.size;
}

function firstDifference(a: Uint8Array, b: Uint8Array): number | undefined {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return i;
  return a.length === b.length ? undefined : length;
}

function same(length: number): string {
  if (length === 1) return "the one byte is the same";
  return `all ${count(length)} bytes are the same`;
}
