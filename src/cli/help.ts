/** What `gmail-mime --help` says, and the page of each command. */

import { MANUALS, type Manual } from "./manual.js";
import { findValue, type OptionName } from "./options.js";

/** Columns of a page. */
const WIDTH = 100;
const INDENT = "  ";
const DEEP = " ".repeat(8);

/** The commands, one a line, and where to read on. */
export function formatOverview(): string {
  const width = MANUALS.reduce((widest, manual) => Math.max(widest, callOf(manual).length), 0);
  const rows = MANUALS.map((manual) => `${INDENT}${callOf(manual).padEnd(width)}  ${manual.summary}\n`);
  return `gmail-mime looks at mail and converts it between the shapes of the Gmail API.

Usage: gmail-mime <command> [options] [FILE]

${rows.join("")}
FILE holds an .eml, a base64url raw, or JSON: a message, payload or draft of the API.
Which of them is told by the content, not by the name. "-" is standard input.

  -h, --help     print this; behind a command, its own page: gmail-mime payload --help
  --version      print the version

Exit status: 0 done; 1 the file cannot be read or converted, or check found defects; 2 wrong use;
3 the output of many messages is not complete.
Colours are for terminals only; NO_COLOR turns them off.
`;
}

/** The page of a command, as a manual has it. */
export function formatManual(manual: Manual): string {
  const { name, operands, summary, about, options, statuses, examples } = manual;
  const names = Object.keys(options) as OptionName[];
  const call = ["gmail-mime", name, ...names.map((option) => `[${spell(option)}]`), operands];
  const sections: readonly (readonly [title: string, text: string])[] = [
    ["NAME", fill(`gmail-mime ${name} - ${summary}`, INDENT)],
    ["SYNOPSIS", fill(call.join(" ").trim(), INDENT, DEEP)],
    ["DESCRIPTION", about.map((paragraph) => fill(paragraph, INDENT)).join("\n")],
    ["OPTIONS", names.map((option) => formatOption(option, options[option] ?? "")).join("")],
    [
      "EXIT STATUS",
      statuses.map(([status, meaning]) => fill(`${status}  ${meaning}`, INDENT, "     ")).join(""),
    ],
    ["EXAMPLES", examples.map(({ line, does }) => `${INDENT}${line}\n${fill(does, DEEP)}`).join("")],
  ];
  return sections
    .filter(([, text]) => text !== "")
    .map(([title, text]) => `${title}\n${text}`)
    .join("\n");
}

/** A command with what stands behind it, as the overview and its errors name it. */
function callOf({ name, operands }: Manual): string {
  return `${name} ${operands}`.trim();
}

function spell(option: OptionName): string {
  const value = findValue(option);
  return value === undefined ? `--${option}` : `--${option} ${value.name}`;
}

function formatOption(option: OptionName, text: string): string {
  const choices = findValue(option)?.choices;
  const words = Array.isArray(choices) ? ` (${choices.join(", ")})` : "";
  return `${INDENT}${spell(option)}\n${fill(text + words, DEEP)}`;
}

/** Text in lines as wide as the page, each ended. */
function fill(text: string, first: string, next: string = first): string {
  let page = "";
  let line = first;
  for (const word of text.split(" ")) {
    if (line.length + 1 + word.length > WIDTH && line.trim() !== "") {
      page += `${line}\n`;
      line = next;
    }
    line += line.trim() === "" ? word : ` ${word}`;
  }
  return `${page}${line}\n`;
}
