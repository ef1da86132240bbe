import { describe, expect, test } from "vitest";
import { buildMime, parseMime } from "../../../src/convert.js";
import { MimeError } from "../../../src/errors.js";
import type { Mail } from "../../../src/mail/mail.js";
import { type ReplyOptions, reply } from "../../../src/mail/reply.js";
import { text } from "../../support/bytes.js";

const all = { self: "me@y.com", all: true };
const one = { self: "me@y.com" };

function mail(...lines: readonly string[]): Mail {
  return parseMime([...lines, "", "body"].join("\n"));
}

/** Addresses as short text: `a@x, B <b@x>`. */
function short(list: readonly { readonly name?: string; readonly address: string }[] | undefined): string {
  return (list ?? []).map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(", ");
}

function headerOf(original: Mail, options: ReplyOptions): string {
  const { utf8Headers } = options;
  const built = text(buildMime({ ...reply(original, options), text: "t" }, { utf8Headers }));
  return built.slice(0, built.indexOf("\r\n\r\n"));
}

describe("who gets it", () => {
  test.each<[string, ReplyOptions, string[], string, string]>([
    ["From", one, ["From: Ann <a@x>"], "Ann <a@x>", ""],
    ["Reply-To before From", one, ["From: a@x", "Reply-To: l@x, b@x"], "l@x, b@x", ""],
    ["an empty Reply-To is none", one, ["From: a@x", "Reply-To: "], "a@x", ""],
    ["a Reply-To of text is none", one, ["From: a@x", "Reply-To: root"], "a@x", ""],
    ["Sender where there is no From", one, ["Sender: s@x"], "s@x", ""],
    ["nobody where there is nobody", all, ["Subject: x"], "", ""],
    ["no cc without all", one, ["From: a@x", "To: me@y.com, b@x", "Cc: c@x"], "a@x", ""],
    ["To, then Cc with all", all, ["From: a@x", "To: me@y.com, b@x", "Cc: c@x"], "a@x", "b@x, c@x"],
    ["self in any case", all, ["From: a@x", "To: ME@Y.com", "Cc: Me <me@Y.COM>, b@x"], "a@x", "b@x"],
    ["aliases", { self: ["me@y.com", "I <i@z>"], all: true }, ["From: a@x", "To: i@z, b@x"], "a@x", "b@x"],
    ["a list as self", { self: "me@y.com, i@z", all: true }, ["From: a@x", "To: i@z, b@x"], "a@x", "b@x"],
    ["whole addresses only", { self: "ann@x.com" }, ["From: joann@x.com"], "joann@x.com", ""],
    ["not those that are longer", { self: "ann@x.com" }, ["From: ann@x.com.au"], "ann@x.com.au", ""],
    ["plus addresses are others", one, ["From: me+a@y.com"], "me+a@y.com", ""],
    [
      "self is one in punycode, too",
      { self: "me@bücher.example", all: true },
      ["From: a@x", "To: me@xn--bcher-kva.example"],
      "a@x",
      "",
    ],
    ["groups are flattened", all, ["From: a@x", "To: Team: b@x, me@y.com;, Undisclosed:;"], "a@x", "b@x"],
    ["a group in Reply-To", one, ["From: a@x", "Reply-To: L: b@x, c@x;"], "b@x, c@x", ""],
    ["nobody twice", all, ["From: a@x", "To: A@x, b@x", "Cc: B <B@X>, c@x, c@x"], "a@x", "b@x, c@x"],
    ["self leaves a Reply-To of several", one, ["From: a@x", "Reply-To: l@x, me@y.com"], "l@x", ""],
    ["self stays when alone", one, ["From: a@x", "Reply-To: me@y.com"], "me@y.com", ""],
    ["self wrote: To", one, ["From: me@y.com", "To: b@x", "Cc: c@x"], "b@x", ""],
    ["self wrote: To and Cc with all", all, ["From: me@y.com", "To: b@x", "Cc: c@x, me@y.com"], "b@x", "c@x"],
    ["self wrote: Reply-To ignored", all, ["From: me@y.com", "Reply-To: l@x", "To: b@x"], "b@x", ""],
    ["self wrote to self", all, ["From: me@y.com", "To: me@y.com"], "me@y.com", ""],
    ["self wrote to self and others", one, ["From: me@y.com", "To: me@y.com, b@x"], "b@x", ""],
    ["self wrote, by Bcc only", all, ["From: me@y.com", "Bcc: b@x"], "me@y.com", ""],
    ["self wrote to a group", one, ["From: me@y.com", "To: T: b@x, c@x;"], "b@x, c@x", ""],
    ["no self", { self: [] }, ["From: a@x"], "a@x", ""],
  ])("%s", (_, options, lines, to, cc) => {
    const made = reply(mail(...lines), options);
    expect(short(made.to)).toBe(to);
    expect(short(made.cc)).toBe(cc);
    expect("cc" in made).toBe(cc !== "");
  });
});

