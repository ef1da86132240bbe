/** The nine messages that are measured, made from a seed: the kinds of mail a mailbox and its enemies hold. */

import { type Draft, draftOf, type Extras } from "./draft.js";
import { ADDRESSES, envelope, transport } from "./envelope.js";
import {
  attachedMessage,
  bytesOf,
  encodedWords,
  type Facts,
  filePart,
  message,
  multipart,
  type Part,
  textPart,
} from "./letter.js";
import { newsletterPage, replyPage } from "./pages.js";
import { Random } from "./random.js";
import {
  CHINESE,
  ENGLISH,
  FRENCH,
  GREEK,
  JAPANESE,
  type Language,
  paragraphs,
  RUSSIAN,
  sentence,
  WESTERN,
} from "./vocabulary.js";

/** A message, and what every right reader must find in it. */
export interface Workload {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly expect: Expectation;
  /** The same mail before it was written: what builders are given. */
  readonly draft: Draft;
}

export interface Expectation extends Facts {
  readonly subject: string;
  readonly addresses: readonly string[];
  /** Fields of the root. */
  readonly fields: number;
}

/** A workload not made yet: the largest has 36 MB. */
export interface Recipe {
  readonly name: string;
  make(): Workload;
}

const MB = 1024 * 1024;

export const RECIPES: readonly Recipe[] = [
  recipe("tiny", tiny),
  recipe("typical", typical),
  recipe("newsletter", newsletter),
  recipe("attach-1M", (random) => attachment(random, MB)),
  recipe("attach-25M", (random) => attachment(random, 25 * MB)),
  recipe("nested", (random) => nested(random, 20)),
  recipe("intl", intl),
  recipe("wide", (random) => wide(random, 1_000)),
  recipe("headers", (random) => headers(random, 2_000)),
];

/** What a maker gives: the subject as it reads, the message, and what a builder is given beside texts and files. */
export interface Letter {
  readonly subject: string;
  readonly message: Part;
  readonly extras?: Extras;
}

export function recipe(name: string, write: (random: Random) => Letter): Recipe {
  const make = (): Workload => {
    const { subject, message, extras = {} } = write(new Random(20_230_102));
    return {
      name,
      bytes: bytesOf(message),
      expect: { ...message.facts, subject, addresses: ADDRESSES, fields: message.fields.length },
      draft: draftOf(subject, message, extras),
    };
  };
  return { name, make };
}

/** 0.85 KB: a note in plain ASCII. */
export function tiny(random: Random): Letter {
  const subject = "Lunch on Monday";
  const text = paragraphs(random, ENGLISH, 420);
  return { subject, message: message(envelope(random, subject), textPart("plain", text, "7bit")) };
}

/** 11.6 KB: a reply in text and HTML with a logo, through several hosts, signed by two. */
export function typical(random: Random): Letter {
  const subject = `Überblick über das Geschäft: ${sentence(random, WESTERN, 6)}`;
  const text = paragraphs(random, WESTERN, 1_080);
  const alternative = multipart("alternative", boundary(random), [
    textPart("plain", text, "quoted-printable"),
    textPart("html", replyPage(random, text), "quoted-printable"),
  ]);
  const logo = filePart("logo.png", "image/png", random.bytes(1_200), "logo@mail.example.com");
  const fields = [...transport(random), ...envelope(random, encodedWords(subject, "utf-8", "Q"))];
  return { subject, message: message(fields, multipart("related", boundary(random), [alternative, logo])) };
}

/** 151 KB: a shop's HTML page in quoted-printable. */
export function newsletter(random: Random): Letter {
  const subject = "Your weekly offers – nur für Sie ✓";
  const content = multipart("alternative", boundary(random), [
    textPart("plain", paragraphs(random, WESTERN, 6_000), "quoted-printable"),
    textPart("html", newsletterPage(random, 119_500), "quoted-printable"),
  ]);
  const fields = [...transport(random), ...envelope(random, encodedWords(subject, "utf-8", "B"))];
  return { subject, message: message(fields, content) };
}

