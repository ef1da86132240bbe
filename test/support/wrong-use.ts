/** A function of the public face called with one thing wrong at a time: as an argument, and anywhere inside one. */

import { MimeError } from "../../src/index.js";
import { Trap, type WrongValue, wrongValues } from "./wrong-values.js";

/** A call that is right, to be spoiled. */
export interface Call {
  /** Its arguments, made afresh each time. */
  readonly given: () => readonly unknown[];
  /** It hands out what it was given, unread: an answer is only walked through, not looked into. */
  readonly echoes?: boolean;
}

type Path = readonly (string | number)[];
type Use = (...given: readonly unknown[]) => unknown;

/**
 * Calls it with every kind of wrong value at every place; lists what came out that is neither an answer nor a MimeError
 * with one of the codes its docstring names.
 */
export function misuse(use: Use, { given, echoes = false }: Call, codes: ReadonlySet<string>): string[] {
  const failures: string[] = [];
  const note = (path: Path, what: string, why: string | undefined): void => {
    if (why !== undefined) failures.push(`${path.join(".")} is ${what}: ${why}`);
  };
  const right = settle(use(...given()), echoes);
  const expected = { right, echoes, codes };
  for (let count = 0; count < given().length; count++) {
    note([count], "missing", failureOf(use, given().slice(0, count), expected, false));
  }
  for (const path of placesIn(given())) {
    const isCallback = typeof valueAt(given(), path) === "function";
    for (const wrong of wrongValues) {
      const all = replaced(given(), path, wrong) as readonly unknown[];
      note(path, wrong.name, failureOf(use, all, expected, isCallback));
    }
  }
  return failures;
}

/** What may come out. */
interface Expected {
  readonly right: Answer;
  readonly echoes: boolean;
  readonly codes: ReadonlySet<string>;
}

function failureOf(
  use: Use,
  given: readonly unknown[],
  { right, echoes, codes }: Expected,
  isCallback: boolean,
): string | undefined {
  try {
    const { kind, coerced } = settle(use(...given), echoes);
    if (kind !== right.kind && kind !== "undefined" && right.kind !== "undefined") return `gave ${kind}`;
    return coerced && `gave a text with ${coerced}`;
  } catch (error) {
    if (error instanceof MimeError)
      return codes.has(error.code) ? messageFault(error) : `threw ${error.code}`;
    if (isCallback && isOfCaller(error)) return undefined;
    return error instanceof Error ? (error.stack ?? "").split("\n").slice(0, 3).join(" ") : "threw no error";
  }
}

/** What a callback throws is the caller's own, and comes out as it is: also that it cannot be called at all. */
function isOfCaller(error: unknown): boolean {
  return error instanceof Trap || /Class constructor|has been revoked/.test(String(error));
}

/** Errors end up in logs: one printable line, and at most 80 characters of a value. */
function messageFault({ message, code }: MimeError): string | undefined {
  if (!/^[\x20-\x7e]{1,240}$/.test(message))
    return `an unprintable or long message: ${JSON.stringify(message.slice(0, 300))}`;
  if (!/^Cannot /.test(message)) return `a message that does not say what failed: ${message}`;
  return /(?:zy){41}/.test(message) || code === undefined
    ? `a message that quotes too much: ${message}`
    : undefined;
}

interface Answer {
  readonly kind: string;
  /** A trace of a value that was made text. */
  readonly coerced: string | undefined;
}

/** Takes an answer to its end. */
function settle(answer: unknown, echoes: boolean): Answer {
  const kind = kindOf(answer);
  if (kind === "Generator") for (const _ of answer as Iterable<unknown>);
  return { kind, coerced: echoes ? undefined : coercedIn(answer) };
}

function kindOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.prototype.toString.call(value).slice(8, -1);
}

function coercedIn(value: unknown): string | undefined {
  if (typeof value === "string")
    return /\[object |\bundefined\b|\bNaN\b|Symbol\(|function |=> |class /.exec(value)?.[0];
  if (value instanceof Uint8Array) return coercedIn(Buffer.from(value).toString("latin1"));
  if (typeof value !== "object" || value === null) return undefined;
  for (const inner of value instanceof Map ? value.values() : Object.values(value)) {
    const found = coercedIn(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every place of the arguments: each of them, and what stands in their objects, arrays and maps. */
function placesIn(given: readonly unknown[]): Path[] {
  const places: Path[] = [];
  const stack: { value: unknown; path: Path }[] = [{ value: given, path: [] }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    for (const [key, value] of entriesOf(next.value)) {
      const path = [...next.path, key];
      places.push(path);
      stack.push({ value, path });
    }
  }
  return places;
}

function entriesOf(value: unknown): [string, unknown][] {
  if (value instanceof Map) return [...value] as [string, unknown][];
  const isOpen = Array.isArray(value) || (typeof value === "object" && value !== null && isPlain(value));
  return isOpen ? Object.entries(value as object) : [];
}

function isPlain(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype;
}

function valueAt(value: unknown, path: Path): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const inner = value instanceof Map ? value.get(key) : (value as Record<string, unknown>)[key];
  return valueAt(inner, rest);
}

function replaced(value: unknown, path: Path, wrong: WrongValue): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return wrong.make();
  if (value instanceof Map) return new Map(value).set(key, replaced(value.get(key), rest, wrong));
  const copy = (Array.isArray(value) ? value.slice() : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = replaced(copy[key], rest, wrong);
  return copy;
}
