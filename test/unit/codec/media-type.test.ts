import { describe, expect, test } from "vitest";
import { extensionOf, mediaTypeOf } from "../../../src/codec/media-type.js";

describe("both ways", () => {
  test.each([
    ["txt", "text/plain"],
    ["html", "text/html"],
    ["csv", "text/csv"],
    ["ics", "text/calendar"],
    ["vcf", "text/vcard"],
    ["md", "text/markdown"],
    ["json", "application/json"],
    ["pdf", "application/pdf"],
    ["zip", "application/zip"],
    ["gz", "application/gzip"],
    ["jpg", "image/jpeg"],
    ["png", "image/png"],
    ["heic", "image/heic"],
    ["tiff", "image/tiff"],
    ["mp3", "audio/mpeg"],
    ["mp4", "video/mp4"],
    ["mov", "video/quicktime"],
    ["eml", "message/rfc822"],
    ["p7s", "application/pkcs7-signature"],
    // from libmime's table
    ["doc", "application/msword"],
    ["docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
    ["xls", "application/vnd.ms-excel"],
    ["xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    ["pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"],
    ["odt", "application/vnd.oasis.opendocument.text"],
    ["epub", "application/epub+zip"],
    ["msg", "application/vnd.ms-outlook"],
  ])("%s", (extension, type) => {
    expect(mediaTypeOf(`a.${extension}`)).toBe(type);
    expect(mediaTypeOf(`A.B.${extension.toUpperCase()} `)).toBe(type);
    expect(extensionOf(type)).toBe(extension);
    expect(extensionOf(`${type.toUpperCase()} ; x=y`)).toBe(extension);
  });
});

test.each([
  ["a.htm", "text/html"],
  ["a.jpeg", "image/jpeg"],
  [".png", "image/png"],
  ["a.gzip", "application/gzip"], // libmime: multipart/x-gzip
  ["a.ccxml", "application/octet-stream"], // libmime: application/ccxml+xml,
  ["pdf", "application/octet-stream"],
  ["", "application/octet-stream"],
  ["a.", "application/octet-stream"],
  ["a.pdf.", "application/octet-stream"],
  ["dir.pdf/a", "application/octet-stream"],
  ["a.p df", "application/octet-stream"],
  ["a.exe", "application/octet-stream"],
  ["a.unknown", "application/octet-stream"],
  ["a.__proto__", "application/octet-stream"],
  ["a.constructor", "application/octet-stream"],
  ["a.\u212Aml", "application/octet-stream"], // the Kelvin sign is no k
  [`a.${"x".repeat(1_000_000)}`, "application/octet-stream"],
])("file name %$", (filename, type) => expect(mediaTypeOf(filename)).toBe(type));

test.each([
  "",
  "foo/bar",
  "application/octet-stream",
  "multipart/mixed",
  "__proto__",
  "constructor",
  "x".repeat(1_000_000),
  `image/png${" ".repeat(1_000_000)}x`,
])("no extension, %$", (type) => expect(extensionOf(type)).toBeUndefined());
