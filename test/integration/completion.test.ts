/** Completion in the shells themselves: commands, options, words, files. */

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatCompletion, SHELLS, type Shell } from "../../src/cli/completion.js";
import { MANUALS } from "../../src/cli/manual.js";
import { OPTIONS } from "../../src/cli/options.js";
import { goThrough } from "../support/bulk.js";
import { runShell, testWith } from "../support/process.js";

/** What stands before the cursor, and what is offered; files and directories are those of the test. */
const offers: readonly { line: string; offered: readonly string[] }[] = [
  { line: "gmail-mime pa", offered: ["parse", "payload"] },
  { line: "gmail-mime comp", offered: ["completion"] },
  { line: "gmail-mime payload --for", offered: ["--format"] },
  { line: "gmail-mime payload --format m", offered: ["metadata", "minimal"] },
  { line: "gmail-mime payload mail.eml --j", offered: ["--jobs"] },
  { line: "gmail-mime request i", offered: ["import", "insert"] },
  { line: "gmail-mime request send --upload me", offered: ["media"] },
  { line: "gmail-mime completion z", offered: ["zsh"] },
  { line: "gmail-mime tree ma", offered: ["mail.eml", "mailbox"] },
  { line: "gmail-mime request send ma", offered: ["mail.eml", "mailbox"] },
  { line: "gmail-mime parse --out ma", offered: ["mailbox"] },
];

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "gmail-mime-"));
  await mkdir(join(root, "mailbox"));
  await writeFile(join(root, "mail.eml"), "");
  for (const shell of SHELLS) await writeFile(join(root, `completion.${shell}`), formatCompletion(shell));
});
afterAll(() => rm(root, { recursive: true }));

/** How each shell is asked what it would offer; one a line. */
const ASK: Record<Shell, (line: string) => string> = {
  // what readline does: it calls the function, and without its words offers files
  bash: (line) => `bash --norc -c '
    source ./completion.bash
    read -ra COMP_WORDS <<< "$1"
    COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
    compopt() { if [ "$1 $2" = "-o dirnames" ]; then dirnames=1; fi; }
    _gmail_mime
    if [ -n "$dirnames" ]; then compgen -d -- "\${COMP_WORDS[COMP_CWORD]}"
    elif [ \${#COMPREPLY[@]} -gt 0 ]; then printf "%s\\n" "\${COMPREPLY[@]}"
    else compgen -f -- "\${COMP_WORDS[COMP_CWORD]}"; fi' - '${line}'`,
  zsh: (line) => `zsh -f ./ask.zsh '${line}'`,
  fish: (line) => `fish --no-config -c 'source ./completion.fish; complete -C "${line}"'`,
};

/** A zsh in a terminal of its own, whose matches are printed between marks. */
const ASK_ZSH = `
zmodload zsh/zpty
zpty asked zsh -f -i
zpty -w asked 'PROMPT=; stty -echo; autoload -Uz compinit; compinit -u -D; source ./completion.zsh'
zpty -w asked 'zstyle ":completion:*" list-grouped false; zstyle ":completion:*" force-list always'
zpty -w asked 'compadd() {
  if [[ $* == *-[AOD]* ]]; then builtin compadd "$@"; return; fi
  local -a matches; builtin compadd -A matches "$@"
  local match; for match in $matches; do print -r -- "<offered>$match</offered>"; done
  builtin compadd "$@"
}'
zpty -w asked 'print ready'
zpty -r asked output '*ready*'
zpty -w -n asked "$1"$'\\t'
zpty -r asked offered '*</offered>*'
zpty -w -n asked $'\\C-u' # read when all matches are told; an interrupt would cut them short
zpty -w asked 'print finished'
zpty -r asked output '*finished*'
print -r -- $offered$output
zpty -d asked
`;

describe.each(SHELLS)("%s", async (shell) => {
  for (const { line, offered } of offers) {
    await testWith(shell, `offers ${offered.join(", ")} behind "${line}"`, async () => {
      await writeFile(join(root, "ask.zsh"), ASK_ZSH);
      const { out, error } = await runShell(ASK[shell](line), {
        cwd: root,
        env: { ...process.env, HOME: root },
      });
      expect(error).toBe("");
      const marked = [...out.matchAll(/<offered>(.*?)<\/offered>/g)].map(([, match]) => match ?? "");
      const lines = shell === "zsh" ? marked : out.split("\n");
      // fish puts what it is behind a match
      const matches = lines
        .map((match) => match.split("\t", 1)[0]?.replace(/\/$/, "") ?? "")
        .filter((match) => match !== "");
      expect([...new Set(matches)].sort()).toEqual(offered);
    });
  }

  test("knows every command and every option", () => {
    const script = formatCompletion(shell);
    for (const { name, options } of MANUALS) {
      expect(script).toContain(name);
      for (const option of Object.keys(options))
        expect(script).toContain(shell === "fish" ? `-l ${option}` : `--${option}`);
    }
  });

  test("is what completion prints", async () => {
    const { out } = await goThrough(["completion", shell]);
    expect(out).toBe(formatCompletion(shell));
  });
});

test("every option belongs to a command", () => {
  const taken = new Set(MANUALS.flatMap(({ options }) => Object.keys(options)));
  const known = Object.keys(OPTIONS).filter((name) => name !== "help" && name !== "version");
  expect([...taken].sort()).toEqual(known.sort());
});
