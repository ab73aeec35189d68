// Runs the program once: from the command line to the exit status.

/** @import { Readable, Writable } from "node:stream" */
/** @import { Call } from "./command.js" */
/** @import { Stream } from "./output.js" */
/** @import { Environment } from "./profile.js" */

import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";

import init, { connect } from "dhis2-steward";

import { read } from "./arguments.js";
import { describe, Refusal } from "./failure.js";
import { help } from "./help.js";
import { Output } from "./output.js";
import { connection } from "./profile.js";
import { secretOf } from "./secret.js";
import { Status } from "./status.js";

/**
 * The program's environment.
 * @typedef {object} World
 * @property {readonly string[]} words The command line.
 * @property {Environment} env
 * @property {Readable & { isTTY?: boolean }} stdin
 * @property {Stream & Writable} stdout
 * @property {Stream} stderr
 * @property {AbortSignal} interrupted
 * @property {(status: number) => void} exit Ends the program at once.
 */

/** @param {World} world @returns {Promise<number>} */
export async function main(world) {
  const { words, stdout, stderr, interrupted } = world;
  let output = new Output(stdout, stderr, words.includes("--json") ? "json" : "text");
  /** The work that continues on the server. @type {string | undefined} */
  let going;
  // One controller: on Node 20, the signals of `AbortSignal.any` and `AbortSignal.timeout` can be collected unaborted.
  const stopping = new AbortController();
  const { signal } = stopping;
  const stop = () => stopping.abort();
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  /** @type {import("./command.js").Command | undefined} */
  let command;
  stdout.on("error", unwritable);
  try {
    const { commands, words: rest, options } = read(words);
    if (options.version) return say(stdout, await version());
    [command] = commands;
    if (!command || options.help) return say(stdout, help(commands));
    output = new Output(stdout, stderr, options.json ? "json" : options.csv ? "csv" : "text");
    const limit = timeout(options.timeout);
    if (interrupted.aborted) stop();
    interrupted.addEventListener("abort", stop);
    if (limit !== undefined) timer = setTimeout(stop, limit);
    /** @type {Call} */
    const call = {
      connect: () => connected(world.env, options.profile, signal),
      secret: () => secretOf(world.env, world.stdin),
      words: rest,
      options,
      output,
      signal,
      goesOn,
      streams: world,
    };
    if (world.stdin.isTTY && stderr.isTTY) call.ask = () => typed(world.stdin, signal);
    return await command.run(call);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (!signal.aborted) {
      const failure = describe(error, going, command && { see: `See \`dhis2-steward help ${command.name}\`.`, authority: command.authority });
      output.failure(failure, error);
      return failure.status;
    }
    const message = interrupted.aborted ? "Interrupted." : "Timed out.";
    const next = going === undefined ? "Nothing is running on the server because of this command." : `The server keeps working: ${going}`;
    output.failure({ message, next }, error);
    return Status.unknown;
  } finally {
    clearTimeout(timer);
    interrupted.removeEventListener("abort", stop);
  }

  /** @param {string} [what] */
  function goesOn(what) {
    going = what;
  }

  /** A reader that stopped reading is no error unless work continues on the server unseen; a full disk always is. @param {NodeJS.ErrnoException} error */
  function unwritable({ code }) {
    const isLeft = code === "EPIPE";
    const next = going === undefined ? "Free some space, or write it elsewhere." : `The server keeps working: ${going}`;
    if (!isLeft || going !== undefined) output.failure({ message: `The output cannot be written (${code}).`, next });
    world.exit(going !== undefined ? Status.unknown : isLeft ? Status.done : Status.failed);
  }
}

/** @param {Environment} env @param {string | undefined} profile @param {AbortSignal} signal */
async function connected(env, profile, signal) {
  const to = await connection(env, profile);
  await init();
  return connect({ ...to, signal });
}

/** @param {Stream} stdout @param {string} text */
function say(stdout, text) {
  stdout.write(text);
  return Status.done;
}

async function version() {
  const manifest = await readFile(new URL("../package.json", import.meta.url), "utf8");
  return `${JSON.parse(manifest).version}\n`;
}

/** The timeout in milliseconds. @param {string | undefined} text */
function timeout(text) {
  if (text === undefined || text === "none") return undefined;
  const millis = Number(text) * 1000;
  // The longest possible timer.
  if (millis > 0 && millis < 2 ** 31) return Math.ceil(millis);
  throw new Refusal("--timeout must be a number of seconds up to 2,147,483, or `none`.", "For example `--timeout 600`.");
}

/** The line that the user types, if any. @param {NodeJS.ReadableStream} input @param {AbortSignal} signal */
async function typed(input, signal) {
  const lines = createInterface({ input, terminal: false, signal });
  try {
    for await (const line of lines) return line;
    return undefined;
  } finally {
    lines.close();
  }
}
