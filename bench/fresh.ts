/** First calls and peak memory: every figure from new processes, each of which runs one program. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { RECIPES } from "./workloads.js";

export interface Fresh {
  readonly program: string;
  readonly work: string;
  /** Milliseconds to import it, and for its first answer, of a typical message. */
  readonly loading: number;
  readonly first: number;
  /** Bytes of memory at the peak beyond those before, for attach-25M; the same as a share of the attached file. */
  readonly extra: number;
  readonly share: number;
}

const PAIRS: readonly (readonly [program: string, work: string])[] = [
  ["gmail-mime", "parse"],
  ["gmail-mime", "payload"],
  ["postal-mime", "parse"],
  ["mailparser", "parse"],
  ["letterparser", "parse"],
  ["gmail-mime", "build"],
  ["nodemailer", "build"],
];

const script = fileURLToPath(new URL("fresh.mjs", import.meta.url));
const library = new URL("../dist/index.js", import.meta.url).href;

/** Medians of several processes each, by turns. */
export function measureFresh(rounds: number): Fresh[] {
  const folder = mkdtempSync(join(tmpdir(), "gmail-mime-bench-"));
  try {
    const file = writeMessages(folder);
    const samples = PAIRS.map((): Figures[] => []);
    for (let round = 0; round < rounds; round++) {
      for (const [i, [program, work]] of PAIRS.entries()) {
        const told = execFileSync(process.execPath, ["--expose-gc", script, program, work, folder, library]);
        samples[i]?.push(JSON.parse(told.toString()) as Figures);
      }
    }
    return PAIRS.map(([program, work], i) => {
      const figures = samples[i] ?? [];
      const extra = median(figures.map((one) => one.extra));
      return {
        program,
        work,
        loading: median(figures.map((one) => one.loading)),
        first: median(figures.map((one) => one.first)),
        extra,
        share: extra / file,
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Figures = Pick<Fresh, "loading" | "first" | "extra">;

/** Puts what the processes are given into files; returns the size of the large attachment. */
function writeMessages(folder: string): number {
  let size = 0;
  for (const recipe of RECIPES.filter(({ name }) => name === "typical" || name === "attach-25M")) {
    const { name, bytes, draft } = recipe.make();
    writeFileSync(join(folder, `${name}.eml`), bytes);
    for (const [i, { content }] of draft.attachments.entries()) {
      writeFileSync(join(folder, `${name}.${i}`), content);
      size = content.length;
    }
    const attachments = draft.attachments.map((file) => ({ ...file, content: undefined }));
    writeFileSync(join(folder, `${name}.json`), JSON.stringify({ ...draft, attachments }));
  }
  return size;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
