/** How much of a stranger's mail is read before the rest is left raw. */

import { MimeError } from "./errors.js";

/** Positive integers, or `Infinity`. */
export interface Limits {
  /** Bytes of a source, of a decoded `raw`, of the contents of a payload together. Beyond: `MimeError`. */
  readonly inputBytes: number;
  /** Multiparts and attached messages inside each other. Beyond: the deeper part stays a leaf. */
  readonly depth: number;
  /** Parts in all. Beyond: the rest of that container stays one raw leaf. */
  readonly parts: number;
  /** Fields of one header block. Beyond: the rest stays raw. */
  readonly fields: number;
  /** Bytes of one field. Beyond: its value stays undecoded. */
  readonly fieldBytes: number;
  /** Bytes of one header block. Beyond: the rest stays raw. */
  readonly headerBytes: number;
  /** Parameters of one field. Beyond: ignored. */
  readonly parameters: number;
  /** RFC 2231 segments among the parameters of one field. Beyond: ignored. */
  readonly parameterSegments: number;
  /** Encoded words of one field. Beyond: the rest stays as written. */
  readonly encodedWords: number;
  /** Addresses of one field. Beyond: the rest stays raw. */
  readonly addresses: number;
  /** Comments inside each other. */
  readonly comments: number;
  /** Groups inside each other (RFC 5322 allows none). */
  readonly groups: number;
}

export const DEFAULT_LIMITS: Limits = {
  inputBytes: 64 * 1024 * 1024,
  depth: 100,
  parts: 10_000,
  fields: 10_000,
  fieldBytes: 1024 * 1024,
  headerBytes: 4 * 1024 * 1024,
  parameters: 256,
  parameterSegments: 128,
  encodedWords: 5_000,
  addresses: 10_000,
  comments: 100,
  groups: 1,
};

/** The longest boundary, in characters: read, and written (RFC 2046 §5.1.1). */
export const BOUNDARY_READ = 256;
export const BOUNDARY_WRITTEN = 70;
/** The longest charset label, media type and parameter name taken for known ones. */
export const CHARSET_LABEL = 64;
export const MEDIA_TYPE = 127;
export const PARAMETER_NAME = 128;
/** The longest line written, without its line end (RFC 5322 §2.1.1), and the one we fold towards. */
export const LINE_BYTES = 998;
export const LINE_FOLDED = 78;
/** A payload tree deeper than this cannot be written as JSON. */
export const PAYLOAD_DEPTH = 1_000;

/**
 * Fills in and checks the limits a caller gave.
 *
 * @throws {MimeError} `limit-invalid` when one is no positive integer and not `Infinity`.
 */
export function checkLimits(given: unknown): Limits {
  if (given === undefined) return DEFAULT_LIMITS;
  if (typeof given !== "object" || given === null) {
    throw new MimeError("limit-invalid", "Cannot use limits: not an object");
  }
  const limits: { -readonly [K in keyof Limits]: number } = { ...DEFAULT_LIMITS };
  for (const key of Object.keys(DEFAULT_LIMITS) as (keyof Limits)[]) {
    const value = readLimit(given, key);
    if (value === undefined) continue;
    if (!(value === Number.POSITIVE_INFINITY || (Number.isSafeInteger(value) && value > 0))) {
      throw new MimeError("limit-invalid", `Cannot use limits.${key}: not a positive integer`);
    }
    limits[key] = value;
  }
  return limits;
}

function readLimit(given: object, key: keyof Limits): number | undefined {
  try {
    return Object.hasOwn(given, key) ? (given as Partial<Limits>)[key] : undefined;
  } catch (cause) {
    throw new MimeError("limit-invalid", `Cannot read limits.${key}`, { cause });
  }
}
