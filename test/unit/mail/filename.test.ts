import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MimeError } from "../../../src/errors.js";
import { safeFilename } from "../../../src/mail/filename.js";
import { headerText } from "../../support/text-arbitrary.js";

const safe = (filename: string | undefined, mimeType = "application/pdf") =>
  safeFilename({ partId: "1.2", mimeType, filename });

describe("safeFilename", () => {
  test.each([
    ["report.pdf", "report.pdf"],
    ["café 日本.pdf", "café 日本.pdf"],
    ["cafe\u0301.pdf", "café.pdf"],
    ["../../etc/passwd", "passwd"],
    ["C:\\Windows\\a.exe", "a.exe"],
    ['a:b*c?d"e<f>g|h.txt', "a_b_c_d_e_f_g_h.txt"],
    ["a\r\nb\0c.txt", "a__b_c.txt"],
    ["evil\u202egnp.exe", "evil_gnp.exe"],
    ["zero\u200bwidth.txt", "zero_width.txt"],
    ["..hidden", "hidden"],
    [".htaccess", "htaccess"],
    ["name. . ", "name"],
    ["CON", "_CON"],
    ["nul.txt", "_nul.txt"],
    ["com1.tar.gz", "_com1.tar.gz"],
    ["LPT9", "_LPT9"],
    ["console.txt", "console.txt"],
    ["\ud800.txt", "\ufffd.txt"],
    ["", "part-1.2.pdf"],
    [undefined, "part-1.2.pdf"],
    ["...", "part-1.2.pdf"],
    ["/", "part-1.2.pdf"],
    ["???", "part-1.2.pdf"],
  ])("%j becomes %j", (filename, expected) => {
    expect(safe(filename)).toBe(expected);
  });

  test("a long one keeps its extension, in at most 255 bytes of whole characters", () => {
    const name = safe(`${"日".repeat(200)}.tar.gz`);
    expect(name).toBe(`${"日".repeat(84)}.gz`);
    expect(safe(`${"👩‍👩‍👧‍👦".repeat(40)}.pdf`)).toMatch(/^[^\ufffd]+\.pdf$/u);
  });

  test("an unknown type is bin, nameless parts differ", () => {
    expect(safe(undefined, "application/x-no-such")).toBe("part-1.2.bin");
    expect(safeFilename({ partId: "", mimeType: "image/png" })).toBe("part-0.png");
    expect(safeFilename({ partId: "../x", mimeType: "" })).toBe("part-...bin");
  });

  test("what is no string is refused", () => {
    const wrong = { partId: "1", mimeType: "a/b", filename: 5 } as unknown as {
      partId: string;
      mimeType: string;
    };
    expect(() => safeFilename(wrong)).toThrow(MimeError);
  });

  test("is safe for any name, and settled", () => {
    fc.assert(
      fc.property(fc.oneof(headerText, fc.string({ unit: "binary" })), (filename) => {
        const name = safe(filename);
        expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}/\\:*?"<>|]|^[. ]|[. ]$|^$/u);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
        expect(safe(name)).toBe(name);
      }),
      { numRuns: 1000 },
    );
  });
});
