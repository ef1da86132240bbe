/** Ends of data inside a message: what a careless relay takes for the end of a mail and the start of the next. */

import { buildMime, payloadToMime } from "../../../src/index.js";
import { latin1, text } from "../../support/bytes.js";
import type { Building, HostileCase, Reading } from "../../support/hostile.js";

/** The dot alone on its line, between every pair of line ends a relay has been seen to take for one. */
const ends = ["\r\n", "\n", "\r", "\r\r\n", "\n\r"];
const forms = ends.flatMap((before) => ends.map((after) => `a${before}.${after}MAIL FROM:<e@v.il>`));
const shown = (value: string): string => JSON.stringify(value).slice(2, 20);

const built = forms.map(
  (form): Building => ({
    name: `a text: ${shown(form)}`,
    build: { text: form, html: form },
    reads: { text: form.replace(/\r\n?/g, "\n"), html: form.replace(/\r\n?/g, "\n") },
  }),
);

const attached = forms
  .filter((form) => /\r(?!\n)|(?<!\r)\n/.test(form))
  .map(
    (form): Building => ({
      name: `an attachment: ${shown(form)}`,
      build: { text: "t", attachments: [{ filename: "a.txt", content: form }] },
      reads: { attachments: [{ content: latin1(form) }] },
    }),
  );

/** Mail with such an end: every byte stays, and what is bare is told. */
const read = ["\n.\n", "\r.\r", "\r\n.\n", "\n.\r\n", "\r\n.\r", "\r.\r\n", "\r\n\0.\r\n"].map(
  (end): Reading => ({
    name: `read: ${JSON.stringify(end)}`,
    mail: `Subject: x\r\n\r\na${end}MAIL FROM:<e@v.il>\r\n`,
    says: { subject: "x", text: `a${end.replace(/\r\n?/g, "\n")}MAIL FROM:<e@v.il>\n` },
    defects: end.includes("\0") ? ["nul"] : ["line-end-bare"],
  }),
);

export const cases: readonly HostileCase[] = [
  ...built,
  ...attached,
  ...read,
  {
    name: "no line of a text that needs encoding is a lone dot",
    build: { text: ".\n\u00e9\n.\n" },
    reads: { text: ".\n\u00e9\n.\n" },
  },
  {
    name: "a subject that ends the header",
    build: { subject: "a\r\n\r\n.\r\n" },
    refused: "header-injection",
  },
  {
    name: "a bare CR in a header, read",
    mail: "Subject: a\r.\rb\r\n\r\nx",
    says: { subject: "a . b" },
    defects: ["header-control", "line-end-bare"],
  },
  {
    name: "a dot that ends the header, read",
    mail: "A: b\r\n.\r\n\r\nx",
    says: { text: "x" },
    defects: ["field-invalid"],
  },
  {
    name: "a mail of CR alone is read in lines",
    mail: "Subject: a\r\r.\r",
    says: { subject: "a", text: ".\n" },
    defects: ["line-end-bare"],
  },
  {
    name: "a payload's text with bare line ends goes out encoded",
    use: () =>
      text(payloadToMime({ mimeType: "text/plain", body: { data: "eA0uDXk" } }))
        .split("\r\n")
        .at(-1),
    gives: "eA0uDXk=",
  },
  {
    name: "a text in quoted-printable writes no lone dot",
    use: () =>
      /(^|\r\n)\.\r\n/.test(
        text(buildMime({ text: ".\n.\n\u00e9" }, { transferEncoding: "quoted-printable" })),
      ),
    gives: false,
  },
];
