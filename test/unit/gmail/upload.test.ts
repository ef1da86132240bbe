import { describe, expect, test } from "vitest";
import { MimeError } from "../../../src/errors.js";
import { buildUpload, parseUpload } from "../../../src/gmail/upload.js";
import { latin1, text } from "../../support/bytes.js";

const message = latin1("Subject: hi\r\n\r\ncaf\xe9");

function related(...lines: readonly string[]): Uint8Array {
  return latin1(lines.join("\r\n"));
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(MimeError);
    return (error as MimeError).code;
  }
  return "nothing thrown";
}

describe("an upload comes back", () => {
  test.each<[string, Record<string, unknown>, Uint8Array]>([
    ["with metadata", { threadId: "18c0ffee", labelIds: ["é"] }, message],
    ["without", {}, message],
    ["of nothing", {}, latin1("")],
    ["of line breaks", {}, latin1("\r\n\r\n")],
    ["of NUL and 8-bit bytes", {}, Uint8Array.from({ length: 256 }, (_, i) => i)],
    ["with raw in its metadata", { raw: "x", message: { raw: "y" } }, message],
    ["with a dangerous name", JSON.parse('{"__proto__":1}'), message],
    ["inside another", {}, buildUpload({ a: 1 }, message).body],
    ["with delimiters in its metadata", { a: "\r\n--upload-0--" }, message],
    ["with its own delimiters", {}, latin1("--upload-0\r\n\r\n--upload-1--\r\n--upload-23\r\n--upload-")],
  ])("%s", (_, metadata, bytes) => {
    const { contentType, body } = buildUpload(metadata, bytes);
    expect(parseUpload(contentType, body)).toEqual({ metadata, bytes });
    expect(parseUpload(contentType, body, { strict: true })).toEqual({ metadata, bytes });
  });

  test("the boundary is the first that stands nowhere in it, not as a part of another either", () => {
    expect(buildUpload({}, latin1("--upload-0 --upload-12")).contentType).toBe(
      "multipart/related; boundary=upload-2",
    );
    expect(buildUpload({}, latin1("--upload-x --upload-")).contentType).toBe(
      "multipart/related; boundary=upload-0",
    );
  });

  test("a message full of boundaries is looked at once", () => {
    const hostile = latin1(Array.from({ length: 100_000 }, (_, i) => `--upload-${i}\r\n`).join(""));
    const { contentType, body } = buildUpload({}, hostile);
    expect(contentType).toBe("multipart/related; boundary=upload-100000");
    expect(Buffer.compare(parseUpload(contentType, body).bytes, hostile)).toBe(0);
  });
});

