/** Parameters in pieces and percents: joined and decoded once, the odd ones told. */

import { formatContentDisposition, formatContentType, parseContentType } from "../../../src/index.js";
import type { Building, HostileCase, Reading, Using } from "../../support/hostile.js";

/** An attachment with this disposition, the name it has, and what is told. */
const named = (
  name: string,
  parameters: string,
  filename: string | undefined,
  ...defects: Reading["defects"]
): Reading => ({
  name,
  mail: [`Content-Disposition: attachment; ${parameters}`, "", "x"],
  says: { attachments: [{ ...(filename !== undefined && { filename }) }] },
  defects,
});
const pieces = (count: number): string =>
  Array.from({ length: count }, (_, n) => `filename*${n}=a`).join("; ");

const readings: readonly Reading[] = [
  named("sections out of order", "filename*1=b; filename*0=a", "ab"),
  named("a section missing", "filename*0=a; filename*2=c", "a", "parameter-invalid"),
  named("no first section", "filename*1=b", undefined, "parameter-invalid"),
  named("a section twice", "filename*0=a; filename*0=x; filename*1=b", "ab", "parameter-repeated"),
  named("a section with a leading zero", "filename*00=a", undefined, "parameter-invalid"),
  named("a section of ten digits", "filename*9999999999=a", undefined, "parameter-invalid"),
  named("a section below zero", "filename*-1=a", undefined, "parameter-invalid"),
  named("a plain and an extended name", "filename=a; filename*=utf-8''b", "b"),
  named("an extended and a plain name", "filename*=utf-8''b; filename=a", "b"),
  named("two extended names", "filename*=utf-8''a; filename*=utf-8''b", "a", "parameter-repeated"),
  named("a character cut between sections", "filename*0*=utf-8''caf%C3; filename*1*=%A9", "caf\u00e9"),
  named("percents in a plain section", "filename*0*=utf-8''a%20; filename*1=b%20", "a b%20"),
  named("percents that are none", "filename*=utf-8''a%zz%4", "a%zz%4"),
  named("percents decoded once", "filename*=utf-8''a%2525", "a%25"),
  named(
    "a traversal in sections",
    "filename*0=..; filename*1=/; filename*2=..; filename*3=/x",
    "../../x",
    "parameter-invalid",
  ),
  named("an encoded traversal", "filename*=utf-8''..%2F..%2Fx", "../../x"),
  named("a line break", "filename*=utf-8''a%0D%0AX:%20b", "a X: b", "header-control", "parameter-invalid"),
  named("a NUL", "filename*=utf-8''a.txt%00.exe", "a.txt.exe", "header-control"),
  named("an unknown charset", "filename*=x-no''a%E9", "a\u00e9", "charset-unknown"),
  named("no charset", "filename*=''a", "a"),
  named("no quotes of the charset", "filename*=a", "a", "parameter-invalid"),
  named("a charset of 200 letters", `filename*=${"u".repeat(200)}''a`, "a", "charset-unknown"),
  named("malformed bytes", "filename*=utf-8''a%FF", "a\ufffd", "charset-malformed"),
  named("128 sections", pieces(128), "a".repeat(128)),
  named("130 sections", pieces(130), "a".repeat(128), "limit-parameters"),
  named(
    "300 parameters",
    `${"a=b; ".repeat(300)}filename=x`,
    undefined,
    "limit-parameters",
    "parameter-repeated",
  ),
  named("a name of 200 letters", `${"n".repeat(200)}=a; filename=b`, "b", "parameter-invalid"),
  named("two asterisks", "filename**=a", undefined, "parameter-invalid"),
  named("a language", "filename*=utf-8'en-US'a%20b", "a b"),
  named("quoted pieces", 'filename*0*="utf-8\'\'a%20"; filename*1="b c"', "a b c"),
];

const builds: readonly Building[] = [
  {
    name: "a name with a quote, a percent and an apostrophe",
    build: { attachments: [{ content: "x", filename: "a\"b%20'c\u00e9.txt" }] },
    reads: { attachments: [{ filename: "a\"b%20'c\u00e9.txt" }] },
  },
  {
    name: "a name of 500 letters",
    build: { attachments: [{ content: "x", filename: `${"\u00e9".repeat(500)}.txt` }] },
    reads: { attachments: [{ filename: `${"\u00e9".repeat(500)}.txt` }] },
  },
  {
    name: "a name of 601 letters",
    build: { attachments: [{ content: "x", filename: "a".repeat(601) }] },
    refused: "header-too-long",
  },
];

const uses: readonly Using[] = [
  {
    name: "a name that is no token",
    use: () => formatContentType({ type: "a/b", parameters: { "a b": "c" } }),
    refused: "parameter-invalid",
  },
  {
    name: "a name with an asterisk",
    use: () => formatContentType({ type: "a/b", parameters: { "a*": "c" } }),
    refused: "parameter-invalid",
  },
  {
    name: "a name of 129 letters",
    use: () => formatContentType({ type: "a/b", parameters: { ["n".repeat(129)]: "c" } }),
    refused: "parameter-invalid",
  },
  {
    name: "a name twice",
    use: () =>
      formatContentType({
        type: "a/b",
        parameters: [
          ["n", "1"],
          ["N", "2"],
        ],
      }),
    refused: "parameter-invalid",
  },
  {
    name: "__proto__ is a name",
    use: () => [
      ...(parseContentType("a/b; __proto__=x; constructor*=utf-8''y; hasOwnProperty*0=z")?.parameters ?? []),
    ],
    gives: [
      ["__proto__", "x"],
      ["constructor", "y"],
      ["hasownproperty", "z"],
    ],
  },
  {
    name: "what looks encoded is written so that it is not",
    use: () => formatContentDisposition({ type: "inline", parameters: { filename: "=?utf-8?Q?x?=" } }),
    gives: "inline; filename*=utf-8''%3D%3Futf-8%3FQ%3Fx%3F%3D",
  },
];

export const cases: readonly HostileCase[] = [...readings, ...builds, ...uses];
