import { describe, expect, test } from "vitest";
import { parseMime } from "../../../src/convert.js";
import { MimeError } from "../../../src/errors.js";
import { forward } from "../../../src/mail/forward.js";
import { quote } from "../../../src/mail/quote.js";
import { stripQuoted } from "../../../src/mail/strip-quoted.js";

describe("the attribution lines of", () => {
  test.each([
    ["Gmail, English", "On Mon, Jan 2, 2023 at 12:04\u202fPM Ann <a@x.com> wrote:"],
    [
      "Gmail, English, two lines",
      "On Mon, Jan 2, 2023 at 12:04 PM Ann Maria Longname <annmaria@x.com>\nwrote:",
    ],
    [
      "Gmail, English, three lines",
      "On Mon, Jan 2, 2023 at 12:04 PM\nAnn Maria Longname <annmaria@x.com>\nwrote:",
    ],
    ["Gmail, German", "Am Mo., 2. Jan. 2023 um 12:04 Uhr schrieb Ann <a@x.com>:"],
    ["Gmail, French", "Le lun. 2 janv. 2023 à 12:04, Ann <a@x.com> a écrit :"],
    ["Gmail, Spanish", "El lun, 2 ene 2023 a las 12:04, Ann (<a@x.com>) escribió:"],
    ["Gmail, Portuguese", "Em seg., 2 de jan. de 2023 às 12:04, Ann <a@x.com> escreveu:"],
    ["Gmail, Italian", "Il giorno lun 2 gen 2023 alle ore 12:04 Ann <a@x.com> ha scritto:"],
    ["Gmail, Dutch", "Op ma 2 jan 2023 om 12:04 schreef Ann <a@x.com>:"],
    ["Gmail, Swedish", "Den mån 2 jan. 2023 kl 12:04 skrev Ann <a@x.com>:"],
    ["Gmail, Danish", "Den man. 2. jan. 2023 kl. 12.04 skrev Ann <a@x.com>:"],
    ["Gmail, Norwegian", "man. 2. jan. 2023 kl. 12:04 skrev Ann <a@x.com>:"],
    ["Gmail, Finnish", "ma 2. tammik. 2023 klo 12.04 Ann (a@x.com) kirjoitti:"],
    ["Gmail, Polish", "pon., 2 sty 2023 o 12:04 Ann <a@x.com> napisał(a):"],
    ["Gmail, Czech", "po 2. 1. 2023 v 12:04 odesílatel Ann <a@x.com> napsal:"],
    ["Gmail, Hungarian", "Ann <a@x.com> ezt írta (időpont: 2023. jan. 2., H, 12:04):"],
    ["Gmail, Romanian", "În lun., 2 ian. 2023 la 12:04, Ann <a@x.com> a scris:"],
    ["Gmail, Turkish", "Ann <a@x.com>, 2 Oca 2023 Pzt, 12:04 tarihinde şunu yazdı:"],
    ["Gmail, Russian", "пн, 2 янв. 2023 г. в 12:04, Ann <a@x.com>:"],
    ["Gmail, Ukrainian", "пн, 2 січ. 2023 р. о 12:04 Ann <a@x.com> пише:"],
    ["Gmail, Greek", "Στις Δευ 2 Ιαν 2023 στις 12:04 μ.μ., ο χρήστης Ann <a@x.com> έγραψε:"],
    ["Gmail, Japanese", "2023年1月2日(月) 12:04 Ann <a@x.com>:"],
    ["Gmail, Chinese", "Ann <a@x.com> 于2023年1月2日周一 12:04写道："],
    ["Gmail, Chinese (Taiwan)", "Ann <a@x.com> 於 2023年1月2日 週一 下午12:04寫道："],
    ["Gmail, Korean", "2023년 1월 2일 (월) 오후 12:04, Ann <a@x.com>님이 작성:"],
    ["Gmail, Vietnamese", "Vào Th 2, 2 thg 1, 2023 vào lúc 12:04 Ann <a@x.com> đã viết:"],
    ["Gmail, Indonesian", "Pada tanggal Sen, 2 Jan 2023 pukul 12.04 Ann <a@x.com> menulis:"],
    ["Apple Mail", "On Jan 2, 2023, at 12:04 PM, Ann <a@x.com> wrote:"],
    ["Apple Mail, German", "Am 02.01.2023 um 12:04 schrieb Ann <a@x.com>:"],
    ["Thunderbird", "On 02/01/2023 12:04, Ann wrote:"],
    ["Thunderbird, French", "Le 02/01/2023 à 12:04, Ann a écrit :"],
  ])("%s", (_, line) => {
    expect(stripQuoted({ text: `Yes.\n\n${line}\n\n> Lunch?\n> Ann\n` })).toEqual({ text: "Yes." });
    expect(stripQuoted({ text: `Yes.\r\n\r\n${line}\r\n\r\nLunch?\r\nAnn\r\n` })).toEqual({ text: "Yes." });
    expect(stripQuoted({ text: `${line}\n> Lunch?\n\nYes.` })).toEqual({ text: "Yes." });
  });
});

