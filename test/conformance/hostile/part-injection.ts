/** Contents and options that would open, close or name a part of a mail that nobody asked for. */

import {
  type Entity,
  formatEntity,
  parseEntity,
  payloadToMime,
  removePart,
  replacePart,
  setField,
  walkEntity,
} from "../../../src/index.js";
import { latin1, text } from "../../support/bytes.js";
import type { Building, HostileCase, Reading, Using } from "../../support/hostile.js";

const mixed =
  "Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\r\none\r\n--B\r\n\r\ntwo\r\n--B--\r\n";
const evil = "\r\n--B\r\nContent-Type: text/html\r\n\r\n<b>evil</b>\r\n--B--\r\n";
const two = { text: "t", attachments: [{ filename: "a.txt", content: "x" }] };
const leaf = (content: string): Entity => ({ kind: "leaf", fields: [], content: latin1(content) });
const multipart = (boundary: string, ...parts: Entity[]): Entity => ({
  kind: "multipart",
  fields: [{ name: "Content-Type", value: `multipart/mixed; boundary="${boundary}"` }],
  parts,
  preamble: latin1(""),
  epilogue: latin1(""),
});
const partsOf = (message: Uint8Array): string[] =>
  [...walkEntity(parseEntity(message))].map(({ partId }) => partId);

const boundaries = [
  "",
  " ",
  "b ",
  "b\u00e9",
  'b"c',
  "b\\c",
  "b;c",
  "b@c",
  "b\tc",
  "<b>",
  "x".repeat(71),
  "x".repeat(69),
].map(
  (boundary): Building => ({
    name: `boundary ${JSON.stringify(boundary.slice(0, 12))} of ${boundary.length}`,
    build: two,
    options: { boundary },
    refused: "boundary-invalid",
  }),
);

/** Contents with delimiter lines of the boundary that was asked for. */
const contents: readonly Building[] = [
  {
    name: "a text with the delimiter",
    build: { ...two, text: "a\n--B\nb" },
    options: { boundary: "B" },
    refused: "boundary-invalid",
  },
  {
    name: "a text with the close delimiter",
    build: { ...two, text: "--B--" },
    options: { boundary: "B" },
    refused: "boundary-invalid",
  },
  {
    name: "a text with an inner delimiter",
    build: { ...two, html: "x", text: "a\n--1-B\nb" },
    options: { boundary: "B" },
    refused: "boundary-invalid",
  },
  {
    name: "an attached text with the delimiter",
    build: { text: "t", attachments: [{ filename: "a.txt", content: evil }] },
    options: { boundary: "B" },
    refused: "boundary-invalid",
  },
  {
    name: "an attached message with the delimiter",
    build: { text: "t", attachments: [{ contentType: "message/rfc822", content: mixed }] },
    options: { boundary: "B" },
    refused: "boundary-invalid",
  },
  {
    name: "an attached message with blanks after it",
    build: { text: "t", attachments: [{ contentType: "message/rfc822", content: "A: b\r\n\r\n--B  \r\n" }] },
    options: { boundary: "B" },
    refused: "boundary-invalid",
  },
  {
    name: "an attached message with a longer line",
    build: { text: "t", attachments: [{ contentType: "message/rfc822", content: "A: b\r\n\r\n--BB\r\n" }] },
    options: { boundary: "B" },
    reads: { text: "t" },
  },
  {
    name: "an attached message, no boundary given",
    build: { text: "t", attachments: [{ contentType: "message/rfc822", content: mixed }] },
    reads: { text: "t", attachments: [{ kind: "message", content: latin1(mixed) }] },
  },
  {
    name: "a multipart for an attachment",
    build: { attachments: [{ contentType: "multipart/mixed; boundary=x", content: evil }] },
    refused: "media-type-invalid",
  },
  {
    name: "a content type with a boundary",
    build: { text: "t", attachments: [{ contentType: 'text/x; a="b\r\n"', content: "x" }] },
    refused: "header-injection",
  },
  {
    name: "Content-Type among the fields",
    build: { headers: { "Content-Type": "multipart/mixed; boundary=x" } },
    refused: "header-refused",
  },
  {
    name: "content-type in another case",
    build: { headers: [["cOnTeNt-tYpE", "text/html"]] },
    refused: "header-refused",
  },
  {
    name: "Content-Transfer-Encoding among the fields",
    build: { headers: { "Content-Transfer-Encoding": "base64" } },
    refused: "header-refused",
  },
  {
    name: "MIME-Version among the fields",
    build: { headers: { "Mime-Version": "2.0" } },
    refused: "header-refused",
  },
  {
    name: "Content-Type of an attachment among its fields",
    build: { attachments: [{ content: "x", headers: { "Content-Type": "text/html" } }] },
    refused: "header-refused",
  },
  {
    name: "Content-Disposition among its fields",
    build: { attachments: [{ content: "x", headers: [["content-disposition", "inline"]] }] },
    refused: "header-refused",
  },
];

