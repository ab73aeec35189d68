// Error messages: the server's words, and what to do next.

/** @import { ErrorCode } from "dhis2-steward" */

import { StewardError } from "dhis2-steward";

import { Status } from "./status.js";

/** An error of the user, found before anything was changed on the server. */
export class Refusal extends Error {
  /** @type {ErrorCode} */
  code = "invalid-argument";

  /** @param {string} message @param {string} next What to do about it. @param {number} exit The exit status. */
  constructor(message, next, exit = Status.usage) {
    super(message);
    this.next = next;
    this.exit = exit;
  }
}

/** What to do about each kind of error. @type {Record<Exclude<ErrorCode, "forbidden" | "invalid-argument">, string>} */
const NEXT = {
  network: "Check the URL, and that the server can be reached from here.",
  timeout: "Check `dhis2-steward job list`: the operation may still be running.",
  aborted: "Try again.",
  "session-expired": "Check the token or password: the server did not accept it.",
  unauthorized: "Check the token or password: the server did not accept it.",
  "not-found": "Check the names and identifiers; the server removes run-once jobs a day after they finish.",
  conflict: "See the server's message; `dhis2-steward job list` shows running jobs, `dhis2-steward scheduler list` scheduled ones.",
  rejected: "Check the arguments: the server rejected them.",
  busy: "Try again later.",
  server: "Try again; if the error persists, check the server's log.",
  "unexpected-answer": "Check that the URL is that of DHIS2 itself, including its context path, and not of a login page in front of it.",
  decode: "This release may not support the server's version of DHIS2; check for a newer release.",
  unsupported: "This requires another version of DHIS2, or another calendar.",
  "not-initialised": "Reinstall the package.",
};

/**
 * The message of an error, what to do next, and the exit status.
 * @param {Error} error
 * @param {string} [going] What the server may still be doing.
 * @param {Asked} [asked]
 */
export function describe(error, going, asked) {
  if (error instanceof Refusal) return { message: error.message, next: error.next, status: error.exit };
  if (!(error instanceof StewardError)) throw error;
  const { code } = error;
  const message = `${error.message}${reasonOf(error)}`;
  if (going !== undefined && error.leavesOutcomeUnknown) {
    return { message, next: `Check the server before you try again: ${going}`, status: Status.unknown };
  }
  return { message, next: nextOf(code, asked), status: code === "invalid-argument" ? Status.usage : Status.failed };
}

/** Why the server could not be reached, if the message does not say it; Node says it in the innermost cause. @param {Error} error */
function reasonOf(error) {
  const { cause } = error;
  if (!(cause instanceof TypeError && cause.cause instanceof Error)) return "";
  const { message, code } = /** @type {NodeJS.ErrnoException} */ (cause.cause);
  return error.message.includes(message || String(code)) ? "" : ` Reason: ${message || code}.`;
}

/** The command or tool: where it is documented, and the authority it requires. @typedef {{ see: string, authority?: string | undefined }} Asked */

/** @param {ErrorCode} code @param {Asked} [asked] */
function nextOf(code, asked) {
  if (code === "forbidden") return `Use a profile whose user has the required authority${asked?.authority ? `: ${asked.authority}` : ""}.`;
  if (code === "invalid-argument") return asked?.see ?? "See `dhis2-steward help`.";
  return NEXT[code];
}
