/** Names of fields, parameters and keys that are names of every object in JavaScript, too. */

import {
  buildBatch,
  buildMime,
  buildPayload,
  decodeHeaderText,
  findHeader,
  formatContentType,
  mimeToPayload,
  parseBatch,
  parseContentType,
  parseMime,
  parseRequest,
  parseUpload,
  payloadToMime,
} from "../../../src/index.js";
import { text } from "../../support/bytes.js";
import type { HostileCase } from "../../support/hostile.js";

const names = ["__proto__", "constructor", "hasOwnProperty", "toString", "prototype"];
const parsed = (json: string): never => JSON.parse(json) as never;

const each = names.flatMap((name): HostileCase[] => [
  {
    name: `a field ${name}, read`,
    mail: `${name}: x\r\nSubject: y\r\n\r\nz`,
    says: { subject: "y", headers: [{ name, value: "x" }] },
    defects: [],
  },
  {
    name: `a field ${name}, rendered`,
    use: () => findHeader(mimeToPayload(`${name}: x\n\ny`), name),
    gives: "x",
  },
  {
    name: `a field ${name}, built of pairs`,
    build: { headers: [[name, "x"]] },
    fields: [name, "MIME-Version"],
    reads: { headers: [{ name, value: "x" }] },
  },
  {
    name: `a field ${name}, built of a record`,
    build: { headers: parsed(`{"${name}": "x"}`) },
    reads: { headers: [{ name, value: "x" }] },
  },
  {
    name: `a parameter ${name}`,
    use: () => parseContentType(`a/b; ${name}=x`)?.parameters.get(name.toLowerCase()),
    gives: "x",
  },
  {
    name: `a parameter ${name} by RFC 2231`,
    use: () => parseContentType(`a/b; ${name}*=utf-8''x`)?.parameters.get(name.toLowerCase()),
    gives: "x",
  },
  {
    name: `a charset ${name}`,
    mail: `Content-Type: text/plain; charset=${name}\r\n\r\nx`,
    says: { text: "x" },
    defects: ["charset-unknown"],
  },
  {
    name: `an encoded word in ${name}`,
    use: () => decodeHeaderText(`=?${name}?Q?x?=`),
    gives: `=?${name}?Q?x?=`,
  },
  {
    name: `an encoding ${name}`,
    mail: `Content-Transfer-Encoding: ${name}\r\n\r\nx`,
    says: { text: "x" },
    defects: ["transfer-encoding-unknown"],
  },
  {
    name: `a type ${name}/x`,
    mail: `Content-Type: ${name}/x\r\n\r\nx`,
    says: { attachments: [{ mimeType: `${name.toLowerCase()}/x` }] },
    defects: [],
  },
  {
    name: `a Content-ID ${name}`,
    build: { html: `<img src="cid:${name}">`, attachments: [{ content: "x", cid: name }] },
    reads: { attachments: [{ kind: "inline", contentId: name }] },
  },
]);

const clean = (): unknown => [
  Reflect.get({}, "polluted"),
  Reflect.get([], "polluted"),
  Reflect.get(Object, "polluted"),
];
const untouched = [undefined, undefined, undefined];
const evil = '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}';
const stays = (name: string, use: () => unknown): HostileCase => ({
  name,
  use: () => {
    try {
      use();
    } catch (error) {
      if ((error as Error).name !== "MimeError") throw error;
    }
    return clean();
  },
  gives: untouched,
});

export const cases: readonly HostileCase[] = [
  ...each,
  stays("a mail of __proto__", () => buildMime(parsed(evil))),
  stays("options of __proto__", () => buildMime({ text: "x" }, parsed(evil))),
  stays("limits of __proto__", () => parseMime("A: b\n\n", { limits: parsed(evil) })),
  stays("an attachment of __proto__", () => buildMime({ attachments: [parsed(evil)] })),
  stays("a payload of __proto__", () => payloadToMime(parsed(evil))),
  stays("parameters of __proto__", () =>
    formatContentType({ type: "a/b", parameters: parsed('{"__proto__": "x"}') }),
  ),
  stays("metadata of an upload", () =>
    parseUpload("application/json", `{"raw": "aGk", "__proto__": {"polluted": 1}}`),
  ),
  stays("a query of __proto__", () =>
    parseRequest({
      method: "GET",
      url: "/gmail/v1/users/me/messages?__proto__=1&constructor[prototype][polluted]=1",
      headers: {},
    }),
  ),
  stays("headers of a batch", () => {
    const { contentType, body } = buildBatch([
      { method: "GET", url: "/x", headers: parsed('{"__proto__": "polluted"}') },
    ]);
    parseBatch(contentType, body);
  }),
  {
    name: "inherited properties are not looked at",
    use: () => text(buildMime(Object.create({ subject: "x", to: "a@b" }))),
    gives: "MIME-Version: 1.0\r\n\r\n",
  },
  {
    name: "inherited options are not looked at",
    use: () =>
      text(buildMime({ text: "\u00e9" }, Object.create({ charset: "iso-8859-1" }))).includes("charset=utf-8"),
    gives: true,
  },
  {
    name: "an address of __proto__",
    build: { to: parsed('{"__proto__": {"address": "e@v.il"}}') },
    refused: "input-invalid",
  },
  {
    name: "a payload's key order is Gmail's, whatever the mail says",
    use: () => Object.keys(buildPayload({ headers: parsed('{"__proto__": "x"}'), text: "y" })),
    gives: ["partId", "mimeType", "filename", "headers", "body"],
  },
];
