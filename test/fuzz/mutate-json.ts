/** Changes of a JSON value: keys and elements dropped, doubled, exchanged, and given what they are not. */

import type { Random } from "../../bench/random.js";
import { TEXT_MUTATORS, WORDS } from "./mutate-text.js";
import type { Json } from "./trial.js";

/** A value somewhere in another one, and how it is replaced or taken out there. */
export interface Spot {
  readonly value: Json;
  readonly set: (value: Json) => void;
  readonly drop: (() => void) | undefined;
}

/** Every place of a value, outer ones first; the value is changed in place through them. */
export function spotsOf(holder: { value: Json }): Spot[] {
  const root: Spot = { value: holder.value, set: (value) => (holder.value = value), drop: undefined };
  const spots = [root];
  for (const { value } of spots) {
    // grows while it is walked
    if (typeof value !== "object" || value === null) continue;
    if (Array.isArray(value)) {
      value.forEach((inner, i) => {
        spots.push({ value: inner, set: (next) => (value[i] = next), drop: () => value.splice(i, 1) });
      });
      continue;
    }
    for (const key of Object.keys(value)) {
      const set = (next: Json) =>
        Object.defineProperty(value, key, {
          value: next,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      spots.push({ value: value[key] as Json, set, drop: () => delete value[key] });
    }
  }
  return spots;
}

const JUNK: readonly Json[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e21,
    "",
    "x",
    [],
    {},
    [[]],
    [null],
    { x: 1 },
    "a@b",
    "=?utf-8?Q?a?=",
    "é\u{1f600}",
  ],
  ...[
    "\r\nX: y",
    "a\0b",
    "\ud800",
    "\u2028",
    "text/plain",
    "multipart/mixed",
    "message/rfc822",
    "attachment",
    "..",
    "%00",
  ],
  ...[
    "QQ==",
    "w6k",
    "-_-_",
    "a".repeat(1200),
    "é".repeat(400),
    " ",
    "\t",
    "\u00a0",
    "a,b",
    'a"b\\',
    { $bytes: "\0\xff\r" },
  ],
  ...[{ $date: 0 }, { $date: 253402300799999 }],
];

/** One to five changes of a copy; strings are changed far more often than shapes. */
export function mutateJson(given: Json, random: Random): Json {
  const holder = { value: structuredClone(given) };
  for (let left = 1 + random.below(random.pick([1, 3, 5])); left > 0; left--) {
    const spots = spotsOf(holder);
    const texts = spots.filter(({ value }) => typeof value === "string");
    const spot = texts.length > 0 && random.below(3) > 0 ? random.pick(texts) : random.pick(spots);
    if (typeof spot.value === "string" && random.below(6) > 0) spot.set(mutateString(spot.value, random));
    else mutateShape(spot, spots, random);
  }
  return holder.value;
}

function mutateString(text: string, random: Random): string {
  const part = random.below(4);
  if (part === 0) return random.pick(WORDS);
  if (part === 1) return text + random.pick(WORDS);
  return random.pick(TEXT_MUTATORS)(text, random);
}

function mutateShape({ value, set, drop }: Spot, spots: readonly Spot[], random: Random): void {
  const choice = random.below(5);
  if (choice === 0 && drop !== undefined) drop();
  else if (choice === 1) set(structuredClone(random.pick(spots).value));
  else if (choice === 2 && Array.isArray(value) && value.length > 0)
    value.push(structuredClone(random.pick(value)));
  else if (choice === 3 && typeof value === "object" && value !== null && !Array.isArray(value)) {
    const key = random.pick([
      "__proto__",
      "constructor",
      "toString",
      "parts",
      "body",
      "headers",
      "text",
      "html",
      "",
    ]);
    Object.defineProperty(value, key, {
      value: structuredClone(random.pick(JUNK)),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else set(structuredClone(random.pick(JUNK)));
}
