/** The classes of hostile input, a table each; and that every code of an error and of a defect comes up in them. */

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type HostileCase, runHostile } from "../../support/hostile.js";
import { cases as addressConfusion } from "./address-confusion.js";
import { cases as addressDos } from "./address-dos.js";
import { cases as buildDos } from "./build-dos.js";
import { cases as charsetHostile } from "./charset-hostile.js";
import { cases as contentLeakage } from "./content-leakage.js";
import { cases as date } from "./date.js";
import { cases as encodingDos } from "./encoding-dos.js";
import { cases as encodingHostile } from "./encoding-hostile.js";
import { cases as filename } from "./filename.js";
import { cases as headerDecodeDos } from "./header-decode-dos.js";
import { cases as headerDos } from "./header-dos.js";
import { cases as headerInjection } from "./header-injection.js";
import { cases as inputType } from "./input-type.js";
import { cases as mimeAmbiguity } from "./mime-ambiguity.js";
import { cases as mustAccept } from "./must-accept.js";
import { cases as partInjection } from "./part-injection.js";
import { cases as payload } from "./payload.js";
import { cases as pollution } from "./pollution.js";
import { cases as raw } from "./raw.js";
import { cases as rfc2231 } from "./rfc2231.js";
import { cases as smtpSmuggling } from "./smtp-smuggling.js";
import { cases as structureDos } from "./structure-dos.js";
import { cases as unicodeBuild } from "./unicode-build.js";

const classes: Readonly<Record<string, readonly HostileCase[]>> = {
  "header-injection": headerInjection,
  "part-injection": partInjection,
  "smtp-smuggling": smtpSmuggling,
  "address-confusion": addressConfusion,
  "address-dos": addressDos,
  "header-dos": headerDos,
  rfc2231: rfc2231,
  "header-decode-dos": headerDecodeDos,
  "structure-dos": structureDos,
  "encoding-dos": encodingDos,
  "encoding-hostile": encodingHostile,
  "charset-hostile": charsetHostile,
  "mime-ambiguity": mimeAmbiguity,
  "content-leakage": contentLeakage,
  filename: filename,
  pollution: pollution,
  date: date,
  "input-type": inputType,
  "unicode-build": unicodeBuild,
  "build-dos": buildDos,
  payload: payload,
  raw: raw,
  "must-accept": mustAccept,
};
const names = Object.keys(classes);
const all = names.flatMap((name) => classes[name] ?? []);

describe.each(names)("%s", (name) => {
  const cases = classes[name] ?? [];
  test.each(cases)("$name", (hostile) => runHostile(hostile));

  test("has 20 cases and more, no two of one name", () => {
    expect(cases.length).toBeGreaterThanOrEqual(20);
    expect(new Set(cases.map((hostile) => hostile.name)).size).toBe(cases.length);
  });
});

test("95 ambiguous mails and more are told apart by their defects, and read in one way", () => {
  const ambiguous = [
    ...mimeAmbiguity,
    ...addressConfusion,
    ...rfc2231,
    ...encodingHostile,
    ...charsetHostile,
  ];
  const told = ambiguous.filter((hostile) => "mail" in hostile && hostile.defects.length > 0);
  expect(told.length).toBeGreaterThanOrEqual(95);
});

/** The codes a union of errors.ts names. */
function codesOf(union: string): string[] {
  const source = readFileSync(new URL("../../../src/errors.ts", import.meta.url), "utf8");
  const text = new RegExp(`export type ${union} =([^;]*);`).exec(source.replace(/\/\/.*/g, ""))?.[1] ?? "";
  return [...text.matchAll(/"([a-z0-9-]+)"/g)].map(([, code]) => code as string);
}

describe("every code comes up", () => {
  const refused = all.flatMap((hostile) => ("refused" in hostile ? [hostile.refused] : []));
  const told = all.flatMap((hostile) => ("defects" in hostile ? hostile.defects : []));

  test.each(codesOf("MimeErrorCode"))("MimeError %s", (code) => {
    expect(refused).toContain(code);
  });

  // Told by what reads payloads alone: the class payload looks for it.
  const ofPayloads = ["payload-header-invalid"];
  test.each(codesOf("DefectCode").filter((code) => !ofPayloads.includes(code)))("defect %s", (code) => {
    expect(told).toContain(code);
  });
});

/** The codes in backticks in the first column of a table of the README, told by its head. */
function codesOfTable(head: string): string[] {
  const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
  const table = readme.split(`\n| ${head} |`)[1]?.split("\n\n")[0] ?? "";
  const cells = [...table.matchAll(/^\| (.*?) \|/gm)].map(([, cell = ""]) => cell);
  return cells.flatMap((cell) => [...cell.matchAll(/`([a-z0-9-]+)`/g)].map(([, code = ""]) => code));
}

test.each([
  ["error", "MimeErrorCode"],
  ["defect", "DefectCode"],
])("the README's table of each %s names every %s, and no other", (head, union) => {
  expect(codesOfTable(head).sort()).toEqual(codesOf(union).sort());
});
