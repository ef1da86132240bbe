/** Dates as `Date`, `Resent-Date` and `Received` write them, and as mailers of all ages wrote them instead. */

import { COLON, DASH, SPACE } from "../bytes/ascii.js";
import { checkOptions, ownOption, timeOf } from "../bytes/given.js";
import { MimeError } from "../errors.js";
import {
  digitAt,
  isDigit,
  monthAt,
  parseAnyDate,
  twoDigits,
  type ZonedDate,
  zonedDate,
} from "./loose-date.js";
import { checkText } from "./text.js";
import { zoneMinutes } from "./zone.js";

export type { ZonedDate };

const PLUS = 0x2b;
const COMMA = 0x2c;

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const DAYS = "Sun Mon Tue Wed Thu Fri Sat".split(" ");

/**
 * Reads a date in any of the forms seen in mail; a date without a time is midnight, one without a zone UTC.
 *
 * Beyond RFC 5322 §3.3 and §4.3 it accepts:
 * 1. wrong, misplaced or missing day names, commas and blanks
 * 2. full month names, and letters of any case
 * 3. dashes, slashes or dots inside the date: `19-May-2000`, `2000-05-19T00:36:58-04:00`, `19.05.2000`
 * 4. the order of ctime (`Fri May 19 00:36:58 2000`) and of the US (`May 19, 2000 at 1:17 PM`)
 * 5. dots or dashes inside the time, fractions of a second (dropped), a leap second
 * 6. `+02:00`, `+2`, `GMT+0200`, `EDT -0400`
 * 7. anything after the zone
 *
 * @returns The moment and its offset, or `undefined` when no date stands there.
 * @throws {MimeError} `input-invalid` when the value is no string.
 * @example
 * parseDate("Mon, 2 Jan 2023 12:04:05 +0900")?.offset; // => 540
 * @see {@link formatDate} for the way back; RFC 5322 §3.3, §4.3
 */
export function parseDate(value: string): ZonedDate | undefined {
  checkText(value, "read");
  return parsePlainDate(value) ?? parseAnyDate(value);
}

/**
 * Writes a date the one way RFC 5322 §3.3 asks for; fractions of a second are dropped.
 *
 * @param options.offset - Minutes east of UTC of the clock shown, UTC when absent.
 * @throws {MimeError} `date-invalid` for an invalid date, a year outside 1900 to 9999 on that clock, or an offset
 * that is not a whole number of minutes within ±(99 h 59 min); `input-invalid`, `option-invalid` for values of
 * other types.
 * @example
 * formatDate(1672628645000, { offset: 540 }); // => "Mon, 2 Jan 2023 12:04:05 +0900"
 * @see {@link parseDate} for the way back; RFC 5322 §3.3
 */
export function formatDate(date: Date | number, options?: { offset?: number | undefined }): string {
  checkOptions(options);
  const offset = ownOption(options, "offset") ?? 0;
  if (!isInteger(offset) || Math.abs(offset) > 99 * 60 + 59) {
    throw new MimeError("date-invalid", "Cannot write the date: its offset is no number of minutes");
  }
  const shown = new Date((typeof date === "number" ? date : timeOf(date)) + offset * 60_000); // its UTC fields are those of the clock shown
  const year = shown.getUTCFullYear();
  if (!(year >= 1900 && year <= 9999)) {
    throw new MimeError("date-invalid", "Cannot write the date: not within the years 1900 to 9999");
  }
  const day = `${DAYS[shown.getUTCDay()]}, ${shown.getUTCDate()} ${MONTHS[shown.getUTCMonth()]} ${year}`;
  const time = `${two(shown.getUTCHours())}:${two(shown.getUTCMinutes())}:${two(shown.getUTCSeconds())}`;
  const zone = Math.abs(offset);
  return `${day} ${time} ${offset < 0 ? "-" : "+"}${two(Math.floor(zone / 60))}${two(zone % 60)}`;
}

function isInteger(value: unknown): value is number {
  return Number.isInteger(value);
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** The form nearly all mail has, `Mon, 2 Jan 2023 12:04:05 +0900`, read in one go; else `undefined`. */
function parsePlainDate(value: string): ZonedDate | undefined {
  let at = value.charCodeAt(3) === COMMA && value.charCodeAt(4) === SPACE ? 5 : 0;
  let day = digitAt(value, at++);
  if (isDigit(value.charCodeAt(at))) day = day * 10 + digitAt(value, at++);
  const month = monthAt(value, at + 1);
  const sign = value.charCodeAt(at + 19);
  if (
    month < 0 ||
    value.charCodeAt(at) !== SPACE ||
    value.charCodeAt(at + 4) !== SPACE ||
    value.charCodeAt(at + 9) !== SPACE ||
    value.charCodeAt(at + 12) !== COLON ||
    value.charCodeAt(at + 15) !== COLON ||
    value.charCodeAt(at + 18) !== SPACE ||
    (sign !== PLUS && sign !== DASH)
  ) {
    return undefined;
  }
  const zone = zoneMinutes(twoDigits(value, at + 20), twoDigits(value, at + 22));
  if (zone < 0) return undefined;
  return zonedDate(
    twoDigits(value, at + 5) * 100 + twoDigits(value, at + 7),
    month,
    day,
    twoDigits(value, at + 10),
    twoDigits(value, at + 13),
    twoDigits(value, at + 16),
    sign === DASH ? -zone : zone,
  );
}
