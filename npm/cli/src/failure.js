// What is said when something goes wrong: the server's words, and what to do next.

/** @import { ErrorCode } from "dhis2-steward" */

import { StewardError } from "dhis2-steward";

import { Status } from "./status.js";

/** What this program refuses to do by itself; nothing was sent for it. */
export class Refusal extends Error {
  /** @param {string} message @param {string} next What to do about it. @param {number} status */
  constructor(message, next, status = Status.usage) {
    super(message);
    this.next = next;
    this.status = status;
  }
}

/** What to do about each kind of error. @type {Record<Exclude<ErrorCode, "forbidden" | "invalid-argument">, string>} */
const NEXT = {
  network: "Look whether the address is right and the server can be reached from here.",
  timeout: "Look at `dhis2-steward job list`: what was asked for may still be going on.",
  aborted: "Ask again.",
  "session-expired": "Look at the token or the password of the profile: the server did not accept it.",
  unauthorized: "Look at the token or the password of the profile: the server did not accept it.",
  "not-found": "Look at what was named; jobs that run once are removed a day after their end.",
  conflict: "The server says why; `dhis2-steward job list` shows what runs, and `dhis2-steward scheduler list` what is planned.",
  rejected: "Look at what was named; the server did not accept it.",
  busy: "Ask again later.",
  server: "If what the server says does not help, ask again; if it stays, look at its log.",
  "unexpected-answer": "Look whether the address is that of DHIS2 itself, with its context path, and not of a log-in page before it.",
  decode: "This may be a version of DHIS2 that this release does not know; look for a newer release.",
  unsupported: "It needs another version of DHIS2, or another calendar.",
  "not-initialised": "Install the package again.",
};

/**
 * What an error says, what to do next, and the exit status.
 * @param {Error} error
 * @param {string} [going] What the server may be doing because of what was asked for.
 * @param {Asked} [asked]
 */
export function describe(error, going, asked) {
  if (error instanceof Refusal) return { message: error.message, next: error.next, status: error.status };
  if (!(error instanceof StewardError)) throw error;
  const { message, code } = error;
  if (going !== undefined && error.leavesOutcomeUnknown) {
    return { message, next: `Look at the server before you ask again: ${going}`, status: Status.unknown };
  }
  return { message, next: nextOf(code, asked), status: code === "invalid-argument" ? Status.usage : Status.failed };
}

/** What was asked for: where to read how it is asked, and what the server asks for. @typedef {{ see: string, authority?: string | undefined }} Asked */

/** @param {ErrorCode} code @param {Asked} [asked] */
function nextOf(code, asked) {
  if (code === "forbidden") return `Use a profile whose person has the authority${asked?.authority ? `: ${asked.authority}` : ""}.`;
  if (code === "invalid-argument") return asked?.see ?? "See `dhis2-steward help`.";
  return NEXT[code];
}
