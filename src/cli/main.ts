#!/usr/bin/env node
/** The command `gmail-mime`: the process around one run. */

import { startServer } from "../serve/server.js";
import { openDirectory, read, readOwn, writeTo } from "./files.js";
import { openPool } from "./pool.js";
import { run } from "./run.js";
import { coloured, plain } from "./terminal.js";

/** A reader that has seen enough (`| head`) ends the run in peace. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

const { stdin, stdout, stderr } = process;
const paint = stdout.isTTY && stdout.hasColors() ? coloured : plain;
/** Where somebody waits for many messages; lines on the same screen would run into what it shows. */
const terminal =
  stderr.isTTY && !stdout.isTTY
    ? { write: (text: string) => void stderr.write(text), columns: () => stderr.columns }
    : undefined;
const write = writeTo(stdout);
const around = { read, readOwn, openDirectory, startServer, paint, stdin, write, openPool, terminal };
const { status, out, error } = await run(process.argv.slice(2), around);
process.exitCode = status;
if (error !== undefined) stderr.write(error);
stdout.write(out);
