import { describe, expect, test } from "vitest";
import { type DefectCode, MimeError } from "../../../src/errors.js";
import {
  type Address,
  formatAddressList,
  mailboxes,
  parseAddressList,
  simplifyPhrases,
} from "../../../src/header/address.js";
import { domainToAscii } from "../../../src/header/domain.js";

function read(text: string, options = {}): { list: Address[]; codes: DefectCode[] } {
  const codes = new Set<DefectCode>();
  const list = parseAddressList(text, { ...options, report: (code) => codes.add(code) });
  return { list, codes: [...codes] };
}

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof MimeError) return error.code;
    throw error;
  }
  return "nothing thrown";
}

const word = "=?utf-8?Q?Za=C3=A8?=";

// Read without a defect, and written back as they stand.
const exact: { text: string; list: Address[] }[] = [
  { text: "", list: [] },
  { text: "c@x.com", list: [{ address: "c@x.com" }] },
  {
    text: 'c@x.com, "Doe, J" <d@x.com>',
    list: [{ address: "c@x.com" }, { name: "Doe, J", address: "d@x.com" }],
  },
  {
    text: "John Doe <J.Doe+tag@Example.COM>",
    list: [{ name: "John Doe", address: "J.Doe+tag@Example.COM" }],
  },
  { text: '"John Q. Doe" <j@x>', list: [{ name: "John Q. Doe", address: "j@x" }] },
  { text: '"a \\"b\\" \\\\" <j@x>', list: [{ name: 'a "b" \\', address: "j@x" }] },
  { text: '"two  spaces" <j@x>', list: [{ name: "two  spaces", address: "j@x" }] },
  { text: '"u@evil x"@ok', list: [{ address: '"u@evil x"@ok' }] },
  { text: '""@x', list: [{ address: '""@x' }] },
  { text: '"a\\"\\\\"@x', list: [{ address: '"a\\"\\\\"@x' }] },
  {
    text: "a@[192.0.2.1], b@[IPv6:2001:db8::1]",
    list: [{ address: "a@[192.0.2.1]" }, { address: "b@[IPv6:2001:db8::1]" }],
  },
  { text: "a..b.@docomo.example", list: [{ address: "a..b.@docomo.example" }] },
  {
    text: "dag%g.UUCP@wisc.example, 'foo@example.com'",
    list: [{ address: "dag%g.UUCP@wisc.example" }, { address: "'foo@example.com'" }],
  },
  { text: `${word} <z@x.com>`, list: [{ name: "Zaè", address: "z@x.com" }] },
  { text: "=?utf-8?B?PT94?= <z@x.com>", list: [{ name: "=?x", address: "z@x.com" }] },
  { text: "undisclosed-recipients:;", list: [{ name: "undisclosed-recipients", members: [] }] },
  {
    text: "Team: Ann <a@b>, c@d;, e@f",
    list: [
      { name: "Team", members: [{ name: "Ann", address: "a@b" }, { address: "c@d" }] },
      { address: "e@f" },
    ],
  },
  { text: '"A, B": a@b;', list: [{ name: "A, B", members: [{ address: "a@b" }] }] },
  { text: '"":;', list: [{ name: "", members: [] }] },
];

describe("lists read and written alike", () => {
  test.each(exact)("$text", ({ text, list }) => {
    expect(read(text)).toEqual({ list, codes: [] });
    expect(formatAddressList(list)).toBe(text);
  });
});

