/** `npm run bench:versions`: the same work on several versions of Node, which come from npm, by turns. */

import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { formatTime, MARKDOWN, TERMINAL } from "./layout.js";
import { formatSetting, readSetting } from "./setting.js";
import { startTable } from "./start.js";
import { type FilledTable, isTiming } from "./table.js";

/** No version may be slower than this share of the best one. */
const LEAST_SHARE = 0.8;

const { versions, rounds, filter, markdown } = parseArgs({
  options: {
    versions: { type: "string", default: "20,22,24,26" },
    rounds: { type: "string", default: "3" },
    filter: { type: "string", default: "" },
    markdown: { type: "boolean", default: false },
  },
}).values;

interface Version {
  readonly name: string;
  readonly node: string;
  readonly tables: FilledTable[];
}

const all = versions.split(",").map(installVersion);
for (let round = 0; round < Number(rounds); round++) {
  for (let i = 0; i < all.length; i++) {
    const version = all[(round + i) % all.length] as Version;
    if (process.stderr.isTTY) process.stderr.write(`round ${round + 1}: Node ${version.name}\x1b[K\r`);
    version.tables.push(await startTable("OURS", { filter, quick: true, node: version.node }));
  }
}
print();

/** npm keeps what it has fetched once. */
function installVersion(wanted: string): Version {
  const script = "process.version + ' ' + process.execPath";
  const told = execFileSync("npx", ["--yes", "-p", `node@${wanted}`, "node", "-p", script], {
    encoding: "utf8",
  });
  const [name = "", ...path] = told.trim().split(" ");
  return { name, node: path.join(" "), tables: [] };
}

function print(): void {
  const layout = markdown ? MARKDOWN : TERMINAL;
  const [{ rows = [], contestants = [] } = {}] = all[0]?.tables ?? [];
  let slow = 0;
  const cells = rows.flatMap(({ workload }) =>
    contestants.map((contestant) => {
      const times = all.map(({ tables }) => bestOf(tables, workload, contestant));
      const best = Math.min(...times);
      const shares = times.map((time) => best / time);
      slow += shares.filter((share) => share < LEAST_SHARE).length;
      const told = shares.map((share, i) => `${formatTime(times[i] as number)} ${formatShare(share)}`);
      return [`${workload}, ${contestant}`, ...told];
    }),
  );
  const title = `VERSIONS: best median of ${rounds} rounds, as a share of the best version; ${slow} under ${LEAST_SHARE}`;
  const head = ["", ...all.map(({ name }) => name)];
  const lines = [
    formatSetting(readSetting(), layout),
    ...layout.heading(title),
    ...layout.grid([head, ...cells]),
  ];
  console.log(lines.join("\n"));
}

function formatShare(share: number): string {
  return share < LEAST_SHARE ? `(${share.toFixed(2)} !)` : `(${share.toFixed(2)})`;
}

/** Of several processes the best one: what else the machine does makes them slower, never faster. */
function bestOf(tables: readonly FilledTable[], workload: string, contestant: string): number {
  const results = tables.map(
    ({ rows }) => rows.find((row) => row.workload === workload)?.results[contestant],
  );
  return Math.min(...results.map((result) => (isTiming(result) ? result.median : Number.POSITIVE_INFINITY)));
}