/** A text and one file of any size. */
export function attachment(random: Random, size: number): Letter {
  const subject = "The report you asked for";
  const content = multipart("mixed", boundary(random), [
    textPart("plain", paragraphs(random, ENGLISH, 400), "7bit"),
    filePart("report.pdf", "application/pdf", random.bytes(size)),
  ]);
  return { subject, message: message([...transport(random), ...envelope(random, subject)], content) };
}

/** Messages that hold a text and another message each: twice `depth` containers. */
export function nested(random: Random, depth: number): Letter {
  const subject = "Fwd: all the way down";
  const text = (): Part => textPart("plain", paragraphs(random, ENGLISH, 1_710), "7bit");
  let inner = text();
  let attached = new Uint8Array(0);
  for (let level = 1; level <= depth; level++) {
    const note = attachedMessage(envelope(random, `Fwd: level ${depth - level}`), inner);
    if (level === depth) attached = Buffer.concat(note.body);
    inner = multipart("mixed", boundary(random), [text(), note]);
  }
  return { subject, message: message(envelope(random, subject), inner), extras: { attached } };
}

/** 18 KB: a text in each of six charsets, their words in the subject and in the names. */
export function intl(random: Random): Letter {
  const languages: readonly [Language, "Q" | "B", Parameters<typeof textPart>[2]][] = [
    [JAPANESE, "B", "7bit"],
    [CHINESE, "B", "base64"],
    [RUSSIAN, "Q", "quoted-printable"],
    [FRENCH, "Q", "quoted-printable"],
    [GREEK, "B", "8bit"],
    [RUSSIAN, "B", "8bit"],
  ];
  const samples = languages.map(([language, letter]) => {
    const text = sentence(random, language, 4);
    return { text, words: encodedWords(text, language.charset, letter) };
  });
  const subject = samples.map(({ text }) => text).join(" / ");
  const names = samples.flatMap(({ words }, i) => [
    `X-Author-${i}: ${words}\r\n <author${i}@example.org>`,
    `Comments: ${words}`,
  ]);
  const written = samples.flatMap(({ text }, i): [string, string][] => [
    [`X-Author-${i}`, `${text} <author${i}@example.org>`],
    ["Comments", text],
  ]);
  const texts = languages.map(([language, letter, encoding]) =>
    textPart("plain", paragraphs(random, language, 1_270), encoding, language.charset, [
      `Content-Description: ${encodedWords(sentence(random, language, 3), language.charset, letter)}`,
    ]),
  );
  const fields = [...envelope(random, samples.map(({ words }) => words).join(" /\r\n ")), ...names];
  const content = multipart("mixed", boundary(random), texts);
  return { subject, message: message(fields, content), extras: { headers: written } };
}

/** A text and many small files side by side. */
export function wide(random: Random, parts: number): Letter {
  const subject = "All the scans";
  const files = Array.from({ length: parts - 1 }, (_, i) =>
    filePart(`scan-${i}.png`, "image/png", random.bytes(40 + random.below(80))),
  );
  const content = multipart("mixed", boundary(random), [
    textPart("plain", paragraphs(random, ENGLISH, 200), "7bit"),
    ...files,
  ]);
  return { subject, message: message(envelope(random, subject), content) };
}

/** A short text under many fields, every fourth of them folded, every eighth with an encoded word. */
export function headers(random: Random, count: number): Letter {
  const subject = "What the gateways had to say";
  const basic = envelope(random, subject);
  const written: [string, string][] = [];
  const more = Array.from({ length: count - basic.length - 3 }, (_, i) => {
    const fold = i % 4 === 0 ? `\r\n\t${sentence(random, ENGLISH, 5)}` : "";
    const word = i % 8 === 1 ? ` ${encodedWords("Größe", "utf-8", "Q")}` : "";
    const said = sentence(random, ENGLISH, 4);
    written.push([`X-Gateway-${i}`, `${said}${word && " Größe"}${fold.replace("\r\n\t", " ")}`]);
    return `X-Gateway-${i}: ${said}${word}${fold}`;
  });
  const content = textPart("plain", paragraphs(random, ENGLISH, 200), "7bit");
  return { subject, message: message([...basic, ...more], content), extras: { headers: written } };
}

function boundary(random: Random): string {
  return `----=_Part_${random.token(24)}`;
}
