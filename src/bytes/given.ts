/** Values a caller gave: own properties only, each read once, so that a getter cannot answer twice. */

import { type Defect, MimeError } from "../errors.js";
import { checkLimits, DEFAULT_LIMITS, type Limits } from "../limits.js";

/**
 * Reads an own property; `undefined` for one that is null, missing or inherited.
 *
 * @throws {MimeError} `input-invalid` when it cannot be read: a getter or a proxy that throws.
 */
export function own(value: unknown, key: string): unknown {
  return ownOption(value, key) ?? undefined;
}

/** The same, null kept: an option that is null is wrong, where a property of the API's answers is only missing. */
export function ownOption(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  try {
    return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
  } catch (cause) {
    throw new MimeError("input-invalid", `Cannot read "${key}" of what was given`, { cause });
  }
}

/**
 * Checks the options of a call: an object, where there are any.
 *
 * @throws {MimeError} `option-invalid`.
 */
export function checkOptions(options: unknown): void {
  if (options === undefined || (typeof options === "object" && options !== null)) return;
  throw new MimeError("option-invalid", "Cannot use the options: not an object");
}

/**
 * Reads an option that must be a function where it is there.
 *
 * What a caller's function throws comes out as it is.
 *
 * @throws {MimeError} `option-invalid`.
 */
export function ownFunction<F extends (...given: never[]) => unknown>(
  options: unknown,
  key: string,
): F | undefined {
  const call = ownOption(options, key);
  if (call === undefined || typeof call === "function") return call as F | undefined;
  throw new MimeError("option-invalid", `Cannot use ${key}: no function`);
}

/** The options all readers have, each read once. */
export interface Reading {
  readonly limits: Limits;
  readonly onDefect: ((defect: Defect) => void) | undefined;
}

/** @throws {MimeError} `option-invalid`, `limit-invalid`. */
export function readParseOptions(options: unknown): Reading {
  if (options === undefined) return READ_ALL;
  checkOptions(options);
  const onDefect = ownFunction<(defect: Defect) => void>(options, "onDefect");
  return { limits: checkLimits(ownOption(options, "limits")), onDefect };
}

const READ_ALL: Reading = { limits: DEFAULT_LIMITS, onDefect: undefined };

/**
 * Reads the options of a call by the type each of them must have, where it is there.
 *
 * @throws {MimeError} `option-invalid`.
 */
export function readOptions<T extends object>(
  options: T | undefined,
  types: Readonly<Record<keyof T & string, "number" | "string" | "boolean" | "function">>,
): T | undefined {
  if (options === undefined) return undefined;
  checkOptions(options);
  const read: Record<string, unknown> = {};
  for (const key of Object.keys(types) as (keyof T & string)[]) {
    const value = ownOption(options, key);
    if (value === undefined) continue;
    if (typeof value !== types[key] || Number.isNaN(value)) {
      throw new MimeError("option-invalid", `Cannot use ${key}: no ${types[key]}`);
    }
    read[key] = value;
  }
  return read as T;
}

/** Reads an own property that must be a string where it is there. */
export function ownString(value: unknown, key: string): string | undefined {
  const text = own(value, key);
  if (text === undefined || typeof text === "string") return text;
  throw new MimeError("input-invalid", `Cannot use "${key}": it is no string`);
}

/** More items than any list we take has: a longer one is a proxy, or full of holes. */
const MOST_ITEMS = 10_000_000;

/** Reads an own property that must be an array where it is there; the array is copied, holes as undefined. */
export function ownArray(value: unknown, key: string): readonly unknown[] | undefined {
  const list = own(value, key);
  return list === undefined ? undefined : copyArray(list, key);
}

/**
 * Copies an array by its indices, whatever its iterator and its methods say.
 *
 * @throws {MimeError} `input-invalid` for what is none or cannot be read, `input-too-large` for an endless one.
 */
export function copyArray(list: unknown, key: string): unknown[] {
  if (!isArray(list)) throw new MimeError("input-invalid", `Cannot use "${key}": it is no array`);
  try {
    const { length } = list;
    if (!(length <= MOST_ITEMS)) {
      throw new MimeError("input-too-large", `Cannot use "${key}": it has too many items`);
    }
    const copy: unknown[] = [];
    for (let i = 0; i < length; i++) copy.push(list[i]);
    return copy;
  } catch (cause) {
    if (cause instanceof MimeError) throw cause;
    throw new MimeError("input-invalid", `Cannot read "${key}" of what was given`, { cause });
  }
}

/** The names of an object's own properties. */
export function ownNames(value: object): string[] {
  try {
    return Object.keys(value);
  } catch (cause) {
    throw new MimeError("input-invalid", "Cannot read the properties of what was given", { cause });
  }
}

/** A moment in milliseconds since 1970, NaN for what is no Date: one of another realm or subclass is one. */
export function timeOf(date: unknown): number {
  try {
    return Date.prototype.getTime.call(date);
  } catch {
    return Number.NaN;
  }
}

/** Whether a value is an array; a revoked proxy of one is none. */
export function isArray(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}
