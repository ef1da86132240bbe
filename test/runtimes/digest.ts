/** All that the library says of one message, as a few letters: the same on every runtime. */

import type * as Library from "../../src/index.js";

export async function digestOf(library: typeof Library, source: Uint8Array): Promise<string> {
  const mail = library.parseMime(source);
  const text = JSON.stringify([
    mail,
    mail.attachments.map(({ content }) => content && library.encodeRaw(content)),
    library.mimeToPayload(source),
    library.defectsOf(library.parseEntity(source)),
    attempt(library, () => library.buildRaw(mail)),
  ]);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest).subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}

export function snippetOf(library: typeof Library, source: Uint8Array): string {
  return library.formatSnippet(library.parseEntity(source));
}

function attempt(library: typeof Library, build: () => string): string {
  try {
    return build();
  } catch (error) {
    if (error instanceof library.MimeError) return error.code;
    throw error;
  }
}
