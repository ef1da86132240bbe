/** The commands that speak as Gmail and to it: payload in its formats, and request. */

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { read as readFile } from "../../src/cli/files.js";
import { isMbox, splitMbox } from "../../src/cli/mbox.js";
import type { PrintedRequest } from "../../src/cli/request.js";
import { type Answer, run } from "../../src/cli/run.js";
import type { StartServer } from "../../src/cli/serve.js";
import {
  buildMime,
  encodeRaw,
  type GmailRequest,
  mimeToPayload,
  parseRequest,
  parseUpload,
  renderMessage,
} from "../../src/index.js";
import { harmless, messageNames, outOf, over, readMessage } from "../support/command.js";

describe.each(messageNames)("%s", (name) => {
  const bytes = readMessage(name);
  const stored = { id: "18c0ffee", threadId: "18c0ffee", raw: bytes };

  test("--format full is the payload alone, as without it", async () => {
    const out = await outOf(["payload", "--format", "full"], bytes);
    expect(out).toBe(await outOf("payload", bytes));
    expect(JSON.parse(out)).toEqual(mimeToPayload(bytes));
  });

  test.each(["metadata", "minimal", "raw"] as const)("--format %s is the whole message", async (format) => {
    const printed = JSON.parse(await outOf(["payload", "--format", format], bytes));
    const rendered = renderMessage(stored, { format });
    expect(printed).toEqual(rendered);
    expect(Object.keys(printed)).toEqual(Object.keys(rendered));
  });

  test("the message it prints is taken in again", async () => {
    const raw = await outOf(["payload", "--format", "raw"], bytes);
    expect((await over("mime", raw)).out).toEqual(bytes);
  });

  test.each(["json", "media", "multipart"] as const)(
    "request --upload %s brings its bytes",
    async (upload) => {
      expect(read(await requestOf(bytes, "insert", "--upload", upload))).toEqual({
        method: "messages.insert",
        userId: "me",
        uploadType: upload,
        bytes,
      });
    },
  );
});

test("--metadata-headers names the fields without case", async () => {
  const args = ["payload", "--format", "metadata", "--metadata-headers", "subject, FROM"];
  const { payload } = JSON.parse(await outOf(args, "From: a@x\nTo: b@x\nSubject: hi\n\nyo"));
  const headers = [
    { name: "From", value: "a@x" },
    { name: "Subject", value: "hi" },
  ];
  expect(payload).toEqual({ mimeType: "text/plain", headers });
});

test("a payload without its contents has no other format", async () => {
  const payload = mimeToPayload(readMessage("demo.eml"));
  const { status, out, error } = await over(["payload", "--format", "raw"], payload);
  expect({ status, out }).toEqual({ status: 1, out: "" });
  expect(error).toContain('part "0.1"');
});

/** What request prints. */
async function requestOf(input: unknown, ...args: readonly string[]): Promise<PrintedRequest> {
  return JSON.parse(await outOf(["request", ...args], input));
}

/** The call that a printed request makes of the server it would be sent to. */
function read({ body, encoding, ...head }: PrintedRequest): unknown {
  const request: GmailRequest = { ...head, headers: { ...head.headers } };
  if (body !== undefined) request.body = encoding === undefined ? body : Buffer.from(body, "base64");
  const call: object = parseRequest(request, { strict: true });
  return "bytes" in call ? { ...call, bytes: new Uint8Array(call.bytes as Uint8Array) } : call;
}