describe("what it is called", () => {
  test.each([
    ["Subject: Plan", "Re: Plan"],
    ["Subject: RE: Plan", "RE: Plan"],
    ["Subject: Re[2]: Plan", "Re[2]: Plan"],
    ["Subject: AW: Plan", "AW: Plan"],
    ["Subject: Fwd: Plan", "Re: Fwd: Plan"],
    ["Subject: Report: x", "Re: Report: x"],
    ["Subject:", "Re:"],
    ["X: y", "Re:"],
    ["Subject: =?utf-8?Q?caf=C3=A9?=", "Re: café"],
  ])("%s", (line, subject) => {
    expect(reply(mail(line), one).subject).toBe(subject);
  });
});

describe("where it stands", () => {
  test.each<[string, string[], string | undefined, string[] | undefined]>([
    ["first reply", ["Message-ID: <p@x>"], "<p@x>", ["<p@x>"]],
    ["chain", ["Message-ID: <p@x>", "References: <a@x> <b@x>"], "<p@x>", ["<a@x>", "<b@x>", "<p@x>"]],
    [
      "In-Reply-To where there are none",
      ["Message-ID: <p@x>", "In-Reply-To: <a@x>"],
      "<p@x>",
      ["<a@x>", "<p@x>"],
    ],
    [
      "References before In-Reply-To",
      ["Message-ID: <p@x>", "References: <a@x>", "In-Reply-To: <b@x>"],
      "<p@x>",
      ["<a@x>", "<p@x>"],
    ],
    [
      "duplicates",
      ["Message-ID: <p@x>", "References: <a@x> <a@x> <b@x> <a@x>"],
      "<p@x>",
      ["<a@x>", "<b@x>", "<p@x>"],
    ],
    ["the parent comes last", ["Message-ID: <p@x>", "References: <p@x> <b@x>"], "<p@x>", ["<b@x>", "<p@x>"]],
    ["no Message-ID", ["References: <a@x>"], undefined, ["<a@x>"]],
    ["no ids", ["X: y"], undefined, undefined],
    ["an id without brackets", ["Message-ID: p@x"], "<p@x>", ["<p@x>"]],
  ])("%s", (_, lines, inReplyTo, references) => {
    const made = reply(mail(...lines), one);
    expect(made.inReplyTo).toBe(inReplyTo);
    expect(made.references).toEqual(references);
    expect("references" in made).toBe(references !== undefined);
  });

  test("a long chain keeps its root and its end", () => {
    const ids = Array.from({ length: 300 }, (_, i) => `<${i}@x>`);
    const { references } = reply(mail("Message-ID: <p@x>", `References: ${ids.join(" ")}`), one);
    expect(references).toEqual(["<0@x>", ...ids.slice(-98), "<p@x>"]);
  });
});

