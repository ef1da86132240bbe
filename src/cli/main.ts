#!/usr/bin/env node
/** The command `gmail-mime`: the process around one run. */

import { openDirectory, read, readOwn } from "./files.js";
import { run } from "./run.js";
import { coloured, plain } from "./terminal.js";

/** A reader that has seen enough (`| head`) ends the run in peace. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

const { stdout } = process;
const paint = stdout.isTTY && stdout.hasColors() ? coloured : plain;
const { status, out, error } = await run(process.argv.slice(2), { read, readOwn, openDirectory, paint });
process.exitCode = status;
if (error !== undefined) process.stderr.write(error);
stdout.write(out);
