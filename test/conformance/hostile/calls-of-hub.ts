/** Right calls of the entity tree and of header values, to be spoiled. */

import { parseEntity } from "../../../src/index.js";
import { latin1 } from "../../support/bytes.js";
import type { Call } from "../../support/wrong-use.js";

const bytes = (): Uint8Array => latin1("yo");
const report = (): void => {};
const mixed =
  "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--\r\n";
const leaf = () => ({
  kind: "leaf",
  fields: [{ name: "Content-Type", value: "text/plain" }],
  content: bytes(),
});
const multipart = () => ({
  kind: "multipart",
  fields: [{ name: "Content-Type", value: "multipart/mixed; boundary=b" }],
  parts: [leaf(), { kind: "message", fields: [], message: leaf() }],
  preamble: bytes(),
  epilogue: bytes(),
});
const call = (given: () => readonly unknown[], echoes = false): Call => ({ given, echoes });

export const callsOfHub: Readonly<Record<string, readonly Call[]>> = {
  parseEntity: [
    call(() => [bytes(), { limits: { depth: 9, fields: 9 }, onDefect: report }]),
    call(() => ["A b\n\nc", { onDefect: report }]),
  ],
  formatEntity: [call(() => [parseEntity(mixed)]), call(() => [multipart()])],
  walkEntity: [call(() => [parseEntity(mixed)], true), call(() => [multipart()], true)],
  findEntity: [call(() => [parseEntity(mixed), "1"], true), call(() => [multipart(), "1.0"], true)],
  decodeContent: [call(() => [parseEntity("A: b\n\nc")]), call(() => [leaf()])],
  decodeText: [call(() => [parseEntity("A: b\n\nc")]), call(() => [leaf()])],
  defectsOf: [call(() => [parseEntity(mixed)]), call(() => [multipart()])],
  setField: [
    call(() => [parseEntity(mixed), "To", "a@x.example"]),
    call(() => [leaf(), "Content-Type", "text/html"], true),
  ],
  appendField: [call(() => [parseEntity(mixed), "A", "b"]), call(() => [leaf(), "A", "b"], true)],
  prependField: [call(() => [parseEntity(mixed), "A", "b"]), call(() => [leaf(), "A", "b"], true)],
  removeFields: [
    call(() => [parseEntity(mixed), "Content-Type"]),
    call(() => [leaf(), "Content-Type"], true),
  ],
  replacePart: [
    call(() => [parseEntity(mixed), "1", leaf()], true),
    call(() => [multipart(), "1.0", leaf()], true),
  ],
  removePart: [call(() => [parseEntity(mixed), "1"]), call(() => [multipart(), "1"], true)],
  parseAddressList: [
    call(() => [
      "a@x, (c) =?utf-8?Q?b?= <b@y>",
      { addresses: 9, groups: 1, comments: 9, encodedWords: 9, report },
    ]),
  ],
  formatAddressList: [
    call(() => [
      ["a@x", { name: "B", address: "b@y" }, { name: "T", members: [{ name: "C", address: "c@z" }] }],
      { column: 9, charset: "utf-8", utf8: false },
    ]),
    call(() => [{ name: "\u00e9", address: "b@y" }]),
  ],
  mailboxes: [call(() => [[{ name: "T", members: [{ address: "a@x" }] }, { address: "b@x" }]], true)],
  parseDate: [call(() => ["1 Jan 2020 00:00 +0000"])],
  formatDate: [call(() => [new Date(0), { offset: 60 }]), call(() => [0])],
  parseMessageIds: [call(() => ["<a@b> c", { report }])],
  formatMessageIds: [call(() => [["<a@b>", "c@d"]]), call(() => ["<a@b> <c@d>"])],
  parseContentType: [
    call(() => ["text/plain; a=b; c*0=d; e", { parameters: 9, parameterSegments: 9, report }]),
  ],
  formatContentType: [
    call(() => [{ type: "text/plain", parameters: { charset: "utf-8" } }]),
    call(() => [{ type: "text/plain", parameters: new Map([["charset", "utf-8"]]) }]),
    call(() => [{ type: "text/plain", parameters: [["charset", "utf-8"]] }]),
  ],
  parseContentDisposition: [call(() => ["attachment; filename=a; b", { parameters: 9, report }])],
  formatContentDisposition: [call(() => [{ type: "attachment", parameters: { filename: "\u00e9" } }])],
  decodeHeaderText: [call(() => ["=?utf-8?Q?a?= =?x", { encodedWords: 9, report }])],
  encodeHeaderText: [call(() => ["caf\u00e9", { column: 9, charset: "utf-8" }])],
};
