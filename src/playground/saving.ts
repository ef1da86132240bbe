/** What leaves the page by the hand of the person: files saved, texts copied. */

/** Saves a file under a name, as the browser saves downloads. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // the browser reads it after the click
}

/**
 * Copies a text that is still to be fetched.
 *
 * @returns A sentence that says how it went.
 */
export async function copyText(content: Promise<Blob>): Promise<string> {
  const text = content.then((blob) => new Blob([blob], { type: "text/plain" }));
  try {
    // The promise goes in as it is: some browsers copy only within the click.
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
    return "Copied.";
  } catch {
    return "The browser does not allow to copy: save it instead.";
  }
}
