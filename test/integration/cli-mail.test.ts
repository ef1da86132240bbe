/** The commands parse and build: mails as JSON, both ways. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildMime, decodeRaw, mimeToPayload, parseMime } from "../../src/index.js";
import {
  build,
  messageNames,
  outOf,
  over,
  type PrintedAttachment,
  parse,
  readMessage,
} from "../support/command.js";
import { normalise } from "../support/normalise.js";

describe.each(messageNames)("%s", (name) => {
  test("parse prints what parseMime gives, contents as base64url", async () => {
    const { attachments, ...mail } = parseMime(readMessage(name));
    const printed = await parse(readMessage(name));
    expect({ ...printed, attachments: [] }).toEqual({ ...JSON.parse(JSON.stringify(mail)), attachments: [] });
    expect(printed.attachments.length).toBe(attachments.length);
    attachments.forEach(({ content, ...described }, i) => {
      const { content: text, encoding, ...rest } = printed.attachments[i] as PrintedAttachment;
      expect(rest).toEqual(described);
      expect({ bytes: decodeRaw(text), encoding }).toEqual({ bytes: content, encoding: "base64url" });
    });
  });

  test("parse, build, parse says the same", async () => {
    const bytes = readMessage(name);
    const built = await build(await outOf("parse", bytes));
    expect(normalise(parseMime(built))).toEqual(normalise(parseMime(bytes)));
  });

  test("parse of its payload tells the attachments by id, and build asks for their contents", async () => {
    const payload = mimeToPayload(readMessage(name));
    const printed = await parse(payload);
    const unknown = printed.attachments.filter(({ content }) => content === undefined);
    for (const { kind, attachmentId } of unknown) {
      // An attached message has no id of its own: it is unknown when a part inside it is.
      if (kind !== "message") expect(attachmentId).toBeTypeOf("string");
    }
    if (unknown.length === 0) return;
    expect(await over("build", printed)).toMatchObject({ status: 1, out: "" });
  });
});

describe("build", () => {
  test("a few words are enough", async () => {
    const mail = { to: '"Doe, J" <d@x.example>', subject: "Grüße", text: "hi\n" };
    expect(await build(mail)).toEqual(buildMime(mail));
    expect(await build(`\uFEFF${JSON.stringify(mail, null, 2)}`)).toEqual(buildMime(mail));
  });

  test("--raw gives base64url", async () => {
    const mail = { to: "d@x.example", subject: "s", text: ">>>???" };
    const raw = String(await outOf(["build", "--raw"], mail));
    expect(raw).toMatch(/^[\w-]+=*\n$/);
    expect(decodeRaw(raw)).toEqual(buildMime(mail));
  });

  test("--utf8 writes what only UTF-8 can", async () => {
    const mail = { to: "jörg@x.example", subject: "Grüße" };
    expect(await over("build", mail)).toMatchObject({ status: 1, out: "" });
    const built = new TextDecoder().decode(await build(mail, "--utf8"));
    expect(built).toContain("To: jörg@x.example\r\nSubject: Grüße\r\n");
  });

  test("contents are text, base64 or base64url", async () => {
    const given = [
      { filename: "a", content: "->ü" },
      { filename: "b", content: "->ü", encoding: "utf-8" },
      { filename: "c", content: "LT7DvA==", encoding: "base64" },
      { filename: "d", content: "LT7DvA", encoding: "base64url" },
    ];
    const { attachments } = parseMime(await build({ attachments: given }));
    const contents = attachments.map(({ content }) => new TextDecoder().decode(content));
    expect(contents).toEqual(["->ü", "->ü", "->ü", "->ü"]);
  });

  const refused: readonly { input: unknown; error: string }[] = [
    { input: "", error: "no JSON" },
    { input: "Subject: hi\n\nyo", error: "no JSON" },
    { input: '{"to": "a@b.example"', error: "no JSON" },
    { input: "[]", error: "no object" },
    { input: "null", error: "no object" },
    { input: '"U3ViamVjdDogaGkNCg0KeW8="', error: "no object" },
    { input: { raw: "U3Vi" }, error: '"raw" is no property of a mail' },
    { input: { subjct: "hi" }, error: '"subjct" is no property of a mail' },
    { input: '{"__proto__": {"subject": "hi"}}', error: '"__proto__" is no property of a mail' },
    { input: { "\u001b[2J\n": 1 }, error: '"\\u{1b}[2J\\u{a}" is no property' },
    { input: { attachments: [{ path: "/etc/passwd" }] }, error: '"path" is no property of an attachment' },
    { input: { attachments: {} }, error: '"attachments"' },
    { input: { attachments: [7] }, error: "attachment" },
    { input: { attachments: [{ filename: "a" }] }, error: '"a"' },
    { input: { attachments: [{ content: "%%%", encoding: "base64" }] }, error: "not base64" },
    { input: { attachments: [{ content: "x", encoding: "hex" }] }, error: "encoding" },
    { input: { text: 7 }, error: '"text"' },
    { input: { date: "soon" }, error: '"Date"' },
    { input: { to: "not an address" }, error: "address" },
    { input: { to: { address: 7 } }, error: "address" },
    { input: { subject: "a\r\nBcc: x@y.example" }, error: "line break" },
    { input: { headers: { "Content-Type": "text/plain" } }, error: '"Content-Type"' },
    { input: { headers: 7 }, error: "headers" },
  ];
  test.each(refused)("$input ends in one line and status 1", async ({ input, error }) => {
    const answer = await over("build", input);
    expect({ status: answer.status, out: answer.out }).toEqual({ status: 1, out: "" });
    expect(answer.error).toMatch(/^gmail-mime: [^\n\p{Cc}]+\n$/u);
    expect(answer.error).toContain(error);
  });

  test("any JSON gives a mail or one line", async () => {
    const keys = Object.keys(await parse(readMessage("demo.eml"))).concat("calendar", "amp", "bcc", "sender");
    const mails = fc.dictionary(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 4 }), { maxKeys: 4 });
    await fc.assert(
      fc.asyncProperty(mails, async (mail) => {
        const { status, error } = await over("build", mail);
        expect(status === 0 ? error : error?.split("\n").length).toBe(status === 0 ? undefined : 2);
      }),
    );
  });
});
