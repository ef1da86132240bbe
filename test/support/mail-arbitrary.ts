/** Mails to build, in every form that building takes, each beside what must be read of it again. */

import fc from "fast-check";
import type {
  Address,
  AddressInput,
  Header,
  HeaderInput,
  Mail,
  Mailbox,
  MailInput,
} from "../../src/index.js";
import { type ExpectedAttachment, sampleAttachment } from "./attachment-arbitrary.js";
import { headerText, trimmed } from "./text-arbitrary.js";

/** What is read of a mail that was built, but for places and defects. */
export type ExpectedMail = Omit<Mail, "bodies" | "defects" | "attachments" | "calendar"> & {
  readonly calendar?: { readonly method?: string; readonly text: string };
  readonly attachments: readonly ExpectedAttachment[];
};

export interface Sample {
  readonly input: MailInput;
  readonly expected: ExpectedMail;
}

/** Something as a caller gives it, and as it is read. */
interface Given<Input, Read> {
  readonly input: Input;
  readonly read: Read;
}

const atom = fc.string({ unit: fc.constantFrom(..."abzAZ09!#$%&'*+-/^_`{|}~"), minLength: 1, maxLength: 8 });
const dotAtom = fc.array(atom, { minLength: 1, maxLength: 3 }).map((atoms) => atoms.join("."));
const local = fc.oneof(
  { weight: 4, arbitrary: dotAtom },
  {
    weight: 1,
    arbitrary: fc.constantFrom('"a b"', '"x@y"', '"a,b<>"', '"q\\"uo\\\\te"', '"."', '"a..b"', "a..b"),
  },
);
const domain = fc.oneof(
  dotAtom,
  fc.constantFrom("[192.0.2.1]", "[IPv6:2001:db8::1]", "xn--bcher-kva.example"),
);
const anyAddress = fc.tuple(local, domain).map((parts) => parts.join("@"));
/** One that every reader of mail understands. */
const ordinaryAddress = fc
  .tuple(dotAtom, fc.constantFrom("example.com", "a.b.example", "xn--bcher-kva.example"))
  .map((parts) => parts.join("@"));

const mailboxOf = (address: fc.Arbitrary<string>): fc.Arbitrary<Given<Mailbox | string, Mailbox>> =>
  fc.tuple(fc.option(headerText, { nil: undefined }), address, fc.boolean()).map(([given, spec, asText]) => {
    const name = given === undefined ? "" : trimmed(given);
    const read = name === "" ? { address: spec } : { name, address: spec };
    if (asText && name === "") return { input: spec, read };
    if (asText && isPlainText(name)) return { input: `"${name.replace(/["\\]/g, "\\$&")}" <${spec}>`, read };
    return { input: given === undefined ? { address: spec } : { name: given, address: spec }, read };
  });

/** Whether a name can stand in an address string between quotes. */
function isPlainText(name: string): boolean {
  return !/[^\x20-\x7e]/.test(name);
}

const mailbox = mailboxOf(fc.oneof(ordinaryAddress, anyAddress));

type GivenMailbox = typeof mailbox;

const groupOf = (member: GivenMailbox): fc.Arbitrary<Given<Address, Address>> =>
  fc.tuple(headerText, fc.array(member, { maxLength: 3 })).map(([name, members]) => {
    const read = members.map((one) => one.read);
    return { input: { name, members: read }, read: { name: trimmed(name), members: read } };
  });

/** Lists of ordinary addresses alone, and of any. */
const addressList = fc.constantFrom(mailboxOf(ordinaryAddress), mailbox).chain((one) =>
  fc.array(fc.oneof({ weight: 5, arbitrary: one }, { weight: 1, arbitrary: groupOf(one) }), {
    minLength: 1,
    maxLength: 4,
  }),
);

const addresses: fc.Arbitrary<Given<AddressInput, readonly Address[]>> = addressList.chain((list) => {
  const all = { input: list.map(({ input }) => input), read: list.map(({ read }) => read) };
  const texts = list.map(({ input }) => input).filter((input) => typeof input === "string");
  const forms: Given<AddressInput, readonly Address[]>[] = [all];
  if (list.length === 1) forms.push({ input: all.input[0] as Address, read: all.read });
  if (texts.length === list.length) forms.push({ input: texts.join(", "), read: all.read });
  return fc.constantFrom(...forms);
});

const crowd: fc.Arbitrary<Given<AddressInput, readonly Address[]>> = fc
  .integer({ min: 100, max: 1000 })
  .map((count) => Array.from({ length: count }, (_, i) => ({ address: `member${i}@lists.example` })))
  .map((list) => ({ input: list, read: list }));

const id = fc
  .tuple(dotAtom, dotAtom)
  .map(([left, right]) => `<${left}@${right}>`)
  .filter((text) => text.length < 70);
const ids: fc.Arbitrary<Given<string | readonly string[], readonly string[]>> = fc
  .tuple(fc.array(id, { minLength: 1, maxLength: 60 }), fc.constantFrom("list", "text", "bare"))
  .map(([read, form]) => {
    if (form === "text") return { input: read.join(" "), read };
    return { input: form === "bare" ? read.map((one) => one.slice(1, -1)) : read, read };
  });

const from1900 = Date.UTC(1900, 0, 6);
const to9999 = Date.UTC(9999, 11, 26);
const date: fc.Arbitrary<
  Given<Pick<MailInput, "date" | "dateOffset">, Required<Pick<Mail, "date" | "dateOffset">>>
