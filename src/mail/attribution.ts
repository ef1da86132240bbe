/** The words around a quoted mail as Gmail's English has them: who wrote it and when, what the caller adds. */

import { own, ownString, timeOf } from "../bytes/given.js";
import { escapeHtml } from "../codec/html.js";
import { MimeError } from "../errors.js";
import { htmlToLines, textToHtml } from "./html-text.js";
import type { Mail } from "./mail.js";
import { oneLine, type Passage, type Shown, shownAddresses } from "./original.js";

/** A text in both of its forms. */
export interface TwoForms {
  readonly text: string;
  readonly html: string;
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const DAYS = "Sun Mon Tue Wed Thu Fri Sat".split(" ");

/**
 * Writes a moment as Gmail's English does; only numbers are asked of the runtime, so that it is the same everywhere.
 *
 * @throws {MimeError} `option-invalid` for an unknown time zone.
 * @example
 * formatMoment(new Date(1672628645000), "Asia/Tokyo"); // => "Mon, Jan 2, 2023 at 12:04 PM"
 */
export function formatMoment(date: Date, timeZone: string = "UTC"): string {
  const clock = timeZone === "UTC" ? date : clockOf(date, timeZone);
  const day = `${DAYS[clock.getUTCDay()]}, ${MONTHS[clock.getUTCMonth()]} ${clock.getUTCDate()}`;
  const hours = clock.getUTCHours();
  const time = `${hours % 12 || 12}:${String(clock.getUTCMinutes()).padStart(2, "0")}`;
  return `${day}, ${clock.getUTCFullYear()} at ${time} ${hours < 12 ? "AM" : "PM"}`;
}

/** A date whose UTC fields are those of a clock in the time zone. */
function clockOf(date: Date, timeZone: string): Date {
  const parts = new Map(
    formatter(timeZone)
      .formatToParts(date)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const clock = new Date(0);
  clock.setUTCFullYear(part("year"), part("month") - 1, part("day"));
  clock.setUTCHours(part("hour") % 24, part("minute"));
  return clock;
}

function formatter(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
  } catch (cause) {
    throw new MimeError("option-invalid", "Cannot use timeZone: this runtime does not know it", { cause });
  }
}

/** The date of a mail as {@link formatMoment} writes it; "" where it has none. */
export function momentOf(original: Mail, options: object): string {
  const timeZone = ownString(options, "timeZone") ?? "UTC";
  if (timeZone !== "UTC") formatter(timeZone); // an unknown one is refused, whatever the mail says
  const date = own(original, "date");
  if (date === undefined) return "";
  const time = timeOf(date);
  if (Number.isFinite(time)) return formatMoment(new Date(time), timeZone);
  throw new MimeError("date-invalid", "Cannot quote the mail: its date is none");
}

/** Who wrote a mail. */
export function authorOf(original: Mail): Shown {
  const [author = shownAddresses(original, "sender")[0]] = shownAddresses(original, "from");
  return author ?? { name: "(unknown sender)", address: "" };
}

/** An address in both forms: `Name <a@b>`, and with a link. */
export function formatShown({ name, address }: Shown): TwoForms {
  if (address === "") return { text: name, html: escapeHtml(name) };
  const before = name === "" ? "" : `${name} `;
  const link = `<a href="${escapeHtml(mailto(address))}">${escapeHtml(address)}</a>`;
  return { text: `${before}<${address}>`, html: `${escapeHtml(before)}&lt;${link}&gt;` };
}

/** A mailto URI (RFC 6068 §2). */
export function mailto(address: string): string {
  return `mailto:${encodeURIComponent(address).replaceAll("%40", "@").replaceAll("%2B", "+")}`;
}

/**
 * The line above a quote: when it was written, and by whom.
 *
 * @throws {MimeError} `date-invalid`, `option-invalid`.
 */
export function attributionOf(original: Mail, options: object): TwoForms {
  const given = ownString(options, "attribution");
  if (given !== undefined) {
    const text = oneLine(given);
    return { text, html: escapeHtml(text) };
  }
  const moment = momentOf(original, options);
  const author = formatShown(authorOf(original));
  const when = moment === "" ? "" : `On ${moment} `;
  return { text: `${when}${author.text} wrote:`, html: `${when}${author.html} wrote:` };
}

/** What the caller adds, the form it lacks made from the other one; plain text is escaped in the html. */
export function readPassage(given: unknown, what: string): TwoForms | undefined {
  if (given === undefined) return undefined;
  if (typeof given === "string") return { text: given, html: textToHtml(given) };
  if (typeof given !== "object" || given === null) {
    throw new MimeError("input-invalid", `Cannot use "${what}": neither text nor { text, html }`);
  }
  const text = ownString(given, "text");
  const html = ownString(given, "html");
  if (text === undefined && html === undefined) return undefined;
  return { text: text ?? htmlToLines(html ?? ""), html: html ?? textToHtml(text ?? "") };
}

/** The body of a mail in both forms; its html is taken as it is. */
export function bodyOf(original: Mail): TwoForms {
  return readPassage(original satisfies Passage, "original") ?? { text: "", html: "" };
}
