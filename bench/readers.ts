/** Who else reads what the Gmail API gives: payloads, and `raw`. */

import parseMessage from "gmail-api-parse-message";
import PostalMime from "postal-mime";
import { asynchronous, type Contestant, rawGiven, synchronous, touch } from "./contestant.js";
import { messageGiven } from "./ours.js";
import { touchEmail, understandPostalMime } from "./peers.js";

export const gmailParseMessage: Contestant = synchronous({
  name: "gmail-api-parse-message",
  input: messageGiven,
  work: (message) => {
    const read = parseMessage(message);
    return touch(read, [read.textPlain, read.textHtml], []);
  },
  understand: ({ headers, textPlain = "", textHtml = "", attachments = [], inline = [] }) => ({
    subject: headers.subject ?? "",
    text: textPlain,
    html: textHtml,
    attachments: [...attachments, ...inline].map(({ filename, size }) => ({ name: filename, size })),
  }),
});

export const bufferEncode: Contestant = synchronous({
  name: "Buffer",
  input: ({ bytes }) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
  work: (buffer) => buffer.toString("base64url"),
  understand: (raw) => ({ message: Buffer.from(raw, "base64url") }),
});

export const bufferDecode: Contestant = synchronous({
  name: "Buffer",
  input: rawGiven,
  work: (raw): Uint8Array => Buffer.from(raw, "base64url"),
  understand: (message) => ({ message }),
});

/** What an integration does without us. */
export const bufferAndPostalMime: Contestant = asynchronous({
  name: "Buffer + postal-mime",
  input: rawGiven,
  work: async (raw) => touchEmail(await PostalMime.parse(Buffer.from(raw, "base64url"))),
  understand: understandPostalMime,
});
