/** The lines and elements by which mail programs, in many languages, mark where quoted mail begins. */

/** "wrote:" as the attribution lines of Gmail, Apple Mail, Outlook and Thunderbird say it. */
const WROTE =
  /\b(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|scrive|escreveu|schreef|skrev|kirjoitti|pisze|napsala?|napsal\(a\)|menulis|a scris|ezt írta|va escriure|kirjutas|rašė|rakstīja)(?![\p{L}\p{N}])|napisał(?:\(a\)|a)?|napísala?|yazdı|έγραψε|пишет|пише|написала?|написал\(а\)|написав|写道|寫道|書きました|のメール|작성|님이 씀|كتب|כתב|đã viết|เขียนว่า|ने लिखा/iu;

/** How an attribution line begins, where it may run over several lines. */
const OPENING =
  /^(?:On|Am|Le|El|Il|Em|A|Op|Den|På|Dana|Dne|În|Pada|Vào|Το|Στις|El dia|In data|Ha|Tarihinde|Lúc|De|From|Van|W dniu|Dnia)\s.*\d|^[\p{L}.]{2,12},?\s\d|^\d/u;

const ADDRESS = /[^\s<>@]@[^\s<>@]/;
const MOMENT = /\d{1,2}[:.h]\d{2}/;
const YEAR = /\b(?:19|20)\d\d\b/;
const YEAR_OR_MOMENT = /(?:19|20)\d\d|\d{1,2}[:.h]\d{2}/;
/** Longer lines are looked at by their ends only. */
const LONGEST_LINE = 600;

function shortened(line: string): string {
  if (line.length <= LONGEST_LINE) return line.trim();
  return `${line.slice(0, LONGEST_LINE / 2)} ${line.slice(-LONGEST_LINE / 2)}`.trim();
}

/** How sure it is that a line is an attribution: by itself, only with `>` lines below it, or not at all. */
export type Certainty = "sure" | "perhaps" | "no";

/** Tells whether text is an attribution line, `On … wrote:`. */
export function attributionCertainty(given: string): Certainty {
  const line = shortened(given);
  if (!/[:：]$/.test(line)) return "no";
  if (endsInAddress(line)) return "sure";
  if (!WROTE.test(line)) return "no";
  return ADDRESS.test(line) || (YEAR.test(line) && MOMENT.test(line)) ? "sure" : "perhaps";
}

/** "2023年1月2日(月) 12:04 Ann <a@x.com>:", "пн, 2 янв. 2023 г. в 12:04, Ann <a@x.com>:". */
function endsInAddress(line: string): boolean {
  const open = line.lastIndexOf("<");
  if (open < 0 || !/^<[^\s<>@]+@[^\s<>@]+>[:：]$/.test(line.slice(open))) return false;
  return YEAR_OR_MOMENT.test(line.slice(0, open));
}

/** Tells whether a line may begin an attribution that ends on a later one. */
export function opensAttribution(line: string): boolean {
  return OPENING.test(shortened(line));
}

