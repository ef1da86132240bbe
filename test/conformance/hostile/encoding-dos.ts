/** Contents made to run away while they are decoded, searched or turned into text. */

import { encodeRaw, formatSnippet, parseEntity, parseMime, stripQuoted } from "../../../src/index.js";
import { latin1 } from "../../support/bytes.js";
import type { HostileCase, Reading } from "../../support/hostile.js";

const n = 200_000;
const part = (fields: string, body: string): string => `${fields}\r\n\r\n${body}`;
const base64 = (
  name: string,
  body: string,
  text: string | undefined,
  ...defects: Reading["defects"]
): Reading => ({
  name,
  mail: part("Content-Transfer-Encoding: base64", body),
  says: { text },
  defects,
});
const printable = (
  name: string,
  body: string,
  text: string | undefined,
  ...defects: Reading["defects"]
): Reading => ({
  name,
  mail: part("Content-Transfer-Encoding: quoted-printable", body),
  says: { text },
  defects,
});
const snippet = (name: string, html: string, gives: unknown): HostileCase => ({
  name: `a snippet of ${name}`,
  use: () => formatSnippet(parseEntity(latin1(part("Content-Type: text/html", html)))),
  gives,
});

export const cases: readonly HostileCase[] = [
  base64("one line of 200 KB", "QUFB".repeat(n / 4), "A".repeat((n / 4) * 3)),
  base64("a letter a line", "QUFB".repeat(50_000).split("").join("\r\n"), "A".repeat(150_000)),
  base64("200 KB of blanks", ` ${" ".repeat(n)}QUFB`, "AAA"),
  base64("padding alone", "=".repeat(n), undefined, "base64-invalid"),
  base64("junk alone", "!".repeat(n), undefined, "base64-invalid"),
  base64("junk after each letter", "Q!U!F!B!".repeat(50_000), "AAA".repeat(50_000), "base64-invalid"),
  printable("200 KB of equals signs", "=".repeat(n), "=".repeat(n - 1), "quoted-printable-invalid"),
  printable("soft breaks alone", "=\r\n".repeat(n / 4), undefined),
  printable("escapes alone", "=41".repeat(n / 4), "A".repeat(n / 4)),
  printable("blanks before a line end", `a${" ".repeat(n)}\r\nb`, "a\nb"),
  printable("a soft break after 200 KB of blanks", `a=${" ".repeat(n)}\r\nb`, "ab"),
  printable("blanks before each soft break", `${" =  "}\r\n`.repeat(100_000), " ".repeat(100_000)),
  {
    name: "flowed lines",
    mail: part("Content-Type: text/plain; format=flowed", "a \r\n".repeat(100_000)),
    says: {},
    defects: [],
  },
  {
    name: "flowed quotes",
    mail: part("Content-Type: text/plain; format=flowed", `${">".repeat(1_000)} a \r\n`.repeat(500)),
    says: {},
    defects: [],
  },
  {
    name: "escapes of iso-2022-jp",
    mail: part("Content-Type: text/plain; charset=iso-2022-jp", "\x1b$B\x1b(B".repeat(100_000)),
    says: {},
    defects: [],
  },
  {
    name: "utf-7 that never ends",
    mail: part("Content-Type: text/plain; charset=utf-7", `+${"A".repeat(500_000)}`),
    says: {},
    defects: [],
  },
  {
    name: "begin lines",
    mail: part("Subject: x", "begin 644 a\r\n".repeat(50_000)),
    says: { subject: "x" },
    defects: ["uuencoded"],
  },
  {
    name: "links to content ids",
    use: () => parseMime(part("Content-Type: text/html", "cid:x".repeat(100_000))).html?.length,
    gives: 500_000,
  },
  snippet("openings of tags", "<".repeat(500_000), "&lt;".repeat(50)),
  snippet("tags inside each other", "<b>".repeat(200_000), ""),
  snippet("a comment that never ends", `<!--${"-".repeat(500_000)}`, ""),
  snippet("a script that never ends", `<script>${"<".repeat(500_000)}`, ""),
  snippet("attributes without end", `<a ${"b=".repeat(300_000)}`, ""),
  snippet("entities", "&amp;".repeat(200_000), "&amp;".repeat(40)),
  snippet("one word of 200 KB", "x".repeat(n), ""),
  {
    name: "quotes inside each other",
    use: () => stripQuoted({ text: `a\n${">".repeat(200_000)} b`, html: "<blockquote>".repeat(50_000) }).text,
    gives: "a",
  },
  {
    name: "attributions in a row",
    use: () => (stripQuoted({ text: "On Mon, Jan 2, 2023 a wrote\n".repeat(20_000) }).text ?? "").length > 0,
    gives: true,
  },
  { name: "raw of 200 KB", use: () => encodeRaw(new Uint8Array(n)).length, gives: Math.ceil(n / 3) * 4 },
];
