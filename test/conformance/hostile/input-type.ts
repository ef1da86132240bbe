/** Values that lie, change or vanish while they are read; all kinds at all places are in wrong-use.test.ts. */

import {
  buildMime,
  type Entity,
  findEntity,
  formatEntity,
  mimeToPayload,
  parseEntity,
  parseMime,
  payloadToMime,
  walkEntity,
  walkParts,
} from "../../../src/index.js";
import { latin1, text } from "../../support/bytes.js";
import type { HostileCase } from "../../support/hostile.js";

/** Answers each reading of a property with the next value. */
const turns = (key: string, ...values: unknown[]): object => {
  let turn = 0;
  return Object.defineProperty({}, key, {
    enumerable: true,
    get: () => values[Math.min(turn++, values.length - 1)],
  });
};
const throwing = (key: string): object =>
  Object.defineProperty({}, key, {
    enumerable: true,
    get: () => {
      throw new RangeError("x");
    },
  });
const leaf = (): Entity => ({ kind: "leaf", fields: [], content: latin1("x") });
const cyclic = (kind: "message" | "multipart"): Entity => {
  const fields = [{ name: "Content-Type", value: "multipart/mixed; boundary=b" }];
  const node = {
    kind,
    fields,
    parts: [] as unknown[],
    message: undefined as unknown,
    preamble: latin1(""),
    epilogue: latin1(""),
  };
  node.parts.push(node);
  node.message = node;
  return node as unknown as Entity;
};
const shared = (levels: number): Entity => {
  let node = leaf();
  for (let i = 0; i < levels; i++) {
    node = {
      kind: "multipart",
      fields: [{ name: "Content-Type", value: `multipart/mixed; boundary=b${i}` }],
      parts: [node, node],
      preamble: latin1(""),
      epilogue: latin1(""),
    };
  }
  return node;
};
const bytes = (): Uint8Array => latin1("Subject: x\r\n\r\ny");
const gone = (): Uint8Array => {
  const view = bytes();
  structuredClone(view.buffer, { transfer: [view.buffer as ArrayBuffer] });
  return view;
};
const shouting = (): Uint8Array => {
  const view = new Uint8Array(new SharedArrayBuffer(15));
  view.set(bytes());
  return view;
};

export const cases: readonly HostileCase[] = [
  {
    name: "a subject that is another the second time",
    build: turns("subject", "x", "a\r\nBcc: e@v.il"),
    fields: ["Subject", "MIME-Version"],
    reads: { subject: "x" },
  },
  {
    name: "an address that is another the second time",
    build: { to: turns("address", "a@b", "e@v.il, f@g") },
    reads: { to: [{ address: "a@b" }] },
  },
  {
    name: "a boundary that is another the second time",
    build: { text: "t", attachments: [{ content: "x" }] },
    options: turns("boundary", "B", "\r\n"),
  },
  {
    name: "limits that are others the second time",
    use: () => parseEntity("A: b", { limits: turns("fields", 9, "x") as never }).fields.length,
    gives: 1,
  },
  {
    name: "a payload that is another the second time",
    use: () => text(payloadToMime({ body: turns("data", "aGk", 7) as never })),
    gives: "MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nhi",
  },
  {
    name: "a tree that is another the second time",
    use: () => text(formatEntity({ ...leaf(), ...{}, fields: [turns("name", "A", "A\r\nB")] } as never)),
    refused: "input-invalid",
  },
  { name: "a subject that throws", build: throwing("subject"), refused: "input-invalid" },
  {
    name: "an attachment that throws",
    build: { attachments: [throwing("content")] },
    refused: "input-invalid",
  },
  { name: "a header that throws", build: { headers: throwing("X-A") }, refused: "input-invalid" },
  { name: "an option that throws", build: {}, options: throwing("charset"), refused: "input-invalid" },
  {
    name: "a limit that throws",
    use: () => parseMime("", { limits: throwing("depth") as never }),
    refused: "limit-invalid",
  },
  { name: "a message that throws", use: () => payloadToMime(throwing("payload")), refused: "input-invalid" },
  {
    name: "a part that throws",
    use: () => [...walkParts({ parts: [throwing("parts")] as never })],
    refused: "input-invalid",
  },
  {
    name: "a tree that holds itself, written",
    use: () => formatEntity(cyclic("multipart")),
    refused: "input-cyclic",
  },
  {
    name: "a message that holds itself, written",
    use: () => formatEntity(cyclic("message")),
    refused: "input-cyclic",
  },
  {
    name: "a tree that holds itself, walked",
    use: () => [...walkEntity(cyclic("multipart"))],
    refused: "input-cyclic",
  },
  {
    name: "a tree that shares its branches without end",
    use: () => formatEntity(shared(30)),
    refused: "input-too-large",
  },
  {
    name: "a part id of 100 KB",
    use: () => findEntity(parseEntity("A: b"), "0.".repeat(50_000)),
    gives: undefined,
  },
  {
    name: "a deep part id",
    use: () => findEntity(parseEntity("A: b"), `0${".0".repeat(50_000)}`),
    gives: undefined,
  },
  { name: "sparse recipients", build: { to: new Array(3) }, refused: "input-invalid" },
  { name: "sparse headers", build: { headers: new Array(1) }, refused: "header-name" },
  { name: "sparse attachments", build: { attachments: new Array(1) }, refused: "input-invalid" },
  { name: "a mail that is null", build: null, refused: "input-invalid" },
  { name: "a mail that is an array", build: [], refused: "input-invalid" },
  { name: "options that are text", build: {}, options: "utf-8", refused: "option-invalid" },
  { name: "a flag that is a number", build: {}, options: { flowed: 1 }, refused: "option-invalid" },
  {
    name: "an encoding that is none",
    build: {},
    options: { transferEncoding: "7bit" },
    refused: "option-invalid",
  },
  {
    name: "a callback that is none",
    use: () => parseMime("", { onDefect: 5 as never }),
    refused: "option-invalid",
  },
  { name: "a source whose memory is gone", use: () => parseMime(gone()), refused: "input-invalid" },
  { name: "a source in shared memory", use: () => parseMime(shouting()).subject, gives: "x" },
  {
    name: "a source in shared memory is copied",
    use: () => {
      const source = shouting();
      const root = parseEntity(source);
      source.fill(0);
      return text(formatEntity(root));
    },
    gives: "Subject: x\r\n\r\ny",
  },
  {
    name: "an attachment whose memory is gone",
    build: { attachments: [{ content: gone() }] },
    refused: "input-invalid",
  },
  { name: "a Buffer is bytes", use: () => mimeToPayload(Buffer.from("A: b\n\nhi")).body.data, gives: "aGk=" },
  { name: "a Date for a text", build: { text: new Date(0) }, refused: "input-invalid" },
  { name: "a number for a subject", build: { subject: 7 }, refused: "input-invalid" },
  {
    name: "what a callback throws is the caller's own",
    use: () => {
      try {
        parseMime("no field\n\n", {
          onDefect: () => {
            throw new SyntaxError("mine");
          },
        });
        return undefined;
      } catch (error) {
        return String(error);
      }
    },
    gives: "SyntaxError: mine",
  },
  {
    name: "what is given is not changed",
    use: () => {
      const mail = Object.freeze({
        to: Object.freeze([Object.freeze({ address: "a@b" })]),
        headers: Object.freeze([Object.freeze(["X", "y"])]),
        attachments: Object.freeze([Object.freeze({ content: "x" })]),
      });
      return buildMime(mail as never).length > 0;
    },
    gives: true,
  },
];
