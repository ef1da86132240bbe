import { describe, expect, test } from "vitest";
import { type DefectCode, MimeError } from "../../../src/errors.js";
import { formatContentType, parseContentType } from "../../../src/header/content-type.js";

describe("both ways", () => {
  test.each([
    { text: "text/plain", type: "text/plain", parameters: [] },
    { text: "text/plain; charset=utf-8", type: "text/plain", parameters: [["charset", "utf-8"]] },
    {
      text: 'multipart/mixed; boundary="a=b"; x=y',
      type: "multipart/mixed",
      parameters: [
        ["boundary", "a=b"],
        ["x", "y"],
      ],
    },
    {
      text: "application/pdf; name*=utf-8''%C3%A9.pdf",
      type: "application/pdf",
      parameters: [["name", "é.pdf"]],
    },
  ] as const)("$text", ({ text, type, parameters }) => {
    const value = { type, parameters: new Map<string, string>(parameters) };
    expect(parseContentType(text)).toEqual(value);
    expect(formatContentType(value)).toBe(text);
    expect(formatContentType({ type, parameters })).toBe(text);
    expect(formatContentType({ type, parameters: Object.fromEntries(parameters) })).toBe(text);
  });
});

describe("reading", () => {
  test.each([
    ["TEXT/Html", "text/html", {}],
    [" (a) text (b) / (c) plain (d) ; charset = x", "text/plain", { charset: "x" }],
    ["text/plain charset=utf-8", "text/plain", { charset: "utf-8" }],
    ["text/plain junk; charset=x", "text/plain", { charset: "x" }],
    ["text/plain/x; charset=x", "text/plain", { charset: "x" }],
    ["text/plain;", "text/plain", {}],
    ['text/plain;charset="utf-8";', "text/plain", { charset: "utf-8" }],
    ["img/png", "img/png", {}],
    ["text/plain\r\n\t; a=b", "text/plain", { a: "b" }],
  ])("%j", (text, type, parameters) => {
    const read = parseContentType(text);
    expect(read?.type).toBe(type);
    expect(Object.fromEntries(read?.parameters ?? [])).toEqual(parameters);
  });

  test.each([
    "",
    "text",
    "text/",
    "/plain",
    "text plain",
    "tëxt/plain",
    "(text/plain",
    ";charset=x",
    `a/${"b".repeat(126)}`,
  ])("%j is none", (text) => {
    const codes: DefectCode[] = [];
    expect(parseContentType(text, { report: (code) => codes.push(code) })).toBeUndefined();
    expect(codes).toEqual(["content-type-invalid"]);
  });

  test("127 characters are read", () => {
    const type = `a/${"b".repeat(125)}`;
    expect(parseContentType(type)?.type).toBe(type);
  });

  test("only strings", () => {
    expect(() => parseContentType(undefined as unknown as string)).toThrow(MimeError);
  });
});

describe("writing", () => {
  test.each([
    "",
    "text",
    "text/",
    "/plain",
    "text/plain; a=b",
    "text/pl ain",
    "a/b/c",
    "té/xt",
    "a/b\r\nc",
    `a/${"b".repeat(126)}`,
  ])("type %j is refused", (type) => {
    expect(() => formatContentType({ type })).toThrow(
      expect.objectContaining({ code: "media-type-invalid" }),
    );
  });

  test("odd values are refused", () => {
    const type = "a/b";
    const odd: [unknown, string][] = [
      [undefined, "media-type-invalid"],
      [null, "media-type-invalid"],
      [{ type, parameters: 1 }, "input-invalid"],
      [{ type, parameters: "ab" }, "input-invalid"],
      [{ type, parameters: ["ab"] }, "input-invalid"],
      [{ type, parameters: [["a", 1]] }, "input-invalid"],
      [{ type, parameters: [[1, "a"]] }, "parameter-invalid"],
      [{ type, parameters: { a: null } }, "input-invalid"],
      [{ type, parameters: { a: "x\r\ny" } }, "header-injection"],
      [{ type, parameters: { a: "b", A: "c" } }, "parameter-invalid"],
      [
        {
          type,
          get parameters() {
            throw new Error("no");
          },
        },
        "input-invalid",
      ],
      [
        {
          type,
          parameters: {
            get a() {
              throw new Error("no");
            },
          },
        },
        "input-invalid",
      ],
    ];
    for (const [value, code] of odd) {
      expect(() => formatContentType(value as { type: string })).toThrow(expect.objectContaining({ code }));
    }
  });

  test("an undefined parameter is left out", () => {
    expect(formatContentType({ type: "text/plain", parameters: { charset: undefined, a: "b" } })).toBe(
      "text/plain; a=b",
    );
  });
});