// Read without a defect; what is written from them is tidier.
const legal: { text: string; list: Address[] }[] = [
  { text: " , a@b,, c@d , ", list: [{ address: "a@b" }, { address: "c@d" }] },
  { text: "<a@b>", list: [{ address: "a@b" }] },
  {
    text: "John\r\n Doe\r\n\t<j@x>,\r\n k@y",
    list: [{ name: "John Doe", address: "j@x" }, { address: "k@y" }],
  },
  { text: "John Q. Public <j@x>", list: [{ name: "John Q. Public", address: "j@x" }] },
  { text: "John   Doe<j@x>", list: [{ name: "John Doe", address: "j@x" }] },
  { text: '"John" "Doe" <j@x>', list: [{ name: "John Doe", address: "j@x" }] },
  { text: '"" <j@x>', list: [{ address: "j@x" }] },
  { text: "user@host (Full Name)", list: [{ name: "Full Name", address: "user@host" }] },
  { text: "(Full Name) user@host", list: [{ name: "Full Name", address: "user@host" }] },
  { text: "user@host (A (nested) \\) one)", list: [{ name: "A (nested) ) one", address: "user@host" }] },
  { text: `user@host (${word} X)`, list: [{ name: "Zaè X", address: "user@host" }] },
  { text: "<user@host> (Full Name)", list: [{ name: "Full Name", address: "user@host" }] },
  {
    text: "Name <user@host> (note), b@c",
    list: [{ name: "Name", address: "user@host" }, { address: "b@c" }],
  },
  { text: "user@host (One) (Two)", list: [{ name: "One", address: "user@host" }] },
  {
    text: "pete(his account)@silly.test(his host)",
    list: [{ name: "his host", address: "pete@silly.test" }],
  },
  {
    text: "Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>",
    list: [{ name: "Pete", address: "pete@silly.test" }],
  },
  {
    text: "A Group(Some people)\r\n     :Chris Jones <c@(Chris's host.)public.example>,\r\n joe@example.org,\r\n John <jdoe@one.test> (my dear friend); (the end of the group)",
    list: [
      {
        name: "A Group",
        members: [
          { name: "Chris Jones", address: "c@public.example" },
          { address: "joe@example.org" },
          { name: "John", address: "jdoe@one.test" },
        ],
      },
    ],
  },
  {
    text: "(Empty list)(start)Undisclosed recipients  :(nobody(that I know))  ;",
    list: [{ name: "Undisclosed recipients", members: [] }],
  },
  {
    text: "Mary Smith <@machine.tld,@b:mary@example.net>, , jdoe@test   . example",
    list: [{ name: "Mary Smith", address: "mary@example.net" }, { address: "jdoe@test.example" }],
  },
  { text: "a . b @ c . d", list: [{ address: "a.b@c.d" }] },
  {
    text: '"john.doe"@x, "a"."b"@x, "a"."b c"@x',
    list: [{ address: "john.doe@x" }, { address: "a.b@x" }, { address: '"a.b c"@x' }],
  },
  { text: '"john..doe"@x', list: [{ address: '"john..doe"@x' }] },
  { text: '"a\r\n b"@x', list: [{ address: '"a b"@x' }] },
  { text: "< a@b >", list: [{ address: "a@b" }] },
  { text: "a@[ 192.0.2.1 ]", list: [{ address: "a@[192.0.2.1]" }] },
  {
    text: "Jos\u00e9 <jos\u00e9@b\u00fccher.example>",
    list: [{ name: "José", address: "josé@bücher.example" }],
  },
  { text: '"=?utf-8?Q?Doe=2C_J?=" <d@x>', list: [{ name: "Doe, J", address: "d@x" }] },
  {
    text: "=?utf-8?Q?Doe,_J:_x;_(y)_<z@w>?= <d@x>",
    list: [{ name: "Doe, J: x; (y) <z@w>", address: "d@x" }],
  },
  { text: "=?utf-8?Q?a?= =?utf-8?Q?b?= <d@x>", list: [{ name: "ab", address: "d@x" }] },
  { text: `${word}: a@b;`, list: [{ name: "Zaè", members: [{ address: "a@b" }] }] },
  {
    text: "A: a@b; B: c@d;",
    list: [
      { name: "A", members: [{ address: "a@b" }] },
      { name: "B", members: [{ address: "c@d" }] },
    ],
  },
];

test.each(legal)("legal: $text", ({ text, list }) => {
  expect(read(text)).toEqual({ list, codes: [] });
});

