/** `npm run playground`: bundles the page into dist/playground and serves it on loopback. */

import { mkdir, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { bundlePage } from "./page.js";

const TARGET = new URL("../dist/playground/", import.meta.url);
const LOOPBACK = "127.0.0.1";
const PORT = 4173;
const MOST_PORT = 65_535;

/** Serves one page; any other path, and any name but this machine's own, is refused. */
export function servePage(page: string): Server {
  return createServer(({ url = "/", headers, method }, response) => {
    const [path = ""] = url.split("?");
    const refusal = refuse(method ?? "", path, headers.host ?? "");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
    if (refusal !== undefined) response.writeHead(refusal).end();
    else response.setHeader("Content-Type", "text/html; charset=utf-8").end(page);
  });
}

function refuse(method: string, path: string, host: string): number | undefined {
  if (!/^(?:127\.0\.0\.1|localhost)(?::\d+)?$/i.test(host)) return 403;
  if (path !== "/" && path !== "/index.html") return 404;
  return method === "GET" || method === "HEAD" ? undefined : 405;
}

/** Opens the port; the system chooses one for 0. */
export function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      resolve(`http://${LOOPBACK}:${typeof address === "object" ? address?.port : port}/`);
    });
  });
}

function readPort(): number {
  const { port } = parseArgs({ options: { port: { type: "string" } } }).values;
  if (port === undefined) return PORT;
  if (/^\d{1,5}$/.test(port) && Number(port) <= MOST_PORT) return Number(port);
  throw new Error(`--port needs a number up to ${MOST_PORT}`);
}

/** Why it cannot start, in a line that says what to do. */
function explain(error: unknown): string {
  const { code, message } = error as { code?: string; message: string };
  if (code === "EADDRINUSE")
    return "The port is taken: choose another with --port, or any free one with --port 0";
  return message;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    const port = readPort();
    const page = await bundlePage();
    await mkdir(TARGET, { recursive: true });
    await writeFile(new URL("index.html", TARGET), page);
    const address = await listen(servePage(page), port);
    console.log(
      `The playground is at ${address} (Ctrl-C ends it); dist/playground/index.html is the same page.`,
    );
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}
