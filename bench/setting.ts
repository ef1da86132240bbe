/** Where and with what a run was made: the figures mean nothing without it. */

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import type { Layout } from "./layout.js";

export interface Setting {
  readonly date: string;
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  /** Of the peers, by name. */
  readonly versions: Readonly<Record<string, string>>;
}

const PEERS = [
  "postal-mime",
  "mailparser",
  "letterparser",
  "mail-parser-wasm",
  "nodemailer",
  "mimetext",
  "emailjs-mime-builder",
  "gmail-api-parse-message",
];

export function readSetting(): Setting {
  const gmime = gmimeVersion();
  return {
    date: new Date().toISOString(),
    node: process.version,
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    versions: {
      ...Object.fromEntries(PEERS.map((name) => [name, versionOf(name)])),
      ...(gmime !== undefined && { GMime: gmime }),
    },
  };
}

export function formatSetting({ date, node, cpu, cores, versions }: Setting, layout: Layout): string {
  const peers = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return layout
    .notes([
      `${date.slice(0, 16).replace("T", " ")} UTC, Node ${node}, ${cpu}, ${cores} cores`,
      peers.join(", "),
    ])
    .join("\n");
}

/** The version of the installed library, or `undefined` where it is not. */
export function gmimeVersion(): string | undefined {
  try {
    return execFileSync("pkg-config", ["--modversion", "gmime-3.0"], {
      encoding: "utf8",
      stdio: "pipe",
    }).trim();
  } catch {
    return undefined;
  }
}

function versionOf(name: string): string {
  const manifest = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}
