import { describe, expect, test } from "vitest";
import { buildMime, decodeRaw, encodeRaw, mimeToPayload } from "../../../src/index.js";
import { takeInput } from "../../../src/inspect/input.js";
import { Opened } from "../../../src/playground/opened.js";
import { utf8 } from "../../support/bytes.js";
import { messageNames, readMessage } from "../../support/command.js";

function open(file: Uint8Array): Opened {
  const input = takeInput(file);
  if (input.kind === "unreadable") throw new Error(input.reason);
  return new Opened(input);
}
const json = (value: unknown): Uint8Array => utf8(JSON.stringify(value));

describe.each(messageNames)("%s", (name) => {
  const bytes = readMessage(name);
  const opened = open(bytes);
  const report = opened.report();

  test("comes back byte for byte, also as raw in either alphabet", () => {
    expect(report.verdicts[0]).toMatchObject({
      tone: "good",
      text: expect.stringContaining("byte for byte"),
    });
    expect(report.verdicts[1]?.text).toMatch(report.defectCount === 0 ? /^No defects\.$/ : /^\d+ defects?: /);
    const raw = encodeRaw(bytes);
    for (const form of [raw, raw.replaceAll("-", "+").replaceAll("_", "/"), raw.replaceAll("=", "")]) {
      expect(decodeRaw(form)).toEqual(bytes);
      expect(open(utf8(form)).report()).toEqual(report);
    }
  });

  test("parts have the payload's ids, and each stands at its place in the source", () => {
    const payload = mimeToPayload(bytes);
    expect(report.parts[0]).toMatchObject({ partId: "", depth: 0, row: 0, mimeType: payload.mimeType });
    const rows = report.parts.flatMap(({ row }) => row ?? []);
    expect(rows).toEqual(rows.toSorted((a, b) => a - b));
    expect(new Set(report.parts.map(({ partId }) => partId)).size).toBe(report.parts.length);
  });

  test("the payload's listing is its JSON", () => {
    const text = new TextDecoder().decode(opened.listing("payload").bytes);
    expect(JSON.parse(text)).toEqual(mimeToPayload(bytes));
  });

  test("every attachment can be saved, whole", () => {
    for (const { part, size, known } of report.attachments) {
      expect(known).toBe(true);
      expect(opened.content(part)?.length).toBe(size);
    }
  });

  test("every defect has its row", () => {
    for (const { row, offset } of report.defects) {
      expect(offset).toBeGreaterThanOrEqual(0);
      const listed = opened.listing("source").rows(row ?? -1, (row ?? -1) + 1);
      expect(listed[0]?.segments.some(({ defects }) => defects.length > 0)).toBe(true);
    }
  });
});

test("a payload with contents known only by id is shown, and says what is missing", () => {
  const opened = open(json({ id: "1", payload: mimeToPayload(readMessage("demo.eml")) }));
  const report = opened.report();
  expect(report).toMatchObject({ kind: "payload", rows: { source: undefined }, subject: expect.any(String) });
  expect(report.verdicts[0]?.text).toMatch(
    /^Cannot be written as bytes: 3 parts are known only by attachmentId/,
  );
  expect(report.attachments.some(({ known }) => !known)).toBe(true);
  expect(report.html).toMatchObject({ srcdoc: expect.stringContaining("12 to 15 July") });
  expect(opened.compare().tone).toBe("plain");
});

test("a payload of texts alone is written as bytes", () => {
  const payload = mimeToPayload(readMessage("mailing-list.eml"));
  const opened = open(json(payload));
  expect(opened.report().verdicts[0]?.text).toMatch(/^Written as a message of [\d\u202f]+ bytes\.$/);
  expect(opened.compare().text).toMatch(/^Through the payload and back: the same/);
  expect(mimeToPayload(opened.bytes ?? new Uint8Array())).toEqual(payload);
});

test("the mail's own image stands in its html", () => {
  expect(open(readMessage("demo.eml")).report().html).toMatchObject({
    srcdoc: expect.stringContaining('src="data:image/png;base64,iVBOR'),
    remote: 0,
  });
});

test("a large html waits to be asked for", () => {
  const opened = open(buildMime({ html: `<p>${"x ".repeat(1_600_000)}` }));
  expect(opened.report().html).toEqual({ size: 3_200_003 });
  expect(opened.frame().srcdoc).toContain("<p>x x");
});

test("a file name that would turn its end around is shown as what it is", () => {
  const [attachment] = open(readMessage("broken.eml")).report().attachments;
  expect(attachment).toMatchObject({ said: "../../etc/data\u2039U+202E\u203a.bin", safe: "data_.bin" });
});

test("ten thousand parts are told in time that grows with their number", () => {
  const many = (n: number): Uint8Array =>
    utf8(`Content-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\n\r\nx\r\n".repeat(n)}--b--\r\n`);
  expect(open(many(9_000)).report().parts).toHaveLength(9_001);
  const time = (n: number): number => {
    const bytes = many(n);
    const start = performance.now();
    open(bytes).report();
    return performance.now() - start;
  };
  const [small, large] = [Math.max(1, time(2_000)), time(8_000)];
  expect(large / small).toBeLessThan(12);
});
