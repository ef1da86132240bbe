/** Domain names outside ASCII, as the DNS and old mail programs know them: punycode labels (RFC 5891, RFC 3492). */

const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_N = 128;
const LONGEST_LABEL = 63;
const DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";

/** What never stands in a label: controls, lone surrogates, separators, marks that are not seen but for two joiners. */
const NO_LABEL = /[\p{Cc}\p{Cs}\p{Z}]|(?![\u200c\u200d])\p{Cf}/u;

/**
 * Writes a domain in ASCII: each label outside ASCII is lower-cased, composed (NFC) and becomes `xn--…`.
 *
 * @returns `undefined` when a label is empty, longer than 63 characters, or holds what no label may.
 * @example
 * domainToAscii("Bücher.example"); // => "xn--bcher-kva.example"
 * @see RFC 5891 §4, RFC 3492 §6.3
 */
export function domainToAscii(domain: string): string | undefined {
  const labels = domain.replace(/[\u3002\uff0e\uff61]/g, ".").split("."); // the full stops of CJK keyboards
  for (let i = 0; i < labels.length; i++) {
    const label = labelToAscii(labels[i] as string);
    if (label === undefined) return undefined;
    labels[i] = label;
  }
  return labels.join(".");
}

function labelToAscii(given: string): string | undefined {
  if (/^[\x21-\x7e]+$/.test(given)) return given;
  if (given === "" || given.length > 2 * LONGEST_LABEL) return undefined;
  const label = given.toLowerCase().normalize("NFC");
  // U+037E composes to ";": what was checked before may not be what stands here now.
  if (NO_LABEL.test(label) || /[\0-\x2c./:-@[-^`{-\x7f]/.test(label)) return undefined;
  const ascii = /^[\0-\x7f]+$/.test(label) ? label : `xn--${encodePunycode(label)}`;
  return ascii.length > LONGEST_LABEL ? undefined : ascii;
}

/** RFC 3492 §6.3, for one label of 126 characters at most: it looks at all of them for each that differs. */
function encodePunycode(label: string): string {
  const points = Array.from(label, (character) => character.codePointAt(0) as number);
  let encoded = String.fromCharCode(...points.filter((point) => point < INITIAL_N));
  const basic = encoded.length;
  if (basic > 0) encoded += "-";
  let n = INITIAL_N;
  let delta = 0;
  let bias = INITIAL_BIAS;
  for (let handled = basic; handled < points.length; ) {
    const next = smallestFrom(points, n);
    delta += (next - n) * (handled + 1);
    n = next;
    for (const point of points) {
      if (point < n) delta++;
      if (point !== n) continue;
      encoded += variableLength(delta, bias);
      bias = adapt(delta, handled + 1, handled === basic);
      delta = 0;
      handled++;
    }
    delta++;
    n++;
  }
  return encoded;
}

function smallestFrom(points: readonly number[], floor: number): number {
  let smallest = 0x110000;
  for (const point of points) if (point >= floor && point < smallest) smallest = point;
  return smallest;
}

function variableLength(delta: number, bias: number): string {
  let digits = "";
  let rest = delta;
  for (let k = BASE; ; k += BASE) {
    const threshold = k <= bias ? T_MIN : Math.min(k - bias, T_MAX);
    if (rest < threshold) return digits + DIGITS[rest];
    digits += DIGITS[threshold + ((rest - threshold) % (BASE - threshold))];
    rest = Math.floor((rest - threshold) / (BASE - threshold));
  }
}

function adapt(given: number, points: number, first: boolean): number {
  let delta = Math.floor(given / (first ? DAMP : 2));
  delta += Math.floor(delta / points);
  let k = 0;
  for (; delta > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) delta = Math.floor(delta / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * delta) / (delta + SKEW));
}
