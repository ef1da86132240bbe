/** What laws are tried on: one input, made from a seed and a number alone, and the file it is kept in. */

import { Random } from "../../bench/random.js";
import { latin1, text, utf8 } from "../support/bytes.js";

/** What an input stands for, and so which laws are tried on it. */
export type Kind = "message" | "flood" | "value" | "mail" | "payload" | "http";

/** Bytes of a message, or a value of JSON that stands for what a function takes. */
export type Input = Uint8Array | Json;
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface Trial {
  readonly kind: Kind;
  readonly input: Input;
  /** Where a law has a choice (which part, which value), this makes it. */
  readonly pick: number;
}

/** Numbers for one run, unlike those of the runs beside it. */
export function randomOf(seed: number, run: number): Random {
  let state = Math.imul(seed ^ 0x5bd1e995, 0x9e3779b1) ^ Math.imul(run + 1, 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 16), 0x7feb352d);
  state = Math.imul(state ^ (state >>> 15), 0x846ca68b);
  return new Random(state ^ (state >>> 16));
}

/** An input as a file holds it: a message as it is, other values as JSON. */
export function formatInput(input: Input): Uint8Array {
  return input instanceof Uint8Array ? input : utf8(`${JSON.stringify(input, null, 2)}\n`);
}

/** The way back. */
export function parseInput(kind: Kind, bytes: Uint8Array): Input {
  return kind === "message" || kind === "flood" ? bytes : (JSON.parse(Buffer.from(bytes).toString()) as Json);
}

/** A value with what JSON has no word for: dates and bytes, which stand as objects of one key. */
export function toJson(value: unknown): Json {
  if (value instanceof Date) return { $date: value.getTime() };
  if (value instanceof Uint8Array) return { $bytes: text(value) };
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== "object" || value === null) return (value ?? null) as Json;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.map(([key, inner]) => [key, toJson(inner)]));
}

/** The way back; what is given is frozen, so that whoever writes to it is found out. */
export function fromJson(value: Json): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(fromJson));
  if (typeof value.$date === "number") return new Date(value.$date);
  if (typeof value.$bytes === "string") return latin1(value.$bytes);
  const entries = Object.entries(value).map(([key, inner]) => [key, fromJson(inner)] as const);
  return Object.freeze(Object.fromEntries(entries));
}
