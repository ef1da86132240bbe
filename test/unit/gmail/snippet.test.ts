import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatSnippet, formatSnippetOf } from "../../../src/gmail/snippet.js";
import { type Entity, encodeRaw, MimeError, parseEntity, payloadToEntity } from "../../../src/index.js";
import { DEFAULT_LIMITS } from "../../../src/limits.js";
import { latin1, utf8 } from "../../support/bytes.js";
import { anyMail } from "../../support/mail-like.js";

/** A part as its lines. */
type Part = readonly string[];

const plain = (text: string): Part => ["Content-Type: text/plain; charset=utf-8", "", text];
const html = (text: string): Part => ["Content-Type: text/html; charset=utf-8", "", text];
const many = (subtype: string, boundary: string, ...parts: readonly Part[]): Part => [
  `Content-Type: multipart/${subtype}; boundary=${boundary}`,
  "",
  ...parts.flatMap((part) => [`--${boundary}`, ...part]),
  `--${boundary}--`,
];
const snippetOf = (part: Part): string => formatSnippet(parseEntity(part.join("\r\n")));

describe("which part it is taken from", () => {
  test.each([
    ["the only one", plain("a"), "a"],
    ["html alone", html("<p>a</p>"), "a"],
    ["no type at all", ["", "a"], "a"],
    ["a type that is none", ["Content-Type: nonsense", "", "a"], "a"],
    ["the first of a mixed", many("mixed", "B", plain("a"), html("b")), "a"],
    ["the first that is not blank", many("mixed", "B", plain(" \t\u00a0"), html("<br>"), plain("c")), "c"],
    ["html in an alternative, though it comes last", many("alternative", "B", plain("a"), html("b")), "b"],
    ["html in an alternative, though it comes first", many("alternative", "B", html("b"), plain("a")), "b"],
    ["plain text where the html is blank", many("alternative", "B", plain("a"), html("<img src=x>")), "a"],
    [
      "the second html where the first is blank",
      many("alternative", "B", html(" "), html("b"), plain("a")),
      "b",
    ],
    [
      "an alternative inside",
      many("mixed", "B", many("alternative", "C", plain("a"), html("b")), plain("c")),
      "b",
    ],
    [
      "plain text beside a related, without its <...>",
      many("alternative", "B", plain("a <https://x.y> b < c <d"), many("related", "C", html("e"))),
      "a b &lt; c &lt;d",
    ],
    [
      "plain text beside another, with them",
      many("alternative", "B", plain("a <b>"), many("mixed", "C", html("e"))),
      "a &lt;b&gt;",
    ],
    [
      "the related, where plain text is blank",
      many("alternative", "B", plain(" "), many("related", "C", html("e"))),
      "e",
    ],
    ["the root of a related", many("related", "B", html("a"), ["Content-Type: image/png", "", "x"]), "a"],
    [
      "what is signed",
      many("signed", "B", plain("a"), ["Content-Type: application/pgp-signature", "", "x"]),
      "a",
    ],
    ["none of what is encrypted", many("encrypted", "B", plain("a"), plain("b")), ""],
    ["what stands beside it", many("mixed", "B", many("encrypted", "C", plain("a")), plain("b")), "b"],
    [
      "none with a name",
      many("mixed", "B", ["Content-Type: text/plain; name=a.txt", "", "a"], plain("b")),
      "b",
    ],
    [
      "none with a file name",
      many("mixed", "B", ["Content-Disposition: inline; filename=a", "", "a"], plain("b")),
      "b",
    ],
    [
      "none marked attachment",
      many("mixed", "B", ["Content-Disposition: attachment", "", "a"], plain("b")),
      "b",
    ],
    ["one marked inline", many("mixed", "B", ["Content-Disposition: inline", "", "a"], plain("b")), "a"],
    [
      "no named html in an alternative",
      many("alternative", "B", plain("a"), ["Content-Type: text/html; name=b", "", "b"]),
      "a",
    ],
    [
      "no calendar",
      many("mixed", "B", ["Content-Type: text/calendar", "", "BEGIN:VCALENDAR"], plain("b")),
      "b",
    ],
    ["no picture", ["Content-Type: image/png", "", "x"], ""],
    [
      "no attached message",
      many("mixed", "B", ["Content-Type: message/rfc822", "", "A: b", "", "c"], plain("d")),
      "d",
    ],
    ["no attached message alone", ["Content-Type: message/rfc822", "", "A: b", "", "c"], ""],
    ["no message of a digest", many("digest", "B", ["", "A: b", "", "c"]), ""],
    [
      "no encoded message of a digest",
      many("digest", "B", ["Content-Transfer-Encoding: base64", "", "YTpiCgpj"]),
      "",
    ],
    ["a text of a digest", many("digest", "B", plain("a")), "a"],
    ["nothing", [], ""],
    ["a multipart of nothing", ["Content-Type: multipart/mixed; boundary=B", "", "a"], ""],
    ["AMP is html", ["Content-Type: text/x-amp-html", "", "<p>a</p>"], "a"],
    ["any other text", ["Content-Type: text/markdown", "", "# a"], "# a"],
  ])("%s", (_, part, snippet) => {
    expect(snippetOf(part)).toBe(snippet);
  });

  test("contents that are not there give nothing", () => {
    const entity = payloadToEntity({
      mimeType: "text/plain",
      headers: [],
      body: { attachmentId: "x", size: 3 },
    });
    expect(formatSnippet(entity)).toBe("");
  });

  test("transfer encoding and charset are undone", () => {
    const lines = [
      "Content-Type: text/plain; charset=iso-8859-1",
      "Content-Transfer-Encoding: quoted-printable",
      "",
    ];
    expect(snippetOf([...lines, "caf=E9 =", "b=C3"])).toBe("café bÃ");
    expect(formatSnippet(parseEntity(latin1("\n\xe9")))).toBe("é"); // no charset, no UTF-8
    expect(formatSnippet(parseEntity(utf8("\n\ufeffé")))).toBe("é");
  });
});

