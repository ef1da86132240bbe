import { expect, test } from "vitest";
import { describeCorpus } from "../support/corpus.js";
import { readJsmime, readPhpMime, readWebklex, readZbateson } from "../support/expectation-content.js";
import { readMailcore2, readMime4j, readMimeKit, readStalwart } from "../support/expectation-tree.js";
import { scoreOf } from "../support/score.js";
import { DISAGREEMENTS } from "./disagreements.js";

describeCorpus("what other projects state of the corpus", () => {
  const score = scoreOf(
    [
      readStalwart("lf"),
      readStalwart("crlf"),
      readMime4j(),
      readMimeKit(),
      readMailcore2(),
      readZbateson(),
      readPhpMime(),
      readWebklex(),
      readJsmime(),
    ],
    DISAGREEMENTS,
  );
  console.log(score.table);

  test("is what we say, but for the disagreements we hold to", () => {
    expect(score.wrong).toEqual([]);
  });

  test("is disagreed with on purpose in at most 5 %", () => {
    expect(score.onPurpose / score.stated).toBeLessThanOrEqual(0.05);
  });

  test("is still disagreed with wherever that is listed", () => {
    expect(score.stale).toEqual([]);
  });
});
