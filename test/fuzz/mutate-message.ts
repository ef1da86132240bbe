/** Changes of a message that know what mail is made of: fields, parameters, words, boundaries, parts. */

import type { Random } from "../../bench/random.js";
import { insertBesideSpecial, type Mutator, splitLines, TEXT_MUTATORS } from "./mutate-text.js";

const ENCODINGS = [
  "7bit",
  "8bit",
  "binary",
  "base64",
  "quoted-printable",
  "x-uuencode",
  "BASE64 (c)",
  "",
  "7bit, base64",
];
const CHARSETS = [
  ...[
    "utf-8",
    "us-ascii",
    "iso-8859-1",
    "windows-1252",
    "iso-2022-jp",
    "shift_jis",
    "gb18030",
    "big5",
    "utf-7",
  ],
  ...[
    "utf-16",
    "utf-16le",
    "utf-32",
    "koi8-r",
    "euc-kr",
    "hz-gb-2312",
    "x-unknown",
    "hex",
    "",
    "iso-8859-8-i",
  ],
];
const TYPES = [
  ...["text/plain", "text/html", "text/calendar; method=REQUEST", "text/x-amp-html", "text/enriched", "text"],
  ...["application/pdf", "application/octet-stream; name=a.bin", "image/png; name*=utf-8''%C3%A9.png", "/"],
  ...[
    "message/rfc822",
    "message/delivery-status",
    "message/partial; id=a",
    "message/external-body",
    "message/news",
  ],
  ...[
    "message/global",
    "multipart/mixed",
    "multipart/digest; boundary=B",
    "multipart/alternative; boundary=B",
  ],
  ...[
    "multipart/related; boundary=B",
    "multipart/signed; boundary=B",
    "text/rfc822-headers",
    "application/ics",
  ],
];
const DISPOSITIONS = [
  ...[
    "attachment",
    "inline",
    "attachment; filename=a.txt",
    'inline; filename="=?utf-8?Q?=C3=A9?="',
    "x; filename=a",
  ],
  ...[
    "attachment; filename*0*=utf-8''%C3; filename*1*=%A9",
    'attachment; filename="../a\\"b"',
    "attachment; filename=",
  ],
];
const NAMES = [
  ...[
    "From",
    "To",
    "Cc",
    "Bcc",
    "Sender",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
  ],
  ...[
    "Content-Type",
    "Content-Transfer-Encoding",
    "Content-Disposition",
    "Content-ID",
    "MIME-Version",
    "Received",
  ],
  ...["Content-Description", "X-Attachment-Id", "Resent-To", "__proto__", "X-\xe9", "A B", ""],
];

/** A field of any header in the message: from its name to the end of its last line. */
const FIELD = /^[!-9;-~]+[ \t]*:[^\r\n]*(?:(?:\r\n|\r|\n)[ \t][^\r\n]*)*(?:\r\n|\r|\n|$)/gm;
const DELIMITER = /^--[^\r\n]+(?:\r\n|\r|\n|$)/gm;
const WORD = /=\?[^?\s]*\?[bq]\?[^?\s]*\?=/gi;
const PARAMETER = /;[ \t\r\n]*[\w*-]+[ \t]*=[ \t]*(?:"(?:[^"\\]|\\.)*"|[^;\s]*)/g;

const changeValue =
  (name: string, values: readonly string[]): Mutator =>
  (text, random) => {
    const field = `${name}: ${random.pick(values)}`;
    const pattern = new RegExp(`^${name}[ \\t]*:[^\\r\\n]*(?:(?:\\r\\n|\\r|\\n)[ \\t][^\\r\\n]*)*`, "gim");
    return random.below(5) === 0
      ? addField(text, random, field)
      : changeOne(text, random, pattern, () => field);
  };

const changeEncoding = changeValue("Content-Transfer-Encoding", ENCODINGS);
const changeType = changeValue("Content-Type", TYPES);
const changeDisposition = changeValue("Content-Disposition", DISPOSITIONS);

