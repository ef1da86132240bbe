/** `npm run bench`: how fast the built library is, beside other parsers and builders in the same process. */

import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { build, mimetext, nodemailer } from "./builders.js";
import { formatGrowth, type Growth, measureGrowth, SERIES } from "./growth.js";
import { answerMade, answerStored, entity, mail, metadata, payload, request } from "./ours.js";
import { PEERS, peerVersions } from "./peers.js";
import { copy, scan } from "./runtime.js";
import { fillTables, formatTable, isTiming, type Row, type Table } from "./table.js";
import { findGoals, findTargets, formatTargets } from "./target.js";
import { RECIPES, type Recipe } from "./workloads.js";

/** The other ones a sender does not write. */
const BUILT = ["tiny", "typical", "newsletter", "attach-1M", "attach-25M"];

const TABLES: readonly Table[] = [
  {
    title: "ENTITY: bytes to the tree, nothing decoded (peers: their full parse)",
    recipes: RECIPES,
    contestants: [entity, ...PEERS],
  },
  {
    title: "PAYLOAD full: bytes to Gmail's payload, texts decoded, sizes exact (peers: their full parse)",
    recipes: RECIPES,
    contestants: [payload, ...PEERS],
  },
  {
    title: "PAYLOAD metadata: bytes to the type and headers of the root (peers: their full parse)",
    recipes: RECIPES,
    contestants: [metadata, ...PEERS],
  },
  {
    title: "PARSE: bytes to the mail a person means, everything decoded",
    recipes: RECIPES,
    contestants: [mail, ...PEERS],
  },
  {
    title: "ANSWER: a stored message in format metadata, its snippet stored (peers: their full parse)",
    recipes: RECIPES,
    contestants: [answerStored, ...PEERS],
  },
  {
    title: "ANSWER: a stored message in format metadata, its snippet made (peers: their full parse)",
    recipes: RECIPES,
    contestants: [answerMade, ...PEERS],
  },
  {
    title: "REQUEST: bytes to a multipart messages.insert",
    recipes: RECIPES.filter(({ name }) => name.startsWith("attach")),
    contestants: [request, copy],
  },
  {
    title: "BUILD: a mail object to bytes",
    recipes: RECIPES.filter(({ name }) => BUILT.includes(name)),
    contestants: [build, nodemailer, mimetext],
  },
  {
    title: "RUNTIME: what the bytes alone cost",
    recipes: RECIPES.filter(({ name }) => name === "attach-25M"),
    contestants: [payload, copy, scan],
  },
];

const { filter, json } = readOptions();
const isWanted = ({ name }: { readonly name: string }): boolean => name.includes(filter);
const tables = TABLES.map((table) => ({ ...table, recipes: table.recipes.filter(isWanted) })).filter(
  ({ recipes }) => recipes.length > 0,
);
const series = SERIES.filter(isWanted);
if (tables.length + series.length === 0) fail(`No workload's name holds "${filter}"`);

const filled = await fillTables(tables);
const growths: Growth[] = [];
for (const one of series) growths.push(await measureGrowth(one));
const targets = findTargets(filled, growths);
const goals = findGoals(filled);
const setting = {
  date: new Date().toISOString(),
  node: process.version,
  cpu: cpus()[0]?.model ?? "unknown",
  peers: peerVersions([...PEERS, nodemailer, mimetext]),
};

if (json) {
  console.log(
    JSON.stringify(
      { ...setting, tables: tables.map((table) => toJson(table, filled)), growths, targets, goals },
      null,
      2,
    ),
  );
} else {
  const peers = Object.entries(setting.peers).map(([name, version]) => `${name} ${version}`);
  console.log(`${setting.date}   Node ${setting.node}   ${setting.cpu}   ${peers.join(", ")}\n`);
  for (const table of tables) console.log(formatTable(table, filled));
  if (growths.length > 0) console.log(formatGrowth(growths));
  if (targets.length > 0) console.log(formatTargets("TARGETS", targets));
  if (goals.length > 0) console.log(formatTargets("GOALS", goals));
}

// A wrong answer of ours is no matter of speed.
const ours = [...filled.values()].flatMap(({ results }) =>
  [entity, payload, metadata, mail, build].flatMap((one) => results.get(one) ?? []),
);
if (!ours.every(isTiming)) process.exitCode = 1;

function readOptions(): { filter: string; json: boolean } {
  try {
    const options = {
      filter: { type: "string", default: "" },
      json: { type: "boolean", default: false },
    } as const;
    return parseArgs({ options }).values;
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function fail(reason: string): never {
  console.error(`${reason}\nUse: npm run bench -- [--filter NAME] [--json]`);
  process.exit(2);
}

function toJson({ title, recipes, contestants }: Table, rows: ReadonlyMap<Recipe, Row>): unknown {
  return {
    title,
    rows: recipes.map((recipe) => {
      const row = rows.get(recipe);
      const results = contestants.map((contestant) => [contestant.name, row?.results.get(contestant)]);
      return { workload: recipe.name, bytes: row?.bytes, results: Object.fromEntries(results) };
    }),
  };
}
