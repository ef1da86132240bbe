/** What reply, forward and quote make of any received mail can be built, and adds nothing that was not asked for. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseMime } from "../../src/convert.js";
import { htmlToLines } from "../../src/mail/html-text.js";
import { quote } from "../../src/mail/quote.js";
import { stripQuoted } from "../../src/mail/strip-quoted.js";
import { latin1 } from "../support/bytes.js";
import { corpusPaths, describeCorpus, readCorpusBytes } from "../support/corpus.js";
import { expectConversation } from "../support/laws-of-conversation.js";
import { anyMail } from "../support/mail-like.js";

test("reply, forward and quote of any mail build", () => {
  fc.assert(fc.property(anyMail, expectConversation), { numRuns: 400 });
});

test("those of any header build", () => {
  const name = fc.constantFrom(
    "From",
    "Reply-To",
    "To",
    "Cc",
    "Subject",
    "Message-ID",
    "In-Reply-To",
    "References",
    "Date",
  );
  const value = fc
    .array(
      fc.constantFrom(
        "a@b",
        "<a@b>",
        ",",
        ";",
        ":",
        "é",
        "=?utf-8?Q?=0D=0A?=",
        "=?utf-8?Q?a=40b=2C?=",
        "(",
        '"',
        "\\",
        "<",
        ">",
        "\0",
        "=?utf-8?B?AAo=?=",
        "@",
        ".",
        "[1]",
        " ",
        "\t",
        "x".repeat(999),
        "me@y.com",
      ),
      { maxLength: 8 },
    )
    .map((pieces) => pieces.join(""));
  const fields = fc.array(fc.tuple(name, value), { maxLength: 8 });
  fc.assert(
    fc.property(fields, (all) => {
      expectConversation(latin1(`${all.map(([key, text]) => `${key}: ${text}\r\n`).join("")}\r\nbody`));
    }),
    { numRuns: 400 },
  );
});

test("html of any kind is read to its end", () => {
  const piece = fc.constantFrom(
    "<",
    ">",
    "</",
    "<p>",
    "</p>",
    "<!--",
    "-->",
    '"',
    "'",
    "=",
    "a",
    " ",
    "/",
    "&amp;",
    "&",
    "<br>",
    "<script>",
    "</script>",
    "<div class=gmail_quote>",
    "</div>",
    "<blockquote>",
    "\n",
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 40 }).map((all) => all.join("")),
      (html) => {
        expect(typeof htmlToLines(html)).toBe("string");
        const once = stripQuoted({ html }).html as string;
        expect(once.length).toBeLessThanOrEqual(html.length + 12 * 40);
        const whole = quote({ ...parseMime(""), html }, { text: "mine" });
        expect(stripQuoted(whole).text).toBe("mine");
      },
    ),
    { numRuns: 500 },
  );
});

describeCorpus("the corpus", () => {
  describe.each(groups(corpusPaths, 100))("%s and on", (_, paths) => {
    test("replies, forwards and quotes build", () => {
      for (const path of paths) {
        try {
          expectConversation(readCorpusBytes(path));
        } catch (error) {
          throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
        }
      }
    });
  });
});

function groups(paths: readonly string[], size: number): [string, readonly string[]][] {
  return Array.from({ length: Math.ceil(paths.length / size) }, (_, i) => {
    const part = paths.slice(i * size, (i + 1) * size);
    return [part[0] as string, part];
  });
}
