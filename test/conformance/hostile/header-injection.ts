/** Everything a caller gives that reaches a header, filled with what breaks out of one. */

import type { MimeErrorCode } from "../../../src/index.js";
import {
  acceptMessage,
  appendField,
  buildBatch,
  buildRequest,
  encodeHeaderText,
  formatAddressList,
  formatContentDisposition,
  formatContentType,
  formatMessageIds,
  parseEntity,
  setField,
} from "../../../src/index.js";
import type { Building, HostileCase, Using } from "../../support/hostile.js";

/** A mail with a value in one place, and how it is read there again. */
interface Place {
  readonly name: string;
  readonly mail: (value: string) => object;
  readonly options?: (value: string) => object;
  readonly reads?: (value: string) => object;
  /** Of a line break or NUL; `header-injection` when not said. */
  readonly breaks?: MimeErrorCode;
  /** Of text that is no more than odd, where it must be refused. */
  readonly odd?: MimeErrorCode;
  /** Where letters outside ASCII are written, the domains of addresses, in punycode. */
  readonly letters?: "punycode";
  /** Of 100 KB; where it is not said they are written. */
  readonly long?: MimeErrorCode;
}

const attached = (attachment: object): object => ({
  text: "t",
  attachments: [{ content: "c", ...attachment }],
});
const readAttached = (attachment: object): object => ({ attachments: [attachment] });

const places: readonly Place[] = [
  { name: "subject", mail: (subject) => ({ subject }), reads: (subject) => ({ subject }) },
  {
    name: "display name",
    mail: (name) => ({ to: { name, address: "a@b" } }),
    reads: (name) => ({ to: [{ name, address: "a@b" }] }),
  },
  {
    name: "group name",
    mail: (name) => ({ cc: [{ name, members: [] }] }),
    reads: (name) => ({ cc: [{ name, members: [] }] }),
  },
  {
    name: "custom value",
    mail: (value) => ({ headers: [{ name: "X-A", value }] }),
    reads: (value) => ({ headers: [{ name: "X-A", value }] }),
  },
  {
    name: "value in a record",
    mail: (value) => ({ headers: { "X-A": [value, "b"] } }),
    reads: (value) => ({ headers: [{ value }, { value: "b" }] }),
  },
  {
    name: "value of a resent field",
    mail: (value) => ({ headers: { "Resent-To": value } }),
    reads: (value) => ({ headers: [{ name: "Resent-To", value }] }),
  },
  {
    name: "filename",
    mail: (filename) => attached({ filename }),
    reads: (filename) => readAttached({ filename }),
    long: "header-too-long",
  },
  {
    name: "content id",
    mail: (contentId) => attached({ contentId }),
    reads: (contentId) => readAttached({ contentId }),
  },
  { name: "cid", mail: (cid) => attached({ cid }), reads: (contentId) => readAttached({ contentId }) },
  {
    name: "field of an attachment",
    mail: (value) => attached({ headers: [["Content-Description", value]] }),
    reads: (value) => readAttached({ headers: [{ name: "Content-Description", value }] }),
  },
  {
    name: "calendar method",
    mail: (method) => ({ calendar: { method, text: "x" } }),
    reads: (method) => ({ calendar: { method } }),
    long: "header-too-long",
  },
  { name: "local part", mail: (value) => ({ from: { address: `a${value}@b` } }), odd: "address-invalid" },
  {
    name: "domain",
    mail: (value) => ({ sender: { address: `a@b${value}` } }),
    odd: "address-invalid",
    letters: "punycode",
  },
  { name: "address string", mail: (value) => ({ bcc: `a@b${value}>` }), odd: "address-invalid" },
  { name: "reply-to string", mail: (value) => ({ replyTo: `x${value}` }), odd: "address-invalid" },
  {
    name: "member",
    mail: (value) => ({ to: [{ name: "g", members: [{ address: `${value}a@b` }] }] }),
    odd: "address-invalid",
  },
  { name: "message id", mail: (value) => ({ messageId: `<a${value}@b>` }), odd: "message-id-invalid" },
  { name: "in-reply-to", mail: (value) => ({ inReplyTo: [`<a@b${value}>`] }), odd: "message-id-invalid" },
  { name: "references", mail: (value) => ({ references: `<a@b> <c${value}@d>` }), odd: "message-id-invalid" },
  {
    name: "date string",
    mail: (value) => ({ date: `${value}` }),
    breaks: "date-invalid",
    odd: "date-invalid",
  },
  {
    name: "field name",
    mail: (value) => ({ headers: { [`X${value}`]: "v" } }),
    breaks: "header-name",
    odd: "header-name",
  },
  {
    name: "field name of an attachment",
    mail: (value) => attached({ headers: [[`X${value}`, "v"]] }),
    breaks: "header-name",
    odd: "header-name",
  },
  {
    name: "content type",
    mail: (value) => attached({ contentType: `text/${value}x` }),
    odd: "media-type-invalid",
  },
  { name: "media type", mail: (value) => attached({ mimeType: `${value}/x` }), odd: "media-type-invalid" },
  {
    name: "boundary",
    mail: () => attached({}),
    options: (boundary) => ({ boundary }),
    breaks: "boundary-invalid",
    odd: "boundary-invalid",
  },
  {
    name: "charset",
    mail: () => ({ text: "t" }),
    options: (charset) => ({ charset }),
    breaks: "charset-invalid",
    odd: "charset-invalid",
  },
];

