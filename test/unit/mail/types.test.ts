import { expect, expectTypeOf, test } from "vitest";
import {
  type Address,
  type Attachment,
  type AttachmentInput,
  buildMime,
  buildPayload,
  buildRaw,
  type Mail,
  type MailInput,
  mailToEntity,
  parseMime,
} from "../../../src/index.js";

test("what was read can be built, as it is and changed", () => {
  const mail = parseMime("Subject: s\r\n\r\nhi");
  expectTypeOf(mail).toEqualTypeOf<Mail>();
  expectTypeOf<Mail>().toExtend<MailInput>();
  expectTypeOf<Attachment>().toExtend<AttachmentInput>();
  expectTypeOf<{
    readonly to: string | undefined;
    readonly date: number | undefined;
  }>().toExtend<MailInput>();
  for (const build of [buildMime, buildRaw, buildPayload, mailToEntity]) {
    expect(() => build(mail)).not.toThrow();
    expect(() => build({ ...mail, text: undefined, to: ["a@b", { address: "c@d" }] })).not.toThrow();
  }
});

test("what is read is typed to the last property", () => {
  expectTypeOf<NonNullable<Mail["to"]>[number]>().toEqualTypeOf<Address>();
  expectTypeOf<Mail["references"]>().toEqualTypeOf<readonly string[] | undefined>();
  expectTypeOf<Attachment["content"]>().toEqualTypeOf<Uint8Array | undefined>();
});
