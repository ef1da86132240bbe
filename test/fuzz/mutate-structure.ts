/** Changes of a message that know what mail is made of: fields, parameters, words, boundaries, parts. */

import type { Random } from "../../bench/random.js";
import { CHARSETS, DISPOSITIONS, ENCODINGS, NAMES, TYPES } from "./header-words.js";
import { insertBesideSpecial, type Mutator, TEXT_MUTATORS } from "./mutate-text.js";

/** A field of any header in the message: from its name to the end of its last line. */
export const FIELD = /^[!-9;-~]+[ \t]*:[^\r\n]*(?:(?:\r\n|\r|\n)[ \t][^\r\n]*)*(?:\r\n|\r|\n|$)/gm;
export const DELIMITER = /^--[^\r\n]+(?:\r\n|\r|\n|$)/gm;
export const WORD = /=\?[^?\s]*\?[bq]\?[^?\s]*\?=/gi;
export const PARAMETER = /;[ \t\r\n]*[\w*-]+[ \t]*=[ \t]*(?:"(?:[^"\\]|\\.)*"|[^;\s]*)/g;

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

/** From whole fields to what is inside them, and the parts. */
export const MESSAGE_MUTATORS: readonly Mutator[] = [
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

/** Before a field of some header of the message, or on top. */
export function addField(text: string, random: Random, field: string): string {
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

export function pickMatch(text: string, random: Random, pattern: RegExp): RegExpExecArray | undefined {
  const matches = [...text.matchAll(pattern)];
  return matches.length === 0 ? undefined : random.pick(matches);
}