> = fc
  .tuple(
    fc.integer({ min: from1900, max: to9999 }),
    fc.constantFrom(0, 540, -300, 345, -1, 5999, -5999),
    fc.constantFrom("date", "number", "text"),
  )
  .map(([time, offset, form]) => {
    const read = { date: new Date(Math.floor(time / 1000) * 1000), dateOffset: offset };
    if (form === "date") return { input: { date: new Date(time), dateOffset: offset }, read };
    if (form === "number") return { input: { date: time, dateOffset: offset }, read };
    return { input: { date: new Date(time).toISOString() }, read: { ...read, dateOffset: 0 } };
  });

const TOLD =
  /^(from|sender|reply-to|to|cc|bcc|subject|date|message-id|in-reply-to|references|mime-version|content-.*)$/i;
const fieldName = fc.oneof(
  fc.constantFrom("List-Unsubscribe", "List-Unsubscribe-Post", "X-Odd", "Resent-To", "Received", "__proto__"),
  fc.constantFrom("constructor", "7", "X!#$%&'*+-./^_`{|}~", "Comments"),
  fc
    .string({ unit: fc.constantFrom(..."abcXYZ019-_."), minLength: 1, maxLength: 30 })
    .filter((name) => !TOLD.test(name)),
);
const header = fc.record({ name: fieldName, value: headerText });
const headers: fc.Arbitrary<Given<HeaderInput, readonly Header[]>> = fc
  .tuple(fc.array(header, { maxLength: 6 }), fc.constantFrom("list", "pairs", "record"))
  .map(([list, form]) => {
    const read = list.map(({ name, value }) => ({ name, value: trimmed(value) }));
    if (form === "list") return { input: list, read };
    if (form === "pairs") return { input: list.map(({ name, value }) => [name, value] as const), read };
    const record = new Map<string, string[]>();
    for (const { name, value } of list) record.set(name, [...(record.get(name) ?? []), value]);
    const input = Object.fromEntries(record);
    return { input, read: Object.entries(input).flatMap(([name, values]) => values.map(readAs(name))) };
  });

function readAs(name: string): (value: string) => Header {
  return (value) => ({ name, value: trimmed(value) });
}

/** A text of the mail: whatever a string may hold. */
const text = fc.oneof(
  headerText,
  fc.string({ unit: "binary", maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        "\r\n",
        "\r",
        "\n",
        "\n\n",
        " ",
        "\t",
        "a",
        "é",
        "> q",
        "From x",
        ".",
        "-- ",
        "--=_",
        "\0",
      ),
      {
        maxLength: 30,
      },
    )
    .map((pieces) => pieces.join("")),
  fc.constantFrom("x".repeat(10_240), "é".repeat(2_000), "\ud800", "\ufeffmark", "begin 644 a.txt\nx\nend\n"),
);

function asRead(written: string): string {
  return written.toWellFormed().replace(/\r\n?/g, "\n");
}

const calendar: fc.Arbitrary<
  Given<NonNullable<MailInput["calendar"]>, { readonly method?: string; readonly text: string }>
> = fc
  .tuple(text, fc.constantFrom(undefined, "REQUEST", "CANCEL", "x y", "é"), fc.boolean())
  .map(([content, method, asText]) => {
    if (asText && method === undefined) {
      const written = `BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n${content}`;
      return { input: written, read: { method: "REPLY", text: asRead(written) } };
    }
    return {
      input: { method, text: content },
      read: { ...(method !== undefined && { method }), text: asRead(content) },
    };
  });

const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

/** A mail in any of its forms. */
export const sampleMail: fc.Arbitrary<Sample> = fc
  .record({
    from: optional(addresses),
    sender: optional(mailbox),
    replyTo: optional(addresses),
    to: optional(fc.oneof({ weight: 30, arbitrary: addresses }, { weight: 1, arbitrary: crowd })),
    cc: optional(addresses),
    bcc: optional(addresses),
    subject: optional(headerText),
    date: optional(date),
    messageId: optional(id),
    inReplyTo: optional(ids),
    references: optional(ids),
    text: optional(text),
    html: optional(text),
    amp: optional(text),
    calendar: optional(calendar),
    attachments: fc.array(sampleAttachment, { maxLength: 4 }),
    headers: optional(headers),
  })
  .map(({ date: when, messageId, subject, text: plain, html, amp, attachments, headers: own, ...given }) => {
    const input: Record<string, unknown> = { messageId, subject, text: plain, html, amp, ...when?.input };
    const expected: Record<string, unknown> = { messageId, ...when?.read, headers: own?.read ?? [] };
    for (const [key, value] of Object.entries(given)) {
      input[key] = value?.input;
      expected[key] = value?.read;
    }
    expected.subject = subject === undefined ? undefined : trimmed(subject);
    for (const key of ["text", "html", "amp"]) {
      const value = input[key];
      expected[key] = typeof value === "string" ? asRead(value) : undefined;
    }
    input.headers = own?.input;
    input.attachments = attachments.map((attachment) => attachment.input);
    expected.attachments = attachments.map((attachment) => attachment.expected);
    for (const key of Object.keys(expected)) if (expected[key] === undefined) delete expected[key];
    return { input, expected } as unknown as Sample;
  });
