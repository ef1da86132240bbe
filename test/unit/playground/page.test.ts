import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundlePage } from "../../../.build/page.js";
import { listen, servePage } from "../../../.build/playground.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
let page: string;
beforeAll(async () => {
  page = await bundlePage();
});

describe("the page", () => {
  test("holds all of itself: nothing in it is loaded from anywhere", () => {
    const markup = page.replace(/<script[\s\S]*?<\/script>/g, "").replace(/<style[\s\S]*?<\/style>/g, "");
    expect(markup.match(/\b(?:src|srcset|action|poster)=/g)).toBeNull();
    expect(markup.match(/\bhref="(?!data:|#)[^"]*"/g)).toBeNull();
    const [, style = ""] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
    expect(style).toContain("prefers-color-scheme");
    expect(style.match(/url\(|@import/g)).toBeNull();
  });

  test("its policy knows its one script, and allows no connection", () => {
    const scripts = [...page.matchAll(/<script type="module">([\s\S]*?)<\/script>/g)];
    const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    const hash = createHash("sha256")
      .update(scripts[0]?.[1] ?? "")
      .digest("base64");
    expect(scripts).toHaveLength(1);
    expect(policy.split("; ")).toEqual([
      "default-src 'none'",
      `script-src 'sha256-${hash}'`,
      "worker-src blob:",
      "style-src 'unsafe-inline'",
      "img-src data:",
      "font-src data:",
      "connect-src 'none'",
      "form-action 'none'",
      "base-uri 'none'",
    ]);
  });

  test("is the same when it is bundled again", async () => {
    expect(await bundlePage()).toBe(page);
  });
});

describe("the server", () => {
  const server = servePage("<p>a page</p>");
  let address: URL;
  beforeAll(async () => {
    address = new URL(await listen(server, 0));
  });
  afterAll(() => server.close());

  const ask = async (
    path: string,
    method: string,
    host: string,
  ): Promise<{ status: number; body: string }> => {
    const asked = request({
      host: address.hostname,
      port: address.port,
      path,
      method,
      headers: { host },
    }).end();
    const [response] = await once(asked, "response");
    return { status: response.statusCode, body: await text(response) };
  };
  const cases = [
    { path: "/", method: "GET", host: "127.0.0.1", status: 200, body: "<p>a page</p>" },
    { path: "/index.html?a", method: "GET", host: "localhost:1", status: 200, body: "<p>a page</p>" },
    { path: "/", method: "HEAD", host: "127.0.0.1", status: 200, body: "" },
    { path: "/", method: "POST", host: "127.0.0.1", status: 405, body: "" },
    { path: "/../package.json", method: "GET", host: "127.0.0.1", status: 404, body: "" },
    { path: "/", method: "GET", host: "evil.example", status: 403, body: "" },
    { path: "//", method: "GET", host: "127.0.0.1", status: 404, body: "" },
  ];
  test.each(cases)("$method $path of $host: $status", async ({ path, method, host, status, body }) => {
    expect(await ask(path, method, host)).toEqual({ status, body });
  });
});

describe("npm run playground", () => {
  const start = (...options: readonly string[]) =>
    spawn(process.execPath, ["--import", "tsx", ".build/playground.ts", ...options], { cwd: ROOT });

  test("tells its address, and serves the page there", async () => {
    const child = start("--port", "0");
    const exit = once(child, "close");
    const [line] = await once(child.stdout, "data");
    const [address = ""] = /http:\/\/127\.0\.0\.1:\d+\//.exec(String(line)) ?? [];
    expect(await (await fetch(address)).text()).toBe(page);
    child.kill();
    await exit;
  });

  const refused = [
    { options: ["--port", "many"], words: "--port needs a number up to 65535" },
    { options: ["--port", "70000"], words: "--port needs a number up to 65535" },
    { options: ["--porter"], words: "--porter" },
  ];
  test.each(refused)("$options is refused in one line", async ({ options, words }) => {
    const child = start(...options);
    const [error, [status]] = await Promise.all([text(child.stderr), once(child, "close")]);
    expect(status).toBe(1);
    expect(error.trimEnd().split("\n")).toHaveLength(1);
    expect(error).toContain(words);
  });

  test("a port that is taken is told, with what to do", async () => {
    const server = servePage("");
    const { port } = new URL(await listen(server, 0));
    const child = start("--port", port);
    const [error, [status]] = await Promise.all([text(child.stderr), once(child, "close")]);
    server.close();
    expect({ status, error }).toEqual({
      status: 1,
      error: "The port is taken: choose another with --port, or any free one with --port 0\n",
    });
  });
});
