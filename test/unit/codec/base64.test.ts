import { describe, expect, test } from "vitest";
import {
  base64Size,
  base64SizePortable,
  decodeBase64,
  decodeBase64Portable,
  encodeBase64,
  encodeBase64Lines,
  encodeBase64LinesPortable,
  encodeBase64Portable,
} from "../../../src/codec/base64.js";
import { MimeError } from "../../../src/errors.js";
import { latin1, text } from "../../support/bytes.js";

const someBytes = (size: number) => Uint8Array.from({ length: size }, (_, i) => (i * 7919 + (i >> 5)) & 255);

function wrap(letters: string, width: number, lineEnd: string): string {
  const lines = [];
  for (let at = 0; at < letters.length; at += width) lines.push(letters.slice(at, at + width));
  return lines.join(lineEnd);
}

/** Decodes by both paths, with and without keeping; returns the result and what was reported. */
function read(encoded: Uint8Array) {
  const runs = [decodeBase64, decodeBase64Portable, base64Size, base64SizePortable].map((reader) => {
    const reports: string[] = [];
    return { result: reader(encoded, (code, at) => reports.push(`${code}@${at}`)), reports };
  });
  const [{ result, reports }] = runs as [{ result: Uint8Array; reports: string[] }];
  expect(result.buffer.byteLength).toBe(result.length);
  expect(runs.map((run) => run.reports)).toEqual([reports, reports, reports, reports]);
  expect(Buffer.compare(runs[1]?.result as Uint8Array, result)).toBe(0);
  expect(runs.slice(2).map((run) => run.result)).toEqual([result.length, result.length]);
  return { bytes: result, reports };
}

describe("both ways", () => {
  test.each([
    ["", ""],
    ["f", "Zg=="],
    ["fo", "Zm8="],
    ["foo", "Zm9v"],
    ["foob", "Zm9vYg=="],
    ["fooba", "Zm9vYmE="],
    ["foobar", "Zm9vYmFy"],
    ["\xfb\xff\xfe", "+//+"],
    ["\0\0\0\0", "AAAAAA=="],
  ])("%j", (content, encoded) => {
    expect(encodeBase64(latin1(content))).toBe(encoded);
    expect(encodeBase64Portable(latin1(content))).toBe(encoded);
    expect(text(encodeBase64Lines(latin1(content)))).toBe(encoded);
    const { bytes, reports } = read(latin1(encoded));
    expect(text(bytes)).toBe(content);
    expect(reports).toEqual([]);
  });

  const sizes = [56, 57, 58, 59, 113, 114, 115, 4095, 4096, 4097, 4104, 47879, 47880, 47881, 95760, 200_001];
  test.each(sizes)("%d bytes in lines of 76", (size) => {
    const bytes = someBytes(size);
    const expected = wrap(Buffer.from(bytes).toString("base64"), 76, "\r\n");
    const lines = encodeBase64Lines(bytes);
    expect(text(lines)).toBe(expected);
    expect(text(encodeBase64LinesPortable(bytes))).toBe(expected);
    expect(lines.buffer.byteLength).toBe(lines.length);
    expect(encodeBase64(bytes)).toBe(encodeBase64Portable(bytes));
    for (const end of ["", "\r\n", "\r\n\r\n"]) {
      const { bytes: back, reports } = read(latin1(expected + end));
      expect(Buffer.compare(back, bytes)).toBe(0);
      expect(reports).toEqual([]);
    }
  });
});

describe("lines of any shape", () => {
  const bytes = someBytes(150_000);
  const letters = Buffer.from(bytes).toString("base64");
  test.each([4, 19, 60, 61, 62, 63, 64, 72, 76, 998, 1022, 1023, 1024, 5000, 65536, 1_000_000])(
    "%d",
    (width) => {
      for (const lineEnd of ["\r\n", "\n", "\r"]) {
        const { bytes: back, reports } = read(latin1(wrap(letters, width, lineEnd)));
        expect(Buffer.compare(back, bytes)).toBe(0);
        expect(reports).toEqual([]);
      }
    },
  );

  test("irregular ones, the first shorter or longer than the others", () => {
    for (const first of [4, 10, 75, 77, 300]) {
      const mixed = `${letters.slice(0, first)}\r\n${wrap(letters.slice(first), 76, "\r\n")}`;
      expect(Buffer.compare(read(latin1(mixed)).bytes, bytes)).toBe(0);
    }
    const growing = letters.replace(
      /.{1,90}/g,
      (line) => `${line.slice(0, line.length % 7)}\n${line.slice(line.length % 7)}\r\n`,
    );
    expect(Buffer.compare(read(latin1(growing)).bytes, bytes)).toBe(0);
  });

  test("a change of line length or line end on the way", () => {
    const mixed = `${wrap(letters.slice(0, 76_000), 76, "\r\n")}\r\n${wrap(letters.slice(76_000), 64, "\n")}`;
    expect(Buffer.compare(read(latin1(mixed)).bytes, bytes)).toBe(0);
  });

  test.each(["-", "_", "!", "\0", "\xe9", "\x80", ".", "="])("%j somewhere in many lines", (junk) => {
    const lines = wrap(letters, 76, "\r\n");
    const at = 78 * 1000 + 40;
    const { bytes: back, reports } = read(latin1(lines.slice(0, at) + junk + lines.slice(at)));
    expect(Buffer.compare(back, bytes)).toBe(0);
    expect(reports).toEqual([`base64-invalid@${at}`]);
  });

  test("text around, as a list puts it", () => {
    const lines = wrap(letters, 76, "\r\n");
    const { reports } = read(latin1(`${lines}\r\n-- \r\na list\r\n`));
    expect(reports).toEqual([`base64-invalid@${lines.length + 2}`, `base64-truncated@${lines.length + 12}`]);
  });
});

