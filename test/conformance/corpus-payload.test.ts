import { expect, test } from "vitest";
import { mimeToPayload, payloadToMime } from "../../src/index.js";
import { corpusPaths, describeCorpus, readCorpusBytes } from "../support/corpus.js";
import { contentsOf, payloadDifferences } from "../support/payload-differences.js";
import { expectKeysInOrder, expectPartsOfTree, expectTrueSizes } from "../support/payload-form.js";
import { LAW_5_EXCEPTIONS } from "./exceptions.js";

describeCorpus("payloads of the corpus", () => {
  test.each(corpusPaths)("%s has the parts of its tree, each under its id", (path) => {
    expectPartsOfTree(readCorpusBytes(path));
  });

  test.each(corpusPaths)("%s has the keys of the API in their order (rule 9)", (path) => {
    expectKeysInOrder(readCorpusBytes(path));
  });

  test.each(corpusPaths)("%s has true data and sizes (rules 26 to 30)", (path) => {
    expectTrueSizes(readCorpusBytes(path));
  });
});

describeCorpus("law 5 over the corpus: a payload written as a message and read again", () => {
  const excepted = new Set(LAW_5_EXCEPTIONS.map(({ path }) => path));

  test("is excepted for fewer than ten messages", () => {
    expect(LAW_5_EXCEPTIONS.length).toBeLessThan(10);
    expect(corpusPaths).toEqual(expect.arrayContaining([...excepted]));
  });

  test.each(corpusPaths.filter((path) => !excepted.has(path)))("%s is the same", (path) => {
    expect(differencesOf(path)).toEqual([]);
  });

  test.each(LAW_5_EXCEPTIONS.map(({ path, why }) => [path, why] as const))(
    "%s is still excepted: %s",
    (path) => {
      expect(differencesOf(path)).not.toEqual([]);
    },
  );
});

function differencesOf(path: string): string[] {
  const source = readCorpusBytes(path);
  const payload = mimeToPayload(source);
  const content = contentsOf(source);
  return payloadDifferences(payload, mimeToPayload(payloadToMime(payload, { content })), content);
}