const breakers = ["\r", "\n", "\r\n", "\0", "\r\nBcc: e@v.il", "\n\nbody", "\r\n\r\n--B\r\n"];
/** No breaks, though some software makes breaks of them. */
const odd = [
  "\u2028",
  "\u760d",
  "\u010a",
  "\ud800",
  "\udc00a",
  "\u0085",
  "\u00e9",
  "=?utf-8?Q?=0D=0ABcc:_e@v.il?=",
];
const long = "long text ".repeat(10_240).trim();

function casesOf({
  name,
  mail,
  options,
  reads,
  breaks,
  odd: refusedOdd,
  long: refusedLong,
  letters,
}: Place): Building[] {
  const of = (value: string, shown: string, refused?: MimeErrorCode): Building => {
    const given = { name: `${name}: ${shown}`, build: mail(`x${value}y`), options: options?.(`x${value}y`) };
    return refused ? { ...given, refused } : { ...given, reads: reads?.(`x${value}y`.toWellFormed()) ?? {} };
  };
  return [
    ...breakers.map((value) => of(value, JSON.stringify(value), breaks ?? "header-injection")),
    ...odd.map((value) => {
      const isLetter = letters !== undefined && /^\p{L}$/u.test(value);
      return of(value, JSON.stringify(value), isLetter ? undefined : refusedOdd);
    }),
    of(long, "100 KB", refusedLong ?? refusedOdd),
  ];
}

/** Functions that write a value of a header, or a line of HTTP. */
const writers: readonly (readonly [string, (value: string) => unknown, MimeErrorCode?])[] = [
  ["formatAddressList", (value) => formatAddressList([{ name: value, address: "a@b" }])],
  ["formatMessageIds", (value) => formatMessageIds([`<a${value}@b>`])],
  ["formatContentType's value", (value) => formatContentType({ type: "a/b", parameters: { n: value } })],
  [
    "formatContentType's name",
    (value) => formatContentType({ type: "a/b", parameters: { [value]: "v" } }),
    "parameter-invalid",
  ],
  ["formatContentType's type", (value) => formatContentType({ type: `a/${value}` }), "media-type-invalid"],
  ["formatContentDisposition", (value) => formatContentDisposition({ type: value }), "media-type-invalid"],
  ["encodeHeaderText", (value) => encodeHeaderText(value)],
  ["setField", (value) => setField(parseEntity("A: b\n\nc"), "A", value)],
  ["setField's address", (value) => setField(parseEntity("A: b\n\nc"), "To", value)],
  ["setField's name", (value) => setField(parseEntity("A: b\n\nc"), value, "b"), "header-name"],
  ["appendField", (value) => appendField(parseEntity("A: b\n\nc"), "Content-Type", value)],
  ["acceptMessage", (value) => acceptMessage("A: b\n\nc", { received: value })],
  ["an access token", (value) => buildRequest({ method: "drafts.list" }, { accessToken: value })],
  ["a header of a batch", (value) => buildBatch([{ method: "GET", url: "/x", headers: { A: value } }])],
  [
    "a URL of a batch",
    (value) => buildBatch([{ method: "GET", url: `/${value}`, headers: {} }]),
    "input-invalid",
  ],
  [
    "a Content-ID of a batch",
    (value) => buildBatch([{ method: "GET", url: "/x", headers: {}, contentId: value }]),
  ],
];
const writing = writers.flatMap(([name, write, code = "header-injection"]) =>
  ["\r", "\n", "\0", "\r\nBcc: e@v.il"].map(
    (value): Using => ({
      name: `${name}: ${JSON.stringify(value)}`,
      use: () => write(`x${value}y`),
      refused: code,
    }),
  ),
);

const bodies = `${[...breakers, ...odd].join("")}.\r\n.\r\nSubject: x\r\n\r\n`;
const lines = bodies.toWellFormed().replace(/\r\n?/g, "\n");

export const cases: readonly HostileCase[] = [
  ...places.flatMap(casesOf),
  ...writing,
  {
    name: "bodies hold anything, and stay bodies",
    build: { text: bodies, html: bodies, amp: bodies, calendar: { text: bodies } },
    fields: ["MIME-Version", "Content-Type"],
    reads: { text: lines, html: lines, amp: lines, calendar: { text: lines } },
  },
];