describe("request", () => {
  const eml = "From: a@x.example\r\nSubject: hi\r\n\r\nyo\r\n";
  const bytes = new TextEncoder().encode(eml);

  test("prints what fetch takes", async () => {
    expect(await requestOf(eml, "send")).toEqual({
      method: "POST",
      url: "https://gmail.googleapis.com/gmail/v1/users/me/messages/send",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ raw: encodeRaw(bytes) }),
    });
    expect(await requestOf(eml, "send", "--upload", "media")).toEqual({
      method: "POST",
      url: "https://gmail.googleapis.com/upload/gmail/v1/users/me/messages/send?uploadType=media",
      headers: { "Content-Type": "message/rfc822" },
      body: eml,
    });
  });

  const said = [
    {
      args: ["send", "--thread", "18c0", "--labels", "INBOX, Label_1", "--user", "me@x.example"],
      call: {
        method: "messages.send",
        userId: "me@x.example",
        threadId: "18c0",
        labelIds: ["INBOX", "Label_1"],
      },
    },
    {
      args: ["insert", "--internal-date-source", "dateHeader", "--deleted"],
      call: { method: "messages.insert", internalDateSource: "dateHeader", deleted: true },
    },
    {
      args: ["import", "--never-mark-spam", "--process-for-calendar"],
      call: { method: "messages.import", neverMarkSpam: true, processForCalendar: true },
    },
    { args: ["draft", "--thread", "18c0"], call: { method: "drafts.create", threadId: "18c0" } },
  ];
  test.each(said)("$args is the call it says", async ({ args, call }) => {
    const expected = { userId: "me", uploadType: "json", bytes, ...call };
    expect(read(await requestOf(eml, ...args))).toEqual(expected);
    const uploaded = read(await requestOf(eml, ...args, "--upload", "multipart"));
    expect(uploaded).toEqual({ ...expected, uploadType: "multipart" });
  });

  test("resumable is the opening request", async () => {
    const opening = await requestOf(eml, "draft", "--upload", "resumable", "--thread", "18c0");
    expect(opening).toMatchObject({
      url: "https://gmail.googleapis.com/resumable/upload/gmail/v1/users/me/drafts?uploadType=resumable",
      headers: { "X-Upload-Content-Length": String(bytes.length) },
      body: '{"message":{"threadId":"18c0"}}',
    });
    expect(await requestOf(eml, "send", "--upload", "resumable")).not.toHaveProperty("body");
  });

  const unprintable = [
    { what: "bytes that are no UTF-8", content: [0xe9] },
    { what: "an escape sequence", content: [0x1b, 0x5b, 0x32, 0x4a] },
    { what: "NUL", content: [0] },
    { what: "a C1 control", content: [0xc2, 0x9b] },
  ];
  test.each(unprintable)("$what is printed as base64", async ({ content }) => {
    const odd = Uint8Array.from([...bytes, ...content]);
    const printed = await requestOf(odd, "send", "--upload", "media");
    expect(printed).toMatchObject({ encoding: "base64", body: Buffer.from(odd).toString("base64") });
    expect(read(printed)).toMatchObject({ bytes: odd });
  });

  test("a byte-order mark stays", async () => {
    const marked = Uint8Array.from([...bytes, 0xef, 0xbb, 0xbf]);
    const { body, encoding } = await requestOf(marked, "send", "--upload", "media");
    expect({ bytes: new TextEncoder().encode(body), encoding }).toEqual({
      bytes: marked,
      encoding: undefined,
    });
  });

  test("the message of another upload stays whole in a multipart", async () => {
    const inner = await requestOf(eml, "send", "--upload", "multipart", "--thread", "18c0");
    const outer = await requestOf(`X: y\r\n\r\n${inner.body}`, "send", "--upload", "multipart");
    const { bytes: found } = parseUpload(outer.headers["Content-Type"] ?? "", outer.body ?? "");
    expect(new TextDecoder().decode(found)).toBe(`X: y\r\n\r\n${inner.body}`);
  });

  test("takes raw and JSON of the API as well", async () => {
    const expected = await requestOf(eml, "send");
    expect(await requestOf(encodeRaw(bytes), "send")).toEqual(expected);
    expect(await requestOf({ id: "18c0", raw: encodeRaw(bytes) }, "send")).toEqual(expected);
  });

  test("a built mail goes on its way", async () => {
    const mail = { to: "b@x.example", subject: "Grüße", text: "hi\n" };
    const { out } = await over("build", mail);
    expect(read(await requestOf(out, "send"))).toMatchObject({ bytes: buildMime(mail) });
  });

  test("over the largest message of the method it ends in one line", async () => {
    const large = new Uint8Array(36_700_161).fill(0x61);
    large.set(bytes);
    expect(await over(["request", "send"], large)).toEqual({
      status: 1,
      out: "",
      error: "gmail-mime: Cannot build messages.send: its message is over 36700160 bytes\n",
    });
  });

  test("a user that no path can hold ends in one line", async () => {
    const { status, error } = await over(["request", "send", "--user", ".."], eml);
    expect(status).toBe(1);
    expect(error).toMatch(/^gmail-mime: [^\n]*userId[^\n]*\n$/);
  });

  test("no token is ever printed", async () => {
    expect(await outOf(["request", "send"], eml)).not.toMatch(/authorization|bearer/i);
  });
});

const mboxes: readonly { what: string; mbox: string; messages: readonly string[] }[] = [
  { what: "one message", mbox: "From a@x Sat\nA: b\n\nhi\n", messages: ["A: b\n\nhi\n"] },
  {
    what: "two, an empty line between them",
    mbox: "From a@x Sat Feb 12 10:14:55 2005\nA: b\n\nhi\n\nFrom b@x Sat Feb 12 10:14:56 2005\nC: d\n\nyo\n",
    messages: ["A: b\n\nhi\n", "C: d\n\nyo\n"],
  },
  {
    what: "CRLF",
    mbox: "From - \r\nA: b\r\n\r\nhi\r\n\r\nFrom - \r\nC: d\r\n",
    messages: ["A: b\r\n\r\nhi\r\n", "C: d\r\n"],
  },
  { what: "no empty line between", mbox: "From a\nA: b\nFrom b\nC: d", messages: ["A: b\n", "C: d"] },
  {
    what: "quoted lines",
    mbox: "From a\n\n>From b\n>>From c\n>from d\n > From e\n> From f",
    messages: ["\nFrom b\n>From c\n>from d\n > From e\n> From f"],
  },
  { what: "a header alone", mbox: "From a\nA: b\n\nFrom b\n", messages: ["A: b\n", ""] },
  { what: "nothing at all", mbox: "From a\nFrom b\n\nFrom c", messages: ["", "", ""] },
  { what: "prose", mbox: "From a\n\nhi\n\nFrom here we go\n", messages: ["\nhi\n\nFrom here we go\n"] },
];
test.each(mboxes)("an mbox with $what", ({ mbox, messages }) => {
  const bytes = new TextEncoder().encode(mbox);
  expect(isMbox(bytes)).toBe(true);
  expect(splitMbox(bytes).map((message) => new TextDecoder().decode(message))).toEqual(messages);
});

