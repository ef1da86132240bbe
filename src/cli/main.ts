#!/usr/bin/env node
/** The command `gmail-mime`: the process around one run. */

import { startServer } from "../serve/server.js";
import { FAILED } from "./failure.js";
import { codeOf, openDirectory, read, readOwn, reasonOf, writeTo } from "./files.js";
import { openPool } from "./pool.js";
import { run } from "./run.js";
import { coloured, plain } from "./terminal.js";

/** A reader that has seen enough (`| head`) ends the run in peace; any other trouble is told to who wrote. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
});

/** Of a terminal that does not say how wide it is. */
const USUAL_COLUMNS = 80;

const { stdin, stdout, stderr } = process;
const paint = stdout.isTTY && stdout.hasColors() ? coloured : plain;
/** Where somebody waits for many messages; lines on the same screen would run into what it shows. */
const terminal =
  stderr.isTTY && !stdout.isTTY
    ? { write: (text: string) => void stderr.write(text), columns: () => stderr.columns || USUAL_COLUMNS }
    : undefined;
const write = writeTo(stdout);
const around = { read, readOwn, openDirectory, startServer, paint, stdin, write, openPool, terminal };
const { status, out, error } = await run(process.argv.slice(2), around);
process.exitCode = status;
if (error !== undefined) stderr.write(error);
if (out.length > 0) {
  stdout.write(out, (trouble) => {
    if (!trouble || codeOf(trouble) === "EPIPE") return;
    process.exitCode = FAILED;
    stderr.write(`gmail-mime: Cannot write the output: ${reasonOf(trouble)}\n`);
  });
}
