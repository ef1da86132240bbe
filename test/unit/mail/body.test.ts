import { describe, expect, test } from "vitest";
import { parseEntity } from "../../../src/entity/wire.js";
import { entityToMail } from "../../../src/mail/reading.js";

/** A tree as text: a leaf is its fields and, after "|", its content; a list is a multipart, its subtype first. */
type Tree = string | readonly Tree[];

function write(tree: Tree, boundary = "B"): string {
  if (typeof tree === "string") {
    const [fields = "", content = ""] = tree.split("|");
    return `${fields.replaceAll(" / ", "\r\n")}\r\n\r\n${content}`;
  }
  const [subtype, ...parts] = tree;
  const [name = "", parameters = ""] = String(subtype).split(";");
  const head = `Content-Type: multipart/${name}; boundary="${boundary}"${parameters && `;${parameters}`}\r\n\r\n`;
  const written = parts.map((part, i) => `--${boundary}\r\n${write(part, `${boundary}${i}`)}\r\n`).join("");
  return `${head}${written}--${boundary}--\r\n`;
}

const read = (tree: Tree) => entityToMail(parseEntity(write(tree)));

const PLAIN = "Content-Type: text/plain|";
const HTML = "Content-Type: text/html|";
const AMP = "Content-Type: text/x-amp-html|";
const CALENDAR = "Content-Type: text/calendar; method=REQUEST|";
const PNG = "Content-Type: image/png / Content-ID: <logo>|PNG";
const ATTACHED = "Content-Disposition: attachment";

interface Case {
  readonly name: string;
  readonly tree: Tree;
  readonly text?: string;
  readonly html?: string;
  readonly bodies?: readonly string[];
  /** kind, partId and type of each. */
  readonly attachments?: readonly string[];
}

