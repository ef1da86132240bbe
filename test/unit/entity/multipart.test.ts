import { describe, expect, test } from "vitest";
import { readStructure } from "../../../src/entity/multipart.js";
import type { DefectCode } from "../../../src/errors.js";

const LEAF = { kind: "leaf" };
const MESSAGE = { kind: "message", childType: "text/plain" };

describe("readStructure", () => {
  const cases: {
    type?: string;
    encoding?: string;
    parent?: string;
    structure: object;
    codes?: DefectCode[];
  }[] = [
    { structure: LEAF },
    { type: "text/plain", structure: LEAF },
    { type: "mumble", structure: LEAF },
    { type: "multipart", structure: LEAF },
    { type: "model/vrml", structure: LEAF },
    { type: "", structure: LEAF },
    {
      type: "multipart/mixed; boundary=B",
      structure: { kind: "multipart", boundary: "B", childType: "text/plain" },
    },
    { type: "MultiPart/X-Odd; boundary=B", structure: { kind: "multipart", boundary: "B" } },
    { type: "multipart/digest; boundary=B", structure: { kind: "multipart", childType: "message/rfc822" } },
    {
      type: "(c) multipart/mixed; boundary=B",
      structure: { kind: "multipart", boundary: "B" },
      codes: ["boundary-ambiguous"],
    },
    {
      type: "multipart/mixed",
      structure: { kind: "multipart", boundary: undefined },
      codes: ["boundary-missing"],
    },
    { type: "message/rfc822", structure: MESSAGE },
    { type: "Message/RFC822; name=a.eml", structure: MESSAGE },
    { type: "message/news", structure: MESSAGE },
    { type: "message/global", structure: LEAF },
    { type: "message/partial", structure: LEAF },
    { type: "message/delivery-status", structure: LEAF },
    { type: "message/rfc822", encoding: "7bit", structure: MESSAGE },
    { type: "message/rfc822", encoding: "8BIT", structure: MESSAGE },
    { type: "message/rfc822", encoding: "binary", structure: MESSAGE },
    { type: "message/rfc822", encoding: "", structure: MESSAGE },
    { type: "message/rfc822", encoding: "base64", structure: LEAF, codes: ["transfer-encoding-composite"] },
    {
      type: "message/rfc822",
      encoding: "quoted-printable",
      structure: LEAF,
      codes: ["transfer-encoding-composite"],
    },
    { type: "message/rfc822", encoding: "x-odd", structure: LEAF, codes: ["transfer-encoding-composite"] },
    {
      type: "multipart/mixed; boundary=B",
      encoding: "8bit",
      structure: { kind: "multipart", boundary: "B" },
    },
    {
      type: "multipart/mixed; boundary=B",
      encoding: "base64",
      structure: { kind: "multipart", boundary: "B" },
      codes: ["transfer-encoding-composite"],
    },
    { parent: "message/rfc822", structure: MESSAGE },
    { parent: "message/rfc822", type: "text/plain", structure: LEAF },
    { parent: "message/rfc822", type: "mumble", structure: LEAF },
    { parent: "message/rfc822", encoding: "base64", structure: LEAF, codes: ["transfer-encoding-composite"] },
  ];
  test.each(cases)(
    "$type in $encoding, by default $parent",
    ({ type, encoding, parent, structure, codes = [] }) => {
      const fields = [
        { name: "X", value: "y" },
        ...(type === undefined ? [] : [{ name: "content-TYPE", value: type }]),
        ...(encoding === undefined ? [] : [{ name: "Content-Transfer-Encoding", value: encoding }]),
      ];
      const found: DefectCode[] = [];
      expect(readStructure(fields, parent ?? "text/plain", (code) => found.push(code))).toMatchObject(
        structure,
      );
      expect(found).toEqual(codes);
    },
  );

  test("the first of repeated fields counts", () => {
    const found: DefectCode[] = [];
    const fields = [
      { name: "Content-Type", value: "message/rfc822" },
      { name: "Content-Transfer-Encoding", value: "8bit" },
      { name: "Content-Type", value: "multipart/mixed; boundary=B" },
      { name: "Content-Transfer-Encoding", value: "base64" },
    ];
    expect(readStructure(fields, "text/plain", (code) => found.push(code)).kind).toBe("message");
    expect(found).toEqual(["field-repeated", "field-repeated"]);
  });
});
