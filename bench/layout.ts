/** How figures are written: in columns for the terminal, as Markdown for documents. */

export interface Layout {
  heading(text: string): string[];
  /** The first row is the head. */
  grid(rows: readonly (readonly string[])[]): string[];
  notes(lines: readonly string[]): string[];
}

export const TERMINAL: Layout = {
  heading: (text) => [text, ""],
  grid: (rows) => [...alignColumns(rows).map((cells) => cells.join("   ").trimEnd()), ""],
  notes: (lines) => (lines.length === 0 ? [] : [...lines, ""]),
};

export const MARKDOWN: Layout = {
  heading: (text) => [`### ${text}`, ""],
  grid: (rows) => {
    const [head = [], ...body] = alignColumns(rows);
    const rule = head.map((cell, i) =>
      i === 0 ? "-".repeat(cell.length) : `${"-".repeat(cell.length - 1)}:`,
    );
    return [...[head, rule, ...body].map((cells) => `| ${cells.join(" | ")} |`), ""];
  },
  notes: (lines) => (lines.length === 0 ? [] : [...lines.map((line) => `- ${line}`), ""]),
};

/** The first column to the left, the others to the right; at least three wide, as Markdown wants its rules. */
function alignColumns(rows: readonly (readonly string[])[]): string[][] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(3, ...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    widths.map((width, i) => (i === 0 ? (row[i] ?? "").padEnd(width) : (row[i] ?? "").padStart(width))),
  );
}

export function formatTime(ms: number): string {
  return ms < 1 ? `${(1_000 * ms).toPrecision(3)} µs` : `${Number(ms.toPrecision(3))} ms`;
}

export function formatBytes(bytes: number): string {
  return bytes < 1e6 ? `${Number((bytes / 1e3).toPrecision(3))} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

export function formatRatio(ratio: number): string {
  return `${ratio < 99.5 ? ratio.toPrecision(2) : Math.round(ratio)} ×`;
}