const cases: readonly Case[] = [
  { name: "a plain root", tree: `${PLAIN}hi`, text: "hi", bodies: [""] },
  { name: "an html root", tree: `${HTML}<p>`, html: "<p>", bodies: [""] },
  { name: "a root without Content-Type", tree: "Subject: x|hi", text: "hi", bodies: [""] },
  { name: "fields only", tree: "Subject: x|" },
  { name: "an empty text", tree: `${PLAIN}`, text: "", bodies: [""] },
  {
    name: "an attachment as root",
    tree: `Content-Type: application/pdf|x`,
    attachments: ["attachment  application/pdf"],
  },
  {
    name: "a named text as root",
    tree: "Content-Type: text/plain; name=a.txt|x",
    attachments: ["attachment  text/plain"],
  },
  {
    name: "alternatives",
    tree: ["alternative", `${PLAIN}hi`, `${HTML}<p>`],
    text: "hi",
    html: "<p>",
    bodies: ["0", "1"],
  },
  {
    name: "the second plain text of an alternative",
    tree: ["alternative", `${PLAIN}one`, `${PLAIN}two`],
    text: "one",
    bodies: ["0", "1"],
    attachments: ["inline 1 text/plain"],
  },
  {
    name: "list footers",
    tree: ["mixed", `${PLAIN}hi`, `${PLAIN}footer\n`, `${PLAIN}end`],
    text: "hi\nfooter\nend",
    bodies: ["0", "1", "2"],
  },
  {
    name: "a footer beside an alternative",
    tree: ["mixed", ["alternative", `${PLAIN}hi\r\n`, `${HTML}<p>`], `${PLAIN}footer`],
    text: "hi\nfooter",
    html: "<p>",
    bodies: ["0.0", "0.1", "1"],
  },
  {
    name: "a second html part",
    tree: ["mixed", `${HTML}<p>`, `${HTML}<b>`],
    html: "<p>",
    bodies: ["0", "1"],
    attachments: ["inline 1 text/html"],
  },
  {
    name: "only the root of a related",
    tree: ["related", `${HTML}<img src=cid:logo>`, PNG, `${PLAIN}no text of the mail`],
    html: "<img src=cid:logo>",
    bodies: ["0"],
    attachments: ["inline 1 image/png", "attachment 2 text/plain"],
  },
  {
    name: "a related whose start names its root",
    tree: ['related;start="<r>"', PNG, "Content-Type: text/html / Content-ID: <r>|<p>"],
    html: "<p>",
    bodies: ["1"],
    attachments: ["attachment 0 image/png"],
  },
  {
    name: "a text marked attachment or named",
    tree: [
      "mixed",
      `${PLAIN}hi`,
      `Content-Type: text/plain / ${ATTACHED}|one`,
      'Content-Type: text/html / Content-Disposition: inline; filename="a.html"|two',
    ],
    text: "hi",
    bodies: ["0"],
    attachments: ["attachment 1 text/plain", "inline 2 text/html"],
  },
  {
    name: "an unknown disposition tells nothing",
    tree: ["mixed", "Content-Type: text/plain / Content-Disposition: body|hi"],
    text: "hi",
    bodies: ["0"],
  },
  {
    name: "other texts and nameless files",
    tree: ["mixed", `${PLAIN}hi`, "Content-Type: text/csv|a,b", "Content-Type: application/octet-stream|x"],
    text: "hi",
    bodies: ["0"],
    attachments: ["attachment 1 text/csv", "attachment 2 application/octet-stream"],
  },
  {
    name: "an attached message keeps its texts to itself",
    tree: ["mixed", `${PLAIN}hi`, `Content-Type: message/rfc822|Content-Type: text/html\r\n\r\n<p>`],
    text: "hi",
    bodies: ["0"],
    attachments: ["message 1 message/rfc822"],
  },
  {
    name: "the children of a digest are messages",
    tree: ["digest", "|Subject: a\r\n\r\nb", `${PLAIN}hi`],
    text: "hi",
    bodies: ["1"],
    attachments: ["message 0 message/rfc822"],
  },
  {
    name: "delivery-status is one attachment",
    tree: [
      "report",
      `${PLAIN}failed`,
      "Content-Type: message/delivery-status|Reporting-MTA: x\r\n\r\nAction: failed",
    ],
    text: "failed",
    bodies: ["0"],
    attachments: ["attachment 1 message/delivery-status"],
  },
  {
    name: "a second AMP and a second calendar",
    tree: ["alternative", `${PLAIN}hi`, `${AMP}1`, `${AMP}2`, `${CALENDAR}3`, `${CALENDAR}4`],
    text: "hi",
    bodies: ["0"],
    attachments: ["attachment 2 text/x-amp-html", "calendar 4 text/calendar"],
  },
  {
    name: "a calendar that is a file",
    tree: ["mixed", `${PLAIN}hi`, "Content-Type: text/calendar; name=invite.ics|x"],
    text: "hi",
    bodies: ["0"],
    attachments: ["calendar 1 text/calendar"],
  },
];

describe("which part is the body", () => {
  test.each(cases)("$name", ({ tree, text, html, bodies = [], attachments = [] }) => {
    const mail = read(tree);
    expect(mail.text).toBe(text);
    expect(mail.html).toBe(html);
    expect(mail.bodies.map(({ partId }) => partId)).toEqual(bodies);
    expect(mail.attachments.map(({ kind, partId, mimeType }) => `${kind} ${partId} ${mimeType}`)).toEqual(
      attachments,
    );
  });

  test("AMP and the calendar have their property", () => {
    const mail = read(["alternative", `${PLAIN}hi`, `${AMP}<html amp4email>`, `${CALENDAR}BEGIN:VCALENDAR`]);
    expect(mail.amp).toBe("<html amp4email>");
    expect(mail.calendar).toEqual({ method: "REQUEST", text: "BEGIN:VCALENDAR", partId: "2" });
    expect(mail.attachments).toEqual([]);
  });

  test("flowed text is joined, with DelSp too", () => {
    expect(read("Content-Type: text/plain; format=flowed|a \r\nb\r\n> c \r\n> d").text).toBe("a b\n> c d");
    expect(read("Content-Type: text/plain; format=Flowed; delsp=YES|a \r\nb").text).toBe("ab");
  });
});
