// Asks the user to confirm what cannot be undone.

/** @import { Steward } from "dhis2-steward" */
/** @import { Call } from "./command.js" */

import { Refusal } from "./failure.js";

/** What the user must type. */
const WORD = "allow";

/** The advice before data is removed. */
export const BACKUP = "Make sure you have a database backup from today.";

/**
 * Connects, names the server and what will be removed, and asks the user to confirm.
 * @param {Call} call @param {string} what The name of the operation.
 * @param {(dhis2: Steward) => Iterable<string> | Promise<Iterable<string>>} lines What will be removed.
 * @returns {Promise<Steward>}
 */
export async function permitted({ connect, options, output, ask }, what, lines) {
  if (options.yes) return connect();
  if (!ask) throw new Refusal(`${what} cannot be undone, and there is no terminal to ask for confirmation.`, "Add --yes to confirm.");
  const dhis2 = await connect();
  const gone = await lines(dhis2);
  output.note(
    [
      `Server: ${placeOf(dhis2)}`,
      ...[...gone].map((line) => `  ${line}`),
      "Neither Steward nor DHIS2 can undo this.",
      `Type “${WORD}” to continue:`,
    ].join("\n"),
  );
  const typed = await ask();
  if (typed?.trim().toLowerCase() === WORD) return dhis2;
  throw new Refusal("Not confirmed; nothing was done.", "Run the command again to confirm.");
}

/** The name and host of a server. @param {Steward} dhis2 */
export const placeOf = ({ server, baseUrl }) => `${server.systemName ?? "DHIS2"}, ${new URL(baseUrl).host}`;
