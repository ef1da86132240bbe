/** A program of a stranger's: it is compiled by the strictest compiler, and run. */

import {
  type Attachment,
  buildMime,
  buildRaw,
  type Entity,
  type GmailMessage,
  type Mail,
  type MailInput,
  MimeError,
  type MimeErrorCode,
  mailboxes,
  mimeToPayload,
  parseEntity,
  parsePayload,
  parseRaw,
  quote,
  rawToPayload,
  renderMessage,
  reply,
} from "gmail-mime";
import {
  decodeBodyText,
  findHeader,
  MimeError as LiteError,
  mimeToPayload as payloadOf,
} from "gmail-mime/lite";

declare const console: { log(line: string): void };

const input: MailInput = {
  from: "Zoë <zoe@huts.example>",
  to: [{ name: "Huts, Desk", address: "desk@huts.example" }],
  subject: "Grüße",
  text: "See you there.\n",
  attachments: [{ filename: "route.txt", content: "up, then down" }],
};
const raw = buildRaw(input);
const mail: Mail = parsePayload({ id: "18c0ffee", payload: rawToPayload(raw) });
const files: readonly Attachment[] = mail.attachments;
const answer: MailInput = { ...reply(mail, { self: "desk@huts.example" }), ...quote(mail, { text: "Yes." }) };
const message: GmailMessage = renderMessage({ id: "1", threadId: "1", raw: buildMime(answer) });

let code: MimeErrorCode | undefined;
try {
  buildRaw({ subject: "a\r\nBcc: b@x.example" });
} catch (error) {
  if (error instanceof MimeError) code = error.code;
}
let liteCode: MimeErrorCode | undefined;
try {
  payloadOf(1 as never);
} catch (error) {
  if (error instanceof LiteError) liteCode = error.code;
}

const kindOf = (entity: Entity): Entity["kind"] => entity.kind;
const latin = Uint8Array.from("Content-Type: text/plain; charset=iso-8859-1\n\ncaf\xe9 \x80", (character) =>
  character.charCodeAt(0),
);
const part = payloadOf(latin);

console.log(
  JSON.stringify({
    subject: parseRaw(raw).subject,
    to: mailboxes(mail.to ?? []).map(({ address }) => address),
    files: files.map(({ filename, size }) => `${filename} ${size}`),
    reply: answer.subject,
    rendered: Object.keys(message).join(),
    code,
    liteCode,
    kind: kindOf(parseEntity(latin)),
    text: decodeBodyText(part),
    same: decodeBodyText(mimeToPayload(latin)) === decodeBodyText(part),
    type: findHeader(part, "content-type"),
  }),
);
