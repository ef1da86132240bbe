/** The bytes that structure a mail, by name. */

export const NUL = 0x00;
export const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;
export const DASH = 0x2d;
export const COLON = 0x3a;
export const EQUALS = 0x3d;

/** Space or tab: the blanks of a header line and of a delimiter's padding (RFC 5322 WSP). */
export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** Lower-cases A to Z only: names of the protocols are ASCII, and the Kelvin sign is no "k". */
export function asciiLowerCase(text: string): string {
  return /[^\0-\x7f]/.test(text) ? text.replace(/[A-Z]+/g, (run) => run.toLowerCase()) : text.toLowerCase();
}

/** Whether two names are the same but for the case of ASCII letters. */
export function sameName(a: string, b: string): boolean {
  return a.length === b.length && (a === b || asciiLowerCase(a) === asciiLowerCase(b));
}
