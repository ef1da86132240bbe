/** What a caller gives that is too large, too many or without end: built in linear time, or refused. */

import {
  buildBatch,
  buildMime,
  buildRequest,
  formatContentType,
  forward,
  parseMime,
  quote,
  reply,
} from "../../../src/index.js";
import type { Building, HostileCase, Using } from "../../support/hostile.js";

const n = 100_000;
const endless = (): unknown[] =>
  new Proxy([], { get: (_, key) => (key === "length" ? Number.POSITIVE_INFINITY : "a@b") });
const refused = (name: string, build: unknown, code: Building["refused"] = "input-too-large"): Building => ({
  name,
  build,
  ...(code && { refused: code }),
});
const long = (value: unknown): string => JSON.stringify(value).replace(/^"|"$/g, "");
const limit = (limits: object, name: string): Building => ({
  name,
  build: { text: "x" },
  options: { limits },
  refused: "limit-invalid",
});

const sizes: readonly Using[] = [
  {
    name: "a text of one line of 300 KB",
    use: () => parseMime(buildMime({ text: "x".repeat(300_000) })).text?.length,
    gives: 300_000,
  },
  {
    name: "a text of 300 000 lines",
    use: () => parseMime(buildMime({ text: "\n".repeat(300_000) })).text?.length,
    gives: 300_000,
  },
  {
    name: "a text of 300 000 bare CR",
    use: () => parseMime(buildMime({ text: "\r".repeat(300_000) })).text?.length,
    gives: 300_000,
  },
  {
    name: "an html of 500 KB outside ASCII",
    use: () => parseMime(buildMime({ html: "\u6f22".repeat(150_000) })).html?.length,
    gives: 150_000,
  },
  {
    name: "2 000 attachments",
    use: () =>
      parseMime(
        buildMime({ attachments: Array.from({ length: 2_000 }, () => ({ filename: "a", content: "x" })) }),
      ).attachments.length,
    gives: 2_000,
  },
  {
    name: "5 000 references",
    use: () =>
      parseMime(buildMime({ references: Array.from({ length: 5_000 }, (_, i) => `<${i}@x>`) })).references
        ?.length,
    gives: 5_000,
  },
  {
    name: "3 000 fields",
    use: () =>
      parseMime(buildMime({ headers: Array.from({ length: 3_000 }, (_, i) => [`X-${i}`, "y"] as const) }))
        .headers.length,
    gives: 3_000,
  },
  {
    name: "a group of 5 000",
    use: () =>
      buildMime({ to: [{ name: "g", members: Array.from({ length: 5_000 }, () => ({ address: "a@b" })) }] })
        .length > 25_000,
    gives: true,
  },
  {
    name: "a reply to a mail of 12 000 recipients",
    use: () =>
      buildMime(
        reply(
          {
            ...parseMime("From: a@b\n\n"),
            cc: Array.from({ length: 12_000 }, (_, i) => ({ address: `${i}@c` })),
          },
          { self: "me@x", all: true },
        ),
      ).length > 50_000,
    gives: true,
  },
  {
    name: "a reply to 10 000 references keeps 100",
    use: () =>
      reply(
        { ...parseMime("From: a@b\n\n"), references: Array.from({ length: 10_000 }, (_, i) => `<${i}@x>`) },
        { self: "me@x" },
      ).references?.length,
    gives: 100,
  },
  {
    name: "a quote of 1 MB",
    use: () =>
      quote({ ...parseMime("From: a@b\n\n"), text: "a\n".repeat(500_000) }, { text: "x" }).text.length >
      1_500_000,
    gives: true,
  },
  {
    name: "a subject of prefixes",
    use: () => forward({ ...parseMime("A: b\n\n"), subject: "Re: ".repeat(n) }).subject.length < 4 * n + 10,
    gives: true,
  },
  {
    name: "101 calls in a batch",
    use: () => buildBatch(Array.from({ length: 101 }, () => ({ method: "GET", url: "/x", headers: {} }))),
    refused: "input-too-large",
  },
  {
    name: "1 001 ids to delete",
    use: () => buildRequest({ method: "messages.batchModify", ids: Array.from({ length: 1_001 }, String) }),
    refused: "input-too-large",
  },
  {
    name: "a mail larger than Gmail takes",
    use: () => buildRequest({ method: "messages.send", bytes: new Uint8Array(36_700_161) }),
    refused: "input-too-large",
  },
  {
    name: "parameters without end",
    use: () =>
      formatContentType({
        type: "a/b",
        parameters: (function* () {
          for (;;) yield ["a", undefined] as const;
        })(),
      }),
    refused: "input-too-large",
  },
];

export const cases: readonly HostileCase[] = [
  ...sizes,
  refused("10 001 recipients", { bcc: Array.from({ length: 10_001 }, () => "a@b") }),
  refused("a string of 10 001 recipients", { to: Array.from({ length: 10_001 }, () => "a@b").join(",") }),
  refused("10 001 attachments", { attachments: Array.from({ length: 10_001 }, () => ({ content: "" })) }),
  refused("10 001 fields", { headers: Array.from({ length: 10_001 }, () => ["A", "b"]) }),
  refused("recipients without end", { to: endless() }),
  refused("attachments without end", { attachments: endless() }),
  refused("a sparse array of all lengths", { attachments: new Array(2 ** 32 - 1) }),
  refused("a name of a field of 1 000 letters", { headers: { ["n".repeat(1_000)]: "x" } }, "header-name"),
  refused("an address of 1 000 letters", { to: { address: `${"a".repeat(1_000)}@b` } }, "header-too-long"),
  refused("an id of 1 000 letters", { messageId: `<${"a".repeat(1_000)}@b>` }, "header-too-long"),
  refused(
    "a file name of 601 letters",
    { attachments: [{ content: "", filename: "a".repeat(601) }] },
    "header-too-long",
  ),
  ...[0, -1, 1.5, Number.NaN, "9", null, {}, true].map((value) =>
    limit({ parts: value }, `a limit of ${long(value)}`),
  ),
];
