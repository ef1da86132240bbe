/** Makes an input that breaks a law as small as it can, so that the reason is plain to see. */

import { latin1, text } from "../support/bytes.js";
import { spotsOf } from "./mutate-json.js";
import { splitLines } from "./mutate-text.js";
import type { Input, Json } from "./trial.js";

/** Tells whether an input still breaks the law in the same way. */
export type Breaks = (input: Input) => boolean;

/** The smallest input found in so many tries, or in that many milliseconds. */
export function minimise(input: Input, breaks: Breaks, tries = 3000, milliseconds = 20_000): Input {
  const end = performance.now() + milliseconds;
  let left = tries;
  let best = input;
  const isBroken: Breaks = (candidate) => {
    if (left-- <= 0 || performance.now() > end) throw new Exhausted();
    if (!breaks(candidate)) return false;
    best = candidate;
    return true;
  };
  try {
    if (input instanceof Uint8Array) minimiseText(text(input), (candidate) => isBroken(latin1(candidate)));
    else minimiseJson(input, isBroken);
  } catch (error) {
    if (!(error instanceof Exhausted)) throw error;
  }
  return best;
}

/** Thrown when the tries are used up: long inputs have more pieces than there is time for. */
class Exhausted extends Error {}

/** Lines go, then characters, then what is left is made plain; again until nothing more goes. */
function minimiseText(given: string, breaks: (text: string) => boolean): string {
  let best = given;
  for (let before = ""; before !== best; ) {
    before = best;
    best = minimiseList(splitLines(best), (lines) => breaks(lines.join(""))).join("");
    best = minimiseList([...best], (characters) => breaks(characters.join(""))).join("");
    best = simplify(best, breaks);
  }
  return best;
}

/** Takes pieces out of a list, large ones first. */
function minimiseList<T>(given: readonly T[], breaks: (list: readonly T[]) => boolean): readonly T[] {
  let best = given;
  for (let size = Math.ceil(best.length / 2); size > 0; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < best.length; ) {
      const without = [...best.slice(0, at), ...best.slice(at + size)];
      if (breaks(without)) best = without;
      else at += size;
    }
  }
  return best;
}

/** Runs of letters become one letter, line ends CR LF. */
function simplify(given: string, breaks: (text: string) => boolean): string {
  let best = given;
  const attempts: [RegExp, string][] = [
    [/\r\n|\r|\n/g, "\r\n"],
    [/[\x80-\xff]/g, "\xe9"],
    [/[A-Za-z]{3,}/g, "x"],
    [/\d{2,}/g, "1"],
  ];
  for (const [pattern, plain] of attempts) {
    const all = best.replace(pattern, plain);
    if (all !== best && all.length <= best.length && breaks(all)) best = all;
  }
  return best;
}

/** Keys and elements go, values become plain ones, strings shorter. */
function minimiseJson(given: Json, breaks: (value: Json) => boolean): Json {
  let best = given;
  for (let shrunk = true; shrunk; ) {
    shrunk = false;
    for (let i = 0; i < spotsOf({ value: structuredClone(best) }).length; i++) {
      for (const change of CHANGES) {
        const holder = { value: structuredClone(best) };
        const spot = spotsOf(holder)[i];
        if (spot === undefined || !change(spot)) continue;
        if (sizeOf(holder.value) >= sizeOf(best) || !breaks(holder.value)) continue;
        best = holder.value;
        shrunk = true;
        break;
      }
    }
  }
  return minimiseStrings(best, breaks);
}

type Change = (spot: ReturnType<typeof spotsOf>[number]) => boolean;

const CHANGES: readonly Change[] = [
  ({ drop }) => {
    drop?.();
    return drop !== undefined;
  },
  ({ set, value }) => {
    set(typeof value === "string" ? "" : null);
    return true;
  },
];

function minimiseStrings(given: Json, breaks: (value: Json) => boolean): Json {
  let best = given;
  const count = spotsOf({ value: structuredClone(best) }).length;
  for (let i = 0; i < count; i++) {
    const spot = spotsOf({ value: structuredClone(best) })[i];
    if (typeof spot?.value !== "string") continue;
    const withText = (value: string): Json => {
      const holder = { value: structuredClone(best) };
      spotsOf(holder)[i]?.set(value);
      return holder.value;
    };
    best = withText(minimiseText(spot.value, (candidate) => breaks(withText(candidate))));
  }
  return best;
}

function sizeOf(value: Json): number {
  return JSON.stringify(value).length;
}
