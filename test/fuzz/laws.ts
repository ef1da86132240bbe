/** The laws that are tried, by name, each on one kind of input. */

import { expect } from "vitest";
import { decodeHeaderText, parseContentType, parseEntity, walkEntity } from "../../src/index.js";
import { latin1, text } from "../support/bytes.js";
import {
  expectEditable,
  expectLossless,
  expectPartIds,
  expectPayloadReturns,
  expectRemovable,
  expectReplaceable,
} from "../support/laws.js";
import { expectConversation } from "../support/laws-of-conversation.js";
import { expectMailReturns } from "../support/laws-of-mail.js";
import { mailDifferences } from "../support/mail-differences.js";
import { expectKeysInOrder, expectPartsOfTree, expectTrueSizes } from "../support/payload-form.js";
import type { Cost } from "./cost.js";
import { expectSafeHttp } from "./http.js";
import { expectCleanHeaderText, expectReadable } from "./readers.js";
import type { Json, Kind, Trial } from "./trial.js";
import { expectSettled } from "./values.js";
import { expectSafeEdit, expectSafeMail, expectSafePayload, expectSafeReplacement } from "./writers.js";

export interface Law {
  readonly name: string;
  readonly kind: Kind;
  /** @throws what the check throws, when the law does not hold. */
  readonly check: (trial: Trial, cost: Cost) => void;
}

type OfMessage = (bytes: Uint8Array, pick: number, cost: Cost) => unknown;
const ofMessage = (name: string, check: OfMessage, kind: Kind = "message"): Law => {
  return { name, kind, check: ({ input, pick }, cost) => check(input as Uint8Array, pick, cost) };
};
const ofJson = (name: string, kind: Kind, check: (value: Json, cost: Cost) => void): Law => {
  return { name, kind, check: ({ input }, cost) => check(input as Json, cost) };
};

export const LAWS: readonly Law[] = [
  ofMessage("law-2-lossless", expectLossless),
  ofMessage("law-2-replaceable", expectReplaceable),
  ofMessage("law-3-field", (bytes, pick) => expectEditable(bytes, pick, pick % 2 === 0 ? "v" : "é ✓")),
  ofMessage("law-3-removal", expectRemovable),
  ofMessage("law-4-mail", expectMailReturns),
  ofMessage(
    "law-5-payload",
    (bytes) => hasWritableTypes(bytes) && !hasTornParameter(bytes) && expectPayloadReturns(bytes),
  ),
  ofMessage(
    "law-6-square",
    (bytes) => hasTornParameter(tame(bytes)) || expect(mailDifferences(tame(bytes))).toEqual([]),
  ),
  ofMessage("law-7-part-ids", expectPartIds),
  ofMessage("law-8-readers", (bytes, _, cost) => expectReadable(bytes, cost)),
  ofMessage("law-8-linear", (bytes, _, cost) => expectReadable(bytes, cost), "flood"),
  ofMessage("law-8-header-text", expectCleanHeaderText),
  ofMessage("law-8-field-edit", expectSafeEdit),
  ofMessage("law-8-part-edit", expectSafeReplacement),
  ofMessage("law-8-conversation", expectConversation),
  ofMessage("payload-parts", expectPartsOfTree),
  ofMessage("payload-keys", expectKeysInOrder),
  ofMessage("payload-sizes", expectTrueSizes),
  ofJson("law-1-values", "value", expectSettled),
  ofJson("law-8-build", "mail", expectSafeMail),
  ofJson("law-8-payload", "payload", expectSafePayload),
  ofJson("law-9-http", "http", expectSafeHttp),
];

/**
 * Law 5 is not for a boundary that may be read but not written (RFC 2046 §5.1.1), nor for one that is the close
 * delimiter of another: it is replaced. Nor for a type with a NUL, which is none until the NUL is cleaned away.
 */
function hasWritableTypes(bytes: Uint8Array): boolean {
  const boundaries = [...walkEntity(parseEntity(bytes))].map(({ entity }) => {
    const type = entity.fields.find(({ name }) => /^content-type$/i.test(name));
    if (type?.value.includes("\0")) return "";
    return parseContentType(type?.value ?? "")?.parameters.get("boundary") ?? "B";
  });
  return boundaries.every(
    (one) => /^[\w'()+,./:=? -]{0,69}[\w'()+,./:=?-]$/.test(one) && !boundaries.includes(`${one}--`),
  );
}

/**
 * Laws 5 and 6 are not for a parameter whose "=" opens an encoded word (`filename=?utf-8?Q?a?=`), nor for one whose quotes
 * close inside a word (`"=?utf-8?Q?"?="`): the bytes have the parameter, but Gmail decodes the word as any other, and
 * the value it shows has it no more (rule 16).
 */
function hasTornParameter(bytes: Uint8Array): boolean {
  return [...walkEntity(parseEntity(bytes))].some(({ entity }) =>
    entity.fields.some(
      ({ name, value }) =>
        /^content-(type|disposition)$/i.test(name) &&
        /(?:^|[;\s])[^\s;="]+\s*=\?[^?\s]+\?[bq]\?|=\?[^?\s]+\?[bq]\?[^?\s]*"/i.test(value) &&
        decodeHeaderText(value) !== value,
    ),
  );
}

/**
 * A message as law 6 takes it: ASCII lines without NUL and bare CR, which are cleaned before they are shown, and
 * no words in address fields, as a payload is no longer the list it was where such a word stands beside others.
 */
function tame(bytes: Uint8Array): Uint8Array {
  const ascii = text(bytes)
    .replace(/\0|[\x80-\xff]/g, "")
    .replace(/\r\n?/g, "\n");
  return latin1(ascii.replace(/^(From|To):.*(\n[\t ].*)*/gm, (field) => field.replaceAll("=?", "")));
}
