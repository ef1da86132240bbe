/** Attachments written as files: in one directory, under safe names, over nothing that stands there. */

import { type Attachment, safeFilename } from "../index.js";

/** Writes a new file into a directory; `false` when anything stands there under that name. */
export type Save = (name: string, content: Uint8Array) => Promise<boolean>;

/** The longest name file systems take, in bytes, and the longest ending that is kept as an extension. */
const LONGEST_NAME = 255;
const LONGEST_EXTENSION = 32;

/**
 * Writes the attachments whose content is known, each as a file of its own.
 *
 * @returns The names of the files, in the order of the attachments; `undefined` for one without content.
 */
export async function saveAttachments(
  attachments: readonly Attachment[],
  save: Save,
): Promise<(string | undefined)[]> {
  const names: (string | undefined)[] = [];
  // Where to go on for a name that was there before: ten thousand equal names are no ten thousand tries each.
  const nextNumbers = new Map<string, number>();
  for (const attachment of attachments) {
    const { content } = attachment;
    if (content === undefined) {
      names.push(undefined);
      continue;
    }
    const wanted = safeFilename(attachment);
    const key = wanted.toLowerCase(); // many file systems take two cases for one name
    let number = nextNumbers.get(key) ?? 1;
    while (!(await save(numberName(wanted, number), content))) number++;
    names.push(numberName(wanted, number));
    nextNumbers.set(key, number + 1);
  }
  return names;
}

/**
 * Puts a number into a file name: the first has none.
 *
 * @example
 * numberName("plan.pdf", 2); // => "plan-2.pdf"
 */
export function numberName(name: string, number: number): string {
  if (number === 1) return name;
  const dot = name.lastIndexOf(".");
  const isExtension = dot > 0 && byteLength(name.slice(dot)) <= LONGEST_EXTENSION;
  const extension = isExtension ? name.slice(dot) : "";
  const ending = `-${number}${extension}`;
  const stem = name.slice(0, name.length - extension.length);
  return startOf(stem, LONGEST_NAME - byteLength(ending)) + ending;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** As many whole characters as fit into so many bytes of UTF-8. */
function startOf(text: string, bytes: number): string {
  return text.slice(0, new TextEncoder().encodeInto(text, new Uint8Array(bytes)).read);
}