const ORIGINAL =
  /^[-_]{2,}\s?(?:Original Message|Original Appointment|Reply message|Ursprüngliche Nachricht|Originalnachricht|Message d'origine|Message original|Message d’origine|Mensaje original|Messaggio originale|Mensagem original|Oorspronkelijk bericht|Originalmeddelande|Ursprungligt meddelande|Oprindelig meddelelse|Opprinnelig melding|Alkuperäinen viesti|Wiadomość oryginalna|Oryginalna wiadomość|Původní zpráva|Pôvodná správa|Eredeti üzenet|Mesaj original|Orijinal Mesaj|Исходное сообщение|Оригінальне повідомлення|邮件原件|原始邮件|原始郵件|元のメッセージ|원본 메시지)\s?[-_]{2,}$/iu;

/** Tells whether a line is Outlook's `-----Original Message-----`. */
export function isOriginalLine(line: string): boolean {
  return ORIGINAL.test(shortened(line));
}

/** Tells whether a line says that a forwarded mail follows, as Gmail and Apple Mail write it. */
export function isForwardLine(given: string): boolean {
  const line = shortened(given);
  return (
    /^-{8,10} [^-]{4,60} -{8,10}$/.test(line) ||
    /^(?:Begin forwarded message|Anfang der weitergeleiteten Nachricht|Début du message (?:réexpédié|transféré)|Inicio del mensaje reenviado|Inizio messaggio inoltrato|Begin doorgestuurd bericht|Início da mensagem reencaminhada)\s?:$/i.test(
      line,
    )
  );
}

const FROM =
  "From|Von|De|Da|Van|Från|Fra|Lähettäjä|Od|Feladó|De la|Kimden|Gönderen|От|Від|Από|发件人|寄件者|寄件人|差出人|보낸 사람|מאת|من";
const SENT =
  "Sent|Date|Gesendet|Datum|Envoyé|Enviado|Enviado el|Enviada em|Fecha|Data|Inviato|Verzonden|Skickat|Sendt|Dato|Lähetetty|Päivämäärä|Wysłano|Odesláno|Odoslané|Elküldve|Trimis|Gönderildi|Tarih|Отправлено|Дата|Надіслано|Ημερομηνία|发送时间|日期|寄件日期|送信日時|日付|보낸 날짜|נשלח|تاريخ";
const TO =
  "To|An|À|Para|A|Aan|Till|Til|Vastaanottaja|Do|Komu|Címzett|Către|Kime|Alıcı|Кому|Προς|收件人|收件者|宛先|받는 사람|אל|إلى";
const SUBJECT =
  "Subject|Betreff|Objet|Asunto|Oggetto|Onderwerp|Assunto|Ämne|Emne|Aihe|Temat|Předmět|Predmet|Tárgy|Subiect|Konu|Тема|Θέμα|主题|主旨|件名|제목|נושא|الموضوع";

function label(names: string): RegExp {
  return new RegExp(`^\\*?(?:${names})\\s?(?:[:：]|\\*[:：]|[:：]\\*)`, "iu");
}

const FROM_LINE = label(FROM);
const OTHER_LINES = [label(SENT), label(TO), label(SUBJECT)];

/** Tells whether lines begin with the header block that Outlook puts above a mail: From, and two of Sent, To, Subject. */
export function isHeaderBlock(lines: readonly string[], at: number): boolean {
  if (!FROM_LINE.test(shortened(lines[at] as string))) return false;
  const next = lines.slice(at + 1, at + 6).map(shortened);
  const told = OTHER_LINES.filter((pattern) => next.some((line) => pattern.test(line)));
  return told.length >= 2;
}

/** Where quoted html begins: the element is the quote, or everything from it on is. */
export type QuoteElement = "element" | "rest" | undefined;

/** Tells whether an element is a quote, by the marks of Gmail, Outlook, Apple Mail, Thunderbird, Yahoo and Proton. */
export function quoteElement(name: string, attributes: ReadonlyMap<string, string>): QuoteElement {
  const id = attributes.get("id") ?? "";
  if (name === "blockquote" && attributes.get("type")?.toLowerCase() === "cite") return "element";
  for (const token of (attributes.get("class") ?? "").split(/\s+/)) if (CLASSES.has(token)) return "element";
  if (IDS.test(id)) return "rest";
  if (name !== "div") return undefined;
  const style = (attributes.get("style") ?? "").slice(0, 300).toLowerCase().replace(/\s+/g, "");
  return OUTLOOK_RULE.test(style) ? "rest" : undefined;
}

const CLASSES = new Set([
  "gmail_quote",
  "gmail_quote_container",
  "moz-cite-prefix",
  "yahoo_quoted",
  "protonmail_quote",
  "zmail_extra",
  "tutanota_quote",
]);

/** Outlook on the web, on phones, and Outlook.com; Zimbra's rule. */
const IDS =
  /^(?:x_)*(?:divRplyFwdMsg|appendonsend|stopSpelling|OLK_SRC_BODY_SECTION|zwchr|mail-editor-reference-message-container|ms-outlook-mobile-reference-message)$/;

/** The line that Outlook draws above From, Sent, To and Subject. */
const OUTLOOK_RULE = /^border:none;border-top:solid#[0-9a-f]{6}1\.0pt;padding:3\.0pt0(?:in|cm|mm)/;
