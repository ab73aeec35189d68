// Descriptions of the maintenance operations.

/** @import { Operation } from "dhis2-steward" */

import { Refusal } from "./failure.js";
import { UNDONE } from "./permit.js";

const permanent = (/** @type {string} */ does) => ({ does, isPermanent: true, isAsked: true });
const grave = (/** @type {string} */ does) => ({ does, isPermanent: false, isAsked: true });
const repeatable = (/** @type {string} */ does) => ({ does, isPermanent: false, isAsked: false });

/** What each operation does, whether it is permanent, and whether the user must confirm it. @type {Record<Operation, { does: string, isPermanent: boolean, isAsked: boolean }>} */
export const OPERATIONS = {
  removeSoftDeletedDataValues: permanent("Permanently remove soft-deleted data values."),
  removeSoftDeletedRelationships: permanent("Permanently remove soft-deleted relationships."),
  removeSoftDeletedEvents: permanent("Permanently remove soft-deleted events."),
  removeSoftDeletedEnrollments: permanent("Permanently remove soft-deleted enrollments."),
  removeSoftDeletedTrackedEntities: permanent("Permanently remove soft-deleted tracked entities."),
  removeZeroDataValues: permanent("Permanently remove zero data values where zero is not significant."),
  prunePeriods: permanent("Permanently remove periods without data."),
  clearExpiredInvitations: permanent("Permanently remove expired user invitations."),
  updateOrganisationUnitPaths: repeatable("Rebuild the paths of all organisation units."),
  updateCategoryOptionCombos: grave("Generate missing category option combinations and remove obsolete ones, which can take long and lock tables."),
  clearAnalyticsTables: grave("Clear the analytics tables, so that dashboards stay empty until the next update."),
  analyzeAnalyticsTables: repeatable("Update the database statistics of the analytics tables."),
  dropSqlViews: grave("Drop the SQL views, which cannot be read until they are created again."),
  createSqlViews: repeatable("Create the SQL views."),
  clearCache: repeatable("Clear the server's caches, including the results of data integrity checks."),
  reloadApps: repeatable("Reload the installed apps."),
};

/** The names. */
export const NAMES = /** @type {Operation[]} */ (Object.keys(OPERATIONS));

/** What the user must confirm before these operations run, a sentence each; none if nothing. @param {readonly Operation[]} operations */
export function consequences(operations) {
  const asked = operations.filter((operation) => OPERATIONS[operation].isAsked);
  const told = asked.map((operation) => `${operation}: ${OPERATIONS[operation].does}`);
  return asked.some((operation) => OPERATIONS[operation].isPermanent) ? [...told, UNDONE] : told;
}

/** The soft-deleted kinds of objects, and the operations that remove them. @type {Record<string, Operation>} */
export const KINDS = {
  "data-values": "removeSoftDeletedDataValues",
  events: "removeSoftDeletedEvents",
  enrollments: "removeSoftDeletedEnrollments",
  "tracked-entities": "removeSoftDeletedTrackedEntities",
  relationships: "removeSoftDeletedRelationships",
};

/** The operations that words name. @template {string} T @param {readonly string[]} words @param {Record<string, T>} known @returns {T[]} */
export function named(words, known) {
  return words.map((word) => {
    const one = Object.hasOwn(known, word) ? known[word] : undefined;
    if (one !== undefined) return one;
    throw new Refusal("Unknown argument.", `Valid arguments: ${Object.keys(known).join(", ")}.`);
  });
}