describe("text", () => {
  test.each([
    ["nothing quoted", "Yes.\n\nBye", "Yes.\n\nBye"],
    ["nothing", "", ""],
    ["plain lines", "Yes.\n> Lunch?\n>> Who?\n", "Yes."],
    ["answers in between", "On Monday Ann wrote:\n> One?\n\nYes.\n\n> Two?\n\nNo.", "Yes.\n\n\nNo."],
    ["an attribution that is perhaps none", "Bob wrote:\nbuy milk", "Bob wrote:\nbuy milk"],
    ["perhaps, with lines below", "Yes\nBob wrote:\n\n> milk?", "Yes"],
    [
      "a sentence that ends in a colon",
      "On Jan 2 we need these 3:\n- milk",
      "On Jan 2 we need these 3:\n- milk",
    ],
    ["all quoted", "On Jan 2, 2023, at 12:04, Ann <a@x> wrote:\n> x", ""],
    ["a signature stays", "Yes.\n\n-- \nBob\n\n> x", "Yes.\n\n-- \nBob"],
    [
      "Apple Mail, the attribution quoted too",
      "Yes.\n\n> On Jan 2, 2023, at 12:04 PM, Ann <a@x.com> wrote:\n> \n> Lunch?",
      "Yes.",
    ],
    ["Outlook", "Yes.\n\n-----Original Message-----\nFrom: Ann <a@x.com>\nSent: Monday\n\nLunch?", "Yes."],
    ["Outlook, German", "Ja.\n\n-----Ursprüngliche Nachricht-----\nVon: Ann\n\nEssen?", "Ja."],
    ["Outlook, French", "Oui.\n\n-----Message d'origine-----\nDe : Ann\n\nManger ?", "Oui."],
    [
      "Outlook, header block",
      "Yes.\n\nFrom: Ann <a@x.com>\nSent: Monday, January 2, 2023 12:04 PM\nTo: Bob\nSubject: Lunch\n\nLunch?",
      "Yes.",
    ],
    [
      "Outlook, ruled",
      "Yes.\n\n________________________________\nFrom: Ann <a@x.com>\nSent: Monday\nTo: Bob\nSubject: Lunch\n\nLunch?",
      "Yes.",
    ],
    [
      "Outlook, bold",
      "Yes.\n\n*From:* Ann <a@x.com>\n*Sent:* Monday\n*To:* Bob\n*Subject:* Lunch\n\nLunch?",
      "Yes.",
    ],
    ["Outlook, Spanish", "Sí.\n\nDe: Ann\nEnviado: lunes\nPara: Bob\nAsunto: Comida\n\n¿Comida?", "Sí."],
    ["Outlook, Italian", "Sì.\n\nDa: Ann\nInviato: lunedì\nA: Bob\nOggetto: Pranzo\n\nPranzo?", "Sì."],
    [
      "Outlook, Portuguese",
      "Sim.\n\nDe: Ann\nEnviada em: segunda\nPara: Bob\nAssunto: Almoço\n\nAlmoço?",
      "Sim.",
    ],
    ["Outlook, Russian", "Да.\n\nОт: Ann\nОтправлено: 2 января\nКому: Bob\nТема: Обед\n\nОбед?", "Да."],
    [
      "Outlook, Chinese",
      "好。\n\n发件人: Ann\n发送时间: 2023年1月2日\n收件人: Bob\n主题: 午饭\n\n午饭？",
      "好。",
    ],
    [
      "Outlook, Japanese",
      "はい。\n\n差出人: Ann\n送信日時: 2023年1月2日\n宛先: Bob\n件名: 昼食\n\n昼食？",
      "はい。",
    ],
    ["no header block", "From: the heart\nto you", "From: the heart\nto you"],
    [
      "a Gmail forward",
      "fyi\n\n---------- Forwarded message ---------\nFrom: Ann <a@x>\nDate: Mon\nSubject: s\nTo: <b@x>\n\n\n> x\ny",
      "fyi\n\n---------- Forwarded message ---------\nFrom: Ann <a@x>\nDate: Mon\nSubject: s\nTo: <b@x>\n\n\n> x\ny",
    ],
    [
      "an Apple forward",
      "Begin forwarded message:\n\n> From: Ann\n> x",
      "Begin forwarded message:\n\n> From: Ann\n> x",
    ],
  ])("%s", (_, text, expected) => {
    expect(stripQuoted({ text })).toEqual({ text: expected });
  });
});

