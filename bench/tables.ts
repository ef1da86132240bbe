/** Which tables there are: who reads or builds which messages. Each is filled by a process of its own. */

import { build, emailjsBuilder, mimetext, nodemailer, nodemailerAndBuffer, rawBuild } from "./builders.js";
import type { Contestant } from "./contestant.js";
import { gmime } from "./gmime.js";
import {
  answerMade,
  answerStored,
  entity,
  format,
  mail,
  metadata,
  payload,
  rawDecode,
  rawEncode,
  rawParse,
  read,
  request,
} from "./ours.js";
import { letterParser, mailParser, postalMime } from "./peers.js";
import { bufferAndPostalMime, bufferDecode, bufferEncode, gmailParseMessage } from "./readers.js";
import { base64Decode, base64Encode, copy, latin1, scan, utf8 } from "./runtime.js";
import { mailParserWasm } from "./wasm.js";

export interface Table {
  readonly name: string;
  readonly title: string;
  /** The first one is the measure of the ratios. */
  readonly contestants: readonly Contestant[];
}

export const TABLES: readonly Table[] = [
  {
    name: "PARSE",
    title: "bytes to the mail a person means, everything decoded and touched",
    contestants: [mail, postalMime, mailParser, letterParser, mailParserWasm, gmime],
  },
  {
    name: "PAYLOAD",
    title: "bytes to Gmail's payload, sizes exact (postal-mime: its full parse)",
    contestants: [payload, metadata, mail, scan, postalMime],
  },
  {
    name: "ENTITY",
    title: "bytes to the tree, nothing decoded, and back (postal-mime: its full parse)",
    contestants: [entity, format, mail, scan, postalMime],
  },
  {
    name: "BUILD",
    title: "a mail object to bytes",
    contestants: [build, nodemailer, emailjsBuilder, mimetext],
  },
  {
    name: "READ",
    title: "a payload of the API to the mail; contents of files stay with Gmail",
    contestants: [read, gmailParseMessage],
  },
  { name: "RAW of bytes", title: "bytes to base64url", contestants: [rawEncode, bufferEncode] },
  { name: "RAW to bytes", title: "base64url to bytes", contestants: [rawDecode, bufferDecode] },
  { name: "RAW to mail", title: "base64url to the mail", contestants: [rawParse, bufferAndPostalMime] },
  { name: "RAW of mail", title: "a mail object to base64url", contestants: [rawBuild, nodemailerAndBuffer] },
  {
    name: "ANSWER",
    title: "a stored message in format metadata (postal-mime: its full parse)",
    contestants: [answerStored, answerMade, postalMime],
  },
  { name: "REQUEST", title: "bytes to a multipart messages.insert", contestants: [request, copy] },
  {
    name: "RUNTIME",
    title: "what the runtime alone needs for these bytes",
    contestants: [mail, copy, scan, latin1, utf8, base64Encode, base64Decode],
  },
];

/** All our own work at once, for one version of Node beside others. */
export const OURS: Table = {
  name: "OURS",
  title: "our own work",
  contestants: [mail, payload, build, read, rawEncode, rawDecode],
};