const edits: readonly Using[] = [
  {
    name: "a replacement with a delimiter",
    use: () => replacePart(parseEntity(mixed), "0", leaf(`x${evil}`)),
    refused: "boundary-invalid",
  },
  {
    name: "a replacement with a close delimiter",
    use: () => replacePart(parseEntity(mixed), "0", leaf("--B--")),
    refused: "boundary-invalid",
  },
  {
    name: "a replacement with a delimiter after a bare LF",
    use: () => replacePart(parseEntity(mixed), "1", leaf("x\n--B\ny")),
    refused: "boundary-invalid",
  },
  {
    name: "a replacement with a padded delimiter",
    use: () => replacePart(parseEntity(mixed), "1", leaf("--B \t")),
    refused: "boundary-invalid",
  },
  {
    name: "a replacement of the same boundary",
    use: () => replacePart(parseEntity(mixed), "1", multipart("B", leaf("x"))),
    refused: "boundary-invalid",
  },
  {
    name: "a tree whose part holds its boundary",
    use: () => formatEntity(multipart("B", leaf("a\r\n--B\r\n"))),
    refused: "boundary-invalid",
  },
  {
    name: "a tree whose preamble holds it",
    use: () => formatEntity({ ...multipart("B", leaf("a")), preamble: latin1("--B") } as Entity),
    refused: "boundary-invalid",
  },
  {
    name: "a tree in a tree of the same boundary",
    use: () => formatEntity(multipart("B", multipart("B", leaf("a")))),
    refused: "boundary-invalid",
  },
  {
    name: "a tree without a boundary",
    use: () => formatEntity({ ...multipart("B", leaf("a")), fields: [] } as Entity),
    refused: "boundary-invalid",
  },
  {
    name: "a field of a tree with a line break",
    use: () =>
      formatEntity({ kind: "leaf", fields: [{ name: "A", value: "b\r\n\r\nc" }], content: latin1("x") }),
    refused: "header-injection",
  },
  {
    name: "a field of a tree with an odd name",
    use: () =>
      formatEntity({ kind: "leaf", fields: [{ name: "A: b\r\nC", value: "d" }], content: latin1("x") }),
    refused: "header-name",
  },
  {
    name: "a new boundary that the contents hold",
    use: () =>
      partsOf(formatEntity(setField(parseEntity(mixed), "Content-Type", "multipart/mixed; boundary=C"))),
    gives: [""],
  },
  { name: "the root stays", use: () => removePart(parseEntity(mixed), ""), refused: "part-fixed" },
  { name: "no part of that id", use: () => removePart(parseEntity(mixed), "7"), refused: "part-not-found" },
  {
    name: "an id with a leading zero",
    use: () => replacePart(parseEntity(mixed), "00", leaf("x")),
    refused: "part-not-found",
  },
  {
    name: "a payload whose text holds its boundary",
    use: () =>
      partsOf(
        payloadToMime({
          mimeType: "multipart/mixed",
          headers: [{ name: "Content-Type", value: "multipart/mixed; boundary=B" }],
          parts: [{ mimeType: "text/plain", body: { data: Buffer.from(`a${evil}`).toString("base64url") } }],
        }),
      ),
    gives: ["", "0"],
  },
  {
    name: "a payload whose header breaks out",
    use: () =>
      text(
        payloadToMime({ headers: [{ name: "Subject", value: "a\r\n\r\n--B\r\nevil" }], body: { data: "" } }),
      ),
    gives: "Subject: a --B evil\r\n\r\n",
  },
];

const readings: readonly Reading[] = [
  {
    name: "a delimiter in a header",
    mail: [
      "Content-Type: multipart/mixed; boundary=B",
      "Subject: x",
      " --B",
      "",
      "--B",
      "",
      "one",
      "--B--",
      "",
    ],
    says: { subject: "x --B", text: "one" },
    defects: [],
  },
  {
    name: "a part after the close delimiter",
    mail: [`${mixed}--B`, "", "three"],
    says: { text: "one\ntwo" },
    defects: [],
  },
];

export const cases: readonly HostileCase[] = [...boundaries, ...contents, ...edits, ...readings];