// Not RFC 5322: one documented reading, and a defect. The numbers are those of the leniencies.
const odd: { leniency: number; text: string; list: Address[] }[] = [
  { leniency: 1, text: "a@b; c@d;", list: [{ address: "a@b" }, { address: "c@d" }] },
  { leniency: 2, text: "a@b <a@b>", list: [{ name: "a@b", address: "a@b" }] },
  { leniency: 2, text: "a@good <b@evil>", list: [{ name: "a@good", address: "b@evil" }] },
  { leniency: 2, text: "[List] Foo! \\o/ <a@b>", list: [{ name: "[List] Foo! \\o/", address: "a@b" }] },
  {
    leniency: 3,
    text: "A <a@b> B <c@d>",
    list: [
      { name: "A", address: "a@b" },
      { name: "B", address: "c@d" },
    ],
  },
  { leniency: 3, text: "name <a@b> <c@d>", list: [{ name: "name", address: "a@b" }, { address: "c@d" }] },
  { leniency: 3, text: "a@good b@evil", list: [{ address: "a@good" }, { address: "b@evil" }] },
  { leniency: 3, text: "Wei\u00df Foo foo@bar.com", list: [{ name: "Weiß Foo", address: "foo@bar.com" }] },
  { leniency: 3, text: '"a"b@c', list: [{ name: "a", address: "b@c" }] },
  { leniency: 3, text: "a@b x y", list: [{ address: "a@b" }, { name: "x y", members: [] }] },
  { leniency: 4, text: "Foo <a@b", list: [{ name: "Foo", address: "a@b" }] },
  { leniency: 4, text: "Foo <a@b, c@d>", list: [{ name: "Foo", address: "a@b" }, { address: "c@d" }] },
  { leniency: 4, text: "Foo <<a@b>>", list: [{ name: "Foo", address: "a@b" }] },
  { leniency: 4, text: "1 < 2 <a@b>", list: [{ name: "1 < 2", address: "a@b" }] },
  { leniency: 4, text: "Foo <mailto:a@b>", list: [{ name: "Foo", address: "a@b" }] },
  { leniency: 5, text: '"Foo <a@b>', list: [{ name: '"Foo', address: "a@b" }] },
  {
    leniency: 5,
    text: "Foo (bar <a@b>, c@d",
    list: [{ name: "Foo (bar", address: "a@b" }, { address: "c@d" }],
  },
  { leniency: 5, text: "Foo) <a@b>", list: [{ name: "Foo)", address: "a@b" }] },
  {
    leniency: 6,
    text: "Team: a@b, c@d",
    list: [{ name: "Team", members: [{ address: "a@b" }, { address: "c@d" }] }],
  },
  { leniency: 7, text: "root", list: [{ name: "root", members: [] }] },
  { leniency: 7, text: "root (Cron)", list: [{ name: "root (Cron)", members: [] }] },
  { leniency: 7, text: "Name <root>", list: [{ name: "Name <root>", members: [] }] },
  { leniency: 7, text: "<root>", list: [{ name: "root", members: [] }] },
  { leniency: 7, text: "Name <>", list: [{ name: "Name", members: [] }] },
  { leniency: 7, text: "<>", list: [] },
  {
    leniency: 7,
    text: "Team: root, a@b;",
    list: [
      { name: "Team", members: [{ address: "a@b" }] },
      { name: "root", members: [] },
    ],
  },
  { leniency: 7, text: "a@b@c", list: [{ name: "a@b@c", members: [] }] },
  { leniency: 7, text: "@b", list: [{ name: "@b", members: [] }] },
  { leniency: 7, text: "a@", list: [{ name: "a@", members: [] }] },
  {
    leniency: 7,
    text: "a@.b, a@b., a@b..c",
    list: [
      { name: "a@.b", members: [] },
      { name: "a@b.", members: [] },
      { name: "a@b..c", members: [] },
    ],
  },
  { leniency: 7, text: "undisclosed-recipients;;", list: [{ name: "undisclosed-recipients", members: [] }] },
  {
    leniency: 7,
    text: "a@[x,y]",
    list: [
      { name: "a@[x", members: [] },
      { name: "y]", members: [] },
    ],
  },
  { leniency: 7, text: ">", list: [] },
];

test.each(odd)("leniency $leniency: $text", ({ text, list }) => {
  expect(read(text)).toEqual({ list, codes: ["address-invalid"] });
  expect(read(formatAddressList(list))).toEqual({ list, codes: [] });
});