describe("uploads as clients send them", () => {
  const expected = { metadata: { threadId: "t" }, bytes: message };
  const json = '{"threadId":"t"}';

  test.each<[string, string, Uint8Array]>([
    [
      "no close delimiter",
      "multipart/related; boundary=b",
      related("--b", "", json, "--b", "Content-Type: message/rfc822", "", text(message)),
    ],
    [
      "a preamble and an epilogue",
      'Multipart/Related; boundary="b c"; type=x',
      related(
        "x",
        "--b c",
        "content-type: application/json",
        "",
        json,
        "--b c",
        "",
        text(message),
        "--b c--",
        "y",
        "--b c",
      ),
    ],
    [
      "blanks after the delimiters",
      "multipart/related; boundary=b",
      related("--b \t", "", json, "--b ", "", text(message), "--b-- "),
    ],
    [
      "bare LF",
      "multipart/mixed; boundary=b",
      latin1(`--b\nContent-Type: application/json\n\n${json}\n--b\n\n${text(message)}\n--b--`),
    ],
    [
      "a message in base64",
      "multipart/related; boundary=b",
      related(
        "--b",
        "",
        json,
        "--b",
        "Content-Transfer-Encoding: base64",
        "",
        "U3ViamVjdDogaGkNCg0KY2Fm6Q==",
        "--b--",
      ),
    ],
    [
      "a boundary that is a prefix of a line",
      "multipart/related; boundary=b",
      related("--b", "", json, "--b", "", text(message), "--b--"),
    ],
  ])("%s", (_, contentType, body) => {
    expect(parseUpload(contentType, body)).toEqual(expected);
  });

  test("lines that only begin as a delimiter belong to the message", () => {
    const body = related("--b", "", "{}", "--b", "", "--bb", "-b", " --b", "--b--x", "", "--b--");
    expect(text(parseUpload("multipart/related; boundary=b", body).bytes)).toBe(
      "--bb\r\n-b\r\n --b\r\n--b--x\r\n",
    );
  });

  test("a part alone is the message, or JSON that holds it", () => {
    const alone = related("--b", "Content-Type: message/rfc822", "", text(message), "--b--");
    expect(parseUpload("multipart/related; boundary=b", alone)).toEqual({ metadata: {}, bytes: message });
    const inJson = related("--b", "", '{"threadId":"t","raw":"U3ViamVjdDogaGkNCg0KY2Fm6Q"}', "--b--");
    expect(parseUpload("multipart/related; boundary=b", inJson)).toEqual(expected);
  });

  test("raw of a Draft is taken out of its Message, the rest stays", () => {
    const draft = '{"id":"r","message":{"threadId":"t","raw":"eA"}}';
    expect(parseUpload("application/json; charset=UTF-8", draft)).toEqual({
      metadata: { id: "r", message: { threadId: "t" } },
      bytes: latin1("x"),
    });
  });

  test("bytes that had not to be decoded are a view on the body", () => {
    const { contentType, body } = buildUpload({}, message);
    expect(parseUpload(contentType, body).bytes.buffer).toBe(body.buffer);
  });
});

describe("what is refused", () => {
  test.each<[string, unknown, unknown]>([
    ["metadata that are no object", "x", message],
    ["a list", [], message],
    ["nothing", undefined, message],
    ["a BigInt", { a: 1n }, message],
    ["a string for the message", {}, "Subject: hi"],
  ])("building with %s", (_, metadata, bytes) => {
    expect(codeOf(() => buildUpload(metadata as object as never, bytes as Uint8Array))).toBe("input-invalid");
  });

  test("metadata that hold themselves", () => {
    const metadata: Record<string, unknown> = {};
    metadata.self = metadata;
    expect(codeOf(() => buildUpload(metadata, message))).toBe("input-invalid");
  });

  test.each<[string, unknown, unknown, string]>([
    ["no Content-Type", undefined, message, "input-invalid"],
    ["a number for a body", "message/rfc822", 1, "input-invalid"],
    ["no boundary", "multipart/related", message, "boundary-invalid"],
    ["a boundary that never stands", "multipart/related; boundary=b", message, "boundary-invalid"],
    ["no parts", "multipart/related; boundary=b", latin1("--b--"), "content-missing"],
    ["metadata without raw", "application/json", "{}", "content-missing"],
    ["JSON that is none", "application/json", "{", "input-invalid"],
    ["JSON that is no UTF-8", "application/json", latin1('{"a":"\xe9"}'), "input-invalid"],
    ["JSON that is no object", "application/json", "null", "input-invalid"],
    ["a deep tree", "application/json", "[".repeat(1_000_000), "input-invalid"],
    ["raw that is none", "application/json", '{"raw":"a"}', "raw-invalid"],
    [
      "a thousand parts",
      "multipart/related; boundary=b",
      latin1("--b\r\n\r\n".repeat(1000)),
      "input-too-large",
    ],
  ])("%s", (_, contentType, body, code) => {
    expect(codeOf(() => parseUpload(contentType as string, body as string))).toBe(code);
  });

  test("with strict, a message that is called another type", () => {
    expect(parseUpload("text/plain", message).bytes).toEqual(message);
    expect(codeOf(() => parseUpload("text/plain", message, { strict: true }))).toBe("media-type-invalid");
    const body = related("--b", "", "{}", "--b", "Content-Type: application/octet-stream", "", "x", "--b--");
    expect(text(parseUpload("multipart/related; boundary=b", body).bytes)).toBe("x");
    const strict = (): unknown => parseUpload("multipart/related; boundary=b", body, { strict: true });
    expect(codeOf(strict)).toBe("media-type-invalid");
  });
});
