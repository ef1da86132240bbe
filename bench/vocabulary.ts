/** Text of several languages, and its bytes in the charsets that mail of these languages comes in. */

import iconv from "iconv-lite";
import type { Random } from "./random.js";

/** A language as it stands in mail. */
export interface Language {
  readonly charset: string;
  readonly words: readonly string[];
  /** Between words. */
  readonly space: string;
  readonly stop: string;
}

const split = (words: string): readonly string[] => words.split(" ");

export const ENGLISH: Language = {
  charset: "us-ascii",
  words: split(
    "the order meeting of invoice we have your report and attached please find a delivery for Monday to confirm with regards team draft number signed would be glad if you could look at it before noon",
  ),
  space: " ",
  stop: ".",
};

/** Mostly ASCII, with letters and signs that need encoding. */
export const WESTERN: Language = {
  charset: "utf-8",
  words: split(
    "der Überblick für das Geschäft naïve café le déjeuner à midi señor mañana une réunion the price is 20 € “quoted” and more words that are plain so the text reads well – größer alles in order we ship it free of charge until the end of next week to every shop near you with best regards from all of us",
  ),
  space: " ",
  stop: ".",
};

export const FRENCH: Language = {
  charset: "windows-1252",
  words: split(
    "l’été où nous étions à la “maison” coûte 30 € – très chère œuvre déjà vue par un ami très bien reçu",
  ),
  space: " ",
  stop: ".",
};

export const RUSSIAN: Language = {
  charset: "koi8-r",
  words: split(
    "отчёт за второй квартал готов мы ждём ответа до пятницы встреча в Москве счёт оплачен спасибо письмо",
  ),
  space: " ",
  stop: ".",
};

export const JAPANESE: Language = {
  charset: "iso-2022-jp",
  words: split(
    "会議 の 資料 を 送ります 明日 まで に ご確認 ください テスト メール です 東京 大阪 お願い いたします",
  ),
  space: "",
  stop: "。",
};

export const CHINESE: Language = {
  charset: "gb18030",
  words: split("会议 材料 已经 发送 请 在 星期五 之前 确认 订单 号码 北京 上海 谢谢 您的 来信 㐀 报告 附件"),
  space: "",
  stop: "。",
};

export const GREEK: Language = {
  charset: "utf-8",
  words: split(
    "η συνάντηση είναι αύριο στις δέκα παρακαλώ επιβεβαιώστε 👍 ευχαριστώ πολύ για την απάντηση ✓ σας",
  ),
  space: " ",
  stop: ".",
};

export function sentence(random: Random, { words, space, stop }: Language, count: number): string {
  return `${Array.from({ length: count }, () => random.pick(words)).join(space)}${stop}`;
}

/** Paragraphs in lines of a sentence each, CRLF, at least `size` characters in all. */
export function paragraphs(random: Random, language: Language, size: number): string {
  let text = "";
  for (let line = 1; text.length < size; line++) {
    text += `${sentence(random, language, 6 + random.below(6))}\r\n${line % 5 === 0 ? "\r\n" : ""}`;
  }
  return text;
}

/** Encodes text in a charset, by other code than the one that is measured where there is one. */
export function encodeText(text: string, charset: string): Uint8Array {
  if (charset === "utf-8" || charset === "us-ascii") return Buffer.from(text, "utf8");
  if (charset !== "iso-2022-jp") return iconv.encode(text, charset);
  // ISO-2022-JP is EUC-JP without its high bits, between escape sequences (RFC 1468).
  const shifted = text.replace(/[^\0-\x7f]+/g, (run) => {
    const pairs = Buffer.from(iconv.encode(run, "euc-jp").map((byte) => byte & 0x7f));
    return `\x1b$B${pairs.toString("latin1")}\x1b(B`;
  });
  return Buffer.from(shifted, "latin1");
}
