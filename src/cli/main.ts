#!/usr/bin/env node
/** The command `gmail-mime`: the process around one run. */

import { startServer } from "../serve/server.js";
import { list, openDirectory, read, readOwn } from "./files.js";
import { run } from "./run.js";
import { coloured, plain } from "./terminal.js";

/** A reader that has seen enough (`| head`) ends the run in peace. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

const { stdout } = process;
const paint = stdout.isTTY && stdout.hasColors() ? coloured : plain;
const around = { read, readOwn, openDirectory, list, startServer, paint };
const { status, out, error } = await run(process.argv.slice(2), around);
process.exitCode = status;
if (error !== undefined) process.stderr.write(error);
stdout.write(out);
