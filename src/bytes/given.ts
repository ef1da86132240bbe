/** Values a caller gave: own properties only, each read once, so that a getter cannot answer twice. */

import { MimeError } from "../errors.js";

/**
 * Reads an own property; `undefined` for one that is null, missing or inherited.
 *
 * @throws {MimeError} `input-invalid` when it cannot be read: a getter or a proxy that throws.
 */
export function own(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  try {
    return Object.hasOwn(value, key) ? ((value as Record<string, unknown>)[key] ?? undefined) : undefined;
  } catch (cause) {
    throw new MimeError("input-invalid", `Cannot read "${key}" of what was given`, { cause });
  }
}

/**
 * Checks the options of a call: an object, its `onDefect` a function.
 *
 * @throws {MimeError} `option-invalid`.
 */
export function checkParseOptions(options: unknown): void {
  if (options === undefined) return;
  if (typeof options !== "object" || options === null) {
    throw new MimeError("option-invalid", "Cannot use the options: not an object");
  }
  const onDefect = own(options, "onDefect");
  if (onDefect !== undefined && typeof onDefect !== "function") {
    throw new MimeError("option-invalid", "Cannot use onDefect: no function");
  }
}

/** Reads an own property that must be a string where it is there. */
export function ownString(value: unknown, key: string): string | undefined {
  const text = own(value, key);
  if (text === undefined || typeof text === "string") return text;
  throw new MimeError("input-invalid", `Cannot use "${key}": it is no string`);
}

/** Reads an own property that must be an array where it is there; the array is copied, holes as undefined. */
export function ownArray(value: unknown, key: string): readonly unknown[] | undefined {
  const list = own(value, key);
  if (list === undefined) return undefined;
  try {
    if (Array.isArray(list)) return Array.from(list);
  } catch (cause) {
    throw new MimeError("input-invalid", `Cannot read "${key}" of what was given`, { cause });
  }
  throw new MimeError("input-invalid", `Cannot use "${key}": it is no array`);
}
