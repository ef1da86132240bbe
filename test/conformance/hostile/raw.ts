/** Texts that are said to be base64url: both alphabets, padded or not, and nothing else. */

import {
  decodeRaw,
  encodeRaw,
  parseAttachmentId,
  parseMime,
  parsePayload,
  parseRaw,
  parseRequest,
  parseUpload,
  rawToPayload,
  renderAttachment,
} from "../../../src/index.js";
import { latin1 } from "../../support/bytes.js";
import type { HostileCase } from "../../support/hostile.js";

const gives = (raw: string, bytes: string): HostileCase => ({
  name: `read: ${JSON.stringify(raw)}`,
  use: () => decodeRaw(raw),
  gives: latin1(bytes),
});
const refused = (raw: unknown, shown = JSON.stringify(raw)): HostileCase => ({
  name: `refused: ${shown}`,
  use: () => decodeRaw(raw as string),
  refused: "raw-invalid",
});
const sent = (raw: unknown) => ({
  method: "POST",
  url: "/gmail/v1/users/me/messages/send",
  headers: {},
  body: JSON.stringify({ raw }),
});

export const cases: readonly HostileCase[] = [
  gives("", ""),
  gives("QQ==", "A"),
  gives("QQ", "A"),
  gives("QUI", "AB"),
  gives("_-8", "\xff\xef"),
  gives("/+8=", "\xff\xef"),
  gives("_+8", "\xff\xef"),
  gives("QU\r\nJD", "ABC"),
  gives(" Q U I = \n", "AB"),
  refused("Q"),
  refused("QQ="),
  refused("QQ==="),
  refused("=QQ"),
  refused("QQ==QQ=="),
  refused("QU=JD"),
  refused("QUJ!"),
  refused("QUJ\0"),
  refused("\u760d\u760d\u760d\u760d"),
  refused("QUJ\u0141"),
  refused("data:message/rfc822;base64,QQ=="),
  refused("Subject: hi"),
  refused("%51%51"),
  refused("\ud800\ud800\ud800\ud800"),
  refused(`${"QUFB".repeat(100_000)}!`, "400 KB with junk at the end"),
  { name: "no text", use: () => decodeRaw(5 as never), refused: "raw-invalid" },
  { name: "bytes for text", use: () => decodeRaw(latin1("QQ==") as never), refused: "raw-invalid" },
  { name: "text for bytes", use: () => encodeRaw("x" as never), refused: "input-invalid" },
  { name: "parseRaw", use: () => parseRaw("!"), refused: "raw-invalid" },
  { name: "rawToPayload", use: () => rawToPayload("!"), refused: "raw-invalid" },
  { name: "a message of the API", use: () => parsePayload({ raw: "!" }), refused: "raw-invalid" },
  { name: "a body of the API", use: () => parsePayload({ body: { data: "!" } }), refused: "raw-invalid" },
  { name: "a request", use: () => parseRequest(sent("!")), refused: "raw-invalid" },
  {
    name: "a strict request in the standard alphabet",
    use: () => parseRequest(sent("/+8="), { strict: true }),
    refused: "raw-invalid",
  },
  { name: "a request whose raw is a number", use: () => parseRequest(sent(7)), refused: "input-invalid" },
  { name: "a request without raw", use: () => parseRequest(sent(undefined)), refused: "content-missing" },
  { name: "an upload", use: () => parseUpload("application/json", '{"raw": "!"}'), refused: "raw-invalid" },
  {
    name: "an upload that is no JSON",
    use: () => parseUpload("application/json", "{raw"),
    refused: "input-invalid",
  },
  {
    name: "a strict upload that is no message",
    use: () => parseUpload("text/plain", "x", { strict: true }),
    refused: "media-type-invalid",
  },
  { name: "another's attachment id", use: () => parseAttachmentId("ANGj!!"), gives: undefined },
  {
    name: "an attachment id of no part",
    use: () => renderAttachment("A: b\n\n", { attachmentId: "ANGjOTk" }),
    refused: "part-not-found",
  },
  {
    name: "a mail is read as text where raw was meant",
    use: () => parseMime("U3ViamVjdDogaGkNCg0KeW8=").subject,
    gives: undefined,
  },
];
