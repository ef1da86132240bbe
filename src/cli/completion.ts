/** What makes a shell complete the commands, their options and the words these take. */

import { MANUALS, type Manual } from "./manual.js";
import { findValue, type OptionName } from "./options.js";

export type Shell = "bash" | "zsh" | "fish";

export const SHELLS: readonly Shell[] = ["bash", "zsh", "fish"];

/** Prints the script of a shell. */
export function formatCompletion(shell: Shell): string {
  return { bash: formatBash, zsh: formatZsh, fish: formatFish }[shell]();
}

const COMMANDS = MANUALS.map(({ name }) => name);

/** An option of a command, with the words or kind of path that may stand behind it. */
interface Offer {
  readonly name: string;
  readonly does: string;
  readonly value: string | undefined;
  readonly choices: readonly string[] | "directory" | "file" | "anything";
}

function offersOf({ options }: Manual): Offer[] {
  const offers = (Object.keys(options) as OptionName[]).map((name) => {
    const value = findValue(name);
    const does = startOf(options[name] ?? "");
    return { name, does, value: value?.name, choices: value?.choices ?? ("anything" as const) };
  });
  return [...offers, { name: "help", does: "print its page", value: undefined, choices: "anything" }];
}

/** The beginning of what an option does: a shell has a line for it. */
function startOf(text: string): string {
  return text.split(/[:;,]\s/, 1)[0] ?? "";
}

function formatBash(): string {
  const values = MANUALS.flatMap((manual) =>
    offersOf(manual)
      .filter(({ value }) => value !== undefined)
      .map(({ name, choices }) => `    "${manual.name} --${name}") ${offerInBash(choices)}; return ;;\n`),
  );
  const options = MANUALS.map((manual) => {
    const names = offersOf(manual).map(({ name }) => `--${name}`);
    return `      ${manual.name}) words="${names.join(" ")}" ;;\n`;
  });
  const words = MANUALS.flatMap(({ name, words: first = [] }) =>
    first.length === 0 ? [] : [`      ${name}) words="${first.join(" ")}" ;;\n`],
  );
  return `# bash completion of gmail-mime
_gmail_mime() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} words=
  # --format=full is three words here
  if [ "$before" = = ]; then before=\${COMP_WORDS[COMP_CWORD-2]}; fi
  if [ "$current" = = ]; then current=; fi
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${COMMANDS.join(" ")} --help --version" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]} $before" in
${values.join("")}  esac
  if [ "\${current#-}" != "$current" ]; then
    case \${COMP_WORDS[1]} in
${options.join("")}    esac
  elif [ "$COMP_CWORD" -eq 2 ]; then
    case \${COMP_WORDS[1]} in
${words.join("")}    esac
  fi
  # without words, files
  if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$current")); fi
}
complete -o default -F _gmail_mime gmail-mime
`;
}

function offerInBash(choices: Offer["choices"]): string {
  if (choices === "directory") return "compopt -o dirnames 2> /dev/null";
  if (choices === "file") return ":";
  if (choices === "anything") return "compopt +o default 2> /dev/null";
  return `COMPREPLY=($(compgen -W "${choices.join(" ")}" -- "$current"))`;
}

function formatZsh(): string {
  const commands = MANUALS.map(({ name, summary }) => `    ${quote(`${name}:${summary}`)}\n`);
  const cases = MANUALS.map((manual) => {
    const { name, words } = manual;
    const options = offersOf(manual).map(formatZshOption);
    const operands =
      words === undefined
        ? ["'*:file:_files'"]
        : words.length === 0
          ? []
          : [`'1:what:(${words.join(" ")})'`, "'*:file:_files'"];
    return `    ${name}) _arguments ${[...options, ...operands].join(" ")} ;;\n`;
  });
  return `#compdef gmail-mime
_gmail_mime() {
  local -a commands
  commands=(
${commands.join("")}  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  shift words
  (( CURRENT-- ))
  case $words[1] in
${cases.join("")}  esac
}
# as a file of $fpath it is called, as a script it is registered
if [[ $funcstack[1] == _gmail-mime ]]; then _gmail_mime "$@"; else compdef _gmail_mime gmail-mime; fi
`;
}

function formatZshOption({ name, does, value, choices }: Offer): string {
  const help = does.replace(/[[\]:]/g, "\\$&");
  if (value === undefined) return quote(`--${name}[${help}]`);
  const action =
    choices === "directory"
      ? "_files -/"
      : choices === "file"
        ? "_files"
        : choices === "anything"
          ? " "
          : `(${choices.join(" ")})`;
  return quote(`--${name}=[${help}]:${value}:${action}`);
}

function formatFish(): string {
  const lines = ["# fish completion of gmail-mime", "complete -c gmail-mime -f"];
  for (const manual of MANUALS) {
    const { name, summary, words } = manual;
    lines.push(`complete -c gmail-mime -n __fish_use_subcommand -a ${name} -d ${quote(summary)}`);
    const here = `complete -c gmail-mime -n '__fish_seen_subcommand_from ${name}'`;
    if (words === undefined) lines.push(`${here} -F`);
    else if (words.length > 0) {
      const unsaid = `complete -c gmail-mime -n '__fish_seen_subcommand_from ${name}; and not __fish_seen_subcommand_from ${words.join(" ")}'`;
      lines.push(`${unsaid} -a ${quote(words.join(" "))}`);
      lines.push(
        `complete -c gmail-mime -n '__fish_seen_subcommand_from ${name}; and __fish_seen_subcommand_from ${words.join(" ")}' -F`,
      );
    }
    for (const { name: option, does, value, choices } of offersOf(manual)) {
      lines.push(`${here} -l ${option}${value === undefined ? "" : offerInFish(choices)} -d ${quote(does)}`);
    }
  }
  lines.push("complete -c gmail-mime -n __fish_use_subcommand -l help -d 'print the commands'");
  lines.push("complete -c gmail-mime -n __fish_use_subcommand -l version -d 'print the version'");
  return `${lines.join("\n")}\n`;
}

function offerInFish(choices: Offer["choices"]): string {
  if (choices === "directory") return " -x -a '(__fish_complete_directories)'";
  if (choices === "file") return " -r -F";
  return choices === "anything" ? " -x" : ` -x -a ${quote(choices.join(" "))}`;
}

/** One word of a shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
