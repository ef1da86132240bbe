/** The demonstration: a message as Gmail would show it, and the way back, computed before your eyes. */

import { isDeepStrictEqual } from "node:util";
import {
  appendField,
  buildMime,
  decodeContent,
  type Entity,
  entityToPayload,
  findEntity,
  formatEntity,
  mimeToPayload,
  parseEntity,
  parseMime,
  payloadToMime,
  removeFields,
  walkParts,
} from "../index.js";
import { formatJson, type Paint } from "./terminal.js";
import { drawTree } from "./tree.js";

/** Where the message of the demonstration is, from the root of the repository. */
export const DEMO_MESSAGE = "test/messages/demo.eml";

export interface Demonstration {
  readonly text: string;
  /** Whether every way back gave what it started from. */
  readonly same: boolean;
}

/**
 * Shows a message as a tree and as payload JSON, then goes the ways back and compares.
 *
 * @param bytes - The message.
 */
export function demonstrate(bytes: Uint8Array, paint: Paint): Demonstration {
  const entity = parseEntity(bytes);
  const payload = entityToPayload(entity);
  const json = formatJson(payload);

  const written = payloadToMime(payload, { content: ({ partId }) => contentOf(entity, partId) });
  const payloadSame = formatJson(mimeToPayload(written)) === json;
  const mail = parseMime(bytes);
  const mailSame = isDeepStrictEqual(parseMime(buildMime(mail)), mail);
  const bytesSame = equal(formatEntity(entity), bytes);
  const edited = removeFields(appendField(entity, "X-Demo", "seen"), "X-Demo");
  const editedSame = equal(formatEntity(edited), bytes);

  const title = (text: string): string => `${paint("bold", text)}\n\n`;
  const verdict = (same: boolean): string =>
    same ? paint("green", "the same") : paint("red", "NOT the same");
  const parts = [...walkParts(payload)].length;
  const text = [
    title(`${DEMO_MESSAGE}, ${bytes.length} bytes, as a tree`),
    drawTree(payload, paint),
    "\n",
    title("The same message as the payload of the Gmail API"),
    json,
    "\n",
    title("And the way back"),
    `payload -> bytes -> payload   ${verdict(payloadSame)}: ${parts} parts, ${json.length} characters of JSON\n`,
    `mail -> bytes -> mail         ${verdict(mailSame)}: ${mail.attachments.length} attachments and the texts\n`,
    `bytes -> tree -> bytes        ${verdict(bytesSame)}: ${bytes.length} bytes\n`,
    `a field added, then removed   ${verdict(editedSame)}: ${bytes.length} bytes\n`,
    "\n",
    title("Look at a mail of your own"),
    "node dist/cli/main.js tree your.eml      its parts\n",
    "node dist/cli/main.js parse your.eml     whom it is from, what it says, which files it brings\n",
    "node dist/cli/main.js check your.eml     what is odd about it\n",
    "node dist/cli/main.js --help             all commands\n",
  ];
  return { text: text.join(""), same: payloadSame && mailSame && bytesSame && editedSame };
}

/** The bytes of a part that a payload knows by an id: what attachments.get would answer. */
function contentOf(root: Entity, partId: string): Uint8Array | undefined {
  const part = findEntity(root, partId);
  if (part?.kind === "leaf") return decodeContent(part);
  return part?.kind === "message" ? formatEntity(part.message) : undefined;
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