describe("encoded words and structure", () => {
  test("a word that hides a comma or an address makes no address", () => {
    const hidden = "=?utf-8?Q?a=40good=2C_b=40evil?=";
    expect(read(`${hidden} <c@d>`).list).toEqual([{ name: "a@good, b@evil", address: "c@d" }]);
    expect(read(hidden)).toEqual({
      list: [{ name: "a@good, b@evil", members: [] }],
      codes: ["address-invalid"],
    });
    expect(mailboxes(read("=?utf-8?Q?,a@good,?=").list)).toEqual([]);
  });

  test.each(["=?utf-8?Q?a=40b=2Ec?=@evil.com", "x <=?utf-8?Q?a=40b=2Ec?=@evil.com>"])(
    "in an addr-spec: %s",
    (text) => {
      const { list, codes } = read(text);
      expect(mailboxes(list).map(({ address }) => address)).toEqual(["=?utf-8?Q?a=40b=2Ec?=@evil.com"]);
      expect(codes).toEqual(["encoded-word-misplaced"]);
    },
  );

  test("alone in brackets", () => {
    const { list, codes } = read("x <=?utf-8?Q?a=40b?=>");
    expect(list).toEqual([{ name: "x <=?utf-8?Q?a=40b?=>", members: [] }]);
    expect(codes).toContain("encoded-word-misplaced");
  });

  test("a line break hidden in a word becomes a space", () => {
    const { list, codes } = read("=?utf-8?Q?a=0D=0ABcc:_x@y?= <c@d>");
    expect(list).toEqual([{ name: "a Bcc: x@y", address: "c@d" }]);
    expect(codes).toEqual(["header-control"]);
  });
});

describe("limits", () => {
  test("addresses", () => {
    expect(read("a@b, c@d, e@f", { addresses: 2 })).toEqual({
      list: [{ address: "a@b" }, { address: "c@d" }],
      codes: ["limit-addresses"],
    });
    expect(read("a@b c@d e@f", { addresses: 2 }).list).toHaveLength(2);
    expect(read("a@b, c@d, ", { addresses: 2 }).codes).toEqual([]);
  });
  test("groups", () => {
    const { list, codes } = read("A: a@b, B: c@d;, e@f;, g@h");
    expect(list).toEqual([
      { name: "A", members: [{ address: "a@b" }, { address: "c@d" }, { address: "e@f" }] },
      { address: "g@h" },
    ]);
    expect(codes).toEqual(["limit-groups"]);
    expect(read("A: B: a@b;;", { groups: 2 }).codes).toEqual([]);
  });
  test("comments", () => {
    expect(read("a@b ((x))", { comments: 1 })).toEqual({
      list: [{ name: "(x)", address: "a@b" }],
      codes: ["limit-comments"],
    });
  });
  test("encoded words, in all names together", () => {
    const { list, codes } = read(`${word} <a@b>, ${word} <c@d>`, { encodedWords: 1 });
    expect(list).toEqual([
      { name: "Zaè", address: "a@b" },
      { name: word, address: "c@d" },
    ]);
    expect(codes).toEqual(["limit-encoded-words"]);
  });
});

describe("hostile lists are read in one pass", () => {
  const n = 100_000;
  const all = { addresses: Number.POSITIVE_INFINITY };
  test.each([
    ["addresses", "a@b, ".repeat(n), n],
    ["addresses without commas", "a@b ".repeat(n), n],
    ["open comments", "(".repeat(n), 1],
    ["open comments with addresses", "( a@b, ".repeat(n), n],
    ["open quotes", `"${'\\" a@b, '.repeat(n)}`, n],
    ["open brackets", "<".repeat(n), 0],
    ["open brackets with addresses", "<a@b,".repeat(n), n],
    ["open routes", "<@a,".repeat(n), undefined],
    ["open literals", "a@[ ".repeat(n), undefined],
    ["commas", ",".repeat(n), 0],
    ["dots", "a . ".repeat(n), 1],
    ["ats", "a@".repeat(n), 1],
    ["words that nothing closes", "=?a?q?".repeat(n), 1],
    ["groups", "a:".repeat(n), 1],
    ["blanks", `${" ".repeat(n)}a${" ".repeat(n)}@b${" ".repeat(n)}`, 1],
  ])("%s", (_, text, size) => {
    const list = parseAddressList(text, all);
    if (size !== undefined) expect(list).toHaveLength(size);
  });
});

