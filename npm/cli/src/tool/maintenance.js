// Tools for maintenance.

/** @import { Operation, Steward } from "dhis2-steward" */

import { consequences, KINDS, NAMES, OPERATIONS } from "../maintenance.js";
import { CONFIRM, schema, unconfirmed } from "../mcp/tool.js";

/** Runs the operations, unless one must be confirmed and is not. @param {Steward} dhis2 @param {Operation[]} operations @param {boolean} confirm @param {AbortSignal} signal */
function carryOut(dhis2, operations, confirm, signal) {
  const asked = consequences(operations);
  if (asked.length > 0 && confirm !== true) unconfirmed(dhis2, asked);
  return dhis2.maintenance.plan(operations, { signal });
}

const PERMANENT = NAMES.filter((name) => OPERATIONS[name].isPermanent);

/** Those that must be confirmed although they are not permanent. The names of all others say what they do. */
const GRAVE = NAMES.filter((name) => OPERATIONS[name].isAsked && !OPERATIONS[name].isPermanent);

const isFailure = (/** @type {{ state: string }} */ { state }) => state !== "completed";

/** @type {import("../mcp/tool.js").Tool[]} */
export const MAINTENANCE = [
  {
    name: "cache_clear",
    description: OPERATIONS.clearCache.does,
    input: schema(),
    effect: "acts",
    authority: "F_PERFORM_MAINTENANCE",
    isFailure,
    run: (dhis2, _, signal) => carryOut(dhis2, ["clearCache"], false, signal),
  },
  {
    name: "cleanup_soft_deleted",
    description: "Permanently remove soft-deleted objects, in the order that the server's data requires.",
    input: schema({ kinds: { type: "array", minItems: 1, items: { enum: Object.keys(KINDS) } }, confirm: CONFIRM }, ["kinds"]),
    effect: "removes",
    authority: "F_PERFORM_MAINTENANCE",
    isFailure,
    run: (dhis2, { kinds, confirm }, signal) =>
      carryOut(dhis2, kinds.map((/** @type {string} */ kind) => KINDS[kind]), confirm, signal),
  },
  {
    name: "maintenance_run",
    description: `Run maintenance operations. Permanent: ${PERMANENT.join(", ")}. ${GRAVE.map((name) => `${name}: ${OPERATIONS[name].does}`).join(" ")}`,
    input: schema({ operations: { type: "array", minItems: 1, items: { enum: NAMES } }, confirm: CONFIRM }, ["operations"]),
    effect: "removes",
    authority: "F_PERFORM_MAINTENANCE",
    isFailure,
    run: (dhis2, { operations, confirm }, signal) => carryOut(dhis2, operations, confirm, signal),
  },
];
