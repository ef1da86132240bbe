/** `npm run bench`: how fast the built library is, beside other parsers and builders in the same process. */

import { parseArgs } from "node:util";
import { writeSection } from "./document.js";
import { type Fresh, measureFresh } from "./fresh.js";
import { MARKDOWN, TERMINAL } from "./layout.js";
import { QUICK, THOROUGH } from "./measure.js";
import { formatFresh, formatTable, formatTargets } from "./report.js";
import { formatSetting, readSetting } from "./setting.js";
import { startTable, tellTable } from "./start.js";
import { type FilledTable, fillTable, isTiming } from "./table.js";
import { OURS, TABLES } from "./tables.js";
import { findTargets } from "./target.js";
import { RECIPES, type Recipe } from "./workloads.js";

const FRESH = "FRESH";

const options = readOptions();
const words = options.filter.toLowerCase().split(/\s+/);

if (options.table === "") await runAll();
else await runTable(options.table);

/** The process of one table: everyone in it takes turns. */
async function runTable(name: string): Promise<void> {
  const table = [...TABLES, OURS].find((one) => one.name === name);
  if (table === undefined) fail(`No table is called "${name}"`);
  const filled = await fillTable(table, wantedIn(name), options.quick ? QUICK : THOROUGH);
  tellTable(filled);
  process.exit(); // some hold the process open
}

async function runAll(): Promise<void> {
  const names = TABLES.map(({ name }) => name).filter((name) => wantedIn(name).length > 0);
  const wantsFresh = words.every((word) => FRESH.toLowerCase().includes(word));
  if (names.length === 0 && !wantsFresh) fail(`No table's or workload's name holds "${options.filter}"`);
  const layout = options.markdown || options.write ? MARKDOWN : TERMINAL;
  const said: string[] = [];
  const say = (text: string): void => {
    said.push(text);
    if (!options.json) console.log(text);
  };
  const setting = readSetting();
  say(formatSetting(setting, layout));
  const tables: FilledTable[] = [];
  for (const name of names) {
    const table = await startTable(name, options);
    tables.push(table);
    say(formatTable(table, layout));
  }
  const fresh: Fresh[] = wantsFresh ? measureFresh(options.quick ? 1 : 5) : [];
  if (wantsFresh) say(formatFresh(fresh, layout));
  const targets = findTargets(tables, fresh);
  if (targets.length > 0) say(formatTargets(targets, layout));
  if (options.write) writeSection("The last tables", said.join("\n"));
  if (options.json) console.log(JSON.stringify({ ...setting, tables, fresh, targets }, null, 2));
  // A wrong answer of ours is no matter of speed.
  const ours = tables.flatMap(({ contestants, rows }) =>
    rows.map(({ results }) => results[contestants[0] ?? ""]),
  );
  if (!ours.every((result) => isTiming(result) && !("wrong" in result))) process.exitCode = 1;
}

/** The messages whose name, or that of the table, holds each word of the filter. */
function wantedIn(table: string): Recipe[] {
  return RECIPES.filter(({ name }) => words.every((word) => `${table} ${name}`.toLowerCase().includes(word)));
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        filter: { type: "string", default: "" },
        table: { type: "string", default: "" },
        json: { type: "boolean", default: false },
        markdown: { type: "boolean", default: false },
        quick: { type: "boolean", default: false },
        write: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function fail(reason: string): never {
  console.error(
    `${reason}\nUse: npm run bench -- [--filter "WORDS"] [--quick] [--json | --markdown | --write]`,
  );
  process.exit(2);
}
