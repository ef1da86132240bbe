/** A date read with patience: every order, separator and abbreviation that mailers were seen to use. */

import { COLON, DASH, SPACE } from "../bytes/ascii.js";
import { zoneMinutes, zoneOffset } from "./zone.js";

/** A moment, and the minutes east of UTC of the clock that told it. */
export interface ZonedDate {
  readonly date: Date;
  readonly offset: number;
}

const OPEN = 0x28;
const CLOSE = 0x29;
const PLUS = 0x2b;
const COMMA = 0x2c;
const DOT = 0x2e;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;

const NO_DIGIT = -100_000;
const MONTH_NAMES =
  "january february march april may june july august september october november december".split(" ");
const MONTH_CODES: readonly number[] = MONTH_NAMES.map(
  (name) => (name.charCodeAt(0) << 16) | (name.charCodeAt(1) << 8) | name.charCodeAt(2),
);

/** What has been read of a date; -1 where nothing has. */
interface Reading {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  half: string; // "am", "pm" or ""
  offset: number;
  done: boolean; // what follows is not looked at
}

/**
 * Reads the forms of a date listed at `parseDate`.
 *
 * Takes numbers, words and signs as they come, each for the first thing it can be; one pass.
 */
export function parseAnyDate(value: string): ZonedDate | undefined {
  const r: Reading = {
    year: -1,
    month: -1,
    day: -1,
    hour: -1,
    minute: 0,
    second: 0,
    half: "",
    offset: 0,
    done: false,
  };
  let at = 0;
  while (at < value.length && !r.done) {
    const code = value.charCodeAt(at);
    if (isDigit(code)) at = readNumber(r, value, at);
    else if (isLetter(code)) at = readWord(r, value, at);
    else if (code === OPEN) at = skipComment(value, at);
    else if ((code === PLUS || code === DASH) && isZone(r, value, at)) at = readZone(r, value, at);
    else at++;
  }
  if (r.half === "pm" && r.hour < 12) r.hour += 12;
  else if (r.half === "am" && r.hour === 12) r.hour = 0;
  return zonedDate(r.year, r.month, r.day, Math.max(r.hour, 0), r.minute, r.second, r.offset);
}

function hasDate(r: Reading): boolean {
  return r.year >= 0 && r.month >= 0 && r.day >= 0;
}

/** Takes a number as (in this order) a time, a date in numbers, the day, the year. */
function readNumber(r: Reading, value: string, at: number): number {
  const end = digitsEnd(value, at);
  const length = end - at;
  if (r.hour >= 0 && hasDate(r)) {
    r.done = true;
    return end;
  }
  if (length > 4) return end;
  const number = Number(value.slice(at, end));
  const next = value.charCodeAt(end);
  if (r.hour < 0 && length <= 2) {
    const colon = skipBlanksAndComments(value, end);
    if (value.charCodeAt(colon) === COLON) return readTime(r, value, number, colon);
    if (hasDate(r) && (next === DOT || next === DASH)) return readTime(r, value, number, end);
  }
  if (r.month < 0 && (next === DASH || next === SLASH || next === DOT)) {
    const dateEnd = readNumericDate(r, value, number, length, end);
    if (dateEnd >= 0) return dateEnd;
  }
  if (r.day < 0 && length < 4) r.day = number;
  else if (r.year < 0) r.year = fullYear(number, length);
  return end;
}

/** RFC 5322 §4.3: two digits mean 1950 to 2049, three are counted from 1900. */
function fullYear(number: number, length: number): number {
  if (length > 3) return number;
  return length < 3 && number < 50 ? 2000 + number : 1900 + number;
}

/** `2000-05-19`, or `19-05-2000` but for slashes (where the US mean the 19th month); -1 when it is neither. */
function readNumericDate(r: Reading, value: string, first: number, length: number, end: number): number {
  const separator = value.charCodeAt(end);
  const secondEnd = digitsEnd(value, end + 1);
  const thirdEnd = digitsEnd(value, secondEnd + 1);
  const thirdLength = thirdEnd - secondEnd - 1;
  const yearFirst = length === 4 && thirdLength <= 2;
  const yearLast = length <= 2 && thirdLength === 4 && separator !== SLASH;
  if (value.charCodeAt(secondEnd) !== separator || secondEnd === end + 1 || thirdLength < 1) return -1;
  if (secondEnd > end + 3 || !(yearFirst || yearLast)) return -1;
  const third = Number(value.slice(secondEnd + 1, thirdEnd));
  r.month = Number(value.slice(end + 1, secondEnd)) - 1;
  r.year = yearFirst ? first : third;
  r.day = yearFirst ? third : first;
  return thirdEnd;
}

/** Reads `:04:05.678` behind an hour, with blanks and comments around the colons. */
function readTime(r: Reading, value: string, hour: number, separatorAt: number): number {
  const separator = value.charCodeAt(separatorAt);
  const minuteAt = skipBlanksAndComments(value, separatorAt + 1);
  let end = digitsEnd(value, minuteAt);
  if (end === minuteAt || end > minuteAt + 2) return separatorAt + 1;
  r.hour = hour;
  r.minute = Number(value.slice(minuteAt, end));
  const again = skipBlanksAndComments(value, end);
  if (value.charCodeAt(again) === separator) {
    const secondAt = skipBlanksAndComments(value, again + 1);
    const secondEnd = digitsEnd(value, secondAt);
    if (secondEnd === secondAt || secondEnd > secondAt + 2) return end;
    r.second = Number(value.slice(secondAt, secondEnd));
    end = secondEnd;
  }
  const mark = value.charCodeAt(end);
  return (mark === DOT || mark === COMMA) && isDigit(value.charCodeAt(end + 1))
    ? digitsEnd(value, end + 1)
    : end;
}

