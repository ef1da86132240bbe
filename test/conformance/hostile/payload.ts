/** Payloads a caller gives, which no Gmail ever answered: refused with a code, or cleaned with a defect. */

import {
  type Defect,
  entityToPayload,
  findPart,
  mimeToPayload,
  parsePayload,
  payloadToEntity,
  payloadToMime,
  renderMessage,
  walkParts,
} from "../../../src/index.js";
import { text } from "../../support/bytes.js";
import type { HostileCase } from "../../support/hostile.js";

const data = (value: string): string => Buffer.from(value).toString("base64url");
const deep = (levels: number, part: object = {}): object => {
  let node = part;
  for (let i = 0; i < levels; i++) node = { mimeType: "multipart/mixed", parts: [node] };
  return node;
};
const numbered = (levels: number): object => {
  let node: object = { partId: "x" };
  for (let i = 0; i < levels; i++) node = { partId: `p${i}`, parts: [node] };
  return node;
};
const cyclic = (): object => {
  const part: { partId: string; parts: unknown[] } = { partId: "", parts: [] };
  part.parts.push(part);
  return part;
};
const written = (part: object): string => text(payloadToMime(part));
const told = (part: object): string[] => {
  const defects: Defect[] = [];
  payloadToMime(part, { onDefect: (defect) => defects.push(defect) });
  return defects.map(({ code, partId }) => `${code} ${partId}`);
};
const headers = (name: unknown, value: unknown): object => ({
  headers: [{ name, value }],
  body: { data: "" },
});
const refused = (
  name: string,
  part: unknown,
  code: "input-invalid" | "input-too-large" | "input-cyclic" | "raw-invalid" | "content-missing",
): HostileCase => ({ name, use: () => payloadToMime(part as object), refused: code });
const million = { mimeType: "multipart/mixed", parts: new Array(1_000_000).fill({}) };

