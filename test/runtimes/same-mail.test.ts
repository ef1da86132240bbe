/** No runtime sees a different text for the same mail: what one Node reads, all others read. */

import { mails } from "virtual:mails";
import { expect, test } from "vitest";
import * as library from "../../src/index.js";
import { digestOf, snippetOf } from "./digest.js";

const bytesOf = (content: string): Uint8Array =>
  Uint8Array.from({ length: content.length }, (_, at) => content.charCodeAt(at));

test.each(mails.map(({ folder }) => folder).filter((folder, at, all) => all.indexOf(folder) === at))(
  "%s: every mail says the same, and is rendered and written anew the same",
  async (folder) => {
    const different: string[] = [];
    for (const { name, content, digest } of mails.filter((mail) => mail.folder === folder)) {
      if ((await digestOf(library, bytesOf(atob(content)))) !== digest) different.push(name);
    }
    expect(different).toEqual([]);
  },
);

test("the snippets are the same", () => {
  const different = mails.flatMap(({ name, content, snippet }) => {
    const found = snippetOf(library, bytesOf(atob(content)));
    return found === snippet ? [] : [{ name, snippet, found }];
  });
  expect(different).toEqual([]);
});