describe("the cut", () => {
  const cut = (text: string): string => snippetOf(plain(text));

  test.each([
    ["201 characters stay", "a".repeat(201), "a".repeat(201)],
    ["a word that does not fit goes", `${"a".repeat(100)} ${"b".repeat(101)}`, "a".repeat(100)],
    [
      "a word that ends at 201 stays",
      `${"a".repeat(100)} ${"b".repeat(100)} c`,
      `${"a".repeat(100)} ${"b".repeat(100)}`,
    ],
    ["the blank at the cut goes", `${"a".repeat(200)} b c`, "a".repeat(200)],
    ["a stop is a word of its own", `${"a".repeat(200)}. b`, `${"a".repeat(200)}.`],
    ["escapes count", "&".repeat(41), `${"&amp;".repeat(40)}`],
    ["no escape is cut", `${"a".repeat(199)} & b`, "a".repeat(199)],
    ["one that ends at 201 stays", `${"a".repeat(195)} & b`, `${"a".repeat(195)} &amp;`],
    ["nor a quote", `${"a".repeat(197)}'t b`, "a".repeat(197)],
    ["no character is cut", `${"a".repeat(200)}${"😀".repeat(3)}`, "a".repeat(200)],
    ["nor what is joined to it", `${"a ".repeat(99)}👨\u200d👩\u200d👧 b`, "a ".repeat(99).trimEnd()],
    ["a host name is one word, on every runtime", `${"a".repeat(190)} mail.example.org c`, "a".repeat(190)],
    ["so is what a colon joins", `${"a".repeat(195)} mail:example c`, "a".repeat(195)],
    ["a word longer than all leaves nothing", "a".repeat(300), ""],
  ])("%s", (_, text, snippet) => {
    expect(cut(text)).toBe(snippet);
  });

  test("a long text is cut as its beginning is", () => {
    const words = Array.from({ length: 3000 }, (_, i) => `wort${i} 日本語の文章、`).join("");
    expect(cut(words)).toBe(cut(words.slice(0, 1000)));
  });
});

