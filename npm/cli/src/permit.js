// Asks the user to confirm what must not happen by mistake.

/** @import { Steward } from "dhis2-steward" */
/** @import { Call } from "./command.js" */

import { StewardError } from "dhis2-steward";

import { Refusal } from "./failure.js";

/** What the user must type. */
const WORD = "allow";

/** The advice before data is removed. */
export const BACKUP = "Make sure you have a database backup from today.";

/** What follows the consequences of a permanent operation. */
export const UNDONE = "This cannot be undone.";

/**
 * Connects, names the server and what will happen, and asks the user to confirm.
 * @param {Call} call @param {string} what The name of the operation.
 * @param {(dhis2: Steward) => Iterable<string> | Promise<Iterable<string>>} lines What will happen; rejects invalid arguments.
 * @returns {Promise<Steward>}
 */
export async function permitted({ connect, options, output, ask }, what, lines) {
  if (options.yes) return connect();
  if (!ask) throw new Refusal(`${what} must be confirmed, and there is no terminal to ask for confirmation.`, "Add --yes to confirm.");
  const dhis2 = await connect();
  const told = [...(await lines(dhis2))].map((line) => `  ${line}`);
  output.note([`Server: ${placeOf(dhis2)}`, ...told, `Type “${WORD}” to continue:`].join("\n"));
  const typed = await ask();
  if (typed?.trim().toLowerCase() === WORD) return dhis2;
  throw new Refusal("Not confirmed; nothing was done.", "Run the command again to confirm.");
}

/**
 * Rejects invalid arguments, so that nobody confirms what cannot be done: the module validates them first, and sends
 * nothing because the signal is already aborted.
 * @param {(signal: AbortSignal) => unknown} attempt
 */
export async function rehearsed(attempt) {
  try {
    await attempt(AbortSignal.abort());
  } catch (error) {
    if (!(error instanceof StewardError && error.code === "aborted")) throw error;
  }
}

/** The name and host of a server. @param {Steward} dhis2 */
export const placeOf = ({ server, baseUrl }) => `${server.systemName ?? "DHIS2"}, ${new URL(baseUrl).host}`;