describe("writing", () => {
  test("takes strings that hold lists, single values, and mixtures", () => {
    const text = 'c@x.com, "Doe, J" <d@x.com>';
    expect(formatAddressList(["c@x.com", '"Doe, J" <d@x.com>'])).toBe(text);
    expect(formatAddressList(text)).toBe(text);
    expect(formatAddressList([text, { address: "e@f" }, "", "G: g@h;"])).toBe(`${text}, e@f, G: g@h;`);
    expect(formatAddressList({ name: "", address: "a@b" })).toBe("a@b");
    expect(formatAddressList({ name: "G", members: [] })).toBe("G:;");
    expect(formatAddressList([])).toBe("");
    expect(formatAddressList("a@b (Ann), J. Doe <j@x>, ")).toBe('Ann <a@b>, "J. Doe" <j@x>');
  });

  test("takes strings as text: nothing in them is an encoded word", () => {
    const written = formatAddressList("=?UTF-8?B?SGk=?= <a@b>");
    expect(parseAddressList(written)).toEqual([{ name: "=?UTF-8?B?SGk=?=", address: "a@b" }]);
    expect(codeOf(() => formatAddressList("=?utf-8?Q?a,b?= <c@d>"))).toBe("address-invalid");
  });

  test("names outside ASCII become words with a space between, or stay with utf8", () => {
    const name = "Zo\u00eb ".repeat(20).trim();
    const written = formatAddressList({ name, address: "z@x" }, { column: 6 });
    expect(written).toMatch(/^(=\?utf-8\?[QB]\?[^ ?]{1,63}\?= ){2,}<z@x>$/);
    expect(formatAddressList({ name: "Zo\u00eb", address: "z@x" }, { utf8: true })).toBe("Zo\u00eb <z@x>");
    expect(formatAddressList({ name: "Zo\u00eb, X", address: "z@x" }, { utf8: true })).toBe(
      '"Zo\u00eb, X" <z@x>',
    );
    expect(formatAddressList({ name: "Zo\u00eb", address: "z@x" }, { charset: "iso-8859-1" })).toBe(
      "=?iso-8859-1?B?Wm/r?= <z@x>",
    );
  });

  test("names without a place to fold become words", () => {
    for (const name of ["x".repeat(1000), '"'.repeat(500), `a${" ".repeat(1000)}b`]) {
      const written = formatAddressList({ name, address: "a@b" });
      expect(written).toMatch(/^=\?/);
      expect(parseAddressList(written)).toEqual([{ name, address: "a@b" }]);
    }
  });

  test("domains outside ASCII", () => {
    expect(formatAddressList("Ann <a@B\u00dcCHER.Example>")).toBe("Ann <a@xn--bcher-kva.Example>");
    expect(formatAddressList("a@b\u00fccher.example", { utf8: true })).toBe("a@b\u00fccher.example");
    expect(formatAddressList("\u00e4@x.com", { utf8: true })).toBe("\u00e4@x.com");
    expect(codeOf(() => formatAddressList("\u00e4@x.com"))).toBe("address-invalid");
  });

  test.each([
    "a@good, b@evil",
    "a b@x",
    "a@b>x",
    "a@b c",
    " a@b",
    "a @b",
    "a(c)@b",
    "<a@b>",
    "",
    "a",
    "a@",
    "@b",
    "a@b@c",
    "a@b;c@d",
    "a\u0001@b",
    "a\u0085@b",
    "a\u00a0b@c",
    "\ud800@b",
    '"a@b',
    '"a"b@c',
    "a@[x>,<y]",
    "a@[x",
    "a@b.",
    "=?utf-8?Q?a?=@b",
    '"=?utf-8?Q?a?="@b',
    "a@x\u037ey.example",
    `a@${"\u00e4".repeat(64)}.example`,
    ".@b",
  ])("refuses the address %j", (address) => {
    expect(codeOf(() => formatAddressList({ address }))).toBe("address-invalid");
    expect(codeOf(() => formatAddressList({ name: "G", members: [{ address }] }))).toBe("address-invalid");
  });

  test.each(["a", "a b@x", "a@b c@d", "a@b; c@d", "a@b <c@d>", "<a@b", '"a <b@c>', "G: a@b", "G: H: a@b;;"])(
    "refuses the text %j",
    (text) => {
      expect(codeOf(() => formatAddressList([text]))).toBe("address-invalid");
    },
  );

  test.each(["\r", "\n", "\0"])("refuses CR, LF and NUL: %j", (control) => {
    const text = `a${control}b`;
    for (const address of [
      `${text}@x`,
      `"${text}"@x`,
      `x@${text}`,
      `${text} <a@b>`,
      { address: `${text}@x` },
      { name: text, address: "a@b" },
      { name: text, members: [] },
      { name: "G", members: [{ name: text, address: "a@b" }] },
    ]) {
      expect(codeOf(() => formatAddressList([address]))).toBe("header-injection");
    }
  });

  test("refuses what is no address at all", () => {
    const trap = {
      get address(): string {
        throw new Error("trap");
      },
    };
    const revoked = Proxy.revocable([], {});
    revoked.revoke();
    for (const value of [null, undefined, 1, {}, [null], [1], [[]], [{ address: 1 }], trap, revoked.proxy]) {
      expect(codeOf(() => formatAddressList(value as unknown as string))).toBe("input-invalid");
    }
    expect(codeOf(() => parseAddressList(1 as unknown as string))).toBe("input-invalid");
  });
});

