// A person's word for what cannot be undone.

/** @import { Steward } from "dhis2-steward" */
/** @import { Call } from "./command.js" */

import { Refusal } from "./failure.js";
import { Status } from "./status.js";

/** What has to be typed. */
const WORD = "allow";

/** What is said besides where data go. */
export const BACKUP = "Make sure there is a database backup of today.";

/**
 * Connects, once what is permanent is allowed: the server and what will be gone is named, and the word asked for.
 * @param {Call} call @param {string} what What is asked for, in a word.
 * @param {(dhis2: Steward) => Iterable<string> | Promise<Iterable<string>>} lines What will be gone.
 * @returns {Promise<Steward>}
 */
export async function permitted({ connect, options, output, ask }, what, lines) {
  if (options.yes) return connect();
  if (!ask) throw new Refusal(`${what}: this cannot be undone, and there is no terminal to ask on.`, "Say --yes.");
  const dhis2 = await connect();
  const gone = await lines(dhis2);
  output.note(
    [
      `On this server: ${placeOf(dhis2)}`,
      ...[...gone].map((line) => `  ${line}`),
      "Neither Steward nor DHIS2 can bring it back.",
      `Type “${WORD}” to go on:`,
    ].join("\n"),
  );
  const typed = await ask();
  if (typed?.trim().toLowerCase() === WORD) return dhis2;
  throw new Refusal("The word was not typed; nothing was done.", "Ask again.", Status.failed);
}

/** The name and the address of a server. @param {Steward} dhis2 */
export const placeOf = ({ server, baseUrl }) => `${server.systemName ?? "DHIS2"}, ${new URL(baseUrl).host}`;
