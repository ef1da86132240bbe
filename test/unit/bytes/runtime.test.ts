/** The runtime's own methods, and the same library where there are none. */

import { beforeAll, describe, expect, test, vi } from "vitest";
import { checks, native } from "../../../src/bytes/runtime.js";
import * as here from "../../../src/index.js";
import { latin1, text } from "../../support/bytes.js";

test("Node has the fast path", () => {
  expect(native).toBeDefined();
  expect(checks).toBeDefined();
  expect(native?.latin1Slice(latin1("caf\xe9"), 1, 4)).toBe("af\xe9");
  expect(native?.utf8Slice(latin1("caf\xc3\xa9"), 3, 5)).toBe("é");
  expect(native?.indexOf(latin1("a\xe9b"), "\xe9", 0)).toBe(1);
  const memory = native?.allocate(5) ?? new Uint8Array(0);
  expect(memory).toHaveLength(5);
  expect(Object.getPrototypeOf(memory)).toBe(Uint8Array.prototype);
});

describe("without Buffer and without Node's checks", () => {
  let elsewhere: typeof here;
  beforeAll(async () => {
    vi.stubGlobal("Buffer", undefined);
    vi.stubGlobal("process", undefined);
    vi.resetModules();
    const runtime = await import("../../../src/bytes/runtime.js");
    expect(runtime.native).toBeUndefined();
    expect(runtime.checks).toBeUndefined();
    elsewhere = await import("../../../src/index.js");
    vi.unstubAllGlobals(); // what the modules found when they were loaded stays with them
    vi.resetModules();
  });

  const all = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 7919) >> 3);
  const sources: Uint8Array[] = [
    new Uint8Array(0),
    all,
    latin1(
      "Subject: =?utf-8?B?w6k=?=\r\nContent-Type: text/plain; charset=utf-8\r\n\r\ncaf\xc3\xa9 \xe2\x82\xac\r\n",
    ),
    latin1(
      "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\ncaf=E9=\r\n x",
    ),
    latin1(`Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n${here.encodeRaw(all)}`),
    latin1("Content-Type: multipart/mixed; boundary=B\n\n--B\n\na\n--B\nX: caf\xe9\n\n\xff\xfe\n--B--\n"),
  ];

  test.each(sources.map((source, i) => ({ i, source })))(
    "message $i is read and written as here",
    ({ source }) => {
      const [there, root] = [elsewhere.parseEntity(source), here.parseEntity(source)];
      expect(text(elsewhere.formatEntity(there)) === text(here.formatEntity(root))).toBe(true);
      expect(elsewhere.mimeToPayload(source)).toEqual(here.mimeToPayload(source));
      expect(elsewhere.defectsOf(there)).toEqual(here.defectsOf(root));
      if (root.kind === "leaf") {
        expect(text(elsewhere.decodeContent(there)) === text(here.decodeContent(root))).toBe(true);
        expect(elsewhere.decodeText(there)).toBe(here.decodeText(root));
      }
      const raw = elsewhere.encodeRaw(source);
      expect(raw === here.encodeRaw(source)).toBe(true);
      expect(text(elsewhere.decodeRaw(raw)) === text(source)).toBe(true);
    },
  );
});