const changeCharset: Mutator = (text, random) =>
  changeOne(text, random, /charset\*?=("[^"]*"|[^\s;]*)/gi, () => `charset=${random.pick(CHARSETS)}`);

const dropField: Mutator = (text, random) => changeOne(text, random, FIELD, () => "");
const repeatField: Mutator = (text, random) => changeOne(text, random, FIELD, (field) => field + field);
const mutateField: Mutator = (text, random) =>
  changeOne(text, random, FIELD, (field) => random.pick(TEXT_MUTATORS)(field, random));
const renameField: Mutator = (text, random) =>
  changeOne(text, random, FIELD, (field) => random.pick(NAMES) + field.slice(field.indexOf(":")));

/** A field of one header into another. */
const moveField: Mutator = (text, random) => {
  const field = pickMatch(text, random, FIELD);
  return field === undefined ? text : addField(text, random, field[0].replace(/[\r\n]+$/, ""));
};

const mutateDelimiter: Mutator = (text, random) =>
  changeOne(text, random, DELIMITER, (line) => {
    const end = /[\r\n]*$/.exec(line)?.[0] ?? "";
    const bare = line.slice(0, line.length - end.length);
    return random.pick([
      ...["", line + line, `${bare}--${end}`, `${bare.replace(/--$/, "")}${end}`, `${bare} \t${end}`, bare],
      ...[
        `${bare}x${end}`,
        `${bare.slice(0, -1)}${end}`,
        ` ${line}`,
        `${end}${end}${line}${end}`,
        `x${line}`,
      ],
    ]);
  });

const mutateBoundary: Mutator = (text, random) =>
  changeOne(text, random, /boundary\*?=("[^"\r\n]*"|[^\s;]*)/gi, (parameter) => {
    const value = parameter.replace(/^[^=]*="?|"$/g, "");
    return random.pick([
      ...[`boundary=${value}`, `boundary="${value}"; boundary=B`, `boundary="${value.slice(0, -1)}"`],
      ...[
        `boundary*=utf-8''${encodeURIComponent(value)}`,
        `boundary*0="${value}"; boundary*1=x`,
        "boundary=",
      ],
      ...[`(boundary=X) boundary="${value}"`, `boundary="${value} "`, `boundary=B; x="${value}"`, ""],
      ...[`boundary="${value}${"x".repeat(80)}"`, `boundary='${value}'`],
    ]);
  });

const mutateParameter: Mutator = (text, random) =>
  changeOne(text, random, PARAMETER, (parameter) => {
    const [, name = "", value = ""] = /^;\s*([\w*-]+)\s*=\s*"?([\s\S]*?)"?$/.exec(parameter) ?? [];
    const half = value.length >> 1;
    return random.pick([
      ...[
        "",
        parameter + parameter,
        `; ${name}=${value}`,
        `; ${name}="${value}`,
        `;${name}*=utf-8''${value}`,
      ],
      ...[
        `; ${name}*0="${value.slice(0, half)}"; ${name}*1="${value.slice(half)}"`,
        `; ${name}*1=b; ${name}*0=a`,
      ],
      ...[`; ${name}*0*=utf-8''%C3; ${name}*1=x; ${name}*2*=%A9`, `; ${name} = (c) "${value}" (d)`],
      ...[
        `; ${name}="=?utf-8?Q?=C3=A9?= ${value}"`,
        `; ${name}==?utf-8?B?w6k=?=`,
        `; ${name}`,
        `; __proto__=${value}`,
      ],
      ...[
        `; ${name}="${value}\\`,
        `; ${name}=\xe9${value}`,
        `; ${name}*=iso-2022-jp''%1B$B`,
        insertBesideSpecial(parameter, random),
      ],
    ]);
  });

const mutateWord: Mutator = (text, random) =>
  changeOne(text, random, WORD, (word) => {
    const [, charset = "", encoding = "", body = ""] = /=\?([^?]*)\?([^?]*)\?([^?]*)\?=/.exec(word) ?? [];
    return random.pick([
      ...[
        `=?${random.pick(CHARSETS)}?${encoding}?${body}?=`,
        `=?${charset}?${encoding === "B" ? "Q" : "B"}?${body}?=`,
      ],
      ...[`${word}${word}`, `${word} ${word}`, `"${word}"`, `<${word}>`, `(${word})`, `${word}x`, `x${word}`],
      ...[
        `=?${charset}?${encoding}?${body.slice(0, body.length >> 1)}?=`,
        word.slice(0, -2),
        `=?${charset}*en?q?${body} ?=`,
      ],
      ...[
        `=?${charset}?q?${body}=0A=00=0D=22=2C=3C?=`,
        `=?${charset}?${encoding}??=`,
        insertBesideSpecial(word, random),
      ],
    ]);
  });

/** Exchanges, drops or repeats what stands between delimiter lines. */
const swapParts: Mutator = (text, random) => {
  const cuts = [...text.matchAll(DELIMITER)].map(({ index, 0: line }) => ({
    start: index,
    end: index + line.length,
  }));
  if (cuts.length < 2) return text;
  const between = cuts.slice(1).map(({ start }, i) => [cuts[i]?.end ?? 0, start] as const);
  const [a, b] = [random.pick(between), random.pick(between)].sort(([x], [y]) => x - y) as [Cut, Cut];
  const [first, second] = [text.slice(...a), text.slice(...b)];
  if (a[0] === b[0]) return text.slice(0, a[0]) + random.pick(["", first + first]) + text.slice(a[1]);
  return text.slice(0, a[0]) + second + text.slice(a[1], b[0]) + first + text.slice(b[1]);
};
type Cut = readonly [number, number];

