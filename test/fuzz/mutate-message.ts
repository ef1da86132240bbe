/** Mutated messages: several changes on top of each other, two messages in one, and one thing very often. */

import type { Random } from "../../bench/random.js";
import {
  addField,
  DELIMITER,
  FIELD,
  MESSAGE_MUTATORS,
  PARAMETER,
  pickMatch,
  WORD,
} from "./mutate-structure.js";
import { splitLines, TEXT_MUTATORS } from "./mutate-text.js";

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
