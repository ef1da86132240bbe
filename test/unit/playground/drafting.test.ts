import { expect, test } from "vitest";
import { type MailInput, parseMime } from "../../../src/index.js";
import { buildDraft, nameMessage, type ReadDraft } from "../../../src/playground/drafting.js";

const EMPTY: ReadDraft = {
  from: "",
  to: "",
  cc: "",
  bcc: "",
  subject: "",
  inReplyTo: "",
  text: "",
  html: "",
  attachments: [],
};
const built = (draft: Partial<ReadDraft>): Uint8Array => {
  const bytes = buildDraft({ ...EMPTY, ...draft });
  if (!(bytes instanceof Uint8Array)) throw new Error(bytes[0]?.message);
  return bytes;
};

test("every field of the form is written, and what is empty is not", () => {
  const content = Uint8Array.of(1, 2, 3);
  const draft = {
    from: "Zo\u00eb <a@b.example>",
    to: '"Lee, Ann" <ann@x.example>, bo@x.example',
    cc: "c@x.example",
    bcc: "d@x.example",
    subject: "Gr\u00fc\u00dfe",
    inReplyTo: " <1@x.example> ",
    text: "hi\n",
    html: "<p>hi</p>",
    attachments: [{ filename: "a.bin", content }],
  };
  const mail = parseMime(built(draft));
  const expected: MailInput = {
    from: [{ name: "Zo\u00eb", address: "a@b.example" }],
    to: [{ name: "Lee, Ann", address: "ann@x.example" }, { address: "bo@x.example" }],
    cc: [{ address: "c@x.example" }],
    bcc: [{ address: "d@x.example" }],
    subject: "Gr\u00fc\u00dfe",
    inReplyTo: ["<1@x.example>"],
    references: ["<1@x.example>"],
    text: "hi\n",
    html: "<p>hi</p>",
  };
  expect(mail).toMatchObject(expected);
  expect(mail.attachments.map((one) => [one.filename, one.content])).toEqual([["a.bin", content]]);
  expect(new TextDecoder().decode(built({ text: "hi" }))).not.toMatch(/^(?:From|To|Subject|References)/m);
});

test("every field that is wrong is told at once, by its code", () => {
  const complaints = buildDraft({
    ...EMPTY,
    from: "nobody",
    to: "a@b.example, c@",
    subject: "fine",
    inReplyTo: "<a b@c>",
    attachments: [{ filename: "a", content: "x", contentType: "no type" }],
  });
  expect(complaints).toMatchObject([
    { field: "from", code: "address-invalid" },
    { field: "to", code: "address-invalid" },
    { field: "inReplyTo", code: "message-id-invalid" },
    { field: "attachments", code: "media-type-invalid" },
  ]);
});

test("the line breaks of a subject are no way to a field of its own", () => {
  expect(buildDraft({ ...EMPTY, subject: "a\r\nBcc: x@y" })).toMatchObject([
    { field: "subject", code: "header-injection" },
  ]);
});

test("a message is saved under its subject, safely", () => {
  expect([undefined, "", "  ", "Hi", "../a:b"].map(nameMessage)).toEqual([
    "message.eml",
    "message.eml",
    "message.eml",
    "Hi.eml",
    "a_b.eml",
  ]);
});
