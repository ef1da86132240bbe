/** The prefixes that replies and forwards put before a subject, in the languages mailers speak. */

/** Reply prefixes in lower case. What subjects begin with in earnest ("R:", "Ref:") is left out. */
const REPLY = words(
  "re aw antw antwort sv vs odp rif res ynt vá bls balas atb ang",
  "回复 回覆 答复 答覆 返信 답장 회신 отв ответ отг απ σχετ תשובה תגובה رد",
);
/** Forward prefixes in lower case ("tr" is French). */
const FORWARD = words(
  "fw fwd wg tr rv enc encaminhado vb vl videresendt doorst pd ilt i\u0307lt továbbítás tov",
  "转发 轉發 转寄 轉寄 転送 전달 пер пересл προθ הועבר",
);
const LONGEST_PREFIX = 12;

function words(...lists: string[]): ReadonlySet<string> {
  return new Set(lists.join(" ").split(" "));
}

/**
 * Tells whether a subject begins with a reply prefix: `Re:`, `RE :`, `Re[2]:`, `AW:`, `回复：`…
 *
 * @example
 * isReplySubject("Antw: plan"); // => true
 */
export function isReplySubject(subject: string): boolean {
  return prefixEnd(subject, 0, REPLY) > 0;
}

/**
 * Tells whether a subject begins with a forward prefix: `Fwd:`, `FW:`, `WG:`, `TR:`, `转发：`…
 *
 * @example
 * isForwardSubject("WG: plan"); // => true
 */
export function isForwardSubject(subject: string): boolean {
  return prefixEnd(subject, 0, FORWARD) > 0;
}

/**
 * Makes the subject of a reply; one that is a reply already stays as it is.
 *
 * @example
 * replySubject("plan"); // => "Re: plan"
 * @see {@link baseSubject} for the way back; RFC 5322 §3.6.5
 */
export function replySubject(subject: string): string {
  return isReplySubject(subject) ? subject : `Re: ${subject}`.trimEnd();
}

/**
 * Makes the subject of a forward; one that is a forward already stays as it is.
 *
 * @example
 * forwardSubject("Re: plan"); // => "Fwd: Re: plan"
 * @see {@link baseSubject} for the way back
 */
export function forwardSubject(subject: string): string {
  return isForwardSubject(subject) ? subject : `Fwd: ${subject}`.trimEnd();
}

/**
 * Takes off every reply and forward prefix and makes each run of blanks one space: what two subjects of one
 * conversation have in common (Gmail rule 43). Upper and lower case stay.
 *
 * @example
 * baseSubject("RE: Fwd:  the \t plan"); // => "the plan"
 * @see {@link replySubject} and {@link forwardSubject} for the way there
 */
export function baseSubject(subject: string): string {
  let at = 0;
  for (;;) {
    const reply = prefixEnd(subject, at, REPLY);
    const next = reply > at ? reply : prefixEnd(subject, at, FORWARD);
    if (next <= at) return subject.slice(at).replace(/\s+/g, " ").trim();
    at = next;
  }
}

/** The place after one prefix of the set and its colon, or `from` when none stands there. */
function prefixEnd(subject: string, from: number, prefixes: ReadonlySet<string>): number {
  const start = skipBlanks(subject, from);
  let end = start;
  while (end - start <= LONGEST_PREFIX && end < subject.length && !endsWord(subject.charCodeAt(end))) end++;
  if (!prefixes.has(subject.slice(start, end).toLowerCase())) return from;
  const colon = skipBlanks(subject, skipCount(subject, skipBlanks(subject, end)));
  const code = subject.charCodeAt(colon);
  return code === COLON || code === FULL_WIDTH_COLON ? colon + 1 : from;
}

const COLON = 0x3a;
const FULL_WIDTH_COLON = 0xff1a;

function endsWord(code: number): boolean {
  return code === COLON || code === FULL_WIDTH_COLON || isSpace(code) || isCountOpen(code);
}

/** "[", "(" or "^": what opens the count of "Re[2]:", "Re(2):" and "Re^2:". */
function isCountOpen(code: number): boolean {
  return code === 0x5b || code === 0x28 || code === 0x5e;
}

function skipCount(subject: string, from: number): number {
  if (!isCountOpen(subject.charCodeAt(from))) return from;
  let at = from + 1;
  while (subject.charCodeAt(at) >= 0x30 && subject.charCodeAt(at) <= 0x39) at++;
  const closed = subject.charCodeAt(from) === 0x5b ? 0x5d : subject.charCodeAt(from) === 0x28 ? 0x29 : -1;
  if (at === from + 1) return from;
  if (closed < 0) return at;
  return subject.charCodeAt(at) === closed ? at + 1 : from;
}

/** White space of a decoded subject: the blanks of ASCII, the no-break space and the ideographic one. */
function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xa0 || code === 0x3000;
}

function skipBlanks(subject: string, from: number): number {
  let at = from;
  while (isSpace(subject.charCodeAt(at))) at++;
  return at;
}