/** The message as a part, or as an attached message, of another around it. */
const wrap: Mutator = (text, random) => {
  const boundary = random.pick(["B", "BB", "=_w", "a b"]);
  const end = random.pick(["\r\n", "\r\n", "\n"]);
  const open = `Content-Type: multipart/${random.pick(["mixed", "digest", "related", "alternative"])}; boundary="${boundary}"`;
  return random.pick([
    `Content-Type: message/rfc822${end}${end}${text}`,
    `${open}${end}${end}--${boundary}${end}${text}${end}--${boundary}--${end}`,
    `${open}${end}${end}--${boundary}${end}Content-Type: message/rfc822; name=a.eml${end}${end}${text}${end}--${boundary}${end}${end}x`,
    `Content-Type: message/rfc822${end}Content-Transfer-Encoding: base64${end}${end}${btoa(text)}`,
  ]);
};

const MESSAGE_MUTATORS: readonly Mutator[] = [
  ...[
    changeEncoding,
    changeType,
    changeDisposition,
    changeCharset,
    dropField,
    repeatField,
    mutateField,
    renameField,
  ],
  ...[moveField, mutateDelimiter, mutateBoundary, mutateParameter, mutateWord, swapParts, wrap],
];

/** Two messages in one: fields of one in the other, a piece of one in the other, or both as parts. */
function join(text: string, other: string, random: Random): string {
  const field = pickMatch(other, random, FIELD);
  const lines = splitLines(other);
  const from = random.below(lines.length + 1);
  const piece = lines.slice(from, from + random.below(12)).join("");
  const at = random.below(text.length + 1);
  const place = text.slice(0, at).lastIndexOf("\n") + 1;
  return random.pick([
    addField(text, random, field?.[0].replace(/[\r\n]+$/, "") ?? "X: y"),
    text + other,
    text.slice(0, at) + other.slice(Math.min(at, other.length)),
    text.slice(0, place) + piece + text.slice(place),
    `Content-Type: multipart/mixed; boundary=J\r\n\r\n--J\r\n${text}\r\n--J\r\nContent-Type: message/rfc822\r\n\r\n${other}\r\n--J--\r\n`,
  ]);
}

/** A message with one to six changes, some of them in structure, some in bytes. */
export function mutateMessage(messages: readonly string[], random: Random): string {
  let text = random.pick(messages);
  const changes = 1 + random.below(random.pick([1, 3, 6]));
  for (let i = 0; i < changes; i++) {
    const kind = random.below(10);
    if (kind === 0) text = join(text, random.pick(messages), random);
    else text = random.pick(kind < 7 ? MESSAGE_MUTATORS : TEXT_MUTATORS)(text, random);
    text = text.slice(0, MOST_BYTES);
  }
  return text;
}
const MOST_BYTES = 64 * 1024;

/** A message in which one thing stands very often, so that what is not linear is slow. */
export function floodMessage(messages: readonly string[], random: Random): string {
  const text = mutateMessage(messages, random).slice(0, 4096);
  const size = random.pick([20_000, 60_000, 150_000]);
  const start = random.below(text.length + 1);
  const unit = random.pick([
    ...[text.slice(start, start + 1 + random.below(4)), text.slice(start, start + 1 + random.below(40))],
    ...[
      pickMatch(text, random, FIELD)?.[0],
      pickMatch(text, random, DELIMITER)?.[0],
      pickMatch(text, random, WORD)?.[0],
    ],
    ...[pickMatch(text, random, PARAMETER)?.[0], `${random.pick(splitLines(`${text}\r\n`))}`],
  ]);
  if (unit === undefined || unit === "") return text;
  const beside = random.below(3) === 0 ? random.pick([" ", "\r\n ", "\r\n", ",", "(", "<"]) : "";
  return (
    text.slice(0, start) +
    (unit + beside).repeat(Math.ceil(size / (unit.length + beside.length))) +
    text.slice(start)
  );
}

/** Before a field of some header of the message, or on top. */
function addField(text: string, random: Random, field: string): string {
  const end = /\r\n|\r|\n/.exec(text)?.[0] ?? "\r\n";
  const at = pickMatch(text, random, FIELD)?.index ?? 0;
  return `${text.slice(0, at)}${field}${end}${text.slice(at)}`;
}

function changeOne(text: string, random: Random, pattern: RegExp, change: (found: string) => string): string {
  const match = pickMatch(text, random, pattern);
  if (match === undefined) return text;
  const end = match.index + match[0].length;
  return text.slice(0, match.index) + change(match[0]) + text.slice(end);
}

function pickMatch(text: string, random: Random, pattern: RegExp): RegExpExecArray | undefined {
  const matches = [...text.matchAll(pattern)];
  return matches.length === 0 ? undefined : random.pick(matches);
}
