/** Whom a mail is from, whom it is for, and when, as a person reads it. */

import type { Mail } from "../index.js";
import type { Named } from "./protocol.js";

/** Lists what the mail says of it, in the order of a letter's head. */
export function envelopeOf(mail: Mail): Named[] {
  const rows: [string, string | undefined][] = [
    ["From", mail.from && formatAddresses(mail.from)],
    ["Sender", mail.sender && formatAddresses([mail.sender])],
    ["Reply-To", mail.replyTo && formatAddresses(mail.replyTo)],
    ["To", mail.to && formatAddresses(mail.to)],
    ["Cc", mail.cc && formatAddresses(mail.cc)],
    ["Bcc", mail.bcc && formatAddresses(mail.bcc)],
    ["Date", mail.date && formatLocal(mail.date, mail.dateOffset)],
  ];
  return rows.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

/** Addresses as a person reads them; at most a hundred, for all of them stand in the fields. */
function formatAddresses(addresses: NonNullable<Mail["to"]>): string {
  const shown = addresses.slice(0, 100).map((address) => {
    if ("members" in address) {
      return `${address.name}: ${address.members.map(formatMailbox).join(", ")};`;
    }
    return formatMailbox(address);
  });
  const rest = addresses.length - shown.length;
  return shown.join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

function formatMailbox({ name, address }: { name?: string; address: string }): string {
  return name === undefined ? address : `${name} <${address}>`;
}

/** The date in the sender's own time, as the mail tells it. */
function formatLocal(date: Date, offset = 0): string {
  const local = new Date(date.getTime() + offset * 60_000);
  const sign = offset < 0 ? "\u2212" : "+";
  const pad = (value: number): string => String(Math.trunc(value)).padStart(2, "0");
  const zone = offset === 0 ? "UTC" : `UTC${sign}${pad(Math.abs(offset) / 60)}:${pad(Math.abs(offset) % 60)}`;
  return `${local.toISOString().slice(0, 16).replace("T", " ")} ${zone}`;
}
