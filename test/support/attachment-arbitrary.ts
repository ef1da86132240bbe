/** Attachments to build, each beside what must be read of it again. */

import fc from "fast-check";
import type { Attachment, AttachmentInput, Header } from "../../src/index.js";
import { latin1, text, utf8 } from "./bytes.js";
import { headerText, trimmed } from "./text-arbitrary.js";

/** What is read of an attachment; its Content-Type without the `name` that old readers look at. */
export type ExpectedAttachment = Omit<Attachment, "partId" | "content"> & { readonly content: string };

export interface SampleAttachment {
  readonly input: AttachmentInput;
  readonly expected: ExpectedAttachment;
}

const everyByte = Uint8Array.from({ length: 256 }, (_, i) => i);
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.constant(everyByte),
  fc.constantFrom("", "a\nb", "a\rb", "a\r\nb\r\n", "--=_\r\n--B--\r\n", "x".repeat(1500)).map(latin1),
);

const message = fc
  .tuple(
    fc.constantFrom("Subject: in\r\n\r\nhi\r\n", "A: b\n\nno crlf\n", "", "no header at all"),
    fc.constantFrom("", "caf\u00e9", "\0", "y".repeat(1200)),
  )
  .map(([head, rest]) => latin1(head + rest));
/** A message that holds a message. */
const nested = message.map((inner) =>
  latin1(
    `Subject: outer\r\nContent-Type: multipart/mixed; boundary=in\r\n\r\n--in\r\nContent-Type: message/rfc822\r\n\r\n${text(inner)}\r\n--in--\r\n`,
  ),
);

const types = fc.constantFrom(
  { filename: undefined, guess: "application/octet-stream" },
  { filename: "a.pdf", guess: "application/pdf" },
  { filename: "no extension", guess: "application/octet-stream" },
  { filename: "notes.TXT", guess: "text/plain" },
  { filename: "page.html", guess: "text/html" },
  { filename: "t.csv", guess: "text/csv" },
  { filename: "i.ics", guess: "text/calendar" },
  { filename: "é 日本.png", guess: "image/png" },
  { filename: `${"long ".repeat(60)}.jpg`, guess: "image/jpeg" },
  { filename: "q\"uo;te \\ 100%'.gif", guess: "image/gif" },
  { filename: "=?utf-8?Q?x?=.zip", guess: "application/zip" },
);
const odd = headerText
  .filter((filename) => filename.length <= 600)
  .map((filename) => ({ filename, guess: undefined }));

const declared = fc.constantFrom(
  "application/pdf",
  "text/plain",
  "text/html; charset=utf-8",
  'application/x-odd; a="b  c"; d=e',
  "image/png",
  "message/delivery-status",
  "text/x-amp-html",
  "application/ics; name=other.ics",
);

const contentId = fc.constantFrom(undefined, undefined, "logo1", "a@b.example", "é ü", "x y", 'q"<z>');
const ownHeaders = fc.array(
  fc.record({ name: fc.constantFrom("Content-Description", "X-Attachment-Id", "X"), value: headerText }),
  { maxLength: 2 },
);

/** A file in any of the forms it may be given in. */
const file: fc.Arbitrary<SampleAttachment> = fc
  .record({
    name: fc.oneof(types, odd),
    type: fc.option(declared, { nil: undefined }),
    content: bytes,
    form: fc.constantFrom("bytes", "base64", "base64url", "utf-8"),
    disposition: fc.constantFrom(undefined, "attachment" as const, "inline" as const),
    contentId,
    headers: ownHeaders,
  })
  .filter(({ name, type }) => name.guess !== undefined || type !== undefined)
  .filter(({ name, type, disposition, contentId: id }) => {
    const isNamed = trimmed(name.filename ?? "") !== "" || disposition === "attachment";
    return isNamed || (disposition === undefined && id === undefined) || !type?.startsWith("text/");
  })
  .map(({ name, type, content, form, disposition, contentId: id, headers }) => {
    const asText = form === "utf-8";
    const decoded = asText ? utf8(Buffer.from(content).toString("latin1")) : content;
    const filename = trimmed(name.filename ?? "") || undefined;
    const guessed = name.guess ?? "application/octet-stream";
    const charset = asText && guessed.startsWith("text/") ? "; charset=utf-8" : "";
    const contentType = type ?? guessed + charset;
    const shown: "attachment" | "inline" = disposition ?? (id === undefined ? "attachment" : "inline");
    const mimeType = contentType.replace(/;.*/s, "");
    const ofType = /name=([^;]*)/.exec(contentType)?.[1];
    const called = filename ?? ofType;
    return {
      input: {
        filename: name.filename,
        content: asText ? Buffer.from(content).toString("latin1") : formed(content, form),
        encoding: form === "bytes" ? undefined : (form as "base64"),
        contentType: type,
        disposition,
        ...(id?.startsWith("a") ? { cid: `<${id}>` } : { contentId: id }),
        headers,
      },
      expected: {
        kind: kindOf(mimeType, shown),
        ...(called !== undefined && { filename: called }),
        mimeType,
        contentType,
        disposition: shown,
        ...(id !== undefined && { contentId: id }),
        headers: headers.map(readHeader),
        size: decoded.length,
        content: text(decoded),
      },
    };
  });

function kindOf(mimeType: string, disposition: "attachment" | "inline"): Attachment["kind"] {
  if (mimeType === "text/calendar") return "calendar";
  return disposition;
}

function formed(content: Uint8Array, form: string): string | Uint8Array {
  return form === "bytes" ? content : Buffer.from(content).toString(form as "base64");
}

function readHeader({ name, value }: Header): Header {
  return { name, value: trimmed(value) };
}

/** An attached message: kept but for its line ends, and those too where it has to be encoded. */
const attachedMessage: fc.Arbitrary<SampleAttachment> = fc.oneof(message, nested).map((content) => {
  const isEncoded = /\0|[^\r\n]{999}/.test(text(content));
  const lines = isEncoded ? text(content) : text(content).replace(/\r\n|\r|\n/g, "\r\n");
  return {
    input: { content, contentType: "message/rfc822" },
    expected: {
      kind: "message",
      mimeType: "message/rfc822",
      contentType: "message/rfc822",
      disposition: "attachment",
      headers: [],
      size: lines.length,
      content: lines,
    },
  };
});

export const sampleAttachment: fc.Arbitrary<SampleAttachment> = fc.oneof(
  { weight: 5, arbitrary: file },
  { weight: 1, arbitrary: attachedMessage },
);
