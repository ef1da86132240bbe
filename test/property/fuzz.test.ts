/** About ten seconds of `npm run fuzz`: the same inputs in every run. */

import { expect, test } from "vitest";
import { readCorpusMessages, readOwnMessages } from "../fuzz/messages.js";
import { type Finding, fuzz } from "../fuzz/run.js";
import { formatInput } from "../fuzz/trial.js";
import { text } from "../support/bytes.js";
import { describeCorpus } from "../support/corpus.js";

const task = { seed: 20260, first: 0, milliseconds: Number.POSITIVE_INFINITY };

test("no law breaks for mutations of the messages here", () => {
  const { findings, runs } = fuzz({ ...task, runs: 350, messages: readOwnMessages() });
  expect(findings.map(tell)).toEqual([]);
  expect(runs).toBe(350);
});

describeCorpus("the corpus", () => {
  test("no law breaks for mutations of its messages", () => {
    const { findings } = fuzz({ ...task, runs: 250, messages: readCorpusMessages() });
    expect(findings.map(tell)).toEqual([]);
  });
});

/** What a named case is made of: the law, the input, and where the law has a choice what it chose by. */
function tell({ law, reason, trial: { input, pick } }: Finding): string {
  return `${law}, pick ${pick}: ${JSON.stringify(text(formatInput(input)))}\n${reason}`;
}
