#!/usr/bin/env node
// The program: connects the process's streams and signals, and sets the exit status.

import { main } from "./src/main.js";
import { Status } from "./src/status.js";

let isGoing = false;

// The reader of the output stopped reading, which is no error unless work continues on the server unseen.
process.stdout.on("error", (/** @type {NodeJS.ErrnoException} */ error) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(isGoing ? Status.unknown : Status.done);
});
// Nobody reads the notes: continue.
process.stderr.on("error", (/** @type {NodeJS.ErrnoException} */ error) => {
  if (error.code !== "EPIPE") throw error;
});

const interruption = new AbortController();
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  // Once: a second signal ends the process as usual.
  process.once(signal, () => interruption.abort());
}

process.exitCode = await main({
  words: process.argv.slice(2),
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  interrupted: interruption.signal,
  onGoing: (is) => (isGoing = is),
});
