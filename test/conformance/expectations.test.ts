import { expect, test } from "vitest";
import { describeCorpus } from "../support/corpus.js";
import { readJsmime, readPhpMime, readWebklex, readZbateson } from "../support/expectation-content.js";
import { readMailcore2, readMime4j, readMimeKit, readStalwart } from "../support/expectation-tree.js";
import { agreedShare, onPurposeShare, scoreOf, type Tally } from "../support/score.js";
import { DISAGREEMENTS } from "./disagreements.js";
import { ENVELOPE_DISAGREEMENTS } from "./envelope-disagreements.js";

/** What everybody asks of a mail first. */
const MAIL = "subject, from, to, cc, date, message id, text, html, attachments".split(", ");

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
    [...DISAGREEMENTS, ...ENVELOPE_DISAGREEMENTS],
  );
  console.log(score.table);

  test("is what we say, but for the disagreements we hold to", () => {
    expect(score.wrong).toEqual([]);
  });

  const tallyOf = (attribute: string) => score.attributes.get(`mail ${attribute}`) as Tally;

  test.each(MAIL)("is what we say of %s in at least 97 %, but for those disagreements", (attribute) => {
    expect(agreedShare(tallyOf(attribute))).toBeGreaterThanOrEqual(0.97);
  });

  test("is disagreed with on purpose in at most 5 %, of all and of what everybody asks first", () => {
    expect(onPurposeShare([score.all])).toBeLessThanOrEqual(0.05);
    expect(onPurposeShare(MAIL.map(tallyOf))).toBeLessThanOrEqual(0.05);
  });

  test("is still disagreed with wherever that is listed", () => {
    expect(score.stale).toEqual([]);
  });
});
