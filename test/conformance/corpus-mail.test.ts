import { expect, test } from "vitest";
import { corpusPaths, describeCorpus, readCorpusBytes } from "../support/corpus.js";
import { expectMailReturns } from "../support/laws-of-mail.js";
import { mailDifferences } from "../support/mail-differences.js";
import type { LawException } from "./exceptions.js";
import { LAW_4_EXCEPTIONS, LAW_6_EXCEPTIONS } from "./mail-exceptions.js";

describeCorpus("law 4 over the corpus: a mail that was read, built and read again", () => {
  testLaw(LAW_4_EXCEPTIONS, (path) => expectMailReturns(readCorpusBytes(path)));
});

describeCorpus("law 6 over the corpus: a mail read from its bytes and from its payload", () => {
  testLaw(LAW_6_EXCEPTIONS, (path) => expect(mailDifferences(readCorpusBytes(path))).toEqual([]));
});

function testLaw(exceptions: readonly LawException[], expectLaw: (path: string) => void): void {
  const excepted = new Set(exceptions.map(({ path }) => path));

  test("is excepted for fewer than fifteen messages", () => {
    expect(excepted.size).toBeLessThan(15);
    expect(corpusPaths).toEqual(expect.arrayContaining([...excepted]));
  });

  test.each(corpusPaths.filter((path) => !excepted.has(path)))("%s says the same", (path) => {
    expectLaw(path);
  });

  for (const { path, why } of exceptions) {
    test(`${path} is still excepted: ${why}`, () => {
      expect(() => expectLaw(path)).toThrow();
    });
  }
}