/** Takes a word as the month, the half of the day or the zone; after a whole date another one ends it. */
function readWord(r: Reading, value: string, at: number): number {
  let end = at + 1;
  while (isLetter(value.charCodeAt(end))) end++;
  const word = end - at > 9 ? "" : value.slice(at, end).toLowerCase();
  if (r.month < 0 && isMonthName(word)) {
    r.month = monthAt(word, 0);
  } else if (r.hour >= 0) {
    const offset = zoneOffset(word);
    if (word === "am" || word === "pm") r.half = word;
    else if ((word === "a" || word === "p") && isDottedM(value, end)) {
      r.half = `${word}m`;
      end += 2;
    } else if (offset !== undefined) r.offset = offset;
    else if (hasDate(r)) r.done = true;
  }
  return end;
}

function isMonthName(word: string): boolean {
  if (word.length < 3) return false;
  return word === "sept" || MONTH_NAMES.some((name) => name.startsWith(word));
}

/** The rest of "p.m." after its first letter. */
function isDottedM(value: string, at: number): boolean {
  return value.charCodeAt(at) === DOT && (value.charCodeAt(at + 1) | 0x20) === 0x6d;
}

/** A sign before digits is a zone after a time; while the date is not whole it may be one of its dashes. */
function isZone(r: Reading, value: string, at: number): boolean {
  if (r.hour < 0 || !isDigit(value.charCodeAt(at + 1))) return false;
  return hasDate(r) || (value.charCodeAt(at - 1) === SPACE && isDigit(value.charCodeAt(at + 4)));
}

/** Reads `+0900`, `+09:00`, `+9` or `+930`; a numeric zone counts more than a named one before it. */
function readZone(r: Reading, value: string, at: number): number {
  const from = at + 1;
  let end = digitsEnd(value, from);
  const hourDigits = Math.min(end - from <= 2 ? end - from : end - from - 2, 2);
  let minuteAt = from + hourDigits;
  if (end === minuteAt && value.charCodeAt(end) === COLON) end = digitsEnd(value, ++minuteAt);
  const minute = end === minuteAt ? 0 : twoDigits(value, minuteAt);
  const zone = zoneMinutes(Number(value.slice(from, from + hourDigits)), minute);
  r.offset = zone < 0 ? 0 : value.charCodeAt(at) === DASH ? -zone : zone;
  r.done = hasDate(r);
  return end;
}

/** The moment, or `undefined` when a part of it is missing (below zero) or does not exist. */
export function zonedDate(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  offset: number,
): ZonedDate | undefined {
  if (year < 1 || year > 9999 || month < 0 || month > 11 || day < 1 || day > daysOf(year, month))
    return undefined;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return undefined;
  const seconds = (daysSince1970(year, month, day) * 24 + hour) * 3600 + (minute - offset) * 60 + second;
  return { date: new Date(seconds * 1000), offset: offset === 0 ? 0 : offset }; // never -0
}

/** Counted in years that begin in March, so that the leap day comes last (as Date.UTC, but quicker). */
function daysSince1970(year: number, month: number, day: number): number {
  const years = month < 2 ? year - 1 : year;
  const months = month < 2 ? month + 10 : month - 2; // 0 is March
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return years * 365 + leapDays + Math.floor((months * 153 + 2) / 5) + day - 719_469;
}

function daysOf(year: number, month: number): number {
  if (month === 1) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 3 || month === 5 || month === 8 || month === 10 ? 30 : 31;
}

/** The month, 0 to 11, whose three-letter name stands at `at`, in any case; else -1. */
export function monthAt(value: string, at: number): number {
  const a = value.charCodeAt(at);
  const b = value.charCodeAt(at + 1);
  const c = value.charCodeAt(at + 2);
  if ((a | b | c) > 0x7f) return -1;
  return MONTH_CODES.indexOf(((a | 0x20) << 16) | ((b | 0x20) << 8) | c | 0x20);
}

/** The digit at a place; far below zero when none stands there (whole numbers throughout: NaN is slow). */
export function digitAt(value: string, at: number): number {
  const digit = value.charCodeAt(at) ^ 0x30;
  return digit <= 9 ? digit : NO_DIGIT;
}

/** The number of two digits; below zero when they are not two. */
export function twoDigits(value: string, at: number): number {
  return digitAt(value, at) * 10 + digitAt(value, at + 1);
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isLetter(code: number): boolean {
  return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
}

function digitsEnd(value: string, from: number): number {
  let end = from;
  while (isDigit(value.charCodeAt(end))) end++;
  return end;
}

function skipBlanksAndComments(value: string, from: number): number {
  let at = from;
  for (;;) {
    const code = value.charCodeAt(at);
    if (code === OPEN) at = skipComment(value, at);
    else if (code === SPACE || (code >= 0x09 && code <= 0x0d)) at++;
    else return at;
  }
}

/** The place after the comment that opens at `from`; one that is not closed takes in all the rest. */
function skipComment(value: string, from: number): number {
  let depth = 0;
  for (let at = from; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code === OPEN) depth++;
    else if (code === BACKSLASH) at++;
    else if (code === CLOSE && --depth === 0) return at + 1;
  }
  return value.length;
}
