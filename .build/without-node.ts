/** iconv-lite for browsers and workers: what it asks Node for at load, given from our own files. */

import type { OnResolveResult, Plugin } from "esbuild";

/** Memory comes from our own file; the others are never used. */
const NODE_MODULES: ReadonlyMap<string, string> = new Map([
  ["safer-buffer", 'export { tableBuffer as Buffer } from "./table-buffer.js";'],
  ["string_decoder", "export class StringDecoder {}"],
  ["stream", ""],
]);

/** @param tableBuffer - Where the bundle finds `table-buffer.js`. */
export function withoutNode(tableBuffer: OnResolveResult): Plugin {
  return {
    name: "without-node",
    setup({ onResolve, onLoad }) {
      const filter = new RegExp(`^(?:${[...NODE_MODULES.keys()].join("|")})$`);
      onResolve({ filter }, ({ path }) => ({ path, namespace: "without-node" }));
      onResolve({ filter: /./, namespace: "without-node" }, () => tableBuffer);
      onLoad({ filter: /./, namespace: "without-node" }, ({ path }) => ({
        contents: NODE_MODULES.get(path) as string,
      }));
    },
  };
}
