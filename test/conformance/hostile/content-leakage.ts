/** What must not get out: values in errors, files and hosts looked up, one reader's html in another's, a Bcc. */

import {
  buildMime,
  buildRequest,
  decodeRaw,
  formatAddressList,
  formatSnippet,
  forward,
  MimeError,
  parseContentType,
  parseEntity,
  parseMime,
  parseUpload,
  quote,
  reply,
  safeFilename,
  stripQuoted,
} from "../../../src/index.js";
import { text } from "../../support/bytes.js";
import type { HostileCase } from "../../support/hostile.js";

const SECRET = "s3cr3t";
/** What the error says, and what caused it. */
const silent = (name: string, use: () => unknown): HostileCase => ({
  name: `an error tells nothing of ${name}`,
  use: () => {
    try {
      use();
    } catch (error) {
      if (!(error instanceof MimeError)) throw error;
      return `${error.message} ${String(error.cause)} ${JSON.stringify(error)}`.includes(SECRET);
    }
    return "not thrown";
  },
  gives: false,
});
const built = (mail: object): string => text(buildMime(mail));
const html = (value: string) => ({ ...parseMime("From: a@b\n\n"), html: value });

export const cases: readonly HostileCase[] = [
  silent("a subject", () => buildMime({ subject: `${SECRET}\r\n` })),
  silent("an address", () => buildMime({ to: `${SECRET}@` })),
  silent("a list of addresses", () => formatAddressList(`a@b, ${SECRET}`)),
  silent("a name", () => buildMime({ to: { name: `${SECRET}\n`, address: "a@b" } })),
  silent("an id", () => buildMime({ messageId: `<${SECRET} x>` })),
  silent("a raw", () => decodeRaw(`${SECRET}!`)),
  silent("a body in JSON", () => parseUpload("application/json", `{"raw": ${SECRET}`)),
  silent("an access token", () => buildRequest({ method: "drafts.list" }, { accessToken: `${SECRET}\n` })),
  silent("a text the charset cannot hold", () =>
    buildMime({ text: `${SECRET}\u2713` }, { charset: "us-ascii" }),
  ),
  silent("a content that is no base64", () =>
    buildMime({ attachments: [{ content: `${SECRET}!`, encoding: "base64" }] }),
  ),
  silent("a value of a parameter", () =>
    buildMime({ attachments: [{ content: "", contentType: `text/x; a=${SECRET}\n` }] }),
  ),
  silent("a date", () => buildMime({ date: SECRET })),
  {
    name: "path is not looked at",
    build: { text: "t", attachments: [{ filename: "a", path: "/etc/passwd" }] },
    refused: "content-missing",
  },
  {
    name: "href is not looked at",
    build: { attachments: [{ href: "https://x.example/" }] },
    refused: "content-missing",
  },
  {
    name: "a file: URL is text",
    build: { attachments: [{ content: "file:///etc/passwd" }] },
    reads: { attachments: [{ size: 18 }] },
  },
  {
    name: "raw is not looked at",
    use: () => built({ text: "t", raw: "Subject: x" }).includes("Subject"),
    gives: false,
  },
  {
    name: "an external body is an attachment",
    mail: [
      'Content-Type: message/external-body; access-type=URL; URL="https://x.example/"',
      "",
      "A: b",
      "",
      "",
    ],
    says: { attachments: [{ mimeType: "message/external-body" }] },
    defects: [],
  },
  {
    name: "html parts are not joined",
    mail: [
      "Content-Type: multipart/mixed; boundary=B",
      "",
      "--B",
      "Content-Type: text/html",
      "",
      "<p>one",
      "--B",
      "Content-Type: text/html",
      "",
      "<img src=//evil/",
      "--B--",
      "",
    ],
    says: { html: "<p>one", attachments: [{ kind: "inline", mimeType: "text/html" }] },
    defects: [],
  },
  {
    name: "an unclosed tag in front of a second part",
    mail: [
      "Content-Type: multipart/mixed; boundary=B",
      "",
      "--B",
      "Content-Type: text/html",
      "",
      '<img src="//evil/?',
      "--B",
      "",
      "secret",
      "--B--",
      "",
    ],
    says: { html: '<img src="//evil/?', text: "secret" },
    defects: [],
  },
  {
    name: "no html is made of text",
    mail: ["Subject: x", "", "<b>hi</b>"],
    says: { text: "<b>hi</b>", html: undefined },
    defects: [],
  },
  {
    name: "text quoted into html is escaped",
    use: () => quote(parseMime("From: a@b\n\n<script>x</script>"), { text: "<i>" }).html.includes("<script>"),
    gives: false,
  },
  {
    name: "an author's name in html is escaped",
    use: () => quote(parseMime('From: "<script>" <a@b>\n\nx')).html.includes("<script>"),
    gives: false,
  },
  {
    name: "a subject in a forward is escaped",
    use: () => forward(parseMime("From: a@b\nSubject: <script>\n\nx")).html.includes("<script>"),
    gives: false,
  },
  {
    name: "an address in a link is escaped",
    use: () => quote(parseMime('From: "a\\"onclick=x"@b\n\nx')).html.includes('"onclick'),
    gives: false,
  },
  {
    name: "an attribution given is escaped",
    use: () => quote(parseMime("A: b\n\nx"), { attribution: "<script>" }).html.includes("<script>"),
    gives: false,
  },
  {
    name: "the html of the original stands whole in one quote",
    use: () => quote(html("</blockquote></div><b>")).html.endsWith("</blockquote></div>"),
    gives: true,
  },
  {
    name: "a snippet is escaped",
    use: () => formatSnippet(parseEntity("A: b\n\n<script>&\"'")),
    gives: "&lt;script&gt;&amp;&quot;&#39;",
  },
  {
    name: "a snippet of decoded entities is escaped again",
    use: () => formatSnippet(parseEntity("Content-Type: text/html\n\n&lt;script&gt;")),
    gives: "&lt;script&gt;",
  },
  {
    name: "a Bcc is no recipient of a reply to all",
    use: () =>
      JSON.stringify(
        reply(parseMime("From: a@b\nTo: c@d\nBcc: hidden@x\n\n"), { self: "me@x", all: true }),
      ).includes("hidden"),
    gives: false,
  },
  {
    name: "a Bcc is not shown in a forward",
    use: () => forward(parseMime("From: a@b\nBcc: hidden@x\n\n")).text.includes("hidden"),
    gives: false,
  },
  {
    name: "a Bcc that was asked for is kept",
    build: { bcc: "hidden@x.example" },
    fields: ["Bcc", "MIME-Version"],
    reads: { bcc: [{ address: "hidden@x.example" }] },
  },
  {
    name: "a token goes into no URL",
    use: () => buildRequest({ method: "drafts.list" }, { accessToken: SECRET }).url.includes(SECRET),
    gives: false,
  },
  {
    name: "quotes that are stripped are gone",
    use: () =>
      JSON.stringify(
        stripQuoted({ text: `yes\n> ${SECRET}`, html: `yes<blockquote type="cite">${SECRET}</blockquote>` }),
      ).includes(SECRET),
    gives: false,
  },
  {
    name: "the memory of a file name is its own",
    use: () => safeFilename({ partId: "", filename: `${SECRET}/a`, mimeType: "a/b" }),
    gives: "a",
  },
  {
    name: "a charset is not taken from the runtime's names",
    use: () => parseContentType("a/b; charset=hex")?.parameters.get("charset"),
    gives: "hex",
  },
  {
    name: "a content is in memory of its own",
    use: () => parseMime("Content-Type: image/png\n\nabc").attachments[0]?.content?.buffer.byteLength,
    gives: 3,
  },
];
