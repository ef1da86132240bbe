/** What tests read of the repository, for runtimes that have no files: the bundle carries it (`virtual:files`). */

import { files } from "virtual:files";
import { Buffer } from "./buffer.js";

const contents: ReadonlyMap<string, string> = new Map(Object.entries(files));
const pathOf = (url: URL | string): string =>
  String(url)
    .replace(/^file:\/\/\//, "")
    .replace(/\/$/, "");

export function readFileSync(url: URL | string, encoding?: string): Buffer | string {
  const content = contents.get(pathOf(url));
  if (content === undefined) throw new Error(`${url} is not in the bundle`);
  const bytes = Buffer.from(content, "base64");
  return encoding === undefined ? bytes : bytes.toString();
}

export function existsSync(url: URL | string): boolean {
  return contents.has(pathOf(url));
}

export function readdirSync(url: URL | string): string[] {
  const folder = `${pathOf(url)}/`;
  return [...contents.keys()]
    .filter((path) => path.startsWith(folder))
    .map((path) => path.slice(folder.length));
}
