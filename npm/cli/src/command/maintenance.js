// Runs maintenance operations.

import { NAMES, named, OPERATIONS } from "../maintenance.js";
import { carryOut } from "../plan.js";

/** The name on the command line, such as `clear-cache`. @param {string} name */
const dashed = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const KNOWN = Object.fromEntries(NAMES.map((name) => [dashed(name), name]));

/** @type {import("../command.js").Command} */
export const maintenance = {
  name: "maintenance",
  arguments: "OPERATION…",
  summary: "Run maintenance operations, in the order that the server's data requires.",
  more: `Operations\n${Object.entries(KNOWN)
    .map(([name, operation]) => `  ${name}\n      ${OPERATIONS[operation].does}`)
    .join("\n")}`,
  example: "update-organisation-unit-paths clear-cache",
  authority: "F_PERFORM_MAINTENANCE",
  takes: [1, Infinity],
  options: { yes: "Skip the confirmation that some require; required without a terminal." },
  run: (call) => carryOut(call, named(call.words, KNOWN)),
};
