/** The runtimes: where each comes from, and how it is given the suite. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Tree } from "./bundle.js";
import type { Outcome } from "./inside/vitest.js";

export interface Bundle {
  readonly path: string;
  /** A temporary folder of the runtime's own. */
  readonly folder: string;
}

export interface Runtime {
  readonly name: string;
  /** The npm package that brings it; without one the machine must have it. */
  readonly package?: string;
  readonly tree: Tree;
  readonly entry: "on-node.ts" | "in-workerd.ts" | "in-page.ts";
  /** Whether vitest itself runs there: for the tests that were left out of the suite. */
  readonly vitest: boolean;
  /** Finds its program in the folder its package was installed in. */
  readonly find: (folder: string) => string | undefined;
  readonly version: (program: string) => Promise<string>;
  readonly run: (program: string, bundle: Bundle) => Promise<Outcome>;
}

const binary = (path: string) => (folder: string) => {
  const program = join(folder, "node_modules", path);
  return existsSync(program) ? program : undefined;
};

const node = (version: string): Runtime => ({
  name: `Node ${version.split(".")[0]}`,
  package: `node@${version}`,
  tree: "node",
  entry: "on-node.ts",
  vitest: true,
  find: binary("node/bin/node"),
  version: async (program) => await say(program, "--version"),
  run: async (program, { path }) => lastLine(await say(program, path)),
});

export const RUNTIMES: readonly Runtime[] = [
  node("20.19.0"),
  node("22.23.3"),
  node("24.21.0"),
  node("26.10.0"),
  {
    name: "Bun",
    package: "bun@1.4.5",
    tree: "node",
    entry: "on-node.ts",
    vitest: false,
    find: binary("bun/bin/bun.exe"),
    version: async (program) => await say(program, "--version"),
    run: async (program, { path }) => lastLine(await say(program, "run", path)),
  },
  {
    name: "Deno",
    package: "deno@2.9.6",
    tree: "node",
    entry: "on-node.ts",
    vitest: false,
    find: binary("deno/deno"),
    version: async (program) => (await say(program, "--version")).split("\n")[0] ?? "",
    run: async (program, { path }) =>
      lastLine(await say(program, "run", "--node-modules-dir=manual", "--allow-read", "--allow-env", path)),
  },
  {
    name: "workerd",
    package: "workerd@1.20261117.1",
    tree: "portable",
    entry: "in-workerd.ts",
    vitest: false,
    find: binary("workerd/bin/workerd"),
    version: async (program) => await say(program, "--version"),
    run: runInWorkerd,
  },
  {
    name: "Chromium",
    tree: "portable",
    entry: "in-page.ts",
    vitest: false,
    find: () => ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path)),
    version: async (program) => await say(program, "--version"),
    run: runInPage,
  },
];

/** Runs a program to its end; what it said on the standard output. */
export async function say(program: string, ...args: readonly string[]): Promise<string> {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
  const [out, error, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  if (status !== 0) throw new Error(`ended with ${status}: ${(error || out).slice(-2_000)}`);
  return out.trim();
}

function lastLine(out: string): Outcome {
  return JSON.parse(out.slice(out.lastIndexOf("\n") + 1)) as Outcome;
}

async function runInWorkerd(program: string, { path, folder }: Bundle): Promise<Outcome> {
  const port = await freePort();
  const config = join(folder, "workerd.capnp");
  writeFileSync(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [(name = "worker", esModule = embed ${JSON.stringify(path.slice(folder.length + 1))})],
    compatibilityDate = "2026-01-01",
  ))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
`,
  );
  const child = spawn(program, ["serve", config], { stdio: ["ignore", "ignore", "pipe"] });
  const error = text(child.stderr);
  try {
    const ended = once(child, "close").then(async ([status, signal]) => {
      throw new Error(`workerd ended with ${status ?? signal}: ${(await error).slice(-2_000)}`);
    });
    // a broken connection is the end of workerd, which then tells more
    const answered = ask(`http://127.0.0.1:${port}/`).catch(async (reason: Error) => {
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 5_000))]);
      throw reason;
    });
    const answer = await Promise.race([answered, ended]);
    return JSON.parse(answer) as Outcome;
  } finally {
    await end(child);
  }
}

/** Asks until somebody answers, and then waits for as long as the answer takes. */
async function ask(url: string): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    try {
      const asked = request(url).end();
      const [answer] = (await once(asked, "response")) as [IncomingMessage];
      const said = await text(answer);
      if (answer.statusCode !== 200) throw new Error(said.slice(0, 2_000));
      return said;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ECONNREFUSED" || attempt > 300) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

const FLAGS = [
  ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
  ["--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"],
].flat();

async function runInPage(program: string, { path, folder }: Bundle): Promise<Outcome> {
  let resolve: (outcome: Outcome) => void = () => {};
  let reject: (reason: Error) => void = () => {};
  const outcome = new Promise<Outcome>((...both) => {
    [resolve, reject] = both;
  });
  const pages = createServer(async (incoming, outgoing) => {
    if (incoming.method === "POST") {
      const told = JSON.parse(await text(incoming)) as Outcome | { error: string };
      if ("error" in told) reject(new Error(told.error));
      else resolve(told);
      outgoing.end();
    } else if (incoming.url === "/suite.js") {
      outgoing.writeHead(200, { "Content-Type": "text/javascript" });
      outgoing.end(readFileSync(path));
    } else {
      outgoing.writeHead(200, { "Content-Type": "text/html", ...ISOLATED });
      outgoing.end(PAGE);
    }
  }).listen(0, "127.0.0.1");
  await once(pages, "listening");
  const { port } = pages.address() as AddressInfo;
  const child = spawn(
    program,
    [...FLAGS, `--user-data-dir=${join(folder, "profile")}`, `http://127.0.0.1:${port}/`],
    { stdio: ["ignore", "ignore", "pipe"], detached: true }, // a group of its own: it starts many processes
  );
  const error = text(child.stderr);
  child.once("close", async () => reject(new Error(`Chromium ended: ${(await error).slice(-2_000)}`)));
  try {
    return await outcome;
  } finally {
    await end(child, true);
    pages.close();
    pages.closeAllConnections();
  }
}

/** A page by itself may have memory that threads share, which the suite reads from. */
const ISOLATED = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

const PAGE = `<!doctype html><meta charset="utf-8"><title>gmail-mime</title>
<script>
  const tell = (error) => fetch("/outcome", { method: "POST", body: JSON.stringify({ error }) });
  addEventListener("error", ({ message }) => tell(message));
</script>
<script type="module" src="/suite.js"></script>`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Ends a program that serves until it is told to stop, and what it started when they are a group. */
async function end(child: ChildProcess, group: boolean = false): Promise<void> {
  if (child.exitCode !== null) return;
  child.removeAllListeners("close");
  const exit = once(child, "exit");
  if (group && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  else child.kill();
  await exit;
}
