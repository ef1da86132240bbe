/** What a payload says beside its headers, and headers that cannot stand as they are. */

import { describe, expect, test } from "vitest";
import { type Defect, type PartLike, parsePayload, payloadToMime } from "../../../src/index.js";
import { text } from "../../support/bytes.js";

const hi: PartLike = { mimeType: "text/plain", headers: [], body: { data: "aGk=" } };
const typed = (value: string, more: PartLike = {}): PartLike => {
  return { ...hi, mimeType: undefined, headers: [{ name: "Content-Type", value }], ...more };
};
const head = (part: PartLike): string[] =>
  (text(payloadToMime(part)).split("\r\n\r\n")[0] as string).split("\r\n");

describe("the type", () => {
  test.each<[string, PartLike, string[]]>([
    ["none, but parts", { headers: [], parts: [hi] }, ['Content-Type: multipart/mixed; boundary="=_part_"']],
    [
      "another than the header says",
      typed("text/plain; charset=utf-8", { mimeType: "text/html" }),
      ["Content-Type: text/html; charset=utf-8"],
    ],
    [
      "the same as the header says",
      typed("TEXT/plain; a=b", { mimeType: "text/plain" }),
      ["Content-Type: TEXT/plain; a=b"],
    ],
    ["one that is implied", { ...hi }, ["", "hi"]], // no header, only the empty line after it
    [
      "one, and no headers at all",
      { mimeType: "text/html", body: hi.body },
      ["MIME-Version: 1.0", "Content-Type: text/html"],
    ],
    ["no type in the header", typed("x", { mimeType: "text/html" }), ["Content-Type: text/html"]],
    [
      "a type of no parts, two parts",
      typed("text/plain", { parts: [hi, hi] }),
      ['Content-Type: multipart/mixed; boundary="=_part_"'],
    ],
    [
      "a message of two parts",
      typed("message/rfc822", { parts: [hi, hi] }),
      ['Content-Type: multipart/mixed; boundary="=_part_"'],
    ],
    [
      "a message of another kind with a part",
      typed("message/rfc822-headers", { parts: [hi] }),
      ['Content-Type: multipart/mixed; boundary="=_part_"'],
    ],
    ["a message of one part", typed("message/rfc822", { parts: [hi] }), ["Content-Type: message/rfc822"]],
    [
      "a type that only ends in that of a message",
      typed("x-message/rfc822", { parts: [hi] }),
      ['Content-Type: multipart/mixed; boundary="=_part_"'],
    ],
  ])("%s", (_, part, expected) => {
    expect(head(part)).toEqual(expected);
  });

  test.each(["base64", "Quoted-Printable"])(
    "a message in %s is opened: it is declared as 8bit",
    (encoding) => {
      const headers = [
        { name: "Content-Type", value: "message/rfc822" },
        { name: "Content-Transfer-Encoding", value: encoding },
      ];
      expect(head({ headers, parts: [hi] })[1]).toBe("Content-Transfer-Encoding: 8bit");
    },
  );

  test("a delivery-status is its text: the headers of its part, then the data", () => {
    const status: PartLike = {
      headers: [{ name: "Reporting-MTA", value: "dns; é" }],
      body: { data: "aGk=" },
    };
    expect(text(payloadToMime(typed("message/delivery-status", { parts: [status] })))).toBe(
      "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; =?utf-8?B?w6k=?=\r\n\r\nhi",
    );
  });
});

describe("the file name", () => {
  test.each<[string, string, string | undefined]>([
    ["text/plain", "a.txt", "Content-Disposition: attachment; filename=a.txt"],
    ["text/plain", "a\r\nb", 'Content-Disposition: attachment; filename="a  b"'],
    ["text/plain", "", undefined],
    ["text/calendar", "invite.ics", undefined],
    ["text/calendar", "b.ics", "Content-Disposition: attachment; filename=b.ics"],
    ["text/plain", "invite.ics", "Content-Disposition: attachment; filename=invite.ics"],
    ["text/plain; name=a.txt", "a.txt", undefined],
  ])("of %s, %j", (type, filename, line) => {
    expect(head(typed(type, { filename })).slice(1)).toEqual(line === undefined ? [] : [line]);
  });
});

describe("what is only read", () => {
  const read = (value: string): [string | undefined, string[]] => {
    const told: Defect[] = [];
    const { subject } = parsePayload(
      { ...hi, headers: [{ name: "Subject", value }] },
      { onDefect: (defect) => told.push(defect) },
    );
    return [subject, told.map(({ code }) => code)];
  };

  test.each([
    ["plain", "plain", []],
    ["=?utf-8?Q?a?=", "=?utf-8?Q?a?=", []],
    ["é", "é", []],
    ["a\r\nb", "a b", ["payload-header-invalid"]],
    ["a\0b", "ab", ["payload-header-invalid"]],
    ["\ud800", "\ufffd", ["payload-header-invalid"]],
  ])("a value that is shown is not decoded a second time: %j", (value, subject, codes) => {
    expect(read(value)).toEqual([subject, codes]);
  });
});
