// Tools for maintenance.

/** @import { Operation, Steward } from "dhis2-steward" */

import { Refusal } from "../failure.js";
import { schema } from "../mcp/tool.js";
import { KINDS, NAMES, OPERATIONS } from "../operations.js";

const CONFIRM = { type: "boolean", description: "Must be true for what cannot be undone, once the person has agreed." };

/** Carries them out, unless something is for good and nobody has agreed. @param {Steward} dhis2 @param {Operation[]} operations @param {boolean} confirm @param {AbortSignal} signal */
function carryOut(dhis2, operations, confirm, signal) {
  const permanent = operations.filter((operation) => OPERATIONS[operation].isPermanent);
  if (permanent.length > 0 && confirm !== true) {
    const where = `${dhis2.server.systemName ?? "DHIS2"}, ${new URL(dhis2.baseUrl).host}`;
    const what = permanent.map((operation) => OPERATIONS[operation].does).join(" ");
    throw new Refusal(`On ${where}: ${what} It cannot be undone; nothing was done yet.`, "Ask the person, then call again with confirm: true.");
  }
  return dhis2.maintenance.plan(operations, { signal });
}

const isFailure = (/** @type {{ outcome: string }} */ { outcome }) => outcome !== "done";

/** @type {import("../mcp/tool.js").Tool[]} */
export const MAINTENANCE = [
  {
    name: "cache_clear",
    description: OPERATIONS.clearCache.does,
    input: schema(),
    effect: "acts",
    isFailure,
    run: (dhis2, _, signal) => carryOut(dhis2, ["clearCache"], false, signal),
  },
  {
    name: "cleanup_soft_deleted",
    description: "Removes what was deleted before, for good, in the order that the server's data needs.",
    input: schema({ kinds: { type: "array", minItems: 1, items: { enum: Object.keys(KINDS) } }, confirm: CONFIRM }, ["kinds"]),
    effect: "removes",
    isFailure,
    run: (dhis2, { kinds, confirm }, signal) =>
      carryOut(dhis2, kinds.map((/** @type {string} */ kind) => KINDS[kind]), confirm, signal),
  },
  {
    name: "maintenance_run",
    description: `Carries out operations. ${NAMES.map((name) => `${name}: ${OPERATIONS[name].does}`).join(" ")}`,
    input: schema({ operations: { type: "array", minItems: 1, items: { enum: NAMES } }, confirm: CONFIRM }, ["operations"]),
    effect: "removes",
    isFailure,
    run: (dhis2, { operations, confirm }, signal) => carryOut(dhis2, operations, confirm, signal),
  },
];
