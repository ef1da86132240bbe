/** Contents whose transfer encoding is broken: decoded as far as it goes, told once, its bytes kept. */

import { decodeContent, parseEntity } from "../../../src/index.js";
import { latin1 } from "../../support/bytes.js";
import type { HostileCase, Reading } from "../../support/hostile.js";

const body =
  (encoding: string) =>
  (name: string, content: string, text: string | object, ...defects: Reading["defects"]): Reading => ({
    name: `${encoding}: ${name}`,
    mail: ["Content-Type: text/plain; charset=utf-8", `Content-Transfer-Encoding: ${encoding}`, "", content],
    says: typeof text === "string" ? { text } : text,
    defects,
  });
const base64 = body("base64");
const printable = body("quoted-printable");

export const cases: readonly HostileCase[] = [
  base64("blanks and line ends", "QU\tJD\r\n IA==", "ABC "),
  base64("junk between groups", "QUJD!!QUJD", "ABCABC", "base64-invalid"),
  base64("junk inside a group", "QU!JD", "ABC", "base64-invalid"),
  base64("padding inside", "QQ==QUJD", "AABC", "base64-invalid"),
  base64("padding too much", "QUJD====", "ABC", "base64-invalid"),
  base64("padding missing", "QUI", "AB"),
  base64("padding alone", "====", "", "base64-invalid"),
  base64("a last group of one", "QUJDQ", "ABC", "base64-truncated"),
  base64("bits after the padding", "QUJ=", "AB"),
  base64("the alphabet of URLs", "8J-YgA", {}, "base64-invalid", "base64-truncated", "charset-malformed"),
  base64("NUL between", "QU\0JD", "ABC", "base64-invalid", "nul"),
  base64("8-bit between", "QU\xe9JD", "ABC", "base64-invalid"),
  base64("text behind it", "QUJD\r\n-- \r\na list's footer", {}, "base64-invalid", "charset-malformed"),
  base64("nothing", "", ""),
  base64("a data URL", "data:text/plain;base64,QUJD", {}, "base64-invalid", "charset-malformed"),
  printable("half an escape", "a=4", "a=4", "quoted-printable-invalid"),
  printable("an escape of no hex", "a=zzb", "a=zzb", "quoted-printable-invalid"),
  printable("small hex", "a=c3=a9", "a\u00e9"),
  printable("an equals sign at the end", "a=", "a"),
  printable("two equals signs", "a==41", "a=A", "quoted-printable-invalid"),
  printable("a soft break before blanks", "a=  \r\nb", "ab"),
  printable("a soft break of a bare LF", "a=\nb", "ab", "line-end-bare"),
  printable("a soft break of a bare CR", "a=\rb", "ab", "line-end-bare"),
  printable("blanks before a line end", "a \t \r\nb", "a\nb"),
  printable("an encoded line break", "a=0D=0Ab", "a\nb"),
  printable("an encoded dot line", "a=0D=0A.=0D=0Ab", "a\n.\nb"),
  printable("an encoded NUL", "a=00b", "a\0b"),
  printable("raw 8-bit", "caf\xc3\xa9", "caf\u00e9"),
  printable("a line of 2 000", "x".repeat(2_000), "x".repeat(2_000)),
  printable("malformed UTF-8", "a=FFb", "a\ufffdb", "charset-malformed"),
  body("7bit")("8-bit in it", "caf\xc3\xa9", "caf\u00e9"),
  body("binary")("bare line ends in it", "a\rb\nc", "a\nb\nc", "line-end-bare"),
  body("x-unknown")("anything", "=41", "=41", "transfer-encoding-unknown"),
  body("x-uuencode")(
    "uuencoded data",
    "begin 644 a.txt\r\n#0V%T\r\n`\r\nend\r\n",
    "begin 644 a.txt\n#0V%T\n`\nend\n",
    "transfer-encoding-unknown",
    "uuencoded",
  ),
  {
    name: "a multipart has no content",
    use: () => decodeContent(parseEntity("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--")),
    refused: "input-invalid",
  },
  {
    name: "a detached part has none yet",
    use: () => decodeContent({ kind: "leaf", fields: [], content: { attachmentId: "A", size: 1 } }),
    refused: "content-missing",
  },
  {
    name: "what cannot be undone stays",
    use: () => decodeContent(parseEntity("Content-Transfer-Encoding: x-no\n\n=41")),
    gives: latin1("=41"),
  },
];
