// A person's word for what cannot be undone.

/** @import { Steward } from "dhis2-steward" */
/** @import { Call } from "./command.js" */

import { Refusal } from "./failure.js";
import { Status } from "./status.js";

/** What has to be typed. */
const WORD = "delete";

/**
 * Connects, once what is permanent is allowed: the server and what will be gone is named, and the word asked for.
 * @template {string} T @param {Call} call @param {readonly T[]} permanent @param {(one: T) => string} does What each does, in words.
 * @returns {Promise<Steward>}
 */
export async function permitted({ connect, options, output, ask }, permanent, does) {
  const mustAsk = permanent.length > 0 && !options.yes;
  if (mustAsk && !ask) {
    throw new Refusal(`${permanent.join(", ")}: this cannot be undone, and there is no terminal to ask on.`, "Say --yes.");
  }
  const dhis2 = await connect();
  if (!mustAsk) return dhis2;
  output.note(
    [
      `On this server: ${dhis2.server.systemName ?? "DHIS2"} ${new URL(dhis2.baseUrl).host}`,
      ...permanent.map((one) => `  ${does(one)}`),
      "Neither Steward nor DHIS2 can bring it back. Make sure there is a database backup of today.",
      `Type “${WORD}” to allow it:`,
    ].join("\n"),
  );
  const typed = await ask?.();
  if (typed?.trim().toLowerCase() === WORD) return dhis2;
  throw new Refusal("The word was not typed; nothing was done.", "Ask again.", Status.failed);
}
