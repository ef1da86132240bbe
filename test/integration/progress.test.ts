/** What a person who waits is shown. */

import { expect, test } from "vitest";
import { formatBytes, formatProgress, formatSummary, showProgress } from "../../src/cli/progress.js";

const half = { messages: 12_345, errors: 2, bytes: 4e8, before: 1e8, total: 1e9, seconds: 100 };

test("a bar, the share, messages, errors, rates and the time left", () => {
  expect(formatProgress(half, 120)).toBe(
    "[###############---------------]  50 %  12 345 messages  2 errors  123/s  4.0 MB/s  2 min 5 s left",
  );
  expect(formatProgress({ ...half, messages: 1, errors: 1, bytes: 0, before: 0, seconds: 0.5 }, 80)).toBe(
    "[------------------------------]   0 %  1 message  1 error",
  );
  expect(formatProgress({ ...half, errors: 0, total: 0, seconds: 10 }, 80)).toBe(
    "12 345 messages  1 235/s  40.0 MB/s",
  );
  expect(formatProgress({ ...half, total: 1e12, seconds: 10 }, 120)).toContain("6 h 56 min left");
  expect(formatProgress({ ...half, total: 4e8 }, 120)).toContain("100 %");
});

test("no wider than the terminal", () => {
  for (let columns = 1; columns < 130; columns++) {
    expect(formatProgress(half, columns).length).toBeLessThan(Math.max(columns, 1));
  }
});

test("what a run came to", () => {
  expect(formatSummary(half)).toBe("12 345 messages, 2 errors, 400.0 MB in 100 s: 123 messages/s, 4.0 MB/s");
  expect(formatSummary({ ...half, messages: 1, errors: 0, bytes: 12, seconds: 0 })).toBe(
    "1 message, 0 errors, 12 B in 0 s: 1 000 messages/s, 12.0 kB/s",
  );
  expect([999, 1_000, 999_999, 2.5e9].map(formatBytes)).toEqual(["999 B", "1.0 kB", "1000.0 kB", "2.5 GB"]);
});

test("it is drawn over itself, and goes away", async () => {
  let shown = "";
  const write = (text: string): void => {
    shown += text;
  };
  const { end } = showProgress({ write, columns: () => 80 }, () => half);
  await expect.poll(() => shown.split("\r").length, { timeout: 5_000 }).toBeGreaterThan(2);
  end();
  const drawn = shown.length;
  expect(shown.endsWith("\r\u001b[K")).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(shown.length).toBe(drawn);
});