describe("beyond RFC 2045 §6.8", () => {
  test.each([
    // 1
    ["Z m\t9\r\nv\n", "foo", []],
    ["Zm8", "fo", []],
    ["Zg", "f", []],
    ["Zg=", "f", []],
    ["Zg=\r\n=", "f", []],
    ["\r\n\r\n", "", []],
    // 2
    ["Zm!9v", "foo", ["base64-invalid@2"]],
    ["Zm-9v_", "foo", ["base64-invalid@2"]],
    ["!!!!", "", ["base64-invalid@0"]],
    ["\xe9Zm9v\0", "foo", ["base64-invalid@0"]],
    ["Zg==*", "f", ["base64-invalid@4"]],
    // 3
    ["Zg==Zm8=", "ffo", ["base64-invalid@4"]],
    ["Zg=\nZm8=", "ffo", ["base64-invalid@4"]],
    ["Zm9v=", "foo", ["base64-invalid@4"]],
    ["====", "", ["base64-invalid@0"]],
    ["Zg===", "f", ["base64-invalid@4"]],
    ["Zm8==", "fo", ["base64-invalid@4"]],
    ["=Zm9v", "foo", ["base64-invalid@0"]],
    // 4
    ["Z", "", ["base64-truncated@0"]],
    ["Zm9vY", "foo", ["base64-truncated@4"]],
    ["Zm9vY\r\n", "foo", ["base64-truncated@4"]],
    ["Zm9vY===", "foo", ["base64-truncated@4"]],
    ["Y=Zm9v", "foo", ["base64-truncated@0", "base64-invalid@2"]],
    ["Y=Y=", "", ["base64-truncated@0", "base64-invalid@2"]],
    // bits that no byte needs
    ["Zh==", "f", []],
    ["Zm9=", "fo", []],
  ])("%j", (encoded, content, expected) => {
    const { bytes, reports } = read(latin1(encoded));
    expect(text(bytes)).toBe(content);
    expect(reports).toEqual(expected);
  });

  test("many padded pieces after each other", () => {
    const piece = "Zm9vYg==\r\n";
    const { bytes, reports } = read(latin1(piece.repeat(5000)));
    expect(text(bytes)).toBe("foob".repeat(5000));
    expect(reports).toEqual(["base64-invalid@10"]);
  });
});

test("views into larger memory, at odd places too", () => {
  const memory = someBytes(20_011);
  const view = memory.subarray(7, 20_004);
  expect(text(encodeBase64Lines(view))).toBe(wrap(Buffer.from(view).toString("base64"), 76, "\r\n"));
  const encoded = latin1(`abc${wrap(Buffer.from(view).toString("base64"), 76, "\r\n")}abc`);
  expect(Buffer.compare(read(encoded.subarray(3, encoded.length - 3)).bytes, view)).toBe(0);
});

test("more bytes than a string can hold are refused", () => {
  const huge = Object.create(Uint8Array.prototype, { length: { value: 2 ** 29 } }) as Uint8Array;
  for (const encode of [encodeBase64, encodeBase64Portable]) {
    expect(() => encode(huge)).toThrow(expect.objectContaining({ code: "input-too-large" }));
    expect(() => encode(huge)).toThrow(MimeError);
  }
});

test("no argument is changed", () => {
  const encoded = latin1("Zm9vYg==!");
  const before = text(encoded);
  decodeBase64(encoded);
  base64Size(encoded);
  expect(text(encoded)).toBe(before);
});

describe("the size of long base64, counted without decoding", () => {
  const letters = encodeBase64(Uint8Array.from({ length: 150_000 }, (_, i) => (i * i + (i >> 3)) & 255));
  const lines = letters.replace(/.{76}/g, "$&\r\n");
  const cases: readonly (readonly [name: string, encoded: string])[] = [
    ["one line", letters],
    ["lines of 76", lines],
    ["lines of 75", letters.replace(/.{75}/g, "$&\n")],
    ["blanks and tabs", letters.replace(/.{60}/g, "$& \t")],
    ["junk in front", `-${lines}`],
    ["junk in the middle", `${lines.slice(0, 100_000)}_${lines.slice(100_000)}`],
    ["padding in the middle", `${lines.slice(0, 100_001)}=${lines.slice(100_001)}`],
    ["a letter too many", `${lines.replace(/=+$/, "")}A\r\n\r\n`],
    ["8-bit bytes", `${lines.slice(0, 70_000)}\xc1\xe1${lines.slice(70_000)}`],
    ["twice, padded", `${lines}==\r\n${lines}`],
    ["no end of blanks", lines + " ".repeat(200_000)],
  ];
  test.each(cases)("%s", (_, encoded) => {
    const bytes = latin1(encoded);
    const told: [string, number | undefined][] = [];
    const expected: [string, number | undefined][] = [];
    expect(base64Size(bytes, (code, at) => told.push([code, at]))).toBe(
      decodeBase64Portable(bytes, (code, at) => expected.push([code, at])).length,
    );
    expect(told).toEqual(expected);
  });
});