describe("html", () => {
  const gmail =
    '<div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon Ann wrote:<br></div><blockquote class="gmail_quote">x<div>y</div></blockquote></div>';
  test.each([
    ["nothing quoted", "<p>Yes</p> ", "<p>Yes</p> "],
    ["Gmail", `<div dir="ltr">Yes</div><br>${gmail}`, '<div dir="ltr">Yes</div>'],
    ["Gmail, text after it", `<div>${gmail}<div>Yes</div></div>`, "<div><div>Yes</div></div>"],
    ["Gmail, twice", `1<br />\n${gmail}2${gmail}3`, "123"],
    ["Gmail, never closed", "<div><b>Yes<br><div class=gmail_quote><p>x", "<div><b>Yes</b></div>"],
    ["Gmail, other classes beside", 'a<DIV CLASS="gmail_quote gmail_quote_container">x</DIV>', "a"],
    [
      "a class that only looks so",
      '<div class="no_gmail_quote">x</div>',
      '<div class="no_gmail_quote">x</div>',
    ],
    [
      "Apple Mail",
      'Yes<br><div><br><blockquote type="cite"><div>On Jan 2 Ann wrote:</div>x</blockquote></div>',
      "Yes<br><div></div>",
    ],
    [
      "Thunderbird",
      '<p>Yes</p><div class="moz-cite-prefix">On 1/2 Ann wrote:<br></div><blockquote type="cite" cite="mid:a@x">x</blockquote>',
      "<p>Yes</p>",
    ],
    [
      "Outlook on the web",
      '<html><body><div>Yes</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Ann</div>x</body></html>',
      "<html><body><div>Yes</div></body></html>",
    ],
    ["Outlook.com", '<div>Yes</div><hr id="stopSpelling">From: Ann', "<div>Yes</div>"],
    [
      "Outlook for Windows",
      "<body><div class=WordSection1><p>Yes</p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in'><p><b>From:</b> Ann</p></div></div><p>x</p></div></body>",
      "<body><div class=WordSection1><p>Yes</p><div></div></div></body>",
    ],
    ["Yahoo", '<div>Yes</div><div id="yahoo_quoted_1" class="yahoo_quoted">x</div>', "<div>Yes</div>"],
    ["Proton", '<div>Yes</div><div class="protonmail_quote">x</div>', "<div>Yes</div>"],
    ["a plain blockquote stays", "<blockquote>a saying</blockquote>", "<blockquote>a saying</blockquote>"],
    [
      "a quote inside a comment",
      '<!-- <div class="gmail_quote"> -->x',
      '<!-- <div class="gmail_quote"> -->x',
    ],
    [
      "a quote inside an attribute",
      "<p title='<div class=\"gmail_quote\">'>x",
      "<p title='<div class=\"gmail_quote\">'>x",
    ],
    [
      "a quote inside a script",
      '<script>"<div class=gmail_quote>"</script>x',
      '<script>"<div class=gmail_quote>"</script>x',
    ],
    ["end tags inside a quote's comment", "a<div class=gmail_quote><!-- </div> --></div>b", "ab"],
    [
      "a Gmail forward",
      'fyi<div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: Ann</div>x</div>',
      'fyi<div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: Ann</div>x</div>',
    ],
  ])("%s", (_, html, expected) => {
    expect(stripQuoted({ html })).toEqual({ html: expected });
  });
});

test("what quote wrote goes, what forward wrote stays", () => {
  const original = parseMime(
    "From: Ann <a@x>\nDate: Mon, 2 Jan 2023 12:04:05 +0000\n\nOn Tue, x wrote:\n> y\n",
  );
  expect(stripQuoted(quote(original, { text: "Yes", html: "<p>Yes</p>" }))).toEqual({
    text: "Yes",
    html: '<div dir="ltr"><p>Yes</p></div>',
  });
  const { text, html } = forward(original, { note: "fyi" });
  expect(stripQuoted({ text, html })).toEqual({ text: text.trimEnd(), html });
});

test("only what was given comes back", () => {
  expect(stripQuoted({})).toEqual({});
  expect(Object.keys(stripQuoted(parseMime("\nx")))).toEqual(["text"]);
});

test.each([
  "On ",
  ">",
  "> ",
  "-",
  "_",
  ":\n",
  "a:\n",
  "1 wrote:\n",
  "On 1\n",
  "From: x\n",
  "\n",
  " ",
  "<a@b>:",
  "1<a",
  "On 1 wrote:\n\n",
  "@",
  "é",
])("a megabyte of the text %j does not hang", (piece) => {
  stripQuoted({ text: piece.repeat(1_000_000 / piece.length) });
});

test.each([
  "<div>",
  "</div>",
  "<b></i>",
  "<div class=gmail_quote>",
  "<div class='gmail_quote'></div>",
  "<br>",
  "<br><hr id=x>",
  "<blockquote type=cite>x</blockquote>",
  "<div class=",
  "<!--",
  "<!-- -->",
  "<a b=c ",
  " ",
  "<p",
  "</",
  "<script>",
  "<p style='   '>",
])("a megabyte of the html %j does not hang", (piece) => {
  stripQuoted({ html: piece.repeat(1_000_000 / piece.length) });
});

test.each([undefined, null, "text", [], { text: 1 }, { html: {} }])("wrong use: %j", (given) => {
  expect(() => stripQuoted(given as { text: string })).toThrow(MimeError);
});
