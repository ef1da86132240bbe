/** Right calls of everything that a person means by a mail, to be spoiled. */

import { parseEntity, parseMime } from "../../../src/index.js";
import type { Call } from "../../support/wrong-use.js";

const bytes = (): Uint8Array => new Uint8Array([72, 105]);
const raw = "U3ViamVjdDogaGkNCg0KeW8";
const onDefect = (): void => {};
const parsing = () => ({ limits: { depth: 9, inputBytes: 9_999_999, addresses: 99 }, onDefect });

const addresses = () => ({
  from: { name: "Ann", address: "a@x.example" },
  sender: "a@x.example",
  replyTo: ["a@x.example", { address: "b@x.example" }],
  to: [{ name: "Team", members: [{ name: "B", address: "b@x.example" }] }],
});
const fields = () => ({
  cc: "c@x.example",
  subject: "hi",
  date: new Date(0),
  dateOffset: 60,
  messageId: "<1@x.example>",
  inReplyTo: ["<0@x.example>"],
  references: "<0@x.example>",
  headers: [{ name: "X-A", value: "b" }, ["Resent-To", "r@x.example"]],
});
const texts = () => ({
  text: "hi",
  html: "<p>hi</p>",
  amp: "<p>hi</p>",
  calendar: { method: "REQUEST", text: "BEGIN:VCALENDAR" },
});
const attached = () => ({
  attachments: [
    {
      filename: "a.txt",
      content: "QQ==",
      encoding: "base64",
      contentType: "text/plain",
      disposition: "inline",
      contentId: "c@x",
      kind: "inline",
      headers: [{ name: "X-A", value: "b" }],
    },
    { content: bytes(), mimeType: "image/png", cid: "d@x", headers: { "X-A": ["b"] } },
  ],
});
const building = () => ({
  boundary: "b0undary",
  charset: "utf-8",
  transferEncoding: "base64",
  flowed: false,
  utf8Headers: true,
  limits: { addresses: 99, parts: 99 },
});
/** A mail as it was read, in plain objects. */
const mail = () => ({
  ...fields(),
  from: [{ name: "Ann", address: "a@x.example" }],
  sender: { address: "a@x.example" },
  replyTo: [{ name: "Ann", address: "a@x.example" }],
  to: [{ name: "Team", members: [{ name: "B", address: "b@x.example" }] }],
  cc: [{ address: "c@x.example" }],
  references: ["<0@x.example>"],
  text: "hi",
  html: "<p>hi</p>",
  headers: [],
  bodies: [],
  defects: [],
});
const held = () => ({
  calendar: { method: "REQUEST", text: "BEGIN:VCALENDAR", partId: "2" },
  attachments: [
    { partId: "1", kind: "attachment", mimeType: "image/png", headers: [], size: 2, content: bytes() },
  ],
});
const lone = (value: () => unknown): Call => ({ given: () => [value()] });

export const callsOfMail: Readonly<Record<string, readonly Call[]>> = {
  buildMime: [
    lone(addresses),
    lone(fields),
    { given: () => [{ ...texts(), subject: "é" }, building()] },
    lone(attached),
    lone(() => ({ headers: { "X-A": "b", "X-B": ["c"] }, calendar: "x", date: 0 })),
    {
      given: () => [
        { date: "1 Jan 2020", text: "x" },
        { transferEncoding: "quoted-printable", flowed: true },
      ],
    },
    lone(held),
  ],
  buildRaw: [{ given: () => [{ to: "a@x.example", text: "hi" }, building()] }],
  buildPayload: [
    {
      given: () => [
        { subject: "x", ...held() },
        { charset: "utf-8", limits: { addresses: 99 } },
      ],
    },
  ],
  mailToEntity: [{ given: () => [{ from: "a@x.example", html: "x" }, building()] }],
  parseMime: [{ given: () => [bytes(), parsing()] }, lone(() => "Subject: hi\n\nyo")],
  parseRaw: [{ given: () => [raw, parsing()] }],
  parsePayload: [
    {
      given: () => [
        {
          payload: {
            partId: "",
            mimeType: "multipart/mixed",
            filename: "",
            headers: [{ name: "From", value: "a@x.example" }],
            body: { size: 0 },
            parts: [
              { partId: "0", mimeType: "text/plain", headers: [], body: { size: 2, data: "aGk" } },
              { partId: "1", mimeType: "image/png", filename: "a.png", body: { size: 2, attachmentId: "A" } },
            ],
          },
        },
        { ...parsing(), content: () => bytes() },
      ],
    },
    lone(() => ({ raw })),
  ],
  entityToMail: [
    { given: () => [parseEntity("Subject: hi\n\nyo"), parsing()] },
    {
      given: () => [
        {
          kind: "multipart",
          fields: [{ name: "Content-Type", value: "multipart/mixed; boundary=b" }],
          parts: [
            { kind: "leaf", fields: [{ name: "A", value: "b" }], content: bytes() },
            { kind: "leaf", fields: [], content: { attachmentId: "A", size: 3 } },
            { kind: "message", fields: [], message: { kind: "leaf", fields: [], content: bytes() } },
          ],
          preamble: bytes(),
          epilogue: bytes(),
        },
      ],
    },
  ],
  withContents: [
    {
      echoes: true,
      given: () => [
        { subject: "hi", ...held() },
        new Map([
          ["1", bytes()],
          ["2", bytes()],
        ]),
      ],
    },
  ],
  safeFilename: [lone(() => ({ partId: "1", filename: "a.pdf", mimeType: "application/pdf" }))],
  reply: [
    { given: () => [mail(), { self: "me@x.example", all: true, utf8Headers: false }] },
    { given: () => [parseMime("From: a@x\n\nhi"), { self: ["me@x.example"] }] },
  ],
  forward: [
    { given: () => [mail(), { note: { text: "t", html: "h" }, timeZone: "UTC" }] },
    { given: () => [{ subject: "hi" }, { note: "n", attach: bytes() }] },
    { given: () => [held()], echoes: true },
  ],
  quote: [
    { given: () => [mail(), { text: "t", html: "h", signature: { text: "s", html: "s" }, timeZone: "UTC" }] },
    { given: () => [{ html: "<p>hi</p>" }, { signature: "s", attribution: "x:" }] },
  ],
  stripQuoted: [lone(() => ({ text: "a\n> b", html: "a<blockquote>b</blockquote>" }))],
  joinsThread: [
    {
      given: () => [
        { subject: "hi", references: ["<0@x.example>"], inReplyTo: ["<0@x.example>"] },
        { subject: "hi", messageIds: ["<0@x.example>"] },
      ],
    },
  ],
};
