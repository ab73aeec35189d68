// Reads a secret to set on the server from the environment or standard input, where no process list shows it.

/** @import { Readable } from "node:stream" */
/** @import { Environment } from "./profile.js" */

import { text } from "node:stream/consumers";

import { Refusal } from "./failure.js";

/** @param {Environment} env @param {Readable & { isTTY?: boolean }} stdin */
export async function secretOf(env, stdin) {
  if (env.DHIS2_STEWARD_SECRET) return env.DHIS2_STEWARD_SECRET;
  // A terminal would show it.
  const typed = stdin.isTTY ? "" : (await text(stdin)).replace(/\r?\n$/, "");
  if (typed !== "") return typed;
  throw new Refusal("The secret is missing.", "Set DHIS2_STEWARD_SECRET, or redirect standard input from a file.");
}
