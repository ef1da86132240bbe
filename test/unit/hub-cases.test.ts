import { describe, expect, test } from "vitest";
import * as g from "../../src/index.js";
import { latin1 as b, text as t } from "../support/bytes.js";

const mime = (code?: string) => expect.objectContaining({ name: "MimeError", ...(code ? { code } : {}) });
const MIXED = "Content-Type: multipart/mixed; boundary=B\r\n\r\n";
const codes = (s: string) => g.defectsOf(g.parseEntity(b(s))).map((d) => d.code);
describe("what was read or written wrongly once", () => {
  test("replacePart injects a part in CR mail", () => {
    const root = g.parseEntity("Content-Type: multipart/mixed; boundary=B\r\r--B\r\ra\r--B--\r");
    expect(() => g.replacePart(root, "0", g.parseEntity("A: b\r\rx\r--B\r\revil"))).toThrow(
      mime("boundary-invalid"),
    );
  });
  test("';' in a comment of Content-Type hides the boundary", () => {
    const r = g.parseEntity(
      "Content-Type: multipart/mixed (a; boundary=X); boundary=B\r\n\r\n--B\r\n\r\na\r\n--B--",
    );
    expect([...g.walkEntity(r)]).toHaveLength(2);
  });
  test("a run of blanks in a header makes payloadToMime throw", () => {
    expect(() => g.payloadToMime(g.mimeToPayload(`Subject: a${" ".repeat(2000)}b\n\nx`))).not.toThrow();
  });
  test("what mimeToPayload gives, payloadToMime takes: parts past the limit", () => {
    const p = g.mimeToPayload(`${MIXED}${"--B\r\n\r\nx\r\n".repeat(10_001)}--B--`);
    expect(() => g.payloadToMime(p)).not.toThrow();
  });
  test("given partIds count only when all have one and are unique", () => {
    const pdf = (partId: string | null) => ({
      partId,
      mimeType: "application/pdf",
      body: { attachmentId: "A", size: 1 },
    });
    for (const parts of [
      [pdf("5"), pdf(null)],
      [pdf("5"), pdf("5")],
    ]) {
      const asked: string[] = [];
      g.payloadToMime(
        { partId: "", mimeType: "multipart/mixed", parts },
        {
          content: (p) => {
            asked.push(p.partId);
            return b("x");
          },
        },
      );
      expect(asked).toEqual(["0", "1"]);
    }
  });
  test("setField uses LF in an LF mail without fields", () => {
    expect(t(g.formatEntity(g.setField(g.parseEntity("\nbody"), "A", "b")))).toBe("A: b\n\nbody");
  });
  test("setField of a parameter field outside ASCII", () => {
    const e = g.setField(g.parseEntity("A: b\n\nx"), "Content-Type", 'application/pdf; name="é.pdf"');
    expect(g.parseContentType(e.fields[1]?.value ?? "")?.parameters.get("name")).toBe("é.pdf");
  });
  test("beyond the limit of parts by attached messages", () => {
    const r = g.parseEntity(`${"Content-Type: message/rfc822\r\n\r\n".repeat(20)}A: b\r\n\r\nx`, {
      limits: { parts: 2 },
    });
    expect([...g.walkEntity(r)].length).toBeLessThanOrEqual(3);
  });
  test("headerBytes: a block of 18 bytes under a limit of 12", () => {
    const told: string[] = [];
    g.parseEntity("A: b\r\nC: d\r\nE: f\r\n\r\nx", {
      limits: { headerBytes: 12 },
      onDefect: (d) => told.push(d.code),
    });
    expect(told).toContain("limit-header-bytes");
  });
  test("fieldBytes: told but decoded", () => {
    const p = g.mimeToPayload("Subject: =?utf-8?Q?a?=\r\n\r\nx", { limits: { fieldBytes: 20 } });
    expect(g.findHeader(p, "Subject")).toBe("=?utf-8?Q?a?=");
  });
  test("parameterSegments are not held where the value is shown", () => {
    const p = g.mimeToPayload("Content-Type: application/x; name*0=a; name*1=b\n\nx", {
      limits: { parameterSegments: 1 },
    });
    expect(g.findHeader(p, "content-type")).not.toBe('application/x; name="ab"');
  });
});
describe("an ambiguity told by a defect", () => {
  test("boundary is a prefix", () =>
    expect(
      codes(
        `Content-Type: multipart/mixed; boundary=BB\r\n\r\n--BB\r\n${MIXED}--B\r\n\r\na\r\n--B--\r\n--BB--`,
      ),
    ).toContain("boundary-ambiguous"));
  test("RFC 2231 boundary", () =>
    expect(
      codes("Content-Type: multipart/mixed; boundary*=us-ascii''B\r\n\r\n--B\r\n\r\na\r\n--B--"),
    ).not.toEqual([]));
  test("plain and RFC 2231 boundary", () =>
    expect(
      codes("Content-Type: multipart/mixed; boundary*=us-ascii''X; boundary=B\r\n\r\n--B\r\n\r\na\r\n--B--"),
    ).not.toEqual([]));
  test("comments in Content-Type", () =>
    expect(codes("Content-Type: multipart/mixed (c); boundary=B\r\n\r\n--B\r\n\r\na\r\n--B--")).not.toEqual(
      [],
    ));
  test("nul's part", () =>
    expect(g.defectsOf(g.parseEntity(`${MIXED}--B\r\n\r\na\0\r\n--B--`))).toContainEqual(
      expect.objectContaining({ code: "nul", partId: "0" }),
    ));
  test("padding in the middle of base64 then data", () =>
    expect(codes("Content-Transfer-Encoding: base64\r\n\r\nQQ==QQ==")).toContain("base64-invalid"));
});
describe("wrong use throws MimeError", () => {
  const E = undefined as unknown as g.Entity;
  const uses: [string, () => unknown][] = [
    ["formatEntity", () => g.formatEntity(E)],
    ["walkEntity", () => [...g.walkEntity(E)]],
    ["findEntity", () => g.findEntity(E, "0")],
    ["setField", () => g.setField(E, "A", "b")],
    ["setField {}", () => g.setField({} as g.Entity, "A", "b")],
    ["appendField", () => g.appendField({} as g.Entity, "A", "b")],
    ["prependField", () => g.prependField({} as g.Entity, "A", "b")],
    ["removeFields", () => g.removeFields({} as g.Entity, "A")],
    ["removePart", () => g.removePart(E, "0")],
    ["replacePart", () => g.replacePart(g.parseEntity(`${MIXED}--B\r\n\r\na\r\n--B--`), "0", E)],
    ["defectsOf {}", () => g.defectsOf({} as g.Entity)],
    ["entityToPayload", () => g.entityToPayload(E)],
    ["entityToPayload {}", () => g.entityToPayload({} as g.Entity)],
    [
      "field null",
      () => g.formatEntity({ kind: "leaf", fields: [null as unknown as g.Field], content: b("") }),
    ],
    [
      "sparse parts",
      () =>
        g.formatEntity({
          kind: "multipart",
          fields: [{ name: "Content-Type", value: "multipart/mixed; boundary=B" }],
          parts: new Array(1),
          preamble: b(""),
          epilogue: b(""),
        }),
    ],
    [
      "content is a string",
      () => g.formatEntity({ kind: "leaf", fields: [], content: "x" as unknown as Uint8Array }),
    ],
    ["options null", () => g.mimeToPayload("A: b\n\n", null as unknown as g.PayloadOptions)],
    ["payload options null", () => g.payloadToMime({}, null as unknown as g.ContentOptions)],
    ["onDefect", () => g.parseEntity("A b\n\n", { onDefect: "x" as unknown as () => void })],
    [
      "limits getter",
      () =>
        g.parseEntity("A b\n\n", {
          limits: {
            get depth(): number {
              throw new TypeError("x");
            },
          },
        }),
    ],
    ["findHeader", () => g.findHeader({ headers: [{ name: "A" }] }, Object.create(null))],
  ];
  test.each(uses)("%s", (_, use) => {
    expect(use).toThrow(mime(_ === "content is a string" ? "input-invalid" : undefined));
  });
  test("a message is printable", () => {
    try {
      g.removePart(g.parseEntity(""), "x\r\ny");
    } catch (e) {
      expect((e as Error).message).toMatch(/^[\x20-\x7e]*$/);
    }
  });
  test("replacePart names the part", () => {
    expect(() =>
      g.replacePart(g.parseEntity(`${MIXED}--B\r\n\r\na\r\n--B--`), "0", {
        kind: "leaf",
        fields: [],
        content: b("--B"),
      }),
    ).toThrow(/part "0"/);
  });
  test("entityToPayload cyclic", () => {
    const a = { kind: "message", fields: [] } as unknown as { message: g.Entity };
    a.message = a as unknown as g.Entity;
    expect(() => g.entityToPayload(a as unknown as g.Entity)).toThrow(mime("input-cyclic"));
  });
});