describe("a long text is read no further than needed, and its snippet is the same", () => {
  const filler = (length: number): string => "x y z\r\n".repeat(length / 7);

  test.each([
    ["plain", plain(`first words ${filler(300_000)}`)],
    ["html", html(`<p>first <b>words</b>${filler(300_000)}`)],
    ["html behind 100 KB of style", html(`<style>${filler(100_000)}</style>first words ${filler(300_000)}`)],
    ["behind 100 KB of blanks", plain(`${"\r\n".repeat(50_000)}first words ${filler(300_000)}`)],
    [
      "with an attachment behind",
      many("mixed", "B", plain("first words"), ["Content-Type: image/png", "", filler(300_000)]),
    ],
    [
      "an alternative with its html last",
      many("mixed", "B", many("alternative", "C", plain(filler(200_000)), html("first words"))),
    ],
    [
      "behind a large attachment",
      many("mixed", "B", ["Content-Type: image/png", "", filler(300_000)], plain("first words")),
    ],
    [
      "a delimiter at the cut",
      many("mixed", "B", plain(`first words ${filler(65_400)}\r\n--Bx\r\n--BxB`), plain(filler(200_000))),
    ],
    [
      "a header that goes on past the cut",
      ["A: b", ` ${filler(300_000).replace(/\r\n/g, "\r\n ")}`, "", "first words"],
    ],
    ["one line", plain(`first words ${"x ".repeat(300_000)}`)],
    [
      "bare CR",
      [
        plain(`first words\r${filler(300_000)}`)
          .join("\r")
          .replaceAll("\n", ""),
      ],
    ],
  ])("%s", (_, part) => {
    const bytes = utf8(part.join("\r\n"));
    expect(bytes.length).toBeGreaterThan(200_000);
    const snippet = formatSnippetOf(bytes, DEFAULT_LIMITS);
    expect(snippet).toMatch(/^first words/);
    expect(formatSnippet(parseEntity(bytes))).toBe(snippet);
  });

  test.each(["quoted-printable", "base64"])("%s", (encoding) => {
    const text = `é first words ${"ü ".repeat(20_000)}`;
    const body =
      encoding === "base64"
        ? encodeRaw(utf8(text)).replace(/-/g, "+").replace(/_/g, "/").replace(/.{75}/g, "$&\r\n")
        : Array.from(utf8(text), (byte) => `=${byte.toString(16).toUpperCase()}`)
            .join("")
            .replace(/.{72}/g, "$&=\r\n");
    const part = [
      `Content-Type: text/plain; charset=utf-8`,
      `Content-Transfer-Encoding: ${encoding}`,
      "",
      body,
    ];
    expect(snippetOf(part)).toBe(snippetOf(plain(text)));
    expect(snippetOf(part)).toMatch(/^é first words (ü ){93}ü$/);
  });
});

describe("what is wrong or hostile", () => {
  test.each([[undefined], [null], ["text"], [{}], [{ kind: "leaf", fields: "x" }]])(
    "%j is no entity",
    (entity) => {
      expect(() => formatSnippet(entity as unknown as Entity)).toThrow(MimeError);
    },
  );

  test("a tree that holds itself", () => {
    const none = new Uint8Array(0);
    const parts: Entity[] = [];
    parts.push({ kind: "multipart", fields: [], parts, preamble: none, epilogue: none });
    expect(() => formatSnippet(parts[0] as Entity)).toThrow(MimeError);
  });

  test.each([
    ["10 000 blank parts", many("mixed", "B", ...Array.from({ length: 9_000 }, () => plain(" ")))],
    [
      "10 000 blank html parts",
      many("alternative", "B", ...Array.from({ length: 9_000 }, () => html("<p>"))),
    ],
    [
      "1 MB of < beside a related",
      many("alternative", "B", plain(`a${"<".repeat(1 << 20)}`), many("related", "C", html(" "))),
    ],
  ])("%s", (_, part) => {
    expect(snippetOf(part)).toMatch(/^$|^a(&lt;)*$/);
  });

  test("any mail gives at most 201 characters, in one line, escaped", () => {
    fc.assert(
      fc.property(anyMail, (bytes) => {
        const snippet = formatSnippet(parseEntity(bytes));
        expect(snippet.length).toBeLessThanOrEqual(201);
        expect(snippet).not.toMatch(/[\r\n\t\u00a0<>"']|^ | $| {2}|&(?!(amp|lt|gt|quot|#39);)/);
        expect(formatSnippetOf(bytes, DEFAULT_LIMITS)).toBe(snippet);
      }),
      { numRuns: 300 },
    );
  });
});
