import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDate, parseDate } from "../../src/header/date.js";
import { formatMessageIds, parseMessageIds } from "../../src/header/message-id.js";
import {
  baseSubject,
  forwardSubject,
  isForwardSubject,
  isReplySubject,
  replySubject,
} from "../../src/header/subject.js";

const from1900 = Date.UTC(1900, 0, 6);
const to9999 = Date.UTC(9999, 11, 26);
const times = fc.integer({ min: from1900, max: to9999 });
const offsets = fc.oneof(
  fc.integer({ min: -5999, max: 5999 }),
  fc.constantFrom(0, 60, -300, 330, -1, 5999, -5999),
);

test("parseDate(formatDate(d, { offset })) is d without its milliseconds, and the offset", () => {
  fc.assert(
    fc.property(times, offsets, (time, offset) => {
      const text = formatDate(time, { offset });
      const read = { date: new Date(Math.floor(time / 1000) * 1000), offset };
      expect(parseDate(text)).toEqual(read);
      // The patient reader, where the plain form is missed, agrees with the quick one.
      for (const odd of [
        ` ${text}`,
        text.replaceAll(" ", "  "),
        text.replace(",", ""),
        text.toLowerCase(),
        `(c)${text}`,
      ]) {
        expect(parseDate(odd)).toEqual(read);
      }
    }),
    { numRuns: 3000 },
  );
});

const dateWords = fc.constantFrom(
  ..."Mon Tuesday Jan january Sept May 1 2 19 029 31 32 70 103 1999 2000 12023 10:20 10:20:30 1:2 25:00 10.20 04-46-42".split(
    " ",
  ),
  ..."+0900 -0000 -1 +02:00 +99999 GMT EST Z IST am PM p.m. at T 2000-05-19 19-05-2000 2000/5/9 1-May-99".split(
    " ",
  ),
  ...[
    ",",
    "(",
    ")",
    "(c)",
    "\\",
    ":",
    "-",
    ".",
    " ",
    " ",
    " ",
    " ",
    "\r\n ",
    "\t",
    "é",
    "\0",
    "T10:20",
    "12 : 30",
  ],
);
const dateTexts = fc.oneof(
  fc.array(dateWords, { maxLength: 14 }).map((list) => list.join(" ")),
  fc.array(dateWords, { maxLength: 20 }).map((list) => list.join("")),
  fc.string({ unit: "binary" }),
);

test("parseDate reads anything, and what it read is settled", () => {
  fc.assert(
    fc.property(dateTexts, (text) => {
      const read = parseDate(text);
      if (read === undefined) return;
      expect(Number.isNaN(read.date.getTime())).toBe(false);
      expect(
        Number.isInteger(read.offset) && !Object.is(read.offset, -0) && Math.abs(read.offset) <= 5999,
      ).toBe(true);
      const year = new Date(read.date.getTime() + read.offset * 60_000).getUTCFullYear();
      if (year >= 1900 && year <= 9999) expect(parseDate(formatDate(read.date, read))).toEqual(read);
    }),
    { numRuns: 5000 },
  );
});

const idCharacters = Array.from({ length: 0x7f - 0x21 }, (_, at) => String.fromCharCode(0x21 + at)).filter(
  (character) => !"<>".includes(character),
);
const idWords = fc.string({
  unit: fc.constantFrom(...idCharacters, '"', "@", "\\", "("),
  minLength: 1,
  maxLength: 12,
});
const ids = fc.oneof(
  idWords.map((id) => `<${id}>`),
  fc
    .string({ unit: fc.constantFrom("a", "<", ">", "(", "\\a"), maxLength: 5 })
    .map((local) => `<"${local}"@b>`),
);

test("parseMessageIds(formatMessageIds(ids)) is ids", () => {
  fc.assert(
    fc.property(fc.array(ids, { maxLength: 8 }), (list) => {
      const reports: string[] = [];
      const text = formatMessageIds(list);
      expect(parseMessageIds(text, { report: (code) => reports.push(code) })).toEqual(list);
      expect(formatMessageIds(list.map((id) => id.slice(1, -1)))).toBe(text);
      if (list.every((id) => id.includes("@"))) expect(reports).toEqual([]);
    }),
    { numRuns: 3000 },
  );
});

const idTexts = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.constantFrom(
        ...'< > a@b @ a " \\ ( ) , ; <a@b> é <" "@ \0 \r\n'.split(" "),
        " ",
        " ",
        "\\ ",
        "\x7f",
      ),
      { maxLength: 24 },
    )
    .map((list) => list.join("")),
);

test("parseMessageIds reads anything, and what it read is settled: it can be written and read again", () => {
  fc.assert(
    fc.property(idTexts, (text) => {
      let reports = 0;
      const read = parseMessageIds(text, { report: () => reports++ });
      expect(reports).toBeLessThanOrEqual(1);
      expect(parseMessageIds(formatMessageIds(read))).toEqual(read);
    }),
    { numRuns: 5000 },
  );
});

/** A counterexample it found: taking the control character out would make the quote an escaped one. */
test("an escaped control character ends no quoted local part", () => {
  const read = parseMessageIds('<"<a@b>\\\x7f"@');
  expect(parseMessageIds(formatMessageIds(read))).toEqual(read);
});

const subjects = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.constantFrom(
        "Re:",
        "RE :",
        "Fwd:",
        "WG:",
        "re[2]:",
        "回复：",
        "[list]",
        "plan",
        " ",
        "\t",
        "\u3000",
        ":",
      ),
      { maxLength: 10 },
    )
    .map((list) => list.join("")),
);

test("a subject is made a reply or a forward once, and its base stays", () => {
  fc.assert(
    fc.property(subjects, (subject) => {
      const reply = replySubject(subject);
      expect(isReplySubject(reply)).toBe(true);
      expect(replySubject(reply)).toBe(reply);
      expect(baseSubject(reply)).toBe(baseSubject(subject));
      const forward = forwardSubject(subject);
      expect(isForwardSubject(forward)).toBe(true);
      expect(forwardSubject(forward)).toBe(forward);
      expect(baseSubject(forward)).toBe(baseSubject(subject));
      expect(isReplySubject(subject) && isForwardSubject(subject)).toBe(false);
      const base = baseSubject(subject);
      expect(baseSubject(base)).toBe(base);
    }),
    { numRuns: 3000 },
  );
});
