#!/usr/bin/env node
// The program: the process' streams and signals, and the exit status.

import { main } from "./src/main.js";
import { Status } from "./src/status.js";

let isGoing = false;

// Whoever read our output has had enough: nothing is wrong. Work that goes on unseen is another matter.
process.stdout.on("error", (/** @type {NodeJS.ErrnoException} */ error) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(isGoing ? Status.unknown : Status.done);
});
// Nobody reads what is said beside the findings: the work itself goes on.
process.stderr.on("error", (/** @type {NodeJS.ErrnoException} */ error) => {
  if (error.code !== "EPIPE") throw error;
});

const interruption = new AbortController();
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  // Once: a second one ends the process as it always does.
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
