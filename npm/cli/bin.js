#!/usr/bin/env node
// The program: connects the process's streams and signals, and sets the exit status.

import { main } from "./src/main.js";

// Nobody can read the notes: continue.
process.stderr.on("error", () => {});

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
  exit: (status) => process.exit(status),
});