describe("hostile originals", () => {
  test.each<[string, string[], ReplyOptions, string[]]>([
    [
      "a subject that decodes to CRLF",
      ["From: a@x", "Subject: =?utf-8?Q?a=0D=0ABcc:_x@y?="],
      one,
      ["To: a@x", "Subject: Re: a Bcc: x@y"],
    ],
    [
      "a subject that decodes to NUL",
      ["From: a@x", "Subject: =?utf-8?Q?a=00b?="],
      one,
      ["To: a@x", "Subject: Re: ab"],
    ],
    [
      "a name that decodes to CRLF",
      ["From: =?utf-8?Q?a=0D=0ABcc:_x@y?= <a@x>"],
      one,
      ['To: "a Bcc: x@y" <a@x>'],
    ],
    [
      "a name that decodes to an address",
      ["From: =?utf-8?Q?e@v=2Eil=2C_?= <a@x>"],
      one,
      ['To: "e@v.il," <a@x>'],
    ],
    ["a local part outside ASCII", ["From: b@x, j\u00f6@x"], one, ["To: b@x"]],
    ["only a local part outside ASCII", ["From: j\u00f6@x", "Sender: b@x"], one, ["To: b@x"]],
    ["an encoded word as address", ["From: =?utf-8?Q?a=40x?=, b@x"], one, ["To: b@x"]],
    ["an encoded word inside an address", ["From: <=?utf-8?Q?a?=@x>, b@x"], one, ["To: b@x"]],
    ["an address of 2 000 characters", [`From: ${"a".repeat(2000)}@x, b@x`], one, ["To: b@x"]],
    ["an id of 2 000 characters", ["From: b@x", `Message-ID: <${"a".repeat(2000)}@x>`], one, ["To: b@x"]],
    ["a route", ["From: <@e.vil,@f:b@x>"], one, ["To: b@x"]],
    ["quotes and blanks in an address", ['From: "b \\" c"@x'], one, ['To: "b \\" c"@x']],
  ])("%s", (_, lines, options, expected) => {
    const fields = headerOf(mail(...lines), options)
      .split("\r\n")
      .filter((line) => /^(?:to|cc|bcc|subject|in-reply-to|references):/i.test(line));
    expect(fields.filter((line) => line !== "Subject: Re:")).toEqual(expected);
  });

  test("a local part outside ASCII stays for those who write it", () => {
    const made = reply(mail("From: j\u00f6@x"), { ...one, utf8Headers: true });
    expect(short(made.to)).toBe("j\u00f6@x");
    expect(() => headerOf(mail("From: j\u00f6@x"), { ...one, utf8Headers: true })).not.toThrow();
  });

  test("a Reply-To of 10 000 addresses, twice, beside 10 000 others", () => {
    const many = (prefix: string): string =>
      Array.from({ length: 10_000 }, (_, i) => `${prefix}${i}@x`).join(", ");
    const original = mail(`Reply-To: ${many("a")}`, `Reply-To: ${many("b")}`, `To: ${many("c")}`);
    const made = reply(original, all);
    expect(made.to.length).toBe(10_000);
    expect(made.cc).toBeUndefined();
    expect(parseMime(`${headerOf(original, all)}\r\n\r\n`).to?.length).toBe(10_000);
  });

  test("References of 1 MB", () => {
    const original = mail(
      "Message-ID: <p@x>",
      `References: ${"<a@x> <b> ".repeat(50_000)}${"<c".repeat(250_000)}`,
    );
    const header = headerOf(original, one);
    expect(header.length).toBeLessThan(3000);
    expect(header.split("\r\n").every((line) => line.length <= 998)).toBe(true);
    const longest = mail("Message-ID: <p@x>", `References: <${"a".repeat(890)}@b>`);
    expect(reply(longest, one).references?.length).toBe(2);
    expect(() => headerOf(longest, one)).not.toThrow();
  });

  test("a name of 500 KB", () => {
    const header = headerOf(
      mail(`From: ${"n".repeat(500_000)} <a@x>`, `Subject: ${"s".repeat(500_000)}`),
      one,
    );
    expect(header.split("\r\n").every((line) => line.length <= 998)).toBe(true);
  });

  test("a mail made by hand, with line breaks everywhere", () => {
    const breaks = "a\r\nBcc: e@v.il";
    const original = {
      from: [
        { name: breaks, address: "a@x" },
        { address: breaks },
        { address: "b\0@x" },
        { name: breaks, members: [] },
      ],
      subject: breaks,
      messageId: `<${breaks}>`,
      references: [`<${breaks}>`, "<=?utf-8?Q?a?=@x>", "<a@b>"],
      bodies: [],
      attachments: [],
      headers: [],
      defects: [],
    };
    expect(headerOf(original, one)).not.toMatch(/\r\nBcc/i);
    expect(reply(original, one).to).toEqual([{ name: "a Bcc: e@v.il", address: "a@x" }]);
    expect(reply(original, one).references).toEqual(["<a@b>"]);
  });
});

test.each<[string, unknown, unknown, string]>([
  ["no mail", undefined, one, "input-invalid"],
  ["a list", [], one, "input-invalid"],
  ["no options", {}, undefined, "input-invalid"],
  ["no self", {}, {}, "input-invalid"],
  ["a number as self", {}, { self: 1 }, "input-invalid"],
  ["a number among self", {}, { self: [1] }, "input-invalid"],
  ["self is no address", {}, { self: "me" }, "address-invalid"],
  ["all is no boolean", {}, { self: "me@y", all: 1 }, "option-invalid"],
  ["subject is no string", { subject: 1 }, one, "input-invalid"],
  ["from holds a number", { from: [1] }, one, "input-invalid"],
  ["references hold a number", { references: [1] }, one, "input-invalid"],
])("wrong use: %s", (_, original, options, code) => {
  let thrown: unknown;
  try {
    reply(original as Mail, options as ReplyOptions);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(MimeError);
  expect((thrown as MimeError).code).toBe(code);
});

test("the original is not changed", () => {
  const original = mail("From: a@x", "To: b@x", "References: <a@x>", "Message-ID: <p@x>");
  const before = structuredClone(original);
  reply(original, all);
  expect(original).toEqual(before);
});