test("an mbox keeps every byte of its messages", () => {
  const every = Uint8Array.from({ length: 256 }, (_, i) => i);
  const [message] = splitMbox(Uint8Array.from([...new TextEncoder().encode("From a\n"), ...every]));
  expect(new Uint8Array(message as Uint8Array)).toEqual(every);
});

test("an mbox of 2 MB is split in linear time", () => {
  for (const line of ["From ", "From x", "\n", "\nFrom a ", "From a\n\n", "\n>>>>>>>>", "From a    1:"]) {
    const mbox = new TextEncoder().encode(`From a\n${line.repeat(2_000_000 / line.length)}`);
    const started = performance.now();
    splitMbox(mbox);
    expect(performance.now() - started).toBeLessThan(3_000);
  }
});

describe("serve", () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "gmail-mime-"));
  });
  afterEach(() => rm(directory, { recursive: true }));

  type Store = Parameters<StartServer>[0];

  /** Runs serve with a server that only takes its store. */
  async function serve(...args: readonly string[]): Promise<Answer & { stores: Store[] }> {
    const stores: Store[] = [];
    const startServer: StartServer = async (store) => {
      stores.push(store);
      return { url: "http://127.0.0.1:4321" };
    };
    const around = { ...harmless, read: readFile, readOwn: readFile, startServer };
    return { ...(await run(["serve", ...args], around)), stores };
  }

  const textsOf = (store: Store | undefined): string[] =>
    (store?.messages ?? []).map((message) => new TextDecoder().decode(message));

  test("takes files, directories and mailboxes, in their order", async () => {
    await mkdir(join(directory, "box", "inner"), { recursive: true });
    await writeFile(join(directory, "z.eml"), "Z: 1\n\n");
    await writeFile(join(directory, "box", "b.eml"), "B: 1\n\n");
    await writeFile(join(directory, "box", "a.EML"), "A: 1\n\n");
    await writeFile(join(directory, "box", "notes.txt"), "no mail");
    await writeFile(join(directory, "box", "inner", "c.mbox"), "From x\nC: 1\n\nFrom x\nC: 2\n");
    await writeFile(join(directory, "m.json"), JSON.stringify({ raw: encodeRaw(Buffer.from("M: 1\n\n")) }));
    const paths = ["z.eml", "box", "m.json"].map((name) => join(directory, name));
    const { status, out, error, stores } = await serve(...paths);
    expect({ status, error }).toEqual({ status: 0, error: undefined });
    expect(textsOf(stores[0])).toEqual(["Z: 1\n\n", "A: 1\n\n", "B: 1\n\n", "C: 1\n", "C: 2\n", "M: 1\n\n"]);
    expect(stores[0]).not.toHaveProperty("port");
    expect(out).toContain("6 messages of me@gmail.example at http://127.0.0.1:4321/");
    expect(out).toContain('rootUrl: "http://127.0.0.1:4321/"');
    expect(out).toContain("curl http://127.0.0.1:4321/gmail/v1/users/me/messages");
  });

  test("takes whose mail it is, and the port", async () => {
    const { stores } = await serve("--user", "me@x.example", "--port", "0", "test/messages/short.eml");
    expect(stores).toMatchObject([{ user: "me@x.example", port: 0 }]);
  });

  test.each([
    { file: "no/such", content: undefined, error: "there is no such file" },
    { file: "broken.json", content: "[1]", error: "no message, payload or draft" },
  ])("$file ends in one line, and nothing is started", async ({ file, content, error }) => {
    const path = join(directory, file);
    if (content !== undefined) await writeFile(path, content);
    const answer = await serve(path);
    expect({ status: answer.status, out: answer.out, stores: answer.stores }).toEqual({
      status: 1,
      out: "",
      stores: [],
    });
    expect(answer.error).toMatch(/^gmail-mime: [^\n]+\n$/);
    expect(answer.error).toContain(error);
  });

  test("a port that is taken ends in one line", async () => {
    const startServer = async (): Promise<never> => {
      throw Object.assign(new Error("listen EADDRINUSE"), { code: "EADDRINUSE" });
    };
    const around = { ...harmless, read: readFile, readOwn: readFile, startServer };
    const answer = await run(["serve", "--port", "80", "test/messages/short.eml"], around);
    const error = "gmail-mime: Cannot listen on port 80: it is taken\n";
    expect(answer).toEqual({ status: 1, out: "", error });
  });
});
