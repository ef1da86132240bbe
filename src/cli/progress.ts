/** How far a long run is, for the person who waits, and what it came to. */

/** A terminal that shows how far it is; what it shows is no part of the output. */
export interface Terminal {
  readonly write: (text: string) => void;
  readonly columns: () => number;
}

export interface Progress {
  readonly messages: number;
  readonly errors: number;
  /** Bytes of messages read in this run. */
  readonly bytes: number;
  /** Bytes that were done before this run, and bytes in all; 0 while that is not known. */
  readonly before: number;
  readonly total: number;
  readonly seconds: number;
}

const WIDEST_BAR = 30;
const NARROWEST_BAR = 10;
/** A time told after a shorter one would jump. */
const FIRST_TOLD = 1;

/**
 * Formats how far it is as one line: a bar, the share, messages, errors, rate and time left, as the width allows.
 *
 * @example
 * formatProgress({ messages: 500, errors: 0, bytes: 5e6, before: 0, total: 1e7, seconds: 2 }, 80);
 * // => "[###############---------------]  50 %  500 messages  250/s  2.5 MB/s  2 s left"
 */
export function formatProgress(progress: Progress, columns: number): string {
  const { messages, errors, bytes, before, total, seconds } = progress;
  const words = [count(messages, "message")];
  if (errors > 0) words.push(count(errors, "error"));
  if (seconds >= FIRST_TOLD) {
    words.push(`${formatNumber(messages / seconds)}/s`, `${formatBytes(bytes / seconds)}/s`);
  }
  const share = total > 0 ? Math.min(1, (before + bytes) / total) : undefined;
  if (share !== undefined && seconds >= FIRST_TOLD && bytes > 0) {
    const left = (Math.max(0, total - before - bytes) / bytes) * seconds;
    words.push(`${formatTime(left)} left`);
  }
  const percent = share === undefined ? "" : `${String(Math.floor(share * 100)).padStart(3)} %  `;
  const text = percent + words.join("  ");
  const width = Math.min(WIDEST_BAR, columns - text.length - 4);
  if (share === undefined || width < NARROWEST_BAR) return text.slice(0, Math.max(0, columns - 1));
  const filled = Math.floor(share * width);
  return `[${"#".repeat(filled)}${"-".repeat(width - filled)}] ${text}`;
}

/**
 * Formats what a run came to.
 *
 * @example
 * formatSummary({ messages: 500, errors: 1, bytes: 5e6, before: 0, total: 0, seconds: 2 });
 * // => "500 messages, 1 error, 5.0 MB in 2 s: 250 messages/s, 2.5 MB/s"
 */
export function formatSummary({ messages, errors, bytes, seconds }: Progress): string {
  const time = Math.max(seconds, 0.001);
  const rate = `${formatNumber(messages / time)} messages/s, ${formatBytes(bytes / time)}/s`;
  const came = `${count(messages, "message")}, ${count(errors, "error")}, ${formatBytes(bytes)}`;
  return `${came} in ${seconds < 10 ? Number(seconds.toFixed(2)) : Math.round(seconds)} s: ${rate}`;
}

/** Shows a line on a terminal again and again, over itself. */
export function showProgress(terminal: Terminal, progress: () => Progress): { readonly end: () => void } {
  const draw = (): void => {
    terminal.write(`\r${formatProgress(progress(), terminal.columns())}\x1b[K`);
  };
  const timer = setInterval(draw, 100);
  timer.unref();
  return {
    end: () => {
      clearInterval(timer);
      terminal.write("\r\x1b[K");
    },
  };
}

function count(number: number, what: string): string {
  return `${formatNumber(number)} ${what}${number === 1 ? "" : "s"}`;
}

/** Whole numbers, thousands apart. */
function formatNumber(number: number): string {
  return Math.round(number).toLocaleString("en").replaceAll(",", " ");
}

export function formatBytes(bytes: number): string {
  for (const [unit, size] of [
    ["GB", 1e9],
    ["MB", 1e6],
    ["kB", 1e3],
  ] as const) {
    if (bytes >= size) return `${(bytes / size).toFixed(1)} ${unit}`;
  }
  return `${Math.round(bytes)} B`;
}

function formatTime(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3_600)} h ${Math.floor((whole % 3_600) / 60)} min`;
}
