import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type BuildOptions,
  buildMime,
  buildPayload,
  buildRaw,
  entityToMail,
  mailToEntity,
  mimeToPayload,
  parseMime,
  parseRaw,
} from "../../src/index.js";
import { latin1, text } from "../support/bytes.js";
import { expectCleanLines, expectMailReturns, mayHoldEightBit } from "../support/laws-of-mail.js";
import { sampleMail } from "../support/mail-arbitrary.js";
import { mailDifferences } from "../support/mail-differences.js";
import { anyMail, mailLikeRegular } from "../support/mail-like.js";
import { asSampled } from "../support/normalise.js";

/** GB18030 holds all of Unicode but U+E5E5; format=flowed is left out, it may change the blanks at line ends. */
const OPTIONS: readonly BuildOptions[] = [
  { utf8Headers: true },
  { transferEncoding: "base64" },
  { transferEncoding: "quoted-printable" },
  { charset: "gb18030" },
];

describe("law 4", () => {
  test("parseMime(buildMime(m)) = normalise(m)", () => {
    fc.assert(
      fc.property(sampleMail, ({ input, expected }) => {
        expect(asSampled(parseMime(buildMime(input)))).toEqual(asSampled(expected));
      }),
      { numRuns: 400 },
    );
  });

  test.each(OPTIONS)("whatever the options: %j", (options) => {
    fc.assert(
      fc.property(sampleMail, ({ input, expected }) => {
        fc.pre(options.charset === undefined || !JSON.stringify(expected).includes("\ue5e5"));
        const built = buildMime(input, options);
        expectCleanLines(built);
        expect(asSampled(parseMime(built))).toEqual(asSampled(expected));
      }),
      { numRuns: 100 },
    );
  });

  test("what was read of a built mail is built and read the same", () => {
    fc.assert(
      fc.property(sampleMail, ({ input }) => {
        expectMailReturns(buildMime(input));
      }),
      { numRuns: 300 },
    );
  });

  test("parseMime(buildMime(parseMime(b))) says what parseMime(b) said, for any bytes", () => {
    fc.assert(fc.property(fc.oneof(mailLikeRegular, anyMail), expectMailReturns), { numRuns: 2000 });
  });
});

describe("law 6", () => {
  test("a built mail is read the same from its bytes and from its payload", () => {
    fc.assert(
      fc.property(sampleMail, ({ input }) => {
        expect(mailDifferences(buildMime(input))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("and so are lines of mail in any order", () => {
    // In ASCII lines without NUL and bare CR, which are cleaned before they are shown, and without words in
    // address fields: where such a word stands beside others, the payload is no longer the list it was.
    const plain = mailLikeRegular.map((bytes) =>
      latin1(
        text(bytes)
          .replace(/\0|[\x80-\xff]/g, "")
          .replace(/\r\n?/g, "\n")
          .replace(/^(From|To):.*(\n[\t ].*)*/gm, (field) => field.replaceAll("=?", "")),
      ),
    );
    fc.assert(
      fc.property(plain, (bytes) => {
        expect(mailDifferences(bytes)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("what is built", () => {
  test("is CRLF lines of at most 998 bytes, header lines of at most 78 where a fold exists, ASCII", () => {
    fc.assert(
      fc.property(sampleMail, ({ input }) => {
        const built = buildMime(input);
        expectCleanLines(built);
        if (!mayHoldEightBit(input)) expect(built.findIndex((byte) => byte > 0x7f)).toBe(-1);
      }),
      { numRuns: 300 },
    );
  });

  test("is the same by every road, and the same again", () => {
    fc.assert(
      fc.property(sampleMail, ({ input }) => {
        const built = buildMime(input);
        expect(text(buildMime(input))).toBe(text(built));
        expect(parseRaw(buildRaw(input))).toEqual(parseMime(built));
        expect(buildPayload(input)).toEqual(mimeToPayload(built));
        expect(asSampled(entityToMail(mailToEntity(input)))).toEqual(asSampled(parseMime(built)));
      }),
      { numRuns: 100 },
    );
  });
});