export const cases: readonly HostileCase[] = [
  refused("101 levels and more", deep(200), "input-too-large"),
  refused("20 000 levels", deep(20_000), "input-too-large"),
  refused("20 000 levels, each with its id", numbered(20_000), "input-too-large"),
  {
    name: "1 002 levels where the limit is raised",
    use: () => payloadToMime(deep(1_010), { limits: { depth: Number.POSITIVE_INFINITY } }),
    refused: "input-too-large",
  },
  { name: "100 levels", use: () => payloadToEntity(deep(100)).kind, gives: "multipart" },
  refused("10\u2076 parts", million, "input-too-large"),
  refused("10\u2076 parts that are none", { parts: new Array(1_000_000) }, "input-too-large"),
  refused("a part that holds itself", cyclic(), "input-cyclic"),
  {
    name: "a part that holds itself, walked",
    use: () => [...walkParts(cyclic() as never)],
    refused: "input-cyclic",
  },
  {
    name: "a part that holds itself, searched",
    use: () => findPart(cyclic() as never, { partId: "9" }),
    refused: "input-cyclic",
  },
  {
    name: "a part that holds itself, read",
    use: () => parsePayload(cyclic() as never),
    refused: "input-cyclic",
  },
  refused("null", null, "input-invalid"),
  refused("an array", [], "input-invalid"),
  refused("text", "x", "input-invalid"),
  refused("parts that are an object", { parts: {} }, "input-invalid"),
  refused("parts that are text", { parts: "x" }, "input-invalid"),
  refused("a part that is null", { parts: [null] }, "input-invalid"),
  refused("a part that is a number", { parts: [7] }, "input-invalid"),
  refused("headers that are text", { headers: "Subject: x" }, "input-invalid"),
  refused("headers that are a record", { headers: { Subject: "x" } }, "input-invalid"),
  refused("a name that is a number", headers(7, "x"), "input-invalid"),
  refused("a value that is an object", headers("A", {}), "input-invalid"),
  refused("a mimeType that is a number", { mimeType: 7 }, "input-invalid"),
  refused("a filename that is an array", { filename: ["a"] }, "input-invalid"),
  refused("data that are bytes", { body: { data: new Uint8Array(3) } }, "input-invalid"),
  refused("data that are no base64url", { body: { data: "!" } }, "raw-invalid"),
  refused(
    "an attachment that was not fetched",
    { filename: "a", body: { attachmentId: "A", size: 1 } },
    "content-missing",
  ),
  refused("a partId that is a number", { partId: 7 }, "input-invalid"),
  {
    name: "a name that breaks out",
    use: () => written(headers("A\r\nBcc: e@v.il\r\nB", "x")),
    gives: "\r\n",
  },
  {
    name: "a name that breaks out is told",
    use: () => told(headers("A\r\nB", "x")),
    gives: ["payload-header-invalid "],
  },
  {
    name: "a value that breaks out",
    use: () => written(headers("Subject", "x\r\nBcc: e@v.il")),
    gives: "Subject: x Bcc: e@v.il\r\n\r\n",
  },
  {
    name: "a value that breaks out is told",
    use: () => told(headers("Subject", "x\r\ny")),
    gives: ["payload-header-invalid "],
  },
  { name: "a value of NUL", use: () => written(headers("Subject", "x\0y")), gives: "Subject: xy\r\n\r\n" },
  { name: "a name that is empty", use: () => written(headers("", "x")), gives: "\r\n" },
  {
    name: "a value that looks encoded stays text",
    use: () => mimeToPayload(written(headers("Subject", "=?utf-8?Q?x?="))).headers[0]?.value,
    gives: "=?utf-8?Q?x?=",
  },
  {
    name: "an address that a word would bring",
    use: () =>
      mimeToPayload(written(headers("To", "=?utf-8?Q?a=40evil?= <b@good>"))).headers[0]?.value.includes(
        "b@good",
      ),
    gives: true,
  },
  {
    name: "a filename that breaks out",
    use: () =>
      mimeToPayload(written({ filename: "a\r\nb.txt", mimeType: "text/plain", body: { data: "" } })).filename,
    gives: "a  b.txt",
  },
  {
    name: "a mimeType that breaks out",
    use: () =>
      mimeToPayload(written({ mimeType: "text/html\r\nBcc: e@v.il", body: { data: "" } })).headers.map(
        ({ name }) => name,
      ),
    gives: ["MIME-Version", "Content-Type"],
  },
  {
    name: "a boundary that its text holds",
    use: () =>
      mimeToPayload(
        written({
          mimeType: "multipart/mixed",
          headers: [{ name: "Content-Type", value: "multipart/mixed; boundary=B" }],
          parts: [{ mimeType: "text/plain", body: { data: data("--B\n--B--") } }],
        }),
      ).parts?.map(({ body }) => body.data),
    gives: [`${data("--B\n--B--")}==`.slice(0, 12)],
  },
  {
    name: "a boundary that is illegal",
    use: () =>
      mimeToPayload(
        written({
          mimeType: "multipart/mixed",
          headers: [{ name: "Content-Type", value: 'multipart/mixed; boundary="\u00e9"' }],
          parts: [{ body: { data: "aGk" } }],
        }),
      ).parts?.length,
    gives: 1,
  },
  {
    name: "parts under a type that has none",
    use: () => payloadToEntity({ mimeType: "text/plain", parts: [{ body: { data: "aGk" } }] }).kind,
    gives: "multipart",
  },
  {
    name: "a size that lies",
    use: () => mimeToPayload(written({ mimeType: "text/plain", body: { size: 1e9, data: "aGk" } })).body.size,
    gives: 2,
  },
  {
    name: "ids that are the same",
    use: () =>
      parsePayload({
        parts: [
          { partId: "0", filename: "a", body: { attachmentId: "A" } },
          { partId: "0", filename: "b", body: { attachmentId: "B" } },
        ],
      }).attachments.map(({ partId }) => partId),
    gives: ["0", "1"],
  },
  {
    name: "a payload over the bytes allowed",
    use: () => payloadToMime({ body: { data: data("x".repeat(99)) } }, { limits: { inputBytes: 50 } }),
    refused: "input-too-large",
  },
  {
    name: "contents that are no bytes",
    use: () => payloadToMime({ body: { attachmentId: "A" } }, { content: () => "x" as never }),
    refused: "option-invalid",
  },
  {
    name: "contents asked without a function",
    use: () => payloadToMime({}, { content: "x" as never }),
    refused: "option-invalid",
  },
  {
    name: "an id that is none",
    use: () => mimeToPayload("Content-Type: image/png\n\nx", { attachmentId: () => "" }),
    refused: "option-invalid",
  },
  {
    name: "a format that is none",
    use: () => mimeToPayload("", { format: "raw" as never }),
    refused: "option-invalid",
  },
  { name: "a tree that is none", use: () => entityToPayload({} as never), refused: "input-invalid" },
  {
    name: "a stored message without its id",
    use: () => renderMessage({ threadId: "1", raw: "" } as never),
    refused: "input-invalid",
  },
];
