/** HTML as mail holds it: what a mail program makes of a text, and the tables of a shop. */

import type { Random } from "./random.js";
import { sentence, WESTERN } from "./vocabulary.js";

/** A text as a mail program writes it in HTML, with a logo below. */
export function replyPage(random: Random, text: string): string {
  const lines = text
    .trim()
    .split("\r\n")
    .map((line) => `<div dir="ltr" style="margin:0 0 1em">${line || "<br>"}</div>`);
  return [
    '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>',
    '<body style="font-family:Arial,sans-serif;font-size:13px;color:#222222">',
    ...lines,
    `<img src="cid:logo@mail.example.com" alt="logo" width="120" height="${30 + random.below(30)}">`,
    "</body></html>",
    "",
  ].join("\r\n");
}

/** A newsletter of at least `size` characters: rows of offers, links and styles. */
export function newsletterPage(random: Random, size: number): string {
  let page = `<!DOCTYPE html>\r\n<html><head><title>Offers</title>\r\n<style>td{padding:0;border:0} a{color:#1155cc}</style></head>\r\n<body>\r\n`;
  while (page.length < size) page += offer(random);
  return `${page}</body></html>\r\n`;
}

function offer(random: Random): string {
  const link = `https://click.example.com/t/${random.token(48)}?utm_source=mail&amp;utm_campaign=week${random.below(52)}`;
  return [
    '<table role="presentation" width="600" cellpadding="0" cellspacing="0" style="border-collapse:collapse"><tr>',
    `<td align="left" valign="top" style="font-size:${12 + random.below(6)}px;line-height:1.5;color:#333333">`,
    `<a href="${link}" style="text-decoration:none"><img src="https://img.example.com/${random.token(16)}.png" width="180" alt=""></a>`,
    `<p>${sentence(random, WESTERN, 12)} ${sentence(random, WESTERN, 16)}</p>&nbsp;<b>&euro;&nbsp;${random.below(99)},90</b>`,
    "</td></tr></table>",
    "",
  ].join("\r\n");
}