test("mailboxes flattens groups", () => {
  expect(mailboxes(read("a@b, G: c@d, E <e@f>;, H:;, g@h").list)).toEqual([
    { address: "a@b" },
    { address: "c@d" },
    { name: "E", address: "e@f" },
    { address: "g@h" },
  ]);
});

test.each([
  ['"John Doe" <j@x.com>', "John Doe <j@x.com>"],
  ['"John Doe"<j@x.com>,\t"Jane" <k@x.com>', "John Doe<j@x.com>,\tJane <k@x.com>"],
  ['G: "John" <j@x>, "A.B" <k@x>; "Jim"\r\n <l@x>', 'G: John <j@x>, "A.B" <k@x>; Jim\r\n <l@x>'],
  ['(c "d" <e>) "John" <j@x>', '(c "d" <e>) John <j@x>'],
  ['( "John" <j@x>', '( "John" <j@x>'],
  ...[
    '"Doe, J" <j@x>',
    '"J. Doe" <j@x>',
    '"j@x.com" <j@x.com>',
    '"John  Doe" <j@x>',
    '" John" <j@x>',
    '"" <j@x>',
    '"a\\"b" <j@x>',
    '"Zo\u00eb" <j@x>',
    '"=?utf-8?Q?Doe=2C_J?=" <j@x>',
    '"John" Doe <j@x>',
    'John "Doe" <j@x>',
    '"john"@x.com',
    '<"john"@x.com>',
    '"Team": a@b;',
    '"John <j@x>',
    "<j@x>",
    "John <j@x>",
  ].map((value) => [value, value]),
])("Gmail rule 17: quotes go where a name needs none: %s", (value, simple) => {
  expect(simplifyPhrases(value)).toBe(simple);
});

test.each([
  ["example.com", "example.com"],
  ["B\u00fccher.example", "xn--bcher-kva.example"],
  ["bu\u0308cher\u3002example", "xn--bcher-kva.example"],
  ["\u4ed6\u4eec\u4e3a\u4ec0\u4e48\u4e0d\u8bf4\u4e2d\u6587", "xn--ihqwcrb4cv8a8dqg056pqjye"],
  ["Pro\u010dprost\u011bnemluv\u00ed\u010desky", "xn--proprostnemluvesky-uyb24dma41a"],
  ["\u305d\u306e\u30b9\u30d4\u30fc\u30c9\u3067", "xn--d9juau41awczczp"],
  ["\u0928\u0940\u0926\u0930\u0932\u0948\u0902\u0921", "xn--i1b6dnh5bm9g1c"],
  ["i\u2665.ws", "xn--i-n3p.ws"],
  ["\u{1f4a9}.la", "xn--ls8h.la"],
  ["a\u00e4..b", undefined],
  ["\u00e4\u0001", undefined],
  ["\u00e4@b", undefined],
])("domain %s in ASCII", (domain, ascii) => {
  expect(domainToAscii(domain)).toBe(ascii);
});
