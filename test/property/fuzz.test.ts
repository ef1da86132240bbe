/** About ten seconds of `npm run fuzz`: the same inputs in every run. */

import { expect, test } from "vitest";
import { readCorpusMessages, readOwnMessages } from "../fuzz/messages.js";
import { fuzz } from "../fuzz/run.js";
import { describeCorpus } from "../support/corpus.js";

const task = { seed: 20260, first: 0, milliseconds: Number.POSITIVE_INFINITY };

test("no law breaks for mutations of the messages here", () => {
  const { findings, runs } = fuzz({ ...task, runs: 350, messages: readOwnMessages() });
  expect(runs).toBe(350);
  expect(findings).toEqual([]);
});

describeCorpus("the corpus", () => {
  test("no law breaks for mutations of its messages", () => {
    expect(fuzz({ ...task, runs: 250, messages: readCorpusMessages() }).findings).toEqual([]);
  });
});
